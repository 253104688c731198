//! Tests: files of settings, templates and states.

use super::{found, found_as, password, silent};
use crate::mint::Mint;

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
fn what_is_read_from_elsewhere_without_a_sign() {
    let resource = |value: &str| {
        format!(
            "resource \"github_actions_secret\" \"jira\" {{\n  secret_name     = \"JIRA_PASSWORD\"\n  plaintext_value = {value}\n}}\n"
        )
    };
    silent("jira.tf", &resource("aws_ssm_parameter.jira1.value"));
    let password = password(&mut Mint::seeded(124));
    found(&password, &[("jira.tf", &resource("\"SECRET\""))]);
    silent("jira.cmd", "set JIRA_PASSWORD=!JIRA_PW1!\ndocker login -u svc -p !BB_PW1! packages.atlassian.com\n");
}

#[test]
fn values_that_only_something_else_can_open() {
    let mut mint = Mint::seeded(127);
    let sealed = format!(
        "kind: SealedSecret\nmetadata:\n  name: jira\nspec:\n  encryptedData:\n    JIRA_API_TOKEN: Ag{}\n",
        mint.alphanumeric(80)
    );
    silent("sealed.yaml", &sealed);
    let cipher = "com.atlassian.db.config.password.ciphers.base64.Base64Cipher";
    silent(
        "dbconfig.xml",
        &format!(
            "<jdbc-datasource>\n<atlassian-password-cipher-provider>{cipher}</atlassian-password-cipher-provider>\n<password>{}</password>\n</jdbc-datasource>\n",
            mint.alphanumeric(20)
        ),
    );
    silent(
        "docusaurus.config.js",
        &format!("algolia: {{\n  appId: 'OFCN',\n  apiKey: '{}',\n  indexName: 'jira-cli',\n}},\n", mint.hex(32)),
    );
    silent(
        "jira.md",
        &format!("https://jira.corp.example/plugins/servlet/oauth/authorize?oauth_token={}\n", mint.alphanumeric(32)),
    );
    silent(
        ".env",
        "JIRA_URL=https://jira.example.com\nDATABASE_URL=mysql://user:password@127.0.0.1:3306/database?serverVersion=10.5.8-MariaDB\n",
    );
}

#[test]
fn names_that_few_use_beside_whoever_is_named() {
    let mut mint = Mint::seeded(128);
    let token = mint.alphanumeric(40);
    let comment = "# Atlassian directory https://api.atlassian.com/scim/directory/x\n";
    found(
        &token,
        &[
            (
                "compose.yml",
                &format!(
                    "{comment}services:\n  sync:\n    image: ghcr.io/acme/sync:2\n    environment:\n      - SCIM_TOKEN=SECRET\n"
                ),
            ),
            ("deploy.sh", &format!("{comment}heroku config:set SCIM_TOKEN=SECRET --app sync\n")),
        ],
    );
    let connect = format!("services:\n  sync:\n    environment:\n      AC_SHARED_SECRET: {token}\n");
    found_as("compose.yml", &connect, "atlassian-connect-shared-secret");
    let secret = mint.alphanumeric(32);
    let bitbucket = "# Bitbucket OAuth consumer\n";
    found_as(".env", &format!("{bitbucket}BIT_SECRET={secret}\n"), "bitbucket-oauth-consumer");
    let path = "/rest/oauth2/latest/token";
    found(&secret, &[("a.ts", &format!("post(`${{base}}{path}`, {{ client_secret: '{secret}' }})\n"))]);
    let composer = "composer config --global --auth bitbucket-oauth.bitbucket.org dZq81kLmP0aXw3vTy7 SECRET\n";
    found(&secret, &[("ci.sh", composer)]);
    let password = password(&mut mint);
    found(
        &password,
        &[
            (
                "crowd.rb",
                "crowd_server_url: 'https://crowd.example.com',\napplication_name: 'gitlab',\napplication_password: 'SECRET'\n",
            ),
            ("push.sh", "git push https://admin:SECRET@git.corp.example/bitbucket/scm/app.git\n"),
            ("confluence.cfg.xml.j2", "<property name=\"hibernate.connection.password\">SECRET</property>\n"),
            (
                "charts/jira/values.yaml",
                "# https://atlassian.github.io/data-center-helm-charts\nadmin:\n  password: SECRET\n",
            ),
        ],
    );
}
