//! Atlassian cloud: account, service-account and organisation tokens, OAuth secrets and tokens, browser sessions.

use super::{Alphabet, Anchor, Example, Examples, Find, Gate, Naming, Product, Rule, Severity, Shape, State};
use crate::detect::check;

/// The part that all 192-character tokens share: base64 of `O|E|` behind the four kind letters.
const ENVELOPE: &[Anchor] = &[Anchor { literal: "T3xFf", offset: 4 }];

/// Literals at the start of the JWTs' header, as base64 of `{"alg":`, `{"typ":` and `{"kid":`.
const JWT: &[Anchor] = &[
    Anchor { literal: "eyJraWQi", offset: 0 },
    Anchor { literal: "eyJhbGci", offset: 0 },
    Anchor { literal: "eyJ0eXAi", offset: 0 },
];

/// Header, payload and signature. How long they may be is bounded by what is looked at behind an anchor; bounds in the pattern
/// would make it one of tens of thousands of states.
const JWT_PATTERN: &str = r"eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}";

/// The family in table order.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "atlassian-api-token",
        title: "Atlassian account API token",
        products: &[Product::Atlassian, Product::Jira, Product::Confluence, Product::Bitbucket],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 12,
        checksum_tail: true,
        high_entropy: true,
        consequence: "acts as its owner on every Atlassian site they can reach, past 2FA",
        revoke: "https://id.atlassian.com/manage-profile/security/api-tokens",
        find: Find::Anchored {
            anchors: ENVELOPE,
            pattern: r"ATATT3xFf[A-Za-z0-9_-]{40,600}(?:EQ[0-9A-F]{8})?",
            gate: Gate::Family,
            check: check::long_token,
        },
        namings: &[],
        examples: |mint| Examples {
            hits: vec![
                Example::new(".env", format!("JIRA_API_TOKEN={}\n", mint.long_token("ATAT", "at"))),
                Example::new("a.xml", format!("<jiraToken>{}</jiraToken>", mint.long_token("ATAT", "at"))),
                Example::new(
                    "u",
                    format!("https://u%40e.org:{}@host", mint.long_token("ATAT", "at").replace('=', "%3D")),
                ),
            ],
            misses: vec![
                Example::new(".env", "JIRA_API_TOKEN=ATATT3xFfGF0...\n"),
                Example::new(".env", format!("JIRA_API_TOKEN=ATATT3xFfG{}\n", "x".repeat(182))),
            ],
        },
    },
    Rule {
        id: "atlassian-service-account-token",
        title: "Atlassian service-account API token",
        products: &[Product::Atlassian, Product::Jira, Product::Confluence],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 10,
        checksum_tail: true,
        high_entropy: true,
        consequence: "works unattended within its scopes; nobody notices misuse of an account nobody logs in to",
        revoke: "https://admin.atlassian.com",
        find: Find::Anchored {
            anchors: ENVELOPE,
            pattern: r"ATSTT3xFf[A-Za-z0-9_-]{40,600}(?:EQ[0-9A-F]{8})?",
            gate: Gate::Family,
            check: check::long_token_unproven,
        },
        namings: &[],
        examples: |mint| Examples {
            hits: vec![Example::new("bot.yaml", format!("token: '{}'\n", mint.long_token("ATST", "at")))],
            misses: vec![Example::new("bot.yaml", format!("token: ATSTT3xFfG{}\n", "0".repeat(182)))],
        },
    },
    Rule {
        id: "atlassian-org-api-key",
        title: "Atlassian organisation (admin) API key",
        products: &[Product::Atlassian],
        severity: Severity::Critical,
        state: State::Live,
        public_prefix: 10,
        checksum_tail: true,
        high_entropy: true,
        consequence: "administers the whole organisation: users, policies, audit log",
        revoke: "https://admin.atlassian.com",
        find: Find::Anchored {
            anchors: ENVELOPE,
            pattern: r"ATCTT3xFf[A-Za-z0-9_-]{40,600}(?:EQ[0-9A-F]{8})?",
            gate: Gate::Family,
            check: check::long_token,
        },
        namings: &[],
        examples: |mint| Examples {
            hits: vec![
                Example::new("admin.env", format!("ATLASSIAN_ADMIN_API_KEY={}\n", mint.long_token("ATCT", "ct"))),
                Example::new("x.txt", mint.long_token("ATCT", "ct")),
            ],
            misses: vec![Example::new(
                "repo.env",
                format!("git clone https://x-token-auth:{}@bitbucket.org/a/b.git\n", mint.long_token("ATCT", "ct")),
            )],
        },
    },
    Rule {
        id: "atlassian-token-unknown",
        title: "Atlassian token of a kind not yet listed",
        products: &[Product::Atlassian],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 9,
        checksum_tail: true,
        high_entropy: true,
        consequence: "has the shape and checksum of Atlassian's token family; what it opens is not documented",
        revoke: "https://id.atlassian.com/manage-profile/security/api-tokens",
        find: Find::Anchored {
            anchors: ENVELOPE,
            pattern: r"AT[A-Z]{2}T3xFf[A-Za-z0-9_-]{40,600}(?:EQ[0-9A-F]{8})?",
            gate: Gate::Family,
            check: check::unlisted_long_token,
        },
        namings: &[],
        examples: |mint| Examples {
            hits: vec![Example::new("x.json", format!("{{\"t\":\"{}\"}}", mint.long_token("ATZZ", "zz")))],
            misses: vec![],
        },
    },
    Rule {
        id: "atlassian-oauth-client-secret",
        title: "Atlassian OAuth 2.0 client secret",
        products: &[Product::Atlassian, Product::Jira, Product::Confluence],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 4,
        checksum_tail: true,
        high_entropy: true,
        consequence: "acts as the app: refreshes its users' tokens, or mints its own for a service account",
        revoke: "https://developer.atlassian.com/console/myapps/",
        find: Find::Anchored {
            anchors: &[Anchor { literal: "ATOA", offset: 0 }],
            pattern: r"ATOA[A-Za-z0-9_-]{64}[0-9A-F]{8}",
            gate: Gate::Tail(64, Alphabet::UrlSafe),
            check: check::short_token_unproven,
        },
        namings: &[Naming::new("client secret", Shape::UrlSafe(64)), Naming::new("oauth secret", Shape::UrlSafe(64))],
        examples: |mint| Examples {
            hits: vec![Example::new("app.json", format!("{{\"client_secret\": \"{}\"}}\n", mint.atoa()))],
            misses: vec![Example::new("dna.txt", "ATOATTCTGGATTACA")],
        },
    },
    Rule {
        id: "atlassian-oauth-access-token",
        title: "Atlassian OAuth 2.0 access token",
        products: &[Product::Atlassian, Product::Jira, Product::Confluence],
        severity: Severity::Medium,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: true,
        consequence: "acts as the user within the app's scopes, for about an hour",
        revoke: "https://id.atlassian.com/manage-profile/apps",
        find: Find::Anchored { anchors: JWT, pattern: JWT_PATTERN, gate: Gate::WebToken, check: check::jwt_access },
        namings: &[],
        examples: |mint| Examples {
            hits: vec![Example::new("t.json", format!("{{\"access_token\":\"{}\"}}", mint.jwt_access()))],
            misses: vec![Example::new("t.json", format!("{{\"access_token\":\"{}\"}}", mint.jwt_foreign()))],
        },
    },
    Rule {
        id: "atlassian-oauth-refresh-token",
        title: "Atlassian OAuth 2.0 refresh token",
        products: &[Product::Atlassian, Product::Jira, Product::Confluence],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: true,
        consequence: "mints access tokens as the user, with the app's secret",
        revoke: "https://id.atlassian.com/manage-profile/apps",
        find: Find::Anchored { anchors: JWT, pattern: JWT_PATTERN, gate: Gate::WebToken, check: check::jwt_refresh },
        namings: &[],
        examples: |mint| Examples {
            hits: vec![Example::new("t.json", format!("{{\"refresh_token\":\"{}\"}}", mint.jwt_refresh()))],
            misses: vec![],
        },
    },
    Rule {
        id: "atlassian-session-token",
        title: "Atlassian browser session",
        products: &[Product::Atlassian],
        severity: Severity::Critical,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: true,
        consequence: "is a logged-in browser: everything its owner can do, past 2FA",
        revoke: "https://id.atlassian.com/manage-profile/security",
        find: Find::Anchored { anchors: JWT, pattern: JWT_PATTERN, gate: Gate::WebToken, check: check::jwt_session },
        namings: &[],
        examples: |mint| Examples {
            hits: vec![Example::new("c.sh", format!("curl -b 'tenant.session.token={}' x", mint.jwt_session()))],
            misses: vec![],
        },
    },
    Rule {
        id: "atlassian-api-token-legacy",
        title: "Atlassian account API token, 24 characters (retired)",
        products: &[Product::Jira, Product::Confluence],
        severity: Severity::Low,
        state: State::Retired,
        public_prefix: 0,
        checksum_tail: true,
        high_entropy: true,
        consequence: "expired with all of its kind on 2026-05-12",
        revoke: "https://id.atlassian.com/manage-profile/security/api-tokens",
        find: Find::Swept,
        namings: &[],
        examples: |mint| Examples {
            hits: vec![Example::new("r.rb", format!("jira.login('me@x.org', '{}')", mint.legacy()))],
            misses: vec![Example::new("r.rb", "searchConfluenceUsingCql")],
        },
    },
    Rule {
        id: "atlassian-scim-key",
        title: "Atlassian user-provisioning (SCIM) key",
        products: &[Product::Atlassian],
        severity: Severity::Critical,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: true,
        consequence: "adds users to groups and deactivates anyone in the directory",
        revoke: "https://admin.atlassian.com",
        find: Find::Named,
        namings: &[
            Naming::new("scim", Shape::Opaque { shortest: 20, longest: 220 }).any_product(),
            Naming::new("", Shape::Opaque { shortest: 20, longest: 220 }).beside(&["scim/directory"]).any_product(),
        ],
        examples: |mint| Examples {
            hits: vec![
                Example::new(".env", format!("ATLASSIAN_SCIM_API_KEY={}\n", mint.alphanumeric(60))),
                Example::new(
                    "a.sh",
                    format!(
                        "curl https://api.atlassian.com/scim/directory/{}/Users -H 'Authorization: Bearer {}'\n",
                        mint.uuid(),
                        mint.alphanumeric(60)
                    ),
                ),
            ],
            misses: vec![Example::new(".env", format!("ATLASSIAN_SCIM_DIRECTORY_ID={}\n", mint.uuid()))],
        },
    },
];
