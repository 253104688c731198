//! Bytes written as numbers: lists of them in source code, and what `xxd` and `hexdump -C` print,
//! and what the registry of Windows is exported to.

use std::ops::Range;

use super::super::layer::Layer;
use super::super::written::hex_byte;
use super::Sink;
use super::window::{NEAR, Window, Windows};
use crate::detect::byte_set;

/// Shorter rows write no credential.
const SHORTEST: usize = 20;
/// A byte, and the digits that write it.
type Row = Vec<(u8, Range<usize>)>;

/// Hands on a layer of every window in which numbers write text.
pub(super) fn layers(layer: &Layer<'_>, sink: &mut Sink<'_>) {
    let text = &*layer.text;
    let mut windows = Windows::new(text, NEAR);
    let mut emit = |window: Window<'_, Row>| sink.take(window.span.len(), || decode(layer, &window));
    let mut from = 0;
    while let Some(mut region) = next_region(text, from) {
        let read = if is_of_pairs(&text[region.clone()]) { pairs } else { list };
        // What holds many rows is measured once.
        while !region.is_empty() {
            let (row, end) = dump(text, &region).unwrap_or_else(|| read(text, &region));
            region.start = end.max(region.start + 1);
            if let ([(_, first), .., (_, last)], true) = (row.as_slice(), row.len() >= SHORTEST && is_readable(&row)) {
                let span = first.start..last.end;
                if layer.is_fresh(span.clone()) {
                    windows.add(span, row, &mut emit);
                }
            }
        }
        from = region.start;
    }
    windows.finish(&mut emit);
}

/// Whether nine of ten bytes of a row are text, which may be UTF-16 and end in a NUL of that.
fn is_readable(row: &Row) -> bool {
    let count = |such: fn(u8) -> bool| row.iter().filter(|(byte, _)| such(*byte)).count();
    let (readable, nuls) = (count(super::is_text), count(|byte| byte == 0));
    nuls <= row.len() / 2 + 1 && readable * 10 > (row.len() - nuls) * 9
}

/// What rows of numbers are made of.
static IN_ROWS: [bool; 256] = byte_set::of(b"0123456789abcdefABCDEFxX, \t\r\n:-\\");

/// Bytes that are looked at in one place.
const LOOK: usize = 8;

/// The next stretch of what rows are made of that may hold one, at or behind `from`.
fn next_region(text: &[u8], from: usize) -> Option<Range<usize>> {
    /// Of numbers of two digits, and of a line of a dump.
    const SHORTEST_REGION: usize = 50;
    /// From one look to the next: a region holds all bytes of one of them.
    const STEP: usize = SHORTEST_REGION + 1 - LOOK;
    let mut at = from;
    while let Some(look) = text.get(at..at + LOOK) {
        at += STEP;
        if look.iter().fold(true, |all, byte| all & IN_ROWS[usize::from(*byte)]) {
            let middle = at - STEP;
            let other = |byte: &u8| !IN_ROWS[usize::from(*byte)];
            let start = text[from..middle].iter().rposition(other).map_or(from, |other| from + other + 1);
            let end = text[middle..].iter().position(other).map_or(text.len(), |other| middle + other);
            if end - start >= SHORTEST_REGION && has_numbers(&text[start..end]) {
                return Some(start..end);
            }
            at = at.max(end);
        }
    }
    None
}

/// Whether there are as many digits as the shortest row has, and what parts them: blanks, words like `added` and long numbers
/// are no rows.
fn has_numbers(text: &[u8]) -> bool {
    /// Dumps write two bytes in a group, and eight groups in a line.
    const GAPS: usize = 8;
    let (mut digits, mut gaps) = (0, 0);
    text.iter().any(|byte| {
        digits += usize::from(byte.is_ascii_digit());
        gaps += usize::from(BETWEEN_PAIRS[usize::from(*byte)]);
        digits >= SHORTEST && gaps >= GAPS
    })
}

/// What stands between numbers.
static SEPARATORS: [bool; 256] = byte_set::of(b", \t\r\n\\");

/// What stands between pairs of digits.
static BETWEEN_PAIRS: [bool; 256] = byte_set::of(b", \t\r\n:-\\");

/// What numbers, and words in their place, are made of.
static IN_NUMBERS: [bool; 256] = byte_set::of(b"0123456789abcdefABCDEFxX:-");

/// The first long list of numbers, `65, 84` or `0x41, 0x54`, in what looks like one from `start` on, and where it ends.
fn list(text: &[u8], region: &Range<usize>) -> (Row, usize) {
    let text = &text[..region.end];
    let mut row = Row::new();
    let mut at = region.start;
    loop {
        at += byte_set::leading(&SEPARATORS, &text[at..]);
        let length = byte_set::leading(&IN_NUMBERS, &text[at..]);
        match number(&text[at..at + length]) {
            Some(byte) => row.push((byte, at..at + length)),
            None if row.len() >= SHORTEST || length == 0 => return (row, at),
            None => row.clear(),
        }
        at += length;
    }
}

/// Whether pairs of hexadecimal digits stand there, as in `41 4a 31` and `41:4A:31`, and next to no other numbers: of the
/// decimal ones that write text many have three digits.
fn is_of_pairs(text: &[u8]) -> bool {
    const SAMPLE: usize = 64;
    let words = text.split(|byte| BETWEEN_PAIRS[usize::from(*byte)]).filter(|word| !word.is_empty());
    let (mut pairs, mut others) = (0, 0);
    for word in words.take(SAMPLE) {
        pairs += usize::from(word.len() == 2);
        others += usize::from(word.len() != 2 && number(word).is_some());
    }
    pairs > 16 * others
}

/// The first long list of pairs of hexadecimal digits in what looks like one from `start` on, and where it ends.
fn pairs(text: &[u8], region: &Range<usize>) -> (Row, usize) {
    let text = &text[..region.end];
    let mut row = Row::new();
    let mut at = region.start;
    loop {
        at += byte_set::leading(&BETWEEN_PAIRS, &text[at..]);
        let length = text[at..].iter().take_while(|byte| !BETWEEN_PAIRS[usize::from(**byte)]).count();
        match hex_byte(&text[at..at + length]) {
            Some(byte) => row.push((byte, at..at + length)),
            None if row.len() >= SHORTEST || length == 0 => return (row, at),
            None => row.clear(),
        }
        at += length;
    }
}

/// The byte that a number stands for.
fn number(text: &[u8]) -> Option<u8> {
    match text {
        [b'0', b'x' | b'X', digits @ ..] => hex_byte(digits),
        [_] | [_, _] | [_, _, _] => text.iter().try_fold(0u8, |value, digit| {
            let digit = digit.wrapping_sub(b'0');
            if digit < 10 { value.checked_mul(10)?.checked_add(digit) } else { None }
        }),
        _ => None,
    }
}

/// The lines of a dump from the first one in a region on, and where they end.
fn dump(text: &[u8], region: &Range<usize>) -> Option<(Row, usize)> {
    const LONGEST_LINE: usize = 120;
    // What stands before the first line of a dump may look like a part of it.
    let first = text[region.clone()].iter().take(LONGEST_LINE).position(u8::is_ascii_digit)?;
    let line = &text[region.start + first..region.end.min(region.start + first + LONGEST_LINE)];
    let second = memchr::memchr(b'\n', line).map(|newline| first + newline + 1);
    for at in [Some(first), second].into_iter().flatten().map(|offset| region.start + offset) {
        let near = &text[at.saturating_sub(LONGEST_LINE)..at];
        let mut start = at - near.len() + memchr::memrchr(b'\n', near).map_or(0, |newline| newline + 1);
        let mut row = Row::new();
        while dump_line(text, start, &mut row) {
            let rest = &text[start..text.len().min(start + LONGEST_LINE)];
            start += memchr::memchr(b'\n', rest).map_or(rest.len(), |newline| newline + 1);
        }
        if !row.is_empty() {
            return Some((row, start));
        }
    }
    None
}

/// Reads a line of a dump: an offset, and up to sixteen bytes in pairs of digits, some of them side by side.
fn dump_line(text: &[u8], start: usize, row: &mut Row) -> bool {
    const WIDTH: usize = 16;
    let rest = text.get(start..).unwrap_or_default();
    let digits = rest.iter().take(17).take_while(|byte| byte.is_ascii_hexdigit()).count();
    let colon = usize::from(rest.get(digits) == Some(&b':'));
    if !(7..=16).contains(&digits) || rest.get(digits + colon) != Some(&b' ') {
        return false;
    }
    let mut at = digits + colon;
    let before = row.len();
    while row.len() - before < WIDTH {
        let blanks = rest[at..].iter().take(3).take_while(|byte| **byte == b' ').count();
        let gap = row.len() - before == WIDTH / 2 || row.len() == before;
        let pair = rest.get(at + blanks..at + blanks + 2).and_then(hex_byte);
        let Some(byte) = pair.filter(|_| blanks < 2 || gap && blanks == 2) else { break };
        at += blanks;
        row.push((byte, start + at..start + at + 2));
        at += 2;
    }
    row.len() > before
}

/// The window with the numbers read.
fn decode<'p>(layer: &'p Layer<'p>, window: &Window<'_, Row>) -> Layer<'p> {
    let mut builder = layer.derive(window.span.len());
    let mut copied = window.span.start;
    for (span, row) in window.marks {
        builder.copy(copied..span.start);
        for (byte, place) in row {
            builder.push(*byte, place.clone());
        }
        copied = copied.max(span.end);
    }
    builder.copy(copied..window.span.end);
    builder.finish()
}
