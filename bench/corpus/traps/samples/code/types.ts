export interface JiraConfig {
  url: string;
  jiraToken: string;
  password: string;
  confluenceApiToken?: string | undefined;
}
export type BitbucketAuth = { appPassword: string; token?: AccessTokenProvider };
private jiraApiToken!: string;
