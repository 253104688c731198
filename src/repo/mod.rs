//! Which content is new, and its bytes.
//!
//! This room knows git and nothing of credentials. It never writes, never fetches and never asks, and it never takes
//! "could not be read" for "nothing there".

mod cat_file;
mod change;
mod commits;
mod connectivity;
mod content;
mod engine;
mod failure;
mod git_program;
mod history;
mod ids;
mod inflate;
mod kinds;
mod layout;
mod libgit2;
mod loose;
mod named;
mod names;
mod object;
mod own;
mod pack;
mod parallel;
mod path;
mod program;
mod promised;
mod push;
mod range;
mod raw;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod trace;
mod tracked;
mod tree;
mod updates;
pub(crate) mod work_tree;

use std::env;
use std::path::Path;

use anyhow::{Context, Result};

use self::change::{Change, combine};
pub(crate) use self::change::{NewBlob, Staged};
pub(crate) use self::commits::Commits;
pub(crate) use self::connectivity::Connectivity;
pub(crate) use self::content::{Content, Part, Reader};
pub(crate) use self::engine::Engine;
pub(crate) use self::failure::Failure;
pub(crate) use self::history::Stored;
use self::layout::Layout;
pub(crate) use self::names::Names;
use self::object::Object;
pub(crate) use self::object::{Entry, Mode, ObjectId};
pub(crate) use self::own::OwnObjects;
pub(crate) use self::parallel::{in_batches, in_order};
pub(crate) use self::path::from_bytes;
pub(crate) use self::program::{REPOSITORY_VARIABLES, cannot_run_git};
pub(crate) use self::push::Pushed;
pub(crate) use self::updates::{FromTo, RefUpdate};

/// The environment variable that forces an engine, for tests and for reporting bugs.
const ENGINE_VARIABLE: &str = "ATLATCH_ENGINE";
/// From this size of the index file on the git program is quicker: it starts slowly but skips unchanged folders, which
/// libgit2 cannot. About 600 entries.
const LARGE_INDEX: u64 = 64 * 1024;

/// A git repository.
pub struct Repository {
    /// Who is asked.
    reader: Reader,
    /// Whether only one engine may be.
    forced: Option<Engine>,
    /// Where it is.
    layout: Layout,
    /// Who lists the index.
    lister: Engine,
    /// What the index changes against HEAD, once it was asked for.
    staged: Option<Head>,
}

/// HEAD and what the index changes in it.
struct Head {
    /// The commit; `None` before the first one.
    commit: Option<ObjectId>,
    /// The changes.
    changes: Vec<Change>,
}

impl Repository {
    /// The repository around the current directory, or as the environment says.
    pub fn open() -> Result<Self> {
        let Some(name) = env::var_os(ENGINE_VARIABLE) else { return Self::open_with(None) };
        let engine = name.to_str().and_then(Engine::parse);
        let unknown = || {
            let failure = Failure::new(format!("{ENGINE_VARIABLE} is neither libgit2 nor git"));
            failure.with_help(format!("set {ENGINE_VARIABLE} to libgit2 or git, or unset it"))
        };
        Self::open_with(Some(engine.ok_or_else(unknown)?))
    }

    /// The same with one engine, or with both if none is named.
    pub(crate) fn open_with(forced: Option<Engine>) -> Result<Self> {
        let reader = Reader::open(forced)?;
        let layout = reader.engines.layout()?;
        let size = layout.index().path.metadata().map_or(0, |metadata| metadata.len());
        let lister = forced.unwrap_or(if size < LARGE_INDEX { Engine::Libgit2 } else { Engine::Git });
        Ok(Self { reader, forced, layout, lister, staged: None })
    }

    /// What the next commit brings.
    pub fn staged(&mut self) -> Result<Staged> {
        if layout::in_quarantine() {
            let failure = Failure::new("a push is being received here, and staged content is no part of it");
            return Err(failure.with_help("call `atlatch hook pre-receive` from this hook").into());
        }
        let index = self.layout.index();
        let others = self.other_parents()?;
        let head = self.head()?;
        let unborn = head.commit.is_none();
        let (blobs, removed) = combine(&head.changes, &others);
        if blobs.is_empty() && !removed.is_empty() && index.named && !index.path.exists() {
            let failure = Failure::new(format!("GIT_INDEX_FILE names {}, which does not exist", index.path.display()));
            return Err(failure.with_help("leave GIT_INDEX_FILE as git sets it").into());
        }
        if blobs.is_empty() && !index.path.exists() && is_bare()? {
            return Err(nothing_here("this is a bare repository: it has no work tree, and nothing is staged"));
        }
        Ok(Staged { blobs, removed, unborn, partial: index.is_partial() })
    }

    /// The commit that HEAD names; `None` before the first one.
    pub fn head_commit(&mut self) -> Result<Option<ObjectId>> {
        self.reader.engines.ask(|engine| engine.head())
    }

    /// The bytes of a blob. One that is absent or damaged is an error that names it.
    pub fn read(&mut self, id: &ObjectId) -> Result<Vec<u8>> {
        self.reader.blob(id)
    }

    /// The bytes of a piece of content.
    pub fn bytes(&mut self, content: &Content) -> Result<Vec<u8>> {
        self.reader.bytes(content)
    }

    /// The reader of this thread.
    pub fn own_reader(&mut self) -> &mut Reader {
        &mut self.reader
    }

    /// Opens a reader for another thread.
    pub fn reader(&self) -> impl Fn() -> Result<Reader> + Sync + use<> {
        let forced = self.forced;
        move || Reader::open(forced)
    }

    /// The entries of the index at or below these paths; an empty path is the root.
    pub fn tracked(&mut self, below: &[Vec<u8>]) -> Result<Vec<Entry>> {
        let mut below: Vec<&[u8]> = below.iter().map(|path| path.strip_suffix(b"/").unwrap_or(path)).collect();
        below.sort_unstable();
        let (lister, mut entries) = self.reader.engines.ask_first(self.lister, |engine| engine.tracked())?;
        self.lister = lister;
        let is_below = |path: &[u8]| below.binary_search(&path).is_ok();
        if !is_below(b"") {
            entries.retain(|entry| {
                let mut folders = memchr::memchr_iter(b'/', &entry.path).map(|end| &entry.path[..end]);
                folders.any(is_below) || is_below(&entry.path)
            });
        }
        Ok(entries)
    }

    /// Whether it can be said what is tracked: not without an index, as in a bare repository and before anything was checked out.
    ///
    /// # Errors
    /// If not, though there may be files.
    pub fn ensure_tracking(&mut self) -> Result<()> {
        if self.layout.index().path.exists() {
            return Ok(());
        }
        if is_bare()? {
            return Err(nothing_here("this is a bare repository: it has no work tree, and tracks no files"));
        }
        if self.head()?.changes.is_empty() {
            return Ok(());
        }
        Err(nothing_here("nothing is checked out here: there is no index, and so no tracked file"))
    }

    /// The blob at exactly this path in the index.
    pub fn index_entry(&mut self, path: &[u8]) -> Result<Option<(Mode, ObjectId)>> {
        // The index is HEAD with the changes: this spares reading a large one for a single entry.
        let head = self.head()?;
        if let Some(change) = head.changes.iter().find(|change| change.path == path) {
            return Ok(change.new);
        }
        let Some(commit) = head.commit else { return Ok(None) };
        self.reader.engines.ask(|engine| engine.tree_entry(&commit, path))
    }

    /// The blob at exactly this path in the index, if git leaves it out of the work tree.
    pub fn left_out(&mut self, path: &[u8]) -> Result<Option<(Mode, ObjectId)>> {
        if !self.layout.may_leave_out() {
            return Ok(None);
        }
        let mut entries = self.tracked(&[path.to_vec()])?.into_iter();
        Ok(entries.find(|entry| entry.left_out && entry.path == path).map(|entry| (entry.mode, entry.id)))
    }

    /// The blob at exactly this path in a revision.
    pub fn tree_entry(&mut self, revision: &str, path: &[u8]) -> Result<Option<(Mode, ObjectId)>> {
        let commit = match revision {
            "HEAD" => self.head_commit()?.ok_or_else(|| {
                let failure = Failure::new("HEAD names no commit");
                failure.with_help("there is none before the first commit; bare `atlatch` looks at what is staged")
            })?,
            _ => resolve(revision)?,
        };
        self.reader.engines.ask(|engine| engine.tree_entry(&commit, path))
    }

    /// Top of the work tree; of a bare repository the folder where `GIT_WORK_TREE` has its files, or the current one.
    pub fn root(&self) -> &Path {
        &self.layout.root
    }

    /// Any object.
    fn object(&mut self, id: &ObjectId) -> Result<Object> {
        self.reader.object(id)
    }

    /// HEAD and what the index changes in it.
    fn head(&mut self) -> Result<&Head> {
        if self.staged.is_none() {
            let commit = self.reader.engines.ask(|engine| engine.head())?;
            let (lister, changes) =
                self.reader.engines.ask_first(self.lister, |engine| engine.changes(commit.as_ref()))?;
            self.lister = lister;
            self.staged = Some(Head { commit, changes });
        }
        self.staged.as_ref().context("HEAD was not read")
    }

    /// What the index changes against each further parent of a merge.
    fn other_parents(&mut self) -> Result<Vec<Vec<Change>>> {
        let merging = self.layout.merge_heads()?;
        if !merging.is_empty() {
            let changes = |commit| self.reader.engines.ask_first(self.lister, |engine| engine.changes(Some(commit)));
            return merging.iter().map(changes).map(|answer| Ok(answer?.1)).collect();
        }
        // Variables can be left over from another repository. A commit that is not here is no parent here, and without it
        // only more counts as new.
        let named = layout::merge_heads_from_environment();
        let changes = |commit| self.reader.engines.ask_first(self.lister, |engine| engine.changes(Some(commit)));
        Ok(named.iter().map(changes).filter_map(|answer| Some(answer.ok()?.1)).collect())
    }
}

/// Whether the repository has no work tree, and the environment names none.
fn is_bare() -> Result<bool> {
    Ok(program::answer(["rev-parse", "--is-bare-repository"])? == b"true\n")
}

/// The error where there is nothing to look at but what is committed.
fn nothing_here(why: &str) -> anyhow::Error {
    let help =
        "look at what is committed with `atlatch scan --history` or `atlatch scan --range HEAD`, or check it out first";
    Failure::new(why).with_help(help).into()
}

/// Whether an error says that there is no repository here at all.
pub(crate) fn is_no_repository(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<Failure>().is_some_and(|failure| failure.no_repository))
}

/// The commit that a revision names.
fn resolve(revision: &str) -> Result<ObjectId> {
    if let Some(id) = ObjectId::parse(revision.as_bytes()) {
        return Ok(id);
    }
    let commit = format!("{revision}^{{commit}}");
    let answer = program::query(["rev-parse", "-q", "--verify", "--end-of-options", &commit])?;
    let id = answer.as_deref().and_then(|answer| ObjectId::parse(answer.trim_ascii_end()));
    Ok(id.ok_or_else(|| range::missing(Failure::new(format!("{revision} names no commit"))))?)
}
