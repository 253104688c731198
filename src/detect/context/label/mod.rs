//! What a value is called: the name it is given by whatever syntax, or the words around it.

mod argument;
mod assigned;
mod naming;
mod nouns;
mod object;
mod opsgenie;
mod sentence;

pub(crate) use self::argument::makes_client;
use super::names::Name;
use super::reader::{Glue, Kind, Reading, Term};
use super::words::Word;
use super::{table, values};

/// What a value is called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Label {
    /// The name, with the words around it that belong to it.
    pub(crate) name: Name,
    /// Given to it by syntax, rather than standing near it in a sentence.
    pub(crate) given: bool,
}

/// Words between a name and its value that are passed over.
const MOST_HOPS: usize = 7;
/// What gives a value to a name.
const GIVES: u16 = Glue::ASSIGN | Glue::TAG_END;

/// A text and what was read of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Labels<'a> {
    /// The whole text.
    text: &'a [u8],
    /// What was read of it.
    reading: &'a Reading<'a>,
}

impl<'a> Labels<'a> {
    /// Ready to label the values of a reading of `text`.
    pub(crate) fn new(text: &'a [u8], reading: &'a Reading<'a>) -> Self {
        Self { text, reading }
    }

    /// What the value that is the term with this number is called, if that is what a credential is called.
    pub(crate) fn of(self, value: usize) -> Option<Label> {
        let glue = self.term(value)?.glue;
        if glue.has(Glue::ADDRESS) && !glue.has(Glue::ASSIGN) {
            return self.segment(value);
        }
        if let Some(name) = table::column(self.text, self.reading, value) {
            return secret(name, true);
        }
        let mut at = value;
        for hop in 0..MOST_HOPS {
            let glue = self.term(at)?.glue;
            let given = glue.has(GIVES);
            if at == 0 || glue.is_empty() {
                return None;
            }
            if !given && glue.has(Glue::COMMA) {
                let Some(first) = self.reference_around(at) else { return self.argument(at) };
                at = first;
                continue;
            }
            if !given && glue.has(Glue::NEWLINE | Glue::SEMICOLON) && !glue.has(Glue::OPEN) && !self.is_next_cell(at) {
                return self.sentence(value);
            }
            let before = self.before(at)?;
            // What a build server has encrypted.
            if given && self.word(before) == b"secure" {
                return None;
            }
            let name = self.name(before);
            if name.sort.is_some() {
                return if name.turned { None } else { self.assigned(self.found(at, before, name), before, value) };
            }
            if given
                && name.length <= 2
                && name.words.has(Word::Key)
                && let Some(label) = self.key_of_opsgenie(value, before)
            {
                return Some(label);
            }
            if self.is_value_noun(before, glue) {
                return self.named_in_object(value, before);
            }
            if !self.is_neutral(before) {
                if hop == 0
                    && let Some(label) = self.token_of_agent(before)
                {
                    return Some(label);
                }
                return if glue.has(Glue::OPEN) && !given {
                    self.argument(at)
                } else if given && !self.is_spoken(before) && !self.is_asked(value)
                    || hop == 0 && self.is_identifier(before)
                {
                    None
                } else {
                    self.sentence(value)
                };
            }
            at = before;
        }
        None
    }

    /// The first term of the reference that a term is the default of: `${env:NAME, 'default'}`.
    fn reference_around(self, at: usize) -> Option<usize> {
        let scope = &self.reading.scopes[self.term(at)?.scope];
        let opens = scope.kind == Kind::Brace && self.text[..scope.start].ends_with(b"${");
        (opens && scope.first < at).then_some(scope.first)
    }

    /// Whether a term begins the cell behind the one that the term before it is, each on a line of its own.
    fn is_next_cell(self, at: usize) -> bool {
        let cell = |index: usize| {
            self.term(index).is_some_and(|term| term.glue.has(Glue::CELL) && term.glue.has(Glue::NEWLINE))
        };
        cell(at) && at.checked_sub(1).is_some_and(cell) && !self.reading.separated
    }

    /// The term with this number.
    fn term(self, index: usize) -> Option<&'a Term> {
        self.reading.terms.get(index)
    }

    /// What the term with this number says by itself.
    fn term_name(self, index: usize) -> Name {
        self.term(index).map_or_else(Name::default, |term| self.reading.name(term))
    }

    /// The bytes of a term.
    fn word(self, index: usize) -> &'a [u8] {
        self.term(index).map_or(&[], |term| &self.text[term.start..term.end])
    }

    /// The term before this one, passing over what is enclosed in between: `token { get; set; } = "…"`.
    fn before(self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let term = self.term(at)?;
        if !term.glue.has(Glue::CLOSE | Glue::CLOSE_BRACE) || !term.glue.has(Glue::ASSIGN) {
            return Some(before);
        }
        let mut closed = None;
        let mut scope = self.term(before)?.scope;
        while scope != 0 && scope != term.scope && self.reading.scopes[scope].end <= term.start {
            let inside = &self.reading.scopes[scope];
            // One term in brackets is an index: `$ENV{token} = "…"`.
            if matches!(inside.kind, Kind::Brace | Kind::Paren) && inside.first != before {
                closed = Some(inside.first);
            }
            scope = self.reading.scopes[scope].parent;
        }
        closed.unwrap_or(at).checked_sub(1)
    }

    /// What a segment of an address is called: by the segment before it, as in `/1/tokens/…`.
    fn segment(self, value: usize) -> Option<Label> {
        let before = value.checked_sub(1)?;
        let name = self.term_name(before);
        let hex = self.word(value).len() == 64 && values::is_lower_hex(self.word(value));
        (hex && name.length == 1).then(|| secret(name, true)).flatten()
    }
}

/// A label, if that is what a credential is called.
fn secret(name: Name, given: bool) -> Option<Label> {
    name.is_secret().then_some(Label { name, given })
}
