//! Files and folders as they are: the tracked files of the work tree, folders, named files, standard input.
//!
//! Folders are read with git's own ignore rules and no other, hidden files included, `.git` left out; what git tracks is
//! never passed over. A named file is always read. A symbolic link is not followed: its target is its content.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::io::Read as _;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use anyhow::Context as _;
use ignore::WalkBuilder;

use super::{Session, Text};
use crate::problem::Problem;
use crate::repo::{Repository, in_order};
use crate::report::Source;

/// Looks at files and folders; without any, at the tracked files.
pub fn look(session: &mut Session<'_>, repository: Option<&mut Repository>, paths: &[OsString]) -> anyhow::Result<()> {
    let root = repository.as_ref().map(|repository| repository.root().to_path_buf());
    let mut files = BTreeSet::new();
    match repository {
        Some(repository) if paths.is_empty() => files.extend(tracked(repository, Path::new(""))?),
        None if paths.is_empty() => collect(session, None, Path::new("."), &mut files)?,
        mut repository => {
            for path in paths {
                if path == "-" {
                    standard_input(session)?;
                } else {
                    collect(session, repository.as_deref_mut(), Path::new(path), &mut files)?;
                }
            }
        }
    }
    let files: Vec<_> = files.into_iter().collect();
    look_at(session, root.as_deref(), &files)
}

/// Looks at what comes in on standard input.
fn standard_input(session: &mut Session<'_>) -> anyhow::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
    session.look(&Text { path: b"-", source: Source::Content, commit: None, bytes: &bytes }, None);
    Ok(())
}

/// Adds the files at or below a path.
fn collect(
    session: &mut Session<'_>,
    repository: Option<&mut Repository>,
    path: &Path,
    files: &mut BTreeSet<PathBuf>,
) -> anyhow::Result<()> {
    let shown = session.shown(path.as_os_str().as_bytes());
    let metadata = fs::symlink_metadata(path).map_err(|error| {
        let help = "name files and folders that exist, `-` for standard input, or nothing for the tracked files";
        anyhow::Error::from(Problem::new(error.to_string(), help)).context(format!("cannot read {shown}"))
    })?;
    if !metadata.is_dir() {
        files.insert(normal(path));
        return Ok(());
    }
    if let Some(repository) = repository {
        files.extend(tracked(repository, path)?);
    }
    let walk = WalkBuilder::new(path)
        .standard_filters(false)
        .git_ignore(true)
        .git_exclude(true)
        .git_global(true)
        .parents(true)
        .filter_entry(|entry| entry.file_name() != ".git")
        .build();
    for entry in walk {
        match entry {
            Ok(entry) if !entry.file_type().is_some_and(|kind| kind.is_dir()) => {
                files.insert(normal(entry.path()));
            }
            Ok(_) => {}
            Err(error) => session.failed(anyhow::Error::from(error).context(format!("cannot read all of {shown}"))),
        }
    }
    Ok(())
}

/// The tracked files below a folder that are in the work tree, as paths from the current folder.
fn tracked(repository: &mut Repository, folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let root = repository.root().to_path_buf();
    let below = if folder.as_os_str().is_empty() {
        Vec::new()
    } else {
        // A folder outside of the repository holds nothing that it tracks.
        let Ok(inside) = normal(&std::path::absolute(folder)?).strip_prefix(&root).map(Path::to_path_buf) else {
            return Ok(Vec::new());
        };
        inside.as_os_str().as_bytes().to_vec()
    };
    let current = std::env::current_dir()?;
    let mut files = Vec::new();
    for entry in repository.tracked(&[below])? {
        let absolute = root.join(OsStr::from_bytes(&entry.path));
        // Deleted or not checked out: there is no file to look at.
        if fs::symlink_metadata(&absolute).is_ok_and(|metadata| !metadata.is_dir()) {
            files.push(absolute.strip_prefix(&current).map(Path::to_path_buf).unwrap_or(absolute));
        }
    }
    Ok(files)
}

/// A path without `.` in it.
fn normal(path: &Path) -> PathBuf {
    path.components().filter(|component| *component != Component::CurDir).collect()
}

/// Looks at files, on all cores if there are many.
fn look_at(session: &mut Session<'_>, root: Option<&Path>, files: &[PathBuf]) -> anyhow::Result<()> {
    let detector = session.detector;
    session.expect(files.len() as u64);
    in_order(
        files.iter(),
        &mut (),
        || Ok(()),
        |(), path| {
            let name = shown(root, path);
            let looked = read(path).map(|bytes| {
                let detection = detector.scan(&name, &bytes);
                (bytes, detection)
            });
            (name, looked)
        },
        |(), (name, looked)| match looked {
            Ok((bytes, detection)) => {
                let text = Text { path: &name, source: Source::Content, commit: None, bytes: &bytes };
                session.looked(&text, detection, None);
            }
            Err(error) => {
                let shown = session.shown(&name);
                session.failed(anyhow::Error::from(error).context(format!("cannot read {shown}")));
            }
        },
    )?;
    let names: Vec<_> = files.iter().map(|path| shown(root, path)).collect();
    session.look_at_names(names.iter().map(Vec::as_slice), None);
    Ok(())
}

/// The content of a file; of a symbolic link, its target.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    if fs::symlink_metadata(path)?.is_symlink() {
        return Ok(fs::read_link(path)?.as_os_str().as_bytes().to_vec());
    }
    fs::read(path)
}

/// The path to report: relative to the root where it is below it.
fn shown(root: Option<&Path>, path: &Path) -> Vec<u8> {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let inside = root.and_then(|root| absolute.strip_prefix(root).ok());
    inside.unwrap_or(path).as_os_str().as_bytes().to_vec()
}
