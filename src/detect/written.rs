//! The ways in which `=` and a few other characters of a token are written in URLs, JSON, XML and shells.

use std::sync::LazyLock;

use regex::bytes::Regex;

/// Every written form of the one `=` in a 192-character token, as a pattern; `EQ` in a rule's pattern stands for it.
pub(crate) const EQUALS: &str = concat!(
    r"(?:=|%(?:25)*3[Dd]|%u003[Dd]|\\{1,4}u(?:003[Dd]|\{3[Dd]\})|\\{1,2}x3[Dd]|\\075|&(?:amp;)?#0*61;",
    r"|&(?:amp;)?#[xX]0*3[Dd];|&equals;|=3D|\\{1,2}=)"
);

/// The same, compiled.
#[allow(clippy::expect_used, reason = "the pattern is a constant that a test compiles")]
static EQUALS_REGEX: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!("(?-u){EQUALS}")).expect("a constant pattern"));

/// The token with its `=` restored.
pub(crate) fn equals_restored(token: &[u8]) -> Vec<u8> {
    // As nearly all are written: the engine takes ten times as long.
    if memchr::memchr3(b'%', b'\\', b'&', token).is_none() {
        return token.to_vec();
    }
    // Only the last eight bytes are behind the `=`, and none of them can be part of its written form.
    EQUALS_REGEX.replace(token, &b"="[..]).into_owned()
}

/// The text with percent-encoded bytes decoded; a `%` that starts no such byte stays.
pub(crate) fn percent_decoded(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&first, behind)) = rest.split_first() {
        let decoded = if first == b'%' { behind.get(..2).and_then(hex_byte) } else { None };
        plain.push(decoded.unwrap_or(first));
        rest = if decoded.is_some() { &behind[2..] } else { behind };
    }
    plain
}

/// The byte that two hexadecimal digits stand for.
pub(crate) fn hex_byte(digits: &[u8]) -> Option<u8> {
    let [high, low] = digits else { return None };
    let (high, low) = (DIGITS[usize::from(*high)], DIGITS[usize::from(*low)]);
    (high | low < NO_DIGIT).then_some(high << 4 | low)
}

/// What is no digit has this value in [`DIGITS`].
const NO_DIGIT: u8 = 0x10;

/// The value of each hexadecimal digit.
static DIGITS: [u8; 256] = {
    let mut values = [NO_DIGIT; 256];
    let mut value = 0u8;
    while value < 16 {
        values[b"0123456789abcdef"[value as usize] as usize] = value;
        values[b"0123456789ABCDEF"[value as usize] as usize] = value;
        value += 1;
    }
    values
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_written_form_of_equals_is_restored() {
        let forms = [
            "=",
            "%3D",
            "%3d",
            "%253D",
            "%25253d",
            "%u003D",
            r"\u003d",
            r"\\u003D",
            r"\u{3d}",
            r"\x3d",
            r"\\x3D",
            r"\075",
            "&#61;",
            "&#061;",
            "&amp;#61;",
            "&#x3d;",
            "&#X3D;",
            "&amp;#x3D;",
            "&equals;",
            r"\=",
            r"\\=",
        ];
        for form in forms {
            let text = format!("body{form}0123ABCD");
            assert_eq!(equals_restored(text.as_bytes()), b"body=0123ABCD", "{form}");
        }
    }

    #[test]
    fn percent_decoding_leaves_lone_signs() {
        assert_eq!(percent_decoded(b"a%2Bb%2fc%zz%"), b"a+b/c%zz%");
    }
}
