//! Everything a repository holds, read by ourselves on all cores: its packs and its loose objects.
//!
//! Only in a repository of the usual kind, which borrows no objects, and of which git counts as many as we do. Everywhere else
//! git is asked to hand them out.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Repository;
use super::content::{Content, Part, texts_of_commit};
use super::loose::{Kind, LooseObjects, alternates_from_environment};
use super::object::ObjectId;
use super::pack::{Packs, Portion, Unpacker, files};
use super::path::from_bytes;
use super::program::answer;

/// Loose objects that are read by one thread, one after the other.
const AT_ONCE: usize = 256;

/// The objects of a repository.
#[derive(Debug)]
pub struct OwnObjects {
    /// The folder that holds them.
    folder: PathBuf,
    /// Those in packs.
    packs: Packs,
    /// The others.
    loose: Vec<ObjectId>,
}

/// Some of them.
#[derive(Clone, Copy, Debug)]
pub enum Share {
    /// Entries of a pack.
    Packed(Portion),
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
        let said = answer(["rev-parse", "--show-object-format", "--git-path", "objects"])?;
        let Some(folder) = said.strip_prefix(b"sha1\n") else { return Ok(None) };
        let folder = from_bytes(folder.strip_suffix(b"\n").unwrap_or(folder));
        if folder.join("info/alternates").exists() {
            return Ok(None);
        }
        let Some(packs) = Packs::open(&folder)? else { return Ok(None) };
        let loose = loose_in(&folder)?;
        let same = (packs.len() + loose.len()) as u64 == count;
        Ok(same.then_some(OwnObjects { folder, packs, loose }))
    }
}

/// The ids of the loose objects in a folder.
fn loose_in(folder: &Path) -> Result<Vec<ObjectId>> {
    let mut ids = Vec::new();
    for first in 0..=255_u8 {
        let name = format!("{first:02x}");
        for path in files(&folder.join(&name))? {
            let rest = path.file_name().unwrap_or_default().as_encoded_bytes();
            // Others are still being written.
            ids.extend(ObjectId::parse(&[name.as_bytes(), rest].concat()));
        }
    }
    Ok(ids)
}

impl OwnObjects {
    /// All of them, in shares that are worth a thread each.
    pub fn shares(&self) -> Vec<Share> {
        let count = self.loose.len();
        let loose = (0..count).step_by(AT_ONCE).map(|start| Share::Loose(start, count.min(start + AT_ONCE)));
        self.packs.portions().into_iter().map(Share::Packed).chain(loose).collect()
    }

    /// What reads shares, one for each thread.
    pub fn reader(&self) -> OwnReader<'_> {
        let loose = LooseObjects::new(self.folder.clone(), []);
        OwnReader { objects: self, unpacker: Unpacker::new(&self.packs), loose }
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
}

impl OwnReader<'_> {
    /// Hands on every piece of content in a share: blobs, headers and messages of commits, and tags.
    pub fn each(&mut self, share: Share, mut visit: impl FnMut(Content, &[u8])) -> Result<()> {
        let mut hand_on = |kind: Kind, id: ObjectId, bytes: &[u8]| match kind {
            Kind::Tree => {}
            Kind::Blob => visit(Content::alone(Part::Blob(id)), bytes),
            Kind::Tag => visit(Content::alone(Part::Tag(id)), bytes),
            Kind::Commit => {
                let texts = texts_of_commit(bytes);
                Content::texts_of(id).into_iter().zip(&texts).for_each(|(content, text)| visit(content, text));
            }
        };
        let (start, end) = match share {
            Share::Packed(portion) => return self.unpacker.each(portion, &mut hand_on),
            Share::Loose(start, end) => (start, end),
        };
        let packs = &self.objects.packs;
        for id in &self.objects.loose[start..end] {
            crate::watchdog::progress();
            if packs.has(id) {
                continue;
            }
            let gone = || io::Error::new(io::ErrorKind::NotFound, format!("loose object {id} is gone"));
            let object = self.loose.read(id)?.ok_or_else(gone)?;
            hand_on(object.kind, *id, &object.bytes);
        }
        Ok(())
    }
}
