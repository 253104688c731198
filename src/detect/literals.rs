//! Literals that are looked for all at once.

use aho_corasick::{AhoCorasick, packed};

/// Either way to look for them.
#[derive(Debug)]
pub(crate) enum Literals {
    /// SIMD.
    Packed(packed::Searcher),
    /// The automaton, which does the same more slowly, where there is no SIMD.
    Automaton(AhoCorasick),
}

impl Literals {
    /// Prepares the search.
    ///
    /// # Errors
    /// Only if the automaton cannot be built, which few and short literals rule out.
    pub(crate) fn new(literals: &[&'static [u8]]) -> anyhow::Result<Self> {
        let packed = packed::Config::new().builder().extend(literals).build();
        Ok(match packed {
            Some(packed) => Self::Packed(packed),
            None => Self::Automaton(AhoCorasick::new(literals)?),
        })
    }

    /// The next literal at or after `from`: its number and offset.
    pub(crate) fn next(&self, text: &[u8], from: usize) -> Option<(usize, usize)> {
        let found = match self {
            Self::Packed(packed) => packed.find_in(text, (from..text.len()).into()),
            Self::Automaton(automaton) => automaton.find(aho_corasick::Input::new(text).range(from..)),
        }?;
        Some((found.pattern().as_usize(), found.start()))
    }
}
