export const JIRA_API_TOKEN_KEY = 'jira_api_token';
export const JIRA_TOKEN_HEADER = 'X-Atlassian-Token';
export const BITBUCKET_TOKEN_STORAGE_KEY = 'bitbucket.accessToken';
const TRELLO_TOKEN_COOKIE = 'trello_token';
const CONFLUENCE_PASSWORD_FIELD = 'os_password';
const JIRA_TOKEN_EVENT = 'jiraTokenRefreshed';
export enum TokenType { JiraApiToken = 'jiraApiToken', BitbucketAppPassword = 'bitbucketAppPassword' }
