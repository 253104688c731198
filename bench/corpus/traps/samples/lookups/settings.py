JIRA_API_TOKEN = os.environ["JIRA_API_TOKEN"]
CONFLUENCE_PASSWORD = os.getenv("CONFLUENCE_PASSWORD", "")
auth = (os.environ["JIRA_EMAIL"], os.environ["JIRA_API_TOKEN"])
