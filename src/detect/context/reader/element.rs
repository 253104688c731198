//! Scopes that tags open and close: the elements of XML and HTML.

use super::walk::Reader;
use super::{Glue, Kind};

impl Reader<'_> {
    /// Opens or closes an element; returns where to go on.
    pub(super) fn tag(&mut self, at: usize) -> usize {
        self.glue.add(Glue::TAG);
        let rest = &self.text[at + 1..self.end];
        let before = at.checked_sub(1).map_or(b' ', |before| self.text[before]);
        let generic = before.is_ascii_alphanumeric() && before != b'n';
        match rest.first() {
            Some(b'/') => {
                let closed = self.open.iter().rposition(|scope| {
                    let scope = self.reading.scopes[*scope];
                    scope.kind == Kind::Element && rest[1..].starts_with(tag_name(self.text, scope.start))
                });
                if let Some(position) = closed {
                    while self.open.len() > position {
                        if let Some(scope) = self.open.pop() {
                            self.reading.scopes[scope].end = at;
                        }
                    }
                }
                self.statement_ends();
                // The name of a closing tag says nothing new.
                let name = rest.iter().skip(1).take_while(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(byte));
                at + 2 + name.count()
            }
            Some(first) if first.is_ascii_alphabetic() && !generic => {
                self.statement_ends();
                let close = memchr::memchr(b'>', &rest[..rest.len().min(1024)]);
                let single = close.is_none_or(|close| close > 0 && rest[close - 1] == b'/');
                if !single {
                    self.open_scope(at + 1, Kind::Element);
                }
                at + 1
            }
            _ => at + 1,
        }
    }
}

/// The name of the tag that begins here.
fn tag_name(text: &[u8], at: usize) -> &[u8] {
    let name =
        text[at..].iter().take(64).take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let length = name.count();
    &text[at..at + length]
}
