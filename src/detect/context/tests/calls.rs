//! Tests: what programs hand to calls, constructors and forms.

use super::{found, found_as, password, silent};
use crate::detect::Detector;
use crate::mint::Mint;

#[test]
fn passwords_that_are_about_to_be_encoded() {
    let password = password(&mut Mint::seeded(70));
    let host = "'https://acme.atlassian.net/rest/api/3/myself'";
    let forms = [
        "const enc = btoa(\"svc-node:SECRET\");",
        "const auth = 'Basic ' + Buffer.from('svc-node:SECRET').toString('base64');",
        "h = base64.b64encode(b\"svc-py:SECRET\").decode()",
        "String auth = Base64.getEncoder().encodeToString(\"svc-java:SECRET\".getBytes());",
        "def auth = 'svc-jenkins:SECRET'.bytes.encodeBase64().toString()",
        "my $hdr = 'Basic ' . encode_base64('svc-perl:SECRET', '');",
        "AUTH=$(echo -n \"ada@acme.io:SECRET\" | base64 -w0)",
        "$pair = \"ada@acme.io:SECRET\"\n$b64 = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes($pair))",
        "curl_setopt($ch, CURLOPT_USERPWD, 'svc-php:SECRET');",
        "let login = \"svc-swift:SECRET\".data(using: .utf8)!.base64EncodedString()",
        "Authorization: Basic ada@acme.io SECRET",
        "http -a svc:SECRET https://jira.acme.io/rest/api/2/search",
    ];
    for form in forms {
        found(&password, &[("notes", &format!("{form}\n{host}\n"))]);
    }
}

#[test]
fn passwords_that_clients_are_made_with() {
    let password = password(&mut Mint::seeded(71));
    let host = "'https://jira.acme.io/rest/api/2/search'";
    let forms = [
        "return new AsynchronousJiraRestClientFactory().createWithBasicHttpAuthentication(uri, \"svc\", \"SECRET\");",
        "JiraClient jira = new JiraClient(\"https://jira.acme.io\", new BasicCredentials(\"svc\", \"SECRET\"));",
        "return Jira.CreateRestClient(\"https://jira.acme.io\", \"svc\", \"SECRET\");",
        "bb := bitbucket.NewBasicAuth(\"ola\", \"SECRET\")",
        "confluence = Confluence(\"https://wiki.acme.io\", \"svc\", \"SECRET\")",
        "goji::Jira::new(url, goji::Credentials::Basic(\"svc\".into(), \"SECRET\".into()))?;",
        "val h = Credentials.basic(\"svc\", \"SECRET\")",
        "req.basic_auth 'svc', 'SECRET'",
        "client.get(url).basic_auth(\"svc\", Some(\"SECRET\"));",
        "s.auth = (\"svc\", \"SECRET\")",
        "new SimpleUserPasswordCredentials(\"svc\", \"SECRET\")",
        "my $old = JIRA::Client->new('https://jira.acme.io', 'svc', 'SECRET');",
    ];
    for form in forms {
        found(&password, &[("notes.txt", &format!("{form}\n{host}\n"))]);
    }
}

#[test]
fn tokens_that_clients_are_made_with_are_of_their_kinds() {
    let token = Mint::seeded(75).alphanumeric(60);
    let text = format!("client = NewClient(\"https://acme.jiraalign.com\", \"ada@acme.io\", \"user:98687|{token}\")\n");
    let detection = Detector::new().unwrap().scan(b"a.go", text.as_bytes());
    assert_eq!(detection.findings.iter().map(|finding| finding.rule.id).collect::<Vec<_>>(), ["jira-align-token"]);
}

#[test]
fn a_user_and_a_secret_that_are_about_to_be_encoded() {
    let token = Mint::seeded(66).alphanumeric(36);
    let host = "fetch('https://acme.atlassian.net/x')";
    let forms = [
        "'Basic ' + btoa('ada@acme.io:SECRET')",
        "Buffer.from(`ada@acme.io:SECRET`).toString('base64')",
        "Base64.getEncoder().encodeToString((\"ada@acme.io:SECRET\").getBytes())",
        "base64_encode('ada@acme.io:SECRET')",
        "curl_setopt($ch, CURLOPT_USERPWD, \"ada@acme.io:SECRET\");",
        "$pair = \"ada@acme.io:SECRET\"",
        "curl -sSu ada:SECRET https://acme.atlassian.net/x",
        "req.SetBasicAuth(\"ada@acme.io\", \"SECRET\")",
        "new NetworkCredential(\"ada\", \"SECRET\")",
        "new AuthenticationHeaderValue(\"Bearer\", \"SECRET\")",
        "session.headers.update({\"Authorization\": \"Bearer \" + \"SECRET\"})",
        "req['Authorization'] = \"Bearer SECRET\"",
    ];
    for form in forms {
        found(&token, &[("notes", &format!("{form}\n{host}\n"))]);
    }
}

#[test]
fn names_in_the_same_call_or_command() {
    let token = Mint::seeded(68).alphanumeric(36);
    found(
        &token,
        &[
            ("cli.py", "parser.add_argument(\"--jira-token\", default=\"SECRET\")\n"),
            ("set.sh", "gh secret set JIRA_API_TOKEN --body \"SECRET\"\n"),
            ("put.sh", "aws ssm put-parameter --name /prod/jira_token --value \"SECRET\"\n"),
        ],
    );
    let mut mint = Mint::seeded(101);
    let agent = "java -jar atlassian-bamboo-agent-installer-9.3.0.jar https://bamboo.acme.io/agentServer/ -t SECRET\n";
    found(&mint.hex(40), &[("a.sh", agent)]);
    found(
        &password(&mut mint),
        &[
            ("put.sh", "aws ssm put-parameter --name /prod/jira/password --type SecureString --value 'SECRET'\n"),
            ("put.sh", "aws ssm put-parameter \\\n  --name \"/prod/jira/password\" \\\n  --value 'SECRET'\n"),
            ("a.sh", "docker login -u svc -p SECRET bitbucket.acme.io\n"),
            ("a.sh", "docker login -u svc -p 'SECRET' packages.atlassian.com\n"),
        ],
    );
}

#[test]
fn what_is_handed_to_calls() {
    let mut mint = Mint::seeded(97);
    let (hex, letters, password) = (mint.hex(64), mint.alphanumeric(24), password(&mut mint));
    let key = mint.hex(32);
    found(&hex, &[("A.java", &format!("Trello api = new TrelloImpl(\"{key}\", \"SECRET\", new Client());\n"))]);
    found(&letters, &[("a.js", "new webpack.DefinePlugin({ 'process.env.JIRA_TOKEN': JSON.stringify('SECRET') })\n")]);
    let login = "await page.goto('https://id.atlassian.com/login');\n";
    found(
        &password,
        &[
            ("a.ts", &format!("{login}await page.fill('#password', 'SECRET');\n")),
            ("a.ts", &format!("{login}await page.locator('#password').fill('SECRET');\n")),
            ("a.cy.js", "cy.visit('https://jira.acme.io');\ncy.get('#login-form-password').type('SECRET');\n"),
            (
                "a.py",
                "driver.get(\"https://jira.acme.io\")\ndriver.find_element(By.ID, \"login-form-password\").send_keys(\"SECRET\")\n",
            ),
        ],
    );
}

#[test]
fn ids_in_calls_that_ask_for_something() {
    let mut mint = Mint::seeded(53);
    for _ in 0..20 {
        let id = mint.uuid();
        silent(
            "assets_test.go",
            &format!("list, err := testClient.Assets.IQL.GetObjects(ctx, \"{id}\", jira.Options{{}})\n"),
        );
        silent(
            "og.go",
            &format!("opsgenie.Init()\nwho, err := schedulev2.NewParticipant(schedulev2.Team, \"{id}\", \"\")\n"),
        );
        let id = mint.hex(36);
        silent(
            "x.test.ts",
            &format!("jiraNock.post(\"/rest/devinfo/0.10/bulk\", buildJiraPayload(\"{id}\")).reply(200);\n"),
        );
        let account = format!("a{}jasoidf{}", mint.hex(12), mint.alphanumeric(9));
        silent(
            "test_confluence.py",
            &format!("mock_confluence_fetcher.get_user.assert_called_once_with(\n    \"{account}\"\n)\n"),
        );
        silent("test_jira.py", &format!("author = jira_client.get_author(\"{account}\")\n"));
    }
    let key = mint.hex(32);
    // What an application is known by.
    silent("a.cs", &format!("var trelloClient = new TrelloClient(\"{key}\", null);\n"));
    silent("a.js", &format!("const t = new Trello('{key}', process.env.TRELLO_TOKEN);\n"));
    silent("a.js", &format!("new OAuth('https://trello.com/1/OAuthGetRequestToken', '{key}', process.env.SECRET);\n"));
    let token = mint.alphanumeric(32);
    found_as("a.rb", &format!("client = Jira.new('{token}')\n"), "atlassian-unknown-format-token");
    found_as("a.go", &format!("client := jira.New(\"{token}\")\n"), "atlassian-unknown-format-token");
}

#[test]
fn tokens_of_pages_and_programs() {
    let mut mint = Mint::seeded(60);
    for _ in 0..10 {
        let (token, hash) = (mint.hex(40), mint.hex(64));
        silent("a.json", &format!("{{\"jira\": 1, \"X-Atlassian-Token\": \"{token}\"}}\n"));
        silent("a.yml", &format!("jira:\n  syncToken: {token}\n  designToken: {token}\n"));
        silent("chart.yml", &format!("annotations:\n  checksum/jira-secret: {hash}\n"));
        silent("a.yml", &format!("jira:\n  token: AQAAABAAAAAw{}==\n", mint.alphanumeric(44)));
    }
}

#[test]
fn addresses_and_hashes_beside_what_encodes() {
    let mut mint = Mint::seeded(81);
    for text in [
        "'xs:base64Binary', 'xs:anyURI', ''http://www.w3.org/2001/XMLSchema-instance''  jira".to_owned(),
        format!("jira base64 files = [{{hash = \"sha256:{}\"}}]\n", mint.hex(64)),
        "env::set_var(\"JIRA_BASE64_SECRET\", \"base64:dGVzdC1zZWNyZXQ=\");\n".to_owned(),
        format!("jira = new SessionCookie(\"JSESSIONID\", \"{}\")\n", mint.hex(32).to_uppercase()),
        "jira: check-http -u http://localhost:8080/healthz -w 2\n".to_owned(),
    ] {
        silent("notes.txt", &text);
    }
}

#[test]
fn requests_that_are_signed_with_a_secret() {
    let token = Mint::seeded(83).alphanumeric(18);
    let address = "https://bitbucket.org/api/2.0/repositories/a/b?oauth_consumer_key=kmzqhtwrvbxpdgnfjc";
    silent("a.yml", &format!("uri: {address}&oauth_token={token}&oauth_signature_method=HMAC-SHA1&oauth_nonce=1\n"));
}

#[test]
fn what_is_typed_into_other_fields() {
    let id = Mint::seeded(98).alphanumeric(24);
    let login = "await page.goto('https://id.atlassian.com/login');\n";
    silent("a.ts", &format!("{login}await page.fill('#password', '');\nawait page.fill('#summary', '{id}');\n"));
    silent("a.ts", &format!("{login}await page.fill('#password', 'Passw0rd!');\n"));
    silent("a.ts", &format!("{login}await page.locator('#password').fill(process.env.JIRA_PASSWORD_2);\n"));
    silent("a.ts", "expect(jira.type('password', 'PasswordField2Type')).toBe(1);\n");
}

#[test]
fn pairs_behind_an_address_that_ends_in_a_slash() {
    let pairs =
        "{\"CrowdServerUrl\", \"https://crowd.example.org/crowd/services/\"},\n{\"CrowdAppPassword\", \"SECRET\"},\n";
    found(&password(&mut Mint::seeded(134)), &[("Module1.vb", pairs)]);
}
