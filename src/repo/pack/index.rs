//! The index of a pack: which objects it has, and where.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use super::super::ids::{ID, Ids};

/// Bytes before the ids: a signature, the version, and how many ids begin with at most each byte.
const HEADER: usize = 8 + 256 * 4;
/// Bytes behind the offsets: the checksums of pack and index.
const TRAILER: usize = 2 * ID;
/// The bit of an offset that says it stands in the table of large ones.
const LARGE: u32 = 1 << 31;

/// What an index of version 2 says. Entries are numbered in the order in which they are stored, objects in that of their ids.
#[derive(Debug)]
pub(crate) struct Index {
    /// The pack.
    pub(crate) pack: PathBuf,
    /// The ids of the objects.
    pub(crate) ids: Ids,
    /// Which object each entry is.
    objects: Vec<u32>,
    /// Where each entry stands.
    offsets: Vec<u64>,
    /// Where the last one ends.
    pub(crate) end: u64,
}

impl Index {
    /// Reads an index; `None` if it is of another version.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>> {
        // Anything else might be read without an end.
        ensure!(fs::metadata(path)?.is_file(), "the index is no file");
        let mut bytes = fs::read(path)?;
        ensure!(bytes.len() >= HEADER + TRAILER, "the index is cut short");
        if !bytes.starts_with(b"\xfftOc\0\0\0\x02") {
            return Ok(None);
        }
        let count = number(&bytes, HEADER - 4);
        let ids_end = HEADER + count as usize * ID;
        // Behind the ids stand as many checksums.
        let offsets = ids_end + count as usize * 4;
        let large = offsets + count as usize * 4;
        let rest = bytes.len().checked_sub(large + TRAILER).context("the index is cut short")?;
        ensure!(rest % 8 == 0 && rest / 8 <= count as usize, "the index has an unexpected length");
        let offset = |object: u32| {
            let offset = number(&bytes, offsets + 4 * object as usize);
            if offset & LARGE == 0 {
                return Ok((u64::from(offset), object));
            }
            let place = 8 * (offset & !LARGE) as usize;
            ensure!(place < rest, "the index names impossible places");
            let [high, low] = [0, 4].map(|half| u64::from(number(&bytes, large + place + half)));
            Ok((high << 32 | low, object))
        };
        let mut entries = (0..count).map(offset).collect::<Result<Vec<_>>>()?;
        bytes.truncate(ids_end);
        bytes.drain(..HEADER);
        let ids = Ids::sorted(bytes).context("the index is damaged")?;
        entries.sort_unstable();
        let (offsets, objects): (Vec<_>, Vec<_>) = entries.into_iter().unzip();

        let pack = path.with_extension("pack");
        let end = fs::metadata(&pack)?.len().checked_sub(ID as u64).context("the pack is cut short")?;
        let apart = offsets.windows(2).all(|pair| pair[0] < pair[1]);
        ensure!(apart && offsets.last().is_none_or(|last| *last < end), "the index names impossible places");
        Ok(Some(Self { pack, ids, objects, offsets, end }))
    }

    /// How many entries it has.
    pub(crate) fn len(&self) -> usize {
        self.offsets.len()
    }

    /// The id of an entry.
    pub(crate) fn id(&self, entry: u32) -> Option<&[u8; ID]> {
        self.ids.get(*self.objects.get(entry as usize)? as usize)
    }

    /// Where an entry stands in the pack, and where it ends.
    pub(crate) fn place(&self, entry: u32) -> Option<(u64, u64)> {
        let entry = entry as usize;
        Some((*self.offsets.get(entry)?, self.offsets.get(entry + 1).copied().unwrap_or(self.end)))
    }

    /// The entry that stands at this place, before another one: most often not far before it.
    pub(crate) fn entry_at(&self, offset: u64, before: u32) -> Option<u32> {
        let mut end = before as usize;
        let mut step = 1;
        let start = loop {
            let start = end.saturating_sub(step);
            if start == 0 || self.offsets.get(start).is_some_and(|first| *first <= offset) {
                break start;
            }
            (end, step) = (start, step * 4);
        };
        let found = self.offsets.get(start..end)?.binary_search(&offset).ok()?;
        u32::try_from(start + found).ok()
    }

    /// Puts what is known of each entry into the order of the objects.
    pub(crate) fn by_object<T: Copy + Default>(&self, of_entries: impl IntoIterator<Item = T>) -> Vec<T> {
        let mut of_objects = vec![T::default(); self.len()];
        for (object, known) in self.objects.iter().zip(of_entries) {
            of_objects[*object as usize] = known;
        }
        of_objects
    }
}

/// The number of four bytes that stands here.
fn number(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(|bytes| bytes.first_chunk()).map_or(0, |bytes| u32::from_be_bytes(*bytes))
}
