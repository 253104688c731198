//! What of a committed line may be shown around a credential.
//!
//! Nobody knows what else stands there: a password that no rule knows, an e-mail address, another vendor's key. So nothing
//! is shown but what is known to be harmless: brackets, quotes and signs, a short list of words, and the name in front of
//! the credential if it speaks of credentials.

/// What lies at the ends of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// Its first word was cut off at the left.
    pub(super) cut: bool,
    /// A credential follows, so the last word may be its name.
    pub(super) before: bool,
}

/// Most signs in a row that are shown: more may be a password.
const MOST_SIGNS: usize = 4;

/// Only what is harmless of a text; everything else becomes `dots`, once per stretch.
pub(super) fn only(text: &[u8], edge: Edge, dots: &str) -> String {
    let pieces = pieces(text);
    let mut shown = String::new();
    // Signs behind something hidden: shown unless more that is hidden follows.
    let mut pending = String::new();
    let mut hidden = false;
    for (index, piece) in pieces.iter().enumerate() {
        let (visible, text) = match *piece {
            Piece::Signs(signs) if signs.iter().filter(|sign| !sign.is_ascii_whitespace()).count() <= MOST_SIGNS => {
                pending.push_str(&plain(signs));
                continue;
            }
            Piece::Signs(signs) => (false, signs),
            Piece::Word(word) => {
                let place = Place::behind(&pieces[..index], edge.cut);
                let named = match pieces.get(index + 1..) {
                    Some([Piece::Signs(signs)]) if edge.before => is_name(word, place, signs),
                    _ => false,
                };
                (named || is_common(word, place), word)
            }
        };
        if visible {
            shown.push_str(&pending);
            shown.push_str(&plain(text));
        } else if !hidden {
            shown.push_str(&pending);
            shown.push_str(dots);
        }
        pending.clear();
        hidden = !visible;
    }
    shown + &pending
}

/// A stretch of a line.
#[derive(Clone, Copy, Debug)]
enum Piece<'a> {
    /// White space, quotes, brackets and signs that separate.
    Signs(&'a [u8]),
    /// Anything else.
    Word(&'a [u8]),
}

/// The line in stretches of signs and words.
fn pieces(text: &[u8]) -> Vec<Piece<'_>> {
    let is_sign = |byte: u8| byte.is_ascii_whitespace() || b"\"'`=:,;(){}[]<>|?&/@".contains(&byte);
    let pieces = text.chunk_by(|one, other| is_sign(*one) == is_sign(*other));
    pieces
        .map(|piece| if piece.iter().all(|byte| is_sign(*byte)) { Piece::Signs(piece) } else { Piece::Word(piece) })
        .collect()
}

/// What a word may be, by what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// A key, a command, a word of a sentence.
    Free,
    /// The value of something.
    Value,
    /// A part of a path, an address or a cut word.
    Inner,
}

impl Place {
    /// The place behind these pieces.
    fn behind(pieces: &[Piece<'_>], cut: bool) -> Self {
        let Some(Piece::Signs(signs)) = pieces.last() else { return if cut { Self::Inner } else { Self::Free } };
        let quotes = |byte: &&u8| byte.is_ascii_whitespace() || b"\"'`".contains(byte);
        match signs.iter().rev().find(|byte| !quotes(byte)) {
            Some(b':' | b'=') => Self::Value,
            Some(b'/' | b'@') => Self::Inner,
            _ => Self::Free,
        }
    }
}

/// Words that say how a line is built and are nobody's password.
const COMMON: &[&str] = &[
    "-H",
    "-u",
    "-e",
    "-d",
    "add",
    "and",
    "arg",
    "auth",
    "authorization",
    "clone",
    "config",
    "const",
    "cookie",
    "curl",
    "data",
    "def",
    "docker",
    "env",
    "export",
    "final",
    "from",
    "function",
    "get",
    "git",
    "header",
    "headers",
    "http",
    "https",
    "if",
    "import",
    "is",
    "let",
    "login",
    "machine",
    "new",
    "or",
    "origin",
    "post",
    "private",
    "public",
    "put",
    "remote",
    "return",
    "run",
    "set",
    "static",
    "string",
    "the",
    "type",
    "val",
    "value",
    "var",
    "with",
    "--header",
    "--password",
    "--token",
    "--user",
    "#",
    "-",
    "--",
    "+",
    "*",
    "$",
];
/// Words in front of a credential in a header.
const SCHEMES: &[&str] = &["basic", "bearer", "token"];

/// Whether a word is one that everybody writes. As a value it is not shown: it may be a poor password.
fn is_common(word: &[u8], place: Place) -> bool {
    let listed = |words: &[&str]| words.iter().any(|common| common.as_bytes().eq_ignore_ascii_case(word));
    match place {
        Place::Free => listed(COMMON) || listed(SCHEMES),
        Place::Value => listed(SCHEMES),
        Place::Inner => false,
    }
}

/// What names of credentials speak of, in lower case.
const TRADE: &[&str] = &[
    "api",
    "atlassian",
    "auth",
    "bamboo",
    "basic",
    "bearer",
    "bitbucket",
    "confluence",
    "cookie",
    "cred",
    "crowd",
    "forge",
    "jira",
    "key",
    "opsgenie",
    "pass",
    "pat",
    "pwd",
    "secret",
    "session",
    "statuspage",
    "token",
    "trello",
];
/// Longest name that is shown.
const LONGEST_NAME: usize = 48;
/// Most digits in a name: more are those of a value.
const MOST_DIGITS: usize = 2;

/// Whether a word is the name of what follows behind `signs`: letters and joints, a word of the trade, no value itself.
fn is_name(word: &[u8], place: Place, signs: &[u8]) -> bool {
    let spelled = word.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_.-$".contains(byte));
    let digits = word.iter().filter(|byte| byte.is_ascii_digit()).count();
    let lower = word.to_ascii_lowercase();
    let trade = TRADE.iter().any(|trade| memchr::memmem::find(&lower, trade.as_bytes()).is_some());
    let joined = !signs.iter().all(u8::is_ascii_whitespace) || word.starts_with(b"-") || lower == b"password";
    place == Place::Free && spelled && trade && joined && word.len() <= LONGEST_NAME && digits <= MOST_DIGITS
}

/// Printable ASCII as it is, with everything else as single spaces.
fn plain(text: &[u8]) -> String {
    let mut plain = String::with_capacity(text.len());
    for byte in text {
        if byte.is_ascii_graphic() {
            plain.push(char::from(*byte));
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{Edge, only};

    #[test]
    fn names_and_structure_are_shown_and_values_are_not() {
        let table = [
            ("JIRA_API_TOKEN=", "JIRA_API_TOKEN="),
            ("export  JIRA_API_TOKEN='", "export JIRA_API_TOKEN='"),
            ("{\"user\": \"me\", \"password\": \"hunter2\", \"apiToken\": \"", "{\"…\", \"apiToken\": \""),
            ("curl -u me@acme.org:", "curl -u …:"),
            ("curl -H 'Authorization: Bearer ", "curl -H 'Authorization: Bearer "),
            ("git clone https://me:", "git clone https://…:"),
            ("https://acme.net/rest?user=me&token=", "https://…&token="),
            ("<jiraToken>", "<jiraToken>"),
            ("login('admin', 'hunter2', '", "login('…', '"),
            ("password=hunter2 ", "… "),
            ("password: token, pat: ", "…: token, pat: "),
            ("password: (((((((( ", "password…"),
            ("machine acme login me password ", "machine … login … password "),
            ("auth_x1y2z3=", "…="),
            ("passw\u{f6}rd=", "…="),
            ("\u{1b}[31mtoken=", "…[31mtoken="),
            ("word", "…"),
        ];
        for (text, shown) in table {
            assert_eq!(only(text.as_bytes(), Edge { cut: false, before: true }, "…"), shown, "{text}");
        }
    }

    #[test]
    fn behind_a_credential_no_word_is_its_name() {
        let edge = Edge { cut: false, before: false };
        assert_eq!(only(b"\", \"password\": \"hunter2\"}", edge, "…"), "\", \"…\"}");
        assert_eq!(only(b"@bitbucket.org/a/b.git", edge, "…"), "@…");
    }

    #[test]
    fn a_word_that_was_cut_is_hidden() {
        assert_eq!(only(b"token=", Edge { cut: true, before: true }, "…"), "…=");
    }
}
