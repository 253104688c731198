//! Where a text may hold what has no literal of its own: escapes, other encodings, and long runs of base64.
//!
//! One pass judges blocks of bytes, in loops without branches that the compiler turns into SIMD; only blocks with a sign are
//! looked at closely, by those whose sign it is.

use std::ops::Range;

/// Bytes that are judged together.
const BLOCK: usize = 64;
/// Bytes that are looked at behind each.
const AHEAD: usize = 3;
/// Bytes of a run that are judged together; two such words in a row are the sign of a run.
const WORD: usize = 8;

/// Stretches that may hold something.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// Escapes, colour codes, invisible characters.
    pub(crate) escapes: Vec<Range<usize>>,
    /// UTF-16 or UTF-32.
    pub(crate) nuls: Vec<Range<usize>>,
    /// Runs of letters, digits, `+` and `/`, each whole: all of 23 bytes and more, some shorter ones.
    pub(crate) runs: Vec<Range<usize>>,
}

/// Looks for signs.
pub(crate) fn find(text: &[u8]) -> Marks {
    let mut marks = Marks::default();
    // Whether the word before the block is part of a run.
    let mut in_run = false;
    let mut start = 0;
    while let Some(block) = text.get(start..).and_then(<[u8]>::first_chunk) {
        in_run = marks.judge(text, start, block, in_run);
        start += BLOCK;
    }
    for start in (start..text.len()).step_by(BLOCK) {
        let mut block = [b' '; BLOCK + AHEAD];
        for (to, from) in block.iter_mut().zip(&text[start..]) {
            *to = *from;
        }
        in_run = marks.judge(text, start, &block, in_run);
    }
    marks
}

impl Marks {
    /// Judges a block at this offset; whether its last word is part of a run.
    fn judge(&mut self, text: &[u8], start: usize, block: &[u8; BLOCK + AHEAD], in_run: bool) -> bool {
        let end = text.len().min(start + BLOCK);
        if is_special(block) {
            let (escape, nul) = signs(block);
            for (ranges, holds) in [(&mut self.escapes, escape), (&mut self.nuls, nul)] {
                match ranges.last_mut() {
                    _ if !holds => {}
                    Some(last) if last.end == start => last.end = end,
                    _ => ranges.push(start..end),
                }
            }
        }
        let words = full_words(block);
        // One bit for each word, the one before the block first.
        let row = u16::from(words) << 1 | u16::from(in_run);
        let mut pairs = row & row >> 1;
        while pairs != 0 {
            let word = pairs.trailing_zeros() as usize;
            pairs &= pairs - 1;
            self.run_at(text, start + word * WORD);
        }
        row & 1 << (BLOCK / WORD) != 0
    }

    /// Notes the run that holds the byte at this offset.
    fn run_at(&mut self, text: &[u8], at: usize) {
        if self.runs.last().is_some_and(|last| at < last.end) {
            return;
        }
        let before = text[..at].iter().rev().take_while(|byte| is_base64(**byte)).count();
        let mut end = at;
        while text.get(end..).and_then(<[u8]>::first_chunk).is_some_and(|block| full_words(block) == u8::MAX) {
            end += BLOCK;
        }
        end += text[end..].iter().take_while(|byte| is_base64(**byte)).count();
        self.runs.push(at - before..end);
    }
}

/// The alphabet of standard base64, padding aside.
pub(crate) fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/'
}

/// Whether a block holds a byte that an escape or another encoding may begin with.
#[allow(
    clippy::needless_bitwise_bool,
    clippy::manual_range_contains,
    reason = "a branch would keep the compiler from using SIMD"
)]
fn is_special(block: &[u8; BLOCK + AHEAD]) -> bool {
    let mut special = 0;
    for at in 0..BLOCK {
        let (byte, next) = (block[at], block[at + 1]);
        special |= u8::from(
            (byte == b'%')
                | (byte == b'\\')
                | (byte == b'&')
                | (byte == b'=') & (next == b'3')
                | (byte >= 0x80)
                | (byte < b'\t')
                | (byte == 0x1b),
        );
    }
    special != 0
}

/// Whether a block holds a sign of an escape, and whether of UTF-16 or UTF-32.
#[allow(clippy::needless_bitwise_bool, reason = "a branch would keep the compiler from using SIMD")]
fn signs(block: &[u8; BLOCK + AHEAD]) -> (bool, bool) {
    let mut escape = 0;
    let mut nul = 0;
    for at in 0..BLOCK {
        let [one, two, three, four] = [block[at], block[at + 1], block[at + 2], block[at + 3]];
        let percent = (one == b'%') & ((two.wrapping_sub(b'2') < 6) | (two == b'u'));
        // `\u`, `\x`, `\U`, `\e`, and before punctuation and digits; not the everyday `\n` and `\"`.
        let backslash = (one == b'\\')
            & ((two == b'u')
                | (two == b'x')
                | (two == b'U')
                | (two == b'\\')
                | (two == b'_')
                | (two == b'e')
                | (two.wrapping_sub(b'+') < 19));
        let entity = (one == b'&') & ((two == b'#') | (two.wrapping_sub(b'a') < 26));
        let quoted = (one == b'=') & (two == b'3') & (three == b'D');
        let unseen = (one == 0x1b)
            | (one == 0xc2) & (two == 0xad)
            | (one == 0xe2) & ((two == 0x80) & (three.wrapping_sub(0x8b) < 5) | (two == 0x81) & (three == 0xa0))
            | (one == 0xef) & (two == 0xbb);
        escape |= u8::from(percent | backslash | entity | quoted | unseen);
        nul |= u8::from((one != 0) & (two == 0) & ((three != 0) | (four == 0)));
    }
    (escape != 0, nul != 0)
}

/// The words of a block that are all of the base64 alphabet, a bit for each.
#[allow(clippy::needless_bitwise_bool, reason = "a branch would keep the compiler from using SIMD")]
fn full_words(block: &[u8; BLOCK + AHEAD]) -> u8 {
    let mut outside = [0u8; BLOCK];
    for at in 0..BLOCK {
        let byte = block[at];
        let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
        // `/` stands right before the digits.
        let digit = byte.wrapping_sub(b'/') < 11;
        outside[at] = u8::from(!(letter | digit | (byte == b'+')));
    }
    let mut full = 0;
    for (index, word) in outside.as_chunks::<WORD>().0.iter().enumerate() {
        full |= u8::from(u64::from_ne_bytes(*word) == 0) << index;
    }
    full
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three words less a byte hold two whole ones wherever they stand.
    const LONG_RUN: usize = 3 * WORD - 1;

    #[test]
    fn every_long_run_is_marked_whole_at_every_place() {
        for before in 0..150 {
            for length in [LONG_RUN, LONG_RUN + 1, 44, 70, 200] {
                for behind in [0, 1, 70] {
                    let run = "aB3/+".repeat(length.div_ceil(5));
                    let text = format!(
                        "{}-{}-{}",
                        " x".repeat(before / 2) + &" ".repeat(before % 2),
                        &run[..length],
                        "y ".repeat(behind)
                    );
                    let right = before + 1..before + 1 + length;
                    assert_eq!(find(text.as_bytes()).runs, [right], "{before} {length} {behind}");
                }
            }
        }
    }

    #[test]
    fn signs_are_marked_at_every_place() {
        for sign in [
            "%41",
            "%u0041",
            "\\u0041",
            "\\x41",
            "\\101",
            "\\/",
            "&#65;",
            "&equals;",
            "=3D",
            "\u{1b}[0m",
            "\u{200b}",
            "\u{ad}",
            "\u{feff}",
            "\u{2060}",
        ] {
            for before in 0..140 {
                let text = format!("{}{sign} ", ".".repeat(before));
                let marks = find(text.as_bytes());
                assert!(marks.escapes.iter().any(|range| range.contains(&before)), "{sign:?} {before}");
            }
        }
    }

    #[test]
    fn plain_text_has_none() {
        let text = "fn main() { println!(\"100% sure\\n\"); a & b; &x == 3; } // \u{2014} \u{e9}\n".repeat(20);
        let marks = find(text.as_bytes());
        assert!(marks.nuls.is_empty() && marks.runs.is_empty());
        assert!(marks.escapes.len() <= 20, "only for the ampersand");
    }
}
