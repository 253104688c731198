//! What stands in a text and cannot be seen: zero-width characters, soft hyphens, terminal colours.

use super::escape::{Escape, Meaning};

/// Whether a character has no width: it comes along from chats, wikis and word processors.
pub(super) fn is_invisible(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The invisible character or colour code at the start of `text`.
pub(super) fn read(text: &[u8]) -> Option<Escape> {
    let length = match text {
        [0x1b, rest @ ..] => 1 + colour(rest)?,
        [0xc2, 0xad, ..] => 2,
        [0xe2, 0x80, 0x8b..=0x8f, ..] | [0xe2, 0x81, 0xa0, ..] | [0xef, 0xbb, 0xbf, ..] => 3,
        _ => return None,
    };
    Some(Escape { meaning: Meaning::Nothing, length })
}

/// The length of the rest of a colour code behind its escape character: `[1;32m`; also `[K`, which `grep` adds.
pub(super) fn colour(text: &[u8]) -> Option<usize> {
    const LONGEST: usize = 24;
    let digits =
        text.strip_prefix(b"[")?.iter().take(LONGEST).take_while(|byte| byte.is_ascii_digit() || **byte == b';');
    let length = 1 + digits.count();
    matches!(text.get(length)?, b'm' | b'K').then_some(length + 1)
}
