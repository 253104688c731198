//! Where the entries stand in the text of `.atlatch.toml`.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::Result;
use toml_edit::{Document, Item, Table};

use super::NewEntry;
use crate::allow::{Allowlist, FILE};
use crate::finding::Fingerprint;
use crate::problem::Problem;

/// The text and its entries.
pub(super) struct Layout<'t> {
    /// The text.
    text: &'t str,
    /// How its lines end.
    pub(super) line_break: &'static str,
    /// The entries, as they stand in the text.
    blocks: Vec<Block>,
}

/// One entry.
pub(super) struct Block {
    /// Its value.
    fingerprint: Option<Fingerprint>,
    /// Its paths.
    paths: Vec<String>,
    /// Where its lines begin, the comment right above it included.
    start: usize,
    /// Where its lines end, behind the last line break.
    end: usize,
    /// Where its keys stand.
    pub(super) keys: BTreeMap<String, KeyPlace>,
}

impl Block {
    /// Where new keys go: before the last one, so that a merge never takes them for part of what another branch adds behind
    /// the entry.
    pub(super) fn before_last_key(&self) -> usize {
        self.keys.values().map(|place| place.lines.start).max().unwrap_or(self.end)
    }
}

/// Where a key and its value stand.
pub(super) struct KeyPlace {
    /// The value alone.
    pub(super) value: Range<usize>,
    /// All lines of the two, line breaks included.
    pub(super) lines: Range<usize>,
}

impl<'t> Layout<'t> {
    /// Finds the entries of a file, which must be valid.
    pub(super) fn of(text: &'t str) -> Result<Self> {
        let entries = Allowlist::parse(FILE, text.as_bytes())?.entries;
        let refused = || {
            let help = "write each entry as a table of its own, below `[[allow]]`";
            Problem::new(format!("the entries of {FILE} are written in a form that cannot be edited"), help)
        };
        let document = Document::parse(text).map_err(|_| refused())?;
        let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut layout = Self { text, line_break, blocks: Vec::new() };
        let tables = match document.get("allow") {
            None => return Ok(layout),
            Some(Item::ArrayOfTables(tables)) => tables,
            Some(_) => return Err(refused().into()),
        };
        for (table, entry) in tables.iter().zip(entries) {
            let (start, end, keys) = layout.span(table).ok_or_else(refused)?;
            layout.blocks.push(Block { fingerprint: entry.fingerprint, paths: entry.paths, start, end, keys });
        }
        Ok(layout)
    }

    /// The lines and the keys of an entry.
    fn span(&self, table: &Table) -> Option<(usize, usize, BTreeMap<String, KeyPlace>)> {
        let header = table.span()?;
        let mut keys = BTreeMap::new();
        let mut end = self.line_end(header.end);
        for (name, item) in table {
            let (key, value) = (table.key(name)?.span()?, item.span()?);
            let lines = self.line_start(key.start)..self.line_end(value.end);
            end = end.max(lines.end);
            keys.insert(name.to_owned(), KeyPlace { value, lines });
        }
        let mut start = self.line_start(header.start);
        while self.line_before(start).is_some_and(|line| line.trim_start().starts_with('#')) {
            start = self.line_start(start - 1);
        }
        Some((start, end, keys))
    }

    /// The entry of a fingerprint.
    pub(super) fn block(&self, fingerprint: Fingerprint) -> Option<&Block> {
        self.blocks.iter().find(|block| block.fingerprint == Some(fingerprint))
    }

    /// Where a new entry belongs: before the first of its sort that comes after it, else behind the last of its sort, else
    /// behind all entries.
    pub(super) fn place_for(&self, entry: &NewEntry) -> usize {
        let peers = || self.blocks.iter().filter(|block| block.fingerprint.is_some() == entry.fingerprint.is_some());
        let key = (entry.fingerprint, &entry.paths);
        if let Some(next) = peers().find(|block| (block.fingerprint, &block.paths) > key) {
            return next.start;
        }
        peers().next_back().or(self.blocks.last()).map_or(self.text.len(), |block| block.end)
    }

    /// A text for this place, with the blank lines that part it from its neighbours.
    pub(super) fn framed(&self, place: usize, text: &str) -> String {
        let mut framed = String::new();
        let is_blank = |line: &str| line.trim().is_empty();
        if !self.text[..place].is_empty() && !self.text[..place].ends_with('\n') {
            framed.push_str(self.line_break);
        }
        if self.line_before(place).is_some_and(|line| !is_blank(line)) {
            framed.push_str(self.line_break);
        }
        framed.push_str(text);
        let behind = &self.text[place..];
        if !behind.is_empty() && !is_blank(behind.lines().next().unwrap_or_default()) {
            framed.push_str(self.line_break);
        }
        framed
    }

    /// The lines of an entry and the blank ones behind it.
    pub(super) fn with_blank_lines(&self, block: &Block) -> Range<usize> {
        let mut end = block.end;
        while end < self.text.len() && self.text[end..self.line_end(end)].trim().is_empty() {
            end = self.line_end(end);
        }
        block.start..end
    }

    /// The line that ends at this offset, which is the start of another.
    fn line_before(&self, start: usize) -> Option<&'t str> {
        (start > 0).then(|| &self.text[self.line_start(start - 1)..start])
    }

    /// The start of the line that an offset is in.
    fn line_start(&self, offset: usize) -> usize {
        memchr::memrchr(b'\n', &self.text.as_bytes()[..offset]).map_or(0, |at| at + 1)
    }

    /// The end of the line that an offset is in, behind its line break.
    fn line_end(&self, offset: usize) -> usize {
        memchr::memchr(b'\n', &self.text.as_bytes()[offset..]).map_or(self.text.len(), |at| offset + at + 1)
    }
}
