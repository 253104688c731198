let jira_api_token = std::env::var("JIRA_API_TOKEN").expect("JIRA_API_TOKEN");
let confluence_token = env!("CONFLUENCE_TOKEN");
let jira_password = settings.get_string("jira.password")?;
