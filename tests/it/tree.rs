//! What stands in a folder, to compare before and after byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

/// Every path below a folder, with what can differ about it.
pub(crate) type Tree = BTreeMap<PathBuf, Entry>;

/// A file, folder or symlink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// Its mode.
    Folder(u32),
    /// Its mode and bytes.
    File(u32, Vec<u8>),
    /// Where it leads.
    Symlink(PathBuf),
}

/// Reads everything below a folder.
pub(crate) fn of(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    read(folder, folder, &mut tree);
    tree
}

/// Reads what is below `folder`, by paths relative to `top`.
fn read(top: &Path, folder: &Path, tree: &mut Tree) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let metadata = fs::symlink_metadata(&path).expect("metadata");
        let mode = metadata.permissions().mode();
        let name = path.strip_prefix(top).expect("a path below").to_owned();
        if metadata.is_symlink() {
            tree.insert(name, Entry::Symlink(fs::read_link(&path).expect("a target")));
        } else if metadata.is_dir() {
            tree.insert(name, Entry::Folder(mode));
            read(top, &path, tree);
        } else {
            tree.insert(name, Entry::File(mode, fs::read(&path).expect("bytes")));
        }
    }
}

/// Asserts that nothing differs, naming what does.
#[track_caller]
pub(crate) fn same(before: &Tree, after: &Tree) {
    let changed: Vec<_> = before
        .keys()
        .chain(after.keys())
        .filter(|path| before.get(*path) != after.get(*path))
        .map(|path| (path, before.contains_key(path), after.contains_key(path)))
        .collect();
    assert!(changed.is_empty(), "changed (path, there before, there after): {changed:?}");
}
