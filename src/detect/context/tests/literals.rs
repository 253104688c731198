//! Tests: the literals of programs, and what is within them.

use super::{found, password, silent};
use crate::mint::Mint;

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
fn what_a_class_is_made_of() {
    let test = ["OAuth2", "PkceS256", "Test"].concat();
    silent("t.py", &format!("class TestBitbucketToken(\n    BitbucketDataCenterMixin,\n    {test},\n):\n"));
}

#[test]
fn keys_that_applications_of_trello_are_known_by() {
    let key = Mint::seeded(84).hex(32);
    silent("a.cs", &format!("TrelloAuthorization.Default.AppKey = \"{key}\";\n"));
    silent("settings.py", &format!("SOCIAL_AUTH_TRELLO_KEY = \"{key}\"\n"));
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
