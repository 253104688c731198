//! Data Center, the self-hosted products: personal access tokens.

use super::{Anchor, Example, Examples, Find, Product, Rule, Severity, State};
use crate::detect::check;

/// The family in table order.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "atlassian-dc-pat",
        title: "Data Center personal access token",
        products: &[Product::Jira, Product::Confluence, Product::Bamboo],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: true,
        consequence: "acts as its owner on that server; Jira and Confluence cannot narrow it",
        revoke: "https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html",
        find: Find::Swept,
        examples: |mint| Examples {
            hits: vec![Example::new("c.yml", format!("auth: Bearer {}\n", mint.dc_pat()))],
            misses: vec![Example::new("c.yml", format!("blob: {}AAAA\n", mint.dc_pat()))],
        },
    },
    Rule {
        id: "bitbucket-dc-http-token",
        title: "Bitbucket Data Center HTTP access token",
        products: &[Product::Bitbucket],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 5,
        checksum_tail: false,
        high_entropy: true,
        consequence: "reads and, with write permission, pushes code on that server",
        revoke: "https://confluence.atlassian.com/bitbucketserver/http-access-tokens-939515499.html",
        find: Find::Anchored {
            anchors: &[Anchor { literal: "BBDC-", offset: 0 }],
            pattern: r"BBDC-(?:[A-Za-z0-9+/_-]|%2[BbFf]){40,50}",
            check: check::bitbucket_dc_token,
        },
        examples: |mint| Examples {
            hits: vec![Example::new("s.sh", format!("git clone https://me:BBDC-{}@git.corp/scm/a.git", mint.dc_pat()))],
            misses: vec![],
        },
    },
];
