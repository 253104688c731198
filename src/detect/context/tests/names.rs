//! Tests: which names make a credential of a value, and which do not.

use super::{found, found_as, password, silent};
use crate::mint::Mint;

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
    found_as("jira.xml", &format!("<password>\n  {password}\n</password>\n"), "atlassian-account-password");
    found_as("jira.yml", &format!("jira:\n  password: >-\n    {password}\n"), "atlassian-account-password");
    found_as("jira.py", &format!("jira_password = \\\n    \"{password}\"\n"), "atlassian-account-password");
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
