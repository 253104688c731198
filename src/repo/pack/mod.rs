//! Packs, read by ourselves: every blob, commit and tag in them, in the order in which they are stored.
//!
//! Only for going through a whole repository. `git cat-file --batch-all-objects` unpacks folders as well, on one core, and
//! what it hands out goes through a pipe: on 20,000 commits that is more than half of all the time. Whatever is not as it
//! should be is an error: git does not check an index when it reads, and would hand out what a damaged one names.

mod delta;
mod entry;
mod families;
mod index;
mod source;
mod unpack;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use self::families::Families;
use self::index::Index;
pub(crate) use self::unpack::Unpacker;
use super::object::ObjectId;

/// Families that are unpacked by one thread, one after the other.
const AT_ONCE: usize = 64;

/// A pack.
#[derive(Debug)]
struct Pack {
    /// Which objects it has, and where.
    index: Index,
    /// Which of them are differences from which.
    families: Families,
}

/// The packs of a folder of objects.
#[derive(Debug)]
pub(crate) struct Packs {
    /// Each of them.
    packs: Vec<Pack>,
}

/// Some of the families of a pack: from one to another.
#[derive(Clone, Copy, Debug)]
pub struct Portion {
    /// Which pack.
    pack: usize,
    /// The first family.
    start: usize,
    /// The one behind the last.
    end: usize,
}

impl Packs {
    /// Reads what is in the packs in a folder of objects; `None` if one has an index of another version.
    pub(crate) fn open(objects: &Path) -> Result<Option<Self>> {
        let folder = objects.join("pack");
        let mut packs = Vec::new();
        for path in files(&folder)? {
            // A pack without an index is still being written.
            if path.extension().is_some_and(|extension| extension == "idx") {
                let what = || format!("cannot read {}", path.display());
                let Some(index) = Index::read(&path).with_context(what)? else { return Ok(None) };
                let families = Families::read(&index).with_context(what)?;
                packs.push(Pack { index, families });
            }
        }
        Ok(Some(Self { packs }))
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.packs.iter().map(|pack| pack.index.len()).sum()
    }

    /// All of it, in portions.
    pub(crate) fn portions(&self) -> Vec<Portion> {
        let portions = |(number, pack): (usize, &Pack)| {
            let count = pack.families.whole.len();
            (0..count).step_by(AT_ONCE).map(move |start| Portion {
                pack: number,
                start,
                end: count.min(start + AT_ONCE),
            })
        };
        self.packs.iter().enumerate().flat_map(portions).collect()
    }

    /// Whether one of them has an object.
    pub(crate) fn has(&self, id: &ObjectId) -> bool {
        self.has_before(self.packs.len(), id)
    }

    /// Whether one of the packs before this one has an object.
    fn has_before(&self, pack: usize, id: &ObjectId) -> bool {
        self.packs[..pack].iter().any(|pack| pack.index.position(id).is_some())
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
