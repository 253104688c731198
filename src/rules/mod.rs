//! The table of kinds, as data: what each is called, how it is found, how bad it is, and where it is revoked.
//!
//! One file per product family holds the entries; [`all`] is the whole table in the order of those files. An id is never
//! renamed or reused: allowlists and dashboards depend on it. The page of a kind is `docs/rules/ID.md`; it carries the
//! sources of every format claim made here.

mod bitbucket;
mod carriers;
mod cloud;
mod data_center;
mod example;
mod find;
mod naming;
mod operations;
mod rule;
mod trello;
mod webhooks;

pub(crate) mod known;
pub mod page;

pub use self::example::{Example, Examples};
pub use self::find::{Alphabet, Anchor, Find, Gate};
pub use self::naming::{Naming, Reach, Shape};
pub use self::rule::{Product, Rule, Severity, State};
use crate::suggest;

/// The table, family by family.
const FAMILIES: &[&[Rule]] = &[
    cloud::RULES,
    bitbucket::RULES,
    trello::RULES,
    operations::RULES,
    webhooks::RULES,
    data_center::RULES,
    carriers::RULES,
];

/// Every rule, in table order.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().copied().flatten()
}

/// The rule whose id looks most like this one, or whose first words do.
pub fn nearest(id: &str) -> Option<&'static Rule> {
    let starts = |rule: &'static Rule| rule.id.match_indices('-').map(|(end, _)| &rule.id[..end]);
    suggest::nearest(id, all().map(|rule| rule.id)).and_then(by_id).or_else(|| {
        let start = suggest::nearest(id, all().flat_map(starts))?;
        all().find(|rule| starts(rule).any(|known| known == start))
    })
}

/// The rule with this id.
pub fn by_id(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}
