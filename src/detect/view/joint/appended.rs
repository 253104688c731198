//! Literals that are put together by statements, by calls, or as parts of a template.

use super::blanks;
use crate::detect::byte_set;

/// What stands between the end of a literal and the next statement, call or part of a template.
static ENDS: [bool; 256] = byte_set::of(b";)}{$# \t\r\n");
/// What names in programs are made of, and those of their parts.
static IN_NAMES: [bool; 256] = byte_set::letters_digits_and(b"_.");

/// The length of what stands before a literal that is added to one before it by a statement, a call or a template.
pub(super) fn appended(text: &[u8], quote: &[u8]) -> Option<usize> {
    const CALLS: [&[u8]; 3] = [b"append", b"concat", b"write"];
    const TEMPLATES: [&[u8]; 3] = [b"}${", b"}#{", b"}{"];
    let (end, text) = text.split_at(byte_set::leading(&ENDS, text));
    let (name, text) = text.split_at(byte_set::leading(&IN_NAMES, text));
    let (gap, text) = text.split_at(blanks(text));
    let sign = match text {
        [b'+' | b'.', b'=', ..] | [b'<', b'<', ..] => 2,
        [b'(', ..] if CALLS.iter().any(|call| name.ends_with(call)) => 1,
        _ if name.is_empty() && gap.is_empty() && TEMPLATES.contains(&end) => 0,
        _ => return None,
    };
    let length = sign + blanks(&text[sign..]);
    text[length..].starts_with(quote).then_some(end.len() + name.len() + gap.len() + length)
}
