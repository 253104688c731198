jiraToken := os.Getenv("JIRA_API_TOKEN")
tp := jira.BasicAuthTransport{Username: os.Getenv("JIRA_USER"), Password: os.Getenv("JIRA_PASSWORD")}
req.Header.Set("Authorization", "Bearer "+bitbucketToken)
req.SetBasicAuth(cfg.JiraUser, cfg.JiraPassword)
