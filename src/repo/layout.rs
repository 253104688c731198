//! Where a repository has its parts, as far as git's environment does not hide it: work tree, index, merge state.

use std::env;
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::failure::Failure;
use super::object::ObjectId;

/// Where things are.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    /// Top of the work tree.
    pub(crate) root: PathBuf,
    /// The folder that holds index and HEAD of this work tree; not always `.git` below the root.
    git_dir: PathBuf,
}

/// The index of the commit being made.
#[derive(Debug)]
pub(crate) struct IndexFile {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Whether the environment names it, as it does in hooks.
    pub(crate) named: bool,
}

impl IndexFile {
    /// Whether git made it for `git commit -- FILE`: it holds those files, and what else is staged stays behind.
    pub(crate) fn is_partial(&self) -> bool {
        let name = self.path.file_name().map(|name| name.to_string_lossy().into_owned());
        name.is_some_and(|name| name.starts_with("next-index-"))
    }
}

impl Layout {
    /// The layout of a repository; without a work tree of its own (a bare one whose files lie elsewhere) the root is what
    /// the environment says, or else the current directory.
    pub(crate) fn new(git_dir: PathBuf, root: Option<PathBuf>) -> Result<Self> {
        let current = env::current_dir().context("cannot find out the current directory")?;
        let root = root.or_else(|| variable("GIT_WORK_TREE").map(PathBuf::from)).unwrap_or_default();
        Ok(Self { root: current.join(root), git_dir: current.join(git_dir) })
    }

    /// The index. A relative name counts from the top of the work tree, whatever the current directory is: that is how git
    /// means it, and it hands `.git/index` to hooks, which may have gone elsewhere.
    pub(crate) fn index(&self) -> IndexFile {
        match variable("GIT_INDEX_FILE") {
            Some(name) => IndexFile { path: self.root.join(name), named: true },
            None => IndexFile { path: self.git_dir.join("index"), named: false },
        }
    }

    /// Whether the index may leave files out of the work tree: the mark for that is no part of version 2, in which git writes
    /// all others (gitformat-index: "Version 3 or later"). Tells without reading more than its first bytes.
    pub(crate) fn may_leave_out(&self) -> bool {
        let mut header = [0; 8];
        let read = File::open(self.index().path).and_then(|mut index| index.read_exact(&mut header));
        read.is_ok() && header != *b"DIRC\0\0\0\x02"
    }

    /// The other parents of the merge being concluded, if one is.
    pub(crate) fn merge_heads(&self) -> Result<Vec<ObjectId>> {
        let path = self.git_dir.join("MERGE_HEAD");
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let parse = |line| {
            ObjectId::parse(line).with_context(|| Failure::new(format!("{} holds no commit ids", path.display())))
        };
        lines.map(parse).collect()
    }
}

/// The other parents of a merge that commits by itself. `git merge` names them in variables, `GITHEAD_` and the id, while
/// `pre-merge-commit` runs; `MERGE_HEAD` does not exist at that time.
pub(crate) fn merge_heads_from_environment() -> Vec<ObjectId> {
    let names = env::vars_os().map(|(name, _)| name);
    let ids = names.filter_map(|name| ObjectId::parse(name.to_str()?.strip_prefix("GITHEAD_")?.as_bytes()));
    ids.collect()
}

/// The object folder that the environment names instead of the repository's own.
pub(crate) fn objects_from_environment() -> Option<PathBuf> {
    variable("GIT_OBJECT_DIRECTORY").map(PathBuf::from)
}

/// Whether objects are in quarantine: a push is being received, and index and HEAD have nothing to do with it.
pub(crate) fn in_quarantine() -> bool {
    variable("GIT_QUARANTINE_PATH").is_some()
}

/// A variable that is set to something.
fn variable(name: &str) -> Option<std::ffi::OsString> {
    env::var_os(name).filter(|value| Path::new(value) != Path::new(""))
}
