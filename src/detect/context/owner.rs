//! Whose a value is: the product or other firm that its name, what encloses it, or what stands nearest names.

use super::file::File;
use super::names::{Name, Owner};
use super::reader::{Glue, Kind, Mention, Reading, Scope, Term};
use super::words::Word;
use crate::detect::NEAR_LINES;
use crate::rules::Product;

/// How near a product is named to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nearness {
    /// The file's path says so.
    File,
    /// Within ten lines.
    Lines,
    /// In the same object, section, block or call.
    Scope,
    /// What encloses the value is called by it.
    Heading,
    /// The value's own name says so, or the file is one of the product's own.
    Name,
}

/// Bytes that count as near, for long lines.
const NEAR_BYTES: usize = 2_000;

/// Whose a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ownership {
    /// A product of Atlassian's, named so near.
    Ours(Product, Nearness),
    /// Nobody is named.
    Nobody,
    /// Someone else's.
    Foreign,
}

/// Finds whose a value called `name` at `term` is.
pub(crate) fn owner(reading: &Reading<'_>, name: Name, term: &Term, file: File) -> Ownership {
    if is_sealed(reading, term) {
        return Ownership::Foreign;
    }
    match name.owner {
        Some(Owner::Ours(product)) => return Ownership::Ours(product, Nearness::Name),
        Some(Owner::Foreign) => return Ownership::Foreign,
        None => {}
    }
    // What an address of ours holds is for its server.
    if let Some(Owner::Ours(product)) = reading.own_address(term.start) {
        return Ownership::Ours(product, Nearness::Scope);
    }
    if let (Some(product), true) = (file.product, file.own) {
        return Ownership::Ours(product, Nearness::Name);
    }
    // The server that a Connect app was installed on may be called anything.
    let shared = name.words.has(Word::Shared);
    if is_elsewhere(name) || !shared && is_strange_line(reading, term) {
        return Ownership::Foreign;
    }
    // Hardly anything else is called so: whose image or host stands nearer says nothing, nor who is known to Crowd by it.
    if (name.words.has(Word::Scim) || name.words.has(Word::Application) && name.words.has(Word::Password))
        && let Some(product) = named_near(reading, term)
    {
        return Ownership::Ours(product, Nearness::Lines);
    }
    let mut scope = term.scope;
    while scope != 0 {
        let range = &reading.scopes[scope];
        match heading(reading, range) {
            Some(Owner::Ours(product)) => return Ownership::Ours(product, Nearness::Heading),
            Some(Owner::Foreign) => {
                let product = kind(reading, range);
                return product.map_or(Ownership::Foreign, |product| Ownership::Ours(product, Nearness::Scope));
            }
            None => {}
        }
        if range.end - range.start < 4 * NEAR_BYTES {
            match nearest(reading, term, range.start, range.end, usize::MAX) {
                Some(Owner::Ours(product)) => return Ownership::Ours(product, Nearness::Scope),
                Some(Owner::Foreign) => return Ownership::Foreign,
                None => {}
            }
        }
        if let Some(resource) = state_resource(reading, range) {
            return match nearest(reading, term, resource.start, resource.end, usize::MAX) {
                Some(Owner::Ours(product)) => Ownership::Ours(product, Nearness::Scope),
                _ => Ownership::Foreign,
            };
        }
        let is_strange =
            |at: usize| reading.name(&reading.terms[at]).unknown > 0 && !is_container(reading.word(&reading.terms[at]));
        if !is_special(name) && range.holds_data && (range.heading..range.first).any(is_strange) {
            return Ownership::Foreign;
        }
        scope = range.parent;
    }
    let start = term.start.saturating_sub(NEAR_BYTES);
    match nearest(reading, term, start, term.end + NEAR_BYTES, NEAR_LINES) {
        Some(Owner::Ours(product)) => Ownership::Ours(product, Nearness::Lines),
        Some(Owner::Foreign) => Ownership::Foreign,
        None => file.product.map_or(Ownership::Nobody, |product| Ownership::Ours(product, Nearness::File)),
    }
}

/// Whether a term stands in a sealed secret of Kubernetes, which only the cluster can open.
fn is_sealed(reading: &Reading<'_>, term: &Term) -> bool {
    let scope = &reading.scopes[term.scope];
    (scope.heading..scope.first).any(|at| reading.word(&reading.terms[at]) == b"encryptedData")
}

/// Whether a thing is called so by few: what encloses it may be called after the project, and it is still of who is named near.
fn is_special(name: Name) -> bool {
    [Word::Scim, Word::Shared, Word::Consumer, Word::Automation].into_iter().any(|word| name.words.has(word))
}

/// Whether a word is what any program calls what it passes on: it says nothing of whose it is.
fn is_container(word: &[u8]) -> bool {
    const CONTAINERS: [&str; 41] = [
        "accounts",
        "base",
        "body",
        "common",
        "context",
        "defaults",
        "details",
        "entry",
        "hosts",
        "info",
        "input",
        "issues",
        "item",
        "items",
        "job",
        "json",
        "jsondata",
        "kwargs",
        "meta",
        "obj",
        "output",
        "payload",
        "post",
        "postdata",
        "post_data",
        "profile",
        "query",
        "query_params",
        "queryparams",
        "querystring",
        "record",
        "req",
        "request_body",
        "result",
        "securejsondata",
        "task",
        "tenant",
        "ticket",
        "tracker",
        "wiki",
        "worker",
    ];
    CONTAINERS.iter().any(|container| word.eq_ignore_ascii_case(container.as_bytes()))
}

/// The resource in Terraform's state that a scope is the `attributes` of, among its `instances`: it says whose they are.
fn state_resource<'r>(reading: &'r Reading<'_>, scope: &Scope) -> Option<&'r Scope> {
    let is = |scope: &Scope, word: &[u8]| {
        reading.terms[scope.heading..scope.first].iter().any(|term| reading.word(term) == word)
    };
    if scope.kind != Kind::Brace || !is(scope, b"attributes") {
        return None;
    }
    let around = |scope: &Scope| {
        let mut outer = scope.parent;
        while matches!(reading.scopes[outer].kind, Kind::Indent(_)) {
            outer = reading.scopes[outer].parent;
        }
        &reading.scopes[outer]
    };
    let instances = around(around(scope));
    (instances.kind == Kind::Bracket && is(instances, b"instances")).then(|| around(instances))
}

/// Whether a name speaks of something that any program has: its database, its mail server.
fn is_elsewhere(name: Name) -> bool {
    name.words.has(Word::Database) || name.words.has(Word::System)
}

/// Whether the line has the address of a server that is not known to be ours, and none that is.
fn is_strange_line(reading: &Reading<'_>, term: &Term) -> bool {
    let from = reading.strangers.partition_point(|(_, line)| *line < term.line);
    let strange = reading.strangers.get(from).is_some_and(|(_, line)| *line == term.line);
    if !strange {
        return false;
    }
    let mentions = reading.mentions();
    let first = mentions.partition_point(|mention| mention.line < term.line);
    let named = mentions[first..].iter().take(16).take_while(|mention| mention.line == term.line);
    !named.into_iter().any(|mention| mention.owner != Owner::Foreign)
}

/// Whom a scope is called by.
fn heading(reading: &Reading<'_>, scope: &Scope) -> Option<Owner> {
    let said = |name: Name| name.owner.or_else(|| is_elsewhere(name).then_some(Owner::Foreign));
    if scope.kind == Kind::Section {
        let first = reading.terms[scope.first..].iter().take(4).take_while(|term| term.start < scope.start + 80);
        let line = reading.terms.get(scope.first)?.line;
        return first.take_while(|term| term.line == line).filter_map(|term| said(reading.name(term))).last();
    }
    reading.terms[scope.heading..scope.first].iter().rev().find_map(|term| said(reading.name(term)))
}

/// The product of ours that an object of another firm's says it is for: `type = "opsgenie"`.
fn kind(reading: &Reading<'_>, scope: &Scope) -> Option<Product> {
    const MOST: usize = 8;
    let mentions = reading.mentions();
    let first = mentions.partition_point(|mention| mention.at < scope.start);
    let inside = mentions[first..].iter().take(MOST).take_while(|mention| mention.at < scope.end);
    inside.into_iter().find_map(|mention| {
        let Owner::Ours(product) = mention.owner else { return None };
        let at = reading.terms.partition_point(|term| term.start < mention.at);
        let given = reading.terms.get(at)?.glue.has(Glue::ASSIGN);
        (given && reading.word(reading.terms.get(at.checked_sub(1)?)?) == b"type").then_some(product)
    })
}

/// A product of ours that is named within a few lines, whoever else is.
fn named_near(reading: &Reading<'_>, term: &Term) -> Option<Product> {
    let mentions = reading.mentions();
    let first = mentions.partition_point(|mention| mention.line + NEAR_LINES < term.line);
    let near = mentions[first..].iter().take_while(|mention| mention.line <= term.line + NEAR_LINES);
    near.into_iter().find_map(|mention| match mention.owner {
        Owner::Ours(product) => Some(product),
        Owner::Foreign => None,
    })
}

/// Who is named nearest to a term between two offsets. What stands before counts as twice as near as what follows.
fn nearest(reading: &Reading<'_>, term: &Term, start: usize, end: usize, lines: usize) -> Option<Owner> {
    let mentions = reading.mentions();
    let split = mentions.partition_point(|mention| mention.at < term.start);
    let inside =
        |mention: &&Mention| mention.at >= start && mention.at < end && mention.line.abs_diff(term.line) <= lines;
    let before = split.checked_sub(1).and_then(|index| mentions.get(index)).filter(inside);
    let behind = mentions.get(split).filter(inside);
    match (before, behind) {
        (Some(before), Some(behind)) => {
            let lines = (before.line.abs_diff(term.line), behind.line.abs_diff(term.line));
            Some(if lines.1 * 2 < lines.0 { behind.owner } else { before.owner })
        }
        (one, other) => one.or(other).map(|mention| mention.owner),
    }
}
