//! The names that trees give, each once: a credential in one is found by itself, wherever it stands.

use std::collections::HashSet;

use anyhow::{Context as _, Result};

use super::object::ObjectId;

/// The names that were met, by one thread.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// All of them.
    met: HashSet<Vec<u8>>,
    /// Those that nobody took yet.
    fresh: Vec<Vec<u8>>,
}

impl Names {
    /// Notes a name.
    pub(super) fn meet(&mut self, name: &[u8]) {
        if !self.met.contains(name) {
            self.met.insert(name.to_vec());
            self.fresh.push(name.to_vec());
        }
    }

    /// Notes the names in this tree.
    ///
    /// # Errors
    /// Where it is damaged; the names before that are noted.
    pub(crate) fn meet_tree(&mut self, id: &ObjectId, tree: &[u8]) -> Result<()> {
        let mut entries = super::tree::entries(tree, id.bytes().len());
        entries.try_for_each(|entry| entry.map(|entry| self.meet(entry.name))).with_context(|| damaged_tree(id))
    }

    /// Takes those that were met since the last time.
    pub(crate) fn take(&mut self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.fresh)
    }
}

/// What to say of a tree that cannot be read to its end.
pub(super) fn damaged_tree(id: &ObjectId) -> String {
    format!("cannot read all names in the damaged tree {id}; if nothing leads to it, `git gc --prune=now` removes it")
}
