//! What a value is called: the name it is given by whatever syntax, or the words around it.

use super::names::{Name, Sort};
use super::reader::{Glue, Kind, Reading, Term};
use super::table;
use super::values;
use super::words::Word;

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
/// Terms before or behind a value in a sentence that can say what it is.
const SENTENCE: usize = 9;
/// Terms before or behind a value in which its object names it.
const OBJECT: usize = 16;
/// What gives a value to a name.
const GIVES: u16 = Glue::ASSIGN | Glue::TAG_END;

/// A text and what was read of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Labels<'a> {
    /// The whole text.
    text: &'a [u8],
    /// What was read of it.
    reading: &'a Reading,
}

impl<'a> Labels<'a> {
    /// Ready to label the values of a reading of `text`.
    pub(crate) fn new(text: &'a [u8], reading: &'a Reading) -> Self {
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
                return self.argument(at);
            }
            if !given && glue.has(Glue::NEWLINE | Glue::SEMICOLON) && !glue.has(Glue::OPEN) && !self.is_next_cell(at) {
                return self.sentence(value);
            }
            let before = self.before(at)?;
            let name = self.name(before);
            if name.sort.is_some() {
                return if name.turned { None } else { Some(self.found(at, before, name)) };
            }
            if self.is_value_noun(before, glue) {
                return self.named_in_object(value, before);
            }
            if !self.is_neutral(before) {
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

    /// The label that the term `before`, which is called a credential, gives to the one at `at`.
    fn found(self, at: usize, before: usize, name: Name) -> Label {
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
            && let Some(Some(outer)) = self.naming(at, before)
            && outer.is_secret()
        {
            name = Name { unknown: name.unknown, ..name.within(outer) };
        }
        Label { name, given }
    }

    /// The name of a term and of those it is joined to without a blank: `config['jira']['token']`, `jira->token`.
    fn compound(self, at: usize) -> Name {
        let terms = &self.reading.terms;
        let mut name = terms[at].name;
        let mut first = at;
        while first > 0 && at - first < 4 {
            let between = &self.text[terms[first - 1].end..terms[first].start];
            let joins =
                [&b"['"[..], b"[\"", b"']['", b"\"][\"", b"->", b"::", b"?.", b"!.", b"[:", b"'].", b"\"].", b"()."];
            if !joins.contains(&between) {
                break;
            }
            first -= 1;
            name = name.within(terms[first].name);
        }
        name
    }

    /// The name that ends with this term; `key` alone says nothing, `API key` does.
    fn name(self, at: usize) -> Name {
        let name = self.compound(at);
        if name.sort.is_none() && name.words.has(Word::Key) { self.phrase(at, name) } else { name }
    }

    /// The name together with words right before it, in prose and in declarations: `the Jira API token`.
    fn phrase(self, at: usize, name: Name) -> Name {
        let terms = &self.reading.terms;
        let mut first = at;
        while first > 0 && at - first < 4 && terms[first].glue.only(Glue::SPACE) {
            if terms[first - 1].name.unknown > 0 {
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

    /// What a segment of an address is called: by the segment before it, as in `/1/tokens/…`.
    fn segment(self, value: usize) -> Option<Label> {
        let before = value.checked_sub(1)?;
        let name = self.term(before)?.name;
        let hex = self.word(value).len() == 64 && values::is_lower_hex(self.word(value));
        (hex && name.length == 1).then(|| secret(name, true)).flatten()
    }

    /// What an argument is called: by the argument before it (`put("token", "…")`), by what is called (`setPassword("…")`), or,
    /// where a client is made or someone logs in, by nothing.
    fn argument(self, value: usize) -> Option<Label> {
        let term = self.term(value)?;
        let scope = &self.reading.scopes[term.scope];
        let callee = scope.first.checked_sub(1).filter(|last| *last >= scope.heading && scope.kind == Kind::Paren);
        let callee_name = callee.map(|callee| self.name(callee));
        if callee_name.is_some_and(|name| name.turned) {
            return None;
        }
        let before = value.checked_sub(1)?;
        let previous = self.term(before)?;
        let quoted = self.text[previous.end..].first().is_some_and(|byte| b"\"'`\\".contains(byte));
        let standing = !previous.glue.has(Glue::ASSIGN) || previous.glue.has(Glue::OPEN_BRACE | Glue::OPEN);
        if term.glue.has(Glue::COMMA)
            && previous.scope == term.scope
            && standing
            && (quoted || self.is_identifier(before))
        {
            if previous.name.sort.is_some() {
                return secret(self.phrase(before, self.compound(before)), true);
            }
            if self.is_identifier(before) && quoted && !self.word(before).contains(&b'@') && previous.name.turned {
                return None;
            }
        }
        let (callee, mut name) = (callee?, callee_name?);
        if name.sort.is_none() {
            const LOG_IN: &[&str] =
                &["client", "connect", "login", "auth", "session", "credential", "api", "jira", "confluence", "new"];
            let lower = self.word(callee).to_ascii_lowercase();
            if !LOG_IN.iter().any(|word| memchr::memmem::find(&lower, word.as_bytes()).is_some())
                || scope.end - scope.start > 800
            {
                return None;
            }
            name = Name { sort: Some(Sort::Auth), owner: name.owner, ..Name::default() };
        }
        secret(name, true)
    }

    /// What a sentence says that a value is: on its line, or on the line before if that asks or ends in a colon.
    fn sentence(self, value: usize) -> Option<Label> {
        let terms = &self.reading.terms;
        let line = terms[value].line;
        let from = value.saturating_sub(SENTENCE);
        let on_line = |index: &usize| terms[*index].line == line && *index != value;
        let before = (from..value).rev().filter(on_line).find_map(|index| self.said(index));
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
    fn is_redirected(self, value: usize) -> bool {
        self.term(value + 1).is_some_and(|next| next.glue.has(Glue::TAG_END) && next.glue.has(Glue::SPACE))
    }

    /// The label that a word of a sentence makes.
    fn said(self, index: usize) -> Option<Label> {
        let name = self.reading.terms[index].name;
        if name.sort.is_none() && !name.words.has(Word::Key) || name.sort == Some(Sort::Auth) {
            return None;
        }
        // To pass something is no password.
        if self.word(index).eq_ignore_ascii_case(b"pass") {
            return None;
        }
        secret(self.phrase(index, name), false)
    }

    /// Whether a term before a colon is a speaker or a time, as in chats and logs.
    fn is_spoken(self, index: usize) -> bool {
        let term = &self.reading.terms[index];
        let stamped = term.glue.has(Glue::CLOSE | Glue::NEWLINE | Glue::TAG_END);
        stamped && term.name.length <= 2 && self.text[term.end..].starts_with(b": ") && !self.is_identifier(index)
            || self.word(index).iter().all(u8::is_ascii_digit)
    }

    /// Whether the line above the one of this term ends in a question.
    fn is_asked(self, value: usize) -> bool {
        const LONGEST: usize = 300;
        let term = &self.reading.terms[value];
        let before = &self.text[term.start.saturating_sub(LONGEST)..term.start];
        let above = &before[..memchr::memrchr(b'\n', before).unwrap_or(0)];
        above.trim_ascii_end().ends_with(b"?")
    }

    /// What the object around a value names it, where the value itself is only called `value`.
    fn named_in_object(self, value: usize, noun: usize) -> Option<Label> {
        if let Some(name) = self.naming(value, noun) {
            return name.and_then(|name| secret(name, true));
        }
        let mut scope = self.term(value)?.scope;
        for _ in 0..3 {
            let range = self.reading.scopes[scope];
            let heading = (range.heading..range.first).rev().find(|at| self.reading.terms[*at].name.is_secret());
            if let Some(at) = heading {
                return secret(self.compound(at), true);
            }
            scope = range.parent;
        }
        None
    }

    /// What stands behind `name`, `key` or `id` in the object of a value; the inner `None` if that is too long for a name.
    fn naming(self, value: usize, noun: usize) -> Option<Option<Name>> {
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
        while last + 1 < terms.len() && terms[last + 1].glue.only(Glue::SPACE) && last - found < 6 {
            last += 1;
        }
        Some(Some(Name::read(&self.text[terms[found].start..terms[last].end])))
    }

    /// Whether a term is a name by its form: several words in one.
    fn is_identifier(self, index: usize) -> bool {
        let word = self.word(index);
        let joined = word.iter().any(|byte| b"_.-".contains(byte));
        let hump = word.windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
        joined || hump || word.starts_with(b"$") || self.reading.terms[index].glue.has(Glue::DASH)
    }

    /// Words that stand between a name and its value and say nothing: types, wrappers, elements of HTML.
    fn is_neutral(self, index: usize) -> bool {
        const NEUTRAL: &[&str] = &[
            "string",
            "str",
            "text",
            "oauth",
            "secretstr",
            "some",
            "ok",
            "optional",
            "const",
            "char",
            "object",
            "any",
            "bytes",
            "buffer",
            "from",
            "of",
            "valueof",
            "tostring",
            "as",
            "is",
            "literal",
            "sensitive",
            "unsecured",
            "encode",
            "var",
            "let",
            "val",
            "final",
            "or",
            "to",
            "equals",
            "byte",
            "varchar",
            "td",
            "th",
            "tr",
            "code",
            "b",
            "i",
            "em",
            "strong",
            "span",
            "p",
            "div",
            "tt",
            "pre",
            "kbd",
            "li",
            "dd",
            "dt",
            "a",
            "br",
            "samp",
            "font",
            "export",
            "set",
            "get",
            "echo",
            "return",
            "public",
            "private",
            "static",
            "else",
            "then",
            "not",
            "null",
            "nil",
            "none",
            "self",
        ];
        let word = self.word(index).to_ascii_lowercase();
        let last = word.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
        NEUTRAL.iter().any(|neutral| neutral.as_bytes() == last)
    }

    /// What a value is called where its name stands beside it: `name: X`, `value: Y`.
    fn is_value_noun(self, index: usize, glue: Glue) -> bool {
        const NOUNS: &[&str] = &[
            "value",
            "values",
            "val",
            "default",
            "defaultvalue",
            "default_value",
            "text",
            "content",
            "string",
            "data",
            "plaintext",
            "secrettext",
            "current",
            "currentvalue",
            "current_value",
            "initialvalue",
            "simplevalue",
            "secret_string",
            "stringvalue",
            "string_value",
            "secretstring",
            "literal",
            "v",
            "raw",
            "body",
        ];
        let word = self.word(index).to_ascii_lowercase();
        // `string` is also a type, which stands between a name and its value.
        let typed = word == b"string" && !glue.has(Glue::TAG_END);
        !typed && NOUNS.iter().any(|noun| noun.as_bytes() == word)
    }

    /// What the name of a value is called where they stand side by side.
    fn is_naming_noun(self, index: usize) -> bool {
        const NOUNS: &[&str] = &[
            "name",
            "key",
            "id",
            "variable",
            "var",
            "env",
            "label",
            "title",
            "field",
            "parameter",
            "param",
            "property",
            "setting",
            "header",
            "k",
            "option",
            "envvar",
            "credentialsid",
            "credential_id",
            "attribute",
            "n",
        ];
        let word = self.word(index).to_ascii_lowercase();
        NOUNS.iter().any(|noun| noun.as_bytes() == word)
    }
}

/// A label, if that is what a credential is called.
fn secret(name: Name, given: bool) -> Option<Label> {
    name.is_secret().then_some(Label { name, given })
}
