//! The names that trees give, each once: a credential in one is found by itself, wherever it stands.

use std::collections::HashSet;

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

    /// Notes the names in a tree whose ids are `width` bytes long, up to where it is damaged.
    pub(crate) fn meet_tree(&mut self, tree: &[u8], width: usize) {
        super::tree::entries(tree, width).map_while(Result::ok).for_each(|entry| self.meet(entry.name));
    }

    /// Takes those that were met since the last time.
    pub(crate) fn take(&mut self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.fresh)
    }
}
