//! Scopes that lines open and close: by how far they stand in, and as items of lists.

use super::walk::Reader;
use super::{Glue, Kind};

impl Reader<'_> {
    /// Ends a line; returns where the next one's text begins.
    pub(super) fn newline(&mut self, at: usize) -> usize {
        if self.glue.has(Glue::NEWLINE) {
            self.glue.add(Glue::BLANK_LINE);
        }
        self.line += 1;
        let behind = &self.text[at.saturating_sub(2)..at];
        if behind.ends_with(b"\\") || behind.ends_with(b"\\\r") {
            // The line goes on in the next one.
            self.glue.add(Glue::SPACE);
            return at + 1;
        }
        let heads = self.glue.has(Glue::ASSIGN) && !self.glue.has(Glue::NEWLINE);
        let pending = heads.then_some(self.reading.terms.len());
        self.glue.add(Glue::NEWLINE);
        let next = self.line_start(at + 1);
        if pending.is_some() && next < self.end {
            let indent = next - (at + 1);
            let heading_indent = self.line_indent();
            if indent > heading_indent || self.text[next] == b'-' && indent == heading_indent {
                self.open_scope(next, Kind::Indent(heading_indent));
            }
        }
        self.statement_ends();
        self.item(next)
    }

    /// The indentation of the line that the last term stands on.
    pub(super) fn line_indent(&self) -> usize {
        let Some(term) = self.reading.terms.get(self.statement).or(self.reading.terms.last()) else { return 0 };
        let start = memchr::memrchr(b'\n', &self.text[term.start.saturating_sub(512)..term.start])
            .map_or(term.start, |newline| term.start.saturating_sub(512) + newline + 1);
        self.text[start..term.start].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }

    /// Skips indentation and closes the scopes that it ends; returns where the line's text begins.
    pub(super) fn line_start(&mut self, start: usize) -> usize {
        let blanks = self.text[start..self.end].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let next = start + blanks;
        match self.text.get(next) {
            None | Some(b'\n' | b'\r') => {}
            Some(first) => {
                let dash = *first == b'-' && matches!(self.text.get(next + 1), Some(b' '));
                self.close_while(start, |kind| match kind {
                    Kind::Indent(indent) => blanks < indent || blanks == indent && !dash,
                    Kind::Item(indent) => blanks <= indent,
                    _ => false,
                });
            }
        }
        next
    }

    /// Opens an item of a list if the line begins with a dash.
    pub(super) fn item(&mut self, at: usize) -> usize {
        if self.text[at.min(self.end)..self.end].starts_with(b"- ") {
            let start = memchr::memrchr(b'\n', &self.text[..at]).map_or(0, |newline| newline + 1);
            self.open_scope(at, Kind::Item(at - start));
            return at + 2;
        }
        at
    }
}
