JIRA_PASSWORD = (By.ID, "login-form-password")
CONFLUENCE_PASSWORD_FIELD = "//input[@name='os_password']"
JIRA_TOKEN_INPUT = "css=#jira-token-input > div.field"
