//! Operations: Opsgenie, Jira Service Management operations, Statuspage.

use super::{Example, Examples, Find, Naming, Product, Rule, Severity, Shape, State};

/// Statuspage keys were UUIDs; those issued since 2026 have no published format.
const STATUSPAGE_KEY: Shape = Shape::Key { shortest: 32, longest: 128 };

/// The family in table order.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "opsgenie-api-key",
        title: "Opsgenie API key",
        products: &[Product::Opsgenie],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: true,
        consequence: "silences real alerts, reads on-call phone numbers and floods responders",
        revoke: "https://app.opsgenie.com/settings/api-key-management",
        find: Find::Named,
        namings: &[Naming::new("", Shape::Uuid)],
        examples: |mint| Examples {
            hits: vec![
                Example::new("a.sh", format!("curl -H 'Authorization: GenieKey {}' https://x\n", mint.uuid())),
                Example::new("alertmanager.yml", format!("opsgenie_configs:\n  - api_key: {}\n", mint.uuid())),
                Example::new("main.tf", format!("provider \"opsgenie\" {{\n  api_key = \"{}\"\n}}\n", mint.uuid())),
            ],
            misses: vec![
                Example::new("a.md", format!("https://acme.app.opsgenie.com/alert/detail/{}/details\n", mint.uuid())),
                Example::new("main.tf", format!("opsgenie_team_id = \"{}\"\n", mint.uuid())),
                Example::new("main.tf", format!("# opsgenie\nschedule_id = \"{}\"\n", mint.uuid())),
            ],
        },
    },
    Rule {
        id: "jsm-ops-integration-key",
        title: "Jira Service Management Operations integration key",
        products: &[Product::Opsgenie, Product::Jira, Product::Atlassian],
        severity: Severity::Medium,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: true,
        consequence: "creates, acknowledges and closes alerts",
        revoke: "https://id.atlassian.com",
        find: Find::Named,
        namings: &[
            Naming::new("ops", Shape::Uuid),
            Naming::new("", Shape::Uuid).beside(&["jsm/ops", "jsmops", "jsm ops"]),
        ],
        examples: |mint| Examples {
            hits: vec![
                Example::new(".env", format!("JSM_OPS_API_KEY={}\n", mint.uuid())),
                Example::new(
                    "a.sh",
                    format!(
                        "curl https://api.atlassian.com/jsm/ops/integration/v2/alerts -H 'Authorization: GenieKey {}'\n",
                        mint.uuid()
                    ),
                ),
            ],
            misses: vec![Example::new(".env", format!("JSM_OPS_TEAM_ID={}\n", mint.uuid()))],
        },
    },
    Rule {
        id: "statuspage-api-key",
        title: "Statuspage API key",
        products: &[Product::Statuspage],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: true,
        consequence: "publishes incidents and reads the e-mail addresses of subscribers",
        revoke: "https://manage.statuspage.io/login",
        find: Find::Named,
        namings: &[Naming::new("", STATUSPAGE_KEY)],
        examples: |mint| Examples {
            hits: vec![
                Example::new(".env", format!("STATUSPAGE_API_KEY={}\n", mint.uuid())),
                Example::new(
                    "a.sh",
                    format!(
                        "curl https://api.statuspage.io/v1/pages -H 'Authorization: OAuth {}'\n",
                        mint.alphanumeric(40)
                    ),
                ),
            ],
            misses: vec![Example::new(".env", "STATUSPAGE_PAGE_ID=k1m2n3p4q5r6\n")],
        },
    },
    Rule {
        id: "jira-align-token",
        title: "Jira Align API token",
        products: &[Product::JiraAlign],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: true,
        consequence: "acts as its owner in Jira Align: reads and changes plans of the whole company",
        revoke: "https://www.jiraalign.com",
        find: Find::Named,
        namings: &[Naming::new("", Shape::Opaque { shortest: 20, longest: 220 })],
        examples: |mint| Examples {
            hits: vec![
                Example::new(".env", format!("JIRA_ALIGN_TOKEN={}\n", mint.alphanumeric(40))),
                Example::new(".env", format!("JIRAALIGN_API_KEY=user:4711|{}\n", mint.alphanumeric(40))),
                Example::new(
                    "a.http",
                    format!(
                        "GET https://acme.jiraalign.com/rest/align/api/2/Epics\nAuthorization: Bearer {}\n",
                        mint.alphanumeric(40)
                    ),
                ),
            ],
            misses: vec![Example::new(".env", "JIRA_ALIGN_TOKEN=your-jira-align-token\n")],
        },
    },
];
