//! Where joints may begin, and the next one.

use super::joint::{self, Joint, in_tokens};
use crate::detect::byte_set;

/// The bytes that a joint may begin with.
pub(super) static OPENS: [bool; 256] = byte_set::of(b"\"'`\\^= \t\r\n");
/// All others.
static OPENS_NOTHING: [bool; 256] = byte_set::not(OPENS);

/// The next joint that begins at or behind `from`, which is not 0, and before `limit`.
pub(super) fn next(text: &[u8], mut from: usize, limit: usize) -> Option<(usize, Joint)> {
    while let Some(at) = next_opening(text, from).filter(|at| *at < limit) {
        // As in most places.
        let is_between_words = text[at] == b' ' && text.get(at + 1).is_some_and(u8::is_ascii_graphic);
        if !is_between_words
            && in_tokens(text[at - 1])
            && let Some(joint) = joint::read(text, at)
        {
            return Some((at, joint));
        }
        from = at + 1;
    }
    None
}

/// The next byte at or behind `from` that a joint may begin with.
fn next_opening(text: &[u8], from: usize) -> Option<usize> {
    /// Most words are shorter.
    const NEAR: usize = 16;
    /// Bytes that are judged at once.
    const BLOCK: usize = 32;
    let rest = text.get(from..)?;
    let mut without = byte_set::leading(&OPENS_NOTHING, &rest[..rest.len().min(NEAR)]);
    if without == NEAR {
        let (blocks, _) = rest[NEAR..].as_chunks::<BLOCK>();
        without += blocks.iter().take_while(|block| !may_open(block)).count() * BLOCK;
        without += byte_set::leading(&OPENS_NOTHING, &rest[without..]);
    }
    (without < rest.len()).then_some(from + without)
}

/// Whether a joint may begin in a block; true for all of [`OPENS`], in arithmetic of which the compiler makes a few
/// instructions for sixteen bytes at once.
fn may_open(block: &[u8; 32]) -> bool {
    let mut least = u8::MAX;
    for byte in block {
        let signs =
            (byte ^ b'"').min(byte ^ b'\'').min(byte ^ b'`').min(byte ^ b'\\').min(byte ^ b'^').min(byte ^ b'=');
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
            let mut block = [b'x'; 32];
            block[17] = byte;
            assert!(may_open(&block) || !OPENS[usize::from(byte)], "{byte}");
        }
        assert!(!may_open(&[b'x'; 32]));
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
