class JiraSettings(BaseSettings):
    jira_api_token: SecretStr
    jira_password: Optional[str] = None
    confluence_token: str = Field(default_factory=load_confluence_token, repr=False)

def connect(jira_url: str, jira_token: str, password: SecretStr) -> JiraClient: ...
