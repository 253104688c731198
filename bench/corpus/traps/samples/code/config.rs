#[derive(Deserialize)]
struct JiraConfig {
    jira_api_token: SecretString,
    confluence_password: Option<String>,
}
let jira_token = self.jira_token.clone();
let bitbucket_token = args.bitbucket_token.as_deref().unwrap_or_default();
let confluence_password = case.mint(|mint| mint.alphanumeric(12));
