//! Which texts can be a credential's value: literals, of a shape, that are no reference, filler, id or word.

use std::ops::Range;
use std::sync::LazyLock;

use data_encoding::{BASE64_NOPAD, Encoding};

use super::names::Name;
use super::randomness;
use crate::detect::placeholder;
use crate::rules::Shape;

/// Whether a literal can be a credential of this shape.
pub(crate) fn fits(shape: Shape, value: &[u8]) -> bool {
    match shape {
        Shape::Hex(length) => value.len() == length && is_lower_hex(value) && !placeholder::is_filler(value),
        Shape::Alphanumeric(length) => {
            value.len() == length && value.iter().all(u8::is_ascii_alphanumeric) && is_drawn(value)
        }
        Shape::UrlSafe(length) => {
            value.len() == length && value.iter().all(|byte| is_url_safe(*byte)) && is_drawn(value)
        }
        Shape::Uuid => is_uuid(value) && !placeholder::is_filler(value),
        Shape::Opaque { shortest, longest } => {
            (shortest..=longest).contains(&value.len()) && is_opaque(value) && is_drawn(value) && !is_public_form(value)
        }
        Shape::Key { shortest, longest } => {
            is_uuid(value) && !placeholder::is_filler(value) || fits(Shape::Opaque { shortest, longest }, value)
        }
        Shape::Password => is_password(value),
        Shape::PersonalToken => is_personal_token(value),
    }
}

/// Drawn at random, and no filler. Of `user:123|…` only the last part is.
fn is_drawn(value: &[u8]) -> bool {
    let value = value.rsplit(|byte| *byte == b'|').next().unwrap_or(value);
    let hexadecimal = value.len() >= 32 && is_lower_hex(value);
    (hexadecimal || randomness::looks_drawn(value)) && !placeholder::is_filler(value)
}

/// What drawn values consist of.
fn is_opaque(value: &[u8]) -> bool {
    value.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-+/=.~|:".contains(byte))
}

/// Letters, digits, `-` and `_`.
fn is_url_safe(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

/// Nothing but lower-case hexadecimal digits, and both letters and digits.
pub(crate) fn is_lower_hex(value: &[u8]) -> bool {
    value.iter().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte))
        && value.iter().any(u8::is_ascii_digit)
        && value.iter().any(u8::is_ascii_lowercase)
}

/// The form of a UUID, in either case.
pub(crate) fn is_uuid(value: &[u8]) -> bool {
    value.len() == 36
        && value.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Forms of things that are no secret: hashes, object ids, dates, addresses, files.
fn is_public_form(value: &[u8]) -> bool {
    let hex = value.strip_prefix(b"0x").unwrap_or(value).iter().all(u8::is_ascii_hexdigit);
    let object_id = hex && value.len() < 32;
    let digits = value.iter().filter(|byte| byte.is_ascii_digit() || b".-:T".contains(byte)).count();
    let contains_uuid = value.windows(36).take(80).any(is_uuid);
    let dotted = value.split(|byte| *byte == b'.').filter(|part| !part.is_empty() && part.len() < 16).count();
    let slashed = value.split(|byte| *byte == b'/').filter(|part| !part.is_empty()).count();
    let known = [
        &b"sha1-"[..],
        b"sha256",
        b"sha384",
        b"sha512",
        b"md5",
        b"ssh-",
        b"AAAA",
        b"AAAB",
        b"MII",
        b"iVBOR",
        b"/9j/",
        b"R0lGOD",
        b"PHN2Z",
        b"data:",
        b"encrypted:",
        b"ari:",
        b"urn:",
        b"arn:",
        b"$2a$",
        b"$2b$",
        b"$2y$",
        b"$argon2",
        b"$6$",
        b"{PKCS5S2}",
        b"ENC",
        b"vault:",
        b"ATATT3",
        b"ATCTT3",
        b"ATSTT3",
        b"ATBB",
        b"ATTA",
        b"ATOA",
        b"BBDC-",
        b"AQICAH",
        b"CiQA",
        b"age1",
        b"-----",
    ];
    // Of Jira and Confluence, against forged requests.
    let cross_site = value.ends_with(b"_lin") || value.ends_with(b"_lout");
    object_id
        || cross_site
        || digits * 10 >= value.len() * 9
        || contains_uuid
        || dotted > 2
        || slashed > 4
        || known.iter().any(|start| value.starts_with(start))
}

/// A Data Center token whose number has 8 to 19 digits: behind the colon at least twelve bytes, not all printable.
fn is_personal_token(value: &[u8]) -> bool {
    if !(28..=64).contains(&value.len()) {
        return false;
    }
    let Ok(plain) = BASE64_NOPAD.decode(value.trim_ascii_end().strip_suffix(b"=").unwrap_or(value)) else {
        return false;
    };
    let digits = plain.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (8..=19).contains(&digits)
        && plain.get(digits) == Some(&b':')
        && plain.len() - digits > 12
        && !plain[digits + 1..].iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ')
}

/// Something that someone would use as a password, and no sample: eight characters and more, of three sorts, whose letters are
/// not sample words.
fn is_password(value: &[u8]) -> bool {
    if !(8..=200).contains(&value.len()) || value.iter().any(|byte| !byte.is_ascii_graphic()) {
        return false;
    }
    let sort = |test: fn(&u8) -> bool| usize::from(value.iter().any(test));
    let sorts = sort(u8::is_ascii_lowercase)
        + sort(u8::is_ascii_uppercase)
        + sort(u8::is_ascii_digit)
        + sort(u8::is_ascii_punctuation);
    if is_reference(value) || is_public_form(value) {
        return false;
    }
    // What stands before a colon is a user.
    if let Some(colon) = memchr::memrchr(b':', value)
        && value.len() - colon > 6
    {
        return is_password(&value[colon + 1..]);
    }
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    let varied = sorts >= 3 && digits > 0 || value.len() >= 12 && randomness::looks_drawn(value);
    varied
        && !is_issue(value)
        && !is_name(value, Name::read(value))
        && !placeholder::is_sample_password(value)
        && !is_uuid(value)
}

/// The key of an issue: `PROJ-123`.
fn is_issue(value: &[u8]) -> bool {
    let dash = memchr::memchr(b'-', value);
    dash.is_some_and(|dash| {
        value[..dash].iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && value[dash + 1..].iter().all(u8::is_ascii_digit)
    })
}

/// A reference to a value that stands elsewhere, in the syntax of some template, shell or secret store; or a call.
pub(crate) fn is_reference(value: &[u8]) -> bool {
    let opens = [
        &b"${"[..],
        b"$(",
        b"{{",
        b"%{",
        b"#{",
        b"<%",
        b"<",
        b"@@",
        b"[[",
        b"$",
        b"%",
        b"{",
        b"&",
        b"*",
        b"!",
        b"\\",
        b"op://",
        b"vault:",
        b"ref+",
        b"file:",
        b"env:",
        b"ssm:",
        b"secretsmanager:",
    ];
    let holds = [
        &b"${"[..],
        b"$(",
        b"{{",
        b"}}",
        b"<%",
        b"://",
        b"...",
        b"()",
        b"[\"",
        b"['",
        b"process.env",
        b"getenv",
        b"secrets.",
        b"environ",
    ];
    opens.iter().any(|open| value.starts_with(open))
        || holds.iter().any(|part| memchr::memmem::find(value, part).is_some())
        || value.ends_with(b")") && value.contains(&b'(')
        || value.len() > 4 && value.starts_with(b"__") && value.ends_with(b"__")
        || value.len() > 2 && value.starts_with(b"@") && value.ends_with(b"@")
}

/// Where a literal stands and whether something encloses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    /// Its bytes.
    pub(crate) span: Range<usize>,
    /// Between quotation marks, in an element or in a cell.
    pub(crate) enclosed: bool,
    /// In a cell and nothing else; in a program, `|` is an operator or stands around the parameters of a closure.
    pub(crate) cell: bool,
}

/// The literal that a term is in or begins, whatever it consists of: from behind what gives it to its name up to the closing
/// quotation mark, the end of its element or cell, or a blank. `floor` is where the term before ends.
pub(crate) fn literal_around(text: &[u8], floor: usize, start: usize, end: usize, separated: bool) -> Option<Literal> {
    const LONGEST: usize = 400;
    let lead = &text[floor.max(start.saturating_sub(80))..start];
    // Behind a colour code nothing opens.
    let lead = &lead[memchr::memrchr(0x1b, lead).map_or(0, |escape| colour_end(lead, escape))..];
    let opens: &[u8] = if separated { b",;\t\n\"'`" } else { b" \t\n\"'`=:>|(,{" };
    let open = lead.iter().rposition(|byte| opens.contains(byte));
    let start = open.map_or(start, |open| start - lead.len() + open + 1);
    let opener = open.map(|open| lead[open]);
    let rest = &text[start..end.min(start + LONGEST)];
    let rest = &rest[..memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())];
    let stops: &[u8] = if separated { b",;\t\"'`" } else { b" \t\"'`<>|\x1b" };
    let length = match opener {
        Some(quote @ (b'"' | b'\'' | b'`')) => memchr::memchr(quote, rest)?,
        Some(b'>') => memchr::memchr(b'<', rest)?,
        Some(b'{') => memchr::memchr(b'}', rest)?,
        _ => rest.iter().position(|byte| stops.contains(byte)).unwrap_or(rest.len()),
    };
    let literal = &rest[..length];
    let escape = literal.iter().rev().take_while(|byte| **byte == b'\\').count();
    let within = matches!(opener, Some(b'"' | b'\'' | b'`' | b'>' | b'{')) || separated;
    let cell = !within && lead.contains(&b'|');
    let enclosed = within || cell;
    let mut length = length - if enclosed { escape } else { 0 };
    if !enclosed && matches!(literal.last(), Some(b',' | b';')) {
        length -= 1;
    }
    (length > 0).then(|| Literal { span: start..start + length, enclosed, cell })
}

/// The end of the colour code that begins here.
fn colour_end(text: &[u8], escape: usize) -> usize {
    let code = text[escape..].iter().position(u8::is_ascii_alphabetic);
    code.map_or(text.len(), |code| escape + code + 1)
}

/// Whether a value is itself what a credential is called: the name of a variable, not what is in it.
/// `name` is the value read as one.
pub(crate) fn is_name(value: &[u8], name: Name) -> bool {
    name.sort.is_some()
        && name.length > 1
        && !randomness::looks_drawn(value)
        && value.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte))
}

/// The quoted literal that begins here.
pub(crate) fn quoted_at(line: &[u8], at: usize) -> Option<Range<usize>> {
    let prefixed = matches!(line.get(at), Some(b'r' | b'b' | b'f' | b'u' | b'@' | b'N' | b'L'));
    let at = if prefixed { at + 1 } else { at };
    let escapes = line[at..].iter().take_while(|byte| **byte == b'\\').count();
    let quote = line.get(at + escapes).filter(|byte| b"\"'`".contains(byte))?;
    let opening = &line[at..=at + escapes];
    let start = at + if line[at..].starts_with(&[*quote; 3]) { 3 } else { opening.len() };
    let close = memchr::memmem::find(&line[start..], opening)?;
    (close > 0).then_some(start..start + close)
}

/// Base64 without padding, whose last character may hold bits that stand for nothing.
#[allow(clippy::expect_used, reason = "the specification is a constant that every test of encoded values builds")]
static LENIENT: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = BASE64_NOPAD.specification();
    specification.check_trailing_bits = false;
    specification.encoding().expect("a constant specification")
});

/// What a value says in plain text, if it is base64 of printable text: the part behind the colon of `user:secret`, the whole
/// of anything else.
pub(crate) fn plain_text(value: &[u8]) -> Option<Vec<u8>> {
    if value.len() < 8 || !value.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/=_-".contains(byte)) {
        return None;
    }
    let digits = value.iter().rposition(|byte| *byte != b'=').map_or(0, |last| last + 1);
    let standard: Vec<u8> = value[..digits]
        .iter()
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => *other,
        })
        .collect();
    let plain = LENIENT.decode(&standard).ok()?;
    let text = plain.trim_ascii_end();
    (text.len() >= 6 && text.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ')).then(|| text.to_vec())
}

/// Whether what stands before and behind a value says that it is encrypted, cut off or to be filled in.
pub(crate) fn is_wrapped(text: &[u8], span: &Range<usize>) -> bool {
    const FAR: usize = 600;
    let before = &text[span.start.saturating_sub(FAR)..span.start];
    let before = &before[memchr::memrchr2(b'\n', b'"', before).map_or(0, |at| at + 1)..];
    let behind = &text[span.end..text.len().min(span.end + 12)];
    let holds = [&b"ENC["[..], b"ENC(", b"!vault", b"encrypted:", b"{cipher}", b"{ATL_SECURED}", b"DEC(", b"$ANSIBLE"];
    let cut = [&b"..."[..], "\u{2026}".as_bytes(), b"<", b"***", b"[..", b"xxx"];
    let braced = before.ends_with(b"{")
        && !before.ends_with(b"{{")
        && (behind.starts_with(b"}") || behind.starts_with(b"=}") || behind.starts_with(b"==}"));
    holds.iter().any(|part| memchr::memmem::find(before, part).is_some())
        || cut.iter().any(|part| behind.starts_with(part)) && !behind.starts_with(b"</")
        || braced
        || before.ends_with(b"${")
        || before.ends_with(b"<") && behind.starts_with(b">")
}
