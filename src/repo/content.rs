//! One idea for everything that is looked at: a piece of content, where it comes from, and what stood there before.
//!
//! Ranges, pushes and the history are streams of [`Content`]. A piece names its bytes; a [`Reader`] fetches them, one reader
//! to a thread.

use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};

use super::change::{NewBlob, Staged};
use super::engine::{Engine, Engines};
use super::failure::Failure;
use super::object::{Kind, Mode, Object, ObjectId};

/// One piece of content to look at.
#[derive(Clone, Debug)]
pub struct Content {
    /// The commit that brings it; `None` for what is no part of a commit: staged content, tags, names, blobs met by
    /// themselves.
    pub commit: Option<ObjectId>,
    /// What it is.
    pub part: Part,
    /// The blobs that stood at its path in the parents.
    pub old: Vec<ObjectId>,
    /// The blobs at the paths that its commit deletes: where content comes from that was moved.
    pub removed: Arc<[ObjectId]>,
}

impl Staged {
    /// What the next commit brings as a stream, like that of commits already made; for [`in_order`](super::in_order).
    pub fn contents(self) -> impl Iterator<Item = Content> {
        let removed: Arc<[ObjectId]> = self.removed.into();
        self.blobs.into_iter().map(move |blob| Content::blob(None, blob, &removed))
    }
}

/// What a piece of content is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A file or symbolic link.
    File {
        /// Path from the root.
        path: Vec<u8>,
        /// What kind of entry.
        mode: Mode,
        /// The blob.
        id: ObjectId,
    },
    /// A blob of which no path is known yet.
    Blob(ObjectId),
    /// A folder, of which only the names are looked at.
    Tree(ObjectId),
    /// The message of the commit.
    Message(ObjectId),
    /// Author, committer and whatever else stands in the commit above the message.
    Header(ObjectId),
    /// An annotated tag: its name, tagger and message.
    Tag(ObjectId),
    /// The name of a branch or tag, or of a file that no commit brings.
    Name(Vec<u8>),
}

impl Content {
    /// Content without a commit and without an old side.
    pub(crate) fn alone(part: Part) -> Self {
        Self { commit: None, part, old: Vec::new(), removed: Arc::default() }
    }

    /// Author, committer and message of a commit.
    pub(crate) fn texts_of(commit: ObjectId) -> [Self; 2] {
        [Part::Header(commit), Part::Message(commit)].map(Self::stored)
    }

    /// Content of the object database, met by itself.
    pub fn stored(part: Part) -> Self {
        let commit = match part {
            Part::Header(commit) | Part::Message(commit) => Some(commit),
            _ => None,
        };
        Self { commit, ..Self::alone(part) }
    }

    /// A blob that a commit, or what is staged, brings.
    pub(crate) fn blob(commit: Option<ObjectId>, blob: NewBlob, removed: &Arc<[ObjectId]>) -> Self {
        let NewBlob { path, mode, id, old } = blob;
        Self { commit, part: Part::File { path, mode, id }, old, removed: Arc::clone(removed) }
    }

    /// The path, if it is a file.
    pub fn path(&self) -> Option<&[u8]> {
        match &self.part {
            Part::File { path, .. } => Some(path),
            _ => None,
        }
    }
}

/// Reads objects. Every thread has its own.
pub struct Reader {
    /// Who is asked.
    pub(super) engines: Engines,
    /// The commit read last, as header and message are asked for one after the other.
    last: Option<(ObjectId, Vec<u8>)>,
}

impl Reader {
    /// A reader for the repository around the current directory, or as the environment says.
    pub(crate) fn open(forced: Option<Engine>) -> Result<Self> {
        Ok(Self { engines: Engines::open(forced)?, last: None })
    }

    /// The bytes of a piece of content.
    pub fn bytes(&mut self, content: &Content) -> Result<Vec<u8>> {
        match &content.part {
            Part::File { id, .. } | Part::Blob(id) => self.blob(id),
            Part::Tree(id) => self.read(id, Kind::Tree, "tree"),
            Part::Tag(id) => self.read(id, Kind::Tag, "tag"),
            Part::Header(id) => Ok(header(split_commit(self.commit(id)?).0)),
            Part::Message(id) => Ok(split_commit(self.commit(id)?).1.to_vec()),
            Part::Name(name) => Ok(name.clone()),
        }
    }

    /// The bytes of a blob. One that is absent or damaged is an error that names it.
    pub fn blob(&mut self, id: &ObjectId) -> Result<Vec<u8>> {
        self.read(id, Kind::Blob, "blob")
    }

    /// The bytes of an object that must be of this kind.
    fn read(&mut self, id: &ObjectId, kind: Kind, name: &str) -> Result<Vec<u8>> {
        let object = self.object(id).with_context(|| format!("cannot read {name} {id}"))?;
        ensure!(object.kind == kind, Failure::new(format!("object {id} is not a {name}")));
        Ok(object.bytes)
    }

    /// The bytes of a commit.
    fn commit(&mut self, id: &ObjectId) -> Result<&[u8]> {
        if self.last.as_ref().is_none_or(|(last, _)| last != id) {
            self.last = Some((*id, self.read(id, Kind::Commit, "commit")?));
        }
        Ok(self.last.as_ref().map_or(&[], |(_, bytes)| bytes))
    }

    /// Any object.
    pub(crate) fn object(&mut self, id: &ObjectId) -> Result<Object> {
        self.engines.ask(|engine| engine.object(id))
    }
}

/// The two texts of a commit: its header and its message.
pub(super) fn texts_of_commit(commit: &[u8]) -> [Vec<u8>; 2] {
    let (above, message) = split_commit(commit);
    [header(above), message.to_vec()]
}

/// Splits a commit into what stands above the first empty line, and the message below it.
fn split_commit(commit: &[u8]) -> (&[u8], &[u8]) {
    match memchr::memmem::find(commit, b"\n\n") {
        Some(end) => (&commit[..=end], &commit[end + 2..]),
        None => (commit, &[]),
    }
}

/// The header of a commit without what is no text of anybody's: ids and signatures.
fn header(lines: &[u8]) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut keep = true;
    for line in lines.split_inclusive(|byte| *byte == b'\n') {
        // A line that begins with a space goes on with the one above.
        if !line.starts_with(b" ") {
            let name = line.split(|byte| *byte == b' ').next().unwrap_or_default();
            keep = !matches!(name, b"tree" | b"parent" | b"gpgsig" | b"gpgsig-sha256");
        }
        if keep {
            kept.extend_from_slice(line);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{header, split_commit};

    #[test]
    fn a_commit_is_header_and_message() {
        let commit = b"tree 1234\nparent 5678\nauthor A <a@example.org> 1 +0000\ngpgsig BEGIN\n line\n \n END\n\
            mergetag object 12\n type commit\n\nsubject\n\nbody\n";
        let (above, message) = split_commit(commit);
        assert_eq!(message, b"subject\n\nbody\n");
        let expected: &[u8] = b"author A <a@example.org> 1 +0000\nmergetag object 12\n type commit\n";
        assert_eq!(header(above), expected);
        assert_eq!(split_commit(b"tree 1234\nauthor A"), (&b"tree 1234\nauthor A"[..], &b""[..]));
    }
}
