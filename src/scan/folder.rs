//! The files of a folder: by git's own ignore rules and no other, hidden files included, `.git` left out.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::repo::{from_bytes, work_tree};

/// The files at any depth below a folder, and whether only git's index may name them: such a one need not be there. What
/// cannot be read goes to `failed`.
///
/// In a work tree those that git tracks or does not ignore; outside of one, and in an ignored folder, all of them.
/// Repositories in the folder are asked for theirs.
pub(super) fn below(folder: &Path, mut failed: impl FnMut(&Path, io::Error)) -> Vec<(PathBuf, bool)> {
    let mut files = Vec::new();
    let mut folders = vec![(folder.to_path_buf(), true)];
    while let Some((folder, perhaps_managed)) = folders.pop() {
        let Some(paths) = perhaps_managed.then(|| work_tree::below(&folder)).flatten() else {
            if let Err(error) = read(&folder, &mut files, &mut folders) {
                failed(&folder, error);
            }
            continue;
        };
        for path in paths {
            let whole = folder.join(from_bytes(&path));
            if !path.ends_with(b"/") {
                files.push((whole, true));
            } else if whole.is_dir() {
                let managed = work_tree::is_top(&whole);
                folders.push((whole, managed));
            }
        }
    }
    files
}

/// Reads one folder.
fn read(folder: &Path, files: &mut Vec<(PathBuf, bool)>, folders: &mut Vec<(PathBuf, bool)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if !entry.file_type()?.is_dir() {
            files.push((path, false));
        } else if entry.file_name() != ".git" {
            let managed = work_tree::is_top(&path);
            folders.push((path, managed));
        }
    }
    Ok(())
}
