//! What a commit replaces: values that stood there before are not new and do not block again.
//!
//! Read only when something was found. A value is old if it stood, as a whole token, in the blobs that the path had in HEAD
//! and in the other parents, or in a blob that the same commit removes (a file that was moved or renamed). An old blob that
//! cannot be read tells nothing, and its values count as new.

use std::sync::Arc;

use crate::detect::Detector;
use crate::finding::{Finding, Secret};
use crate::repo::{Content, ObjectId};

/// Reads a blob.
pub type ReadBlob<'a> = &'a mut dyn FnMut(&ObjectId) -> anyhow::Result<Vec<u8>>;

/// One old text and the credentials in it.
#[derive(Debug)]
struct OldText {
    /// Its bytes.
    bytes: Vec<u8>,
    /// The credentials that the rules find in it, in whatever form they are written.
    secrets: Vec<Secret>,
}

impl OldText {
    /// Reads and scans a blob; `None` if it cannot be read.
    fn read(detector: &Detector, blobs: ReadBlob<'_>, path: &[u8], id: &ObjectId) -> Option<Self> {
        let bytes = blobs(id).ok()?;
        let secrets = detector.scan(path, &bytes).findings.into_iter().map(|finding| finding.secret).collect();
        Some(Self { bytes, secrets })
    }

    /// Whether the value stood here: found by a rule, or as a whole token in the form it is written in now.
    fn holds(&self, secret: &Secret, written: &[u8]) -> bool {
        self.secrets.contains(secret) || stands_whole(&self.bytes, secret.bytes()) || stands_whole(&self.bytes, written)
    }
}

/// The blobs that one commit removes; read at most once, and only if something new was found.
#[derive(Debug, Default)]
pub struct Removed {
    /// Their ids.
    ids: Arc<[ObjectId]>,
    /// Their texts, once read.
    texts: Option<Vec<OldText>>,
}

impl Removed {
    /// Turns to what the commit of this content removes, unless it is that of the content before.
    pub fn of(&mut self, content: &Content) {
        // All content of a commit shares one list.
        if !Arc::ptr_eq(&self.ids, &content.removed) {
            *self = Self { ids: Arc::clone(&content.removed), texts: None };
        }
    }
}

/// The old side of one path in one commit.
pub struct OldSide<'a> {
    /// Reads the blobs.
    blobs: ReadBlob<'a>,
    /// The path, which is context for the rules.
    path: &'a [u8],
    /// Its blobs in the parents.
    ids: &'a [ObjectId],
    /// Their texts, once read.
    texts: Option<Vec<OldText>>,
    /// What the commit removes.
    removed: &'a mut Removed,
}

impl<'a> OldSide<'a> {
    /// The old side of a path with these blobs in the parents.
    pub fn new(blobs: ReadBlob<'a>, path: &'a [u8], ids: &'a [ObjectId], removed: &'a mut Removed) -> Self {
        Self { blobs, path, ids, texts: None, removed }
    }

    /// Whether the value of a finding stood here before. `written` is the form it is written in now.
    pub fn holds(&mut self, detector: &Detector, finding: &Finding, written: &[u8]) -> bool {
        let Self { blobs, path, ids, texts, removed } = self;
        let mut read = |ids: &[ObjectId]| -> Vec<OldText> {
            ids.iter().filter_map(|id| OldText::read(detector, blobs, path, id)).collect()
        };
        let texts = texts.get_or_insert_with(|| read(ids));
        if texts.iter().any(|text| text.holds(&finding.secret, written)) {
            return true;
        }
        let removed_texts = match &mut removed.texts {
            Some(texts) => texts,
            none => none.insert(read(&removed.ids)),
        };
        removed_texts.iter().any(|text| text.holds(&finding.secret, written))
    }
}

/// Whether `token` stands in the text with nothing of a token right before or behind it. Within a longer token it would be
/// another value.
fn stands_whole(text: &[u8], token: &[u8]) -> bool {
    let (Some(first), Some(last)) = (token.first(), token.last()) else { return false };
    memchr::memmem::find_iter(text, token).any(|start| {
        let before = start.checked_sub(1).and_then(|index| text.get(index));
        let behind = text.get(start + token.len());
        let joined = |edge: &u8, next: Option<&u8>| in_token(*edge) && next.is_some_and(|next| in_token(*next));
        !joined(first, before) && !joined(last, behind)
    })
}

/// Whether a byte can be part of a token.
fn in_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

#[cfg(test)]
mod tests {
    use super::stands_whole;

    #[test]
    fn a_part_of_a_longer_token_is_another_value() {
        assert!(stands_whole(b"x=abc123;", b"abc123"));
        assert!(stands_whole(b"abc123", b"abc123"));
        assert!(!stands_whole(b"x=abc1234", b"abc123"));
        assert!(!stands_whole(b"x=0abc123", b"abc123"));
        assert!(stands_whole(b"0abc123 abc123", b"abc123"));
        assert!(!stands_whole(b"abc", b""));
    }
}
