//! Ways to write bytes in letters and digits, and whether what they write is text.

use std::ops::Range;

use super::super::is_text;
use crate::detect::byte_set;
use crate::detect::layer::Ratio;

/// A way to write bytes in letters and digits.
pub(super) trait Code {
    /// How many bytes a group of characters writes.
    const RATIO: Ratio;

    /// The characters of the code.
    const MEMBERS: &'static [bool; 256];

    /// Whether all bytes that these characters write are such.
    fn write(characters: &[u8], such: &[bool; 256]) -> bool;

    /// The first bytes that the characters at the start of `text` write, if there are enough of them.
    fn probe(text: &[u8]) -> Option<[u8; PROBE]>;

    /// Adds the bytes that whole groups of characters write.
    fn decode(characters: &[u8], bytes: &mut Vec<u8>);

    /// Where what begins a run that starts at `start` begins: `0x`.
    fn begin(text: &[u8], start: usize) -> usize;

    /// Where what ends a run that ends at `end` ends: padding.
    fn end(text: &[u8], end: usize) -> usize;

    /// In a run of letters and digits, where the next row of characters begins that is long enough for a probe, at or behind
    /// `from`, and up to where it is known to go on.
    fn next_row(run: &[u8], from: usize) -> Option<Range<usize>>;
}

/// Bytes that are judged together: random ones are all text with a chance of 1 in 100,000.
pub(super) const PROBE: usize = 12;
/// Bytes of them that must be text for a run to go on, so that letters of other languages do not end it.
pub(super) const MOST: usize = 9;
/// How many characters of the code stand at the start of `text`.
pub(super) fn members<C: Code>(text: &[u8]) -> usize {
    byte_set::leading(C::MEMBERS, text)
}

/// Characters that write the bytes of a probe.
pub(super) const fn probed<C: Code>() -> usize {
    PROBE / C::RATIO.bytes * C::RATIO.written
}

/// Where the characters from `start` on cease to write text, or the end of `text`. What ends within a probe is taken with it.
pub(super) fn text_end<C: Code>(text: &[u8], start: usize) -> usize {
    let mut at = start;
    while at + probed::<C>() <= text.len() && readable::<C>(text, at) >= MOST {
        at += probed::<C>();
    }
    text.len().min(at + probed::<C>())
}

/// Whether all bytes of a probe at `start` are text, which may be UTF-16.
pub(super) fn is_readable<C: Code>(text: &[u8], start: usize) -> bool {
    let Some(characters) = text.get(start..start + probed::<C>()) else { return false };
    C::write(characters, &WIDE_TEXT) && C::probe(characters).is_some_and(|bytes| is_not_wider(&bytes))
}

/// How many of the bytes of a probe at `start` are text, which may be UTF-16; none if the characters end before.
pub(super) fn readable<C: Code>(text: &[u8], start: usize) -> usize {
    let Some(bytes) = text.get(start..).and_then(C::probe) else { return 0 };
    if is_not_wider(&bytes) { bytes.iter().filter(|byte| WIDE_TEXT[usize::from(**byte)]).count() } else { 0 }
}

/// Bytes of text in UTF-16.
static WIDE_TEXT: [bool; 256] = {
    let mut members = [false; 256];
    let mut byte = 0u8;
    while byte < 0x80 {
        members[byte as usize] = byte == 0 || is_text(byte);
        byte += 1;
    }
    members
};

/// At most every second byte of UTF-16 is a NUL.
fn is_not_wider(bytes: &[u8; PROBE]) -> bool {
    bytes.iter().filter(|byte| **byte == 0).count() <= PROBE / 2
}
