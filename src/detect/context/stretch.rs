//! A stretch that was read: which of its values is a credential.

use std::cell::RefCell;
use std::ops::Range;

use super::file::File;
use super::judge::{self, Case};
use super::label::{Label, Labels};
use super::names::{Name, Sort};
use super::owner::{self, Ownership};
use super::reader::{Glue, Kind, Reading, Term};
use super::values::{self, Literal, Value};
use super::words::Word;
use super::{Match, randomness};
use crate::detect::check::Proof;
use crate::detect::landmarks::Letters;
use crate::finding::Confidence;

/// Terms behind a password's name within which its value stands.
pub(crate) const PASSWORD_REACH: usize = 16;

/// A stretch being looked at.
pub(crate) struct Stretch<'t, 'm> {
    /// The layer's text.
    pub(crate) text: &'t [u8],
    /// The part of it that was read.
    pub(crate) range: Range<usize>,
    /// Where what a password is called may stand, in order.
    pub(crate) called: Vec<usize>,
    /// What was read.
    pub(crate) reading: &'t Reading<'t>,
    /// Its letters, once they are asked for.
    pub(crate) letters: RefCell<Option<Letters>>,
    /// What the file's path says.
    pub(crate) file: File,
    /// Spans that a carrier has judged.
    pub(crate) taken: Vec<Range<usize>>,
    /// Where findings go.
    pub(crate) matches: &'m mut Vec<Match>,
}

impl Stretch<'_, '_> {
    /// Looks at every term that could be a credential.
    pub(crate) fn look(&mut self) {
        let reading = self.reading;
        let labels = Labels::new(self.text, reading);
        let names = self.password_names();
        let mut done = 0;
        for (index, term) in reading.terms.iter().enumerate() {
            if term.start < done {
                continue;
            }
            let word = &self.text[term.start..term.end];
            let is_called = || self.text.get(term.end) == Some(&b'(');
            let drawn = could_be_drawn(word, term) && !is_called() && !values::is_name(word, || reading.name(term));
            let literal = || {
                let floor = index.checked_sub(1).map_or(self.range.start, |before| reading.terms[before].end);
                values::literal_around(self.text, floor, term.start, self.range.end, reading.separated)
            };
            // A password may begin with a few letters and a sign.
            let begins = word.len() >= 4
                || term.glue.has(Glue::ASSIGN | Glue::TAG_END | Glue::QUOTE)
                || index.checked_sub(1).is_some_and(|before| names.binary_search(&before).is_ok());
            let near_password = begins && self.is_near_password(&names, index);
            let chosen = if near_password { literal().filter(|literal| self.could_be_chosen(literal)) } else { None };
            if !drawn && chosen.is_none() || self.is_taken(term) {
                continue;
            }
            let Some(label) = labels.of(self.first_part(index)) else { continue };
            if label.name.words.has(Word::License) {
                continue;
            }
            let literal = if chooses(label.name) { chosen.or_else(literal) } else { None };
            let is_literal = literal.as_ref().is_some_and(|literal| self.is_literal(literal, term));
            if let Some(literal) = &literal
                && is_literal
                && self.judge(&label, literal.span.clone(), term)
            {
                done = literal.span.end;
            } else if drawn && (literal.is_none() || is_literal || !self.file.code) {
                let span = self.text_start(index)..term.end;
                self.judge(&label, span, term);
            }
        }
    }

    /// The terms that a password is called by.
    fn password_names(&self) -> Vec<usize> {
        let terms = &self.reading.terms;
        let term_at = |place: &usize| {
            let index = terms.partition_point(|term| term.end <= *place);
            terms.get(index).filter(|term| term.start <= *place && chooses(self.reading.name(term))).map(|_| index)
        };
        let mut names: Vec<usize> = self.called.iter().filter_map(term_at).collect();
        names.dedup();
        names
    }

    /// Whether what a password is called stands near enough before this term, or behind it on its line. `names` are the terms
    /// that are called so.
    fn is_near_password(&self, names: &[usize], index: usize) -> bool {
        let next = names.partition_point(|name| *name < index);
        let before = next.checked_sub(1).is_some_and(|before| index - names[before] <= PASSWORD_REACH);
        let line = |index: usize| self.reading.terms[index].line;
        let behind = names[next..].iter().find(|name| **name > index);
        before || behind.is_some_and(|name| name - index <= PASSWORD_REACH && line(*name) == line(index))
    }

    /// Whether a carrier has judged these bytes.
    fn is_taken(&self, term: &Term) -> bool {
        let next = self.taken.partition_point(|span| span.end <= term.start);
        self.taken.get(next).is_some_and(|span| span.start < term.end)
    }

    /// Whether a literal is one in this language, and given to its name in a way that passwords are.
    fn is_literal(&self, literal: &Literal, term: &Term) -> bool {
        let in_call = matches!(self.reading.scopes[term.scope].kind, Kind::Paren | Kind::Bracket);
        let enclosed = literal.enclosed || self.is_quoted_setting(literal);
        if self.file.code && !self.is_in_comment(literal) { enclosed && !literal.cell } else { enclosed || !in_call }
    }

    /// Whether a literal ends where a quotation mark closes that was opened before its name: `"NAME=value"`.
    fn is_quoted_setting(&self, literal: &Literal) -> bool {
        const LONGEST: usize = 100;
        let Some(quote) = self.text.get(literal.span.end).filter(|byte| b"\"'`".contains(byte)) else { return false };
        let before = &self.text[literal.span.start.saturating_sub(LONGEST)..literal.span.start];
        let before = &before[memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1)..];
        let Some(name) = memchr::memrchr(*quote, before).map(|open| &before[open + 1..]) else { return false };
        let Some((sign, name)) = name.split_last() else { return false };
        b"=:".contains(sign)
            && !name.is_empty()
            && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte))
    }

    /// Whether a literal stands in a comment that has its line for itself.
    fn is_in_comment(&self, literal: &Literal) -> bool {
        const LEADERS: [&str; 5] = ["#", "//", "/*", "* ", "-- "];
        // A line of a megabyte is none.
        const LONGEST: usize = 400;
        let before = &self.text[..literal.span.start];
        let near = &before[before.len().saturating_sub(LONGEST)..];
        let begins = memchr::memrchr(b'\n', near).map(|newline| newline + 1);
        let Some(begins) = begins.or((near.len() == before.len()).then_some(0)) else { return false };
        let line = near[begins..].trim_ascii_start();
        LEADERS.iter().any(|leader| line.starts_with(leader.as_bytes()))
    }

    /// Whether a literal is long and varied enough for a password; cheap, as it is asked of every word near one's name.
    fn could_be_chosen(&self, literal: &Literal) -> bool {
        const SHORTEST: usize = 8;
        let value = &self.text[literal.span.clone()];
        value.len() >= SHORTEST && (value.iter().any(u8::is_ascii_digit) || randomness::looks_drawn(value))
    }

    /// The term that a value of several parts, `user:123|…` or `123:…`, begins with.
    fn first_part(&self, index: usize) -> usize {
        let start = self.text_start(index);
        let terms = &self.reading.terms;
        (index.saturating_sub(2)..=index).find(|part| terms[*part].start >= start).unwrap_or(index)
    }

    /// Where the value that the term is or ends begins: `user:123|…` is one, the `123:…` of a cookie that remembers who logged
    /// in, and what begins with dashes.
    fn text_start(&self, index: usize) -> usize {
        const LONGEST_NUMBER: usize = 10;
        let term = &self.reading.terms[index];
        let before = &self.text[term.start.saturating_sub(24)..term.start];
        if let Some(number) = before.strip_suffix(b":")
            && values::is_remembered(&self.text[term.start..term.end])
        {
            let digits = number.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
            let given = matches!(number[..number.len() - digits], [.., b'"' | b'\'' | b'=' | b'>' | b' ' | b'\t']);
            if (1..=LONGEST_NUMBER).contains(&digits) && given {
                return term.start - 1 - digits;
            }
        }
        let lead = memchr::memmem::rfind(before, b"user:").filter(|at| {
            let number = &before[at + 5..];
            number.strip_suffix(b"|").is_some_and(|digits| !digits.is_empty() && digits.iter().all(u8::is_ascii_digit))
        });
        // Behind a blank they begin an option.
        let dashes = before.iter().rev().take_while(|byte| **byte == b'-').count();
        let given =
            matches!(before[..before.len() - dashes], [.., b'"' | b'\'' | b'`' | b'=' | b'>'] | [.., b':', b' ']);
        lead.map_or(term.start - if given { dashes } else { 0 }, |at| term.start - before.len() + at)
    }

    /// Finds the kind of a value and notes it; false if it is none.
    fn judge(&mut self, label: &Label, span: Range<usize>, term: &Term) -> bool {
        let value = &self.text[span.clone()];
        if values::is_wrapped(self.text, &span) || is_in_binary(self.text, &span) {
            return false;
        }
        // The directories of Jira and Confluence keep hashes of passwords under these names.
        let credential = label.name.words.has(Word::Credential) && label.name.length == 1;
        if (credential || label.name.sort == Some(Sort::Password)) && values::is_encoded_hash(value) {
            return false;
        }
        if label.name.words.has(Word::Oauth) && self.is_signed(&span) {
            return false;
        }
        let plain = values::plain_text(value);
        let secret = Value::new(plain.as_deref().unwrap_or(value));
        if !judge::may_fit(label.name, &secret) {
            return false;
        }
        if label.name.words.has(Word::Session) && label.name.owner.is_none() && self.is_answered(span.start) {
            return false;
        }
        // The key that pages search their site by: Algolia's, beside the name of its index.
        if value.len() == 32 && values::is_lower_hex(value) && self.stands_beside(&span, &["indexname"]) {
            return false;
        }
        // The configuration names what encrypted it.
        let chosen = label.name.sort == Some(Sort::Password);
        if chosen && self.stands_beside(&span, &["comatlassiandbconfigpassword"]) {
            return false;
        }
        let owner = owner::owner(self.reading, label.name, term, self.file);
        if owner == Ownership::Foreign {
            return false;
        }
        let stands_beside = |texts: &[&'static str]| self.stands_beside(&span, texts);
        let case = Case { value: &secret, label: *label, owner, stands_beside: &stands_beside };
        let Some(rule) = judge::judge(&case) else { return false };
        let proof = Proof::new(span.end, secret.bytes, Confidence::Likely);
        self.matches.push(Match { rule, start: span.start, proof });
        true
    }

    /// Whether the session that stands here is one that a server answers with, as tests make servers up that do so.
    fn is_answered(&self, at: usize) -> bool {
        const FAR: usize = 80;
        let before = &self.text[at.saturating_sub(FAR)..at];
        let line = &before[memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1)..];
        line.windows(10).any(|header| header.eq_ignore_ascii_case(b"set-cookie"))
    }

    /// Whether a token of `OAuth` 1 stands in a request that was signed with its secret, or in the address where someone is asked
    /// to let it in: without its secret it opens nothing.
    fn is_signed(&self, span: &Range<usize>) -> bool {
        const FAR: usize = 400;
        let near = span.start.saturating_sub(FAR).max(self.range.start)..self.range.end.min(span.end + FAR);
        let before = &self.text[near.start..span.start];
        memchr::memmem::find(&self.text[near], b"oauth_signature").is_some()
            || before.ends_with(b"oauth/authorize?oauth_token=")
    }

    /// Whether one of these texts stands around a span: see [`Case::stands_beside`].
    fn stands_beside(&self, span: &Range<usize>, texts: &[&'static str]) -> bool {
        const FAR: usize = 1_500;
        let [from, to] = [self.range.start, self.range.end];
        let near = span.start.saturating_sub(FAR).max(from) - from..to.min(span.end + FAR) - from;
        let mut letters = self.letters.borrow_mut();
        let letters = letters.get_or_insert_with(|| Letters::new(&self.text[self.range.clone()], b"-_."));
        texts.iter().any(|text| letters.has(text, &near))
    }
}

/// Whether a value stands in a binary file: what is called something there is not written side by side with it.
fn is_in_binary(text: &[u8], span: &Range<usize>) -> bool {
    const NEAR: usize = 64;
    let near = &text[span.start.saturating_sub(NEAR)..text.len().min(span.end + 2)];
    near.iter().any(|byte| byte.is_ascii_control() && !matches!(byte, b'\t'..=b'\r' | 0x1b))
}

/// Whether a name is one whose value people choose.
fn chooses(name: Name) -> bool {
    name.sort == Some(Sort::Password) || name.words.has(Word::Hook) && name.words.has(Word::Secret)
}

/// Whether a term has the length and the mixture of a drawn value; cheap, as it is asked of every term.
fn could_be_drawn(word: &[u8], term: &Term) -> bool {
    let word = values::drawn_part(word);
    (16..=400).contains(&word.len())
        && word.iter().any(u8::is_ascii_digit)
        && word.iter().any(u8::is_ascii_alphabetic)
        && !word.iter().any(|byte| b"@$%*^".contains(byte))
        && !term.glue.has(Glue::TAG)
}
