//! Values that people choose.

use std::ops::Range;

use super::super::randomness;
use super::super::stretch::PASSWORD_REACH;
use super::super::values::{SHORTEST_LETTERS, SHORTEST_PASSWORD};
use super::drawn::is_text_in_base64;

/// Whether something near one of the names could be chosen. Each part of the text is looked at once at most, however many
/// names stand there.
pub(super) fn stands_near(text: &[u8], names: &[usize]) -> bool {
    let mut names = names.iter().copied().peekable();
    let mut at = 0;
    // How many more parts are near enough.
    let mut left = 0;
    loop {
        if left == 0 {
            let Some(next) = names.peek() else { return false };
            let line = memchr::memrchr(b'\n', &text[at.min(*next)..*next]).map_or(at, |newline| at + newline + 1);
            at = at.max(line);
            left = usize::MAX;
        }
        let Some(part) = part_from(text, at) else { return false };
        at = part.end;
        while names.next_if(|name| *name < part.end).is_some() {
            left = PASSWORD_REACH + 1;
        }
        if could_be(&text[part.clone()]) {
            return true;
        }
        // The reader counts terms, of which such a part has one at least.
        left -= usize::from(has_term(&text[part]));
    }
}

/// The next part between blanks and quotation marks; one within a word parts nothing.
fn part_from(text: &[u8], at: usize) -> Option<Range<usize>> {
    let parts = |at: usize| match text[at] {
        b' ' | b'\t' | b'\n' | b'\r' => true,
        b'"' | b'\'' | b'`' => {
            let is_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
            !(is_word(text.get(at.wrapping_sub(1))) && is_word(text.get(at + 1)))
        }
        _ => false,
    };
    let start = (at..text.len()).find(|at| !parts(*at))?;
    let end = (start..text.len()).find(|at| parts(*at)).unwrap_or(text.len());
    Some(start..end)
}

/// Whether a part surely holds a term; closing tags and colours do not.
fn has_term(part: &[u8]) -> bool {
    part.iter().any(u8::is_ascii_alphanumeric) && !part.contains(&0x1b) && !part.windows(2).any(|pair| pair == b"</")
}

/// Whether something in a part is long and varied enough for a password.
fn could_be(part: &[u8]) -> bool {
    if part.len() < SHORTEST_PASSWORD {
        return false;
    }
    let sort = |byte: &u8| match byte {
        b'0'..=b'9' => 1_u8,
        b'a'..=b'z' => 2,
        b'A'..=b'Z' => 4,
        _ => 8,
    };
    let sorts = part.iter().fold(0, |sorts, byte| sorts | sort(byte));
    let in_base64 = || part.split(|byte| b"=:>|(,{".contains(byte)).any(is_text_in_base64);
    sorts & 1 != 0 && (sorts.count_ones() >= 3 || in_base64())
        || part.len() >= SHORTEST_LETTERS && randomness::looks_drawn_in_part(part, SHORTEST_LETTERS)
}
