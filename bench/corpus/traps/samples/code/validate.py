ATLASSIAN_TOKEN_RE = re.compile(r"ATATT3[A-Za-z0-9_\-=]{186}")
BITBUCKET_APP_PASSWORD = re.compile(r"\bATBB[A-Za-z0-9]{24}[0-9A-F]{8}\b")
TRELLO_TOKEN = re.compile(r"ATTA[0-9a-f]{64}[0-9A-F]{8}")
if not jira_token.startswith("ATATT"):
    raise ValueError("JIRA_API_TOKEN does not look like an API token")
if len(jira_password) < 12:
    errors.append("jira_password_too_short")
