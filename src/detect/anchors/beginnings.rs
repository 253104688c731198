//! The literals by what they begin with, for a look at single offsets.

use std::ops::Range;

/// Literals by a hash of their first four bytes.
#[derive(Debug)]
pub(super) struct Beginnings {
    /// For each hash, one more than the place of its first literal; 0 where there is none, as for nearly all.
    slots: [u8; SLOTS],
    /// The literals in the order of their hashes, with their numbers.
    literals: Vec<(&'static [u8], usize)>,
}

/// So many hashes there are.
const SLOTS: usize = 1_024;

/// The hash of what begins so.
fn slot(start: [u8; 4]) -> usize {
    (u32::from_le_bytes(start).wrapping_mul(0x9e37_79b1) >> 22) as usize
}

/// The hash of what the text starts with.
fn slot_of(text: &[u8]) -> Option<usize> {
    text.first_chunk().copied().map(slot)
}

impl Beginnings {
    /// Of at most 64 literals of at least four bytes.
    pub(super) fn new(literals: &[&'static [u8]]) -> Self {
        let mut literals: Vec<_> = literals.iter().enumerate().map(|(number, literal)| (*literal, number)).collect();
        literals.sort_by_key(|(literal, _)| slot_of(literal));
        let mut slots = [0; SLOTS];
        for (place, (literal, _)) in literals.iter().enumerate().rev() {
            if let Some(slot) = slot_of(literal) {
                slots[slot] = u8::try_from(place + 1).unwrap_or_default();
            }
        }
        Self { slots, literals }
    }

    /// The first literal that starts in a stretch of the text: its number and offset.
    pub(super) fn first(&self, text: &[u8], stretch: Range<usize>) -> Option<(usize, usize)> {
        for at in stretch {
            let text = &text[at..];
            let slot = slot_of(text)?;
            if let Some(first) = usize::from(self.slots[slot]).checked_sub(1) {
                let literals = self.literals[first..].iter().take_while(|(literal, _)| slot_of(literal) == Some(slot));
                if let Some((_, number)) = literals.into_iter().find(|(literal, _)| text.starts_with(literal)) {
                    return Some((*number, at));
                }
            }
        }
        None
    }
}
