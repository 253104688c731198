//! Bitbucket Cloud: access tokens, runner secrets, app passwords.

use super::{Anchor, Example, Examples, Find, Product, Rule, Severity, State};
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
            check: check::short_token_proven,
        },
        examples: |mint| Examples {
            hits: vec![Example::new("p.py", format!("auth = ('me', '{}')\n", mint.atbb()))],
            misses: vec![],
        },
    },
];
