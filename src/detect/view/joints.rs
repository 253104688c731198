//! Where joints may begin, and the next one.

use super::joint::{self, Joint, in_tokens};
use crate::detect::byte_set;

/// The bytes that a joint may begin with.
pub(super) static OPENS: [bool; 256] = byte_set::of(b"\"'`\\^=&< \t\r\n\xc2");
/// All others.
static OPENS_NOTHING: [bool; 256] = byte_set::not(OPENS);

/// The next joint that begins at or behind `from`, which is not 0, and before `limit`.
pub(super) fn next(text: &[u8], from: usize, limit: usize) -> Option<(usize, Joint)> {
    /// Most words are shorter. What is longer is passed over in blocks.
    const NEAR: usize = 16;
    let limit = limit.min(text.len());
    let mut at = from;
    while at < limit {
        let near = &text[at..limit.min(at + NEAR)];
        let without = byte_set::leading(&OPENS_NOTHING, near);
        at += without;
        if without < near.len() {
            // As in most places.
            let is_between_words = text[at] == b' ' && text.get(at + 1).is_some_and(u8::is_ascii_graphic);
            if !is_between_words
                && in_tokens(text[at - 1])
                && let Some(joint) = joint::read(text, at)
            {
                return Some((at, joint));
            }
            at += 1;
        } else {
            while text[at..limit].first_chunk().is_some_and(|block| !may_open(block)) {
                at += BLOCK;
            }
        }
    }
    None
}

/// Bytes that are judged at once.
const BLOCK: usize = 32;

/// Whether a joint may begin in a block; true for all of [`OPENS`], in arithmetic of which the compiler makes a few
/// instructions for sixteen bytes at once.
fn may_open(block: &[u8; BLOCK]) -> bool {
    let mut least = u8::MAX;
    for byte in block {
        // `&` and `'`, and `<` and `=`, differ in their last bit.
        let even = byte & 0xfe;
        let signs = (even ^ b'&')
            .min(even ^ b'<')
            .min(byte ^ b'"')
            .min(byte ^ b'`')
            .min(byte ^ b'\\')
            .min(byte ^ b'^')
            .min(byte ^ 0xc2);
        least = least.min(signs).min(byte.saturating_sub(b' '));
    }
    least == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_computation_agree() {
        for byte in 0..=u8::MAX {
            let mut block = [b'x'; BLOCK];
            block[17] = byte;
            assert!(may_open(&block) || !OPENS[usize::from(byte)], "{byte}");
        }
        assert!(!may_open(&[b'x'; BLOCK]));
    }

    #[test]
    fn a_joint_is_found_at_every_place() {
        for before in 1..150 {
            let text = format!("{}\" + \"rest", "x".repeat(before));
            let found = |from: usize, limit: usize| next(text.as_bytes(), from, limit).map(|(at, _)| at);
            assert_eq!(found(1, text.len()), Some(before));
            assert_eq!(found(before, text.len()), Some(before));
            assert_eq!(found(1, before), None);
            assert_eq!(found(before + 1, text.len()), None);
        }
    }
}
