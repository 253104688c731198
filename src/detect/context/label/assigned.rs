//! Whether a password is given to its name: much is written about passwords that is none.

use super::super::names::Sort;
use super::super::randomness;
use super::super::reader::{Glue, Term};
use super::{Label, Labels};

/// Words before a password in a sentence that says what it is.
const SAYS: [&[u8]; 7] = [b"is", b"was", b"to", b"be", b"ist", b"lautet", b"auf"];

impl Labels<'_> {
    /// The label that the term `name` makes for a value, unless that is a password that is not given to it.
    pub(super) fn assigned(self, label: Label, name: usize, value: usize) -> Option<Label> {
        (label.name.sort != Some(Sort::Password) || self.gives_password(name, value)).then_some(label)
    }

    /// Whether the term `name` is given what stands at `value`, as a password is.
    fn gives_password(self, name: usize, value: usize) -> bool {
        // That of a file, or in an address: `user:password@host:port`.
        if self.word(name).iter().skip(1).any(|byte| b"/@".contains(byte)) {
            return false;
        }
        let [own, given] = [name, value].map(|index| self.reading.terms[index]);
        let between = &self.text[own.end.min(given.start)..given.start];
        // In `-e NAME=first -p second` the first is given.
        let first = (name + 1..value).next().map(|index| self.reading.terms[index]);
        if first.is_some_and(|first| {
            first.start == own.end + 1
                && between.starts_with(b"=")
                && self.text[first.end..given.start].contains(&b' ')
                && !self.text[..given.start].last().is_some_and(|byte| b"\"'`".contains(byte))
        }) {
            return false;
        }
        // Behind a name that is left without a value the next line begins.
        let quoted = between.last().is_some_and(|byte| b"\"'`".contains(byte));
        let goes_on = |byte: &u8| b">|(".contains(byte);
        let breaks = between.contains(&b'\n') || memchr::memmem::find(between, b"\\n").is_some();
        if breaks && !quoted && !between.iter().any(goes_on) {
            return false;
        }
        if own.glue.has(Glue::DASH) || own.glue.has(Glue::TAG) && between.contains(&b'>') {
            return true;
        }
        let closes = |byte: &u8| byte.is_ascii_whitespace() || b"\"'`])}*_?!\\".contains(byte);
        let Some(first) = between.iter().position(|byte| !closes(byte)) else {
            // Nothing but a blank: so settings are written, which end with their line, and sentences that nobody would end so.
            return !self.is_common(name)
                && !between.contains(&b'*')
                && (self.ends_line(name, value) || self.is_drawn(value));
        };
        let last = between.iter().rposition(|byte| !closes(byte)).unwrap_or(first);
        let coloured = || between.contains(&0x1b) && between.iter().any(|byte| b":=".contains(byte));
        match (between[first], between[last]) {
            (b'=' | b':' | b'>' | b'(', _) | (_, b'=' | b':') => true,
            (b'-' | b'<', b'>' | b'-') => true,
            _ if coloured() => true,
            _ if self.is_common(name) => false,
            (b'|' | b'\t', _) => true,
            _ => {
                let mut words = between[..=last].rsplit(|byte| !byte.is_ascii_alphabetic());
                words.next().is_some_and(|word| SAYS.iter().any(|says| word.eq_ignore_ascii_case(says)))
            }
        }
    }

    /// Whether what passwords are called is here a word as in any sentence: to pass, the passwords.
    pub(super) fn is_common(self, name: usize) -> bool {
        // With the signs of Markdown and the end of a sentence.
        let letters = self.word(name).split(|byte| !byte.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
        let is = |word: &[u8]| {
            let words: [&[u8]; 4] = [b"pass", b"passwords", b"passphrase", b"pw"];
            words.iter().any(|common| word.eq_ignore_ascii_case(common))
        };
        let mut letters = letters.peekable();
        // `pass-28`
        letters.next().is_some_and(is) && letters.all(|part| part.iter().all(u8::is_ascii_digit))
    }

    /// Whether a value is so long and mixed that nobody has written it.
    fn is_drawn(self, value: usize) -> bool {
        const LEAST: usize = 12;
        self.word(value).len() >= LEAST && randomness::looks_drawn(self.word(value))
    }

    /// Whether a value is the last on its line, with what is joined to it by signs: `abc#def`. Sentences join what they point at
    /// as well, so the signs count only behind a name that begins its line or is
    /// of more than one word, and in a literal.
    fn ends_line(self, name: usize, value: usize) -> bool {
        const MOST: usize = 16;
        let line = self.reading.terms[value].line;
        let joined = |next: &Term| next.line == line && !next.glue.has(Glue::SPACE | Glue::QUOTE | Glue::COMMA);
        let parts = self.reading.terms[value + 1..].iter().take(MOST).take_while(|next| joined(next)).count();
        let last = self.reading.terms[value + parts].end;
        let own = &self.reading.terms[name];
        let before = &self.text[..own.start];
        let before = &before[memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1)..];
        let quoted = || self.text[..self.reading.terms[value].start].ends_with(b"\"");
        let is_setting = || before.trim_ascii().is_empty() || self.term_name(name).length > 1 || quoted();
        let points = || self.text[self.reading.terms[value].start..last].contains(&b'/');
        (parts == 0 || is_setting() && !points()) && self.term(value + parts + 1).is_none_or(|next| next.line != line)
    }
}
