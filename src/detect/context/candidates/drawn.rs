//! Values that are drawn at random, or that are the base64 of others.

use std::ops::Range;

use super::super::{randomness, reader};
use crate::detect::byte_set;

/// The shortest drawn value, less what base64 pads it with.
const SHORTEST_RUN: usize = 14;

/// The runs of terms that are long enough for a drawn value and have digits and letters. They are looked for around digits,
/// which are rare in prose and code.
pub(super) fn mixed_runs(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let digit = at + byte_set::first_digit(&text[at..])?;
            let start = digit - byte_set::trailing(&reader::IN_TERMS, &text[at..digit]);
            let end = digit + byte_set::leading(&reader::IN_TERMS, &text[digit..]);
            at = end;
            if end - start >= SHORTEST_RUN && text[start..end].iter().any(u8::is_ascii_alphabetic) {
                return Some(start..end);
            }
        }
    })
}

/// Whether something in a run could be of a shape that is drawn: at random, in hexadecimal digits, as a UUID, or as the base64
/// of a text.
pub(super) fn could_be(run: &[u8], in_address: bool) -> bool {
    let has_hexadecimal = |count: usize| {
        let parts = |byte: &u8| !byte.is_ascii_hexdigit() && *byte != b'-';
        run.len() >= count && run.split(parts).any(|digits| digits.len() >= count)
    };
    // The segments of an address that are no parameters count only if they are of one kind.
    if in_address {
        return has_hexadecimal(64);
    }
    randomness::looks_drawn_in_part(run, SHORTEST_RUN)
        || has_hexadecimal(32)
        || is_text_in_base64(run)
        // Further on in an address, slashes part terms.
        || run.split(|byte| *byte == b'/').any(|part| part.len() >= SHORTEST_RUN && is_text_in_base64(part))
}

/// Whether this could be base64 of a text, or of one that begins with eight digits, as tokens of Data Center do.
pub(super) fn is_text_in_base64(run: &[u8]) -> bool {
    const DIGITS: usize = 8;
    const SHORTEST_TEXT: usize = 8;
    let digits = run.trim_ascii_end();
    let digits = &digits[digits.iter().take_while(|byte| **byte == b'-').count()..];
    let end = digits.iter().rposition(|byte| !matches!(byte, b'.' | b'!')).map_or(0, |last| last + 1);
    let (mut bits, mut held, mut count) = (0_u32, 0, 0);
    for byte in &digits[..end] {
        let Some(value) = base64_value(*byte) else { return false };
        bits = bits << 6 | value;
        held += 6;
        if held >= 8 {
            held -= 8;
            let plain = (bits >> held & 0xff) as u8;
            if !(b' '..=b'~').contains(&plain) && !plain.is_ascii_whitespace() {
                return false;
            }
            count = if plain.is_ascii_digit() { count + 1 } else { usize::MAX / 2 };
            if count == DIGITS {
                return true;
            }
        }
    }
    end >= SHORTEST_TEXT
}

/// What a digit of base64 stands for, in either alphabet.
pub(super) fn base64_value(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}
