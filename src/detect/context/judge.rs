//! Which kind a value is, given what it is called, whose it is and what it looks like.

use super::label::Label;
use super::names::Sort;
use super::owner::{Nearness, Ownership};
use super::values;
use super::words;
use crate::rules::{self, Naming, Product, Reach, Rule, Shape};

/// What is known of a value.
#[derive(Debug)]
pub(crate) struct Case<'a> {
    /// Its bytes, written forms decoded.
    pub(crate) value: &'a [u8],
    /// What it is called.
    pub(crate) label: Label,
    /// Whose it is, and how near they are named.
    pub(crate) owner: Ownership,
    /// The text around it, in lower case and without `-`, `_` and `.`, in which some kinds look for what goes with them.
    pub(crate) around: &'a [u8],
}

/// The rule that fits best.
pub(crate) fn judge(case: &Case<'_>) -> Option<&'static Rule> {
    let fitting = rules::all().filter_map(|rule| {
        rule.namings.iter().filter_map(|naming| score(case, rule, naming)).max().map(|score| (score, rule))
    });
    // Of equals the first in the table.
    fitting.reduce(|best, other| if other.0 > best.0 { other } else { best }).map(|(_, rule)| rule)
}

/// How well a way of naming fits; the more it asks for, the higher.
fn score(case: &Case<'_>, rule: &Rule, naming: &Naming) -> Option<u32> {
    let name = case.label.name;
    let (product, nearness) = match case.owner {
        Ownership::Ours(product, nearness) => (product, nearness),
        // What stands beside it says enough.
        Ownership::Nobody if naming.reach == Reach::Anywhere => (rule.products[0], Nearness::File),
        _ => return None,
    };
    let ours = rule.products.contains(&product) || !naming.product_only;
    if !ours || nearness < reach(naming.reach) {
        return None;
    }
    let wanted = words::phrase(naming.words);
    if !name.words.has_all(wanted) {
        return None;
    }
    if name.sort == Some(Sort::Password) && naming.shape != Shape::Password && naming.words.is_empty() {
        return None;
    }
    let beside = naming.beside.is_empty()
        || naming.beside.iter().any(|text| memchr::memmem::find(case.around, text.as_bytes()).is_some());
    // A name of nobody knows whom is not ours because someone of ours stands near.
    let strange = name.unknown > 0 && nearness < Nearness::Heading && naming.beside.is_empty();
    // Commits and checksums stand in sentences about tokens.
    let said = !case.label.given;
    let exact_only =
        said && (values::is_lower_hex(case.value) || values::is_uuid(case.value) && nearness < Nearness::Name);
    let exact = matches!(naming.shape, Shape::Hex(_));
    let public_key = name.sort == Some(Sort::Key) && product == Product::Trello;
    if !beside || strange || exact_only && !exact || public_key || !values::fits(naming.shape, case.value) {
        return None;
    }
    let special = match naming.shape {
        Shape::Hex(_) | Shape::PersonalToken => 6,
        Shape::Uuid | Shape::Alphanumeric(_) | Shape::UrlSafe(_) | Shape::Key { .. } => 4,
        Shape::Opaque { .. } => 2,
        Shape::Password => 1,
    };
    let own_product = u32::from(rule.products.contains(&product));
    let beside = u32::from(!naming.beside.is_empty());
    Some(wanted.count() * 20 + beside * 30 + special + own_product)
}

/// The least nearness that a reach asks for.
fn reach(reach: Reach) -> Nearness {
    match reach {
        Reach::Name => Nearness::Name,
        Reach::Scope => Nearness::Scope,
        Reach::Near | Reach::Anywhere => Nearness::File,
    }
}
