//! What a value is called: the name it is given by whatever syntax, or the words around it.

use super::names::{Name, Sort};
use super::reader::{Glue, Kind, Reading, Term};

/// What a value is called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Label {
    /// The name, with the words around it that belong to it.
    pub(crate) name: Name,
    /// The term that says so.
    pub(crate) term: usize,
    /// Assigned to it, rather than standing near it.
    pub(crate) assigned: bool,
}

/// Terms looked at on the way from a value to its name.
const FARTHEST: usize = 10;

/// What the value that is the term number `value` is called.
pub(crate) fn label(reading: &Reading, text: &[u8], value: usize) -> Option<Label> {
    let terms = &reading.terms;
    let mut at = value;
    let mut assigned = false;
    let mut newlines = 0;
    for step in 0..FARTHEST {
        let glue = terms.get(at)?.glue;
        if at == 0 || glue.has(Glue::SEMICOLON | Glue::CLOSE_BRACE) && !glue.has(Glue::ASSIGN) {
            break;
        }
        if glue.has(Glue::NEWLINE) && !glue.has(Glue::ASSIGN | Glue::COMMA | Glue::OPEN | Glue::TAG_END) {
            newlines += 1;
            if newlines > 1 || glue.has(Glue::BLANK_LINE) {
                break;
            }
        }
        let gives = glue.has(Glue::ASSIGN) || glue.has(Glue::TAG_END) && !glue.has(Glue::TAG);
        assigned = assigned || step == 0 && gives;
        // An argument: what precedes are other arguments and, before them, what is called.
        if glue.has(Glue::COMMA) && !gives {
            if step > 0 && assigned {
                break;
            }
            if let Some(label) = argument(reading, text, at) {
                return Some(label);
            }
            break;
        }
        at -= 1;
        let term = &terms[at];
        let name = compound(reading, text, at);
        if name.sort.is_some() {
            if name.turned {
                return None;
            }
            if name.sort == Some(Sort::Auth) && step == 0 && !assigned && !is_heading(terms, at) {
                continue;
            }
            return Some(Label { name: with_neighbours(reading, at, name), term: at, assigned });
        }
        if step == 0 && assigned && !is_neutral(text, term) {
            return if is_value_noun(text, term) { sibling(reading, text, value) } else { None };
        }
        if glue.has(Glue::OPEN_BRACE) && !assigned {
            break;
        }
    }
    None
}

/// Whether a name is a header or a key of its own, so that its being about authentication is enough.
fn is_heading(terms: &[Term], at: usize) -> bool {
    terms.get(at + 1).is_some_and(|next| next.glue.has(Glue::ASSIGN))
}

/// The name of a term and of those it is joined to without a blank: `config['jira']['token']`, `jira->token`.
fn compound(reading: &Reading, text: &[u8], at: usize) -> Name {
    let terms = &reading.terms;
    let mut name = terms[at].name;
    let mut first = at;
    while first > 0 && at - first < 4 {
        let between = &text[terms[first - 1].end..terms[first].start];
        let joined = !between.is_empty()
            && between.len() <= 6
            && between.iter().all(|byte| b"[]'\".->:?!\\`()".contains(byte))
            && !matches!(between, b":" | b"=" | b"\":" | b"':" | b"\"" | b"'" | b"(" | b"(\"" | b"('" | b">" | b"\">");
        if !joined {
            break;
        }
        first -= 1;
        name = name.within(terms[first].name);
    }
    name
}

/// The name together with words right before it, in prose and in declarations: `the Jira API token`.
fn with_neighbours(reading: &Reading, at: usize, name: Name) -> Name {
    let terms = &reading.terms;
    let mut name = name;
    let mut first = at;
    while first > 0 && at - first < 4 && terms[first].glue.only(Glue::SPACE | Glue::DASH) {
        first -= 1;
        let before = terms[first].name;
        if before.unknown > 0 || before.turned {
            break;
        }
        name = name.within(before);
    }
    name
}

/// Words that stand between a name and its value and say nothing: types, schemes, wrappers.
fn is_neutral(text: &[u8], term: &Term) -> bool {
    const NEUTRAL: &[&str] = &[
        "string",
        "str",
        "text",
        "bearer",
        "basic",
        "oauth",
        "token",
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
        "new",
        "of",
        "from",
        "valueof",
        "tostring",
        "as",
        "option",
        "is",
        "literal",
        "wrap",
        "sensitive",
        "unsecured",
        "encode",
        "default",
        "var",
        "let",
        "val",
        "final",
        "value",
    ];
    let word = text[term.start..term.end].to_ascii_lowercase();
    let last = word.rsplit(|byte| b".".contains(byte)).next().unwrap_or_default();
    NEUTRAL.iter().any(|neutral| neutral.as_bytes() == last) && !is_value_noun(text, term)
}

/// What a value is called where its name stands beside it: `name: X`, `value: Y`.
fn is_value_noun(text: &[u8], term: &Term) -> bool {
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
        "initialvalue",
        "simplevalue",
        "secret_string",
        "string_value",
        "stringvalue",
        "literal",
        "v",
        "raw",
        "body",
    ];
    let word = text[term.start..term.end].to_ascii_lowercase();
    NOUNS.iter().any(|noun| noun.as_bytes() == word)
}

/// The name that stands beside a value in its object, or heads it.
fn sibling(reading: &Reading, text: &[u8], value: usize) -> Option<Label> {
    const NEAR: usize = 14;
    let mut scope = reading.terms[value].scope;
    for _ in 0..2 {
        let range = &reading.scopes[scope];
        let inside = |at: &usize| {
            let term = &reading.terms[*at];
            term.start >= range.start && term.end <= range.end && *at != value
        };
        let before = (value.saturating_sub(NEAR)..value).rev();
        let behind = value + 1..reading.terms.len().min(value + NEAR);
        let found = before.chain(behind).filter(inside).find(|at| {
            let term = &reading.terms[*at];
            term.name.is_secret()
                && (term.name.length > 1 || !is_neutral(text, term))
                && !is_heading(&reading.terms, *at)
        });
        if let Some(at) = found {
            return Some(Label { name: reading.terms[at].name, term: at, assigned: true });
        }
        if let Some(label) = heading(reading, text, scope) {
            return Some(label);
        }
        scope = range.parent;
    }
    None
}

/// What a scope's heading calls what is inside.
fn heading(reading: &Reading, text: &[u8], scope: usize) -> Option<Label> {
    let range = reading.scopes[scope];
    (range.heading..range.first).rev().find(|at| reading.terms[*at].name.is_secret()).map(|at| Label {
        name: compound(reading, text, at),
        term: at,
        assigned: true,
    })
}

/// What an argument is called: by the argument before it (`put("token", "…")`) or by what is called (`setPassword("…")`).
fn argument(reading: &Reading, text: &[u8], value: usize) -> Option<Label> {
    let term = &reading.terms[value];
    let scope = &reading.scopes[term.scope];
    let before = value.checked_sub(1)?;
    let previous = &reading.terms[before];
    let quoted = text[previous.end..].first().is_some_and(|byte| b"\"'`".contains(byte));
    let assigned = previous.glue.has(Glue::ASSIGN);
    if previous.scope == term.scope && !assigned && previous.name.is_secret() && (quoted || previous.name.length > 1) {
        return Some(Label { name: compound(reading, text, before), term: before, assigned: true });
    }
    if !matches!(scope.kind, Kind::Paren | Kind::Bracket) {
        return None;
    }
    let last = scope.first.checked_sub(1).filter(|last| *last >= scope.heading)?;
    let mut name = compound(reading, text, last);
    if name.turned {
        return None;
    }
    // A client is made of an address, a user and what proves them.
    if name.sort.is_none() && name.product().is_some() {
        name.sort = Some(Sort::Auth);
    }
    name.sort.map(|_| Label { name, term: last, assigned: false })
}
