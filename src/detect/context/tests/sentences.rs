//! Tests: what is written for people.

use super::silent;
use crate::mint::Mint;

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
fn what_is_only_spoken_of() {
    let mut mint = Mint::seeded(95);
    let (uuid, user) = (mint.uuid(), mint.alphanumeric(24));
    silent(".env", &format!("JIRA_AUTH_USER={user}\nJIRA_LOGIN_NAME={user}\nJIRA_AUTHORIZATION_HEADER_NAME={user}\n"));
    silent("a.yml", &format!("# jira\npassword_policy: {uuid}\nsecret: {uuid}\n"));
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
fn templates_and_logs_of_changes_that_speak_of_credentials() {
    silent(
        "spec.md",
        "# Jira connector\n\n- **FR-006**: users log in via [NEEDS CLARIFICATION: not specified - email/password, SSO, OAuth?]\n- **FR-007**: System MUST\n",
    );
    silent("CHANGELOG.md", "- Jira: no longer log the API token (GHSA-qrmw-9phf-h844)\n");
    silent(
        "jira/totp.go",
        "// A Time-Based One-Time Password (TOTP) for a user and returns the base64-encoded QR code.\n",
    );
}
