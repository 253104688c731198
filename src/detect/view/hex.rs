//! Hexadecimal digits, two for a byte.

use super::encoded::{Code, PROBE};
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
        digits.iter().step_by(2).all(|digit| *digit < b'8')
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
}
