//! Where machines are told a finding stands.

use super::mask::Masker;
use super::{Entry, Source};
use crate::finding::Place;

/// What stands for a commit message where a path is asked for.
const MESSAGE: &[u8] = b"COMMIT_EDITMSG";

/// The path of the file in the repository, masked.
pub(super) fn file(entry: &Entry, masker: &Masker<'_>) -> Vec<u8> {
    if entry.path.is_empty() { MESSAGE.to_vec() } else { masker.path(&entry.path).into_owned() }
}

/// The path with the member of the container behind it, masked; empty for a commit message.
pub(super) fn full_path(entry: &Entry, masker: &Masker<'_>) -> Vec<u8> {
    let mut path = masker.path(&entry.path).into_owned();
    if let Some(member) = &entry.finding.member {
        path.extend_from_slice(b"!/");
        path.extend_from_slice(&masker.text(member));
    }
    path
}

/// Lines and columns in that file; none if the path itself is meant or the finding lies within a container.
pub(super) fn region(entry: &Entry) -> Option<Place> {
    (entry.source != Source::Name && entry.finding.member.is_none()).then_some(entry.finding.place)
}
