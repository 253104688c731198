//! One `[[allow]]` entry: which findings it excuses, and until when.

use std::sync::OnceLock;

use globset::{Candidate, Glob, GlobBuilder, GlobSet};

use crate::finding::Fingerprint;

/// The reason that `baseline` writes. Entries with it are counted until someone has looked at them.
pub(crate) const UNREVIEWED: &str = "baseline, unreviewed";

/// One `[[allow]]` entry. Every part that is given narrows it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Line of `[[allow]]`, from 1.
    pub line: usize,
    /// The value, or any value at the given paths.
    pub fingerprint: Option<Fingerprint>,
    /// Why the finding is harmless.
    pub reason: String,
    /// Globs over paths from the top of the repository; none for every path.
    pub paths: Vec<String>,
    /// The same, read.
    pub(super) globs: Globs,
    /// Rule ids; none for every rule.
    pub rules: Vec<&'static str>,
    /// The last day on which it applies, in days since 1970.
    pub expires: Option<i64>,
}

impl Entry {
    /// Whether the entry speaks of this finding, be it over or not.
    pub fn covers(&self, fingerprint: Option<Fingerprint>, rule: &str, path: &[u8]) -> bool {
        (self.fingerprint.is_none() || self.fingerprint == fingerprint)
            && (self.rules.is_empty() || self.rules.contains(&rule))
            && (self.paths.is_empty() || self.globs.match_path(path))
    }

    /// Whether its last day is over.
    pub fn is_over(&self, today: i64) -> bool {
        self.expires.is_some_and(|expires| expires < today)
    }
}

/// Globs that are compiled when a path is first held against them: every run reads the file, few have a finding.
#[derive(Clone, Debug, Default)]
pub(super) struct Globs {
    /// The globs.
    globs: Vec<Glob>,
    /// The same, compiled.
    compiled: OnceLock<GlobSet>,
}

impl Globs {
    /// Globs of so few bytes in all can be compiled whatever they are: what fails has some two hundred braces one in the other,
    /// or some hundred kilobytes.
    const SMALL: usize = 256;

    /// Takes globs, unless they are too large together: the error says so.
    pub(super) fn new(globs: Vec<Glob>) -> Result<Self, &'static str> {
        let globs = Self { globs, compiled: OnceLock::new() };
        if globs.globs.iter().map(|glob| glob.glob().len()).sum::<usize>() > Self::SMALL {
            let compiled = GlobSet::new(&globs.globs).map_err(|_| "are too large together")?;
            globs.compiled.get_or_init(|| compiled);
        }
        Ok(globs)
    }

    /// Whether one of them matches.
    fn match_path(&self, path: &[u8]) -> bool {
        // Those that cannot be compiled were refused; they would excuse nothing.
        let compiled = self.compiled.get_or_init(|| GlobSet::new(&self.globs).unwrap_or_default());
        compiled.is_match_candidate(&Candidate::from_bytes(path))
    }
}

/// Reads a reason: one line that is not blank.
pub(crate) fn reason(text: &str) -> Result<String, &'static str> {
    let reason = text.trim();
    if reason.is_empty() {
        return Err("the reason is empty");
    }
    if reason.chars().any(char::is_control) {
        return Err("the reason holds a control character");
    }
    Ok(reason.to_owned())
}

/// The glob that matches just this path. What TOML cannot hold, or no terminal should be sent, becomes `?`.
pub(crate) fn literal(path: &[u8]) -> String {
    let mut glob = String::new();
    for chunk in path.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '?' | '*' | '[' | ']' | '{' | '}' => glob.extend(['[', character, ']']),
                '\\' => glob.push_str("\\\\"),
                // `?` stands for one byte.
                _ if character.is_control() => glob.push_str(&"?".repeat(character.len_utf8())),
                _ => glob.push(character),
            }
        }
        glob.push_str(&"?".repeat(chunk.invalid().len()));
    }
    glob
}

/// Reads a glob: `*` and `?` stay within a folder, `**` does not, on every system alike. The error says what is wrong with
/// it, not what it is.
pub(crate) fn glob(text: &str) -> Result<Glob, String> {
    let never = |why: &str| Err(format!("can never match: {why}"));
    if text.is_empty() {
        return never("it is empty");
    }
    if text.starts_with('/') || text.starts_with("./") {
        return never("paths begin at the top of the repository, without `/` or `./`");
    }
    if text.ends_with('/') {
        return never("it ends in `/`; for all that is below a folder write `folder/**`");
    }
    if text.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return never("paths have no `//`, `.` or `..`");
    }
    if text.chars().any(char::is_control) {
        return Err("holds a control character; `?` stands for any character".to_owned());
    }
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character == '\\' && characters.next().is_none_or(char::is_alphanumeric) {
            return Err("holds a `\\` that escapes nothing; folders are separated by `/`".to_owned());
        }
    }
    GlobBuilder::new(text)
        .literal_separator(true)
        .backslash_escape(true)
        .build()
        .map_err(|error| format!("is not a glob: {}", error.kind()))
}

#[cfg(test)]
mod tests {
    use globset::Candidate;

    use super::{glob, literal, reason};

    #[test]
    fn globs_match_bytes_and_stay_within_folders() {
        let table: [(&str, &[u8], bool); 16] = [
            ("tests/fixtures/**", b"tests/fixtures/a/b.json", true),
            ("tests/fixtures/**", b"tests/fixtures", false),
            ("tests/fixtures", b"tests/fixtures/a", false),
            ("*.env", b"a.env", true),
            ("*.env", b"a/b.env", false),
            ("**/*.env", b"a.env", true),
            ("**/*.env", b"a/b/c.env", true),
            ("**/.env", b"a/.env", true),
            ("a?c", b"a/c", false),
            ("a?c", b"a\xffc", true),
            ("a\\*c", b"a*c", true),
            ("a\\*c", b"abc", false),
            ("{a,b}/x", b"b/x", true),
            ("[ab]/x", b"c/x", false),
            ("A", b"a", false),
            ("\u{e4}/*", "\u{e4}/\u{f6}".as_bytes(), true),
        ];
        for (text, path, expected) in table {
            let matcher = glob(text).unwrap().compile_matcher();
            assert_eq!(matcher.is_match_candidate(&Candidate::from_bytes(path)), expected, "{text}");
        }
    }

    #[test]
    fn literals_match_their_path_alone() {
        let paths: [&[u8]; 7] = [
            b"a/b.json",
            b"a[1]{x}*?!.env",
            b"a\\b",
            b"caf\xe9\xff",
            b"a\x1b[2J\n",
            "\u{e4}\u{9b}/\u{65e5}".as_bytes(),
            b"-[!a]^",
        ];
        for path in paths {
            let text = literal(path);
            assert!(!text.chars().any(char::is_control), "{text}");
            let matcher = glob(&text).unwrap().compile_matcher();
            for other in paths {
                assert_eq!(matcher.is_match_candidate(&Candidate::from_bytes(other)), other == path, "{text}");
            }
        }
    }

    #[test]
    fn reasons_are_one_line() {
        assert_eq!(reason("  revoked \u{2013} OPS-1 \n").as_deref(), Ok("revoked \u{2013} OPS-1"));
        for text in ["", " \t", "a\nb", "\u{1b}[2J", "\u{9b}x"] {
            assert!(reason(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn globs_that_cannot_match_are_refused() {
        let table = [
            "", "/a", "./a", "../a", "a/../b", "a/./b", "a//b", "a/", "a\\b", "a\\", "a\nb", "[a", "{a", "a}", "[z-a]",
        ];
        for text in table {
            let error = glob(text).unwrap_err();
            assert!(!error.is_empty(), "{text}");
        }
    }
}
