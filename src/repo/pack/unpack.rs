//! Unpacks families of entries.

use std::rc::Rc;

use anyhow::{Context as _, Result, bail, ensure};

use super::super::inflate::{Inflate, make_room};
use super::super::object::{Kind, ObjectId};
use super::delta::{self, Copied};
use super::entry::{Entry, Sort};
use super::source::Source;
use super::{Pack, Packs, Portion};

/// The most that is read of an entry at once.
const PIECE: usize = 1 << 20;

/// Unpacks portions; one to a thread.
#[derive(Debug)]
pub(crate) struct Unpacker<'p> {
    /// All packs.
    packs: &'p Packs,
    /// The one that is open, by number.
    open: Option<(usize, Source<'p>)>,
    /// Kept from object to object.
    inflate: Inflate,
    /// The difference that was inflated last, and what it copies; kept to save allocations.
    difference: (Vec<u8>, Vec<Copied>),
}

/// An object that others are differences from.
#[derive(Debug)]
struct Base<T> {
    /// What it holds.
    bytes: Vec<u8>,
    /// What was noted about it.
    note: T,
}

impl<'p> Unpacker<'p> {
    /// Ready to unpack.
    pub(crate) fn new(packs: &'p Packs) -> Self {
        Self { packs, open: None, inflate: Inflate::default(), difference: Default::default() }
    }

    /// Hands on every object of a portion that no earlier pack has.
    pub(crate) fn each(&mut self, portion: Portion, visit: &mut dyn FnMut(Kind, ObjectId, &[u8])) -> Result<()> {
        let packs = self.packs;
        self.families(portion, |pack, kind, entry, bytes, _: Option<(&(), &[Copied])>| {
            let id = pack.index.id(entry).context("the index is cut short")?;
            if !packs.has_before(portion.pack, id) {
                visit(kind, ObjectId::from(*id), bytes);
            }
            Ok(())
        })
    }

    /// Hands on every tree of a portion, with what was noted about the one that it is a difference from.
    pub(crate) fn trees<T>(
        &mut self,
        portion: Portion,
        mut visit: impl FnMut(&[u8], Option<(&T, &[Copied])>) -> Result<T>,
    ) -> Result<()> {
        self.families(portion, |_, _, _, bytes, unchanged| visit(bytes, unchanged))
    }

    /// Unpacks the families of a portion; what `visit` notes about an object it is told of all that are differences from it.
    fn families<T>(
        &mut self,
        portion: Portion,
        mut visit: impl FnMut(&Pack, Kind, u32, &[u8], Option<(&T, &[Copied])>) -> Result<T>,
    ) -> Result<()> {
        let pack = self.packs.packs.get(portion.pack).context("no such pack")?;
        let what = || format!("pack {}", pack.index.pack.display());
        let mut source = match self.open.take() {
            Some((number, source)) if number == portion.pack => source,
            _ => pack.source().with_context(what)?,
        };
        for whole in &pack.group(portion.trees).whole[portion.start..portion.end] {
            self.family(pack, &mut source, *whole, &mut visit).with_context(what)?;
        }
        self.open = Some((portion.pack, source));
        Ok(())
    }

    /// Unpacks an object that stands by itself and all that are differences from it.
    fn family<T>(
        &mut self,
        pack: &Pack,
        source: &mut Source<'_>,
        whole: u32,
        visit: &mut impl FnMut(&Pack, Kind, u32, &[u8], Option<(&T, &[Copied])>) -> Result<T>,
    ) -> Result<()> {
        let entry = Entry::read(source, &pack.index, whole)?;
        let Sort::Whole(kind) = entry.sort else { bail!("a difference by itself") };
        // What is still to be unpacked, with what it is a difference from: the largest branch last, when nothing else needs that
        // any more, so that no chain of differences is held in memory.
        let mut open = vec![(whole, entry, None::<Rc<Base<T>>>)];
        while let Some((number, entry, base)) = open.pop() {
            crate::watchdog::progress();
            let mut bytes = Vec::new();
            let unchanged = match &base {
                None => {
                    inflate(&mut self.inflate, source, entry, &mut bytes)?;
                    None
                }
                Some(base) => {
                    let (difference, copied) = &mut self.difference;
                    inflate(&mut self.inflate, source, entry, difference)?;
                    delta::apply(&base.bytes, difference, &mut bytes, copied)?;
                    Some((&base.note, &copied[..]))
                }
            };
            let note = visit(pack, kind, number, &bytes, unchanged)?;
            let differences = pack.families.differences_from(number);
            if differences.is_empty() {
                continue;
            }
            let base = Rc::new(Base { bytes, note });
            for difference in differences {
                let entry = Entry::read(source, &pack.index, *difference)?;
                open.push((*difference, entry, Some(Rc::clone(&base))));
            }
        }
        Ok(())
    }
}

/// Unpacks what an entry holds.
fn inflate(inflate: &mut Inflate, source: &mut Source<'_>, entry: Entry, bytes: &mut Vec<u8>) -> Result<()> {
    let packed = entry.end.checked_sub(entry.start).context("an entry is cut short")?;
    bytes.clear();
    make_room(bytes, entry.size, packed).context("a damaged entry")?;
    inflate.reset();
    let mut at = entry.start;
    let mut ended = false;
    while !ended {
        let length = usize::try_from(entry.end - at)?.min(PIECE);
        ensure!(length > 0, "an entry is cut short");
        let piece = source.read(at, length)?;
        at += length as u64;
        ended = inflate.go_on(piece, at == entry.end, bytes).context("a damaged entry")?;
    }
    ensure!(at == entry.end && bytes.len() as u64 == entry.size, "a damaged entry");
    Ok(())
}
