//! Tests: texts as real repositories around Atlassian's products hold them, none of which holds a credential.

use crate::detect::Detector;
use crate::mint::Mint;

/// Asserts that nothing is found in a file.
#[track_caller]
fn silent(path: &str, text: &str) {
    let detection = Detector::new().unwrap().scan(path.as_bytes(), text.as_bytes());
    let found: Vec<_> = detection.findings.iter().map(|finding| (finding.rule.id, &finding.span)).collect();
    assert!(found.is_empty(), "{path}: {found:?}\n{text}");
}

/// Asserts that just this is found in a file.
#[track_caller]
fn found(path: &str, text: &str, rule: &str) {
    let detection = Detector::new().unwrap().scan(path.as_bytes(), text.as_bytes());
    let found: Vec<_> = detection.findings.iter().map(|finding| finding.rule.id).collect();
    assert_eq!(found, [rule], "{path}:\n{text}");
}

#[test]
fn hashes_of_passwords_in_a_backup() {
    let mut mint = Mint::seeded(51);
    for _ in 0..20 {
        let user =
            "<User userName=\"admin\" emailAddress=\"admin@example.com\" lowerEmailAddress=\"admin@example.com\"";
        let salted = data_encoding::BASE64.encode(&mint.bytes(48));
        silent("jira/entities.xml", &format!("{user} credential=\"{{PKCS5S2}}{salted}\" externalId=\"x\"/>\n"));
        let plain = data_encoding::BASE64.encode(&mint.bytes(64));
        silent("jira/entities.xml", &format!("{user} credential=\"{plain}\" externalId=\"x\"/>\n"));
        silent(
            "jira/dump.sql",
            &format!("INSERT INTO cwd_user (user_name, credential) VALUES ('a', '{{SSHA}}{salted}');\n"),
        );
    }
}

#[test]
fn what_a_build_server_has_encrypted() {
    let mut mint = Mint::seeded(52);
    for _ in 0..20 {
        let cipher = data_encoding::BASE64.encode(&mint.bytes(48));
        silent("appveyor.yml", &format!("environment:\n  JIRA_PASSWORD:\n    secure: {cipher}\n"));
        silent("appveyor.yml", &format!("environment:\n  JIRA_API_TOKEN:\n    secure: {cipher}\n"));
        let cipher = data_encoding::BASE64.encode(&mint.bytes(128));
        silent(".travis.yml", &format!("env:\n  global:\n  # CI_JIRA_ADMIN_PASSWORD\n  - secure: \"{cipher}\"\n"));
        silent(".travis.yml", &format!("deploy:\n  # jira password\n  password:\n    secure: \"{cipher}\"\n"));
    }
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
    found(
        "a.cs",
        &format!("var trelloClient = new TrelloClient(\"{key}\", null);\n"),
        "atlassian-unknown-format-token",
    );
    let token = mint.alphanumeric(32);
    found("a.rb", &format!("client = Jira.new('{token}')\n"), "atlassian-unknown-format-token");
    found("a.go", &format!("client := jira.New(\"{token}\")\n"), "atlassian-unknown-format-token");
}

#[test]
fn secrets_of_the_program_itself_and_of_others() {
    let mut mint = Mint::seeded(54);
    for _ in 0..20 {
        let secret = mint.hex(64);
        silent(
            ".env.test",
            &format!("ATLASSIAN_URL=https://test-atlassian-instance.atlassian.net\nSTORAGE_SECRET={secret}\n"),
        );
        let token = mint.alphanumeric(36);
        for prefix in ["gho_", "ghs_", "ghp_", "glpat-", "xoxb-", "sk-", "npm_", "github_pat_"] {
            silent("jira/post.test.ts", &format!("const headers = {{ authorization: \"Bearer {prefix}{token}\" }};\n"));
        }
    }
}

#[test]
fn what_the_server_keeps_for_its_own_pages() {
    let mut mint = Mint::seeded(57);
    for _ in 0..20 {
        let token = mint.hex(40);
        silent(
            "jira/export.xml",
            &format!(
                "    <RememberMeToken id=\"10000\" created=\"2012-04-12 14:30:37.774\" token=\"{token}\" username=\"admin\"/>\n"
            ),
        );
    }
}

#[test]
fn what_an_export_of_confluence_holds() {
    let mut mint = Mint::seeded(59);
    let hash = data_encoding::BASE64.encode(&mint.bytes(64));
    silent("confluence/entities.xml", &format!("<property name=\"password\"><![CDATA[{hash}]]></property>\n"));
    let token = mint.hex(40);
    silent(
        "confluence/entities.xml",
        &format!(
            "<object class=\"ConfluenceRememberMeToken\" package=\"x\">\n<id name=\"id\">1</id>\n<property name=\"token\"><![CDATA[{token}]]></property>\n"
        ),
    );
    silent("repositories.csv", "\"\"ssh\"\", \"\"href\"\": \"\"git@bitbucket.org:likyh9/LikyhPhp27Xq.git\"\"\n");
}

#[test]
fn web_tokens_of_others_and_their_parts() {
    let mut mint = Mint::seeded(55);
    let connect = mint.jwt("{\"alg\":\"HS256\"}", "{\"iat\":0,\"exp\":180,\"iss\":\"com.example.jira\",\"qsh\":\"x\"}");
    silent("jira-auth.test.ts", &format!("const token = \"JWT {connect}\";\n"));
    let sample = mint.jwt(
        "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
        "{\"sub\":\"1234567890\",\"name\":\"John Doe\",\"iat\":1516239022}",
    );
    silent("jira_migrator.py", &format!("# Jira auth token: {sample}\n"));
    silent("jira_migrator.py", &format!("log(\"jira: could not refresh token: {sample}\")\n"));
}

#[test]
fn code_between_literals_is_no_password() {
    silent(
        "jira.ts",
        "headers: { Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` },\n// jira\n",
    );
    silent(
        "JiraSite.java",
        "return new URL(url.getProtocol() + \"://\" + (userName + \":\" + password + \"@\" + url.getHost()) + \"rpc/soap/jirasoapservice-v2\");\n",
    );
    silent("JiraTest.java", "assertEquals(32, decodedPassword.length, \"The decoded jira password\");\n");
    silent(
        "docs/Trello.html",
        "<a href=\"https://github.com/x/Trello/new?filename=FlagPw.md&amp;value=---%0Auid%3A%20Trello.Emojis.FlagPw%0Asummary%3A%20\">\n",
    );
    silent(
        "jira.history",
        "jira.PasswordPrompter.java&apos;\" description=\"Delete\" element1=\"/src&lt;org.eclipse.jira\"\n",
    );
    silent("notes", "jira: assertEquals(32, decodedPassword.length, \"The decoded password\");\n");
    silent(
        "jira/package.json",
        "{\"test\": \"DEBUG=pw:api PW_SLOWMO=500 npm run test --prefix ../../mattermost-jira\"}\n",
    );
    silent(
        "jira.json",
        "{\"security\":[{\"basicAuth\":[]},{\"oAuthDefinitions\":[\"read:request\"]}],\"x-atlassian-oauth2-scopes\":[{\"state\":\"Current\"}]}\n",
    );
}

#[test]
fn samples_that_are_cut_or_count_up() {
    let mut mint = Mint::seeded(56);
    let (start, end) = (mint.alphanumeric(14), mint.alphanumeric(10));
    silent("doc/configuration.rst", &format!("    confluence_api_token = '{start}...{end}'\n"));
    silent("doc/configuration.rst", "    confluence_publish_token = 'AbCdEfGhIjKlMnOpQrStUvWxYz/a1234567890aBc'\n");
}

#[test]
fn sentences_and_tables_about_passing_and_passwords() {
    for text in [
        "Always pass `limit=200` to Jira.\n",
        "| Jira | pass | `rapidView=32001` |\n",
        "Jira PASS home_graphql_3lo_supported\n",
        "Jira **pass.** `lib/Config.psm1`\n",
        "Jira: pass-28 403-scope\n",
        "| Jira | **PASS** | all of `@SC-GANTT-QF-13..19` are there |\n",
        "Jira: **PASS** - both were cured:\n1. `GanttSettingsModel.ts:278` and so on\n",
        "Confluence: usernames and passwords. Because rdf4j-server3 asks\n",
        "Jira passphrase uses HMAC-SHA256\n",
        "Confluence passwords are hashed with bcrypt-2b\n",
        "Jira first pass:\nJiraIssueMapper2\n",
        "Confluence passphrase: see docs/Chapter2.md\n",
        "// confluence\nprintln \"first pass \".center(80,\"=\")\n",
        "confluence \"password\" = bcrypt(cost=12).\n",
        "-- jira\n`password` varchar(255) COLLATE utf8mb4_unicode_ci,\n",
        "jira WEB-INF/lib/atlassian-password-encoder-3.0.jar=9f86d081884c7d659a2feaa0c55ad015\n",
    ] {
        silent("notes.md", text);
    }
}

#[test]
fn names_without_a_value() {
    for (path, text) in [
        ("bamboo.properties", "password=\r\npoolSize=100\r\n"),
        ("bamboo.properties", "bamboo.password=  \npool.size2=100abc\n"),
        ("jira.yml", "jira:\n  password:\n  userName1: admin_2\n"),
        ("jira.yml", "jira.password:\n  timeout=3000ms\n"),
        (".env", "JIRA_PASSWORD=\nJIRA_USER=admin2026\n"),
    ] {
        silent(path, text);
    }
    let password = format!("Zx9!{}", "kkq2Lm");
    found("jira.xml", &format!("<password>\n  {password}\n</password>\n"), "atlassian-account-password");
    found("jira.yml", &format!("jira:\n  password: >-\n    {password}\n"), "atlassian-account-password");
    found("jira.py", &format!("jira_password = \\\n    \"{password}\"\n"), "atlassian-account-password");
}

#[test]
fn style_sheets_and_texts_for_people() {
    for (path, text) in [
        (
            "aui.css",
            "form.aui .password{height:2.14em;line-height:1.42;padding:4px 5px}form.aui .short{max-width:75px;}\n",
        ),
        ("jira.less", ".jira .input-password{display:inline;max-width:500px;}.x{}\n"),
        ("i18n_de.properties", "bitbucket.login.password=Passwort best\\u00e4tigen\n"),
        ("i18n.json", "{\"jira.password\": \"Contrase\\u00f1a\"}\n"),
        ("page.html", "<p>Jira password&nbsp;reset2&nbsp;page</p>\n"),
        ("d.xml", "<d>jira passwords, etc. - FOR BAMBOO&quot;&gt;&lt;del&gt;PL-5&lt;/del&gt;</d>\n"),
        ("a.js.map", "{\"sources\":[\"confluence.js\"],\"mappings\":\"AAAA,CAPwC,CAUnD1I,EAAA8I,YAAA,CAA6BC\"}\n"),
        ("compose.yml", "JIRA_DB_PASSWORD: '$apr1$HC5LkHlQ$EeRi8hBcRxH7rw4qewokkE'\n"),
    ] {
        silent(path, text);
    }
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
fn what_a_class_is_made_of() {
    let test = ["OAuth2", "PkceS256", "Test"].concat();
    silent("t.py", &format!("class TestBitbucketToken(\n    BitbucketDataCenterMixin,\n    {test},\n):\n"));
}

#[test]
fn keys_of_others() {
    let mut mint = Mint::seeded(58);
    for prefix in ["AIza", "SG.", "pk_", "sk_test_", "hvs.", "dop_v1_"] {
        let key = format!("{prefix}{}", mint.alphanumeric(35));
        silent("a.ts", &format!("// beside confluence\nconst config = {{apiKey: \"{key}\"}}\n"));
    }
}

#[test]
fn names_and_values_of_a_binary_file() {
    let name = "\u{1}\0\u{8}password\u{1}\0\u{15}(Ljava/lang/Strin9;)V\u{c}\0\u{5}";
    silent("jira/A.class", &format!("{name}org/jira/Client"));
    silent("bitbucket/h2.jar", "PK\u{3}\u{4}\u{14}\0\0\0\u{8}\0pwJG\u{1}\u{2}\u{3}\u{4}\0\0org/h2/Trace9X.class");
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
fn what_pages_forms_and_databases_call_by_such_names() {
    let mut mint = Mint::seeded(82);
    let (hash, constraint) = (mint.hex(40), mint.hex(27));
    for (path, text) in [
        ("page.html", format!("<meta id=\"atlassian-token\" name=\"atlassian-token\" content=\"{hash}\">\n")),
        ("page.html", format!("<meta name=\"atlassian-token\" content=\"B3P9-X4KD-Q2MZ-7RTW|{hash}|lout\">\n")),
        ("jira/1.ts", format!("`CREATE TABLE \"Jira\" (CONSTRAINT \"UQ_{constraint}\" UNIQUE (\"refreshToken\"))`\n")),
        ("jira/a.php", "'password' => 'required|min:6|confirmed',\n".to_owned()),
        ("jira/aui.css", ".password{margin:0;max-width:250px;width:100%}form.aui .x{opacity:1}form.aui{}\n".to_owned()),
        ("jira/compose.yml", "X=redis://:${JIRA_PASSWORD:-jira-dev-password}@redis7:6379\n".to_owned()),
        ("jira.ejson", format!("{{\"jira_token\": \"EJ[1:{hash}:{hash}:{hash}]\"}}\n")),
    ] {
        silent(path, &text);
    }
}

#[test]
fn requests_that_are_signed_with_a_secret() {
    let token = Mint::seeded(83).alphanumeric(18);
    let address = "https://bitbucket.org/api/2.0/repositories/a/b?oauth_consumer_key=kmzqhtwrvbxpdgnfjc";
    silent("a.yml", &format!("uri: {address}&oauth_token={token}&oauth_signature_method=HMAC-SHA1&oauth_nonce=1\n"));
}

#[test]
fn keys_that_applications_of_trello_are_known_by() {
    let key = Mint::seeded(84).hex(32);
    silent("a.cs", &format!("TrelloAuthorization.Default.AppKey = \"{key}\";\n"));
    silent("settings.py", &format!("SOCIAL_AUTH_TRELLO_KEY = \"{key}\"\n"));
}

#[test]
fn cells_that_are_no_secrets() {
    let mut mint = Mint::seeded(86);
    let (id, hash) = (mint.uuid(), mint.hex(64));
    let copy = "COPY public.integrations (id, provider, secret, checksum) FROM stdin;\n";
    silent("dump.sql", &format!("{copy}{id}\topsgenie\t\\N\t{hash}\n\\.\n"));
    silent("dump.sql", &format!("{copy}1\ttrello\t\\N\t\n\\.\n\n2\ttrello\t{hash}\n"));
    let hash = data_encoding::BASE64.encode(&mint.bytes(16));
    let copy = "COPY public.cwd_application (id, application_name, credential) FROM stdin;\n";
    silent("crowd.sql", &format!("{copy}2\tcrowd\t{hash}\n\\.\n"));
    silent("a.sql", &format!("INSERT INTO config (id, name, value) VALUES ('{id}', 'opsgenie_api_key', '');\n"));
}

#[test]
fn attributes_of_resources_that_are_not_ours() {
    let key = Mint::seeded(91).uuid();
    let resource = |kind: &str| {
        format!("{{\"type\": \"{kind}\", \"instances\": [{{\"attributes\": {{\"api_key\": \"{key}\"}}}}]}}")
    };
    let team = "{\"type\": \"opsgenie_team\", \"instances\": [{\"attributes\": {\"name\": \"a\"}}]}";
    silent("terraform.tfstate", &format!("{{\"resources\": [\n{team},\n{}\n]}}\n", resource("acme_monitor")));
    silent("terraform.tfstate", &format!("{{\"resources\": [\n{team},\n{}\n]}}\n", resource("datadog_monitor")));
}

#[test]
fn keys_that_are_not_called_after_opsgenie() {
    let key = Mint::seeded(93).uuid();
    silent(
        "a.yaml",
        &format!("metadata:\n  name: opsgenie-users\n---\nmetadata:\n  name: settings\ndata:\n  key: {key}\n"),
    );
    silent("a.json", &format!("{{\"opsgenie\": {{\"scheduleKey\": \"{key}\"}}}}\n"));
    silent(
        "a.tf",
        &format!(
            "# opsgenie\nresource \"newrelic_alert_channel\" \"x\" {{\n  type = \"pagerduty\"\n  config {{\n    api_key = \"{key}\"\n  }}\n}}\n"
        ),
    );
}

#[test]
fn what_is_only_spoken_of() {
    let mut mint = Mint::seeded(95);
    let (uuid, user) = (mint.uuid(), mint.alphanumeric(24));
    silent(".env", &format!("JIRA_AUTH_USER={user}\nJIRA_LOGIN_NAME={user}\nJIRA_AUTHORIZATION_HEADER_NAME={user}\n"));
    silent("a.yml", &format!("# jira\npassword_policy: {uuid}\nsecret: {uuid}\n"));
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
fn literals_with_a_colon_that_are_no_pair() {
    let mut mint = Mint::seeded(100);
    let (password, id) = (format!("Zq7!{}", mint.alphanumeric(9)), mint.uuid());
    for text in [
        "jira\nauth: 'https://jira.acme.io:8443'\n".to_owned(),
        "jira\nauth = 'module:JiraAuthProvider2'\nJIRA_AUTH: oauth2:AuthorizationCode\n".to_owned(),
        format!("jira\nvault_creds: 'svc:{password}'\nGITLAB_AUTH=svc:{password}\nMYCORP_DB_CREDS=svc:{password}\n"),
        format!("jira\ncredentials: 'connection:{id}'\nauth: 'user:$JIRA_PASSWORD_1'\n"),
        "jira\nauth: \"user:password123\"\nJIRA_CREDS=username:your-Passw0rd\n".to_owned(),
    ] {
        silent("notes.yml", &text);
    }
}

#[test]
fn commands_that_log_in_elsewhere() {
    let mut mint = Mint::seeded(103);
    let (hex, password) = (mint.hex(40), format!("Zq7!{}", mint.alphanumeric(9)));
    silent("a.sh", &format!("# jira\ndocker login -u svc -p {password} registry.acme.io\n"));
    silent("a.sh", "docker login -u svc -p $BITBUCKET_PASSWORD_1 bitbucket.acme.io\n");
    silent("a.sh", &format!("docker build -t {hex} bamboo-agent\ngit log -t {hex}\n"));
    silent("a.sh", "aws ssm get-parameter --name /prod/jira/password --query 'Parameter2.Value'\n");
}

#[test]
fn samples_of_ids() {
    let sample = concat!("123e4567-", "e89b-12d3-", "a456-426614174000");
    for name in ["JIRA_PASSWORD", "JIRA_WEBHOOK_SECRET", "OPSGENIE_API_KEY"] {
        silent(".env", &format!("{name}={sample}\n"));
        silent(".env", &format!("{name}={}\n", sample.to_uppercase()));
    }
}

#[test]
fn literals_with_a_colon_that_refer_name_or_hash_something() {
    let mut mint = Mint::seeded(104);
    let (hash, cipher) = (mint.hex(64), mint.alphanumeric(32));
    let schemes = [
        "keyring",
        "secretsmanager",
        "keychain",
        "sm",
        "op",
        "jenkins",
        "vault",
        "ssm",
        "env",
        "file",
        "enc",
        "encrypted",
        "AES",
        "kms",
        "oauth2",
        "digest",
    ];
    for value in schemes.map(|scheme| format!("{scheme}:prod/svc-Jira1")) {
        silent("a.sh", &format!("export JIRA_CREDS=\"{value}\"\nexport JIRA_AUTH={value}\nJIRA_PASSWORD={value}\n"));
    }
    for value in [
        "httpie_jira.auth:JiraOAuth2Plugin".to_owned(),
        "oauth2:PKCE-S256".to_owned(),
        "read:jira-Work2".to_owned(),
        "digest:SHA-256-sess".to_owned(),
        "jira-auth:2024.01-a1b2c3d".to_owned(),
        "jira.acme.io:8443/Rest2".to_owned(),
        "jira-host1:8443/Rest2".to_owned(),
        "Hinweis:Bitte2FA".to_owned(),
        format!("sha256:{hash}"),
        format!("enc:{cipher}"),
        format!("enc:v1:{cipher}"),
        format!("AES:{cipher}"),
        format!("kms:{cipher}"),
    ] {
        silent("a.yml", &format!("jira:\n  auth: {value}\n  creds: {value}\n  oauth: {value}\n"));
        silent("a.json", &format!("{{\"jira\": {{\"auth\": \"{value}\", \"credentials\": \"{value}\"}}}}\n"));
        silent("setup.cfg", &format!("[options.entry_points]\nx =\n  jira-auth = {value}\n"));
    }
}

#[test]
fn hashes_and_ciphertext_in_dumps() {
    let mut mint = Mint::seeded(105);
    let base64 = |mint: &mut Mint, length| data_encoding::BASE64.encode(&mint.bytes(length));
    let hashes = [
        format!("pbkdf2_sha256$260000${}${}", mint.alphanumeric(22), base64(&mut mint, 32)),
        format!("pbkdf2:sha256:600000${}${}", mint.alphanumeric(16), mint.hex(64)),
        format!("scrypt:32768:8:1${}${}", mint.alphanumeric(16), mint.hex(128)),
        mint.hex(32),
        mint.hex(40),
        mint.hex(64),
    ];
    for hash in hashes {
        for table in ["public.users", "auth_user", "accounts"] {
            let copy =
                format!("CREATE TABLE public.jira_issues (id int);\nCOPY {table} (id, email, password) FROM stdin;\n");
            silent("dump.sql", &format!("{copy}1\tada@acme.io\t{hash}\n\\.\n"));
            let insert = format!("-- jira\nINSERT INTO {table} (id, email, password) VALUES");
            silent("dump.sql", &format!("{insert} (1,'ada@acme.io','{hash}');\n"));
        }
    }
    for (table, column) in [
        ("public.remembermetoken", "token"),
        ("persistent_logins", "token"),
        ("public.users", "authentication_token"),
        ("sessions", "token"),
    ] {
        for token in [mint.hex(40), mint.alphanumeric(24)] {
            let copy = format!("-- jira\nCOPY {table} (id, created, {column}, username) FROM stdin;\n");
            silent("dump.sql", &format!("{copy}1\t2023-05-02\t{token}\tada\n\\.\n"));
        }
    }
    let copy = "-- jira\nCOPY public.integrations (id, provider, token) FROM stdin;\n";
    let ciphers = [format!("gAAAAABwaQwS{}==", mint.alphanumeric(86)), format!("\\\\x{}", mint.hex(64))];
    for cipher in ciphers {
        silent("dump.sql", &format!("{copy}1\tjira\t{cipher}\n\\.\n"));
        silent("a.sql", &format!("INSERT INTO integrations (id, provider, token) VALUES (1, 'jira', '{cipher}');\n"));
    }
}

#[test]
fn ids_of_what_a_vault_keeps() {
    let id = Mint::seeded(106).uuid();
    for name in [
        "JIRA_PASSWORD_ITEM",
        "BITWARDEN_JIRA_PASSWORD",
        "JIRA_PASSWORD_BWS",
        "JIRA_PASSWORD_SECRET",
        "JIRA_PASSWORD_CREDENTIAL",
        "JIRA_PASSWORD_CREDENTIALS",
        "JIRA_PASSWORD_TOKEN",
        "JIRA_WEBHOOK_SECRET_ITEM",
        "JIRA_WEBHOOK_SECRET_CREDENTIAL",
        "LASTPASS_JIRA_WEBHOOK_SECRET",
    ] {
        silent(".env", &format!("{name}={id}\n"));
        silent("a.yml", &format!("{}: \"{id}\"\n", name.to_lowercase()));
    }
    silent("a.tmpl", &format!("JIRA_PASSWORD={{{{ (bitwarden \"item\" \"{id}\").login.password }}}}\n"));
    silent("a.tmpl", &format!("jira_password: {{{{ bitwardenSecrets \"{id}\" \"x\" }}}}\n"));
    let insert = "INSERT INTO settings (id, name, value) VALUES";
    silent(
        "a.sql",
        &format!("{insert} (1,'jira_password','{id}'),(2,'jira_secret','enc:v1:l+xHdL59Vv+YFbIFDJAVoiHcaDFs4q');\n"),
    );
}

#[test]
fn parts_of_a_form_that_someone_logs_in_by() {
    for part in ["field", "error", "message", "label", "title", "button", "selector", "page", "type", "method"] {
        silent(
            "a.properties",
            &format!("# Jira\nlogin.{part}.password=ERR_AUTH_102x\nauth.{part}.password=Err-1002x\n"),
        );
        silent("A.java", &format!("// Jira\nenum E {{ AUTH_{}_PASSWORD(\"ERR-102x\") }}\n", part.to_uppercase()));
    }
    silent("a.properties", "# Jira\njira.authentication.field.password=Kennwort-2x\n");
    silent(".env", "JIRA_LOGIN_FORM_PASSWORD=#login-form-Pw1\nJIRA_PASSWORD=#login-form-Pw1\n");
}

#[test]
fn rows_that_name_something_else_of_a_credential() {
    let mut mint = Mint::seeded(107);
    let insert = "-- crowd\nINSERT INTO attributes (directory_id, attribute_name, attribute_value) VALUES";
    silent("a.sql", &format!("{insert} (1,'crowd.password.encryption','atlassian-security2');\n"));
    let cipher = format!("BAMSCRT@0@0@{}", mint.alphanumeric(32));
    silent("a.sql", &format!("{insert} (1,'jira.password','{cipher}'),(2,'bamboo.token','{cipher}');\n"));
    silent("a.properties", &format!("bamboo.password={cipher}\n"));
    for key in ["schedule", "alert", "escalation", "rotation"] {
        silent("a.csv", &format!("id,key,value\n1,opsgenie_{key}_key,{}\n", mint.uuid()));
        silent(".env", &format!("OPSGENIE_{}_KEY={}\n", key.to_uppercase(), mint.uuid()));
    }
    let settings =
        [("rotation", "Every90Days"), ("owner", "Team-Ops2"), ("backend", "LDAP-v3x"), ("feature", "Rollout-2x")];
    for (aspect, value) in settings {
        silent("a.csv", &format!("id,key,value\n1,jira_password_{aspect},{value}\n"));
        silent(".env", &format!("JIRA_PASSWORD_{}={value}\n", aspect.to_uppercase()));
        let drawn = mint.alphanumeric(24);
        silent(".env", &format!("JIRA_TOKEN_{}={drawn}\n", aspect.to_uppercase()));
        silent("a.env", &format!("# jira\n{aspect}_token={drawn}\n"));
    }
    silent("a.csv", "id,key,value\n1,jira.login.password,Mot_de_passe_2\n2,jira.password,Neues-Kennwort2\n");
}

#[test]
fn commands_beside_the_one_that_takes_a_secret() {
    let mut mint = Mint::seeded(103);
    let (commit, id) = (mint.hex(40), mint.uuid());
    for text in [
        "aws ssm put-parameter --name /prod/jira/password --value \"$X\" && aws ssm put-parameter --name /prod/jira/user --value \"svc-Jira2\"\n".to_owned(),
        "gh secret set JIRA_PASSWORD --body \"$X\"; gh variable set JIRA_USER --body \"svc-Jira2\"\n".to_owned(),
        format!("aws ssm put-parameter --name /prod/jira/token/version --value {commit}\n"),
        "aws ssm put-parameter --name /prod/jira/password/min-length --value 12chars-A\n".to_owned(),
        format!("aws ssm put-parameter --name /prod/opsgenie/api-key/id --value {id}\n"),
        format!("docker build -f bamboo-agent/Dockerfile -t {commit} .\n"),
        format!("docker exec -i bamboo-agent -t {commit}\n"),
    ] {
        silent("deploy.sh", &text);
    }
}

#[test]
fn what_sentences_point_at_behind_a_password() {
    for text in [
        "- Reset the password docs/Setup.md#Step-2",
        "- password PROJ-1#comment-2",
        "- password README#Step-2",
        "Change password rest/api/2/user?username=Ada1",
        "usage: jira user password jira-host1:8080",
        "jira: password varchar(60)DEFAULT",
        "* Fixed the password LDAP:Type2",
        "* Change Jira password Argon2id[m=64]",
        "* Fixed the password JRA-12345?",
    ] {
        silent("notes.md", &format!("# Jira guide\n\n{text}\n"));
    }
}

#[test]
fn templates_rules_and_clients_of_others() {
    let mut mint = Mint::seeded(104);
    let (drawn, id) = (mint.alphanumeric(24), mint.uuid());
    for (path, text) in [
        ("a.yml", "jira_password: \"{{ vault_jira2 }}\"\n".to_owned()),
        ("a.yml", "jira_password: '{{- inputs.v2-x -}}'\n".to_owned()),
        ("a.erb", "jira.password=<%= Vault2.jira1 %>\n".to_owned()),
        ("a.ps1", "Connect-Jira -Password \"{{ vault_jira2 }}\"\n".to_owned()),
        ("a.ts", "// jira\nform.setValue('password', 'required|Min8');\n".to_owned()),
        ("a.ts", "// jira\npage.fill('#password', 'P@ssw0rd123');\n".to_owned()),
        ("a.ts", "// jira\npage.fill('#password', 'mismatch-1A');\n".to_owned()),
        ("a.js", format!("import 'jira';\nnew OpsgenieImpl('{id}');\nnew ConfluenceImpl('{drawn}', 'x');\n")),
        ("a.pl", "my $f = JIRA::Client->new('PROJ', 'Bug', 'customfield_10010');\n".to_owned()),
        ("a.yaml", format!("kind: ConfigMap\nmetadata:\n  name: opsgenie-schedule\ndata:\n  key: {id}\n")),
    ] {
        silent(path, &text);
    }
}
