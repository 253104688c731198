//! What each commit of a list brings, commit by commit.
//!
//! Added and deleted again is seen, and of a merge only what differs from every parent.

use std::collections::VecDeque;
use std::sync::Arc;

use anyhow::{Context as _, Result};

use super::change::NewBlob;
use super::content::Content;
use super::failure::Failure;
use super::object::ObjectId;
use super::program::Stream;
use super::raw::Record;

/// The contents of commits: for each its header, its message and its new blobs. After an error nothing more comes.
pub struct Commits {
    /// How many commits there are.
    count: usize,
    /// How many have been read.
    read: usize,
    /// The call that lists changes; `None` once it has ended.
    changes: Option<Changes>,
    /// What is still to be handed on of the commit read last.
    contents: VecDeque<Content>,
}

impl Commits {
    /// What these commits bring, in their order.
    pub(crate) fn new(ids: &[ObjectId]) -> Result<Self> {
        let changes = if ids.is_empty() { None } else { Some(Changes::of(ids)?) };
        Ok(Self { count: ids.len(), read: 0, changes, contents: VecDeque::new() })
    }

    /// How many commits there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The contents of the next commit.
    fn advance(&mut self) -> Result<bool> {
        let Some(changes) = &mut self.changes else { return Ok(false) };
        crate::watchdog::progress();
        let Some(CommitChanges { id, blobs, removed }) = changes.next_commit()? else {
            self.changes = None;
            let all = self.read == self.count;
            let failure = || Failure::new(format!("git listed {} of {} commits", self.read, self.count));
            return if all { Ok(false) } else { Err(failure().with_help("look for damage: git fsck").into()) };
        };
        self.read += 1;
        let removed: Arc<[ObjectId]> = removed.into();
        self.contents.extend(Content::texts_of(id));
        self.contents.extend(blobs.into_iter().map(|blob| Content::blob(Some(id), blob, &removed)));
        Ok(true)
    }
}

impl Iterator for Commits {
    type Item = Result<Content>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(content) = self.contents.pop_front() {
                return Some(Ok(content));
            }
            match self.advance() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    self.changes = None;
                    return Some(Err(error.context("cannot list what the commits bring")));
                }
            }
        }
    }
}

/// What one commit changes.
pub(crate) struct CommitChanges {
    /// The commit.
    pub(crate) id: ObjectId,
    /// New blobs, with those that stood at their paths in the parents.
    pub(crate) blobs: Vec<NewBlob>,
    /// Blobs at deleted paths.
    pub(crate) removed: Vec<ObjectId>,
}

impl CommitChanges {
    /// Of a commit of which nothing was read yet.
    fn of(id: ObjectId) -> Self {
        Self { id, blobs: Vec::new(), removed: Vec::new() }
    }
}

/// `git diff-tree` at work.
pub(crate) struct Changes {
    /// The call.
    git: Stream,
    /// The commit whose name was read, but not yet its changes.
    next: Option<ObjectId>,
    /// Why it broke off, behind the changes of a commit that are still handed on.
    broken: Option<anyhow::Error>,
}

impl Changes {
    /// The changes of these commits.
    pub(crate) fn of(ids: &[ObjectId]) -> Result<Self> {
        let options = ["-r", "-c", "--root", "--always", "--raw", "-z", "--no-renames", "--no-abbrev"];
        let mut git = Stream::start(["diff-tree", "--stdin"].iter().chain(&options))?;
        git.feed(lines(ids));
        Ok(Self { git, next: None, broken: None })
    }

    /// The changes of the next commit; before an error, those that were listed of the commit at which it happened.
    pub(crate) fn next_commit(&mut self) -> Result<Option<CommitChanges>> {
        if let Some(error) = self.broken.take() {
            return Err(error);
        }
        let mut commit = self.next.take().map(CommitChanges::of);
        match self.read(&mut commit) {
            Err(error) if commit.is_some() => self.broken = Some(error),
            read => read?,
        }
        Ok(commit)
    }

    /// Reads up to the name of the commit behind this one.
    fn read(&mut self, commit: &mut Option<CommitChanges>) -> Result<()> {
        while let Some(field) = self.git.read_until(0)? {
            if !field.starts_with(b":") {
                let id = ObjectId::parse(&field).context("git's list of changes cannot be read")?;
                if commit.is_some() {
                    self.next = Some(id);
                    break;
                }
                *commit = Some(CommitChanges::of(id));
                continue;
            }
            let Record { path, mut old, new, .. } = Record::parse(&field, self.git.read_until(0)?)?;
            let commit = commit.as_mut().context("git's list of changes cannot be read")?;
            old.sort_unstable();
            old.dedup();
            match new {
                Some((mode, id)) if !old.contains(&id) => commit.blobs.push(NewBlob { path, mode, id, old }),
                Some(_) => {}
                None => commit.removed.extend(old),
            }
        }
        Ok(())
    }
}

/// Ids as git reads them, a line each.
pub(crate) fn lines(ids: &[ObjectId]) -> Vec<u8> {
    ids.iter().flat_map(|id| format!("{id}\n").into_bytes()).collect()
}
