//! What stands in a text and cannot be seen: zero-width characters, soft hyphens, marks of direction,
//! terminal colours.

use super::super::ansi;
use super::escape::{Escape, Meaning};

/// Whether a character has no width: it comes along from chats, wikis and word processors.
pub(super) fn is_invisible(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The invisible character or colour code at the start of `text`.
pub(super) fn read(text: &[u8]) -> Option<Escape> {
    let length = match text {
        [0x1b, rest @ ..] => 1 + ansi::colour(rest)?,
        [0xc2, 0xad, ..] => 2,
        [0xe2, 0x80, 0x8b..=0x8f | 0xaa..=0xae, ..] | [0xe2, 0x81, 0xa0..=0xaf, ..] | [0xef, 0xbb, 0xbf, ..] => 3,
        _ => return None,
    };
    Some(Escape { meaning: Meaning::Nothing, length })
}
