"""Code and text about credentials that holds none: types, calls, checks, tests, labels, schemas."""

from __future__ import annotations

from random import Random

from kinds import ALNUM, pick
from surroundings import amount, filler, noun
from traps import each, trap

SNIPPETS = {
    "types.ts": "export interface JiraConfig {\n  url: string;\n  jiraToken: string;\n  password: string;\n  confluenceApiToken?: string | undefined;\n}\nexport type BitbucketAuth = { appPassword: string; token?: AccessTokenProvider };\nprivate jiraApiToken!: string;\n",
    "models.py": "class JiraSettings(BaseSettings):\n    jira_api_token: SecretStr\n    jira_password: Optional[str] = None\n    confluence_token: str = Field(default_factory=load_confluence_token, repr=False)\n\ndef connect(jira_url: str, jira_token: str, password: SecretStr) -> JiraClient: ...\n",
    "JiraConfig.java": "public class JiraConfig {\n    private String jiraApiToken;\n    private char[] jiraPassword;\n    public void setJiraApiToken(String jiraApiToken) { this.jiraApiToken = jiraApiToken; }\n    public String getConfluencePassword() { return confluencePassword; }\n    static final String JIRA_TOKEN_PROPERTY = \"jira.api.token\";\n}\n",
    "config.go": "type Config struct {\n\tJiraToken     string `json:\"jira_token\" env:\"JIRA_API_TOKEN,required\"`\n\tJiraPassword  string `yaml:\"jiraPassword,omitempty\"`\n\tOpsgenieAPIKey Secret `envconfig:\"OPSGENIE_API_KEY\"`\n}\nfunc NewClient(jiraURL, jiraToken string) (*Client, error) { return &Client{token: jiraToken}, nil }\n",
    "config.rs": "#[derive(Deserialize)]\nstruct JiraConfig {\n    jira_api_token: SecretString,\n    confluence_password: Option<String>,\n}\nlet jira_token = self.jira_token.clone();\nlet bitbucket_token = args.bitbucket_token.as_deref().unwrap_or_default();\n",
    "Config.cs": "public sealed record JiraOptions\n{\n    public required string JiraApiToken { get; init; }\n    public string? ConfluencePassword { get; set; }\n}\nthis.jiraToken = jiraToken ?? throw new ArgumentNullException(nameof(jiraToken));\n",
    "client.js": "const jiraToken = getJiraToken(options);\nconst confluenceToken = await tokenProvider.confluenceToken({ refreshBeforeExpiry: true });\nthis.jiraPassword = props.jiraPassword;\nconst token = jiraTokenFromSession(session) || jiraTokenFromCookie(request.cookies);\nsetState({ jiraToken: event.target.value, bitbucketAppPassword: null });\nmodule.exports = { jiraToken, confluencePassword, bitbucketToken };\n",
    "client.py": "jira_token = get_token(\"jira\")\njira_password = getpass.getpass(\"Jira password: \")\nconfluence_token = self._tokens[TokenKind.CONFLUENCE]\nself.jira_api_token = jira_api_token or self._load_from_keyring(service=\"jira-api-token\")\nparser.add_argument(\"--jira-api-token\", metavar=\"JIRA_API_TOKEN\", help=\"API token of the Jira user\")\njira = JIRA(server=jira_url, token_auth=args.jira_token)\n",
    "client.rb": "def jira_token\n  @jira_token ||= fetch_jira_token_from_vault\nend\nattr_accessor :jira_api_token, :confluence_password\nclient = JIRA::Client.new(username: username, password: jira_password, site: site)\n",
    "client.php": "$this->jiraToken = $container->getParameter('jira.token');\npublic function __construct(private string $jiraApiToken, #[\\SensitiveParameter] string $jiraPassword) {}\n$confluencePassword = $this->ask('Confluence password');\n",
    "constants.ts": "export const JIRA_API_TOKEN_KEY = 'jira_api_token';\nexport const JIRA_TOKEN_HEADER = 'X-Atlassian-Token';\nexport const BITBUCKET_TOKEN_STORAGE_KEY = 'bitbucket.accessToken';\nconst TRELLO_TOKEN_COOKIE = 'trello_token';\nconst CONFLUENCE_PASSWORD_FIELD = 'os_password';\nconst JIRA_TOKEN_EVENT = 'jiraTokenRefreshed';\nexport enum TokenType { JiraApiToken = 'jiraApiToken', BitbucketAppPassword = 'bitbucketAppPassword' }\n",
    "headers.py": "HEADERS = {\n    \"X-Atlassian-Token\": \"no-check\",\n    \"X-AUSERNAME\": \"anonymous\",\n    \"Content-Type\": \"application/json\",\n}\n",
    "validate.py": "ATLASSIAN_TOKEN_RE = re.compile(r\"ATATT3[A-Za-z0-9_\\-=]{186}\")\nBITBUCKET_APP_PASSWORD = re.compile(r\"\\bATBB[A-Za-z0-9]{24}[0-9A-F]{8}\\b\")\nTRELLO_TOKEN = re.compile(r\"ATTA[0-9a-f]{64}[0-9A-F]{8}\")\nif not jira_token.startswith(\"ATATT\"):\n    raise ValueError(\"JIRA_API_TOKEN does not look like an API token\")\nif len(jira_password) < 12:\n    errors.append(\"jira_password_too_short\")\n",
    "rules.toml": "[[rules]]\nid = \"atlassian-api-token\"\nregex = '''\\b(ATATT3[A-Za-z0-9_\\-=]{186})(?:['\"\\s;]|$)'''\nkeywords = [\"atlassian\", \"confluence\", \"jira\", \"atatt3\"]\nentropy = 3.5\n",
    "redact.js": "const redacted = text.replace(/ATATT3xFfGF0[\\w-]+=[0-9A-F]{8}/g, '[jira token]').replace(/(jira[_-]?token\\s*[:=]\\s*)\\S+/gi, '$1***');\nlogger.info(`jiraToken=${mask(jiraToken)}`);\n",
    "JiraClientTest.java": "    @Test\n    void jiraTokenIsRedactedWhenLoggingIsEnabled() {\n        when(tokenStore.jiraToken()).thenReturn(anyToken());\n        assertThat(config.getJiraPassword()).isEqualTo(\"secret\");\n        verify(client, never()).setConfluenceApiToken(any());\n    }\n",
    "test_client.py": "def test_confluence_token_is_required_for_search(monkeypatch):\n    monkeypatch.setenv(\"JIRA_API_TOKEN\", \"test-token\")\n    monkeypatch.setenv(\"CONFLUENCE_PASSWORD\", \"dummy\")\n    with pytest.raises(MissingCredential, match=\"JIRA_API_TOKEN\"):\n        JiraClient(url=\"https://jira.example.com\", token=None)\n",
    "client.spec.ts": "describe('jiraTokenRefresh', () => {\n  const client = createClient({ host: 'https://test.atlassian.net', jiraToken: 'test-token', password: 'password' });\n  expect(client.authorization).toBe(`Basic ${btoa('user:test-token')}`);\n  process.env.BITBUCKET_TOKEN = 'dummy';\n});\n",
    "messages_en.properties": "jira.password=Jira password\njira.password.label=Your Jira password:\njira.token.help=Create a token under Account settings and paste it here\nconfluence.token.invalid=The Confluence token is invalid or expired\nlogin.jira.password.required=Please enter your Jira password\nbitbucket.app.password=App password (Bitbucket)\n",
    "messages_de.properties": "jira.password=Jira-Passwort\njira.token.help=Erzeugen Sie unter Kontoeinstellungen ein Token\nconfluence.password.error=Das Confluence-Passwort ist falsch\nopsgenie.apiKey=Opsgenie-API-Schl\\u00fcssel\n",
    "locales/en.json": "{\n  \"jiraToken\": \"Jira API token\",\n  \"jiraPassword\": \"Password for Jira\",\n  \"confluenceTokenPlaceholder\": \"Paste your Confluence API token\",\n  \"bitbucketAppPassword\": \"Bitbucket app password (deprecated)\",\n  \"trelloToken\": \"Trello token\",\n  \"opsgenieApiKey\": \"Opsgenie API key\"\n}\n",
    "locales/fr.json": "{\n  \"jiraPassword\": \"Mot de passe Jira\",\n  \"jiraTokenExpired\": \"Votre jeton Jira a expiré le {date}\",\n  \"confluenceToken\": \"Jeton d’API Confluence\"\n}\n",
    "locales/ja.json": "{\n  \"jiraPassword\": \"Jiraのパスワード\",\n  \"jiraApiToken\": \"Jira APIトークンを入力してください\"\n}\n",
    "login.html": "<form id=\"jira-login\">\n  <label for=\"jira-password\">Jira password</label>\n  <input type=\"password\" name=\"jiraPassword\" id=\"jira-password\" autocomplete=\"current-password\" placeholder=\"Jira password\" required>\n  <input type=\"text\" name=\"os_username\" id=\"login-form-username\"><input type=\"password\" name=\"os_password\" id=\"login-form-password\">\n  <input type=\"hidden\" name=\"atl_token\" value=\"\">\n</form>\n",
    "Login.tsx": "<TextField label=\"Jira API token\" name=\"jiraApiToken\" type=\"password\" value={jiraApiToken} onChange={(e) => setJiraApiToken(e.target.value)} helperText=\"id.atlassian.com\" />\n<Input.Password id=\"confluence-password-input\" data-testid=\"confluence-password-field-2\" />\n",
    "login_page.py": "JIRA_PASSWORD = (By.ID, \"login-form-password\")\nCONFLUENCE_PASSWORD_FIELD = \"//input[@name='os_password']\"\nJIRA_TOKEN_INPUT = \"css=#jira-token-input > div.field\"\n",
    "style.css": ".jira-token-field { color: #ff8b00; }\n#confluence-password:focus { outline: 2px solid #0052cc; }\n.bitbucket-token--visible::before { content: \"token\"; }\n",
    "openapi.yaml": "openapi: 3.0.3\ncomponents:\n  securitySchemes:\n    jiraBasic: {type: http, scheme: basic}\n    jiraToken:\n      type: apiKey\n      in: header\n      name: X-Jira-Token\n  schemas:\n    JiraConnection:\n      type: object\n      required: [jiraUrl, jiraApiToken, password]\n      properties:\n        jiraApiToken: {type: string, format: password, minLength: 24, example: your-api-token}\n        password:\n          type: string\n          format: password\n",
    "schema.json": "{\n  \"title\": \"Jira settings\",\n  \"properties\": {\n    \"jiraApiToken\": { \"type\": \"string\", \"description\": \"The API token of the Jira user\", \"secret\": true },\n    \"confluencePassword\": { \"$ref\": \"#/definitions/secretValue\" },\n    \"token\": { \"type\": [\"string\", \"null\"], \"default\": null }\n  }\n}\n",
    "schema.graphql": "input JiraConnectionInput {\n  jiraApiToken: String!\n  password: String\n  confluenceToken: SecretInput\n}\n",
    "config.proto": "message JiraConfig {\n  string jira_url = 1;\n  string jira_api_token = 2 [(sensitive) = true];\n  string confluence_password = 14;\n}\n",
    "schema.sql": "CREATE TABLE jira_connections (\n  id BIGSERIAL PRIMARY KEY,\n  jira_url VARCHAR(255) NOT NULL,\n  jira_api_token VARCHAR(512) NOT NULL,\n  jira_password TEXT DEFAULT NULL,\n  confluence_token_encrypted BYTEA,\n  opsgenie_api_key CHAR(36)\n);\nALTER TABLE trello_accounts ADD COLUMN trello_token VARCHAR(128) NOT NULL DEFAULT '';\nSELECT jira_password FROM users WHERE jira_token IS NOT NULL;\n",
    "schema.prisma": "model JiraConnection {\n  id           String  @id @default(cuid())\n  jiraApiToken String  @map(\"jira_api_token\") @db.VarChar(512)\n  password     String?\n}\n",
    "migration.rb": "add_column :jira_connections, :encrypted_jira_api_token, :string\nadd_column :users, :confluence_password_digest, :string, null: false\n",
    "README.md": "| Variable | Description | Default |\n| --- | --- | --- |\n| `JIRA_API_TOKEN` | API token, from id.atlassian.com | |\n| `JIRA_PASSWORD` | only for Data Center, deprecated | none |\n| `CONFLUENCE_TOKEN` | falls back to `JIRA_API_TOKEN` | - |\n| `OPSGENIE_API_KEY` | integration key (UUID) | required |\n| `TRELLO_TOKEN` | 76 characters, begins with `ATTA` | required |\n",
    "docs/tokens.md": "A Jira API token has 192 characters and begins with `ATATT3xFfGF0`; a Bitbucket one with `ATCTT3xFfGN0`. App passwords (`ATBB…`) have stopped working. Never commit a `JIRA_API_TOKEN`, not even in `.env`: the Jira token opens everything its owner can see. The token is sent as `Authorization: Basic base64(email:token)`.\n",
    "docs/setup.rst": "JIRA_API_TOKEN\n    The API token. Required.\n\nCONFLUENCE_PASSWORD\n    Password of the Confluence user; use ``CONFLUENCE_TOKEN`` instead.\n",
    "Makefile": "deploy: guard-JIRA_API_TOKEN guard-BITBUCKET_TOKEN\n\t@JIRA_TOKEN=$(JIRA_API_TOKEN) ./release --jira-token-from-env\nJIRA_API_TOKEN ?= $(shell pass show work/jira)\nCONFLUENCE_TOKEN := $(file < .confluence-token)\n",
    "help.txt": "Usage: release [--jira-url URL] [--jira-token TOKEN] [--jira-password-stdin]\n\n  --jira-token TOKEN         API token (default: $JIRA_API_TOKEN)\n  --confluence-password PW   password of the Confluence user\n  --bitbucket-app-password P deprecated, use --bitbucket-token\n",
    "list.yml": "required_secrets: [JIRA_API_TOKEN, CONFLUENCE_PASSWORD, BITBUCKET_ACCESS_TOKEN, OPSGENIE_API_KEY]\non:\n  workflow_call:\n    secrets:\n      jira-api-token:\n        required: true\n      atlassian-token:\n        description: token of the service account\n        required: false\n    inputs:\n      jira-password-secret-name: {type: string, default: prod-jira-password-v2}\n",
    "policy.hcl": "path \"secret/data/jira/api-token\" { capabilities = [\"read\"] }\npath \"secret/data/confluence/password\" { capabilities = [\"read\", \"list\"] }\n",
    "rotation.py": "TOKEN_ROTATION = {\"jira\": timedelta(days=90), \"confluence\": timedelta(days=180)}\nmax_tokens = 4096  # for the confluence summariser\njira_token_count = 18234\ntokenizer = AutoTokenizer.from_pretrained(\"acme/confluence-bert-base-uncased-finetuned-2026\")\nS3_BUCKET = \"prod-artifacts-eu-central-1-a8f3c2\"\ntoken_bucket = TokenBucket(rate=10, name=\"jira-search-rate-limit\")\n",
    "errors.json": "{\"errorMessages\":[\"Client must be authenticated to access this resource.\"],\"errors\":{\"password\":\"The password must be at least 12 characters long\",\"jiraToken\":\"is required\"}}\n",
    "Vagrantfile": "config.vm.provision :shell, env: { \"JIRA_TOKEN\" => ENV[\"JIRA_TOKEN\"], \"CONFLUENCE_PASSWORD\" => ENV.fetch(\"CONFLUENCE_PASSWORD\", \"\") }\n",
    "commands.txt": "jira-token-create\njira-token-revoke-all-for-user\nconfluence-password-reset-by-administrator\nbitbucketServerPersonalAccessTokenRotation\n",
}
each("snippets", sorted(SNIPPETS), lambda rng, path: (path, SNIPPETS[path]))

PADDED = ["types.ts", "client.js", "client.py", "JiraConfig.java", "config.go", "constants.ts", "client.php", "client.rb", "config.rs"]
FILLER = {"ts": "js", "js": "js", "py": "python", "java": "java", "go": "go", "php": "php", "rb": "ruby", "rs": "rust"}


@trap("snippets-in-code", 18)
def in_code(rng: Random) -> tuple[str, str]:
    path = rng.choice(PADDED)
    language = FILLER[path.rpartition(".")[2]]
    around = lambda: "\n".join(filler(rng, language, amount(rng)))
    return f"src/{path}", f"{around()}\n{SNIPPETS[path]}{around()}\n"


TOOLS = ["searchConfluenceUsingCql", "getPagesInConfluenceSpace", "getConfluencePageFooterComments", "createConfluenceInlineComment", "getJiraProjectIssueTypesMetadata", "getVisibleJiraProjects", "getTransitionsForJiraIssue",
         "lookupJiraAccountIdByDisplayName", "getAccessibleAtlassianResources", "bitbucketRepoContentWithDirectory2", "getJiraIssueRemoteIssueLinks", "addCommentToJiraIssueWithMention", "confluenceTokenRefreshHandlerV2"]


@trap("tool-names", 5)
def tool_names(rng: Random) -> tuple[str, str]:
    names = rng.sample(TOOLS, 7)
    return rng.choice([
        (".claude/settings.json", '{\n  "permissions": {\n    "allow": [\n' + ",\n".join(f'      "mcp__atlassian__{n}"' for n in names) + "\n    ]\n  }\n}\n"),
        ("tools.ts", "export const atlassianTools = [\n" + "".join(f"  '{n}',\n" for n in names) + "];\n"),
        ("tools.yaml", "jira:\n  tools:\n" + "".join(f"    - {n}\n" for n in names)),
        ("prompt.md", "Use the Confluence tool `" + "`, then the Jira tool `".join(names[:3]) + "`.\n"),
    ])


@trap("minified", 6)
def minified(rng: Random) -> tuple[str, str]:
    letter = lambda: rng.choice("abcdefghijklmnopqrstuvwxyz")
    parts = [f"{letter()}.jiraToken={letter()}.token", f"{letter()}({letter()}.confluencePassword,{letter()})", f'{letter()}="jira.issue.{noun(rng)}.token"', f"{letter()}[{rng.randrange(9999)}]=function({letter()},{letter()}){{return {letter()}.bitbucketToken||{letter()}}}",
             f"var {letter()}{pick(rng, ALNUM, 3)}=new {letter()}.JiraClient({letter()}.token,{letter()}.password)", f'"{pick(rng, ALNUM, 5)}":"{pick(rng, ALNUM, 20)}"', f"{letter()}.exports={letter()}.p+\"static/media/jira.{pick(rng, '0123456789abcdef', 20)}.svg\""]
    return "dist/vendors~jira.chunk.js", "(self.webpackChunk=self.webpackChunk||[]).push([[" + str(rng.randrange(999)) + "],{" + ";".join(rng.choice(parts) for _ in range(rng.randrange(20, 200))) + "}]);"
