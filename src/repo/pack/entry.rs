//! The header of an entry of a pack: what it holds, and where.

use anyhow::{Context as _, Result, bail, ensure};

use super::super::ids::ID;
use super::super::object::Kind;
use super::index::Index;
use super::source::Source;

/// The longest header: type and size, and the id of the base of a delta.
const LONGEST: usize = 48;

/// What an entry holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Type {
    /// A whole object.
    Whole(Kind),
    /// `OFS_DELTA`: a delta against the entry at this offset.
    OffsetDelta(u64),
    /// `REF_DELTA`: a delta against the object with this id.
    RefDelta([u8; ID]),
}

/// The header of an entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// What it holds.
    pub(super) holds: Type,
    /// How many bytes that has, unpacked.
    pub(super) size: u64,
    /// Where it stands, packed.
    pub(super) start: u64,
    /// Where the next entry stands.
    pub(super) end: u64,
}

impl Entry {
    /// Reads the header of the entry with this number.
    pub(super) fn read(source: &mut Source<'_>, index: &Index, number: u32) -> Result<Self> {
        let Some((offset, end)) = index.place(number) else { bail!("no such entry") };
        let length = usize::try_from(end - offset)?.min(LONGEST);
        let mut rest = source.read(offset, length)?;
        let first = next(&mut rest)?;
        let mut size = u64::from(first & 0x0f);
        let (mut byte, mut shift) = (first, 4);
        while byte & 0x80 != 0 {
            byte = next(&mut rest)?;
            ensure!(shift < 57, "an impossible size");
            size |= u64::from(byte & 0x7f) << shift;
            shift += 7;
        }
        let holds = match first >> 4 & 7 {
            1 => Type::Whole(Kind::Commit),
            2 => Type::Whole(Kind::Tree),
            3 => Type::Whole(Kind::Blob),
            4 => Type::Whole(Kind::Tag),
            6 => {
                let mut byte = next(&mut rest)?;
                let mut back = u64::from(byte & 0x7f);
                while byte & 0x80 != 0 {
                    byte = next(&mut rest)?;
                    ensure!(back < 1 << 55, "an impossible place");
                    back = (back + 1) << 7 | u64::from(byte & 0x7f);
                }
                Type::OffsetDelta(offset.checked_sub(back).filter(|_| back > 0).context("an impossible place")?)
            }
            7 => {
                let (id, behind) = rest.split_first_chunk().context("an entry is cut short")?;
                rest = behind;
                Type::RefDelta(*id)
            }
            _ => bail!("an entry of an unknown type"),
        };
        Ok(Self { holds, size, start: offset + (length - rest.len()) as u64, end })
    }
}

/// The next byte.
fn next(rest: &mut &[u8]) -> Result<u8> {
    let Some((&byte, behind)) = rest.split_first() else { bail!("an entry is cut short") };
    *rest = behind;
    Ok(byte)
}
