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

use std::cell::{OnceCell, RefCell};
use std::ops::Range;

pub(crate) use self::glue::Glue;
pub(crate) use self::walk::{IN_TERMS, is_term, read};
use super::lately::Names;
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

/// Where rows of SQL begin, and the list of their columns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Columns {
    /// Where `VALUES` or `stdin` stands, behind which the rows begin.
    pub(crate) at: usize,
    /// The scope of the list, if there is one.
    pub(crate) scope: Option<usize>,
    /// Whether the rows are lines of a dump, rather than lists themselves.
    pub(crate) copied: bool,
}

/// A stretch of text, read. What its terms say as names is read when it is asked for: most are never asked.
#[derive(Debug)]
pub(crate) struct Reading<'t> {
    /// The whole text.
    text: &'t [u8],
    /// Its terms, in order.
    pub(crate) terms: Vec<Term>,
    /// Its scopes, in order of their starts; the first is the whole.
    pub(crate) scopes: Vec<Scope>,
    /// Addresses that are one of Atlassian's products by their paths, in order.
    owned: Vec<Mention>,
    /// Who is named, in order, once that was asked for.
    mentions: OnceCell<Vec<Mention>>,
    /// Names that were read.
    names: RefCell<Names>,
    /// Addresses of servers that are ours, with their lines, in order.
    our_addresses: Vec<(Range<usize>, Mention)>,
    /// Where an address's `://` stands.
    pub(crate) addresses: Vec<usize>,
    /// Offset and line of addresses whose servers are not known to be ours.
    pub(crate) strangers: Vec<(usize, usize)>,
    /// Where rows of SQL begin, in order.
    columns: Vec<Columns>,
    /// Whether the text is one of separated values, with a header.
    pub(crate) separated: bool,
}

/// How many bytes of a text there are to a term, of code that was made short.
const BYTES_PER_TERM: usize = 4;

impl<'t> Reading<'t> {
    /// Of bytes from `start` to `end`, before anything is read.
    fn new(text: &'t [u8], start: usize, end: usize, separated: bool) -> Self {
        let whole = Scope { kind: Kind::Whole, parent: 0, start, end, heading: 0, first: 0, holds_data: false };
        Self {
            text,
            terms: Vec::with_capacity((end - start) / BYTES_PER_TERM),
            scopes: vec![whole],
            owned: Vec::new(),
            mentions: OnceCell::new(),
            names: RefCell::default(),
            our_addresses: Vec::new(),
            addresses: Vec::new(),
            strangers: Vec::new(),
            columns: Vec::new(),
            separated,
        }
    }

    /// The bytes of a term.
    pub(crate) fn word(&self, term: &Term) -> &'t [u8] {
        &self.text[term.start..term.end]
    }

    /// What a term says as a name.
    pub(crate) fn name(&self, term: &Term) -> Name {
        if term.end - term.start <= 4 && self.is_folder(term) {
            return Name::default();
        }
        self.names.borrow_mut().read(self.text, term.start..term.end)
    }

    /// Whether a term is the variable or the command that says in which folder one is: `$PWD:/x`, `$(pwd)`, `dir->pwd()`.
    fn is_folder(&self, term: &Term) -> bool {
        let word = self.word(term);
        let variable = word.strip_prefix(b"$");
        if !variable.unwrap_or(word).eq_ignore_ascii_case(b"pwd") {
            return false;
        }
        let (before, behind) = (&self.text[..term.start], &self.text[term.end..]);
        let run = [&b"$("[..], b"`", b"${"].iter().any(|open| before.ends_with(open)) || behind.starts_with(b"()");
        // `$pwd = "…"`
        let given = || behind.trim_ascii_start().starts_with(b"=");
        run || variable.is_some() && !given()
    }

    /// The last place before this offset at which rows begin.
    pub(crate) fn columns_before(&self, at: usize) -> Option<Columns> {
        let next = self.columns.partition_point(|columns| columns.at < at);
        next.checked_sub(1).map(|last| self.columns[last])
    }

    /// Whose server the address leads to in which this offset stands, if that is one of ours.
    pub(crate) fn own_address(&self, at: usize) -> Option<Owner> {
        let next = self.our_addresses.partition_point(|(span, _)| span.end <= at);
        self.our_addresses.get(next).filter(|(span, _)| span.start <= at).map(|(_, mention)| mention.owner)
    }

    /// Whether a term is who logs in: `user: svc-gitlab` says nothing of whose the password is.
    fn is_user(&self, index: usize) -> bool {
        const NAMES: [&[u8]; 6] = [b"user", b"username", b"user_name", b"login", b"email", b"account"];
        let given = self.terms[index].glue.has(Glue::ASSIGN | Glue::TAG_END);
        let named = |before: usize| {
            let word = self.word(&self.terms[before]);
            NAMES
                .iter()
                .any(|name| word.len() >= name.len() && word[word.len() - name.len()..].eq_ignore_ascii_case(name))
        };
        given && index.checked_sub(1).is_some_and(named)
    }

    /// Whose server an address on this line leads to, if that is one of ours.
    pub(crate) fn own_address_in_line(&self, line: usize) -> Option<Owner> {
        let first = self.our_addresses.partition_point(|(_, mention)| mention.line < line);
        self.our_addresses.get(first).filter(|(_, mention)| mention.line == line).map(|(_, mention)| mention.owner)
    }

    /// Who is named, in order. What an address of ours speaks of does not count: it is about others.
    pub(crate) fn mentions(&self) -> &[Mention] {
        self.mentions.get_or_init(|| {
            let named = self.terms.iter().enumerate().filter_map(|(index, term)| {
                let owner = self.name(term).owner?;
                let says_nothing = || self.own_address(term.start).is_some() || self.is_user(index);
                if owner == Owner::Foreign && says_nothing() {
                    return None;
                }
                Some(Mention { at: term.start, line: term.line, owner })
            });
            let mut mentions: Vec<Mention> = self.owned.iter().copied().chain(named).collect();
            mentions.sort_by_key(|mention| mention.at);
            mentions
        })
    }
}
