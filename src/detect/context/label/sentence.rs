//! What a sentence says that a value is.

use super::super::names::Sort;
use super::super::reader::Glue;
use super::super::words::Word;
use super::{Label, Labels, secret};

/// Terms before or behind a value in a sentence that can say what it is.
const SENTENCE: usize = 9;

impl Labels<'_> {
    /// What a sentence says that a value is: on its line, or on the line before if that asks or ends in a colon.
    pub(super) fn sentence(self, value: usize) -> Option<Label> {
        let terms = &self.reading.terms;
        let line = terms[value].line;
        let from = value.saturating_sub(SENTENCE);
        let on_line = |index: &usize| terms[*index].line == line && *index != value;
        let assigned = |index: usize| self.said(index).map(|label| self.assigned(label, index, value));
        let before = (from..value).rev().filter(on_line).find_map(assigned);
        if let Some(None) = before {
            return None;
        }
        let before = before.flatten();
        let found = before.or_else(|| {
            let behind = value + 1..terms.len().min(value + SENTENCE);
            behind
                .filter(on_line)
                .find_map(|index| self.said(index))
                .filter(|label| label.name.sort != Some(Sort::Password) || self.is_redirected(value))
        });
        if found.is_some() {
            return found;
        }
        let first = (from..=value).find(|index| terms[*index].line == line)?;
        let above = first.checked_sub(1)?;
        let end = &self.text[terms[above].end..terms[first].start];
        let end = &end[..memchr::memchr(b'\n', end).unwrap_or(end.len())];
        let asks = end.contains(&b':') || end.contains(&b'?');
        if !asks || terms[first].line - terms[above].line > 3 {
            return None;
        }
        let line = terms[above].line;
        (above.saturating_sub(SENTENCE)..=above)
            .rev()
            .filter(|index| terms[*index].line == line)
            .find_map(|index| self.said(index))
    }

    /// Whether a value is written to what follows: `echo … > .jira-token`.
    pub(super) fn is_redirected(self, value: usize) -> bool {
        self.term(value + 1).is_some_and(|next| next.glue.has(Glue::TAG_END) && next.glue.has(Glue::SPACE))
    }

    /// The label that a word of a sentence makes.
    pub(super) fn said(self, index: usize) -> Option<Label> {
        let name = self.term_name(index);
        if name.sort.is_none() && !name.words.has(Word::Key) || name.sort == Some(Sort::Auth) {
            return None;
        }
        if name.sort == Some(Sort::Password) && self.is_common(index) {
            return None;
        }
        secret(self.phrase(index, name), false)
    }

    /// Whether a term before a colon is a speaker or a time, as in chats and logs.
    pub(super) fn is_spoken(self, index: usize) -> bool {
        let term = &self.reading.terms[index];
        let stamped = term.glue.has(Glue::CLOSE | Glue::NEWLINE | Glue::TAG_END);
        stamped
            && self.term_name(index).length <= 2
            && self.text[term.end..].starts_with(b": ")
            && !self.is_identifier(index)
            || self.word(index).iter().all(u8::is_ascii_digit)
    }

    /// Whether the line above the one of this term ends in a question.
    pub(super) fn is_asked(self, value: usize) -> bool {
        const LONGEST: usize = 300;
        let term = &self.reading.terms[value];
        let before = &self.text[term.start.saturating_sub(LONGEST)..term.start];
        let above = &before[..memchr::memrchr(b'\n', before).unwrap_or(0)];
        above.trim_ascii_end().ends_with(b"?")
    }
}
