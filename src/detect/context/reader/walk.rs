//! The way through a stretch: byte by byte, from term to term.

use super::super::randomness;
use super::{Columns, Glue, Kind, Reading, Term};
use crate::detect::{ansi, byte_set};

/// The state of reading.
pub(super) struct Reader<'t> {
    /// The whole text.
    pub(super) text: &'t [u8],
    /// Where reading ends.
    pub(super) end: usize,
    /// What was read.
    pub(super) reading: Reading<'t>,
    /// The scopes open here, outermost first.
    pub(super) open: Vec<usize>,
    /// Brackets that were not opened as a scope because there are too many.
    pub(super) unopened: usize,
    /// The glue since the last term.
    pub(super) glue: Glue,
    /// The line.
    pub(super) line: usize,
    /// The first term of this statement.
    pub(super) statement: usize,
    /// Within an address, `/` separates.
    pub(super) in_address: bool,
    /// The parenthesis that was closed last.
    pub(super) closed: usize,
}

/// Reads the bytes of `text` from `start` to `end`; `separated` says that they are rows of separated values.
pub(crate) fn read(text: &[u8], start: usize, end: usize, separated: bool) -> Reading<'_> {
    let mut reader = Reader {
        text,
        end,
        reading: Reading::new(text, start, end, separated),
        open: vec![0],
        unopened: 0,
        glue: Glue(Glue::NEWLINE),
        line: 0,
        statement: 0,
        in_address: false,
        closed: 0,
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
        let in_terms = if self.in_address { &IN_ADDRESSES } else { &IN_TERMS };
        let mut to = from + byte_set::leading(in_terms, &self.text[from..self.end]);
        if to == from {
            return to;
        }
        let next = to;
        while to > from && matches!(self.text[to - 1], b'.' | b'!') {
            to -= 1;
        }
        if to == next && self.text.get(to) == Some(&b'=') {
            to += padding(&self.text[from..to], &self.text[to..self.end]);
        }
        // A property of the virtual machine, `-Djira.token=…`; PowerShell has `-Password …`.
        let property = from == start + 1
            && matches!(self.text[from], b'D' | b'P')
            && self.text[from + 1..to].first().is_some_and(u8::is_ascii_lowercase)
            && !self.text[from..to].starts_with(b"Passw");
        if property {
            from += 1;
        }
        let scope = self.open.last().copied().unwrap_or_default();
        if self.closed != 0 {
            self.columns(from, &self.text[from..to]);
        }
        self.reading.terms.push(Term { start: from, end: to, glue: self.glue, scope, line: self.line });
        self.glue = Glue::default();
        next.max(to)
    }

    /// Notes the list of columns that was closed last, if this term says that their rows follow: `(…) VALUES`,
    /// `(…) FROM stdin`.
    fn columns(&mut self, at: usize, term: &[u8]) {
        let copied = term.eq_ignore_ascii_case(b"stdin");
        if !copied && !term.eq_ignore_ascii_case(b"values") {
            return;
        }
        const FAR: usize = 400;
        let between = &self.text[self.reading.scopes[self.closed].end..at];
        // Behind the end of a statement the list is that of another one, or one of its rows.
        let own = between.len() <= FAR && !between.contains(&b';');
        let listed = own && (!copied || between[1..].trim_ascii().eq_ignore_ascii_case(b"from"));
        self.reading.columns.push(Columns { at, scope: listed.then_some(self.closed), copied });
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
            b'\\' => return at + self.escape(at),
            0x1b => return at + 1 + ansi::length(&self.text[at + 1..self.end]).unwrap_or(0),
            _ => {}
        }
        at + 1
    }
}

impl Reader<'_> {
    /// Reads an escape, as texts within texts hold them; returns its length. The letter of a line end belongs to no name.
    fn escape(&mut self, at: usize) -> usize {
        match &self.text[at + 1..self.end] {
            [b'n' | b'r', ..] => {
                self.glue.add(Glue::NEWLINE);
                self.statement_ends();
                2
            }
            [b't', ..] => {
                self.glue.add(Glue::SPACE);
                2
            }
            [b'u', b'0', b'0', b'0', b'a' | b'A' | b'd' | b'D', ..] => {
                self.glue.add(Glue::NEWLINE);
                self.statement_ends();
                6
            }
            // The end of the rows of a dump.
            [b'.', ..] if self.glue.has(Glue::NEWLINE) && !self.reading.columns.is_empty() => {
                self.reading.columns.push(Columns { at, scope: None, copied: true });
                1
            }
            [b'u', b'0', b'0', b'2', b'2' | b'7', ..] => {
                self.glue.add(Glue::QUOTE);
                6
            }
            _ => 1,
        }
    }
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
    let in_terms = if in_address { &IN_ADDRESSES } else { &IN_TERMS };
    in_terms[usize::from(byte)]
}

/// Letters, digits, and the signs of names, values and words.
pub(crate) static IN_TERMS: [bool; 256] = byte_set::letters_digits_and(b"_-.+~$@%!*^/");
/// The same where `/` parts them.
static IN_ADDRESSES: [bool; 256] = byte_set::without(IN_TERMS, b'/');
