//! One word of a POSIX shell, between single quotes, within which nothing has a meaning.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;

/// The bytes as one word.
pub(crate) fn quoted(bytes: &[u8]) -> Vec<u8> {
    let mut word = vec![b'\''];
    for byte in bytes {
        match byte {
            b'\'' => word.extend_from_slice(b"'\\''"),
            byte => word.push(*byte),
        }
    }
    word.push(b'\'');
    word
}

/// The first word of a text, as [`quoted`] writes it.
pub(crate) fn unquoted(text: &[u8]) -> Option<OsString> {
    let mut rest = text.strip_prefix(b"'")?;
    let mut bytes = Vec::new();
    loop {
        let end = memchr::memchr(b'\'', rest)?;
        bytes.extend_from_slice(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix(b"\\''") {
            Some(more) => {
                bytes.push(b'\'');
                rest = more;
            }
            None => return Some(OsString::from_vec(bytes)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{quoted, unquoted};

    #[test]
    fn words_of_the_shell_are_read_back() {
        for word in ["", "plain", "two words", "it's", "''", "$HOME `x` \\"] {
            let text = [&quoted(word.as_bytes()), b" and more 'x'".as_slice()].concat();
            assert_eq!(unquoted(&text).unwrap(), word);
        }
        assert_eq!(unquoted(b"'open"), None);
        assert_eq!(unquoted(b"plain"), None);
    }
}
