//! Looks words up.

use super::Meaning;
use super::vocabulary::VOCABULARY;

/// Where a word stands in the vocabulary.
#[derive(Clone, Copy)]
struct Slot {
    /// Which entry of the vocabulary.
    entry: u8,
    /// Where in its text.
    start: u16,
    /// How long it is; 0 where there is no word.
    length: u8,
}

/// Slots of the table: a power of two, more than twice the number of words.
const SLOTS: usize = 2048;
/// The vocabulary as a hash table with open addressing, made by the compiler: a commit does not wait until it is filled.
static LOOKUP: [Slot; SLOTS] = lookup();

/// Where the search for a word begins (FNV-1a).
const fn slot(text: &[u8], start: usize, end: usize) -> usize {
    let mut hash: u32 = 0x811c_9dc5;
    let mut index = start;
    while index < end {
        hash = (hash ^ text[index] as u32).wrapping_mul(0x0100_0193);
        index += 1;
    }
    (hash ^ (hash >> 15)) as usize % SLOTS
}

/// Fills the table.
#[allow(clippy::cast_possible_truncation, reason = "the compiler checks the vocabulary: see the assertions")]
const fn lookup() -> [Slot; SLOTS] {
    let mut table = [Slot { entry: 0, start: 0, length: 0 }; SLOTS];
    let mut entry = 0;
    while entry < VOCABULARY.len() {
        let text = VOCABULARY[entry].1.as_bytes();
        assert!(entry < 256 && text.len() < 65536);
        let mut end = 0;
        while end < text.len() {
            let start = end;
            while end < text.len() && text[end] != b' ' {
                end += 1;
            }
            assert!(end - start < 256);
            if end > start {
                let mut index = slot(text, start, end);
                while table[index].length > 0 {
                    index = (index + 1) % SLOTS;
                }
                table[index] = Slot { entry: entry as u8, start: start as u16, length: (end - start) as u8 };
            }
            end += 1;
        }
        entry += 1;
    }
    table
}

/// Longer words are not looked up.
const LONGEST: usize = 16;

/// What a word in lower case says; `None` for one that nobody has listed.
pub(crate) fn meaning(word: &[u8]) -> Option<Meaning> {
    if word.len() > LONGEST {
        return None;
    }
    let mut index = slot(word, 0, word.len());
    loop {
        let Slot { entry, start, length } = LOOKUP[index];
        if length == 0 {
            return None;
        }
        let (meaning, text) = VOCABULARY[usize::from(entry)];
        let (start, length) = (usize::from(start), usize::from(length));
        if text.as_bytes()[start..start + length] == *word {
            return Some(meaning);
        }
        index = (index + 1) % SLOTS;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::rules;

    #[test]
    fn no_word_is_listed_twice() {
        let mut seen = BTreeSet::new();
        for word in VOCABULARY.iter().flat_map(|(_, words)| words.split_ascii_whitespace()) {
            assert!(seen.insert(word), "{word}");
            assert!(word.len() <= LONGEST, "{word}");
        }
        assert!(seen.len() < SLOTS / 2);
    }

    #[test]
    fn every_word_is_looked_up_and_no_other() {
        for (meaning, words) in VOCABULARY {
            for word in words.split_ascii_whitespace() {
                assert_eq!(super::meaning(word.as_bytes()), Some(*meaning), "{word}");
            }
        }
        for word in ["", " ", "jirajira", "tokentoken", "zzz"] {
            assert_eq!(meaning(word.as_bytes()), None, "{word}");
        }
    }

    #[test]
    fn the_words_of_the_rule_table_are_known() {
        for naming in rules::all().flat_map(|rule| rule.namings) {
            for word in naming.words.split_ascii_whitespace() {
                assert!(matches!(meaning(word.as_bytes()), Some(Meaning::Word(_))), "{word}");
            }
        }
    }
}
