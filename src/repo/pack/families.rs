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
        let families = Self { whole, differences };
        // Differences from each other would belong to nobody.
        let mut reached = 0;
        let mut open: Vec<u32> = folders.iter().chain(&families.whole).copied().collect();
        while let Some(entry) = open.pop() {
            reached += 1;
            open.extend(families.differences_from(entry));
        }
        ensure!(reached == index.len(), "differences without an end");
        Ok(families)
    }

    /// The entries that are differences from this one, itself no difference from any of them.
    pub(super) fn differences_from(&self, entry: u32) -> impl Iterator<Item = u32> {
        let first = self.differences.partition_point(|(base, _)| *base < entry);
        self.differences[first..].iter().take_while(move |(base, _)| *base == entry).map(|(_, entry)| *entry)
    }
}
