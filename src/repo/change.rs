//! From "how the index differs from each parent" to "what this commit brings".

use std::collections::{BTreeMap, BTreeSet};

use super::object::{Mode, ObjectId};

/// New content at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBlob {
    /// Path from the root, as bytes, with `/`.
    pub path: Vec<u8>,
    /// What kind of entry.
    pub mode: Mode,
    /// The blob.
    pub id: ObjectId,
    /// Blobs that stood at this path in the parents: HEAD and, in a merge, every other one.
    pub old: Vec<ObjectId>,
}

/// What the next commit brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Staged {
    /// New content, by path.
    pub blobs: Vec<NewBlob>,
    /// Blobs at the paths that this commit deletes: where content comes from that was moved.
    pub removed: Vec<ObjectId>,
    /// Whether there is no commit yet.
    pub unborn: bool,
    /// Whether only some of what is staged is committed (`git commit -- FILE`): what is staged besides is not part of it.
    pub partial: bool,
}

/// A path at which the new side differs from one parent. A path with an unresolved conflict has one for each side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// Path from the root.
    pub(crate) path: Vec<u8>,
    /// The blob in the parent, if there is one.
    pub(crate) old: Option<ObjectId>,
    /// The blob on the new side, if there is one.
    pub(crate) new: Option<(Mode, ObjectId)>,
    /// Whether this is one side of an unresolved conflict.
    pub(crate) unmerged: bool,
}

/// The changes at each path. More than one only in a conflict.
type ByPath<'a> = BTreeMap<&'a [u8], Vec<&'a Change>>;

/// What is new against every parent; `first` are the changes against HEAD, `others` those against further parents.
///
/// Content that any parent holds at that path was committed before. Conflicts are compared with HEAD alone: git does not
/// commit them, and who looks at them wants to know what the other side would bring.
pub(crate) fn combine(first: &[Change], others: &[Vec<Change>]) -> (Vec<NewBlob>, Vec<ObjectId>) {
    let others: Vec<ByPath<'_>> = others.iter().map(|changes| by_path(changes)).collect();
    let mut blobs = Vec::new();
    let mut removed = BTreeSet::new();
    for change in first {
        let Some((mode, id)) = change.new else {
            removed.extend(change.old);
            continue;
        };
        let mut old: Vec<ObjectId> = change.old.into_iter().collect();
        if !change.unmerged {
            let there: Option<Vec<_>> = others.iter().map(|changes| changes.get(&change.path[..])).collect();
            // No change against one of the parents: it is the parent's.
            let Some(there) = there else { continue };
            old.extend(there.into_iter().flatten().filter_map(|change| change.old));
        }
        if !old.contains(&id) {
            old.sort_unstable();
            old.dedup();
            blobs.push(NewBlob { path: change.path.clone(), mode, id, old });
        }
    }
    let deleted = others.iter().flat_map(BTreeMap::values).flatten().filter(|change| change.new.is_none());
    removed.extend(deleted.filter_map(|change| change.old));
    (blobs, removed.into_iter().collect())
}

/// Changes under their paths.
fn by_path(changes: &[Change]) -> ByPath<'_> {
    let mut paths = ByPath::new();
    for change in changes {
        paths.entry(&change.path).or_default().push(change);
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An id made of one digit.
    fn id(digit: u8) -> ObjectId {
        ObjectId::parse(&[digit; 40]).unwrap()
    }

    /// A change; `-` stands for no blob.
    fn change(path: &str, old: u8, new: u8) -> Change {
        let blob = |digit| (digit != b'-').then(|| id(digit));
        let new = blob(new).map(|id| (Mode::Regular, id));
        Change { path: path.into(), old: blob(old), new, unmerged: false }
    }

    /// Path, id and old ids of what is new.
    fn listed(blobs: &[NewBlob]) -> Vec<(&[u8], ObjectId, &[ObjectId])> {
        blobs.iter().map(|blob| (&blob.path[..], blob.id, &blob.old[..])).collect()
    }

    #[test]
    fn against_one_parent_every_other_blob_is_new() {
        let changes =
            [change("a", b'-', b'1'), change("b", b'1', b'2'), change("c", b'3', b'-'), change("d", b'4', b'4')];
        let (blobs, removed) = combine(&changes, &[]);
        assert_eq!(listed(&blobs), [(&b"a"[..], id(b'1'), &[][..]), (b"b", id(b'2'), &[id(b'1')])]);
        assert_eq!(removed, [id(b'3')]);
    }

    #[test]
    fn in_a_merge_what_any_parent_holds_is_not_new() {
        let ours = [change("both", b'1', b'9'), change("theirs", b'1', b'2'), change("mode", b'1', b'2')];
        let theirs = vec![change("both", b'2', b'9'), change("mode", b'2', b'2'), change("gone", b'5', b'-')];
        let (blobs, removed) = combine(&ours, &[theirs]);
        assert_eq!(listed(&blobs), [(&b"both"[..], id(b'9'), &[id(b'1'), id(b'2')][..])]);
        assert_eq!(removed, [id(b'5')]);
    }

    #[test]
    fn conflicts_are_compared_with_head() {
        let sides = [b'1', b'2'].map(|new| Change { unmerged: true, ..change("a", b'1', new) });
        let (blobs, _) = combine(&sides, &[vec![]]);
        assert_eq!(listed(&blobs), [(&b"a"[..], id(b'2'), &[id(b'1')][..])]);
    }
}
