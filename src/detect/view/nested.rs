//! Signs as texts within texts write them: quotation marks and line ends in notebooks, JSON and markup.

use crate::detect::byte_set;

/// What escapes begin with.
static BACKSLASH: [bool; 256] = byte_set::of(b"\\");

/// The length of a quotation mark, as it is or as texts within texts write it: `\"`, `\\\"`, `\u0022`, `&quot;`.
pub(super) fn quote(rest: &[u8]) -> Option<usize> {
    const REFERENCES: [&[u8]; 7] = [b"&quot;", b"&apos;", b"&#34;", b"&#39;", b"&#x22;", b"&#x27;", b"&#039;"];
    match rest {
        [b'"' | b'\'' | b'`', ..] => Some(1),
        [b'\\', b'u', b'0', b'0', b'2', b'2' | b'7', ..] => Some(6),
        [b'\\', ..] => {
            let backslashes = byte_set::leading(&BACKSLASH, rest);
            rest.get(backslashes).is_some_and(|next| b"\"'`".contains(next)).then_some(backslashes + 1)
        }
        [b'&', ..] => REFERENCES.iter().find(|written| rest.starts_with(written)).map(|written| written.len()),
        _ => None,
    }
}

/// The length of a blank as texts within texts write it: `\n`; at the end of an item, as in notebooks, up to within the next.
/// Behind a sign that the line goes on, which is written `\\`, the length of that.
pub(super) fn escaped_blank(rest: &[u8]) -> Option<usize> {
    let backslashes = byte_set::leading(&BACKSLASH, rest);
    match &rest[backslashes..] {
        [b'r', behind @ ..] if backslashes % 2 == 1 && behind.starts_with(b"\\") => {
            Some(backslashes + 1 + escaped_blank(behind).unwrap_or_default())
        }
        [b'n' | b'r' | b't', behind @ ..] if backslashes % 2 == 1 => {
            let item =
                behind.strip_prefix(b"\"").map(<[u8]>::trim_ascii_start).and_then(|rest| rest.strip_prefix(b","));
            let next = item.map(<[u8]>::trim_ascii_start).and_then(|rest| rest.strip_prefix(b"\""));
            Some(next.map_or(backslashes + 1, |next| rest.len() - next.len()))
        }
        [b'n' | b'r', ..] if backslashes > 1 => Some(backslashes - 1),
        _ => None,
    }
}
