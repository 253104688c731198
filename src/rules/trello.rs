//! Trello: user tokens and OAuth secrets. The API key is public and no rule.

use super::{Alphabet, Anchor, Example, Examples, Find, Gate, Naming, Product, Rule, Severity, Shape, State};
use crate::detect::check;

/// The family in table order.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "trello-token",
        title: "Trello user token",
        products: &[Product::Trello],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 4,
        checksum_tail: true,
        high_entropy: true,
        consequence: "opens its member's boards, often without end",
        revoke: "https://trello.com/my/account",
        find: Find::Anchored {
            anchors: &[Anchor { literal: "ATTA", offset: 0 }],
            pattern: r"ATTA[0-9a-f]{64}[0-9A-F]{8}",
            gate: Gate::Tail(64, Alphabet::Hex),
            check: check::short_token_unproven,
        },
        namings: &[
            Naming::new("token", Shape::Hex(64)),
            Naming::new("bearer", Shape::Hex(64)),
            Naming::new("", Shape::Hex(64)),
        ],
        examples: |mint| Examples {
            hits: vec![Example::new(
                "t.txt",
                format!("https://api.trello.com/1/members/me?key=k&token={}", mint.atta()),
            )],
            misses: vec![Example::new("dna.txt", "GATTACAGATTACAGATTACA")],
        },
    },
    Rule {
        id: "trello-api-secret",
        title: "Trello OAuth secret",
        products: &[Product::Trello],
        severity: Severity::Medium,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: true,
        consequence: "signs requests and webhooks as the Power-Up",
        revoke: "https://trello.com/power-ups/admin",
        find: Find::Named,
        namings: &[Naming::new("secret", Shape::Hex(64))],
        examples: |mint| Examples {
            hits: vec![
                Example::new(".env", format!("TRELLO_API_SECRET={}\n", mint.hex(64))),
                Example::new("a.js", format!("trello({{ key: '{}', secret: '{}' }})", mint.hex(32), mint.hex(64))),
            ],
            misses: vec![Example::new(".env", format!("TRELLO_API_KEY={}\n", mint.hex(32)))],
        },
    },
];
