//! Long runs of letters, digits, `+` and `/`: what base64, hexadecimal digits and tokens without a literal stand in.
//!
//! One pass judges words that stand so far apart that any long run holds a whole one, in loops without branches that the
//! compiler turns into SIMD. Only around a word that is all of the alphabet the run is measured: for what people write, that
//! comes to an instruction a byte.

use std::ops::Range;

use super::byte_set;

/// Bytes that are judged as one.
const WORD: usize = 8;
/// From one word that is judged to the next.
const STEP: usize = 2 * WORD;
/// Every run of so many bytes is found: wherever it stands, it holds a word that is judged.
const LEAST: usize = STEP + WORD - 1;
/// Words that are judged together.
const WORDS: usize = 8;
/// The bytes they stand in.
const BLOCK: usize = WORDS * STEP;

/// The alphabet of standard base64, padding aside.
static BASE64: [bool; 256] = byte_set::letters_digits_and(b"+/");

/// Whether a byte is of the alphabet of standard base64, padding aside.
pub(crate) fn is_base64(byte: u8) -> bool {
    BASE64[usize::from(byte)]
}

/// Every run of [`LEAST`] bytes and more, whole, in order.
pub(crate) fn find(text: &[u8]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut measured = 0;
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let mut full = match rest.first_chunk() {
            Some(block) => full_words(block),
            None => full_words(&padded(rest)),
        };
        while full != 0 {
            let at = start + full.trailing_zeros() as usize * STEP;
            full &= full - 1;
            if at >= measured {
                let run = run_at(text, at);
                measured = run.end;
                if run.len() >= LEAST {
                    runs.push(run);
                }
            }
        }
        start = (start + BLOCK).max(measured / STEP * STEP);
    }
    runs
}

/// The last bytes of a text as a block.
fn padded(rest: &[u8]) -> [u8; BLOCK] {
    let mut block = [b' '; BLOCK];
    for (to, from) in block.iter_mut().zip(rest) {
        *to = *from;
    }
    block
}

/// The run around a word of it.
fn run_at(text: &[u8], at: usize) -> Range<usize> {
    let before = byte_set::trailing(&BASE64, &text[..at]);
    let mut end = at + WORD;
    // Most end soon, some go on for megabytes.
    let near = text.len().min(end + BLOCK);
    end += byte_set::leading(&BASE64, &text[end..near]);
    if end == near {
        while text[end..].first_chunk().is_some_and(is_full) {
            end += BLOCK;
        }
        end += byte_set::leading(&BASE64, &text[end..]);
    }
    at - before..end
}

/// The words of a block that are all of the alphabet, a bit for each.
fn full_words(block: &[u8; BLOCK]) -> u32 {
    // Gathered as numbers: the compiler does not see through a copy of single bytes.
    let mut gathered = [0; WORDS];
    for (to, from) in gathered.iter_mut().zip(block.as_chunks::<WORD>().0.iter().step_by(STEP / WORD)) {
        *to = u64::from_ne_bytes(*from);
    }
    let mut words = [0; WORDS * WORD];
    for (to, from) in words.as_chunks_mut::<WORD>().0.iter_mut().zip(gathered) {
        *to = from.to_ne_bytes();
    }
    for byte in &mut words {
        *byte = outside(*byte);
    }
    let mut full = 0;
    for (index, word) in words.as_chunks::<WORD>().0.iter().enumerate() {
        full |= u32::from(u64::from_ne_bytes(*word) == 0) << index;
    }
    full
}

/// Whether all bytes of a block are of the alphabet.
fn is_full(block: &[u8; BLOCK]) -> bool {
    block.iter().fold(0, |any, byte| any | outside(*byte)) == 0
}

/// Other than 0 for a byte that is not of the alphabet: what [`is_base64`] says, in arithmetic of which the compiler makes a
/// few instructions for sixteen bytes at once.
#[inline]
fn outside(byte: u8) -> u8 {
    let letter = (byte | 0x20).wrapping_sub(b'a').saturating_sub(25);
    // `/` stands right before the digits.
    let digit = byte.wrapping_sub(b'/').saturating_sub(10);
    letter.min(digit).min(byte ^ b'+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_computation_agree() {
        assert!((0..=255).all(|byte| is_base64(byte) == (outside(byte) == 0)));
    }

    #[test]
    fn every_long_run_is_found_whole_at_every_place() {
        for before in 0..150 {
            for length in [LEAST, LEAST + 1, 44, 70, 200, 500] {
                for behind in [0, 1, 70] {
                    let run = "aB3/+".repeat(length.div_ceil(5));
                    let text = format!(
                        "{}-{}-{}",
                        " x".repeat(before / 2) + &" ".repeat(before % 2),
                        &run[..length],
                        "y ".repeat(behind)
                    );
                    let right = before + 1..before + 1 + length;
                    assert_eq!(find(text.as_bytes()), [right], "{before} {length} {behind}");
                }
            }
        }
    }

    #[test]
    fn runs_that_stand_close_together_are_all_found() {
        let run = "x".repeat(LEAST);
        for gap in 1..40 {
            let text = format!("{run}{}", " ".repeat(gap)).repeat(20);
            assert_eq!(find(text.as_bytes()).len(), 20, "{gap}");
        }
    }

    #[test]
    fn what_is_shorter_is_none() {
        let text = format!("{} {}.{}\n", "a".repeat(LEAST - 1), "identifier_with_parts", "b".repeat(16)).repeat(30);
        assert!(find(text.as_bytes()).is_empty());
    }
}
