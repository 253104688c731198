//! Which entries of a pack are deltas against which.
//!
//! A whole object and all deltas that build on it, near or far, are its chains. Unpacked from the object downwards, each is
//! unpacked once, and no more is kept than stands between it and the one that is being made.

use std::cmp::Reverse;
use std::ops::Range;

use anyhow::{Context as _, Result, ensure};

use super::super::object::Kind;
use super::entry::{Entry, Type};
use super::index::Index;
use super::source::Source;

/// Stands for the base of an entry that is no delta.
const NONE: u32 = u32::MAX;

/// Entries that are unpacked by one thread, one after the other; more if the chains of one object have more.
const AT_ONCE: u32 = 512;

/// The delta chains of a pack.
#[derive(Debug)]
pub(super) struct Chains {
    /// Those of trees.
    pub(super) trees: Group,
    /// Those of blobs, commits and tags.
    pub(super) contents: Group,
    /// All deltas, those with the same base side by side.
    deltas: Vec<u32>,
    /// Where in that list those of each entry begin; last, where it ends.
    starts: Vec<u32>,
}

/// The chains of trees, or of anything else.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// The whole objects that they begin with.
    pub(super) whole: Vec<u32>,
    /// Where batches of these begin and end.
    pub(super) batches: Vec<Range<usize>>,
}

impl Group {
    /// Cuts it into batches, when it is known how many entries build on each object.
    fn cut(&mut self, sizes: &[u32]) {
        let (mut start, mut entries) = (0, 0);
        for (number, whole) in self.whole.iter().enumerate() {
            entries += sizes[*whole as usize];
            if entries >= AT_ONCE || number + 1 == self.whole.len() {
                self.batches.push(start..number + 1);
                (start, entries) = (number + 1, 0);
            }
        }
    }
}

impl Chains {
    /// Reads the headers of all entries. The chains, and the kind of each entry.
    pub(super) fn read(index: &Index, source: &mut Source<'_>) -> Result<(Self, Vec<Kind>)> {
        // Those of deltas follow from their bases.
        let mut kinds = vec![Kind::default(); index.len()];
        let (mut trees, mut contents, mut bases) =
            (Group::default(), Group::default(), Vec::with_capacity(index.len()));
        let mut entries = None;
        for entry in 0..u32::try_from(index.len())? {
            crate::watchdog::progress();
            let base = match Entry::read(source, index, entry)?.holds {
                Type::Whole(kind) => {
                    kinds[entry as usize] = kind;
                    if kind == Kind::Tree { &mut trees } else { &mut contents }.whole.push(entry);
                    Some(NONE)
                }
                Type::OffsetDelta(place) => index.entry_at(place, entry),
                Type::RefDelta(id) => {
                    let entries = entries.get_or_insert_with(|| index.by_object(0_u32..));
                    index.ids.position(&id).map(|object| entries[object])
                }
            };
            bases.push(base.context("a delta against what is no entry of the pack")?);
        }
        let mut chains = Self::of(trees, contents, &bases);
        drop(bases);
        chains.sort(&mut kinds)?;
        Ok((chains, kinds))
    }

    /// Puts entries with the same base side by side.
    fn of(trees: Group, contents: Group, bases: &[u32]) -> Self {
        // Counted first, so that each can be put where it belongs.
        let mut starts = vec![0; bases.len() + 1];
        for base in bases.iter().filter(|base| **base != NONE) {
            starts[*base as usize] += 1;
        }
        let mut end = 0;
        for start in &mut starts {
            end += *start;
            *start = end;
        }
        let mut deltas = vec![0; end as usize];
        for (entry, base) in (0..).zip(bases).filter(|(_, base)| **base != NONE) {
            let start = &mut starts[*base as usize];
            *start -= 1;
            deltas[*start as usize] = entry;
        }
        Self { trees, contents, deltas, starts }
    }

    /// Sorts the deltas against each entry, hands its kind on to them, and cuts the chains into batches.
    fn sort(&mut self, kinds: &mut [Kind]) -> Result<()> {
        let count = self.starts.len() - 1;
        let mut downwards = Vec::with_capacity(count);
        downwards.extend(self.trees.whole.iter().chain(&self.contents.whole));
        let mut next = 0;
        while let Some(entry) = downwards.get(next) {
            let (kind, deltas) = (kinds[*entry as usize], self.deltas_against(*entry));
            for delta in deltas {
                kinds[*delta as usize] = kind;
            }
            downwards.extend_from_slice(deltas);
            next += 1;
        }
        // Deltas against each other build on nothing.
        ensure!(downwards.len() == count, "deltas without an end");
        let mut sizes = vec![1_u32; count];
        for entry in downwards.into_iter().rev() {
            let range = self.range(entry);
            let deltas = &mut self.deltas[range];
            sizes[entry as usize] += deltas.iter().map(|below| sizes[*below as usize]).sum::<u32>();
            deltas.sort_unstable_by_key(|below| Reverse((sizes[*below as usize], *below)));
        }
        self.trees.cut(&sizes);
        self.contents.cut(&sizes);
        Ok(())
    }

    /// The deltas against this entry: first those on which the most others build, near or far.
    pub(super) fn deltas_against(&self, entry: u32) -> &[u32] {
        &self.deltas[self.range(entry)]
    }

    /// Where they stand in the list.
    fn range(&self, entry: u32) -> Range<usize> {
        let entry = entry as usize;
        self.starts[entry] as usize..self.starts[entry + 1] as usize
    }
}
