//! Which texts can be a credential's value: of a shape, and no reference, filler, id or word.

mod base64;
mod literal;
mod password;
mod public;
mod reference;
mod scheme;

use std::cell::OnceCell;

use data_encoding::BASE64_NOPAD;

pub(crate) use self::base64::{in_standard_base64, plain_text};
pub(crate) use self::literal::{Literal, literal_around, quoted_at};
use self::password::is_password;
pub(crate) use self::password::{SHORTEST_LETTERS, SHORTEST_PASSWORD};
use self::public::is_public_form;
pub(crate) use self::reference::{is_reference, is_wrapped};
pub(crate) use self::scheme::is_scheme;
use super::names::Name;
use super::randomness;
use crate::detect::placeholder;
use crate::finding::Secret;
use crate::rules::Shape;

/// Whether a literal can be a credential of this shape.
pub(crate) fn fits(shape: Shape, value: &[u8]) -> bool {
    Value::new(value).fits(shape)
}

/// A literal, and what was asked of it: many kinds share the same few questions.
pub(crate) struct Value<'v> {
    /// Its bytes, written forms decoded.
    pub(crate) bytes: &'v [u8],
    /// Whether it is filler.
    filler: OnceCell<bool>,
    /// Whether it was drawn.
    drawn: OnceCell<bool>,
    /// Whether it has the form of something public.
    public: OnceCell<bool>,
    /// Whether it is a password.
    password: OnceCell<bool>,
}

impl<'v> Value<'v> {
    /// A literal that nothing was asked of.
    pub(crate) fn new(bytes: &'v [u8]) -> Self {
        let [filler, drawn, public, password] = Default::default();
        Self { bytes, filler, drawn, public, password }
    }

    /// Whether it can be a credential of this shape.
    pub(crate) fn fits(&self, shape: Shape) -> bool {
        let value = self.bytes;
        let is_real = || !*self.filler.get_or_init(|| placeholder::is_filler(value));
        let is_drawn = || *self.drawn.get_or_init(|| looks_drawn(value) && is_real());
        let is_public = || *self.public.get_or_init(|| is_public_form(value));
        match shape {
            Shape::Hex(length) => value.len() == length && is_lower_hex(value) && is_real(),
            Shape::Alphanumeric(length) => {
                value.len() == length && value.iter().all(u8::is_ascii_alphanumeric) && is_drawn()
            }
            Shape::UrlSafe(length) => {
                value.len() == length && value.iter().all(|byte| is_url_safe(*byte)) && is_drawn()
            }
            Shape::Uuid => is_uuid(value) && is_real() && !is_sample_uuid(value),
            Shape::Opaque { shortest, longest } => {
                (shortest..=longest).contains(&value.len()) && is_opaque(value) && is_drawn() && !is_public()
            }
            Shape::Key { shortest, longest } => {
                self.fits(Shape::Uuid) || self.fits(Shape::Opaque { shortest, longest })
            }
            Shape::Password => *self.password.get_or_init(|| is_password(value)),
            Shape::PersonalToken => is_personal_token(value),
        }
    }
}

/// Drawn at random. Of `user:123|…` and `123:…` only the last part is, which must be no filler by itself.
fn looks_drawn(value: &[u8]) -> bool {
    let last = value.rsplit(|byte| *byte == b'|').next().unwrap_or(value);
    let last = drawn_part(last);
    let hexadecimal = last.len() >= 32 && is_lower_hex(last);
    (hexadecimal || randomness::looks_drawn(last)) && (last.len() == value.len() || !placeholder::is_filler(last))
}

/// The part of a cookie that was drawn: behind the number that a remembered log-in begins with, `123:…` or `123%3A…`, and before
/// the server that keeps a session, `….node1`.
pub(crate) fn drawn_part(value: &[u8]) -> &[u8] {
    const SESSION: usize = 32;
    if value.get(SESSION) == Some(&b'.')
        && value[..SESSION].iter().all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(byte))
    {
        return &value[..SESSION];
    }
    let (digits, rest) = value.split_at(value.iter().take_while(|byte| byte.is_ascii_digit()).count());
    let token = [&b":"[..], b"%3A", b"%3a"].iter().find_map(|colon| rest.strip_prefix(*colon));
    token.filter(|token| !digits.is_empty() && is_remembered(token)).unwrap_or(value)
}

/// Whether this can stand behind that number. What has 32 digits there is the checksum of a change to a database.
pub(crate) fn is_remembered(token: &[u8]) -> bool {
    token.len() == 40 && is_lower_hex(token)
}

/// What drawn values consist of.
fn is_opaque(value: &[u8]) -> bool {
    drawn_part(value).iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-+/=.~|:".contains(byte))
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

/// Whether a UUID is one that documents show, in either case.
fn is_sample_uuid(value: &[u8]) -> bool {
    placeholder::is_published(Secret::new(value.to_ascii_lowercase()).fingerprint())
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

/// The length of SHA-512 in base64.
pub(crate) fn is_encoded_hash(value: &[u8]) -> bool {
    value.len() == 88 && value.ends_with(b"==")
}

/// Whether a value is itself what a credential is called: the name of a variable, not what is in it.
/// `name` is the value read as one.
pub(crate) fn is_name(value: &[u8], name: impl FnOnce() -> Name) -> bool {
    let says_so = |name: Name| name.sort.is_some() && name.length > 1;
    // The cheapest first.
    value.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte))
        && !randomness::looks_drawn(value)
        && says_so(name())
}
