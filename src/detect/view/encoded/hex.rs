//! Hexadecimal digits, two for a byte.

use std::ops::Range;

use super::code::{Code, PROBE, probed};
use crate::detect::byte_set;
use crate::detect::layer::Ratio;
use crate::detect::written::hex_byte;

/// Hexadecimal digits.
#[derive(Debug)]
pub(super) struct Hex;

/// Hexadecimal digits.
static DIGITS: [bool; 256] = byte_set::of(b"0123456789abcdefABCDEF");

impl Code for Hex {
    const RATIO: Ratio = Ratio { bytes: 1, written: 2 };

    const MEMBERS: &'static [bool; 256] = &DIGITS;

    fn write(digits: &[u8], such: &[bool; 256]) -> bool {
        digits.as_chunks::<2>().0.iter().all(|pair| hex_byte(pair).is_some_and(|byte| such[usize::from(byte)]))
    }

    fn probe(text: &[u8]) -> Option<[u8; PROBE]> {
        let mut bytes = [0; PROBE];
        let digits: &[u8; PROBE * 2] = text.first_chunk()?;
        for (to, pair) in bytes.iter_mut().zip(digits.as_chunks::<2>().0) {
            *to = hex_byte(pair)?;
        }
        Some(bytes)
    }

    fn decode(digits: &[u8], bytes: &mut Vec<u8>) {
        bytes.extend(digits.as_chunks::<2>().0.iter().filter_map(|pair| hex_byte(pair)));
    }

    fn begin(text: &[u8], start: usize) -> usize {
        match &text[..start] {
            [.., b'0' | b'\\', b'x' | b'X'] => start - 2,
            _ => start,
        }
    }

    fn end(_: &[u8], end: usize) -> usize {
        end
    }

    fn next_row(run: &[u8], mut from: usize) -> Option<Range<usize>> {
        while let Some(row) = run.get(from..from + probed::<Self>()) {
            // Looked at from its end, a row that is none leads far ahead.
            match row.iter().rposition(|byte| !DIGITS[usize::from(*byte)]) {
                Some(at) => from += at + 1,
                None => return Some(from..from + row.len()),
            }
        }
        None
    }
}
