//! Bitbucket Cloud: access tokens, OAuth consumers, runner secrets, app passwords.

use super::{Alphabet, Anchor, Example, Examples, Find, Gate, Naming, Product, Rule, Severity, Shape, State};
use crate::detect::check;

/// The family in table order.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "bitbucket-access-token",
        title: "Bitbucket repository, project or workspace access token",
        products: &[Product::Bitbucket],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 10,
        checksum_tail: true,
        high_entropy: true,
        consequence: "reads and, with write scope, pushes the code of its repository, project or workspace",
        revoke: "https://bitbucket.org/account/workspaces/",
        find: Find::Settled,
        namings: &[],
        examples: |mint| Examples {
            hits: vec![Example::new(
                "a.sh",
                format!("git clone https://x-token-auth:{}@bitbucket.org/a/b.git\n", mint.long_token("ATCT", "ct")),
            )],
            misses: vec![],
        },
    },
    Rule {
        id: "bitbucket-runner-secret",
        title: "Bitbucket Pipelines runner secret",
        products: &[Product::Bitbucket],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 4,
        checksum_tail: true,
        high_entropy: true,
        consequence: "impersonates the runner: takes jobs, and with them the pipeline's secured variables",
        revoke: "https://bitbucket.org/account/workspaces/",
        find: Find::Settled,
        // One of another format than the usual.
        namings: &[Naming::new("client secret", Shape::Opaque { shortest: 24, longest: 200 })
            .beside(&["pipelinesrunner", "runneruuid"])],
        examples: |mint| Examples {
            hits: vec![Example::new(
                "run.sh",
                format!("docker run -e RUNNER_UUID={{1}} -e OAUTH_CLIENT_SECRET={} runner\n", mint.atoa()),
            )],
            misses: vec![],
        },
    },
    Rule {
        id: "bitbucket-app-password",
        title: "Bitbucket app password (retired)",
        products: &[Product::Bitbucket],
        severity: Severity::Low,
        state: State::Retired,
        public_prefix: 4,
        checksum_tail: true,
        high_entropy: true,
        consequence: "stopped working with all of its kind on 2026-07-28",
        revoke: "https://bitbucket.org/account/settings/app-passwords/",
        find: Find::Anchored {
            anchors: &[Anchor { literal: "ATBB", offset: 0 }],
            pattern: r"ATBB[A-Za-z0-9]{24}[0-9A-F]{8}",
            gate: Gate::Tail(24, Alphabet::Alphanumeric),
            check: check::short_token_proven,
        },
        namings: &[],
        examples: |mint| Examples {
            hits: vec![Example::new("p.py", format!("auth = ('me', '{}')\n", mint.atbb()))],
            misses: vec![],
        },
    },
    Rule {
        id: "bitbucket-oauth-consumer",
        title: "Bitbucket Cloud OAuth consumer secret",
        products: &[Product::Bitbucket],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: true,
        consequence: "gives a token of the workspace straight away, without a user",
        revoke: "https://bitbucket.org/account/workspaces/",
        find: Find::Named,
        namings: &[Naming::new("secret", Shape::Alphanumeric(32))],
        examples: |mint| Examples {
            hits: vec![
                Example::new(".env", format!("BITBUCKET_CLIENT_SECRET={}\n", mint.alphanumeric(32))),
                Example::new(
                    "auth.json",
                    format!(
                        "{{\"bitbucket-oauth\": {{\"bitbucket.org\": {{\"consumer-key\": \"{}\", \"consumer-secret\": \"{}\"}}}}}}",
                        mint.alphanumeric(18),
                        mint.alphanumeric(32)
                    ),
                ),
            ],
            misses: vec![Example::new(".env", format!("BITBUCKET_CLIENT_ID={}\n", mint.alphanumeric(32)))],
        },
    },
    Rule {
        id: "bitbucket-oauth-access-token",
        title: "Bitbucket Cloud OAuth access token",
        products: &[Product::Bitbucket],
        severity: Severity::Medium,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: true,
        consequence: "reads and, within its scopes, pushes code for about two hours",
        revoke: "https://bitbucket.org/account/settings/app-authorizations/",
        find: Find::Named,
        namings: &[
            Naming::new("oauth token", Shape::Opaque { shortest: 40, longest: 400 }),
            // Of Composer.
            Naming::new("access token", Shape::Opaque { shortest: 40, longest: 400 }).beside(&["bitbucketoauth"]),
        ],
        examples: |mint| Examples {
            hits: vec![
                Example::new(".env", format!("BITBUCKET_OAUTH_TOKEN={}=\n", mint.alphanumeric(63))),
                Example::new(
                    "a.sh",
                    format!("git clone https://x-token-auth:{}@bitbucket.org/a/b.git\n", mint.alphanumeric(64)),
                ),
            ],
            misses: vec![Example::new("a.sh", "git clone https://x-token-auth:{access_token}@bitbucket.org/a/b.git\n")],
        },
    },
];
