//! The engine that reads the repository in this process, with libgit2.
//!
//! libgit2 finds the repository, knows HEAD, reads the index and packed objects. Trees are compared with the index here
//! and not by libgit2, because it would read them itself, and may hang on a damaged one (see `loose`).

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use git2::{ErrorCode, Index, IndexEntryExtendedFlag, Oid};

use super::change::Change;
use super::engine::Plumbing;
use super::layout::{self, Layout};
use super::loose::{self, LooseObjects};
use super::object::{Entry, Kind, Mode, Object, ObjectId};
use super::tree;
use crate::watchdog;

/// Bytes of an id; libgit2 serves repositories with SHA-1 only.
const ID_WIDTH: usize = 20;
/// How deep folders may be nested before a tree counts as damaged; paths are far shorter.
const DEPTH: usize = 2048;

/// A repository opened by libgit2.
pub(crate) struct Libgit2 {
    /// libgit2's handle.
    repository: git2::Repository,
    /// Objects that are read without libgit2.
    loose: LooseObjects,
    /// A commit, or a folder without one, and its root tree, read last: what HEAD holds is asked for more than once.
    root: Option<(ObjectId, Vec<u8>)>,
}

impl Libgit2 {
    /// Opens the repository around the current directory, or as the environment says.
    pub(crate) fn open() -> Result<Self, git2::Error> {
        // That objects hash to their names is for `git fsck` to check; git itself does not when it reads.
        git2::opts::strict_hash_verification(false);
        let repository = git2::Repository::open_from_env()?;
        let objects = layout::objects_from_environment().unwrap_or_else(|| repository.commondir().join("objects"));
        let loose = LooseObjects::new(objects, loose::alternates_from_environment());
        Ok(Self { repository, loose, root: None })
    }

    /// Where the repository is.
    pub(crate) fn layout(&self) -> Result<Layout> {
        Layout::new(self.repository.path().to_path_buf(), self.repository.workdir().map(PathBuf::from))
    }

    /// The index of the commit being made. Without an owner it is sorted by bytes, as trees are.
    fn index(&self) -> Result<Index> {
        let path = self.layout()?.index().path;
        Index::open(&path).with_context(|| format!("cannot read {}", path.display()))
    }

    /// The root tree of a commit; a tree is its own.
    fn root(&mut self, tip: &ObjectId) -> Result<Vec<u8>> {
        if self.root.as_ref().is_none_or(|(known, _)| known != tip) {
            let mut object = self.object(tip)?;
            if object.kind == Kind::Commit {
                let line = object.bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
                let id = line.strip_prefix(b"tree ").and_then(ObjectId::parse);
                object = self.object(&id.with_context(|| format!("commit {tip} is damaged"))?)?;
            }
            ensure!(object.kind == Kind::Tree, "{tip} is neither a commit nor a tree");
            self.root = Some((*tip, object.bytes));
        }
        Ok(self.root.as_ref().map(|(_, tree)| tree.clone()).unwrap_or_default())
    }

    /// Reads a tree.
    fn tree(&mut self, id: &ObjectId) -> Result<Vec<u8>> {
        let object = self.object(id)?;
        ensure!(object.kind == Kind::Tree, "{id} is not a tree");
        Ok(object.bytes)
    }

    /// Adds the blobs below a tree, in the order of the index.
    fn walk(&mut self, tree: &[u8], prefix: &mut Vec<u8>, depth: usize, blobs: &mut Vec<Entry>) -> Result<()> {
        ensure!(depth < DEPTH, "folders are nested too deep");
        for entry in tree::entries(tree, ID_WIDTH) {
            let entry = entry?;
            let length = prefix.len();
            prefix.extend_from_slice(entry.name);
            if entry.is_tree() {
                prefix.push(b'/');
                let tree = self.tree(&entry.id)?;
                self.walk(&tree, prefix, depth + 1, blobs)?;
            } else if let Some(mode) = Mode::of(entry.bits) {
                blobs.push(Entry { path: prefix.clone(), mode, id: entry.id, left_out: false });
            }
            prefix.truncate(length);
        }
        Ok(())
    }
}

impl Plumbing for Libgit2 {
    fn head(&mut self) -> Result<Option<ObjectId>> {
        match self.repository.head() {
            Ok(head) => {
                let id = head.target().context("HEAD names no commit")?;
                Ok(Some(ObjectId::from_bytes(id.as_bytes()).context("HEAD names no commit")?))
            }
            // Nothing else means that there is no commit yet.
            Err(error) if error.code() == ErrorCode::UnbornBranch => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn changes(&mut self, base: Option<&ObjectId>) -> Result<Vec<Change>> {
        let index = self.index()?;
        let mut before = Vec::new();
        if let Some(commit) = base {
            let tree = self.root(commit)?;
            self.walk(&tree, &mut Vec::new(), 0, &mut before)?;
        }
        compare(&before, &index)
    }

    fn tracked(&mut self) -> Result<Vec<Entry>> {
        let index = self.index()?;
        let entries = index.iter().filter(|entry| stage(entry) != 1);
        entries.filter_map(|entry| blob(&entry).transpose()).collect()
    }

    fn tree_entry(&mut self, tip: &ObjectId, path: &[u8]) -> Result<Option<(Mode, ObjectId)>> {
        let mut tree = self.root(tip)?;
        let mut names = path.split(|byte| *byte == b'/').peekable();
        while let Some(name) = names.next() {
            let found =
                tree::entries(&tree, ID_WIDTH).find(|entry| entry.as_ref().map_or(true, |entry| entry.name == name));
            let Some(entry) = found.transpose()? else { return Ok(None) };
            match (names.peek(), entry.is_tree()) {
                (None, _) => return Ok(Mode::of(entry.bits).map(|mode| (mode, entry.id))),
                (Some(_), true) => tree = self.tree(&entry.id)?,
                (Some(_), false) => break,
            }
        }
        Ok(None)
    }

    fn object(&mut self, id: &ObjectId) -> Result<Object> {
        if let Some(object) = self.loose.read(id)? {
            return Ok(object);
        }
        watchdog::wake()?;
        let oid = Oid::from_bytes(id.bytes())?;
        let odb = self.repository.odb()?;
        let object = odb.read(oid)?;
        let kind = match object.kind() {
            git2::ObjectType::Commit => Kind::Commit,
            git2::ObjectType::Tree => Kind::Tree,
            git2::ObjectType::Blob => Kind::Blob,
            git2::ObjectType::Tag => Kind::Tag,
            git2::ObjectType::Any => anyhow::bail!("object {id} is of no kind"),
        };
        Ok(Object { kind, bytes: object.data().to_vec() })
    }
}

/// Compares the blobs of a tree with the index; both are sorted by path. If a damaged tree is not, more counts as new.
fn compare(before: &[Entry], index: &Index) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    let mut before = before.iter().peekable();
    let removal = |entry: &Entry| Change { path: entry.path.clone(), old: Some(entry.id), new: None, unmerged: false };
    let mut old: Option<&Entry> = None;
    for entry in index.iter().filter(|entry| !is_intended(entry)) {
        while let Some(entry) = before.next_if(|before| before.path < entry.path) {
            changes.push(removal(entry));
        }
        // The sides of a conflict share what stood there before.
        old = before.next_if(|before| before.path == entry.path).or(old.filter(|old| old.path == entry.path));
        if stage(&entry) == 1 {
            continue;
        }
        let new = blob(&entry)?.map(|entry| (entry.mode, entry.id));
        if new != old.map(|old| (old.mode, old.id)) {
            let unmerged = stage(&entry) > 1;
            changes.push(Change { path: entry.path, old: old.map(|old| old.id), new, unmerged });
        }
    }
    changes.extend(before.map(removal));
    Ok(changes)
}

/// Whether the entry is only a promise (`git add -N`) and not part of a commit.
fn is_intended(entry: &git2::IndexEntry) -> bool {
    IndexEntryExtendedFlag::from_bits_truncate(entry.flags_extended).is_intent_to_add()
}

/// 0, or in a conflict 1 for the common ancestor, 2 for ours, 3 for theirs.
fn stage(entry: &git2::IndexEntry) -> u16 {
    entry.flags >> 12 & 3
}

/// The blob of an entry of the index; submodules and folders of a sparse index have none.
fn blob(entry: &git2::IndexEntry) -> Result<Option<Entry>> {
    let id = ObjectId::from_bytes(entry.id.as_bytes()).filter(|id| !id.is_null() && !entry.path.is_empty());
    let id = id.context("the index holds an entry without path or object: it is damaged")?;
    let left_out = IndexEntryExtendedFlag::from_bits_truncate(entry.flags_extended).is_skip_worktree();
    Ok(Mode::of(entry.mode).map(|mode| Entry { path: entry.path.clone(), mode, id, left_out }))
}
