//! Many object ids in little memory, and where one stands among them.

use anyhow::{Result, ensure};

/// Bytes of an id; repositories with longer ones are left to git.
pub(crate) const ID: usize = 20;

/// Ids in their order. Each is found at once: ids are as good as random, so that the first bits of one say where it stands,
/// and a table of those costs four bytes for each or two ids.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    /// The ids, one behind the other.
    bytes: Vec<u8>,
    /// How many ids are smaller than those that begin with these bits; last, how many there are.
    smaller: Vec<u32>,
    /// How far the first four bytes of an id are shifted until only those bits are left.
    shift: u32,
}

impl Ids {
    /// Takes ids that are sorted.
    pub(crate) fn sorted(mut bytes: Vec<u8>) -> Result<Self> {
        bytes.shrink_to_fit();
        let (ids, _) = bytes.as_chunks::<ID>();
        ensure!(ids.is_sorted(), "ids that are not sorted");
        let count = u32::try_from(ids.len())?;
        let shift = (count.leading_zeros() + 1).min(31);
        let mut smaller = Vec::with_capacity((1 << (32 - shift)) + 1);
        for (number, id) in (0..count).zip(ids) {
            smaller.resize((beginning(id) >> shift) as usize + 1, number);
        }
        smaller.resize((1 << (32 - shift)) + 1, count);
        Ok(Self { bytes, smaller, shift })
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len() / ID
    }

    /// The one at this place.
    pub(crate) fn get(&self, place: usize) -> Option<&[u8; ID]> {
        self.all().get(place)
    }

    /// Where this one stands.
    pub(crate) fn position(&self, id: &[u8; ID]) -> Option<usize> {
        let bits = (beginning(id) >> self.shift) as usize;
        let [start, end] = *self.smaller.get(bits..bits + 2)? else { return None };
        let found = self.all().get(start as usize..end as usize)?.binary_search(id).ok()?;
        Some(start as usize + found)
    }

    /// Whether this one is among them.
    pub(crate) fn has(&self, id: &[u8; ID]) -> bool {
        self.position(id).is_some()
    }

    /// All of them.
    fn all(&self) -> &[[u8; ID]] {
        self.bytes.as_chunks().0
    }
}

/// The first four bytes of an id.
fn beginning(id: &[u8; ID]) -> u32 {
    u32::from_be_bytes([id[0], id[1], id[2], id[3]])
}
