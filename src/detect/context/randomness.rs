//! Tells values that a machine drew from words that people wrote.
//!
//! Each step from one character to the next belongs to one of seven classes; each class has a weight, the logarithm of how much
//! more often it occurs in drawn text than in words and identifiers. If the sum is positive, the text was drawn.
//!
//! The weights were measured on 244,000 different words of 14 repositories full of Atlassian code, of which 18,000 are of 16
//! characters and more and have digits, against letters and digits drawn evenly:
//!
//! | step | in words | in those with digits | in drawn text |
//! | --- | --- | --- | --- |
//! | a letter and one that often follows it | 68 % | 51 % | 18 % |
//! | a letter and one that seldom does | 4 % | 6 % | 34 % |
//! | a hump, `aB` | 4 % | 2 % | 18 % |
//! | two digits | 3 % | 6 % | 3 % |
//! | a digit and a letter | 1 % | 2 % | 14 % |
//! | a letter and a digit | 1 % | 3 % | 14 % |
//! | a sign before or behind | 18 % | 31 % | 6 % (with `-` and `_`) |
//!
//! With them 0.02 % of drawn texts of 24 letters and digits are missed, and 0.2 % of those of 16.
//! Of 20,500 words of 16 letters and more 28 are taken for drawn, of 7,000 identifiers with digits about 480, and nearly all
//! of these are what they are taken for: hashes and ids in base64. Those are told apart by what they are called.

/// For each letter, those that follow it in more than 0.07 % of all steps between letters.
const FOLLOWERS: [&str; 26] = [
    "bcdgilmnprstuv",      // a
    "aeiloruy",            // b
    "acehiklorstu",        // c
    "adeilosu",            // d
    "abcdefglmnpqrstvwxy", // e
    "aefilor",             // f
    "eiors",               // g
    "aeiotu",              // h
    "abcdefglmnoprstvxz",  // i
    "eis",                 // j
    "aes",                 // k
    "adefilostuy",         // l
    "abeimops",            // m
    "acdefgiknostuv",      // n
    "abcdgjklmnoprstuvw",  // o
    "adeiloprstuy",        // p
    "u",                   // q
    "acdegiklmnorstuvy",   // r
    "acehikopstuy",        // s
    "abcehiloprstuy",      // t
    "bcdegilmnprst",       // u
    "aei",                 // v
    "eio",                 // w
    "pt",                  // x
    "ps",                  // y
    "e",                   // z
];

/// Whether the second letter often follows the first; both in lower case.
fn follows(first: u8, second: u8) -> bool {
    let followers = FOLLOWERS.get(usize::from(first.wrapping_sub(b'a')));
    followers.is_some_and(|followers| followers.as_bytes().contains(&second))
}

/// The weight of a step from one character to the next, in tenths of a bit: positive where drawn text steps more often.
fn weight(first: u8, second: u8) -> i32 {
    let letters = first.is_ascii_alphabetic() && second.is_ascii_alphabetic();
    // Letters of one case, or a capital and what follows it.
    if letters && (first.is_ascii_uppercase() || second.is_ascii_lowercase()) {
        return if follows(first.to_ascii_lowercase(), second.to_ascii_lowercase()) { -19 } else { 29 };
    }
    match (first.is_ascii_digit(), second.is_ascii_digit()) {
        _ if letters => 20,
        (true, true) => -8,
        (true, false) if second.is_ascii_alphabetic() => 30,
        (false, true) if first.is_ascii_alphabetic() => 22,
        _ => -23,
    }
}

/// Whether the text looks drawn and not written.
pub(crate) fn looks_drawn(text: &[u8]) -> bool {
    text.windows(2).map(|pair| weight(pair[0], pair[1])).sum::<i32>() > 0
}

/// Whether some part of the text, of this length at least, looks drawn.
pub(crate) fn looks_drawn_in_part(text: &[u8], shortest: usize) -> bool {
    let steps = shortest.saturating_sub(1);
    let weights = || text.windows(2).map(|pair| weight(pair[0], pair[1]));
    let first: i32 = weights().take(steps).sum();
    // The sum from the start up to here, and the lowest one of those that end a part's length before.
    let (mut sum, mut behind, mut lowest) = (first, 0, 0);
    sum > 0
        || weights().skip(steps).zip(weights()).any(|(ahead, left)| {
            sum += ahead;
            behind += left;
            lowest = lowest.min(behind);
            sum > lowest
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mint::Mint;

    #[test]
    fn identifiers_are_not() {
        for text in [
            "searchConfluenceUsingCql",
            "getPagesInConfluenceSpace",
            "jira-software-cloud-2023",
            "test_token_12345",
            "com.atlassian.jira.plugin.system.customfieldtypes",
            "my-super-secret-token-value",
            "AtlassianConnectExpress4Beta2",
            "customfield_10010",
            "mySecretAccessTokenForTests1",
            "Bearer-Token-For-Confluence",
        ] {
            assert!(!looks_drawn(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_drawn_part_is_seen_in_what_is_not_drawn() {
        let mut mint = Mint::seeded(42);
        for _ in 0..500 {
            let value = mint.alphanumeric(12);
            let text = format!("the_name_of_the_setting={value};the_name_of_another_one");
            assert!(looks_drawn_in_part(text.as_bytes(), 12) || !looks_drawn(value.as_bytes()), "{value}");
        }
        assert!(!looks_drawn_in_part(b"the_name_of_the_setting_and_of_another_one", 12));
    }

    #[test]
    fn minted_values_are_drawn() {
        let mut mint = Mint::seeded(41);
        for length in [24, 32, 40, 64] {
            let missed = (0..4000).filter(|_| !looks_drawn(mint.alphanumeric(length).as_bytes())).count();
            assert!(missed <= 8, "{missed} of 4000 with {length} characters");
        }
    }
}
