//! Packs, read by ourselves: every blob, commit and tag in them, in the order in which they are stored.
//!
//! Only for going through a whole repository. `git cat-file --batch-all-objects` unpacks folders as well, on one core, and
//! what it hands out goes through a pipe: on 20,000 commits that is more than half of all the time. Whatever is not as it
//! should be is an error: git does not check an index when it reads, and would hand out what a damaged one names.

mod chains;
mod delta;
mod entry;
mod index;
mod source;
mod unpack;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use self::chains::{Chains, Group};
pub(crate) use self::delta::Copied;
use self::index::Index;
use self::source::Source;
pub(crate) use self::unpack::Unpacker;
use super::ids::ID;
use super::object::Kind;

/// Packs are held in memory as long as they have no more than this together: deltas stand far from their bases, and to
/// read them one by one takes a tenth of all the time.
const HELD: u64 = 64 << 20;

/// A pack.
#[derive(Debug)]
struct Pack {
    /// Which objects it has, and where.
    index: Index,
    /// Which of them are deltas against which.
    chains: Chains,
    /// The kind of each object.
    kinds: Vec<Kind>,
    /// All of its bytes, if they are held in memory.
    held: Option<Vec<u8>>,
}

impl Pack {
    /// Reads what is in the pack of this index, of which there are at most so many bytes to be held.
    fn open(index: Index, most: u64) -> Result<Self> {
        let held = if index.end < most { Some(fs::read(&index.pack)?) } else { None };
        let (chains, kinds) = Chains::read(&index, &mut Source::open(&index, held.as_deref())?)?;
        let kinds = index.by_object(kinds);
        Ok(Self { index, chains, kinds, held })
    }

    /// Opens it for reading.
    fn source(&self) -> Result<Source<'_>> {
        Source::open(&self.index, self.held.as_deref())
    }

    /// The chains of trees, or of anything else.
    fn group(&self, trees: bool) -> &Group {
        if trees { &self.chains.trees } else { &self.chains.contents }
    }
}

/// The packs of a folder of objects.
#[derive(Debug)]
pub(crate) struct Packs {
    /// Each of them.
    packs: Vec<Pack>,
}

/// Some of the chains of a pack: those of the whole objects from one to another.
#[derive(Clone, Copy, Debug)]
pub struct Batch {
    /// Which pack.
    pack: usize,
    /// Whether chains of trees, or of anything else.
    trees: bool,
    /// The first object.
    start: usize,
    /// The one behind the last.
    end: usize,
}

impl Packs {
    /// Reads what is in the packs in a folder of objects; `None` if one has an index of another version.
    pub(crate) fn open(objects: &Path) -> Result<Option<Self>> {
        let folder = objects.join("pack");
        let mut packs: Vec<Pack> = Vec::new();
        let mut most = HELD;
        for path in files(&folder)? {
            // A pack without an index is still being written.
            if path.extension().is_some_and(|extension| extension == "idx") {
                let what = || format!("cannot read {}", path.display());
                let Some(index) = Index::read(&path).with_context(what)? else { return Ok(None) };
                let pack = Pack::open(index, most).with_context(what)?;
                most = most.saturating_sub(pack.held.as_ref().map_or(0, |held| held.len() as u64));
                packs.push(pack);
            }
        }
        Ok(Some(Self { packs }))
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.packs.iter().map(|pack| pack.index.len()).sum()
    }

    /// All trees or all that is no tree, in batches.
    pub(crate) fn batches(&self, trees: bool) -> impl Iterator<Item = Batch> {
        self.packs.iter().enumerate().flat_map(move |(number, pack)| {
            let batches = pack.group(trees).batches.iter();
            batches.map(move |whole| Batch { pack: number, trees, start: whole.start, end: whole.end })
        })
    }

    /// What kind of object one of them has under this id.
    pub(crate) fn kind(&self, id: &[u8; ID]) -> Option<Kind> {
        self.packs.iter().find_map(|pack| pack.kinds.get(pack.index.ids.position(id)?).copied())
    }

    /// Whether one of them has an object.
    pub(crate) fn has(&self, id: &[u8; ID]) -> bool {
        self.has_before(self.packs.len(), id)
    }

    /// Whether one of the packs before this one has an object.
    fn has_before(&self, pack: usize, id: &[u8; ID]) -> bool {
        self.packs[..pack].iter().any(|pack| pack.index.ids.has(id))
    }
}

/// The files in a folder; none if it does not exist.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("cannot list {}", folder.display())),
    };
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort_unstable();
    Ok(paths)
}
