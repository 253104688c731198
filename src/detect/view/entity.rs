//! Character references of XML and HTML: decimal, hexadecimal, and the names of the characters that tokens hold.

use super::escape::Escape;

/// Named references: what stands in tokens, what stands around them, and what cannot be seen.
const NAMES: &[(&[u8], char)] = &[
    (b"amp", '&'),
    (b"lt", '<'),
    (b"gt", '>'),
    (b"quot", '"'),
    (b"apos", '\''),
    (b"equals", '='),
    (b"plus", '+'),
    (b"sol", '/'),
    (b"lowbar", '_'),
    (b"UnderBar", '_'),
    (b"hyphen", '-'),
    (b"dash", '-'),
    (b"period", '.'),
    (b"colon", ':'),
    (b"commat", '@'),
    (b"vert", '|'),
    (b"nbsp", ' '),
    (b"shy", '\u{ad}'),
    (b"zwj", '\u{200d}'),
    (b"zwnj", '\u{200c}'),
    (b"ZeroWidthSpace", '\u{200b}'),
    (b"NoBreak", '\u{2060}'),
];

/// The longest reference: `&#` with leading zeros, or the longest name.
const LONGEST: usize = 16;

/// The reference at the start of `text`, which begins with `&`.
pub(super) fn read(text: &[u8]) -> Option<Escape> {
    let length = text.iter().take(LONGEST + 1).position(|byte| *byte == b';')?;
    let inner = &text[1..length];
    let code = match inner {
        [b'#', b'x' | b'X', digits @ ..] => number(digits, 16)?,
        [b'#', digits @ ..] => number(digits, 10)?,
        name => u32::from(NAMES.iter().find(|(known, _)| *known == name)?.1),
    };
    Escape::char(code, length + 1)
}

/// The number that digits write.
fn number(digits: &[u8], radix: u32) -> Option<u32> {
    // A sign is no digit, but would be taken for one.
    digits.first().filter(|first| first.is_ascii_alphanumeric())?;
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()
}
