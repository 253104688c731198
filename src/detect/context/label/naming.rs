//! The name that a term and those it belongs with make: `config['jira']['token']`, `the Jira API token`.

use super::super::names::{Name, Sort};
use super::super::reader::Glue;
use super::super::words::Word;
use super::{GIVES, Label, Labels};

impl Labels<'_> {
    /// The label that the term `before`, which is called a credential, gives to the one at `at`.
    pub(super) fn found(self, at: usize, before: usize, name: Name) -> Label {
        let glue = self.reading.terms[at].glue;
        let own = self.reading.terms[before].glue;
        let given = glue.has(GIVES | Glue::OPEN | Glue::CELL)
            || own.has(GIVES | Glue::DASH)
            || name.words.has(Word::Bearer)
            || self.is_identifier(before);
        let mut name = self.phrase(before, name);
        if name.sort == Some(Sort::Auth)
            && own.has(GIVES)
            && let Some(outer) = before.checked_sub(1)
        {
            name = name.within(self.compound(outer));
        } else if glue.has(GIVES)
            && name.length == 1
            && let Some(outer) = self.naming(at, before)
            && outer.is_secret()
        {
            name = Name { unknown: name.unknown, ..name.within(outer) };
        }
        Label { name, given }
    }

    /// The name of a term and of those it is joined to without a blank: `config['jira']['token']`, `jira->token`.
    pub(super) fn compound(self, at: usize) -> Name {
        let terms = &self.reading.terms;
        let mut name = self.term_name(at);
        let mut first = at;
        while first > 0 && at - first < 4 {
            let between = &self.text[terms[first - 1].end..terms[first].start];
            let joins =
                [&b"['"[..], b"[\"", b"']['", b"\"][\"", b"->", b"::", b"?.", b"!.", b"[:", b"'].", b"\"].", b"()."];
            if !joins.contains(&between) {
                break;
            }
            first -= 1;
            name = name.within(self.term_name(first));
        }
        name
    }

    /// The name that ends with this term; `key` alone says nothing, `API key` does.
    pub(super) fn name(self, at: usize) -> Name {
        let name = self.compound(at);
        if name.sort.is_none() && name.words.has(Word::Key) { self.phrase(at, name) } else { name }
    }

    /// The name together with words right before it, in prose and in declarations: `the Jira API token`.
    pub(super) fn phrase(self, at: usize, name: Name) -> Name {
        let terms = &self.reading.terms;
        let mut first = at;
        while first > 0 && at - first < 4 && terms[first].glue.only(Glue::SPACE) {
            if self.term_name(first - 1).unknown > 0 {
                break;
            }
            first -= 1;
        }
        if first == at {
            return name;
        }
        let phrase = Name::read(&self.text[terms[first].start..terms[at].end]);
        if phrase.is_secret() { phrase } else { name }
    }

    /// Whether a term is a name by its form: several words in one.
    pub(super) fn is_identifier(self, index: usize) -> bool {
        let word = self.word(index);
        let joined = word.iter().any(|byte| b"_.-".contains(byte));
        let hump = word.windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
        joined || hump || word.starts_with(b"$") || self.reading.terms[index].glue.has(Glue::DASH)
    }
}
