//! Files and folders as they are: the tracked files of the work tree, folders, named files, standard input.
//!
//! What git tracks is never passed over, a named file is always read. A symbolic link is not followed unless it is named: its
//! target is its content.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::io::Read as _;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::panic::resume_unwind;
use std::path::{Component, Path, PathBuf};
use std::{io, iter, thread};

use anyhow::Context as _;

use super::shown::{Shown, with_slash};
use super::{Session, Text, folder, left_out};
use crate::problem::Problem;
use crate::repo::{Entry, Repository, in_batches};
use crate::report::Source;
use crate::watchdog;

/// Files by their path from the current folder, or the whole one if they are not below it, and whether they must be there. The
/// paths are kept as bytes, which compare quickly.
type Files = BTreeMap<Vec<u8>, Presence>;

/// Whether a file must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// It was seen there.
    Expected,
    /// It was named: what a link leads to is meant.
    Named,
    /// Git tracks it: it may be deleted.
    Tracked,
    /// Git leaves it out of the work tree of another repository: if it is not there, nobody has looked at it.
    LeftOut,
}

/// Looks at files and folders; without any, at the tracked files. What cannot be looked at is noted.
pub fn look(session: &mut Session<'_>, repository: Option<&mut Repository>, paths: &[OsString]) {
    let looked = look_below(session, repository, paths);
    session.noted(looked);
}

/// Looks at files and folders until that cannot go on.
fn look_below(
    session: &mut Session<'_>,
    mut repository: Option<&mut Repository>,
    paths: &[OsString],
) -> anyhow::Result<()> {
    let root = repository.as_ref().map(|repository| repository.root().to_path_buf());
    let shown = Shown::new(root.clone());
    let mut files = Files::new();
    let (mut folders, mut absent) = (Vec::new(), Vec::new());
    match &mut repository {
        Some(repository) if paths.is_empty() => absent = track(repository, b"", &mut files)?,
        None if paths.is_empty() => folders.push(PathBuf::from(".")),
        repository => {
            for path in paths.iter().map(Path::new) {
                if path == Path::new("-") {
                    standard_input(session)?;
                    continue;
                }
                let found = named(session, &shown, path)?;
                if found.is_dir() {
                    let whole = path.canonicalize()?;
                    let inside = root.as_ref().and_then(|root| whole.strip_prefix(root).ok());
                    // A folder outside of the repository holds nothing that it tracks.
                    let Some((repository, inside)) = repository.as_mut().zip(inside) else {
                        folders.push(path.to_path_buf());
                        continue;
                    };
                    absent.extend(track(repository, inside.as_os_str().as_bytes(), &mut files)?);
                    folders.push(whole);
                } else {
                    let presence = if found.is_symlink() { Presence::Expected } else { Presence::Named };
                    files.insert(normal(path), presence);
                }
            }
        }
    }
    look_at(session, &shown, &files, &folders)?;
    absent.sort_unstable();
    absent.dedup();
    repository.map_or(Ok(()), |repository| left_out::look(session, repository, absent))
}

/// Looks at what comes in on standard input.
fn standard_input(session: &mut Session<'_>) -> anyhow::Result<()> {
    let mut bytes = Vec::new();
    watchdog::waiting(|| io::stdin().lock().read_to_end(&mut bytes)).context("cannot read standard input")?;
    session.look(&Text { path: b"-", source: Source::Content, commit: None, bytes: &bytes }, None);
    Ok(())
}

/// What is at a path that was named: whoever names a link means what it leads to. Its text is content as well.
fn named(session: &mut Session<'_>, shown: &Shown, path: &Path) -> anyhow::Result<Metadata> {
    let unreadable = |session: &Session<'_>, error: &io::Error| {
        let shown = session.shown(path.as_os_str().as_bytes());
        let help = "name files and folders that exist, `-` for standard input, or nothing for the tracked files";
        anyhow::Error::from(Problem::new(error.to_string(), help)).context(format!("cannot read {shown}"))
    };
    let link = fs::symlink_metadata(path).map_err(|error| unreadable(session, &error))?;
    if !link.is_symlink() {
        return Ok(link);
    }
    let target = match fs::metadata(path) {
        // It leads nowhere: its text is all there is.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(link),
        target => target.map_err(|error| unreadable(session, &error))?,
    };
    let (name, text) = (shown.path(&normal(path)), fs::read_link(path)?.into_os_string().into_vec());
    if !session.detector.scan(&name, &text).findings.is_empty() {
        session.look(&Text { path: &name, source: Source::Content, commit: None, bytes: &text }, None);
    }
    Ok(target)
}

/// Adds the tracked files below a folder of the repository. Those that git leaves out of the work tree, and that are not there,
/// are returned.
fn track(repository: &mut Repository, folder: &[u8], files: &mut Files) -> anyhow::Result<Vec<Entry>> {
    let root = with_slash(repository.root());
    let current = with_slash(&std::env::current_dir()?);
    let mut absent = repository.tracked(&[folder.to_vec()])?;
    if absent.is_empty() {
        repository.ensure_tracking()?;
    }
    absent.retain(|entry| {
        let path = from_here([&root[..], &entry.path].concat(), &current);
        let there = || {
            let found = Path::new(OsStr::from_bytes(&path)).symlink_metadata();
            found.is_ok_and(|found| found.is_file() || found.is_symlink())
        };
        let absent = entry.left_out && !there();
        files.entry(path).or_insert(Presence::Tracked);
        absent
    });
    Ok(absent)
}

/// A whole path as one from the current folder, if it is below that.
fn from_here(mut path: Vec<u8>, current: &[u8]) -> Vec<u8> {
    if path.starts_with(current) && path.len() > current.len() {
        path.drain(..current.len());
    }
    path
}

/// A path without `.` in it.
fn normal(path: &Path) -> Vec<u8> {
    let parts = path.components().filter(|component| *component != Component::CurDir);
    parts.collect::<PathBuf>().into_os_string().into_vec()
}

/// Looks at files, on all cores if there are many, and then at what else is in the folders: while git looks for that, there
/// is something to do.
fn look_at(session: &mut Session<'_>, shown: &Shown, files: &Files, folders: &[PathBuf]) -> anyhow::Result<()> {
    /// Files that are handed to a thread at once: some are large, and none should wait for the last of them.
    const AT_ONCE: usize = 16;
    let detector = session.detector;
    let mut names = Vec::new();
    let mut unreadable = Vec::new();
    let current = with_slash(&std::env::current_dir()?);
    if folders.is_empty() {
        session.expect(files.len() as u64);
    }
    thread::scope(|scope| {
        let search = (!folders.is_empty()).then(|| scope.spawn(|| folder::below(folders)));
        let rest = iter::once_with(|| {
            let Some(search) = search else { return Files::new() };
            let found = search.join().unwrap_or_else(|panic| resume_unwind(panic));
            unreadable = found.unreadable;
            let paths = found.files.into_iter().map(|(path, presence)| (from_here(normal(&path), &current), presence));
            paths.filter(|(path, _)| !files.contains_key(path)).collect::<Files>()
        });
        in_batches(
            AT_ONCE,
            files
                .iter()
                .map(|(path, presence)| (Cow::Borrowed(&**path), *presence))
                .chain(rest.flatten().map(|(path, presence)| (Cow::Owned(path), presence))),
            &mut (),
            || Ok(()),
            |(), (path, presence)| {
                let name = shown.path(&path);
                let looked = read(Path::new(OsStr::from_bytes(&path)), presence).map(|read| {
                    read.map(|mut bytes| {
                        let detection = detector.scan(&name, &bytes);
                        let size = bytes.len() as u64;
                        if detection.findings.is_empty() {
                            bytes = Vec::new();
                        }
                        (bytes, size, detection)
                    })
                });
                (name, presence, looked)
            },
            |(), (name, presence, looked)| {
                match looked {
                    Ok(None) if presence == Presence::LeftOut => {
                        session.absent(name, "not checked out in its repository");
                        return;
                    }
                    Ok(None) => return,
                    Ok(Some((_, size, detection))) if detection.findings.is_empty() => {
                        session.counted(Source::Content, size, detection.skipped);
                    }
                    Ok(Some((bytes, _, detection))) => {
                        let text = Text { path: &name, source: Source::Content, commit: None, bytes: &bytes };
                        session.looked(&text, detection, None);
                    }
                    Err(error) => {
                        let shown = session.shown(&name);
                        session.failed(anyhow::Error::from(error).context(format!("cannot read {shown}")));
                    }
                }
                names.push(name);
            },
        )
    })?;
    for (folder, error) in unreadable {
        let shown = session.shown(&from_here(normal(&folder), &current));
        session.failed(anyhow::Error::from(error).context(format!("cannot read all of {shown}")));
    }
    session.look_at_names(names.iter().map(Vec::as_slice))
}

/// The content of a file; of a symbolic link, its target. `None` for a tracked one that is deleted or not checked out.
fn read(path: &Path, presence: Presence) -> io::Result<Option<Vec<u8>>> {
    let tracked = matches!(presence, Presence::Tracked | Presence::LeftOut);
    let content = fs::symlink_metadata(path).and_then(|metadata| {
        if metadata.is_symlink() && presence != Presence::Named {
            return Ok(Some(fs::read_link(path)?.into_os_string().into_vec()));
        }
        if metadata.is_file() {
            return fs::read(path).map(Some);
        }
        // In place of a file that is tracked, a folder or a pipe is the absence of it; what is named is read.
        if tracked { Ok(None) } else { watchdog::waiting(|| fs::read(path)).map(Some) }
    });
    match content {
        Err(error) if tracked && matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        content => content,
    }
}
