//! Reads a stretch of any text, whatever its language, as terms and the scopes they stand in.
//!
//! A *term* is a run of bytes that names, values and words are made of; the *glue* before it is everything between it and the
//! term before. A *scope* is what brackets, indentation, XML elements and `[sections]` enclose. Nothing is parsed: texts are cut
//! off, broken, mixed and unknown, and what people mean by them is still plain.

mod address;
mod element;
mod glue;
mod lines;
mod scopes;
mod walk;

pub(crate) use self::glue::Glue;
pub(crate) use self::walk::{is_term, read};
use super::names::{Name, Owner};

/// A name, a value or a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term {
    /// Its first byte.
    pub(crate) start: usize,
    /// Just behind its last byte.
    pub(crate) end: usize,
    /// What stands before it.
    pub(crate) glue: Glue,
    /// The scope it stands in.
    pub(crate) scope: usize,
    /// Its line, counted from the start of the stretch.
    pub(crate) line: usize,
    /// What it says as a name.
    pub(crate) name: Name,
}

/// What encloses a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The stretch itself.
    Whole,
    /// `{ … }`
    Brace,
    /// `( … )`
    Paren,
    /// `[ … ]`
    Bracket,
    /// An XML element.
    Element,
    /// `[section]` up to the next one.
    Section,
    /// Lines that stand further in, by this many columns, than the one that heads them.
    Indent(usize),
    /// `- …` of a list, by the column of the dash.
    Item(usize),
}

/// What brackets, indentation, elements or sections enclose.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope {
    /// What encloses it.
    pub(crate) kind: Kind,
    /// The scope around it; the outermost is its own parent.
    pub(crate) parent: usize,
    /// First byte inside.
    pub(crate) start: usize,
    /// Just behind the last byte inside.
    pub(crate) end: usize,
    /// First of the terms that head it.
    pub(crate) heading: usize,
    /// First term behind those.
    pub(crate) first: usize,
    /// It is given to its heading, as `x: {` or `[x]`: data and not a block of code.
    pub(crate) holds_data: bool,
}

/// A place where a product or another firm is named.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mention {
    /// Where.
    pub(crate) at: usize,
    /// Which line.
    pub(crate) line: usize,
    /// Who.
    pub(crate) owner: Owner,
}

/// A stretch of text, read.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// Its terms, in order.
    pub(crate) terms: Vec<Term>,
    /// Its scopes, in order of their starts; the first is the whole.
    pub(crate) scopes: Vec<Scope>,
    /// Who is named, in order.
    pub(crate) mentions: Vec<Mention>,
    /// Where an address's `://` stands.
    pub(crate) addresses: Vec<usize>,
    /// Offset and line of addresses whose servers are not known to be ours.
    pub(crate) strangers: Vec<(usize, usize)>,
    /// Where `VALUES` stands in SQL, and the scope of the columns before it.
    pub(crate) columns: Vec<(usize, usize)>,
    /// Whether the text is one of separated values, with a header.
    pub(crate) separated: bool,
}
