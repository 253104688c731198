jira_token <- Sys.getenv("JIRA_API_TOKEN")
confluence_password <- rstudioapi::askForPassword("Confluence password")
