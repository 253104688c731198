//! Tests: backups, exports and what servers keep, whose values are hashes, ids and ciphertext.

use super::silent;
use crate::mint::Mint;

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
fn names_and_values_of_a_binary_file() {
    let name = "\u{1}\0\u{8}password\u{1}\0\u{15}(Ljava/lang/Strin9;)V\u{c}\0\u{5}";
    silent("jira/A.class", &format!("{name}org/jira/Client"));
    silent("bitbucket/h2.jar", "PK\u{3}\u{4}\u{14}\0\0\0\u{8}\0pwJG\u{1}\u{2}\u{3}\u{4}\0\0org/h2/Trace9X.class");
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
