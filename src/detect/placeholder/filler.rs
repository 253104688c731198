//! Fillers: what is repeated, ascends, or says of itself that it is none.

/// Words that people write into a sample instead of a value, in lower case.
const WORDS: &[&[u8]] = &[
    b"example",
    b"placeholder",
    b"redacted",
    b"sample",
    b"dummy",
    b"changeme",
    b"your",
    b"xxxxx",
    b"00000",
    b"insert",
    b"replace",
    b"secret",
    b"token",
    b"...",
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
    let steps = body.iter().zip(&body[1..]).filter(|(one, other)| {
        let step = other.to_ascii_lowercase().wrapping_sub(one.to_ascii_lowercase());
        step <= 1
    });
    if steps.count() * 2 > pairs {
        return true;
    }
    // Genes, and drawings of lines.
    let mut seen = [false; 256];
    let different = body.iter().filter(|byte| !std::mem::replace(&mut seen[usize::from(**byte)], true)).take(7).count();
    if body.len() >= 20 && different < 7 {
        return true;
    }
    (1..=body.len() / 2).take(40).any(|period| repeats(body, period)) || holds_word(body)
}

/// Whether nine in ten bytes come again after so many; of what is drawn at random, hardly any do.
fn repeats(body: &[u8], period: usize) -> bool {
    /// Bytes that are compared at once.
    const CHUNK: usize = 32;
    let (first, second) = (&body[..body.len() - period], &body[period..]);
    let most = first.len().div_ceil(10);
    // What is drawn at random shows it in its first bytes.
    if let (Some(one), Some(other)) = (first.first_chunk(), second.first_chunk())
        && differing(*one, *other) >= most
    {
        return false;
    }
    let (chunks, rest) = first.as_chunks::<CHUNK>();
    let (other_chunks, other_rest) = second.as_chunks::<CHUNK>();
    let mut different = 0;
    for (one, other) in chunks.iter().zip(other_chunks) {
        let mut same = 0u8;
        for at in 0..CHUNK {
            same += u8::from(one[at] == other[at]);
        }
        different += CHUNK - usize::from(same);
        if different >= most {
            return false;
        }
    }
    different += rest.iter().zip(other_rest).filter(|(one, other)| one != other).count();
    different < most
}

/// How many bytes differ.
fn differing(one: [u8; 16], other: [u8; 16]) -> usize {
    const LOWEST: u128 = u128::MAX / 0xff;
    let bits = u128::from_ne_bytes(one) ^ u128::from_ne_bytes(other);
    let bits = bits | bits >> 4;
    let bits = bits | bits >> 2;
    ((bits | bits >> 1) & LOWEST).count_ones() as usize
}

/// Whether one of the words stands in the text, in whatever case.
fn holds_word(text: &[u8]) -> bool {
    let begins = |at: usize| WORDS.iter().any(|word| starts_with(&text[at..], word));
    text.windows(2).enumerate().any(|(at, letters)| BEGINNINGS[pair(letters[0], letters[1])] && begins(at))
}

/// Whether the text starts with a word, in whatever case.
fn starts_with(text: &[u8], word: &[u8]) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// What two letters have in common in whatever case, and few others with them.
const fn pair(one: u8, two: u8) -> usize {
    ((one & 31) as usize) << 5 | (two & 31) as usize
}

/// For every [`pair`], whether a word may begin so: asked at each byte of a body, which is cheaper than looking for each word.
static BEGINNINGS: [bool; 1 << 10] = {
    let mut beginnings = [false; 1 << 10];
    let mut word = 0;
    while word < WORDS.len() {
        beginnings[pair(WORDS[word][0], WORDS[word][1])] = true;
        word += 1;
    }
    beginnings
};

#[cfg(test)]
mod tests {
    use super::is_filler;
    use crate::mint::Mint;

    #[test]
    fn fillers() {
        for text in [
            "xxxxxxxxxxxxxxxx",
            "abcdefghijklmnop",
            "AbCdEfGhIjKlMnOp",
            "aB3dE6gH9jK2...mN5pQ8sT",
            "1234567890abcdef1234567890abcdef",
            "YOUR_TOKEN_HERE",
            "abcabcabcabcabc",
            "aB3dE6gH9jK2mN5pQ8sT-ChangeMe-1vW4xY",
            "aB3dE6gH9jK2mN5pQ8sT00000vW4xY",
        ] {
            assert!(is_filler(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn differing_bytes_are_counted() {
        let one = *b"0123456789abcdef";
        for count in 0..=16 {
            let mut other = one;
            for (at, byte) in other.iter_mut().take(count).enumerate() {
                *byte ^= 1 << (at % 8);
            }
            assert_eq!(super::differing(one, other), count);
        }
    }

    #[test]
    fn random_values_are_none() {
        let mut mint = Mint::seeded(11);
        let fillers = (0..2000).filter(|_| is_filler(mint.alphanumeric(64).as_bytes())).count();
        assert!(fillers <= 2, "{fillers}");
    }
}
