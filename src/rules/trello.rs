//! Trello: user tokens.

use super::{Anchor, Example, Examples, Find, Product, Rule, Severity, State};
use crate::detect::check;

/// The family in table order.
pub(super) const RULES: &[Rule] = &[Rule {
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
        check: check::short_token_unproven,
    },
    examples: |mint| Examples {
        hits: vec![Example::new("t.txt", format!("https://api.trello.com/1/members/me?key=k&token={}", mint.atta()))],
        misses: vec![Example::new("dna.txt", "GATTACAGATTACAGATTACA")],
    },
}];
