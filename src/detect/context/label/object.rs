//! What the object around a value names it: `name: X`, `value: Y`.

use super::super::names::Name;
use super::super::reader::{Glue, Kind, Term};
use super::super::words::Word;
use super::{GIVES, Label, Labels, secret};
use crate::rules::Product;

/// Terms before or behind a value in which its object names it.
const OBJECT: usize = 16;

impl Labels<'_> {
    /// What the object around a value names it, where the value itself is only called `value`.
    pub(super) fn named_in_object(self, value: usize, noun: usize) -> Option<Label> {
        if let Some(name) = self.naming(value, noun) {
            // Against forged requests: every page of Jira and Confluence has it.
            let cross_site = self.word(noun) == b"content" && self.stands_in_meta(noun) && name.length == 2;
            if cross_site && name.product() == Some(Product::Atlassian)
                || name.words.has(Word::Session) && self.tells_of_session(value)
            {
                return None;
            }
            return secret(name, true);
        }
        let mut scope = self.term(value)?.scope;
        for _ in 0..3 {
            let range = self.reading.scopes[scope];
            let heading = (range.heading..range.first).rev().find(|at| self.term_name(*at).is_secret());
            if let Some(at) = heading {
                return secret(self.compound(at), true);
            }
            scope = range.parent;
        }
        self.named_in_command(value, noun)
    }

    /// Whether the object around a value is what servers answer when they are asked for the session, as documents and tests show
    /// it: `"session": {"name": "JSESSIONID", "value": "…"}`.
    fn tells_of_session(self, value: usize) -> bool {
        let Some(scope) = self.term(value).map(|term| self.reading.scopes[term.scope]) else { return false };
        (scope.heading..scope.first).any(|index| self.word(index) == b"session")
    }

    /// Whether a term stands in a `<meta …>` of a page.
    fn stands_in_meta(self, index: usize) -> bool {
        const LONGEST: usize = 200;
        let end = self.term(index).map_or(0, |term| term.start);
        let before = &self.text[end.saturating_sub(LONGEST)..end];
        memchr::memrchr(b'<', before).is_some_and(|tag| before[tag..].starts_with(b"<meta"))
    }

    /// What the name before it in the same call or command says: `add_argument("--jira-token", default="…")`,
    /// `secret set JIRA_API_TOKEN --body "…"`.
    fn named_in_command(self, value: usize, noun: usize) -> Option<Label> {
        let terms = &self.reading.terms;
        let term = self.term(value)?;
        let in_call = self.reading.scopes[term.scope].kind == Kind::Paren;
        if !in_call && !terms[noun].glue.has(Glue::DASH) {
            return None;
        }
        let named = |index: &usize| {
            let before = &terms[*index];
            let written = self.is_identifier(*index) || before.glue.has(Glue::ADDRESS);
            self.is_one_command(before, term)
                && before.scope == term.scope
                && written
                && self.term_name(*index).is_secret()
        };
        let found = (noun.saturating_sub(OBJECT)..noun).rev().find(named)?;
        // `/prod/jira/password`, `/prod/jira/token/version`
        let (mut first, mut last) = (found, found);
        while first > 0 && terms[first].glue.only(Glue::ADDRESS) {
            first -= 1;
        }
        while last + 1 < noun && terms[last + 1].glue.only(Glue::ADDRESS) {
            last += 1;
        }
        secret(Name::read(&self.text[terms[first].start..terms[last].end]), true)
    }

    /// Whether no command ends between two terms, and no line but one that goes on in the next.
    fn is_one_command(self, before: &Term, term: &Term) -> bool {
        let between = &self.text[before.end..term.start];
        if [&b"&&"[..], b";", b" | ", b"||"].iter().any(|sign| memchr::memmem::find(between, sign).is_some()) {
            return false;
        }
        let goes_on = |at: usize| {
            let line = between[..at].strip_suffix(b"\r").unwrap_or(&between[..at]);
            line.ends_with(b"\\")
        };
        before.line == term.line || memchr::memchr_iter(b'\n', between).all(goes_on)
    }

    /// The security token that an agent of Bamboo is installed with: `java -jar atlassian-bamboo-agent-installer.jar URL -t …`.
    pub(super) fn token_of_agent(self, option: usize) -> Option<Label> {
        const LONGEST: usize = 400;
        let term = self.term(option)?;
        if self.word(option) != b"t" || !term.glue.has(Glue::DASH) {
            return None;
        }
        let before = &self.text[term.start.saturating_sub(LONGEST)..term.start];
        let line = &before[memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1)..];
        memchr::memmem::find(line, b"bamboo-agent-installer")
            .and_then(|_| secret(Name::read(b"bamboo_security_token"), true))
    }

    /// What stands behind `name`, `key` or `id` in the object of a value.
    pub(super) fn naming(self, value: usize, noun: usize) -> Option<Name> {
        let terms = &self.reading.terms;
        let mut scope = self.term(value)?.scope;
        while scope != 0 && !matches!(self.reading.scopes[scope].kind, Kind::Brace | Kind::Item(_) | Kind::Paren) {
            scope = self.reading.scopes[scope].parent;
        }
        let range = &self.reading.scopes[scope];
        let names = |index: &usize| {
            let term = &terms[*index];
            *index > 0
                && term.glue.has(GIVES)
                && term.start >= range.start
                && term.end <= range.end
                && self.is_naming_noun(*index - 1)
        };
        let before = (noun.saturating_sub(OBJECT)..noun).rev().find(names);
        let found = before.or_else(|| {
            let behind = value + 1..terms.len().min(value + OBJECT);
            let line = terms[value].line;
            behind.into_iter().filter(|index| scope != 0 || terms[*index].line == line).find(names)
        })?;
        let mut last = found;
        while last + 1 < terms.len()
            && (terms[last + 1].glue.only(Glue::SPACE) || terms[last + 1].glue.only(Glue::ADDRESS))
            && last - found < 6
        {
            last += 1;
        }
        Some(Name::read(&self.text[terms[found].start..terms[last].end]))
    }
}
