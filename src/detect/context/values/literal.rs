//! Literals: where the one begins and ends that a term stands in.

use std::ops::Range;

use crate::detect::{ansi, byte_set};

/// What a literal stands behind, in text and in separated values.
static OPENS: [bool; 256] = byte_set::of(b" \t\n\"'`=:>|(,{");
static SEPARATED_OPENS: [bool; 256] = byte_set::of(b",;\t\n\"'`");
/// What ends one that nothing encloses.
static STOPS: [bool; 256] = byte_set::of(b" \t\"'`<>|\x1b");
static SEPARATED_STOPS: [bool; 256] = byte_set::of(b",;\t\"'`");

/// What opens a section of XML that holds characters as they are.
const CDATA: &[u8] = b"<![CDATA[";

/// What the name of a parameter consists of.
static IN_NAMES: [bool; 256] = byte_set::letters_digits_and(b"_-.");

/// Where a literal stands and whether something encloses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    /// Its bytes.
    pub(crate) span: Range<usize>,
    /// Between quotation marks, in an element or in a cell.
    pub(crate) enclosed: bool,
    /// In a cell and nothing else; in a program, `|` is an operator or stands around the parameters of a closure.
    pub(crate) cell: bool,
}

/// The literal that a term is in or begins, whatever it consists of: from behind what gives it to its name up to the closing
/// quotation mark, the end of its element or cell, or a blank. `floor` is where the term before ends.
pub(crate) fn literal_around(text: &[u8], floor: usize, start: usize, end: usize, separated: bool) -> Option<Literal> {
    const LONGEST: usize = 400;
    let lead = &text[floor.max(start.saturating_sub(80))..start];
    // Behind a colour code nothing opens.
    let lead = memchr::memrchr(0x1b, lead).map_or(lead, |escape| {
        let code = &lead[escape + 1..];
        &code[ansi::length(code).unwrap_or(0)..]
    });
    let [opens, stops] = if separated { [&SEPARATED_OPENS, &SEPARATED_STOPS] } else { [&OPENS, &STOPS] };
    let open = match lead {
        // A password may begin with a sign that something else begins with.
        [given @ .., quote @ (b'"' | b'\'' | b'`'), sign]
            if quote != sign && !separated && (!b":,)]}>".contains(sign) || is_given(given)) =>
        {
            Some(lead.len() - 2)
        }
        lead => lead.iter().rposition(|byte| opens[usize::from(*byte)]),
    };
    let start = open.map_or(start, |open| start - lead.len() + open + 1);
    let opener = open.map(|open| lead[open]);
    let in_section = text[..start].ends_with(CDATA);
    // `${NAME:-default}`
    let in_default = opener == Some(b':') && text[start..].starts_with(b"-") && lead.ends_with(b":-");
    let start = start + usize::from(in_default);
    // `${name:default}`
    let in_default = in_default || opener == Some(b':') && names_reference(&text[..start - 1]);
    let rest = &text[start..end.min(start + LONGEST)];
    let rest = &rest[..memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())];
    let length = match opener {
        Some(quote @ (b'"' | b'\'' | b'`')) => memchr::memchr(quote, rest)?,
        Some(b'>') => memchr::memchr(b'<', rest)?,
        Some(b'{') => memchr::memchr(b'}', rest)?,
        _ if in_default => memchr::memchr(b'}', rest)?,
        None if in_section => memchr::memmem::find(rest, b"]]>")?,
        _ => {
            let length = rest.iter().position(|byte| stops[usize::from(*byte)]).unwrap_or(rest.len());
            let length = if !separated && goes_on(lead, rest, length) { rest.len() } else { length };
            // In HTML a quotation mark is written so.
            let length = memchr::memmem::find(&rest[..length], b"&quot;").unwrap_or(length);
            let length = next_parameter(&rest[..length]).unwrap_or(length);
            line_end(&rest[..length]).unwrap_or(length)
        }
    };
    let literal = &rest[..length];
    let escape = literal.iter().rev().take_while(|byte| **byte == b'\\').count();
    let within = matches!(opener, Some(b'"' | b'\'' | b'`' | b'>' | b'{')) || separated || in_section || in_default;
    let cell = !within && lead.contains(&b'|');
    let enclosed = within || cell;
    let mut length = length - if enclosed { escape } else { 0 };
    if !enclosed && matches!(literal.last(), Some(b',' | b';')) {
        length -= 1;
    }
    (length > 0).then(|| Literal { span: start..start + length, enclosed, cell })
}

/// Whether the sign at which a value seems to end, which in shells, tables and markup would end it, belongs to it, as in
/// `NAME=ab|cd`: what follows up to the end of the line looks like none of those.
fn goes_on(lead: &[u8], rest: &[u8], at: usize) -> bool {
    let Some(sign @ (b'|' | b'<' | b'>')) = rest.get(at) else { return false };
    let behind = &rest[at + 1..];
    let blank = |byte: &u8| byte.is_ascii_whitespace() || b"\"'`|<>$\\".contains(byte);
    let marked = *sign == b'<' && (behind.starts_with(b"/") || behind.starts_with(b"!"));
    at > 0
        && !behind.is_empty()
        && !marked
        && !behind.iter().any(blank)
        && !lead.iter().any(|byte| b"|<".contains(byte))
}

/// Whether a quotation mark behind this text opens a literal that is given to something, and closes none.
fn is_given(before: &[u8]) -> bool {
    matches!(before.trim_ascii_end(), [.., b'=' | b':'])
}

/// Whether a text ends in `${` and a name.
fn names_reference(text: &[u8]) -> bool {
    const LONGEST: usize = 100;
    let text = &text[text.len().saturating_sub(LONGEST)..];
    let name = byte_set::trailing(&IN_NAMES, text);
    name > 0 && text[..text.len() - name].ends_with(b"${")
}

/// Where a line ends behind a value in a text within a text: `\n`.
fn line_end(value: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'\\', value)
        .find(|at| value.get(at + 1).is_none_or(|next| b"nrt".contains(next)) || value[at + 1..].starts_with(b"u000"))
}

/// Where the next parameter of an address begins behind a value: `&name=`.
fn next_parameter(value: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'&', value).find(|at| {
        let behind = &value[at + 1..];
        let name = byte_set::leading(&IN_NAMES, behind);
        name > 0 && behind.get(name) == Some(&b'=')
    })
}

/// The quoted literal that begins here.
pub(crate) fn quoted_at(line: &[u8], at: usize) -> Option<Range<usize>> {
    let prefixed = matches!(line.get(at), Some(b'r' | b'b' | b'f' | b'u' | b'@' | b'N' | b'L'));
    let at = if prefixed { at + 1 } else { at };
    let escapes = line[at..].iter().take_while(|byte| **byte == b'\\').count();
    let quote = line.get(at + escapes).filter(|byte| b"\"'`".contains(byte))?;
    let opening = &line[at..=at + escapes];
    let start = at + if line[at..].starts_with(&[*quote; 3]) { 3 } else { opening.len() };
    let close = memchr::memmem::find(&line[start..], opening)?;
    (close > 0).then_some(start..start + close)
}
