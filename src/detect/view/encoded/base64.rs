//! Base64, standard and URL-safe.

use std::ops::Range;

use super::code::{Code, PROBE, probed};
use crate::detect::layer::Ratio;

/// Base64.
#[derive(Debug)]
pub(super) struct Base64;

/// The value of each character; [`NONE`] for others.
static VALUES: [u8; 256] = {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut values = [NONE; 256];
    let mut value = 0u8;
    while value < 64 {
        values[alphabet[value as usize] as usize] = value;
        value += 1;
    }
    values[b'-' as usize] = 62;
    values[b'_' as usize] = 63;
    values
};

/// The value of what is no character of it.
const NONE: u8 = 64;

/// The three bytes that four characters write.
fn three(group: [u8; 4]) -> [u8; 3] {
    let value = |index: usize| u32::from(VALUES[usize::from(group[index])] & 63);
    let [_, three @ ..] = (value(0) << 18 | value(1) << 12 | value(2) << 6 | value(3)).to_be_bytes();
    three
}

impl Code for Base64 {
    const RATIO: Ratio = Ratio { bytes: 3, written: 4 };

    fn is_member(byte: u8) -> bool {
        VALUES[usize::from(byte)] != NONE
    }

    fn is_ascii(characters: &[u8]) -> bool {
        characters.as_chunks().0.iter().all(|[one, two, three, _]| {
            let value = |byte: &u8| VALUES[usize::from(*byte)];
            (value(one) & 0b10_0000) | (value(two) & 0b1000) | (value(three) & 0b10) == 0
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
