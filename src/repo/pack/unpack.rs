//! Unpacks families of entries.

use std::rc::Rc;

use anyhow::{Context as _, Result, bail, ensure};
use flate2::{Decompress, FlushDecompress, Status};

use super::super::loose::Kind;
use super::super::object::ObjectId;
use super::delta;
use super::entry::{Entry, Sort};
use super::source::Source;
use super::{Packs, Portion};

/// Unpacked at once.
const AT_ONCE: usize = 1 << 20;
/// Deflate cannot pack better than this.
const BEST_RATIO: u64 = 1032;
/// Room behind an object in which zlib can write its last bytes in its fast way.
const SLACK: usize = 320;

/// Unpacks portions; one to a thread.
#[derive(Debug)]
pub(crate) struct Unpacker<'p> {
    /// All packs.
    packs: &'p Packs,
    /// The one that is open, by number.
    open: Option<(usize, Source)>,
    /// Kept from object to object.
    inflate: Decompress,
}

impl<'p> Unpacker<'p> {
    /// Ready to unpack.
    pub(crate) fn new(packs: &'p Packs) -> Self {
        Self { packs, open: None, inflate: Decompress::new(true) }
    }

    /// Hands on every object of a portion that no earlier pack has.
    pub(crate) fn each(&mut self, portion: Portion, visit: &mut dyn FnMut(Kind, ObjectId, &[u8])) -> Result<()> {
        let pack = self.packs.packs.get(portion.pack).context("no such pack")?;
        let what = || format!("pack {}", pack.index.pack.display());
        if self.open.as_ref().is_none_or(|(number, _)| *number != portion.pack) {
            self.open = Some((portion.pack, Source::open(&pack.index).with_context(what)?));
        }
        for entry in &pack.families.whole[portion.start..portion.end] {
            self.family(portion.pack, *entry, visit).with_context(what)?;
        }
        Ok(())
    }

    /// Hands on an object that stands by itself and all that are differences from it.
    fn family(&mut self, pack: usize, whole: u32, visit: &mut dyn FnMut(Kind, ObjectId, &[u8])) -> Result<()> {
        let packs = self.packs;
        let (index, families) = (&packs.packs[pack].index, &packs.packs[pack].families);
        let (_, source) = self.open.as_mut().context("no pack is open")?;
        let entry = Entry::read(source, index, whole as usize)?;
        let Sort::Whole(kind) = entry.sort else { bail!("a difference by itself") };
        // What is still to be unpacked, with what it is a difference from: the largest branch last, when nothing else needs that
        // any more, so that no chain of differences is held in memory.
        let mut open = vec![(whole, entry, None::<Rc<Vec<u8>>>)];
        while let Some((number, entry, base)) = open.pop() {
            crate::watchdog::progress();
            let held = self.inflate(entry)?;
            let bytes = match base {
                Some(base) => delta::apply(&base, &held)?,
                None => held,
            };
            let id = index.id(number as usize).context("the index is cut short")?;
            if !packs.has_before(pack, &id) {
                visit(kind, id, &bytes);
            }
            let bytes = Rc::new(bytes);
            let (_, source) = self.open.as_mut().context("no pack is open")?;
            for difference in families.largest_first(number) {
                let entry = Entry::read(source, index, difference as usize)?;
                open.push((difference, entry, Some(Rc::clone(&bytes))));
            }
        }
        Ok(())
    }

    /// Unpacks what an entry holds.
    fn inflate(&mut self, entry: Entry) -> Result<Vec<u8>> {
        let packed = entry.end.checked_sub(entry.start).context("an entry is cut short")?;
        ensure!(entry.size <= packed.saturating_mul(BEST_RATIO), "an impossible size");
        let size = usize::try_from(entry.size)?;
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(size.saturating_add(SLACK)).context("too large for memory")?;
        let (_, source) = self.open.as_mut().context("no pack is open")?;
        self.inflate.reset(true);
        let mut at = entry.start;
        let mut status = Status::Ok;
        while status != Status::StreamEnd {
            let length = usize::try_from(entry.end - at)?.min(AT_ONCE);
            let input = source.read(at, length)?;
            at += length as u64;
            let flush = if at == entry.end { FlushDecompress::Finish } else { FlushDecompress::None };
            status = self.inflate.decompress_vec(input, &mut bytes, flush)?;
            ensure!(self.inflate.total_in() == at - entry.start, "a damaged entry");
            ensure!(at < entry.end || status == Status::StreamEnd, "a damaged entry");
        }
        ensure!(at == entry.end && bytes.len() == size, "a damaged entry");
        Ok(bytes)
    }
}
