//! Reads a stretch of any text, whatever its language, as terms and the scopes they stand in.
//!
//! A *term* is a run of bytes that names, values and words are made of; the *glue* before it is everything between it and the
//! term before. A *scope* is what brackets, indentation, XML elements and `[sections]` enclose. Nothing is parsed: texts are cut
//! off, broken, mixed and unknown, and what people mean by them is still plain.

use super::lately::Names;
use super::names::{Name, Owner};
use super::randomness;
use crate::detect::byte_set;
use crate::rules::Product;

/// What stands between two terms, as flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Glue(u16);

impl Glue {
    /// A blank.
    pub(crate) const SPACE: u16 = 1;
    /// The end of a line.
    pub(crate) const NEWLINE: u16 = 1 << 1;
    /// An empty line.
    pub(crate) const BLANK_LINE: u16 = 1 << 2;
    /// `=`, `:`, `=>`, `:=`, `<-`.
    pub(crate) const ASSIGN: u16 = 1 << 3;
    /// `,`
    pub(crate) const COMMA: u16 = 1 << 4;
    /// `;`
    pub(crate) const SEMICOLON: u16 = 1 << 5;
    /// `(` or `[`
    pub(crate) const OPEN: u16 = 1 << 6;
    /// `)` or `]`
    pub(crate) const CLOSE: u16 = 1 << 7;
    /// `{`
    pub(crate) const OPEN_BRACE: u16 = 1 << 8;
    /// `}`
    pub(crate) const CLOSE_BRACE: u16 = 1 << 9;
    /// `|` or a tabulator: the border of a cell.
    pub(crate) const CELL: u16 = 1 << 10;
    /// The end of a tag, `>`.
    pub(crate) const TAG_END: u16 = 1 << 11;
    /// The start of a tag, `<`.
    pub(crate) const TAG: u16 = 1 << 12;
    /// A quotation mark.
    pub(crate) const QUOTE: u16 = 1 << 13;
    /// `-` before an option.
    pub(crate) const DASH: u16 = 1 << 14;
    /// `/`, `?` or `&` within an address.
    pub(crate) const ADDRESS: u16 = 1 << 15;

    /// Whether any of the flags is set.
    pub(crate) fn has(self, flags: u16) -> bool {
        self.0 & flags != 0
    }

    /// Whether nothing stands between that joins or parts.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether nothing but these flags is set.
    pub(crate) fn only(self, flags: u16) -> bool {
        self.0 & !flags == 0
    }

    /// Sets flags.
    fn add(&mut self, flags: u16) {
        self.0 |= flags;
    }
}

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

/// Scopes deeper than that are not told apart.
const DEEPEST: usize = 48;

/// The state of reading.
struct Reader<'t> {
    /// The whole text.
    text: &'t [u8],
    /// Where reading ends.
    end: usize,
    /// What was read.
    reading: Reading,
    /// The scopes open here, outermost first.
    open: Vec<usize>,
    /// Brackets that were not opened as a scope because there are too many.
    unopened: usize,
    /// The glue since the last term.
    glue: Glue,
    /// The line.
    line: usize,
    /// The first term of this statement.
    statement: usize,
    /// Within an address, `/` separates.
    in_address: bool,
    /// The parenthesis that was closed last.
    closed: usize,
    /// Names that were read.
    names: Names,
}

/// Reads the bytes of `text` from `start` to `end`; `separated` says that they are rows of separated values.
pub(crate) fn read(text: &[u8], start: usize, end: usize, separated: bool) -> Reading {
    let whole = Scope { kind: Kind::Whole, parent: 0, start, end, heading: 0, first: 0, holds_data: false };
    let mut reader = Reader {
        text,
        end,
        reading: Reading { scopes: vec![whole], separated, ..Reading::default() },
        open: vec![0],
        unopened: 0,
        glue: Glue(Glue::NEWLINE),
        line: 0,
        statement: 0,
        in_address: false,
        closed: 0,
        names: Names::default(),
    };
    reader.run(start);
    reader.reading
}

impl Reader<'_> {
    /// Reads it all.
    fn run(&mut self, start: usize) {
        let mut at = if start == 0 || self.text[start - 1] == b'\n' { self.line_start(start) } else { start };
        while at < self.end {
            let byte = self.text[at];
            at = if is_term(byte, self.in_address) { self.term(at) } else { self.separator(at, byte) };
        }
        while let Some(scope) = self.open.pop() {
            self.reading.scopes[scope].end = self.end;
        }
    }

    /// Reads a term; returns where it ends.
    fn term(&mut self, start: usize) -> usize {
        let mut from = start;
        if self.text[start] == b'/' {
            self.in_address = true;
            self.glue.add(Glue::ADDRESS);
            return start + 1;
        }
        while from < self.end && self.text[from] == b'-' {
            from += 1;
        }
        if from > start {
            self.glue.add(Glue::DASH);
        }
        let mut to = from;
        while to < self.end && is_term(self.text[to], self.in_address) {
            to += 1;
        }
        if to == from {
            return to;
        }
        let next = to;
        while to > from && matches!(self.text[to - 1], b'.' | b'!') {
            to -= 1;
        }
        if to == next {
            to += padding(&self.text[from..to], &self.text[to..self.end]);
        }
        // A property of the virtual machine: `-Djira.token=…`.
        let property =
            self.text[from..to].starts_with(b"D") && self.text.get(from + 1).is_some_and(u8::is_ascii_lowercase);
        if from == start + 1 && property {
            from += 1;
        }
        let name = self.names.read(self.text, from..to);
        if let Some(owner) = name.owner {
            self.reading.mentions.push(Mention { at: from, line: self.line, owner });
        }
        let scope = self.open.last().copied().unwrap_or_default();
        if self.text[from..to].eq_ignore_ascii_case(b"values") && self.closed != 0 {
            self.reading.columns.push((from, self.closed));
        }
        self.reading.terms.push(Term { start: from, end: to, glue: self.glue, scope, line: self.line, name });
        self.glue = Glue::default();
        next.max(to)
    }

    /// Reads one byte between terms; returns where to go on.
    fn separator(&mut self, at: usize, byte: u8) -> usize {
        if !matches!(byte, b'/' | b'?' | b'&' | b'=' | b':' | b'\\' | b'#' | b';') {
            self.in_address = false;
        }
        match byte {
            b'\n' => return self.newline(at),
            b' ' | b'\r' => self.glue.add(Glue::SPACE),
            b'\t' => self.glue.add(Glue::SPACE | Glue::CELL),
            b'=' => self.glue.add(Glue::ASSIGN),
            b':' => {
                if self.text[at..self.end].starts_with(b"://") {
                    self.address(at);
                    return at + 3;
                }
                self.glue.add(Glue::ASSIGN);
            }
            b',' => {
                self.glue.add(Glue::COMMA);
                self.statement_ends();
            }
            b';' => {
                self.glue.add(Glue::SEMICOLON);
                self.statement_ends();
            }
            b'(' => self.open_bracket(at, Kind::Paren, Glue::OPEN),
            b'[' => {
                if self.section(at) {
                    return at + 1;
                }
                self.open_bracket(at, Kind::Bracket, Glue::OPEN);
            }
            b'{' => self.open_bracket(at, Kind::Brace, Glue::OPEN_BRACE),
            b')' => self.close_bracket(at, Kind::Paren, Glue::CLOSE),
            b']' => self.close_bracket(at, Kind::Bracket, Glue::CLOSE),
            b'}' => self.close_bracket(at, Kind::Brace, Glue::CLOSE_BRACE),
            b'|' => self.glue.add(Glue::CELL),
            b'<' if self.text[at..self.end].starts_with(b"<-") => {
                self.glue.add(Glue::ASSIGN);
                return at + 2;
            }
            b'<' => return self.tag(at),
            b'>' => self.glue.add(Glue::TAG_END),
            b'"' | b'\'' | b'`' => self.glue.add(Glue::QUOTE),
            b'/' | b'?' | b'&' if self.in_address => self.glue.add(Glue::ADDRESS),
            0x1b => return at + 1 + colour(&self.text[at + 1..self.end]),
            _ => {}
        }
        at + 1
    }

    /// Begins an address whose `://` stands here: notes whose server it is.
    fn address(&mut self, at: usize) {
        const LONGEST: usize = 300;
        self.reading.addresses.push(at);
        self.in_address = true;
        self.glue.add(Glue::ADDRESS);
        let rest = &self.text[at + 3..self.end.min(at + 3 + LONGEST)];
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b"\"'`<>\\,|)}".contains(byte);
        let rest = &rest[..rest.iter().position(ends).unwrap_or(rest.len())];
        let host_end = rest.iter().position(|byte| b"/?#".contains(byte)).unwrap_or(rest.len());
        let host = &rest[..host_end];
        let host = &host[memchr::memrchr(b'@', host).map_or(0, |sign| sign + 1)..];
        if Name::read(host).owner.is_some() {
            return;
        }
        const PATHS: [&[u8]; 7] = [
            b"/rest/api/",
            b"/rest/agile/",
            b"/rest/oauth2/",
            b"/rest/servicedesk",
            b"/scim/directory",
            b"/browse/",
            b"/scm/",
        ];
        let owned = PATHS.iter().any(|path| memchr::memmem::find(&rest[host_end..], path).is_some());
        let neutral = host.len() < 4
            || [&b"localhost"[..], b"127.", b"0.0.0.0", b"example", b"$", b"{", b"%"]
                .iter()
                .any(|start| host.starts_with(start))
            || memchr::memmem::find(host, b"example.").is_some();
        if owned {
            let owner = Owner::Ours(Product::Atlassian);
            self.reading.mentions.push(Mention { at: at + 3, line: self.line, owner });
        } else if !neutral {
            self.reading.strangers.push((at, self.line));
        }
    }

    /// A new statement begins with the next term.
    fn statement_ends(&mut self) {
        self.statement = self.reading.terms.len();
    }

    /// Opens a scope, headed by the terms of this statement.
    fn open_scope(&mut self, start: usize, kind: Kind) {
        if self.open.len() >= DEEPEST {
            self.unopened += 1;
            return;
        }
        let parent = self.open.last().copied().unwrap_or_default();
        let terms = self.reading.terms.len();
        // A long statement is no heading.
        let heading = self.statement.max(terms.saturating_sub(12));
        let holds_data = match kind {
            Kind::Section => true,
            Kind::Brace | Kind::Indent(_) => self.glue.has(Glue::ASSIGN) && !self.glue.has(Glue::CLOSE | Glue::COMMA),
            _ => false,
        };
        self.open.push(self.reading.scopes.len());
        self.reading.scopes.push(Scope { kind, parent, start, end: self.end, heading, first: terms, holds_data });
    }

    /// Closes scopes from the innermost while `which` says so.
    fn close_while(&mut self, at: usize, which: impl Fn(Kind) -> bool) {
        while let Some(&innermost) = self.open.last() {
            if innermost == 0 || !which(self.reading.scopes[innermost].kind) {
                break;
            }
            self.reading.scopes[innermost].end = at;
            self.open.pop();
        }
    }

    /// Opens what a bracket encloses.
    fn open_bracket(&mut self, at: usize, kind: Kind, flag: u16) {
        self.glue.add(flag);
        self.open_scope(at + 1, kind);
        if kind != Kind::Bracket {
            self.statement_ends();
        }
    }

    /// Closes what the matching bracket opened, and all inside; a bracket without a match closes nothing.
    fn close_bracket(&mut self, at: usize, kind: Kind, flag: u16) {
        self.glue.add(flag);
        if self.unopened > 0 {
            self.unopened -= 1;
            return;
        }
        if self.open.iter().any(|scope| self.reading.scopes[*scope].kind == kind) {
            self.close_while(at, |inner| inner != kind);
            if let Some(scope) = self.open.pop() {
                self.reading.scopes[scope].end = at;
                if kind == Kind::Paren {
                    self.closed = scope;
                }
            }
        }
        if kind == Kind::Brace {
            self.statement_ends();
        }
    }

    /// Ends a line; returns where the next one's text begins.
    fn newline(&mut self, at: usize) -> usize {
        if self.glue.has(Glue::NEWLINE) {
            self.glue.add(Glue::BLANK_LINE);
        }
        self.line += 1;
        let behind = &self.text[at.saturating_sub(2)..at];
        if behind.ends_with(b"\\") || behind.ends_with(b"\\\r") {
            // The line goes on in the next one.
            self.glue.add(Glue::SPACE);
            return at + 1;
        }
        let heads = self.glue.has(Glue::ASSIGN) && !self.glue.has(Glue::NEWLINE);
        let pending = heads.then_some(self.reading.terms.len());
        self.glue.add(Glue::NEWLINE);
        let next = self.line_start(at + 1);
        if pending.is_some() && next < self.end {
            let indent = next - (at + 1);
            let heading_indent = self.line_indent();
            if indent > heading_indent || self.text[next] == b'-' && indent == heading_indent {
                self.open_scope(next, Kind::Indent(heading_indent));
            }
        }
        self.statement_ends();
        self.item(next)
    }

    /// The indentation of the line that the last term stands on.
    fn line_indent(&self) -> usize {
        let Some(term) = self.reading.terms.get(self.statement).or(self.reading.terms.last()) else { return 0 };
        let start = memchr::memrchr(b'\n', &self.text[term.start.saturating_sub(512)..term.start])
            .map_or(term.start, |newline| term.start.saturating_sub(512) + newline + 1);
        self.text[start..term.start].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }

    /// Skips indentation and closes the scopes that it ends; returns where the line's text begins.
    fn line_start(&mut self, start: usize) -> usize {
        let blanks = self.text[start..self.end].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let next = start + blanks;
        match self.text.get(next) {
            None | Some(b'\n' | b'\r') => {}
            Some(first) => {
                let dash = *first == b'-' && matches!(self.text.get(next + 1), Some(b' '));
                self.close_while(start, |kind| match kind {
                    Kind::Indent(indent) => blanks < indent || blanks == indent && !dash,
                    Kind::Item(indent) => blanks <= indent,
                    _ => false,
                });
            }
        }
        next
    }

    /// Opens an item of a list if the line begins with a dash.
    fn item(&mut self, at: usize) -> usize {
        if self.text[at.min(self.end)..self.end].starts_with(b"- ") {
            let start = memchr::memrchr(b'\n', &self.text[..at]).map_or(0, |newline| newline + 1);
            self.open_scope(at, Kind::Item(at - start));
            return at + 2;
        }
        at
    }

    /// Opens a `[section]`, if this is one.
    fn section(&mut self, at: usize) -> bool {
        if !self.glue.has(Glue::NEWLINE) || self.text[at..self.end].starts_with(b"[ ") {
            return false;
        }
        let line = &self.text[at..self.end.min(at + 160)];
        let line = &line[..memchr::memchr(b'\n', line).unwrap_or(line.len())];
        let closed = line.trim_ascii_end().ends_with(b"]") && !line.contains(&b',') && line.len() < 160;
        if closed {
            self.close_while(at, |kind| matches!(kind, Kind::Section | Kind::Indent(_) | Kind::Item(_)));
            self.open_scope(at + 1, Kind::Section);
            self.glue.add(Glue::OPEN);
        }
        closed
    }

    /// Opens or closes an element; returns where to go on.
    fn tag(&mut self, at: usize) -> usize {
        self.glue.add(Glue::TAG);
        let rest = &self.text[at + 1..self.end];
        let before = at.checked_sub(1).map_or(b' ', |before| self.text[before]);
        let generic = before.is_ascii_alphanumeric() && before != b'n';
        match rest.first() {
            Some(b'/') => {
                let closed = self.open.iter().rposition(|scope| {
                    let scope = self.reading.scopes[*scope];
                    scope.kind == Kind::Element && rest[1..].starts_with(tag_name(self.text, scope.start))
                });
                if let Some(position) = closed {
                    while self.open.len() > position {
                        if let Some(scope) = self.open.pop() {
                            self.reading.scopes[scope].end = at;
                        }
                    }
                }
                self.statement_ends();
                // The name of a closing tag says nothing new.
                let name = rest.iter().skip(1).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_');
                at + 2 + name.count()
            }
            Some(first) if first.is_ascii_alphabetic() && !generic => {
                self.statement_ends();
                let close = memchr::memchr(b'>', &rest[..rest.len().min(1024)]);
                let single = close.is_none_or(|close| close > 0 && rest[close - 1] == b'/');
                if !single {
                    self.open_scope(at + 1, Kind::Element);
                }
                at + 1
            }
            _ => at + 1,
        }
    }
}

/// The name of the tag that begins here.
fn tag_name(text: &[u8], at: usize) -> &[u8] {
    let name =
        text[at..].iter().take(64).take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let length = name.count();
    &text[at..at + length]
}

/// The rest of an ANSI colour code behind its escape character.
fn colour(rest: &[u8]) -> usize {
    let length = rest.iter().take(20).take_while(|byte| byte.is_ascii_digit() || b"[;".contains(byte)).count();
    if rest.first() == Some(&b'[') && rest.get(length).is_some_and(u8::is_ascii_alphabetic) { length + 1 } else { 0 }
}

/// How much of what follows a term is the padding of base64, where that term can be base64: `=` or `==`, and nothing behind
/// that could be a value given to a name.
fn padding(term: &[u8], rest: &[u8]) -> usize {
    let count = rest.iter().take(3).take_while(|byte| **byte == b'=').count();
    if count == 0 || count > 2 || term.len() < 12 {
        return 0;
    }
    let has = |test: fn(&u8) -> bool| term.iter().any(test);
    let mixed = has(u8::is_ascii_digit) && has(u8::is_ascii_lowercase);
    let whole = (term.len() + count).is_multiple_of(4) || has(u8::is_ascii_uppercase);
    let ends = match rest.get(count..) {
        None
        | Some(
            [] | [b'\n' | b'\r' | b',' | b';' | b')' | b'}' | b']' | b'<' | b'&' | b'@' | b'|' | b'\\' | b'#', ..],
        ) => true,
        Some([b' ' | b'\t' | b'"' | b'\'' | b'`', behind, ..]) => !is_term(*behind, true) && !b"\"'`$".contains(behind),
        Some(rest) => rest.len() == 1,
    };
    // A name is written and not drawn, so what a drawn term ends in gives nothing to what stands behind.
    let drawn = term.len() >= 20 && randomness::looks_drawn(term);
    if mixed && (whole && ends || drawn) { count } else { 0 }
}

/// Whether a byte belongs to a term.
pub(crate) fn is_term(byte: u8, in_address: bool) -> bool {
    IN_TERMS[usize::from(byte)] && !(in_address && byte == b'/')
}

/// Letters, digits, and the signs of names, values and words.
static IN_TERMS: [bool; 256] = byte_set::letters_digits_and(b"_-.+~$@%!*^/");
