//! What stands between two parts of a value that was written in pieces.

mod appended;
mod endings;
mod markup;
#[cfg(test)]
mod tests;

use self::appended::appended;
use self::endings::{ends_random, ends_sentence, ends_short};
use self::markup::tags;
use super::nested::{escaped_blank, quote};
use crate::detect::byte_set;

/// How the pieces are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// By an operator, by standing side by side, or by a sign that the line goes on: they can be nothing but one value.
    Added,
    /// By the sign of quoted-printable that the line goes on, which may be the last character of a piece.
    Soft,
    /// As items of a list, which may be joined or not.
    Listed,
    /// As lines of their own, with indentation, comment leaders or marks of quotation before them.
    Wrapped,
    /// By markup: line breaks, and the runs that word processors cut a line into.
    Marked,
}

/// What stands between two pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Joint {
    /// How they are put together.
    pub(super) kind: Kind,
    /// Its length.
    pub(super) length: usize,
}

/// A joint is no longer than this, a comment between the pieces included; only markup is.
pub(super) const LONGEST: usize = 200;

/// An item of a list is no longer than this: signatures and claims of web tokens are not.
const LONGEST_ITEM: usize = 1_024;

/// Whether credentials are made of such characters.
pub(super) fn in_tokens(byte: u8) -> bool {
    IN_TOKENS[usize::from(byte)]
}

/// Letters, digits, and the signs of base64, web tokens and ids.
pub(super) static IN_TOKENS: [bool; 256] = byte_set::letters_digits_and(b"+/=_-.");

/// What comments, quoted lines and rows of tables begin with.
static LEADERS: [bool; 256] = byte_set::of(b"/#*;>%-'!:| ");
/// The same in words.
const LEADING_WORDS: [&[u8; 4]; 2] = [b"rem ", b"dnl "];
/// Spaces and tabs.
static BLANKS: [bool; 256] = byte_set::of(b" \t");

/// The joint that starts at this offset, right behind a piece, if one does and another piece follows.
pub(super) fn read(text: &[u8], at: usize) -> Option<Joint> {
    let rest = &text[at..text.len().min(at + LONGEST)];
    let joint = match rest {
        [b'\\' | b'`' | b'^', b'\n' | b'\r', ..] => continued(text, at, Kind::Added),
        [b'=', b'\n' | b'\r', ..] => continued(text, at, Kind::Soft),
        // Most blanks stand between words.
        [b' ' | b'\t', b'!'..=b'~', ..] => None,
        [b' ' | b'\t' | b'\r' | b'\n', ..] => wrapped(text, at, rest),
        [b'\\', b'n' | b'r', ..] => wrapped(text, at, rest),
        [b'"' | b'\'' | b'`' | b'\\' | b'&', ..] => literals(text, at, rest),
        [b'<', ..] => tags(&text[at..]).map(|length| Joint { kind: Kind::Marked, length }),
        // A blank that does not break.
        [0xc2, 0xa0, ..] => Some(Joint { kind: Kind::Added, length: 2 }),
        _ => None,
    }?;
    text.get(at + joint.length).is_some_and(|next| in_tokens(*next)).then_some(joint)
}

/// A sign that the line goes on at its end, as in shells, `.properties`, quoted YAML and quoted-printable.
fn continued(text: &[u8], at: usize, kind: Kind) -> Option<Joint> {
    let line = at + 1 + newline(&text[at + 1..])?;
    let line = line + mark(text, at, line);
    Some(Joint { kind, length: line + blanks(&text[line..]) - at })
}

/// The end of a literal, operators, white space and comments, and the start of the next literal.
fn literals(text: &[u8], at: usize, rest: &[u8]) -> Option<Joint> {
    let quote = &rest[..quote(rest)?];
    let mut length = quote.len();
    let mut operators = 0;
    let mut listed = false;
    loop {
        let ahead = rest.get(length..)?;
        if ahead.starts_with(quote) {
            break;
        }
        length += match ahead {
            // `f"…"`, `L"…"`, `rb"…"`.
            [first, sign, ..] if *sign == quote[0] && is_prefix(*first) && ahead[1..].starts_with(quote) => {
                length += 1;
                break;
            }
            [first, second, sign, ..]
                if *sign == quote[0] && is_prefix(*first) && is_prefix(*second) && ahead[2..].starts_with(quote) =>
            {
                length += 2;
                break;
            }
            // In shells, literals that touch each other are one word, and so is what is not quoted at all.
            [b'"' | b'\'', ..] if length == 1 => {
                length = 1;
                break;
            }
            [next, ..] if length == 1 && next.is_ascii_alphanumeric() && ends_word(&text[..at]) => {
                return Some(Joint { kind: Kind::Added, length });
            }
            [b'/', b'/', ..] | [b'-', b'-', ..] | [b'#', b' ', ..] => memchr::memchr(b'\n', ahead)?,
            // The next item of a block in YAML.
            [b'-', b' ', ..] if !listed && rest[..length].contains(&b'\n') => {
                listed = true;
                2
            }
            [b'/', b'*', ..] => memchr::memmem::find(ahead, b"*/")? + 2,
            // White space, and signs that a line goes on.
            [b' ' | b'\t' | b'\r' | b'\n', ..] | [b'\\' | b'`' | b'^' | b'_', b' ' | b'\r' | b'\n', ..] => 1,
            [b'\\', ..] => escaped_blank(ahead)?,
            [b'+' | b'.' | b'&' | b'<' | b'>' | b'|' | b'~', ..] => {
                operators += 1;
                1
            }
            [b',', ..] if !listed => {
                listed = true;
                1
            }
            [b';' | b')' | b'}' | b'_' | b'$' | b'a'..=b'z' | b'A'..=b'Z', ..] if !listed => {
                listed = true;
                operators = 0;
                length += appended(ahead, quote)?;
                break;
            }
            _ => return None,
        };
    }
    let length = length + quote.len();
    if listed {
        // Items are pieces only if there is nothing else in the literals, and if they are no keys.
        let before = &text[..at - byte_set::trailing(&IN_TOKENS, &text[at.saturating_sub(LONGEST_ITEM)..at])];
        let behind = past_piece(text.get(at + length..)?).strip_prefix(quote)?;
        let is_item = before.ends_with(quote) && !behind.trim_ascii_start().starts_with(b":");
        return (operators == 0 && is_item).then_some(Joint { kind: Kind::Listed, length });
    }
    // The values behind a format are pieces, but it is none.
    let is_format = text[..at].ends_with(b"%s");
    (operators <= 2 && !is_format).then_some(Joint { kind: Kind::Added, length })
}

/// Whether this may be the sign of a sort of literal, or a part of it, before its quotation mark.
fn is_prefix(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'@' | b'$')
}

/// Whether a text ends in more than one letter or digit: a single one may be the sign of a sort of literal.
fn ends_word(text: &[u8]) -> bool {
    text.last_chunk::<2>().is_some_and(|end| end.iter().all(u8::is_ascii_alphanumeric))
}

/// The end of a line, and what stands before a piece that has the next line for itself.
fn wrapped(text: &[u8], at: usize, rest: &[u8]) -> Option<Joint> {
    let trailing = blanks(rest);
    let line = trailing + newline(&rest[trailing..]).or_else(|| escaped_blank(&rest[trailing..]))?;
    let line = line + mark(text, at, at + line);
    let indented = line + blanks(rest.get(line..)?);
    let length = indented + leader(&rest[indented..]);
    let piece = &text[at + length..];
    let behind = past_piece(piece);
    let piece = &piece[..piece.len() - behind.len()];
    let alone = match behind {
        [] | [b'"' | b'\'' | b'`' | b'\\' | b'<', ..] => true,
        behind => newline(&behind[blanks(behind)..]).is_some() || ends_in_checksum(piece, behind),
    };
    let word = is_word(piece) && !(piece.len() <= 4 && ends_random(&text[..at]) && !ends_short(&text[..at]));
    (alone && !word && !is_setting(piece) && !ends_sentence(&text[..at]))
        .then_some(Joint { kind: Kind::Wrapped, length })
}

/// Whether a piece is the end of a token that has its checksum there, and a sentence goes on or ends behind it.
fn ends_in_checksum(piece: &[u8], behind: &[u8]) -> bool {
    let end = piece.strip_suffix(b".").unwrap_or(piece);
    let Some(checksum) = end.last_chunk::<8>() else { return false };
    checksum.iter().all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(byte))
        && checksum.iter().any(u8::is_ascii_digit)
        && behind.first().is_none_or(|next| b" ,;:)!?*_".contains(next))
}

/// The length of what a line begins with before a piece.
fn leader(line: &[u8]) -> usize {
    let signs = byte_set::leading(&LEADERS, line);
    if matches!(line.get(signs), Some(b'r' | b'R' | b'd' | b'D'))
        && let Some(word) = line[signs..].first_chunk::<4>()
        && LEADING_WORDS.iter().any(|leading| leading.eq_ignore_ascii_case(word))
    {
        let words = signs + word.len();
        return words + blanks(&line[words..]);
    }
    // What could belong to the piece, or quote it, is a leader only before a space.
    line[..signs].iter().rposition(|byte| !in_tokens(*byte) && *byte != b'\'').map_or(0, |last| last + 1)
}

/// The length of the mark that a line of a patch begins with, if the line before it, in which `at` stands, has it as well.
fn mark(text: &[u8], at: usize, line: usize) -> usize {
    let near = &text[at.saturating_sub(LONGEST)..at];
    let before = memchr::memrchr(b'\n', near).map_or(near, |newline| &near[newline + 1..]);
    match (before, &text[line..]) {
        ([b'+', ..], [b'+', ..]) | ([b'-', ..], [b'-', ..]) => 1,
        ([b'>', ..], [b'>', ..]) => 1,
        _ => 0,
    }
}

/// What stands behind the piece at the start.
fn past_piece(text: &[u8]) -> &[u8] {
    &text[byte_set::leading(&IN_TOKENS, text)..]
}

/// Whether a line is a short word (`end`, `EOF`) or a rule (`---`).
fn is_word(piece: &[u8]) -> bool {
    piece.len() <= 4 && piece.iter().all(u8::is_ascii_alphabetic) || !piece.iter().any(u8::is_ascii_alphanumeric)
}

/// Whether a line is `NAME=value`; a token has its `=` right before its checksum, or at the end.
fn is_setting(piece: &[u8]) -> bool {
    let Some(equals) = memchr::memchr(b'=', piece) else { return false };
    let value = &piece[equals + 1..];
    let value = value.strip_suffix(b".").unwrap_or(value);
    let is_checksum =
        value.len() <= 8 && value.iter().all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(byte));
    !(value.iter().all(|byte| *byte == b'=') || is_checksum)
}

/// The length of spaces and tabs at the start.
fn blanks(text: &[u8]) -> usize {
    byte_set::leading(&BLANKS, text)
}

/// The length of a line break at the start.
pub(super) fn newline(text: &[u8]) -> Option<usize> {
    match text {
        [b'\n', ..] => Some(1),
        [b'\r', b'\n', ..] => Some(2),
        _ => None,
    }
}
