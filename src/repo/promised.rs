//! What a partial clone does without: git fetches it when it is used, which must not happen here.

use std::collections::HashSet;

use anyhow::Result;

use super::Repository;
use super::commits::lines;
use super::object::ObjectId;
use super::program::{Stream, query};

impl Repository {
    /// Those of these objects that are not here and need not be, as this is a partial clone.
    pub fn not_fetched(&self, ids: &[ObjectId]) -> Result<HashSet<ObjectId>> {
        let promises = ["config", "--get-regexp", r"^(extensions\.partialclone|remote\..*\.promisor)$"];
        if ids.is_empty() || query(promises)?.is_none() {
            return Ok(HashSet::new());
        }
        let mut absent: HashSet<ObjectId> = ids.iter().copied().collect();
        let mut git = Stream::start(["cat-file", "--batch-check=%(objectname)", "--buffer"])?;
        git.feed(lines(ids));
        // Older versions end at the first that is absent, as they may not fetch it: the others count as absent as well.
        while let Ok(Some(line)) = git.read_until(b'\n') {
            crate::watchdog::progress();
            // Of an absent one it says more than its id.
            if let Some(id) = ObjectId::parse(&line) {
                absent.remove(&id);
            }
        }
        Ok(absent)
    }
}
