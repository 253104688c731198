//! Text written in hexadecimal digits.

use std::ops::Range;

use super::super::layer::LayerBuilder;
use super::super::written::hex_byte;

/// Digits that must be readable before a run is taken for text.
const PROBE: usize = 24;
/// Fewer hold no credential.
pub(super) const LEAST: usize = 48;

/// The stretch of digits in a run of letters and digits that writes text, if any.
pub(super) fn find(text: &[u8], run: &Range<usize>) -> Option<Range<usize>> {
    let mut from = run.start;
    while from + LEAST <= run.end {
        let digits = text[from..run.end].iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        if digits >= LEAST {
            // A digit that belongs to something else may stand before (`\n`, `0x`).
            let start = [from, from + 1].into_iter().find(|start| is_text(&text[*start..*start + PROBE]))?;
            let length = (from + digits - start) / 2 * 2;
            return Some(start..start + length);
        }
        from += digits + 1;
    }
    None
}

/// Where the sign that digits follow begins (`0x`, `\x`), or the digits themselves.
pub(super) fn sign(text: &[u8], digits: &Range<usize>) -> usize {
    match &text[..digits.start] {
        [.., b'0' | b'\\', b'x' | b'X'] => digits.start - 2,
        _ => digits.start,
    }
}

/// Whether digits write printable text.
fn is_text(digits: &[u8]) -> bool {
    digits.chunks_exact(2).all(|pair| hex_byte(pair).is_some_and(super::is_text))
}

/// Adds what the digits write.
pub(super) fn decode(text: &[u8], span: &Range<usize>, builder: &mut LayerBuilder<'_>) {
    for at in span.clone().step_by(2) {
        if let Some(byte) = text.get(at..at + 2).and_then(hex_byte) {
            builder.push(byte, at..at + 2);
        }
    }
}
