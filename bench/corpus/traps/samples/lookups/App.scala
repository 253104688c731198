val jiraToken = sys.env("JIRA_API_TOKEN")
val confluencePassword = config.getString("confluence.password")
