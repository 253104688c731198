//! ANSI escape sequences, with which texts made for terminals are coloured: where one ends.

/// Parameters longer than this belong to no colour.
const LONGEST: usize = 24;

/// The length of the sequence whose escape character stands right before `text`: `[1;32m`, and `(B`, with which `tput` returns
/// to the usual characters.
pub(super) fn length(text: &[u8]) -> Option<usize> {
    if let [b'(' | b')', b'A' | b'B' | b'0', ..] = text {
        return Some(2);
    }
    let parameters = text.strip_prefix(b"[")?.iter().take(LONGEST).take_while(|byte| is_parameter(**byte)).count();
    let end = 1 + parameters;
    text.get(end)?.is_ascii_alphabetic().then_some(end + 1)
}

/// The same where it takes no room in the text: `m` colours, and `grep` adds `K`. Others move the cursor.
pub(super) fn colour(text: &[u8]) -> Option<usize> {
    length(text).filter(|length| is_colour(text[length - 1]))
}

/// Whether the text ends in a sequence that colours, as it is or as programs write it.
pub(super) fn ends_colour(text: &[u8]) -> bool {
    const ESCAPES: [&[u8]; 7] = [b"\x1b[", b"\\033[", b"\\e[", b"\\x1b[", b"\\x1B[", b"\\u001b[", b"\\u001B["];
    let Some((_, before)) = text.split_last().filter(|(last, _)| is_colour(**last)) else { return false };
    let parameters = before.iter().rev().take(LONGEST).take_while(|byte| is_parameter(**byte)).count();
    let before = &before[..before.len() - parameters];
    ESCAPES.iter().any(|escape| before.ends_with(escape))
}

/// Whether a byte stands between the bracket and the letter.
fn is_parameter(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b';'
}

/// Whether a sequence with this letter colours.
fn is_colour(letter: u8) -> bool {
    matches!(letter, b'm' | b'K')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sequence_ends_in_its_letter() {
        let table: &[(&str, Option<usize>, Option<usize>)] = &[
            ("[m", Some(2), Some(2)),
            ("[1;32mABC", Some(6), Some(6)),
            ("[38;2;255;255;255;48;5;12mA", Some(26), Some(26)),
            ("[K", Some(2), Some(2)),
            ("[2JABC", Some(3), None),
            ("(BABC", Some(2), None),
            ("(ABC)", Some(2), None),
            ("(x)", None, None),
            ("[", None, None),
            ("[31", None, None),
            ("[31 m", None, None),
            ("31m", None, None),
            ("", None, None),
        ];
        for (text, all, colours) in table {
            assert_eq!(length(text.as_bytes()), *all, "{text}");
            assert_eq!(colour(text.as_bytes()), *colours, "{text}");
        }
        let endless = format!("[{}m", "1;".repeat(LONGEST));
        assert_eq!(length(endless.as_bytes()), None);
    }

    #[test]
    fn a_text_that_ends_in_a_colour_is_told() {
        for text in ["\x1b[m", "a\x1b[1;32m", "\x1b[01;31m\x1b[K", "\x1b[38;2;255;255;255m"] {
            assert!(ends_colour(text.as_bytes()), "{text:?}");
        }
        for text in ["", "m", "[1m", "\x1bm", "\x1b[31", "\x1b[2J", "\x1b[31 m", "\x1b[31mm"] {
            assert!(!ends_colour(text.as_bytes()), "{text:?}");
        }
    }
}
