//! Scopes that signs open and close: brackets and `[sections]`.

use super::walk::Reader;
use super::{Glue, Kind, Scope};

/// Scopes deeper than that are not told apart.
const DEEPEST: usize = 48;

impl Reader<'_> {
    /// A new statement begins with the next term.
    pub(super) fn statement_ends(&mut self) {
        self.statement = self.reading.terms.len();
    }

    /// Opens a scope, headed by the terms of this statement.
    pub(super) fn open_scope(&mut self, start: usize, kind: Kind) {
        if self.open.len() >= DEEPEST {
            self.unopened += 1;
            return;
        }
        let parent = self.open.last().copied().unwrap_or_default();
        let terms = self.reading.terms.len();
        // A long statement is no heading.
        let heading = self.statement.max(terms.saturating_sub(12));
        let holds_data = match kind {
            Kind::Section => true,
            Kind::Brace | Kind::Indent(_) => self.glue.has(Glue::ASSIGN) && !self.glue.has(Glue::CLOSE | Glue::COMMA),
            _ => false,
        };
        self.open.push(self.reading.scopes.len());
        self.reading.scopes.push(Scope { kind, parent, start, end: self.end, heading, first: terms, holds_data });
    }

    /// Closes scopes from the innermost while `which` says so.
    pub(super) fn close_while(&mut self, at: usize, which: impl Fn(Kind) -> bool) {
        while let Some(&innermost) = self.open.last() {
            if innermost == 0 || !which(self.reading.scopes[innermost].kind) {
                break;
            }
            self.reading.scopes[innermost].end = at;
            self.open.pop();
        }
    }

    /// Opens what a bracket encloses.
    pub(super) fn open_bracket(&mut self, at: usize, kind: Kind, flag: u16) {
        self.glue.add(flag);
        self.open_scope(at + 1, kind);
        if kind != Kind::Bracket {
            self.statement_ends();
        }
    }

    /// Closes what the matching bracket opened, and all inside; a bracket without a match closes nothing.
    pub(super) fn close_bracket(&mut self, at: usize, kind: Kind, flag: u16) {
        self.glue.add(flag);
        if self.unopened > 0 {
            self.unopened -= 1;
            return;
        }
        if self.open.iter().any(|scope| self.reading.scopes[*scope].kind == kind) {
            self.close_while(at, |inner| inner != kind);
            if let Some(scope) = self.open.pop() {
                self.reading.scopes[scope].end = at;
                if kind == Kind::Paren {
                    self.closed = scope;
                }
            }
        }
        if kind == Kind::Brace {
            self.statement_ends();
        }
    }

    /// Opens a `[section]`, if this is one.
    pub(super) fn section(&mut self, at: usize) -> bool {
        if !self.glue.has(Glue::NEWLINE) || self.text[at..self.end].starts_with(b"[ ") {
            return false;
        }
        let line = &self.text[at..self.end.min(at + 160)];
        let line = &line[..memchr::memchr(b'\n', line).unwrap_or(line.len())];
        let closed = line.trim_ascii_end().ends_with(b"]") && !line.contains(&b',') && line.len() < 160;
        if closed {
            self.close_while(at, |kind| matches!(kind, Kind::Section | Kind::Indent(_) | Kind::Item(_)));
            self.open_scope(at + 1, Kind::Section);
            self.glue.add(Glue::OPEN);
        }
        closed
    }
}
