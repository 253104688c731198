//! How a text ends before the end of a line: whether what follows may belong to it.

use super::{IN_TOKENS, LONGEST};
use crate::detect::byte_set;

/// Whether the text ends in a piece that looks random: what is short behind it can be the rest of a value.
pub(super) fn ends_random(text: &[u8]) -> bool {
    const LEAST: usize = 16;
    let near = &text[text.len().saturating_sub(LONGEST)..];
    let piece = &near[near.len() - byte_set::trailing(&IN_TOKENS, near)..];
    let has = |test: fn(&u8) -> bool| piece.iter().any(test);
    piece.len() >= LEAST && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic)
}

/// Whether the piece that the text ends in is shorter than the random one above it: of what is wrapped the last line is.
pub(super) fn ends_short(text: &[u8]) -> bool {
    let near = &text[text.len().saturating_sub(LONGEST)..];
    let Some(newline) = memchr::memrchr(b'\n', near) else { return false };
    let above = near[..newline].trim_ascii_end();
    let length = |text: &[u8]| byte_set::trailing(&IN_TOKENS, text);
    ends_random(above) && length(near) < length(above)
}

/// Whether a line ends in a word, with another one before it.
pub(super) fn ends_sentence(line: &[u8]) -> bool {
    const LONGEST_WORD: usize = 7;
    let word = byte_set::trailing(&IN_TOKENS, &line[line.len().saturating_sub(LONGEST_WORD + 1)..]);
    let (line, word) = line.split_at(line.len() - word);
    word.len() <= LONGEST_WORD
        && word.iter().all(|byte| byte.is_ascii_lowercase() || *byte == b'.')
        && matches!(line, [.., before, b' '] if before.is_ascii_alphanumeric() || *before == b',')
}
