//! Percent-encoding, as in URLs and form bodies, and the `%u0041` that old browsers write.

use super::super::written::hex_byte;
use super::escape::{Escape, Meaning};

/// The encoded byte at the start of `text`.
pub(super) fn read(text: &[u8]) -> Option<Escape> {
    match text.get(1)? {
        b'u' => {
            let high = hex_byte(text.get(2..4)?)?;
            let low = hex_byte(text.get(4..6)?)?;
            Escape::char(u32::from(high) << 8 | u32::from(low), 6)
        }
        _ => Some(Escape { meaning: Meaning::Byte(hex_byte(text.get(1..3)?)?), length: 3 }),
    }
}
