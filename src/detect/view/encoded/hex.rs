//! Hexadecimal digits, two for a byte.

use std::ops::Range;

use super::code::{Code, PROBE, probed};
use crate::detect::layer::Ratio;
use crate::detect::written::hex_byte;

/// Hexadecimal digits.
#[derive(Debug)]
pub(super) struct Hex;

impl Code for Hex {
    const RATIO: Ratio = Ratio { bytes: 1, written: 2 };

    fn is_member(byte: u8) -> bool {
        byte.is_ascii_hexdigit()
    }

    fn is_ascii(digits: &[u8]) -> bool {
        digits.as_chunks().0.iter().all(|[high, _]| *high < b'8')
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
            match row.iter().rposition(|byte| !Self::is_member(*byte)) {
                Some(at) => from += at + 1,
                None => return Some(from..from + row.len()),
            }
        }
        None
    }
}
