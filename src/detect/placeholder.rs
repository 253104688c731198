//! What stands where a secret would stand but plainly is none: fillers in samples and documents.

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
    let repeats = |period: usize| {
        let same = body.iter().zip(&body[period..]).filter(|(one, other)| one == other).count();
        same * 10 > (body.len() - period) * 9
    };
    if (1..=body.len() / 2).take(40).any(repeats) {
        return true;
    }
    let lower = body.to_ascii_lowercase();
    SAMPLE_WORDS.iter().any(|word| memchr::memmem::find(&lower, word.as_bytes()).is_some())
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
