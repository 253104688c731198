//! Tree objects: what a folder holds.

use anyhow::{Context, Result};

use super::object::ObjectId;

/// One entry of a tree object.
pub(crate) struct TreeEntry<'a> {
    /// Kind and permissions.
    pub(crate) bits: u32,
    /// The name, without folders.
    pub(crate) name: &'a [u8],
    /// Blob, tree or, of a submodule, commit.
    pub(crate) id: ObjectId,
}

impl TreeEntry<'_> {
    /// Whether this is a folder.
    pub(crate) fn is_tree(&self) -> bool {
        self.bits & 0o170_000 == 0o040_000
    }
}

/// The entries of a tree object, whose ids are `width` bytes long. Damage is an error at the place where it shows.
pub(crate) fn entries(mut tree: &[u8], width: usize) -> impl Iterator<Item = Result<TreeEntry<'_>>> {
    std::iter::from_fn(move || {
        if tree.is_empty() {
            return None;
        }
        let entry = split_first(tree, width).context("damaged tree");
        tree = entry.as_ref().map_or(&[], |(_, rest)| *rest);
        Some(entry.map(|(entry, _)| entry))
    })
}

/// Takes the first entry off: mode in octal, a space, the name, a NUL, the raw id.
fn split_first(tree: &[u8], width: usize) -> Option<(TreeEntry<'_>, &[u8])> {
    let space = memchr::memchr(b' ', tree)?;
    let bits = mode(&tree[..space])?;
    let rest = &tree[space + 1..];
    let end = memchr::memchr(0, rest).filter(|end| *end > 0)?;
    let (name, rest) = (&rest[..end], &rest[end + 1..]);
    let (id, rest) = rest.split_at_checked(width)?;
    Some((TreeEntry { bits, name, id: ObjectId::from_bytes(id)? }, rest))
}

/// Reads a mode. Git takes as many digits as there are, and counts the last ones.
pub(super) fn mode(digits: &[u8]) -> Option<u32> {
    let octal = |mode: u32, digit: &u8| matches!(digit, b'0'..=b'7').then(|| mode << 3 | u32::from(digit - b'0'));
    if digits.is_empty() { None } else { digits.iter().try_fold(0, octal) }
}

#[cfg(test)]
mod tests {
    use super::{entries, mode};

    #[test]
    fn entries_end_with_the_tree_or_at_the_damage() {
        let mut tree = b"100644 a b\0".to_vec();
        tree.extend([7; 20]);
        tree.extend(b"40000 sub\0");
        tree.extend([8; 20]);
        let read: Vec<_> = entries(&tree, 20).map(Result::unwrap).map(|e| (e.bits, e.name, e.is_tree())).collect();
        assert_eq!(read, [(0o100_644, &b"a b"[..], false), (0o40_000, b"sub", true)]);
        let cut: Vec<_> = entries(&tree[..tree.len() - 1], 20).map(|entry| entry.is_ok()).collect();
        assert_eq!(cut, [true, false]);
        assert!(entries(b"100644 \0", 20).all(|entry| entry.is_err()));
    }

    #[test]
    fn modes_are_read_as_git_reads_them() {
        for (digits, bits) in [("40000", 0o40_000), ("00000100644", 0o100_644), ("70000000000000040000", 0o40_000)] {
            assert_eq!(mode(digits.as_bytes()), Some(bits), "{digits}");
        }
        for digits in ["", "+40000", "-1", "100844", " 1"] {
            assert_eq!(mode(digits.as_bytes()), None, "{digits}");
        }
    }
}
