//! Which kind a value is, given what it is called, whose it is and what it looks like.

use std::sync::LazyLock;

use super::label::Label;
use super::names::{Name, Sort};
use super::owner::{Nearness, Ownership};
use super::values::{self, Value};
use super::words::{self, Word, Words};
use crate::rules::{self, Naming, Product, Reach, Rule, Shape};

/// What is known of a value.
pub(crate) struct Case<'a> {
    /// What it is.
    pub(crate) value: &'a Value<'a>,
    /// What it is called.
    pub(crate) label: Label,
    /// Whose it is, and how near they are named.
    pub(crate) owner: Ownership,
    /// Whether one of these texts stands around it, in whatever case and with or without `-`, `_` and `.`.
    pub(crate) stands_beside: &'a dyn Fn(&[&'static str]) -> bool,
}

/// Every way of naming in the order of the table, with the words it asks for.
static NAMINGS: LazyLock<Vec<(&'static Rule, &'static Naming, Words)>> = LazyLock::new(|| {
    let namings = rules::all().flat_map(|rule| rule.namings.iter().map(move |naming| (rule, naming)));
    namings.map(|(rule, naming)| (rule, naming, words::phrase(naming.words))).collect()
});

/// Whether any rule has this shape and may be called so, whoever owns it: most values are turned away here, before all that
/// stands around them is read.
pub(crate) fn may_fit(name: Name, value: &Value<'_>) -> bool {
    let may = |naming: &Naming, wanted: Words| is_called(name, naming, wanted) && value.fits(naming.shape);
    NAMINGS.iter().any(|(_, naming, wanted)| may(naming, *wanted))
}

/// Whether a name has the words that a way of naming asks for.
fn is_called(name: Name, naming: &Naming, wanted: Words) -> bool {
    let only_password = name.sort == Some(Sort::Password) && naming.shape != Shape::Password;
    name.words.has_all(wanted) && !(only_password && naming.words.is_empty())
}

/// The rule that fits best.
pub(crate) fn judge(case: &Case<'_>) -> Option<&'static Rule> {
    let fitting = NAMINGS
        .iter()
        .filter_map(|(rule, naming, wanted)| score(case, rule, naming, *wanted).map(|score| (score, *rule)));
    // Of equals the first in the table.
    fitting.reduce(|best, other| if other.0 > best.0 { other } else { best }).map(|(_, rule)| rule)
}

/// How well a way of naming fits; the more it asks for, the higher.
fn score(case: &Case<'_>, rule: &Rule, naming: &Naming, wanted: Words) -> Option<u32> {
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
    if !is_called(name, naming, wanted) {
        return None;
    }
    // A name of nobody knows whom is not ours because someone of ours stands near.
    let strange = name.unknown > 0 && nearness < Nearness::Heading && naming.beside.is_empty();
    // Commits and checksums stand in sentences about tokens.
    let said = !case.label.given;
    let exact_only = said
        && (values::is_lower_hex(case.value.bytes) || values::is_uuid(case.value.bytes) && nearness < Nearness::Name);
    let exact = matches!(naming.shape, Shape::Hex(_));
    // Vaults call what they keep by ids.
    let chosen = wanted.has(Word::Password) || wanted.has(Word::Secret);
    let item = naming.shape == Shape::Uuid && chosen && !name.ends_in_secret();
    // The key of a consumer, which its secret belongs to.
    let consumer = product == Product::Bitbucket && case.value.bytes.len() == 18;
    // `TrelloAuthorization.Default.AppKey`, `new Trello('…', process.env.TRELLO_TOKEN)`
    let unnamed =
        || ![Word::Token, Word::Secret].iter().any(|word| name.words.has(*word)) && case.value.bytes.len() == 32;
    let key = name.sort == Some(Sort::Key) || name.sort == Some(Sort::Auth) && (name.words.has(Word::Key) || unnamed());
    let public_key = key && (product == Product::Trello || consumer);
    if strange || item || exact_only && !exact || public_key || !case.value.fits(naming.shape) {
        return None;
    }
    if !naming.beside.is_empty() && !(case.stands_beside)(naming.beside) {
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
    Some(wanted.count() * 20 + beside * 15 + special + own_product)
}

/// The least nearness that a reach asks for.
fn reach(reach: Reach) -> Nearness {
    match reach {
        Reach::Name => Nearness::Name,
        Reach::Scope => Nearness::Scope,
        Reach::Near | Reach::Anywhere => Nearness::File,
    }
}
