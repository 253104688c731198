//! What makes a stretch worth reading with its pieces put together.

#[cfg(test)]
mod tests;

use std::iter::Peekable;
use std::ops::Range;
use std::slice::Iter;

use super::joint::{self, IN_TOKENS, in_tokens, newline};
use super::joints::OPENS;
use super::{Missed, Signs};
use crate::detect::byte_set;

/// How far from the name of a product pieces are looked for.
const NEAR: usize = 1_024;

/// Bytes of a piece, on either side of a joint, that are looked at.
const SAMPLE: usize = 32;

/// The triggers of a text, each looked for only where no window reaches yet: where anchors stand in every line, nothing else
/// needs to be.
#[derive(Debug)]
pub(super) struct Triggers<'t> {
    /// The text.
    text: &'t [u8],
    /// Anchors whose credential may go on.
    missed: &'t [Missed],
    /// Names of products.
    products: Peekable<Iter<'t, usize>>,
    /// Up to here, digits near products were looked at.
    looked_near: usize,
    /// Pieces with a digit in them, near products.
    near: Pieces<'t>,
    /// Long runs.
    runs: Peekable<Iter<'t, Range<usize>>>,
    /// Pieces with a long run in them; a piece can hold many.
    long: Pieces<'t>,
}

impl<'t> Triggers<'t> {
    /// Those of a text.
    pub(super) fn new(text: &'t [u8], signs: &Signs<'t>) -> Self {
        Self {
            text,
            missed: signs.missed,
            products: signs.products.iter().peekable(),
            looked_near: 0,
            near: Pieces::of(text),
            runs: signs.runs.iter().peekable(),
            long: Pieces::of(text),
        }
    }

    /// The first one at or behind `from`.
    pub(super) fn next(&mut self, from: usize) -> Option<usize> {
        while let [first, rest @ ..] = self.missed
            && (first.at < from || !first.cut.is_joined(self.text, rest.first().map(|other| other.start)))
        {
            self.missed = rest;
        }
        let missed = self.missed.first().map(|missed| missed.at);
        let limit = missed.unwrap_or(self.text.len());
        let first = [self.near(from, limit), self.long(from, limit), missed].into_iter().flatten().min();
        for pieces in [&mut self.near, &mut self.long] {
            pieces.meeting = pieces.meeting.filter(|at| Some(*at) != first);
        }
        if let [missed, rest @ ..] = self.missed
            && Some(missed.at) == first
        {
            self.missed = rest;
        }
        first
    }

    /// Where the first piece near the name of a product that holds a digit, as most random ones do, meets another one, if the
    /// digit stands before `limit`.
    fn near(&mut self, from: usize, limit: usize) -> Option<usize> {
        self.near.forget(from);
        // A window can end within a piece.
        self.looked_near = self.looked_near.max(from.saturating_sub(SAMPLE));
        while self.near.meeting.is_none() && self.looked_near < limit {
            while self.products.next_if(|named| **named + NEAR <= self.looked_near).is_some() {}
            let named = **self.products.peek()?;
            self.looked_near = self.looked_near.max(named.saturating_sub(NEAR));
            let end = limit.min(named + NEAR).max(self.looked_near);
            match byte_set::first_digit(&self.text[self.looked_near..end]) {
                Some(digit) => {
                    let digit = self.looked_near + digit;
                    self.near.ask(&(digit..digit + 1), from);
                    self.looked_near = self.near.end;
                }
                None => self.looked_near = end,
            }
        }
        self.near.meeting
    }

    /// Where the first piece that a long run belongs to meets another one, if the run begins before `limit`.
    fn long(&mut self, from: usize, limit: usize) -> Option<usize> {
        self.long.forget(from);
        while self.long.meeting.is_none()
            && let Some(run) = self.runs.next_if(|run| run.start < limit)
        {
            self.long.ask(run, from);
        }
        self.long.meeting
    }
}

/// Pieces, one after the other, and whether they meet another one.
#[derive(Debug)]
struct Pieces<'t> {
    /// The text.
    text: &'t [u8],
    /// Where the last one ends.
    end: usize,
    /// Where a piece meets another one, both looking random.
    meeting: Option<usize>,
}

impl<'t> Pieces<'t> {
    /// Those of a text.
    fn of(text: &'t [u8]) -> Self {
        Self { text, end: 0, meeting: None }
    }

    /// Forgets what was seen before `from`.
    fn forget(&mut self, from: usize) {
        self.meeting = self.meeting.filter(|at| *at >= from);
    }

    /// Asks whether the piece that these bytes belong to meets another one, at or behind `from`.
    fn ask(&mut self, part: &Range<usize>, from: usize) {
        if part.start >= self.end {
            self.meeting = self.met(part).filter(|at| *at >= from);
        }
    }

    /// Where the piece that these bytes belong to meets another one.
    fn met(&mut self, part: &Range<usize>) -> Option<usize> {
        let text = self.text;
        let start = part.start - byte_set::trailing(&IN_TOKENS, &text[self.end..part.start]);
        // What stands behind the piece before was asked then.
        let asked = self.end;
        self.end = part.end + byte_set::leading(&IN_TOKENS, &text[part.end..]);
        // The sign of a soft break is one that tokens are made of.
        let soft = Some(self.end - 1).filter(|at| text[*at] == b'=');
        let behind = soft.into_iter().chain([self.end]).find(|at| meets(text, *at).is_some());
        let before = || openings_before(text, start).find(|at| *at != asked && meets(text, *at) == Some(start));
        behind.or_else(before)
    }
}

/// Where joints may begin that end where a piece starts; a sign in them can be one that tokens are made of.
fn openings_before(text: &[u8], start: usize) -> impl Iterator<Item = usize> {
    let near = &text[start.saturating_sub(joint::LONGEST)..start];
    let between = match near {
        // `f"…"`, `L"…"`.
        [between @ .., b'a'..=b'z' | b'A'..=b'Z', b'"' | b'\'' | b'`'] => between,
        between => between,
    };
    let quoted = near.last().is_some_and(|byte| b"\"'`".contains(byte));
    let first = match between.iter().rposition(u8::is_ascii_alphanumeric) {
        // What stands there may be a comment between two literals.
        Some(last) if quoted && between[last..].iter().any(|byte| matches!(byte, b'\n' | b'*')) => 0,
        Some(last) => last + 1,
        None => 0,
    };
    let begins = |at: &usize| OPENS[usize::from(text[*at])] && *at > 0 && in_tokens(text[*at - 1]);
    (start - near.len() + first..start).filter(begins)
}

/// Where the next piece begins behind a joint at this offset, if both look random.
fn meets(text: &[u8], at: usize) -> Option<usize> {
    let opens = match text.get(at..)? {
        // Between words, as in most places.
        [b' ', next, ..] if next.is_ascii_graphic() => false,
        [first, ..] => at > 0 && OPENS[usize::from(*first)],
        [] => false,
    };
    if !opens || is_in_wall(text, at) {
        return None;
    }
    let joint = joint::read(text, at)?;
    let next = at + joint.length;
    are_random(text, at..next).then_some(next)
}

/// Whether a line ends there that belongs to binary data in base64: a certificate, a key. Those are decoded line by line, and
/// what is split without an anchor in it is too short to have two such lines.
fn is_in_wall(text: &[u8], at: usize) -> bool {
    /// What `BEGIN` and `END` of such data stand between.
    const RULE: &[u8] = b"-----";
    let (above, behind) = text.split_at(at);
    let padded = behind.strip_prefix(b"=").unwrap_or(behind);
    if newline(padded).is_some_and(|length| padded[length..].starts_with(RULE)) {
        return true;
    }
    let Some(below) = newline(behind).map(|length| &behind[length..]) else { return false };
    if above.ends_with(RULE) {
        return true;
    }
    let Some((row, before)) = last_row(above) else { return false };
    let next = Row { indentation: byte_set::leading(&BLANKS, below), width: 0 };
    let next = Row { width: byte_set::leading(&IN_ROWS, &below[next.indentation..]), ..next };
    // All are as wide as each other but the last one.
    let is_last = || last_row(before).is_some_and(|(above, _)| above == row);
    next.indentation == row.indentation && (next.width == row.width || next.width < row.width && is_last())
}

/// A line of data.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    /// Blanks before it.
    indentation: usize,
    /// Its characters.
    width: usize,
}

/// What data are written in, padding aside.
static IN_ROWS: [bool; 256] = byte_set::letters_digits_and(b"+/_-");
/// Spaces.
static BLANKS: [bool; 256] = byte_set::of(b" ");

/// The line of data that a text ends in, if that is one, and the text up to the end of the line before it.
fn last_row(text: &[u8]) -> Option<(Row, &[u8])> {
    /// More than any credential has that is found without an anchor.
    const LEAST: usize = 48;
    /// Wider than what programs write.
    const MOST: usize = 160;
    let near = &text[text.len().saturating_sub(MOST)..];
    let width = byte_set::trailing(&IN_ROWS, near);
    let lead = &text[..text.len() - width];
    let indentation = byte_set::trailing(&BLANKS, &lead[lead.len().saturating_sub(MOST)..]);
    let lead = &lead[..lead.len() - indentation];
    let before = lead.strip_suffix(b"\n").map(|before| before.strip_suffix(b"\r").unwrap_or(before));
    let begins = before.is_some() || lead.is_empty();
    (begins && (LEAST..MOST).contains(&width)).then(|| (Row { indentation, width }, before.unwrap_or_default()))
}

/// Whether the pieces on either side of a joint are long enough, and mixed as random ones are.
fn are_random(text: &[u8], joint: Range<usize>) -> bool {
    /// The shortest credential, less a third piece of it.
    const LEAST: usize = 16;
    let before = &text[joint.start.saturating_sub(SAMPLE)..joint.start];
    let behind = &text[joint.end..text.len().min(joint.end + SAMPLE)];
    let (before, of_before) = sorts(before.iter().rev());
    let (behind, of_behind) = sorts(behind.iter());
    before + behind >= LEAST && (of_before | of_behind) & RANDOM == RANDOM
}

/// How many bytes in a row tokens are made of, and of which sorts they are.
fn sorts<'t>(bytes: impl Iterator<Item = &'t u8>) -> (usize, u8) {
    let (mut length, mut sorts) = (0, 0);
    for byte in bytes {
        let sort = SORTS[usize::from(*byte)];
        if sort == 0 {
            break;
        }
        length += 1;
        sorts |= sort;
    }
    (length, sorts)
}

/// What random pieces hold: bits for a digit, a large and a small letter.
const RANDOM: u8 = 0b111;

/// For each byte that tokens are made of, the bit of its sort, or another one; for others none.
static SORTS: [u8; 256] = {
    let mut sorts = [0; 256];
    let mut byte = 0u8;
    while byte < 0x80 {
        sorts[byte as usize] = match byte {
            b'0'..=b'9' => 0b1,
            b'A'..=b'Z' => 0b10,
            b'a'..=b'z' => 0b100,
            _ if IN_TOKENS[byte as usize] => 0b1000,
            _ => 0,
        };
        byte += 1;
    }
    sorts
};
