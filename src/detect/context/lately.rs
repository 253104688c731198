//! Names that were read lately: in any text a few words make up most of it.

use std::hash::Hasher;
use std::ops::Range;

use super::names::Name;
use super::words::WordHasher;

/// Some of the names of a text, by a hash of their bytes.
#[derive(Debug)]
pub(crate) struct Names(Vec<(Range<usize>, Name)>);

impl Default for Names {
    fn default() -> Self {
        Self(vec![(0..0, Name::default()); Self::PLACES])
    }
}

impl Names {
    /// How many are kept.
    const PLACES: usize = 512;

    /// The name that stands at `span` of `text`, which is always the same.
    pub(crate) fn read(&mut self, text: &[u8], span: Range<usize>) -> Name {
        let word = &text[span.clone()];
        let mut hasher = WordHasher::default();
        hasher.write(word);
        let place = usize::try_from(hasher.finish()).unwrap_or_default() % Self::PLACES;
        if text[self.0[place].0.clone()] != *word {
            self.0[place] = (span, Name::read(word));
        }
        self.0[place].1
    }
}
