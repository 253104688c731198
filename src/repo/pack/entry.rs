//! The beginning of an entry of a pack: what it holds, and where.

use anyhow::{Context as _, Result, bail, ensure};

use super::super::loose::Kind;
use super::super::object::ObjectId;
use super::index::Index;
use super::source::Source;

/// The longest beginning of an entry: its sort and size, and the id of what it is a difference from.
const LONGEST: usize = 48;

/// What an entry holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sort {
    /// An object.
    Whole(Kind),
    /// A difference from the entry that stands there.
    From(u64),
}

/// The beginning of an entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// What it holds.
    pub(super) sort: Sort,
    /// How many bytes that has, unpacked.
    pub(super) size: u64,
    /// Where it stands, packed.
    pub(super) start: u64,
    /// Where the next entry stands.
    pub(super) end: u64,
}

impl Entry {
    /// Reads the beginning of the entry with this number.
    pub(super) fn read(source: &mut Source, index: &Index, number: usize) -> Result<Self> {
        let (offset, end) = (index.offset(number)?, index.offset(number + 1)?);
        let length = usize::try_from(end - offset)?.min(LONGEST);
        let mut bytes = source.read(offset, length)?.iter();
        let mut next = || bytes.next().copied().context("an entry is cut short");
        let first = next()?;
        let mut size = u64::from(first & 0x0f);
        let (mut byte, mut shift) = (first, 4);
        while byte & 0x80 != 0 {
            byte = next()?;
            ensure!(shift < 57, "an impossible size");
            size |= u64::from(byte & 0x7f) << shift;
            shift += 7;
        }
        let sort = match first >> 4 & 7 {
            1 => Sort::Whole(Kind::Commit),
            2 => Sort::Whole(Kind::Tree),
            3 => Sort::Whole(Kind::Blob),
            4 => Sort::Whole(Kind::Tag),
            6 => {
                byte = next()?;
                let mut back = u64::from(byte & 0x7f);
                while byte & 0x80 != 0 {
                    byte = next()?;
                    ensure!(back < 1 << 55, "an impossible place");
                    back = (back + 1) << 7 | u64::from(byte & 0x7f);
                }
                Sort::From(offset.checked_sub(back).filter(|_| back > 0).context("an impossible place")?)
            }
            7 => {
                let raw = (0..20).map(|_| next()).collect::<Result<Vec<_>>>()?;
                let base = ObjectId::from_bytes(&raw).and_then(|id| index.position(&id));
                Sort::From(index.offset_of(base.context("a difference from what is not in the pack")?)?)
            }
            _ => bail!("an entry of an unknown sort"),
        };
        let rest = bytes.len();
        Ok(Self { sort, size, start: offset + (length - rest) as u64, end })
    }
}
