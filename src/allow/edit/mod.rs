//! Changes the text of `.atlatch.toml` and leaves everything else in it as people wrote it, to the byte.
//!
//! Changes are pieces of text put in, taken out or replaced at places that `toml_edit` finds.
//!
//! Entries are laid out for branches that both add some. Those of values are sorted by fingerprint, those of places by path,
//! each with a blank line between, so that git merges them by itself unless they are neighbours. For neighbours there is
//! git's union merge ([`attributes`]), which keeps the lines of both sides but those that are equal: so an entry begins and
//! ends with a line that no other entry has, and what is equal lies between.

mod attributes;
mod layout;
mod store;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use anyhow::Result;
use toml_edit::Value;

pub(crate) use self::attributes::{LINE as UNION_LINE, Union};
use self::layout::{Block, Layout};
pub(crate) use self::store::Store;
use super::{Allowlist, FILE};
use crate::clock;
use crate::finding::Fingerprint;

/// What a new file begins with.
const HEADER: &str = "\
# What atlatch lets through in this repository, and why. Review a change here like code.
#
#   atlatch allow FINGERPRINT --reason \"why it is harmless\"    adds an entry and stages this file
#   atlatch allow --list | --check | --remove FINGERPRINT      shows, tidies and removes entries
#
# The word behind [[allow]] is for merges only: it tells the first lines of two entries apart.

version = 1
";

/// Lines of two entries that may be equal in a row, for a union merge to keep each of the two in one piece.
const MOST_EQUAL: usize = 3;

/// An entry to write. Its parts are valid.
#[derive(Clone, Debug)]
pub(crate) struct NewEntry {
    /// The value, or any value at the given paths.
    pub fingerprint: Option<Fingerprint>,
    /// Why the finding is harmless.
    pub reason: String,
    /// Globs over paths; none for every path.
    pub paths: Vec<String>,
    /// Rule ids; none for every rule.
    pub rules: Vec<&'static str>,
    /// The last day on which it applies, in days since 1970.
    pub expires: Option<i64>,
}

impl NewEntry {
    /// Its keys and values, as they are written. The last one is that entry's own.
    fn lines(&self) -> Vec<(&'static str, String)> {
        let string = |text: &str| Value::from(text).to_string();
        let list =
            |texts: Vec<&str>| (!texts.is_empty()).then(|| Value::Array(texts.into_iter().collect()).to_string());
        let reason = ("reason", Some(string(&self.reason)));
        let paths = ("paths", list(self.paths.iter().map(String::as_str).collect()));
        let rules = ("rules", list(self.rules.clone()));
        let expires = ("expires", self.expires.map(|day| clock::day_of(day * clock::DAY)));
        let lines = match self.fingerprint {
            Some(value) => vec![reason, paths, rules, expires, ("fingerprint", Some(string(&value.to_string())))],
            None => vec![reason, rules, expires, paths],
        };
        lines.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
    }

    /// What tells its first line from that of another entry: the beginning of the value, or the first path.
    fn label(&self) -> String {
        match (self.fingerprint, self.paths.first()) {
            (Some(fingerprint), _) => fingerprint.to_string().chars().take(4).collect(),
            (None, path) => path.cloned().unwrap_or_default(),
        }
    }

    /// The entry as it is written.
    fn text(&self, line_break: &str) -> String {
        let (lines, label) = (self.lines(), self.label());
        let mut text = format!("[[allow]] # {label}{line_break}");
        for (index, (key, value)) in lines.iter().enumerate() {
            // Of two entries, git takes more than three equal lines for something of their own.
            let own =
                if index == MOST_EQUAL && index + 1 < lines.len() { format!(" # {label}") } else { String::new() };
            // Writing to a string cannot fail.
            let _ = write!(text, "{key} = {value}{own}{line_break}");
        }
        text
    }
}

/// The text with these entries added. One for a fingerprint that has an entry replaces what that says, in its place.
pub(crate) fn add(text: Option<&str>, entries: &[NewEntry]) -> Result<String> {
    let text = text.unwrap_or(HEADER);
    let layout = Layout::of(text)?;
    let mut edits = Edits::default();
    let mut added: Vec<(usize, Vec<&NewEntry>)> = Vec::new();
    let mut sorted: Vec<&NewEntry> = entries.iter().collect();
    sorted.sort_by_key(|entry| (entry.fingerprint.is_none(), entry.fingerprint, &entry.paths));
    for entry in sorted {
        if let Some(block) = entry.fingerprint.and_then(|fingerprint| layout.block(fingerprint)) {
            edits.replace(&layout, block, entry);
            continue;
        }
        let place = layout.place_for(entry);
        match added.last_mut() {
            Some((last, entries)) if *last == place => entries.push(entry),
            _ => added.push((place, vec![entry])),
        }
    }
    for (place, entries) in added {
        let texts: Vec<_> = entries.iter().map(|entry| entry.text(layout.line_break)).collect();
        edits.put(place..place, layout.framed(place, &texts.join(layout.line_break)));
    }
    checked(edits.apply(text))
}

/// The text without the entries of these fingerprints. The comment right above an entry goes with it.
pub(crate) fn remove(text: &str, fingerprints: &BTreeSet<Fingerprint>) -> Result<String> {
    let layout = Layout::of(text)?;
    let mut edits = Edits::default();
    for block in fingerprints.iter().filter_map(|fingerprint| layout.block(*fingerprint)) {
        edits.put(layout.with_blank_lines(block), String::new());
    }
    let left = edits.apply(text);
    checked(format!("{}{}", left.trim_end(), layout.line_break))
}

/// The text, if it is a valid file: what was written once must be readable ever after.
fn checked(text: String) -> Result<String> {
    Allowlist::parse(FILE, text.as_bytes())?;
    Ok(text)
}

/// Pieces of text to put in the place of others.
#[derive(Default)]
struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    /// Puts a text in the place of another.
    fn put(&mut self, range: Range<usize>, text: String) {
        self.0.push((range, text));
    }

    /// Makes an entry say what another says, keeping its place and its comments.
    fn replace(&mut self, layout: &Layout<'_>, block: &Block, entry: &NewEntry) {
        let lines = entry.lines();
        let mut new = String::new();
        for (key, value) in &lines {
            match block.keys.get(*key) {
                Some(place) => self.put(place.value.clone(), value.clone()),
                None => {
                    // Writing to a string cannot fail.
                    let _ = write!(new, "{key} = {value}{}", layout.line_break);
                }
            }
        }
        if !new.is_empty() {
            let place = block.before_last_key();
            self.put(place..place, new);
        }
        for (key, place) in &block.keys {
            if !lines.iter().any(|(kept, _)| kept == key) {
                self.put(place.lines.clone(), String::new());
            }
        }
    }

    /// Makes the changes. Those at one place come in the order in which they were put.
    fn apply(mut self, text: &str) -> String {
        self.0.sort_by_key(|(range, _)| range.start);
        let mut changed = String::with_capacity(text.len());
        let mut kept = 0;
        for (range, new) in &self.0 {
            changed.push_str(&text[kept.min(range.start)..range.start]);
            changed.push_str(new);
            kept = kept.max(range.end);
        }
        changed.push_str(&text[kept..]);
        changed
    }
}

#[cfg(test)]
mod merges;
#[cfg(test)]
mod tests;
