//! Base64, standard and URL-safe.

use std::ops::Range;

use super::code::{Code, PROBE, probed};
use crate::detect::byte_set;
use crate::detect::layer::Ratio;

/// Base64.
#[derive(Debug)]
pub(super) struct Base64;

/// The characters of both alphabets.
static CHARACTERS: [bool; 256] = byte_set::letters_digits_and(b"+/-_");

/// The value of each character; 0 for others.
static VALUES: [u8; 256] = {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut values = [0; 256];
    let mut value = 0u8;
    while value < 64 {
        values[alphabet[value as usize] as usize] = value;
        value += 1;
    }
    values[b'-' as usize] = 62;
    values[b'_' as usize] = 63;
    values
};

/// The three bytes that four characters write.
fn three(group: [u8; 4]) -> [u8; 3] {
    let value = |index: usize| u32::from(VALUES[usize::from(group[index])]);
    let [_, three @ ..] = (value(0) << 18 | value(1) << 12 | value(2) << 6 | value(3)).to_be_bytes();
    three
}

impl Code for Base64 {
    const RATIO: Ratio = Ratio { bytes: 3, written: 4 };

    const MEMBERS: &'static [bool; 256] = &CHARACTERS;

    #[inline]
    fn write(characters: &[u8], such: &[bool; 256]) -> bool {
        characters.as_chunks().0.iter().all(|[one, two, three, four]| {
            let value = |character: &u8| VALUES[usize::from(*character)];
            let (one, two, three, four) = (value(one), value(two), value(three), value(four));
            // Most of what is no text has a highest bit set.
            (one & 0b10_0000) | (two & 0b1000) | (three & 0b10) == 0
                && such[usize::from(one << 2 | two >> 4)]
                && such[usize::from(two << 4 | three >> 2)]
                && such[usize::from(three << 6 | four)]
        })
    }

    fn probe(text: &[u8]) -> Option<[u8; PROBE]> {
        let mut bytes = [0; PROBE];
        let characters: &[u8; PROBE / 3 * 4] = text.first_chunk()?;
        for (to, group) in bytes.as_chunks_mut().0.iter_mut().zip(characters.as_chunks().0) {
            *to = three(*group);
        }
        Some(bytes)
    }

    fn decode(characters: &[u8], bytes: &mut Vec<u8>) {
        let (groups, _) = characters.as_chunks();
        let from = bytes.len();
        bytes.resize(from + groups.len() * 3, 0);
        for (to, group) in bytes[from..].as_chunks_mut().0.iter_mut().zip(groups) {
            *to = three(*group);
        }
    }

    fn begin(_: &[u8], start: usize) -> usize {
        start
    }

    fn end(text: &[u8], end: usize) -> usize {
        end + text[end..].iter().take(2).take_while(|byte| **byte == b'=').count()
    }

    fn next_row(run: &[u8], from: usize) -> Option<Range<usize>> {
        // Such runs consist of its characters.
        (from + probed::<Self>() <= run.len()).then_some(from..run.len())
    }
}
