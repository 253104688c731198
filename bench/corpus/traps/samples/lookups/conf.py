jira_token = config("JIRA_API_TOKEN", default=None)
jira = JIRA(server=url, basic_auth=(settings.JIRA_USER, settings.JIRA_PASSWORD))
jira_password = keyring.get_password("jira", "automation")
