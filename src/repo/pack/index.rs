//! The index of a pack: which objects it has, and where.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use super::super::object::ObjectId;

/// Bytes before the ids: a signature, the version, and how many ids begin with at most each byte.
const HEADER: usize = 8 + 256 * 4;
/// Bytes of an id; repositories with longer ones are left to git.
const ID: usize = 20;
/// Bytes behind the offsets: the checksums of pack and index.
const TRAILER: usize = 2 * ID;
/// The bit of an offset that says it stands in the table of large ones.
const LARGE: u32 = 1 << 31;

/// An index of version 2.
#[derive(Debug)]
pub(crate) struct Index {
    /// The pack.
    pub(crate) pack: PathBuf,
    /// The file.
    bytes: Vec<u8>,
    /// How many objects it has.
    count: usize,
    /// The numbers of the objects in the order in which they are stored.
    order: Vec<u32>,
    /// Where the entries end.
    end: u64,
}

impl Index {
    /// Reads an index; `None` if it is of another version.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>> {
        // Anything else might be read without an end.
        ensure!(fs::metadata(path)?.is_file(), "the index is no file");
        let bytes = fs::read(path)?;
        ensure!(bytes.len() >= HEADER + TRAILER, "the index is cut short");
        if !bytes.starts_with(b"\xfftOc\0\0\0\x02") {
            return Ok(None);
        }
        let count = number(&bytes, HEADER - 4) as usize;
        let tables = HEADER + count * (ID + 4 + 4);
        let large = bytes.len().checked_sub(tables + TRAILER).context("the index is cut short")?;
        ensure!(large % 8 == 0 && large / 8 <= count, "the index has an unexpected length");
        let pack = path.with_extension("pack");
        let size = fs::metadata(&pack)?.len();
        let end = size.checked_sub(ID as u64).context("the pack is cut short")?;
        let order = (0..u32::try_from(count)?).collect();
        let mut index = Self { pack, bytes, count, order, end };
        let mut offsets = (0..count).map(|object| index.offset_of(object)).collect::<Result<Vec<_>>>()?;
        index.order.sort_unstable_by_key(|object| offsets[*object as usize]);
        offsets.sort_unstable();
        let apart = offsets.windows(2).all(|pair| pair[0] < pair[1]);
        ensure!(apart && offsets.last().is_none_or(|last| *last < end), "the index names impossible places");
        Ok(Some(index))
    }

    /// How many entries it has.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// The id of an entry.
    pub(crate) fn id(&self, entry: usize) -> Option<ObjectId> {
        self.id_of(*self.order.get(entry)? as usize)
    }

    /// Where an entry stands in the pack; the one behind the last, where they end.
    pub(crate) fn offset(&self, entry: usize) -> Result<u64> {
        self.order.get(entry).map_or(Ok(self.end), |object| self.offset_of(*object as usize))
    }

    /// The entry that stands at this place.
    pub(crate) fn entry_at(&self, offset: u64) -> Option<usize> {
        let found = self.order.binary_search_by_key(&Some(offset), |object| self.offset_of(*object as usize).ok());
        found.ok()
    }

    /// Which object has this id.
    pub(crate) fn position(&self, id: &ObjectId) -> Option<usize> {
        let first = usize::from(*id.bytes().first()?);
        let bound = |byte: usize| number(&self.bytes, 8 + 4 * byte) as usize;
        let (mut low, mut high) = (first.checked_sub(1).map_or(0, bound), bound(first).min(self.count));
        while low < high {
            let middle = low.midpoint(high);
            match self.raw(middle)?.cmp(id.bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// Where the entry of an object stands.
    pub(crate) fn offset_of(&self, object: usize) -> Result<u64> {
        let tables = HEADER + self.count * (ID + 4);
        let offset = number(&self.bytes, tables + 4 * object);
        if offset & LARGE == 0 {
            return Ok(u64::from(offset));
        }
        let at = tables + 4 * self.count + 8 * (offset & !LARGE) as usize;
        ensure!(at + 8 + TRAILER <= self.bytes.len(), "the index names impossible places");
        Ok(u64::from(number(&self.bytes, at)) << 32 | u64::from(number(&self.bytes, at + 4)))
    }

    /// The id of an object.
    fn id_of(&self, object: usize) -> Option<ObjectId> {
        ObjectId::from_bytes(self.raw(object)?)
    }

    /// The bytes of its id.
    fn raw(&self, object: usize) -> Option<&[u8]> {
        let start = HEADER + ID * object;
        self.bytes.get(start..start + ID)
    }
}

/// The number of four bytes that stands here.
fn number(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |bytes| bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}
