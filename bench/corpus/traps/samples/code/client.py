jira_token = get_token("jira")
jira_password = getpass.getpass("Jira password: ")
confluence_token = self._tokens[TokenKind.CONFLUENCE]
self.jira_api_token = jira_api_token or self._load_from_keyring(service="jira-api-token")
parser.add_argument("--jira-api-token", metavar="JIRA_API_TOKEN", help="API token of the Jira user")
jira = JIRA(server=jira_url, token_auth=args.jira_token)
