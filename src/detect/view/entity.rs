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
    let sign = 1 + usize::from(text.get(1) == Some(&b'#'));
    // In most programming languages the sign stands before any word, so what ends it is asked first.
    let behind = text.get(sign..text.len().min(LONGEST))?;
    let length = sign + behind.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if text.get(length) != Some(&b';') {
        return None;
    }
    let code = match &text[1..length] {
        [b'#', b'x' | b'X', digits @ ..] => number(digits, 16)?,
        [b'#', digits @ ..] => number(digits, 10)?,
        name => u32::from(NAMES.iter().find(|(known, _)| *known == name)?.1),
    };
    Escape::char(code, length + 1)
}

/// The number that digits write.
fn number(digits: &[u8], radix: u32) -> Option<u32> {
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()
}
