//! Passwords that samples and tests use.

use std::sync::LazyLock;

use super::is_filler;

/// Words that sample passwords are made of, in lower case and with digits written for letters undone.
const WORDS: &str = "password passwort passwd pass word secret token admin administrator root user test testing tester demo \
    example sample dummy fake mock change changeit changeme me it my your the a is here some super very strong \
    secure safe default foo bar baz qwerty qwertz abc abcd abcdef xyz letmein welcome hello world login guest \
    public private key api jira confluence bitbucket bamboo crowd atlassian trello opsgenie statuspage stash db \
    database postgres mysql jdbc sysadmin app application client server local localhost dev prod stage staging \
    new old temp tmp value string text insert replace with this that not real redacted hidden removed masked \
    invalid valid wrong correct bad good none null true false empty todo fixme enter put type set use plain \
    basic auth bearer cred credential credentials account email mail name hunter fred charlie alice bob john \
    jane doe git host base encoded decoded does matter later pending initial must have chars characters incorrect fail fails match mismatch different short long guess expired bogus weak playwright cypress selenium x xx xxx xxxx xxxxx y z in for of to from and or no an be do go";

/// The words by the letter they begin with.
static BY_INITIAL: LazyLock<Vec<Vec<&'static [u8]>>> = LazyLock::new(|| {
    let words = |letter: u8| WORDS.split(' ').map(str::as_bytes).filter(move |word| word.first() == Some(&letter));
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
    // `P@ssw0rd123`: what stands behind the last letter is a number.
    let letters = value.iter().rposition(u8::is_ascii_alphabetic).map_or(0, |last| last + 1);
    let undone: Vec<u8> = value[..letters].iter().map(plain).collect();
    [as_written, undone].iter().any(|text| {
        let runs = || text.split(|byte| !byte.is_ascii_lowercase());
        // One and two letters between digits are no words, but neither do they make a sample of random ones.
        let letters: usize = runs().map(<[u8]>::len).sum();
        let in_words: usize =
            runs().filter(|run| run.len() > 2 || run.len() == 2 && is_made_of_words(run)).map(<[u8]>::len).sum();
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
    use super::*;
    use crate::mint::Mint;

    #[test]
    fn samples() {
        for password in [
            "S3cret!",
            "my-Passw0rd-123",
            "changeme",
            "letmein!!",
            "To-Be-Set-1",
            "MustHave12Chars",
            "jira_admin_1",
            "P@ssw0rd123",
            "johndoe123!",
        ] {
            assert!(is_sample_password(password.as_bytes()), "{password}");
        }
    }

    #[test]
    fn what_is_drawn_is_none() {
        let mut mint = Mint::seeded(12);
        let samples = (0..500).filter(|_| is_sample_password(mint.alphanumeric(16).as_bytes())).count();
        assert!(samples <= 2, "{samples}");
    }
}
