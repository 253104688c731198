//! Tests: which values look like a credential wherever they stand.

use super::{found, password, silent};
use crate::mint::Mint;

#[test]
fn passwords_of_few_hexadecimal_digits() {
    let mut mint = Mint::seeded(68);
    for length in [12, 16, 20, 24] {
        let password = mint.hex(length);
        found(&password, &[(".env", "JIRA_URL=https://jira.acme.io\nJIRA_PASSWORD=SECRET\n")]);
    }
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
fn samples_that_are_cut_or_count_up() {
    let mut mint = Mint::seeded(56);
    let (start, end) = (mint.alphanumeric(14), mint.alphanumeric(10));
    silent("doc/configuration.rst", &format!("    confluence_api_token = '{start}...{end}'\n"));
    silent("doc/configuration.rst", "    confluence_publish_token = 'AbCdEfGhIjKlMnOpQrStUvWxYz/a1234567890aBc'\n");
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
fn private_keys_of_application_links() {
    let mut mint = Mint::seeded(129);
    let lines = [mint.alphanumeric(64), mint.alphanumeric(64)].join("\n").repeat(8) + "\n";
    let block = |header: &str, body: &str| format!("-----BEGIN {header}-----\n{body}-----END {header}-----");
    for header in ["RSA PRIVATE KEY", "PRIVATE KEY"] {
        let key = block(header, &lines);
        found(
            &key,
            &[
                ("keys/jira_privatekey.pem", "SECRET\n"),
                (".env", "JIRA_CLIENT_KEY=OauthKey\nKEY=\"SECRET\"\n"),
                (".env", "JIRA_PRIVATE_KEY=\"SECRET\"\n"),
                ("oauth.py", "jira = connect(consumer_key='OauthKey', key_cert=\"\"\"SECRET\"\"\")\n"),
            ],
        );
        silent("keys/server.pem", &format!("{key}\n"));
        silent("app.env", &format!("# Jira\nGITHUB_APP_KEY=\"{key}\"\n"));
    }
    silent("jira_privatekey.pem", &block("RSA PRIVATE KEY", "MIIE...\n"));
    silent("jira_privatekey.pem", &block("RSA PRIVATE KEY", &format!("Proc-Type: 4,ENCRYPTED\n\n{lines}")));
}

#[test]
fn http_tokens_of_unusual_lengths() {
    let mut mint = Mint::seeded(130);
    for length in [40, 41, 43, 44, 47, 50] {
        let token = format!("{}{}", concat!("BB", "DC-"), mint.alphanumeric(length));
        found(&token, &[("notes.txt", "SECRET\n"), ("a.sh", "curl -H 'Authorization: Bearer SECRET' $URL\n")]);
    }
    let short = mint.alphanumeric(39);
    silent("notes.txt", &format!("{}{short}\n", concat!("BB", "DC-")));
}

#[test]
fn passwords_with_any_sign_anywhere() {
    let mut mint = Mint::seeded(131);
    // What stands before a colon may be a user.
    for sign in "!#$%&()*+,-./;=?@[]^_{|}~".chars() {
        let half = |mint: &mut Mint| format!("{}{}", mint.text(b"ABCDEFGHKM", 2), mint.text(b"abcdefghkm", 2));
        for secret in [
            format!("{}7{sign}3{}", half(&mut mint), half(&mut mint)),
            format!("{}{sign}48{}", half(&mut mint), half(&mut mint)),
        ] {
            found(
                &secret,
                &[
                    (".env", "JIRA_PASSWORD=SECRET\n"),
                    ("a.py", "JIRA_PASSWORD = \"SECRET\"\n"),
                    ("a.go", "os.Setenv(\"JIRA_PASSWORD\", \"SECRET\")\n"),
                    ("jira.yml", "jira:\n  password: SECRET\n"),
                ],
            );
        }
    }
}

#[test]
fn passwords_with_a_sign_near_their_start() {
    let mut mint = Mint::seeded(132);
    for sign in ["#", "=", "?", "!"] {
        for lead in 1..4 {
            let secret = format!("{}{sign}Z7q{}", mint.text(b"abcdefgh", lead), mint.alphanumeric(9));
            found(
                &secret,
                &[
                    ("a.go", "os.Setenv(\"JIRA_PASSWORD\", \"SECRET\")\n"),
                    ("Dockerfile", "ENV JIRA_PASSWORD SECRET\n"),
                    ("a.js", "const password = process.env.JIRA_PASSWORD || \"SECRET\"\n"),
                    ("a.sql", "INSERT INTO conf VALUES ('jira_password', 'SECRET');\n"),
                ],
            );
        }
    }
}

#[test]
fn signs_that_end_a_value_where_it_is_not_enclosed() {
    let secret = password(&mut Mint::seeded(133));
    found(
        &secret,
        &[
            ("README.md", "| name | value |\n| --- | --- |\n| JIRA_PASSWORD | SECRET |\n"),
            ("a.sh", "echo JIRA_PASSWORD=SECRET > .env\n"),
            ("a.html", "<li>jira password: SECRET</li>\n"),
        ],
    );
    silent("jira.properties", "jira.password.encoder=com.example.security.Md5Encoder\n");
    silent("jira.md", "Jira password section2.3.4_overview\n");
    // Of RFC 6750.
    silent("jira.env", &format!("JIRA_PASSWORD={}\n", concat!("mF_9", ".B5f", "-4.1JqM")));
}
