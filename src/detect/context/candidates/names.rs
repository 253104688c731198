//! Where a password, or a form in which a user and a secret travel together, is named.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::super::carriers::LONGEST_ADDRESS;
use super::super::reader;
use super::drawn::base64_value;
use crate::detect::literals::Literals;

/// No name is longer.
const LONGEST_NAME: usize = 96;

/// What may belong to the name of a password or to a form in which one travels, in the cases in which people write words.
const WORDS: [&str; 30] = [
    "pass",
    "Pass",
    "PASS",
    "senha",
    "Senha",
    "SENHA",
    "contrasena",
    "Contrasena",
    "CONTRASENA",
    "hook",
    "Hook",
    "HOOK",
    "asic",
    "ASIC",
    "auth",
    "Auth",
    "AUTH",
    "btoa",
    "ase64",
    "b64enc",
    "USERPWD",
    "lient",
    "cred",
    "Cred",
    "CRED",
    "jira(",
    "Jira(",
    "JIRA(",
    "onfluence(",
    "://",
];
/// Such words of two letters, of which the search for the others would find parts everywhere.
const SHORT_WORDS: [&str; 5] = ["pw", "Pw", "PW", "-u", "-a"];

/// What looks for the words.
#[allow(clippy::expect_used, reason = "the words are the same in every run")]
static SEARCH: LazyLock<Literals> =
    LazyLock::new(|| Literals::new(&WORDS.map(str::as_bytes)).expect("a few short words"));
/// What looks for the short ones.
static SHORT_SEARCH: LazyLock<[Finder<'static>; 5]> = LazyLock::new(|| SHORT_WORDS.map(Finder::new));

/// Where something stands that a chosen value may stand near, in order.
pub(super) fn find(text: &[u8]) -> Vec<usize> {
    let mut names = Vec::new();
    let mut note = |word: &str, at: usize| {
        if matters(text, word.as_bytes(), at..at + word.len()) {
            names.push(at);
        }
    };
    let mut from = 0;
    while let Some((pattern, at)) = SEARCH.next(text, from) {
        note(WORDS[pattern], at);
        from = at + 1;
    }
    for (word, finder) in SHORT_WORDS.iter().zip(SHORT_SEARCH.iter()) {
        finder.find_iter(text).for_each(|at| note(word, at));
    }
    names.sort_unstable();
    names
}

/// Whether a word that was found is what it was looked for.
fn matters(text: &[u8], word: &[u8], at: Range<usize>) -> bool {
    let (before, behind) = (&text[..at.start], &text[at.end..]);
    let is_term = |byte: &u8| reader::is_term(*byte, false);
    let ends = |rest: &[u8]| !rest.first().is_some_and(is_term);
    match word {
        // Not `passed` and `passing`.
        b"pass" | b"Pass" => {
            !behind.first().is_some_and(u8::is_ascii_lowercase)
                || [&b"w"[..], b"phrase"].iter().any(|rest| behind.starts_with(rest))
        }
        b"PASS" => {
            !behind.first().is_some_and(u8::is_ascii_uppercase)
                || [&b"W"[..], b"PHRASE"].iter().any(|rest| behind.starts_with(rest))
        }
        b"pw" => !before.last().is_some_and(u8::is_ascii_alphabetic),
        // `jiraPw` and `PwHash`, not two of the letters of something encoded.
        b"Pw" => {
            // `jiraPwd`
            let behind = behind.strip_prefix(b"d").unwrap_or(behind);
            !before.last().is_some_and(u8::is_ascii_uppercase)
                && match behind {
                    [next, rest @ ..] if next.is_ascii_uppercase() => rest.first().is_some_and(u8::is_ascii_lowercase),
                    [next, ..] => !next.is_ascii_lowercase(),
                    [] => true,
                }
        }
        b"hook" | b"Hook" | b"HOOK" => {
            let start = at.start - before.iter().rev().take(LONGEST_NAME).take_while(|byte| is_term(byte)).count();
            let end = at.end + behind.iter().take(LONGEST_NAME).take_while(|byte| is_term(byte)).count();
            memchr::memmem::find(&text[start..end].to_ascii_lowercase(), b"secret").is_some()
        }
        // `Basic dXNlcj…`, `Basic user@host secret`, `Credentials.basic("user", "secret")`
        b"asic" | b"ASIC" => {
            let rest = &behind[behind.iter().take_while(|byte| b" \t\"'+,".contains(byte)).count()..];
            let encoded =
                || rest.len() < behind.len() && rest.iter().take(16).all(|byte| base64_value(*byte).is_some());
            let person =
                || rest.iter().take(80).take_while(|byte| !byte.is_ascii_whitespace()).any(|byte| *byte == b'@');
            encoded() || person() || takes_literals(behind)
        }
        // `auth=("user", "secret")`, `new JiraClient(url, "user", "secret")`
        b"auth" | b"Auth" => takes_literals(behind) || is_given_pair(behind),
        b"cred" | b"Cred" => {
            let behind = behind.strip_prefix(b"ential").unwrap_or(behind);
            takes_literals(behind) || is_given_pair(behind)
        }
        b"CRED" => is_given_pair(behind.strip_prefix(b"ENTIAL").unwrap_or(behind)),
        b"lient" => takes_literals(behind),
        b"AUTH" => is_given_pair(behind),
        b"jira(" | b"Jira(" | b"JIRA(" | b"onfluence(" => takes_literals(&text[at.end - 1..]),
        // `btoa("user:secret")`, `echo 'user:secret' | base64`
        b"btoa" | b"ase64" | b"b64enc" | b"USERPWD" => {
            const FAR: usize = 400;
            let near = &text[at.start.saturating_sub(FAR)..text.len().min(at.end + FAR)];
            memchr::memchr(b':', near).is_some() && memchr::memchr3(b'"', b'\'', b'`', near).is_some()
        }
        // `http -a user:secret`
        b"-a" => behind.first() == Some(&b' ') && behind.iter().take(80).any(|byte| *byte == b':'),
        // `-u user:secret`, `--user user:secret`, `-uuser:secret`
        b"-u" => {
            let glued =
                || behind.iter().take(60).take_while(|byte| !byte.is_ascii_whitespace()).any(|byte| *byte == b':');
            ends(behind) || behind.strip_prefix(b"ser").is_some_and(ends) || before.ends_with(b" ") && glued()
        }
        // `https://user:secret@host`
        b"://" => {
            let address = &behind[..behind.len().min(LONGEST_ADDRESS)];
            let address = &address[..address.iter().position(u8::is_ascii_whitespace).unwrap_or(address.len())];
            memchr::memchr(b'@', address).is_some_and(|sign| address[..sign].contains(&b':'))
        }
        _ => true,
    }
}

/// Whether what ends a name is given `user:secret`.
fn is_given_pair(behind: &[u8]) -> bool {
    const LONGEST: usize = 100;
    let behind = &behind[..behind.len().min(LONGEST)];
    // `credentials`
    let behind = behind.strip_prefix(b"s").or_else(|| behind.strip_prefix(b"S")).unwrap_or(behind);
    let signs = behind.iter().take_while(|byte| b" \t=:>\"'".contains(byte)).count();
    let value = &behind[signs..];
    let user = value.iter().take_while(|byte| reader::is_term(**byte, false) || **byte == b'\\').count();
    signs > 0 && user > 0 && value.get(user) == Some(&b':')
}

/// Whether what ends a name goes on with literals in parentheses or brackets, or behind a blank as in Ruby.
fn takes_literals(behind: &[u8]) -> bool {
    const FAR: usize = 200;
    let behind = &behind[..behind.len().min(FAR)];
    // `client.get("…")` asks for something.
    let term = behind.iter().take_while(|byte| reader::is_term(**byte, false) && **byte != b'.').count();
    let rest = &behind[term..];
    let rest =
        [&b".new"[..], b">new", b"::new", b"]::new"].iter().find_map(|maker| rest.strip_prefix(*maker)).unwrap_or(rest);
    let signs = rest.iter().take_while(|byte| b" \t=:\"'".contains(byte)).count();
    let quoted = matches!(rest, [b' ', b'"' | b'\'', ..]);
    // `client['item']` is no call.
    let opens = rest.get(signs) == Some(&b'(') || signs > 0 && rest.get(signs) == Some(&b'[');
    // The call's own line, or those below it.
    let arguments = rest.get(signs + 1..).unwrap_or_default().trim_ascii_start();
    let arguments = match rest.get(signs + 1) {
        Some(b'\n' | b'\r') => arguments,
        _ => &arguments[..memchr::memchr(b'\n', arguments).unwrap_or(arguments.len())],
    };
    opens && memchr::memchr3(b'"', b'\'', b'`', arguments).is_some() || quoted && rest.contains(&b',')
}
