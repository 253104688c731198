//! Values that are written in base64.

use std::sync::LazyLock;

use data_encoding::{BASE64_NOPAD, Encoding};

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
    let plain = LENIENT.decode(&in_standard_base64(&value[..digits])).ok()?;
    let text = plain.trim_ascii_end();
    (text.len() >= 6 && text.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ')).then(|| text.to_vec())
}

/// Base64 with the two signs of the standard alphabet instead of those for addresses.
pub(crate) fn in_standard_base64(value: &[u8]) -> Vec<u8> {
    let standard = |byte: &u8| match byte {
        b'-' => b'+',
        b'_' => b'/',
        other => *other,
    };
    value.iter().map(standard).collect()
}
