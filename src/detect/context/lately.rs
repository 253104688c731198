//! Names that were read lately: in any text a few words make up most of it.

use std::ops::Range;

use super::names::Name;

/// How many are kept.
const PLACES: usize = 512;

/// Some of the names of a text, by a hash of their bytes; without a place until the first one is read.
#[derive(Debug, Default)]
pub(crate) struct Names(Vec<(Range<usize>, Name)>);

impl Names {
    /// The name that stands at `span` of `text`, which is always the same.
    pub(crate) fn read(&mut self, text: &[u8], span: Range<usize>) -> Name {
        self.0.resize(PLACES, (0..0, Name::default()));
        let name = &text[span.clone()];
        let (known, read) = &mut self.0[place(name)];
        if text[known.clone()] != *name {
            *known = span;
            *read = Name::read(name);
        }
        *read
    }
}

/// Where a name is kept: a mixture of its length, its first and its last bytes.
fn place(name: &[u8]) -> usize {
    let part = |part: Option<&[u8; 4]>| part.map_or(0, |bytes| u32::from_le_bytes(*bytes));
    let (first, last) = (part(name.first_chunk()), part(name.last_chunk()));
    let short = name.iter().take(3).fold(0, |sum, byte| sum << 8 | u32::from(*byte));
    let length = u32::try_from(name.len()).unwrap_or_default();
    let mixed = (first ^ short ^ last.rotate_left(7)).wrapping_add(length).wrapping_mul(0x9e37_79b1);
    (mixed >> 23) as usize % PLACES
}
