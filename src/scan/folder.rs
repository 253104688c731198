//! The files of a folder: by git's own ignore rules and no other, hidden files included, `.git` left out.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::files::Presence;
use crate::repo::from_bytes;
use crate::repo::work_tree::{self, Listed};

/// What is in folders.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Files, and whether they must be there.
    pub(super) files: Vec<(PathBuf, Presence)>,
    /// Folders that cannot be read, and why.
    pub(super) unreadable: Vec<(PathBuf, io::Error)>,
}

/// The files at any depth below these folders.
///
/// In a work tree those that git tracks or does not ignore; outside of one, and in an ignored folder, all of them.
/// Repositories in a folder are asked for theirs.
pub(super) fn below(folders: &[PathBuf]) -> Found {
    let mut found = Found::default();
    let mut folders: Vec<_> = folders.iter().map(|folder| (folder.clone(), true)).collect();
    while let Some((folder, perhaps_managed)) = folders.pop() {
        let Some(paths) = perhaps_managed.then(|| work_tree::below(&folder)).flatten() else {
            if let Err(error) = read(&folder, &mut found.files, &mut folders) {
                found.unreadable.push((folder, error));
            }
            continue;
        };
        for Listed { path, left_out } in paths {
            let whole = folder.join(from_bytes(&path));
            if !path.ends_with(b"/") {
                found.files.push((whole, if left_out { Presence::LeftOut } else { Presence::Tracked }));
            } else if whole.is_dir() {
                let managed = work_tree::is_top(&whole);
                folders.push((whole, managed));
            }
        }
    }
    found
}

/// Reads one folder.
fn read(folder: &Path, files: &mut Vec<(PathBuf, Presence)>, folders: &mut Vec<(PathBuf, bool)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let kind = entry.file_type()?;
        if kind.is_file() || kind.is_symlink() {
            files.push((path, Presence::Expected));
        } else if !kind.is_dir() {
            // A pipe, a socket or a device holds nothing by itself, and git takes none of them.
        } else if entry.file_name() != ".git" {
            let managed = work_tree::is_top(&path);
            folders.push((path, managed));
        }
    }
    Ok(())
}
