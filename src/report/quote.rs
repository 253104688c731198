//! Writes paths into commands so that they work when pasted, from any folder.

use super::terminal::acts_or_hides;
use crate::shell::quoted;

/// The text as one word of a POSIX shell. Text that cannot be printed, or not without `unicode`, is written in `$'…'`,
/// which bash, zsh and ksh read.
pub(super) fn shell(text: &[u8], unicode: bool) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_./:@%+,=".contains(byte);
    match std::str::from_utf8(text) {
        Ok(word) if !word.is_empty() && text.iter().all(plain) => word.to_owned(),
        Ok(word) if (unicode || word.is_ascii()) && !word.chars().any(|sign| acts_or_hides(sign) || sign == '#') => {
            String::from_utf8_lossy(&quoted(word.as_bytes())).into_owned()
        }
        _ => {
            let escaped: String = text
                .iter()
                .map(|byte| match byte {
                    b'\'' | b'\\' => format!("\\{}", char::from(*byte)),
                    b' '..=b'~' if *byte != b'#' => char::from(*byte).to_string(),
                    _ => format!("\\x{byte:02x}"),
                })
                .collect();
            format!("$'{escaped}'")
        }
    }
}

/// A path relative to the root as git takes it in any folder of the work tree.
pub(super) fn pathspec(path: &[u8], unicode: bool) -> String {
    // Behind `:/` many signs have a meaning or are reserved.
    let plain = path.first().is_some_and(|first| first.is_ascii_alphanumeric() || *first == b'.')
        && !path.iter().any(|byte| b"*?[\\".contains(byte));
    let prefix: &[u8] = if plain { b":/" } else { b":(top,literal)" };
    shell(&[prefix, path].concat(), unicode)
}

#[cfg(test)]
mod tests {
    use super::{pathspec, shell};

    #[test]
    fn words_for_the_shell() {
        let table: [(&[u8], &str); 7] = [
            (b"config/app.yml", "config/app.yml"),
            (b"my file", "'my file'"),
            (b"it's", r"'it'\''s'"),
            (b"$(rm -r x)`y`", "'$(rm -r x)`y`'"),
            ("über".as_bytes(), "'über'"),
            (b"a\nb\x1b'c", r"$'a\x0ab\x1b\'c'"),
            (b"caf\xe9", r"$'caf\xe9'"),
        ];
        for (text, word) in table {
            assert_eq!(shell(text, true), word);
        }
    }

    #[test]
    fn the_shell_reads_back_what_was_quoted() {
        for text in
            [&b"it's a $(file) \\ \"x\" `y` #1 ##[z]"[..], b"a\nb\x1b\x01'c2\xe9", b"-x", b"~", b"!!", b"a*?[b]{c}"]
        {
            let script = format!("printf %s {}", shell(text, true));
            let output = std::process::Command::new("bash").args(["-c", &script]).output().unwrap();
            assert_eq!(output.stdout, text, "{script}");
        }
    }

    #[test]
    fn pathspecs_start_at_the_top() {
        assert_eq!(pathspec(b"a b", true), "':/a b'");
        assert_eq!(pathspec(b"a/b", true), ":/a/b");
        assert_eq!(pathspec(b"a[1]*.env", true), "':(top,literal)a[1]*.env'");
        assert_eq!(pathspec(b"-x", true), "':(top,literal)-x'");
    }
}
