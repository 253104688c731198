//! Base64, standard and URL-safe, whole or wrapped over lines, also glued to other text.

use std::ops::Range;

use super::super::layer::LayerBuilder;

/// Characters that must be readable as text before a run is taken for base64 of it: random ones are with a chance of
/// 1 in 100,000.
const PROBE: usize = 16;
/// Distance between probes of a run that does not begin as text: a credential in it is longer.
const STEP: usize = 24;
/// Fewer hold no credential.
pub(super) const LEAST: usize = 24;

/// The value of each character; [`NONE`] for others.
static VALUES: [u8; 256] = {
    let mut values = [NONE; 256];
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut value = 0u8;
    while value < 64 {
        values[alphabet[value as usize] as usize] = value;
        value += 1;
    }
    values[b'-' as usize] = 62;
    values[b'_' as usize] = 63;
    values
};
/// No character of base64.
const NONE: u8 = 64;

/// Whether the byte is of the alphabet, standard or URL-safe.
fn is_member(byte: u8) -> bool {
    VALUES[usize::from(byte)] != NONE
}

/// Base64 of text: where its characters stand, line by line.
#[derive(Debug)]
pub(super) struct Encoded {
    /// The characters, without what stands between the lines; the first one starts a group of four.
    pub(super) lines: Vec<Range<usize>>,
}

impl Encoded {
    /// From the first character to behind the last.
    pub(super) fn span(&self) -> Range<usize> {
        let start = self.lines.first().map_or(0, |line| line.start);
        start..self.lines.last().map_or(start, |line| line.end)
    }

    /// The end of the padding.
    pub(super) fn padding(&self, text: &[u8]) -> usize {
        let end = self.span().end;
        end + text[end..].iter().take(2).take_while(|byte| **byte == b'=').count()
    }
}

/// Base64 of text in and around a run of letters and digits, if there is any.
pub(super) fn find(text: &[u8], run: &Range<usize>) -> Option<Encoded> {
    let before = text[..run.start].iter().rev().take(PROBE).take_while(|byte| is_member(**byte)).count();
    let from = run.start - before;
    let end = run.end + text[run.end..].iter().take_while(|byte| is_member(**byte)).count();
    let text_at = |probe: usize| (probe..probe + 4).find(|start| is_text(&text[..end], *start));
    let start = (from..end).step_by(STEP).find_map(text_at)?;
    // What stands before is part of it if it is aligned with it.
    let start = from + (start - from) % 4;
    Some(Encoded { lines: lines(text, start..end) })
}

/// Whether the characters from `start` on encode printable text, which may be UTF-16.
fn is_text(text: &[u8], start: usize) -> bool {
    let Some(probe) = text.get(start..start + PROBE) else { return false };
    let mut visible = 0;
    for quad in probe.chunks_exact(4) {
        for byte in bytes(quad) {
            if byte != 0 && !super::is_text(byte) {
                return false;
            }
            visible += usize::from(byte != 0);
        }
    }
    visible * 2 >= PROBE / 4 * 3
}

/// The three bytes that four characters encode.
fn bytes(quad: &[u8]) -> [u8; 3] {
    let value = quad.iter().fold(0u32, |value, byte| value << 6 | u32::from(VALUES[usize::from(*byte)] & 63));
    let [_, one, two, three] = value.to_be_bytes();
    [one, two, three]
}

/// The first line and those that go on with it.
fn lines(text: &[u8], first: Range<usize>) -> Vec<Range<usize>> {
    /// Lines shorter than this are not wrapped: what follows is something else.
    const SHORTEST: usize = 40;
    let mut lines = vec![first.clone()];
    let mut length = first.len();
    let mut last = first;
    while last.len() >= SHORTEST {
        let Some(start) = next_line(text, last.end) else { break };
        let count = text[start..].iter().take_while(|byte| is_member(**byte)).count();
        let next = start..start + count;
        // The group that the break may split ends on this line; behind it there must be text.
        let probe = start + (4 - length % 4) % 4;
        if count == 0 || probe + PROBE <= next.end && !is_text(&text[..next.end], probe) {
            break;
        }
        length += count;
        lines.push(next.clone());
        last = next;
    }
    lines
}

/// Where the next line's characters begin, if nothing but a line break, indentation, a comment leader or the marks of a
/// string literal stands before them.
fn next_line(text: &[u8], end: usize) -> Option<usize> {
    const LONGEST: usize = 80;
    let rest = &text[end..text.len().min(end + LONGEST)];
    let mut breaks = 0;
    let mut at = 0;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\n' => breaks += 1,
            b'\\' if matches!(rest.get(at + 1), Some(b'n' | b'r')) => {
                breaks += usize::from(rest[at + 1] == b'n');
                at += 1;
            }
            b'\\' | b' ' | b'\t' | b'\r' | b'"' | b'\'' | b'#' | b'*' | b'>' | b',' | b'.' | b'`' => {}
            b'+' if rest.get(at + 1).is_some_and(u8::is_ascii_whitespace) => {}
            byte if is_member(*byte) && breaks > 0 => return Some(end + at),
            _ => return None,
        }
        at += 1;
    }
    None
}

/// Adds what the characters encode.
pub(super) fn decode(text: &[u8], encoded: &Encoded, builder: &mut LayerBuilder<'_>) {
    // Characters of a group that a line break splits, with their places.
    let mut split: Vec<(u8, usize)> = Vec::with_capacity(4);
    for line in &encoded.lines {
        let mut at = line.start;
        while at < line.end {
            if split.is_empty() && at + 4 <= line.end {
                builder.quad(bytes(&text[at..at + 4]), at);
                at += 4;
                continue;
            }
            split.push((text[at], at));
            at += 1;
            if split.len() == 4 {
                flush(&mut split, builder);
            }
        }
    }
    flush(&mut split, builder);
}

/// Adds what up to four characters encode that stand apart or end the run.
fn flush(split: &mut Vec<(u8, usize)>, builder: &mut LayerBuilder<'_>) {
    let mut quad = [b'A'; 4];
    for (to, (from, _)) in quad.iter_mut().zip(split.iter()) {
        *to = *from;
    }
    for (byte, pair) in bytes(&quad).into_iter().zip(split.windows(2)) {
        builder.push(byte, pair[0].1..pair[1].1 + 1);
    }
    split.clear();
}
