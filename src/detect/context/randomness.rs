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

/// Classes of characters: each letter of either case is one, all digits another, all signs the last.
const CLASSES: usize = 54;
/// The class of digits.
const DIGIT: usize = 52;
/// The class of signs.
const SIGN: usize = 53;

/// The class of each byte.
static CLASS: [u8; 256] = classes();
/// The weight of each step, by the classes before and behind: in tenths of a bit, positive where drawn text steps more often.
/// A table, as it is asked for every step of all that is long near a product's name.
static WEIGHTS: [[i8; CLASSES]; CLASSES] = weights();

/// Fills the table of classes.
#[allow(clippy::cast_possible_truncation, reason = "there are 54")]
const fn classes() -> [u8; 256] {
    let mut classes = [SIGN as u8; 256];
    let mut letter = 0;
    while letter < 26 {
        classes[b'a' as usize + letter] = letter as u8;
        classes[b'A' as usize + letter] = letter as u8 + 26;
        letter += 1;
    }
    let mut digit = b'0';
    while digit <= b'9' {
        classes[digit as usize] = DIGIT as u8;
        digit += 1;
    }
    classes
}

/// Fills the table of weights.
const fn weights() -> [[i8; CLASSES]; CLASSES] {
    let mut weights = [[0; CLASSES]; CLASSES];
    let mut first = 0;
    while first < CLASSES {
        let mut second = 0;
        while second < CLASSES {
            weights[first][second] = weight_of(first, second);
            second += 1;
        }
        first += 1;
    }
    weights
}

/// The weight of a step between two classes.
const fn weight_of(first: usize, second: usize) -> i8 {
    match (first, second) {
        (SIGN, _) | (_, SIGN) => -23,
        (DIGIT, DIGIT) => -8,
        (DIGIT, _) => 30,
        (_, DIGIT) => 22,
        // A hump.
        (..26, 26..) => 20,
        _ if follows(first % 26, second % 26) => -19,
        _ => 29,
    }
}

/// Whether the second letter of the alphabet often follows the first.
const fn follows(first: usize, second: usize) -> bool {
    let followers = FOLLOWERS[first].as_bytes();
    let mut at = 0;
    while at < followers.len() {
        if followers[at] as usize == b'a' as usize + second {
            return true;
        }
        at += 1;
    }
    false
}

/// The weight of a step from one character to the next.
fn weight(first: u8, second: u8) -> i32 {
    let (first, second) = (CLASS[usize::from(first)], CLASS[usize::from(second)]);
    i32::from(WEIGHTS[usize::from(first)][usize::from(second)])
}

/// Whether the text looks drawn and not written.
pub(crate) fn looks_drawn(text: &[u8]) -> bool {
    text.windows(2).map(|pair| weight(pair[0], pair[1])).sum::<i32>() > 0
}

/// Whether some part of the text, of this length at least, looks drawn.
pub(crate) fn looks_drawn_in_part(text: &[u8], shortest: usize) -> bool {
    let steps = shortest.saturating_sub(1);
    // The sum from the start up to here, that up to a part's length before, and the lowest of those.
    let (mut sum, mut behind, mut lowest) = (0, 0, 0);
    for at in 1..text.len() {
        sum += weight(text[at - 1], text[at]);
        if at > steps {
            behind += weight(text[at - steps - 1], text[at - steps]);
            lowest = lowest.min(behind);
        }
        if at >= steps && sum > lowest {
            return true;
        }
    }
    false
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
