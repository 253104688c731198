//! Makes text that others wrote safe to print.
//!
//! Paths, member names, servers and reasons come from the repository, and whoever wrote that may want the report to look
//! different: control characters move the cursor or clear the screen, bidirectional overrides turn text around, invisible
//! characters hide it, and some CI servers take `##[…]` in a log for a command.

use std::fmt::Write;

/// The text with everything that could act on a terminal or hide in it written as an escape; invalid UTF-8 as `\xff`.
/// Without `unicode`, everything but ASCII is escaped too.
pub(crate) fn terminal(text: &[u8], unicode: bool) -> String {
    let mut safe = String::with_capacity(text.len());
    for chunk in text.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '\n' => safe.push_str("\\n"),
                '\r' => safe.push_str("\\r"),
                '\t' => safe.push_str("\\t"),
                '#' if safe.ends_with('#') => safe.push_str("\\u{23}"),
                _ if acts_or_hides(character) || !(unicode || character.is_ascii()) => {
                    safe.extend(character.escape_unicode());
                }
                _ => safe.push(character),
            }
        }
        for byte in chunk.invalid() {
            // Writing to a string cannot fail.
            let _ = write!(safe, "\\x{byte:02x}");
        }
    }
    safe
}

/// Whether a character acts on a terminal or cannot be seen there.
pub(crate) fn acts_or_hides(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            // Zero-width characters, bidirectional marks, line and paragraph separators, overrides, isolates.
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            // Tags and further variation selectors.
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::{acts_or_hides, terminal};

    #[test]
    fn what_acts_or_hides_is_escaped() {
        let table: [(&[u8], &str); 10] = [
            (b"plain path.txt", "plain path.txt"),
            ("über/日本.txt".as_bytes(), "über/日本.txt"),
            (b"a\nb\tc\r", "a\\nb\\tc\\r"),
            (b"\x1b[2Jgone", "\\u{1b}[2Jgone"),
            ("\u{9b}31m".as_bytes(), "\\u{9b}31m"),
            ("exe\u{202e}txt".as_bytes(), "exe\\u{202e}txt"),
            ("a\u{200b}b\u{e0041}".as_bytes(), "a\\u{200b}b\\u{e0041}"),
            (b"caf\xe9.env", "caf\\xe9.env"),
            (b"##[error]x ##vso[", "#\\u{23}[error]x #\\u{23}vso["),
            (b"\x7f\x00", "\\u{7f}\\u{0}"),
        ];
        for (text, safe) in table {
            assert_eq!(terminal(text, true), safe);
        }
    }

    #[test]
    fn ascii_terminals_get_ascii() {
        assert_eq!(terminal("ü…".as_bytes(), false), "\\u{fc}\\u{2026}");
    }

    #[test]
    fn no_character_acts_after_escaping() {
        for character in '\0'..=char::MAX {
            let safe = terminal(character.encode_utf8(&mut [0; 4]).as_bytes(), true);
            assert!(!safe.chars().any(acts_or_hides), "{character:?}");
        }
    }
}
