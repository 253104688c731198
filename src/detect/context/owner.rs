//! Whose a value is: the product or other firm that its name, what encloses it, or what stands nearest names.

use super::names::{Name, Owner};
use super::reader::{Kind, Mention, Reading};
use crate::rules::Product;

/// How a product was found to be the one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nearness {
    /// The file's name says so.
    File,
    /// It is named within ten lines.
    Lines,
    /// It is named in the same object, section, block or call.
    Scope,
    /// The value's own name says so.
    Name,
}

/// Lines that count as near.
const NEAR_LINES: usize = 10;
/// Bytes that count as near, for long lines.
const NEAR_BYTES: usize = 2_000;

/// The product that a value at `at` belongs to, if it belongs to one.
pub(crate) fn owner(
    reading: &Reading,
    name: Name,
    at: usize,
    line: usize,
    scope: usize,
    file: Option<Product>,
) -> Option<(Product, Nearness)> {
    match name.owner {
        Some(Owner::Ours(product)) => return Some((product, Nearness::Name)),
        Some(Owner::Foreign) => return None,
        None => {}
    }
    let mut scope = scope;
    while scope != 0 {
        let range = reading.scopes[scope];
        let heads = (range.heading..range.first).rev().find_map(|term| reading.terms[term].name.owner);
        let long = range.end - range.start > 4 * NEAR_BYTES;
        let section = matches!(range.kind, Kind::Section | Kind::Element);
        let owner = heads
            .or_else(|| if section { first(reading, range.start, at) } else { None })
            .or_else(|| if long { None } else { nearest(reading, at, line, range.start, range.end, usize::MAX) });
        match owner {
            Some(Owner::Ours(product)) => return Some((product, Nearness::Scope)),
            Some(Owner::Foreign) => return None,
            None => scope = range.parent,
        }
    }
    let start = at.saturating_sub(NEAR_BYTES);
    match nearest(reading, at, line, start, at + NEAR_BYTES, NEAR_LINES) {
        Some(Owner::Ours(product)) => Some((product, Nearness::Lines)),
        Some(Owner::Foreign) => None,
        None => file.map(|product| (product, Nearness::File)),
    }
}

/// Who is named right at the start of a section or element.
fn first(reading: &Reading, start: usize, before: usize) -> Option<Owner> {
    let from = reading.mentions.partition_point(|mention| mention.at < start);
    let mention = reading.mentions.get(from)?;
    (mention.at < before && mention.at < start + 80).then_some(mention.owner)
}

/// Who is named nearest between two offsets. What stands before counts as nearer than what follows.
fn nearest(reading: &Reading, at: usize, line: usize, start: usize, end: usize, lines: usize) -> Option<Owner> {
    let split = reading.mentions.partition_point(|mention| mention.at < at);
    let inside = |mention: &&Mention| mention.at >= start && mention.at < end && mention.line.abs_diff(line) <= lines;
    let before = split.checked_sub(1).and_then(|index| reading.mentions.get(index)).filter(inside);
    let behind = reading.mentions.get(split).filter(inside);
    match (before, behind) {
        (Some(before), Some(behind)) => {
            let distance = |mention: &Mention| (mention.line.abs_diff(line), mention.at.abs_diff(at));
            let near_before = distance(before);
            let near_behind = distance(behind);
            Some(if near_behind.0 * 2 < near_before.0 { behind.owner } else { before.owner })
        }
        (Some(one), None) | (None, Some(one)) => Some(one.owner),
        (None, None) => None,
    }
}
