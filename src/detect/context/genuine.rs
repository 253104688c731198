//! Tests: forms in which real projects write a credential that only its name and its surroundings show.

use crate::detect::Detector;
use crate::mint::Mint;

/// A password that nobody would take for anything else.
fn password(mint: &mut Mint) -> String {
    format!("Zq7!{}", mint.alphanumeric(9))
}

/// Asserts that in each of these texts, by their paths, just `SECRET` is found, once it was put there.
#[track_caller]
fn found(secret: &str, texts: &[(&str, &str)]) {
    let detector = Detector::new().unwrap();
    let missing: Vec<_> = texts
        .iter()
        .filter(|(path, text)| {
            let detection = detector.scan(path.as_bytes(), text.replace("SECRET", secret).as_bytes());
            let found: Vec<_> = detection.findings.iter().map(|finding| finding.secret.bytes()).collect();
            found != [secret.as_bytes()]
        })
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn names_behind_the_escapes_of_a_text_within_a_text() {
    let mut mint = Mint::seeded(61);
    for secret in [mint.alphanumeric(36), password(&mut mint)] {
        let name = if secret.len() == 36 { "jira_api_token" } else { "jira_password" };
        let texts = [
            "{\"data\": {\"application.yml\": \"server:\\n  port: 80\\nNAME: SECRET\\n\"}}\n",
            "{\"c\": \"a\\r\\nNAME=SECRET\\nb\"}\n",
            "{\"c\": \"a\\u000aNAME=SECRET\"}\n",
            "{\"c\": \"a:\\tNAME: SECRET\"}\n",
        ]
        .map(|text| text.replace("NAME", name));
        found(&secret, &texts.each_ref().map(|text| ("settings.json", text.as_str())));
    }
    let token = mint.alphanumeric(36);
    found(&token, &[("dump.json", "{\\u0022jiraApiToken\\u0022:\\u0022SECRET\\u0022}\n")]);
}

#[test]
fn names_that_bundlers_hand_to_browsers() {
    let token = Mint::seeded(62).alphanumeric(36);
    for name in [
        "NEXT_PUBLIC_JIRA_API_TOKEN",
        "EXPO_PUBLIC_CONFLUENCE_API_TOKEN",
        "PUBLIC_JIRA_TOKEN",
        "NUXT_PUBLIC_JIRA_TOKEN",
    ] {
        found(&token, &[(".env", &format!("{name}=SECRET\n"))]);
    }
}

#[test]
fn containers_say_nothing_of_whose_a_value_is() {
    let mut mint = Mint::seeded(63);
    let token = mint.alphanumeric(36);
    for container in
        ["hosts", "secureJsonData", "body", "payload", "query", "params", "kwargs", "profile", "json", "request_body"]
    {
        found(
            &token,
            &[
                (
                    "a.js",
                    &format!(
                        "const url = \"https://acme.atlassian.net/x\";\nconst {container} = {{\n  token: \"SECRET\",\n}};\n"
                    ),
                ),
                (
                    "a.py",
                    &format!(
                        "url = \"https://acme.atlassian.net/x\"\n{container} = {{\n    \"token\": \"SECRET\",\n}}\n"
                    ),
                ),
                ("a.yml", &format!("url: https://acme.atlassian.net\n{container}:\n  token: SECRET\n")),
            ],
        );
    }
}

#[test]
fn passwords_within_longer_literals_and_comments() {
    let password = password(&mut Mint::seeded(64));
    found(
        &password,
        &[
            ("compose.yml", "services:\n  x:\n    environment: [\"JIRA_PASSWORD=SECRET\", \"A=1\"]\n"),
            ("mcp.json", "{\"args\": [\"run\", \"-e\", \"JIRA_PASSWORD=SECRET\", \"image\"]}\n"),
            ("a.php", "<?php putenv(\"JIRA_PASSWORD=SECRET\");\n"),
            ("Jenkinsfile", "withEnv(['JIRA_PASSWORD=SECRET']) { sh 'x' }\n"),
            ("a.py", "# Jira password: SECRET\nx = 1\n"),
            ("a.java", "    // jira password: SECRET\n"),
            ("page.html", "<p>GET /hook?a=1&jira_password=SECRET&b=2 HTTP/1.1</p>\n"),
            ("compose.yml", "JIRA_PASSWORD: ${JIRA_PASSWORD:-SECRET}\n"),
            ("_netrc", "machine jira.acme.io login ada password \"SECRET\"\n"),
            ("a.ps1", "$jiraPassword = ConvertTo-SecureString \"SECRET\" -AsPlainText -Force\n"),
        ],
    );
}

#[test]
fn passwords_of_few_hexadecimal_digits() {
    let mut mint = Mint::seeded(68);
    for length in [12, 16, 20, 24] {
        let password = mint.hex(length);
        found(&password, &[(".env", "JIRA_URL=https://jira.acme.io\nJIRA_PASSWORD=SECRET\n")]);
    }
}

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
fn passwords_that_begin_with_a_letter_and_a_sign() {
    let mut mint = Mint::seeded(72);
    for sign in ["#", "(", "=", "&", ",", "[", "{", "?"] {
        let password = format!("k{sign}{}", password(&mut mint));
        found(
            &password,
            &[
                ("a.json", "{\"jira_password\": \"SECRET\"}\n"),
                (".env", "JIRA_PASSWORD='SECRET'\n"),
                ("context.xml", "<Resource name=\"jira\" password=\"SECRET\"/>\n"),
            ],
        );
    }
}

#[test]
fn passwords_that_begin_with_a_sign() {
    let mut mint = Mint::seeded(65);
    for sign in ["!", "$", "&", "*", "(", "<", "{", "%", "[", "#", "@", "^"] {
        let password = format!("{sign}x!{}", password(&mut mint));
        found(&password, &[("a.json", "{\"jira_password\": \"SECRET\"}\n"), (".env", "JIRA_PASSWORD='SECRET'\n")]);
    }
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
fn literals_of_all_languages() {
    let mut mint = Mint::seeded(67);
    let token = mint.hex(40);
    for form in ["@\"SECRET\"", "r'SECRET'", "r#\"SECRET\"#", "$'SECRET'", "!!str SECRET", "<![CDATA[SECRET]]>"] {
        let given = if form.contains("CDATA") { "<jiraApiToken>" } else { "jira_api_token = " };
        found(&token, &[("notes", &format!("{given}{form}\n"))]);
    }
    let password = password(&mut mint);
    found(
        &password,
        &[("jira/dbconfig.xml", "<jdbc-datasource><password><![CDATA[SECRET]]></password></jdbc-datasource>\n")],
    );
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
fn a_data_center_token_between_signs_that_are_not_its_own() {
    let token = Mint::seeded(69).dc_pat();
    found(
        &token,
        &[
            ("sed.sh", "sed -i \"s/@TOKEN@/SECRET/\" app.conf\n"),
            ("add.patch", "@@ -0,0 +1 @@\n+SECRET\n"),
            ("creds.txt", "ada/SECRET\n"),
            ("say.sh", "echo \"\\033[32mSECRET\\033[0m\"\n"),
        ],
    );
}

#[test]
fn other_firms_in_addresses_and_users_say_nothing() {
    let mut mint = Mint::seeded(73);
    let (uuid, hex, password) = (mint.uuid(), mint.hex(64), password(&mut mint));
    for firm in ["grafana", "datadog", "slack", "github", "aws"] {
        let texts = |text: &str| text.replace("FIRM", firm);
        found(&uuid, &[("a.sh", &texts("curl \"https://api.opsgenie.com/v1/json/FIRM?apiKey=SECRET\"\n"))]);
        found(&hex, &[("a.sh", &texts("curl \"https://api.trello.com/1/cards?name=FIRM-x&key=d0&token=SECRET\"\n"))]);
        found(
            &password,
            &[
                ("a.sh", &texts("curl -u \"svc-FIRM:SECRET\" https://jira.acme.io/rest/api/2/search\n")),
                ("a.py", &texts("JIRA = {\n    \"USER\": \"svc-FIRM\",\n    \"PASSWORD\": \"SECRET\",\n}\n")),
            ],
        );
    }
}

#[test]
fn names_that_only_atlassian_has() {
    let mut mint = Mint::seeded(74);
    let (uuid, hex, letters, password) = (mint.uuid(), mint.hex(64), mint.alphanumeric(32), password(&mut mint));
    found(
        &password,
        &[
            ("a.sh", "curl -G \"https://wiki.acme.io/pages/x.action?pageId=1&os_username=svc&os_password=SECRET\"\n"),
            ("a.go", "jiraPwd := \"SECRET\"\n"),
            ("a.sh", "curl -usvc:SECRET https://jira.acme.io/rest/api/2/issue/REL-1\n"),
        ],
    );
    found(
        &uuid,
        &[
            ("a.yml", "opsgenie:\n  key: SECRET\n  region: eu\n"),
            ("a.js", "opsgenie: { key: 'SECRET', host: 'https://api.opsgenie.com' },\n"),
            ("a.cs", "client.Authorization = new AuthenticationHeaderValue(\"GenieKey\", \"SECRET\");\n"),
        ],
    );
    found(&letters, &[("a.rb", "  provider :bitbucket, 'kmzqhtwrvbxpdgnfjc', 'SECRET'\n")]);
    found(&hex, &[("a.rb", "  provider :trello, 'd0d0', 'SECRET', app_name: 'Reports'\n")]);
    found(&hex[..40], &[(".env", "ATL_BAMBOO_SECURITY_TOKEN=SECRET\n")]);
    found(
        &letters,
        &[(
            "a.tf",
            "resource \"aws_ssm_parameter\" \"x\" {\n  name  = \"/prod/jira/api-token\"\n  value = \"SECRET\"\n}\n",
        )],
    );
}

#[test]
fn rows_of_tables_that_have_more_than_a_name_and_a_value() {
    let mut mint = Mint::seeded(85);
    let (token, uuid, password) = (mint.alphanumeric(24), mint.uuid(), password(&mut mint));
    let insert = "INSERT INTO config (id, name, value) VALUES";
    for (secret, name) in [(&token, "jira_token"), (&uuid, "opsgenie_api_key"), (&password, "jira_password")] {
        let texts = [
            ("a.sql", format!("{insert} (2,'{name}','SECRET');\n")),
            (
                "a.sql",
                format!(
                    "INSERT INTO `o` (`option_id`, `option_name`, `option_value`) VALUES (1, '{name}', 'SECRET');\n"
                ),
            ),
            ("a.csv", format!("id,key,value,updated\n3,{name},SECRET,2026-01-02\n")),
            // The list of another statement says nothing of this one.
            ("a.sql", format!("{insert} (1,'a','b');\nINSERT INTO settings VALUES ('{name}','SECRET');\n")),
        ];
        found(secret, &texts.each_ref().map(|(path, text)| (*path, text.as_str())));
    }
    let copy = "COPY public.integrations (id, provider, base_url, username, secret) FROM stdin;\n";
    let row = "1\tjira\thttps://acme.atlassian.net\tada@acme.io\tSECRET\n\\.\n";
    found(&token, &[("dump.sql", &format!("{copy}{row}"))]);
    let row = "2\topsgenie\thttps://api.opsgenie.com\t\tSECRET\n\\.\n";
    found(&uuid, &[("dump.sql", &format!("{copy}{row}"))]);
}

#[test]
fn values_beside_what_names_them() {
    let mut mint = Mint::seeded(87);
    let (hex, password) = (mint.hex(64), password(&mut mint));
    let parameter = |name: &str| {
        format!(
            "<context-param>\n<param-name>{name}</param-name>\n<param-value>SECRET</param-value>\n</context-param>\n"
        )
    };
    let sampler = "<stringProp name=\"HTTPSampler.domain\">jira.acme.io</stringProp>\n<elementProp name=\"os_password\" elementType=\"HTTPArgument\"><stringProp name=\"Argument.value\">SECRET</stringProp></elementProp>\n";
    found(&hex, &[("web.xml", &parameter("trelloToken"))]);
    found(
        &password,
        &[
            ("web.xml", &parameter("jira.password")),
            ("plan.jmx", sampler),
            (
                "a.tf",
                "resource \"github_actions_secret\" \"jira\" {\n  secret_name     = \"JIRA_PASSWORD\"\n  plaintext_value = \"SECRET\"\n}\n",
            ),
            ("a.ts", "new github.ActionsSecret('x', { secretName: 'JIRA_PASSWORD', plaintextValue: 'SECRET' });\n"),
        ],
    );
}

#[test]
fn passwords_in_the_commands_of_power_shell() {
    let password = password(&mut Mint::seeded(88));
    let credential = "New-Object PSCredential 'svc', (ConvertTo-SecureString \"SECRET\" -AsPlainText -Force)";
    found(
        &password,
        &[
            ("a.ps1", "Set-JiraSession -Server https://jira.acme.io -User svc -Password \"SECRET\"\n"),
            ("a.txt", "New-JiraSession -Server https://jira.acme.io -User svc -Password SECRET\n"),
            ("a.ps1", &format!("Set-ConfluenceInfo -BaseURI 'https://wiki.acme.io' -Credential ({credential})\n")),
            ("a.ps1", &format!("$cred = {credential}\nSet-JiraConfigServer x\n")),
            (
                "a.ps1",
                "$c = [PSCredential]::new('svc', (ConvertTo-SecureString -String 'SECRET' -AsPlainText -Force)) # jira\n",
            ),
        ],
    );
}

#[test]
fn defaults_of_references() {
    let mut mint = Mint::seeded(89);
    let (token, password) = (mint.alphanumeric(24), password(&mut mint));
    found(
        &password,
        &[
            ("A.java", "    @Value(\"${jira.password:SECRET}\")\n    private String password;\n"),
            ("A.kt", "    @Value(\"\\${jira.password:SECRET}\") val password: String\n"),
            ("serverless.yml", "  environment:\n    JIRA_PASSWORD: ${env:JIRA_PASSWORD, 'SECRET'}\n"),
        ],
    );
    found(&token, &[("serverless.yml", "  environment:\n    JIRA_API_TOKEN: ${env:JIRA, 'SECRET'}\n")]);
}

#[test]
fn attributes_in_the_state_of_terraform() {
    let uuid = Mint::seeded(90).uuid();
    let state = "{\n  \"resources\": [\n    {\n      \"type\": \"KIND\",\n      \"instances\": [\n        {\n          \"attributes\": {\n            \"enabled\": true,\n            \"api_key\": \"SECRET\"\n          }\n        }\n      ]\n    }\n  ]\n}\n";
    found(&uuid, &[("terraform.tfstate", &state.replace("KIND", "opsgenie_api_integration"))]);
}

#[test]
fn keys_of_opsgenie_that_are_only_called_keys() {
    let uuid = Mint::seeded(92).uuid();
    found(
        &uuid,
        &[
            ("a.yaml", "kind: Secret\nmetadata:\n  name: opsgenie-key\nstringData:\n  key: SECRET\n"),
            ("a.yaml", "stringData:\n  key: SECRET\nkind: Secret\nmetadata:\n  name: opsgenie-key\n"),
            (
                "a.yaml",
                "kind: Secret\nmetadata:\n  name: opsgenie\n  namespace: monitoring\ntype: Opaque\nstringData:\n  key: SECRET\n",
            ),
            ("a.json", "{\"opsgenie\": {\"customerKey\": \"SECRET\", \"teams\": [\"ops\"]}}\n"),
            (
                "a.tf",
                "resource \"newrelic_alert_channel\" \"og\" {\n  type = \"opsgenie\"\n  config {\n    api_key = \"SECRET\"\n  }\n}\n",
            ),
            ("page.wiki", "||Name||Value||\n|OPSGENIE_API_KEY|{{SECRET}}|\n"),
            (
                "a.py",
                "from opsgenie.swagger_client import configuration\n\nconfiguration.api_key['Authorization'] = 'SECRET'\n",
            ),
        ],
    );
}

#[test]
fn names_that_are_made_of_several() {
    let mut mint = Mint::seeded(94);
    let (uuid, hex, letters, password) = (mint.uuid(), mint.hex(64), mint.alphanumeric(32), password(&mut mint));
    found(&letters, &[("a.yaml", "stringData:\n  webhook.bitbucketserver.secret: SECRET\n")]);
    for name in ["OPSGENIE_ALERT_API_KEY", "opsgenie_schedule_token", "opsgenie_alert_integration_key"] {
        found(&uuid, &[(".env", &format!("{name}=SECRET\n"))]);
    }
    found(&letters, &[(".env", "JIRA_PASSWORD_ROTATION_TOKEN=SECRET\n")]);
    found(&hex, &[("a.cs", "TrelloAuthorization.Default.UserToken = \"SECRET\";\n")]);
    for name in [
        "JIRA_PASSWORD_PROD",
        "ACME_JIRA_PASSWORD",
        "PASSWORD_JIRA",
        "jiraPassword2",
        "jira_webhook_secret_staging",
        "bitbucket_webhook_secret_2",
    ] {
        found(&uuid, &[(".env", &format!("{name}=SECRET\n"))]);
    }
    found(&uuid, &[(".env", "jira_webhook_secret=SECRET\n"), (".env", "JIRA_PASSWORD=SECRET\n")]);
    found(
        &password,
        &[
            ("a.yaml", "jira::dbpassword: 'SECRET'\n"),
            ("a.env", "JIRA_AUTH_USER_PASSWORD=SECRET\n"),
            ("a.env", "jira.login.username.password=SECRET\n"),
            ("a.env", "JIRA_BACKEND_PASSWORD=SECRET\n"),
            ("a.env", "JIRA_AUTH_BACKEND_PASSWORD=SECRET\n"),
            ("a.env", "JIRA_TOKEN_ROTATION_PASSWORD=SECRET\n"),
            ("a.env", "FEATURE_JIRA_PASSWORD=SECRET\n"),
            ("a.yaml", "bitbucket:\n  applicationProperties: |\n    plugin.search.config.password=SECRET\n"),
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
fn a_user_and_a_password_in_one_literal() {
    let password = password(&mut Mint::seeded(99));
    found(
        &password,
        &[
            ("a.sh", "JIRA_CREDS=\"svc-bash:SECRET\"\n"),
            ("a.sh", "export CONFLUENCE_AUTH=ada@acme.io:SECRET\n"),
            ("vite.ts", "  proxy: {\n    target: 'https://jira.acme.io',\n    auth: 'svc:SECRET',\n  }\n"),
            ("a.json", "{\"url\": \"https://acme.atlassian.net\", \"credentials\": \"svc:SECRET\"}\n"),
            ("a.py", "bitbucket_creds = 'svc:SECRET'\n"),
            ("a.sh", "export CONFLUENCE_CREDENTIALS='svc:SECRET'\n"),
            ("a.sh", "JIRA_AUTH=jenkins:SECRET\n"),
            ("a.sh", "JIRA_AUTH=ada.lovelace:SECRET\n"),
            ("a.sh", "JIRA_AUTH=Ada:SECRET\n"),
        ],
    );
}

#[test]
fn passwords_behind_a_blank_that_hold_signs() {
    let mut mint = Mint::seeded(102);
    for sign in ["#", "&", ":", "(", "[", "?"] {
        let password = format!("{}{sign}{}", mint.alphanumeric(9), password(&mut mint));
        found(
            &password,
            &[
                ("a.gradle", "// packages.atlassian.com\ncredentials {\n  username 'ada'\n  password 'SECRET'\n}\n"),
                ("a.edn", ":jira {:user \"svc\" :password \"SECRET\"}\n"),
                ("Dockerfile", "ENV JIRA_PASSWORD SECRET\n"),
            ],
        );
    }
}
