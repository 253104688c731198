//! Tests: rows of tables, and other neighbours that name each other.

use super::{found, password, silent};
use crate::mint::Mint;

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
