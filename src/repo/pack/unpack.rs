//! Unpacks delta chains.

use std::rc::Rc;

use anyhow::{Context as _, Result, bail, ensure};

use super::super::inflate::{Inflate, make_room};
use super::super::object::{Kind, ObjectId};
use super::delta::{self, Copied};
use super::entry::{Entry, Type};
use super::source::Source;
use super::{Batch, Pack, Packs};

/// The most that is read of an entry at once.
const PIECE: usize = 1 << 20;

/// Unpacks batches; one to a thread.
#[derive(Debug)]
pub(crate) struct Unpacker<'p> {
    /// All packs.
    packs: &'p Packs,
    /// The one that is open, by number.
    open: Option<(usize, Source<'p>)>,
    /// Kept from object to object.
    inflate: Inflate,
    /// The delta that was inflated last, and what it copies; kept to save allocations.
    delta: (Vec<u8>, Vec<Copied>),
}

/// An object that deltas build on.
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
        Self { packs, open: None, inflate: Inflate::default(), delta: Default::default() }
    }

    /// Hands on every object of a batch that no earlier pack has.
    pub(crate) fn each(
        &mut self,
        batch: Batch,
        mut visit: impl FnMut(Kind, ObjectId, &[u8]) -> Result<()>,
    ) -> Result<()> {
        let packs = self.packs;
        self.chains(batch, |pack, kind, entry, bytes, _: Option<(&(), &[Copied])>| {
            let id = pack.index.id(entry).context("the index is cut short")?;
            if !packs.has_before(batch.pack, id) {
                visit(kind, ObjectId::from(*id), bytes)?;
            }
            Ok(())
        })
    }

    /// Hands on every tree of a batch, with what was noted about the one that it is a delta against.
    pub(crate) fn trees<T>(
        &mut self,
        batch: Batch,
        mut visit: impl FnMut(ObjectId, &[u8], Option<(&T, &[Copied])>) -> Result<T>,
    ) -> Result<()> {
        self.chains(batch, |pack, _, entry, bytes, unchanged| {
            let id = pack.index.id(entry).context("the index is cut short")?;
            visit(ObjectId::from(*id), bytes, unchanged)
        })
    }

    /// Unpacks the chains of a batch; what `visit` notes about an object it is told of all deltas against it.
    fn chains<T>(
        &mut self,
        batch: Batch,
        mut visit: impl FnMut(&Pack, Kind, u32, &[u8], Option<(&T, &[Copied])>) -> Result<T>,
    ) -> Result<()> {
        let pack = self.packs.packs.get(batch.pack).context("no such pack")?;
        let what = || format!("pack {}", pack.index.pack.display());
        let mut source = match self.open.take() {
            Some((number, source)) if number == batch.pack => source,
            _ => pack.source().with_context(what)?,
        };
        for whole in &pack.group(batch.trees).whole[batch.start..batch.end] {
            self.chains_of(pack, &mut source, *whole, &mut visit).with_context(what)?;
        }
        self.open = Some((batch.pack, source));
        Ok(())
    }

    /// Unpacks a whole object and all deltas that build on it.
    fn chains_of<T>(
        &mut self,
        pack: &Pack,
        source: &mut Source<'_>,
        whole: u32,
        visit: &mut impl FnMut(&Pack, Kind, u32, &[u8], Option<(&T, &[Copied])>) -> Result<T>,
    ) -> Result<()> {
        let entry = Entry::read(source, &pack.index, whole)?;
        let Type::Whole(kind) = entry.holds else { bail!("a delta without a base") };
        // What is still to be unpacked, with its base: the largest branch last, when nothing else needs that any more, so that no
        // chain is held in memory.
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
                    let (delta, copied) = &mut self.delta;
                    inflate(&mut self.inflate, source, entry, delta)?;
                    delta::apply(&base.bytes, delta, &mut bytes, copied)?;
                    Some((&base.note, &copied[..]))
                }
            };
            let note = visit(pack, kind, number, &bytes, unchanged)?;
            let deltas = pack.chains.deltas_against(number);
            if deltas.is_empty() {
                continue;
            }
            let base = Rc::new(Base { bytes, note });
            for delta in deltas {
                let entry = Entry::read(source, &pack.index, *delta)?;
                open.push((*delta, entry, Some(Rc::clone(&base))));
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
