val jiraToken = System.getenv("JIRA_TOKEN") ?: error("JIRA_TOKEN is not set")
val confluencePassword = project.findProperty("confluence.password") as String
