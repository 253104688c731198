//! Escapes in string literals, of JSON, JavaScript, Java, C, Python and shells, and in `.properties` and `.env` files.

use super::super::ansi;
use super::super::written::hex_byte;
use super::escape::{Escape, Meaning};

/// The escape at the start of `text`, which begins with a backslash.
pub(super) fn read(text: &[u8]) -> Option<Escape> {
    let escape = match text.get(1)? {
        b'u' | b'x' if text.get(2) == Some(&b'{') => braced(text)?,
        b'u' => {
            // Java takes any number of `u`.
            let more = text[2..].iter().take(8).take_while(|byte| **byte == b'u').count();
            hexadecimal(text, 2 + more, 4)?
        }
        b'U' => hexadecimal(text, 2, 8)?,
        b'x' => Escape { meaning: Meaning::Byte(hex_byte(text.get(2..4)?)?), length: 4 },
        b'0'..=b'3' => octal(text)?,
        b'e' if text.get(2) == Some(&b'[') => Escape { meaning: Meaning::Byte(0x1b), length: 2 },
        b'n' => Escape { meaning: Meaning::Byte(b'\n'), length: 2 },
        b'r' => Escape { meaning: Meaning::Byte(b'\r'), length: 2 },
        b't' => Escape { meaning: Meaning::Byte(b'\t'), length: 2 },
        byte if byte.is_ascii_punctuation() => Escape { meaning: Meaning::Byte(*byte), length: 2 },
        _ => return None,
    };
    let is_escape = matches!(escape.meaning, Meaning::Byte(0x1b) | Meaning::Char('\u{1b}'));
    if is_escape && let Some(length) = ansi::colour(&text[escape.length..]) {
        return Some(Escape { meaning: Meaning::Nothing, length: escape.length + length });
    }
    Some(escape)
}

/// `digits` hexadecimal digits from `at` on.
fn hexadecimal(text: &[u8], at: usize, digits: usize) -> Option<Escape> {
    let mut code = 0;
    for pair in text.get(at..at + digits)?.chunks_exact(2) {
        code = code << 8 | u32::from(hex_byte(pair)?);
    }
    Escape::char(code, at + digits)
}

/// `\u{41}` or `\x{41}`.
fn braced(text: &[u8]) -> Option<Escape> {
    const MOST_DIGITS: usize = 8;
    let digits = text.get(3..)?.iter().take(MOST_DIGITS).take_while(|byte| byte.is_ascii_hexdigit()).count();
    if digits == 0 || text.get(3 + digits) != Some(&b'}') {
        return None;
    }
    let code = u32::from_str_radix(std::str::from_utf8(&text[3..3 + digits]).ok()?, 16).ok()?;
    Escape::char(code, 4 + digits)
}

/// `\101`: three octal digits.
fn octal(text: &[u8]) -> Option<Escape> {
    let digits = text.get(1..4)?;
    if !digits.iter().all(|digit| (b'0'..=b'7').contains(digit)) {
        return None;
    }
    let value = digits.iter().fold(0, |value, digit| value * 8 + u32::from(digit - b'0'));
    Some(Escape { meaning: Meaning::Byte(u8::try_from(value).ok()?), length: 4 })
}
