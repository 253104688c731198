//! Which entries of a pack are differences from which.
//!
//! An object and all that are differences from it, near or far, are a family. Read from its oldest downwards, each is
//! unpacked once, and no more is kept than stands between it and the one that is being made.

use std::cmp::Reverse;
use std::ops::Range;

use anyhow::{Context as _, Result, ensure};

use super::super::object::Kind;
use super::entry::{Entry, Sort};
use super::index::Index;
use super::source::Source;

/// Stands for the base of an entry that is no difference.
const NONE: u32 = u32::MAX;

/// Entries that are unpacked by one thread, one after the other; more if one family has more.
const AT_ONCE: u32 = 512;

/// The families of a pack.
#[derive(Debug)]
pub(super) struct Families {
    /// Those of trees.
    pub(super) trees: Group,
    /// Those of blobs, commits and tags.
    pub(super) contents: Group,
    /// All others, those that are differences from the same entry side by side.
    differences: Vec<u32>,
    /// Where in that list those of each entry begin; last, where it ends.
    starts: Vec<u32>,
}

/// Families of one sort.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// The entries that stand by themselves.
    pub(super) whole: Vec<u32>,
    /// Where portions of these begin and end.
    pub(super) portions: Vec<Range<usize>>,
}

impl Group {
    /// Cuts it into portions, when it is known how many entries the families have.
    fn cut(&mut self, sizes: &[u32]) {
        let (mut start, mut entries) = (0, 0);
        for (number, whole) in self.whole.iter().enumerate() {
            entries += sizes[*whole as usize];
            if entries >= AT_ONCE || number + 1 == self.whole.len() {
                self.portions.push(start..number + 1);
                (start, entries) = (number + 1, 0);
            }
        }
    }
}

impl Families {
    /// Reads the beginnings of all entries. The families, and the kind of each entry.
    pub(super) fn read(index: &Index, source: &mut Source<'_>) -> Result<(Self, Vec<Kind>)> {
        // Those of differences follow from their bases.
        let mut kinds = vec![Kind::default(); index.len()];
        let (mut trees, mut contents, mut bases) =
            (Group::default(), Group::default(), Vec::with_capacity(index.len()));
        let mut entries = None;
        for entry in 0..u32::try_from(index.len())? {
            crate::watchdog::progress();
            let base = match Entry::read(source, index, entry)?.sort {
                Sort::Whole(kind) => {
                    kinds[entry as usize] = kind;
                    if kind == Kind::Tree { &mut trees } else { &mut contents }.whole.push(entry);
                    Some(NONE)
                }
                Sort::From(place) => index.entry_at(place, entry),
                Sort::FromObject(id) => {
                    let entries = entries.get_or_insert_with(|| index.by_object(0_u32..));
                    index.ids.position(&id).map(|object| entries[object])
                }
            };
            bases.push(base.context("a difference from what is no entry of the pack")?);
        }
        let mut families = Self::of(trees, contents, &bases);
        drop(bases);
        families.sort(&mut kinds)?;
        Ok((families, kinds))
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
        let mut differences = vec![0; end as usize];
        for (entry, base) in (0..).zip(bases).filter(|(_, base)| **base != NONE) {
            let start = &mut starts[*base as usize];
            *start -= 1;
            differences[*start as usize] = entry;
        }
        Self { trees, contents, differences, starts }
    }

    /// Sorts the differences from each entry, hands its kind on to them, and cuts the families into portions.
    fn sort(&mut self, kinds: &mut [Kind]) -> Result<()> {
        let count = self.starts.len() - 1;
        let mut downwards = Vec::with_capacity(count);
        downwards.extend(self.trees.whole.iter().chain(&self.contents.whole));
        let mut next = 0;
        while let Some(entry) = downwards.get(next) {
            let (kind, differences) = (kinds[*entry as usize], self.differences_from(*entry));
            for difference in differences {
                kinds[*difference as usize] = kind;
            }
            downwards.extend_from_slice(differences);
            next += 1;
        }
        // Differences from each other belong to nobody.
        ensure!(downwards.len() == count, "differences without an end");
        let mut sizes = vec![1_u32; count];
        for entry in downwards.into_iter().rev() {
            let range = self.range(entry);
            let differences = &mut self.differences[range];
            sizes[entry as usize] += differences.iter().map(|below| sizes[*below as usize]).sum::<u32>();
            differences.sort_unstable_by_key(|below| Reverse((sizes[*below as usize], *below)));
        }
        self.trees.cut(&sizes);
        self.contents.cut(&sizes);
        Ok(())
    }

    /// The entries that are differences from this one: first those with the most differences from them, near or far.
    pub(super) fn differences_from(&self, entry: u32) -> &[u32] {
        &self.differences[self.range(entry)]
    }

    /// Where they stand in the list.
    fn range(&self, entry: u32) -> Range<usize> {
        let entry = entry as usize;
        self.starts[entry] as usize..self.starts[entry + 1] as usize
    }
}
