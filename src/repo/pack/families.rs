//! Which entries of a pack are differences from which.
//!
//! An object and all that are differences from it, near or far, are a family. Read from its oldest downwards, each is
//! unpacked once, and no more is kept than stands between it and the one that is being made.

use anyhow::{Context as _, Result, ensure};

use super::entry::{Entry, Sort};
use super::index::Index;
use super::source::Source;

/// The families of a pack. Entries are numbered in the order in which they are stored.
#[derive(Debug)]
pub(super) struct Families {
    /// The entries that stand by themselves and are no folders.
    pub(super) whole: Vec<u32>,
    /// What each other entry is a difference from, and that entry: sorted.
    differences: Vec<(u32, u32)>,
    /// How many entries are each one and those that are differences from it, near or far.
    sizes: Vec<u32>,
}

impl Families {
    /// Reads the beginnings of all entries.
    pub(super) fn read(index: &Index) -> Result<Self> {
        let mut source = Source::open(index)?;
        let (mut whole, mut differences, mut folders) = (Vec::new(), Vec::new(), Vec::new());
        for number in 0..index.len() {
            crate::watchdog::progress();
            let entry = u32::try_from(number)?;
            match Entry::read(&mut source, index, number)?.sort {
                Sort::Whole(super::super::loose::Kind::Tree) => folders.push(entry),
                Sort::Whole(_) => whole.push(entry),
                Sort::From(place) => {
                    let base = index.entry_at(place).context("a difference from what is no entry")?;
                    differences.push((u32::try_from(base)?, entry));
                }
            }
        }
        differences.sort_unstable();
        let mut families = Self { whole, differences, sizes: vec![1; index.len()] };
        let mut open: Vec<u32> = folders.iter().chain(&families.whole).copied().collect();
        let mut downwards = Vec::with_capacity(index.len());
        while let Some(entry) = open.pop() {
            downwards.push(entry);
            open.extend(families.differences_from(entry));
        }
        // Differences from each other belong to nobody.
        ensure!(downwards.len() == index.len(), "differences without an end");
        for entry in downwards.into_iter().rev() {
            let below: u32 = families.differences_from(entry).map(|below| families.sizes[below as usize]).sum();
            families.sizes[entry as usize] += below;
        }
        Ok(families)
    }

    /// The entries that are differences from this one, itself no difference from any of them.
    pub(super) fn differences_from(&self, entry: u32) -> impl Iterator<Item = u32> {
        let first = self.differences.partition_point(|(base, _)| *base < entry);
        self.differences[first..].iter().take_while(move |(base, _)| *base == entry).map(|(_, entry)| *entry)
    }

    /// The same, those with the most differences from them first.
    pub(super) fn largest_first(&self, entry: u32) -> Vec<u32> {
        let mut entries: Vec<u32> = self.differences_from(entry).collect();
        entries.sort_unstable_by_key(|entry| std::cmp::Reverse(self.sizes[*entry as usize]));
        entries
    }
}
