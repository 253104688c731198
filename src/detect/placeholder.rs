//! What stands where a secret would stand but plainly is none: fillers in samples and documents.

use std::sync::LazyLock;

/// Words that people write into a sample instead of a value, in lower case.
const SAMPLE_WORDS: &[&str] = &[
    "example",
    "placeholder",
    "redacted",
    "sample",
    "dummy",
    "changeme",
    "your",
    "xxxxx",
    "00000",
    "insert",
    "replace",
    "secret",
    "token",
];

/// Whether the text is filler: one character or a short pattern repeated, an ascending run, or a word that says so.
///
/// Asked only of values whose check failed or that have none, so a random value that happens to hold a word is lost at
/// most where no arithmetic vouches for it.
pub(crate) fn is_filler(body: &[u8]) -> bool {
    if body.is_empty() {
        return true;
    }
    let pairs = body.len() - 1;
    let steps = body.windows(2).filter(|pair| pair[1] == pair[0] || pair[1] == pair[0].wrapping_add(1)).count();
    if steps * 2 > pairs {
        return true;
    }
    // Genes, and drawings of lines.
    let mut seen = [false; 256];
    let different = body.iter().filter(|byte| !std::mem::replace(&mut seen[usize::from(**byte)], true)).take(7).count();
    if body.len() >= 20 && different < 7 {
        return true;
    }
    // Nine in ten are the same; of what is drawn at random, hardly any.
    let repeats = |period: usize| {
        let pairs = body.len() - period;
        let different = body.iter().zip(&body[period..]).filter(|(one, other)| one != other);
        different.take(pairs.div_ceil(10)).count() * 10 < pairs
    };
    if (1..=body.len() / 2).take(40).any(repeats) {
        return true;
    }
    let lower = body.to_ascii_lowercase();
    SAMPLE_WORDS.iter().any(|word| memchr::memmem::find(&lower, word.as_bytes()).is_some())
}

/// Words that sample passwords are made of, in lower case and with digits written for letters undone.
const PASSWORD_WORDS: &[&str] = &[
    "password",
    "passwort",
    "passwd",
    "pass",
    "word",
    "secret",
    "token",
    "admin",
    "administrator",
    "root",
    "user",
    "test",
    "testing",
    "tester",
    "demo",
    "example",
    "sample",
    "dummy",
    "fake",
    "mock",
    "change",
    "changeit",
    "changeme",
    "me",
    "it",
    "my",
    "your",
    "the",
    "a",
    "is",
    "here",
    "some",
    "super",
    "very",
    "strong",
    "secure",
    "safe",
    "default",
    "foo",
    "bar",
    "baz",
    "qwerty",
    "qwertz",
    "abc",
    "abcd",
    "abcdef",
    "xyz",
    "letmein",
    "welcome",
    "hello",
    "world",
    "login",
    "guest",
    "public",
    "private",
    "key",
    "api",
    "jira",
    "confluence",
    "bitbucket",
    "bamboo",
    "crowd",
    "atlassian",
    "trello",
    "opsgenie",
    "statuspage",
    "stash",
    "db",
    "database",
    "postgres",
    "mysql",
    "jdbc",
    "sysadmin",
    "app",
    "application",
    "client",
    "server",
    "local",
    "localhost",
    "dev",
    "prod",
    "stage",
    "staging",
    "new",
    "old",
    "temp",
    "tmp",
    "value",
    "string",
    "text",
    "insert",
    "replace",
    "with",
    "this",
    "that",
    "not",
    "real",
    "redacted",
    "hidden",
    "removed",
    "masked",
    "invalid",
    "valid",
    "wrong",
    "correct",
    "bad",
    "good",
    "none",
    "null",
    "true",
    "false",
    "empty",
    "todo",
    "fixme",
    "enter",
    "put",
    "type",
    "set",
    "use",
    "plain",
    "basic",
    "auth",
    "bearer",
    "cred",
    "credential",
    "credentials",
    "account",
    "email",
    "mail",
    "name",
    "hunter",
    "fred",
    "charlie",
    "alice",
    "bob",
    "john",
    "jane",
    "x",
    "xx",
    "xxx",
    "xxxx",
    "xxxxx",
    "y",
    "z",
    "in",
    "for",
    "of",
    "to",
    "from",
    "and",
    "or",
    "no",
    "an",
    "be",
    "do",
    "go",
];

/// The same words, by the letter they begin with.
static BY_INITIAL: LazyLock<Vec<Vec<&'static [u8]>>> = LazyLock::new(|| {
    let words = |letter: u8| PASSWORD_WORDS.iter().map(|word| word.as_bytes()).filter(move |word| word[0] == letter);
    (b'a'..=b'z').map(|letter| words(letter).collect()).collect()
});

/// Whether a password is one of those that samples and tests use: nothing but sample words, digits and signs.
pub(crate) fn is_sample_password(value: &[u8]) -> bool {
    if is_filler(value) {
        return true;
    }
    let plain = |byte: &u8| match byte.to_ascii_lowercase() {
        b'0' => b'o',
        b'1' => b'i',
        b'3' => b'e',
        b'4' | b'@' => b'a',
        b'5' | b'$' => b's',
        b'7' => b't',
        other => other,
    };
    let as_written: Vec<u8> = value.iter().map(u8::to_ascii_lowercase).collect();
    let undone: Vec<u8> = value.iter().map(plain).collect();
    [as_written, undone].iter().any(|text| {
        let runs = || text.split(|byte| !byte.is_ascii_lowercase());
        // One and two letters between digits are no words, but neither do they make a sample of random ones.
        let letters: usize = runs().map(<[u8]>::len).sum();
        let in_words: usize = runs().map(<[u8]>::len).filter(|length| *length > 2).sum();
        in_words * 2 >= letters && runs().all(|run| run.len() <= 2 || is_made_of_words(run))
    })
}

/// Whether a run of letters can be cut into sample words.
fn is_made_of_words(run: &[u8]) -> bool {
    let mut reached = vec![false; run.len() + 1];
    reached[0] = true;
    for at in 0..run.len() {
        if reached[at] {
            let initial = usize::from(run[at].wrapping_sub(b'a'));
            for word in BY_INITIAL.get(initial).into_iter().flatten().filter(|word| run[at..].starts_with(word)) {
                reached[at + word.len()] = true;
            }
        }
    }
    reached[run.len()]
}

#[cfg(test)]
mod tests {
    use super::is_filler;
    use crate::mint::Mint;

    #[test]
    fn fillers() {
        for text in [
            "xxxxxxxxxxxxxxxx",
            "abcdefghijklmnop",
            "1234567890abcdef1234567890abcdef",
            "YOUR_TOKEN_HERE",
            "abcabcabcabcabc",
        ] {
            assert!(is_filler(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn random_values_are_none() {
        let mut mint = Mint::seeded(11);
        let fillers = (0..2000).filter(|_| is_filler(mint.alphanumeric(64).as_bytes())).count();
        assert!(fillers <= 2, "{fillers}");
    }
}
