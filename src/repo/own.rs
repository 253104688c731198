//! Everything a repository holds, read by ourselves on all cores: its packs and its loose objects.
//!
//! Only in a repository of the usual kind, which borrows no objects, and of which git counts as many as we do. Everywhere else
//! git is asked to hand them out.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context as _, Result};

use super::Repository;
use super::content::{Part, texts_of_commit};
use super::ids::{ID, Ids};
use super::kinds::Kinds;
use super::loose::{LooseObjects, alternates_from_environment};
use super::named::{self, Named};
use super::names::{Names, damaged_tree};
use super::object::{Kind, ObjectId};
use super::pack::{Batch, Copied, Packs, Unpacker, files};
use super::path::from_bytes;
use super::program::answer;

/// Loose objects that are read by one thread, one after the other.
const LOOSE: usize = 256;

/// The tree without entries: commits name it, and git knows it without having stored it.
const EMPTY_TREE: [u8; ID] = [
    0x4b, 0x82, 0x5d, 0xc6, 0x42, 0xcb, 0x6e, 0xb9, 0xa0, 0x60, 0xe5, 0x4b, 0xf8, 0xd6, 0x92, 0x88, 0xfb, 0xee, 0x49,
    0x04,
];

/// The objects of a repository.
#[derive(Debug)]
pub struct OwnObjects {
    /// The folder that holds them.
    folder: PathBuf,
    /// Those in packs.
    packs: Packs,
    /// The others.
    loose: Ids,
    /// The kinds of these.
    loose_kinds: Kinds,
    /// Whether one of those that were read names something that is not there, or may do so.
    lacking: AtomicBool,
}

/// Some of them.
#[derive(Clone, Copy, Debug)]
pub enum Share {
    /// Families of a pack that are no trees.
    Packed(Batch),
    /// Families of trees.
    Trees(Batch),
    /// Loose objects, from one to another.
    Loose(usize, usize),
}

impl Repository {
    /// The objects of this repository, of which git counts so many; `None` if it is not of the kind that we read.
    ///
    /// # Errors
    /// If something is damaged.
    pub fn own_objects(&self, count: u64) -> Result<Option<OwnObjects>> {
        if self.forced.is_some() || !alternates_from_environment().is_empty() {
            return Ok(None);
        }
        let said = answer(["rev-parse", "--show-object-format", "--git-path", "info/grafts", "--git-path", "objects"])?;
        let lines: Vec<_> = said.split(|byte| *byte == b'\n').collect();
        let [b"sha1", grafts, folder, b""] = lines[..] else { return Ok(None) };
        let folder = from_bytes(folder);
        if folder.join("info/alternates").exists() {
            return Ok(None);
        }
        let Some(packs) = Packs::open(&folder)? else { return Ok(None) };
        let loose = loose_in(&folder)?;
        let same = (packs.len() + loose.len()) as u64 == count;
        // Grafts give commits other parents than they name.
        let lacking = AtomicBool::new(from_bytes(grafts).exists());
        let loose_kinds = Kinds::unknown(loose.len());
        Ok(same.then_some(OwnObjects { folder, packs, loose, loose_kinds, lacking }))
    }
}

/// The ids of the loose objects in a folder.
fn loose_in(folder: &Path) -> Result<Ids> {
    let mut ids = Vec::new();
    for first in 0..=255_u8 {
        let name = format!("{first:02x}");
        for path in files(&folder.join(&name))? {
            let rest = path.file_name().unwrap_or_default().as_encoded_bytes();
            // Others are still being written.
            let id = ObjectId::parse(&[name.as_bytes(), rest].concat()).filter(|id| id.bytes().len() == ID);
            ids.extend_from_slice(id.as_ref().map_or(&[], ObjectId::bytes));
        }
    }
    Ids::sorted(ids)
}

impl OwnObjects {
    /// All of them, in shares that are worth a thread each.
    pub fn shares(&self) -> Vec<Share> {
        let count = self.loose.len();
        let loose = (0..count).step_by(LOOSE).map(|start| Share::Loose(start, count.min(start + LOOSE)));
        let trees = self.packs.batches(true).map(Share::Trees);
        self.packs.batches(false).map(Share::Packed).chain(loose).chain(trees).collect()
    }

    /// What reads shares, one for each thread.
    pub fn reader(&self) -> OwnReader<'_> {
        let loose = LooseObjects::new(self.folder.clone(), []);
        OwnReader { objects: self, unpacker: Unpacker::new(&self.packs), loose, names: Names::default() }
    }

    /// Whether so far any of them was seen to name something that is not there, or may do so: git knows whether that is
    /// missed.
    pub fn may_lack(&self) -> bool {
        self.lacking.load(Ordering::Relaxed)
    }

    /// Whether all that any of them leads to is there, now that all were read; if not, git knows whether it is missed.
    pub fn have_all(&self) -> bool {
        !self.may_lack() && self.loose_kinds.agree()
    }

    /// Notes whether all that an object names is there.
    fn note(&self, all_there: bool) {
        if !all_there {
            self.lacking.store(true, Ordering::Relaxed);
        }
    }

    /// Whether an object of this kind is there, as far as that is known yet.
    fn has(&self, id: &[u8; ID], kind: Kind) -> bool {
        if let Some(found) = self.packs.kind(id) {
            return found == kind;
        }
        match self.loose.position(id) {
            Some(place) => self.loose_kinds.named(place, kind),
            None => return kind == Kind::Tree && *id == EMPTY_TREE,
        }
        true
    }
}

/// Reads shares.
#[derive(Debug)]
pub struct OwnReader<'o> {
    /// The objects.
    objects: &'o OwnObjects,
    /// Reads packs.
    unpacker: Unpacker<'o>,
    /// Reads loose objects.
    loose: LooseObjects,
    /// The names in trees.
    names: Names,
}

impl OwnReader<'_> {
    /// Hands on every piece of content in a share: blobs, headers and messages of commits, and tags. Notes the names in trees,
    /// and looks whether what is named is there.
    pub fn each(&mut self, share: Share, mut visit: impl FnMut(Part, &[u8])) -> Result<()> {
        let objects = self.objects;
        let names = &mut self.names;
        let has = |id: &[u8; ID], kind| objects.has(id, kind);
        // The same names and ids stand in many trees: nothing is asked any more once git is.
        let mut named = |named: Named<'_>| {
            names.meet(named.name);
            if let Some((id, kind)) = named.object.filter(|_| !objects.may_lack()) {
                objects.note(has(id, kind));
            }
        };
        let mut hand_on = |kind: Kind, id: ObjectId, bytes: &[u8]| {
            match kind {
                Kind::Tree => {
                    named::by_tree(bytes, None, &mut named).with_context(|| damaged_tree(&id))?;
                }
                Kind::Blob => visit(Part::Blob(id), bytes),
                Kind::Tag => {
                    objects.note(named::by_tag(bytes, has));
                    visit(Part::Tag(id), bytes);
                }
                Kind::Commit => {
                    objects.note(named::by_commit(bytes, has));
                    let [header, message] = texts_of_commit(bytes);
                    visit(Part::Header(id), &header);
                    visit(Part::Message(id), &message);
                }
            }
            Ok(())
        };
        match share {
            Share::Packed(batch) => self.unpacker.each(batch, hand_on)?,
            Share::Trees(batch) => {
                let look = |id: ObjectId, tree: &[u8], base: Option<(&Vec<u32>, &[Copied])>| {
                    named::by_tree(tree, base, &mut named).with_context(|| damaged_tree(&id))
                };
                // Behind a damaged one stand others, whose names nobody else reads.
                self.unpacker.trees(batch, look)?;
            }
            Share::Loose(start, end) => {
                for place in start..end {
                    crate::watchdog::progress();
                    let Some(id) = objects.loose.get(place).filter(|id| !objects.packs.has(id)) else { continue };
                    let id = ObjectId::from(*id);
                    let gone = || io::Error::new(io::ErrorKind::NotFound, format!("loose object {id} is gone"));
                    let object = self.loose.read(&id)?.ok_or_else(gone)?;
                    objects.loose_kinds.read(place, object.kind);
                    hand_on(object.kind, id, &object.bytes)?;
                }
            }
        }
        Ok(())
    }

    /// The names in trees that were met since the last time.
    pub fn names(&mut self) -> Vec<Vec<u8>> {
        self.names.take()
    }
}
