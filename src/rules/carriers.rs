//! Credentials without a format of their own: passwords, unknown tokens, and what carries a user and a secret together.

use super::{Example, Examples, Find, Naming, Product, Rule, Severity, Shape, State};

/// Everything an Atlassian account opens.
const ALL: &[Product] = &[Product::Atlassian, Product::Jira, Product::Confluence, Product::Bitbucket, Product::Bamboo];

/// The family in table order.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "atlassian-basic-credential",
        title: "Credential in a Basic header or URL",
        products: ALL,
        severity: Severity::High,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: false,
        consequence: "logs in as that user",
        revoke: "https://id.atlassian.com/manage-profile/security",
        find: Find::Carried,
        namings: &[],
        examples: |mint| Examples {
            hits: vec![
                Example::new("a.sh", format!("git clone https://me:{}@bitbucket.org/a/b.git\n", mint.alphanumeric(30))),
                Example::new(
                    "a.sh",
                    format!(
                        "curl -u me@acme.org:{} https://acme.atlassian.net/rest/api/3/myself\n",
                        mint.alphanumeric(22)
                    ),
                ),
                Example::new(
                    ".netrc",
                    format!("machine acme.atlassian.net\n  login me@acme.org\n  password {}\n", mint.alphanumeric(22)),
                ),
            ],
            misses: vec![
                Example::new(
                    "a.sh",
                    "curl -u email@example.com:api_token https://acme.atlassian.net/rest/api/3/myself\n",
                ),
                Example::new("a.sh", "git clone https://user:password@bitbucket.org/a/b.git\n"),
                Example::new("a.md", "Authorization: Basic ZnJlZDpmcmVk https://acme.atlassian.net\n"),
            ],
        },
    },
    Rule {
        id: "atlassian-account-password",
        title: "Atlassian account password",
        products: ALL,
        severity: Severity::High,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: false,
        consequence: "logs in as that user, on a server with everything they can do",
        revoke: "https://id.atlassian.com/manage-profile/security",
        find: Find::Named,
        namings: &[
            Naming::new("password", Shape::Password).any_product(),
            Naming::new("password", Shape::Uuid).any_product().named(),
        ],
        examples: |mint| Examples {
            hits: vec![
                Example::new(".env", format!("JIRA_PASSWORD=Kx7!{}\n", mint.alphanumeric(10))),
                Example::new("a.py", format!("bamboo_password = 'Kx7!{}'\n", mint.alphanumeric(10))),
            ],
            misses: vec![
                Example::new(".env", "JIRA_PASSWORD=changeme\n"),
                Example::new("a.py", "jira_password = os.environ['JIRA_PASSWORD']\n"),
                Example::new("a.yml", "jira_password: ${JIRA_PASSWORD}\n"),
                Example::new("test.py", "jira = Jira(username='admin', password='admin')\n"),
            ],
        },
    },
    Rule {
        id: "atlassian-unknown-format-token",
        title: "Atlassian token of unknown format",
        products: ALL,
        severity: Severity::High,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: true,
        consequence: "is called an Atlassian token and looks drawn at random; what it opens is not known",
        revoke: "https://id.atlassian.com/manage-profile/security/api-tokens",
        find: Find::Named,
        namings: &[Naming::new("", Shape::Opaque { shortest: 18, longest: 400 }).any_product()],
        examples: |mint| Examples {
            hits: vec![
                Example::new(".env", format!("JIRA_API_TOKEN={}\n", mint.alphanumeric(32))),
                Example::new("a.ts", format!("const atlassianApiToken = \"{}\";\n", mint.alphanumeric(40))),
                Example::new(
                    "config.json",
                    format!(
                        "{{\"jira\": {{\"host\": \"https://x.atlassian.net\", \"apiToken\": \"{}\"}}}}",
                        mint.alphanumeric(28)
                    ),
                ),
            ],
            misses: vec![
                Example::new(".env", "JIRA_API_TOKEN=your_api_token_goes_here\n"),
                Example::new("a.ts", "const tool = 'searchConfluenceUsingCql';\n"),
                Example::new(".env", format!("JIRA_CLOUD_ID={}\n", mint.uuid())),
                Example::new(
                    "config.json",
                    format!(
                        "{{\"jira\": {{\"url\": \"https://x.atlassian.net\"}}, \"slack\": {{\"token\": \"{}\"}}}}",
                        mint.alphanumeric(28)
                    ),
                ),
            ],
        },
    },
];
