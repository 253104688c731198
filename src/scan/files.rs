//! Files and folders as they are: the tracked files of the work tree, folders, named files, standard input.
//!
//! What git tracks is never passed over, a named file is always read. A symbolic link is not followed: its target is its
//! content.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::Read as _;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::panic::resume_unwind;
use std::path::{Component, Path, PathBuf};
use std::{fs, io, iter, thread};

use anyhow::Context as _;

use super::{Session, Text, folder};
use crate::problem::Problem;
use crate::repo::{Repository, in_batches};
use crate::report::Source;
use crate::watchdog;

/// Files by their path from the current folder, and whether only the index names them: such a one need not be there.
/// The paths are kept as bytes, which compare quickly.
type Files = BTreeMap<Vec<u8>, bool>;

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
    let mut files = Files::new();
    let mut folders = Vec::new();
    match &mut repository {
        Some(repository) if paths.is_empty() => track(repository, Path::new(""), &mut files)?,
        None if paths.is_empty() => folders.push(Path::new(".")),
        repository => {
            for path in paths.iter().map(Path::new) {
                if path == Path::new("-") {
                    standard_input(session)?;
                } else if is_folder(session, path)? {
                    if let Some(repository) = repository {
                        track(repository, path, &mut files)?;
                    }
                    folders.push(path);
                } else {
                    files.insert(normal(path), false);
                }
            }
        }
    }
    look_at(session, &Shown::new(root), &files, &folders)
}

/// Looks at what comes in on standard input.
fn standard_input(session: &mut Session<'_>) -> anyhow::Result<()> {
    let mut bytes = Vec::new();
    watchdog::waiting(|| io::stdin().lock().read_to_end(&mut bytes)).context("cannot read standard input")?;
    session.look(&Text { path: b"-", source: Source::Content, commit: None, bytes: &bytes }, None);
    Ok(())
}

/// Whether a path is that of a folder.
fn is_folder(session: &Session<'_>, path: &Path) -> anyhow::Result<bool> {
    let metadata = fs::symlink_metadata(path).map_err(|error| {
        let shown = session.shown(path.as_os_str().as_bytes());
        let help = "name files and folders that exist, `-` for standard input, or nothing for the tracked files";
        anyhow::Error::from(Problem::new(error.to_string(), help)).context(format!("cannot read {shown}"))
    })?;
    Ok(metadata.is_dir())
}

/// Adds the tracked files below a folder.
fn track(repository: &mut Repository, folder: &Path, files: &mut Files) -> anyhow::Result<()> {
    let root = repository.root().to_path_buf();
    let below = if folder.as_os_str().is_empty() {
        Vec::new()
    } else {
        // A folder outside of the repository holds nothing that it tracks.
        let whole = folder.canonicalize()?;
        let Ok(inside) = whole.strip_prefix(&root) else { return Ok(()) };
        inside.as_os_str().as_bytes().to_vec()
    };
    let current = std::env::current_dir()?;
    let here = current.strip_prefix(&root).ok().map(|inside| with_slash(inside.as_os_str().as_bytes()));
    for entry in repository.tracked(&[below])? {
        let path = match here.as_deref().and_then(|here| entry.path.strip_prefix(here)) {
            Some(from_here) => from_here.to_vec(),
            None => root.join(OsStr::from_bytes(&entry.path)).into_os_string().into_vec(),
        };
        files.entry(path).or_insert(true);
    }
    Ok(())
}

/// A path without `.` in it.
fn normal(path: &Path) -> Vec<u8> {
    let parts = path.components().filter(|component| *component != Component::CurDir);
    parts.collect::<PathBuf>().into_os_string().into_vec()
}

/// A folder as the beginning of what is in it.
fn with_slash(folder: &[u8]) -> Vec<u8> {
    let mut folder = folder.to_vec();
    if !folder.is_empty() {
        folder.push(b'/');
    }
    folder
}

/// Looks at files, on all cores if there are many, and then at what else is in the folders: while git looks for that, there
/// is something to do.
fn look_at(session: &mut Session<'_>, shown: &Shown, files: &Files, folders: &[&Path]) -> anyhow::Result<()> {
    /// Files that are handed to a thread at once: some are large, and none should wait for the last of them.
    const AT_ONCE: usize = 16;
    let detector = session.detector;
    let mut names = Vec::new();
    let mut unreadable = Vec::new();
    if folders.is_empty() {
        session.expect(files.len() as u64);
    }
    thread::scope(|scope| {
        let search = (!folders.is_empty()).then(|| scope.spawn(|| folder::below(folders)));
        let rest = iter::once_with(|| {
            let Some(search) = search else { return Files::new() };
            let found = search.join().unwrap_or_else(|panic| resume_unwind(panic));
            unreadable = found.unreadable;
            let paths = found.files.into_iter().map(|(path, tracked)| (normal(&path), tracked));
            paths.filter(|(path, _)| !files.contains_key(path)).collect::<Files>()
        });
        in_batches(
            AT_ONCE,
            files
                .iter()
                .map(|(path, tracked)| (Cow::Borrowed(&**path), *tracked))
                .chain(rest.flatten().map(|(path, tracked)| (Cow::Owned(path), tracked))),
            &mut (),
            || Ok(()),
            |(), (path, tracked)| {
                let name = shown.path(&path);
                let looked = read(Path::new(OsStr::from_bytes(&path)), tracked).map(|read| {
                    read.map(|mut bytes| {
                        let detection = detector.scan(&name, &bytes);
                        let size = bytes.len() as u64;
                        if detection.findings.is_empty() {
                            bytes = Vec::new();
                        }
                        (bytes, size, detection)
                    })
                });
                (name, looked)
            },
            |(), (name, looked)| {
                match looked {
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
        let shown = session.shown(folder.as_os_str().as_bytes());
        session.failed(anyhow::Error::from(error).context(format!("cannot read all of {shown}")));
    }
    session.look_at_names(names.iter().map(Vec::as_slice))
}

/// The content of a file; of a symbolic link, its target. `None` for a tracked one that is deleted or not checked out.
fn read(path: &Path, tracked: bool) -> io::Result<Option<Vec<u8>>> {
    let content = fs::symlink_metadata(path).and_then(|metadata| {
        if metadata.is_symlink() {
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

/// How paths are reported: relative to the root where they are below it.
struct Shown {
    /// Top of the repository, if there is one.
    root: Option<PathBuf>,
    /// The current folder from there, with a slash; `None` if it is not below it.
    here: Option<Vec<u8>>,
}

impl Shown {
    /// Reports relative to this root.
    fn new(root: Option<PathBuf>) -> Self {
        let current = std::env::current_dir().ok();
        let here = root.as_ref().zip(current).and_then(|(root, current)| {
            current.strip_prefix(root).ok().map(|inside| with_slash(inside.as_os_str().as_bytes()))
        });
        Self { root, here }
    }

    /// The path to report for one from the current folder.
    fn path(&self, path: &[u8]) -> Vec<u8> {
        let plain = !path.starts_with(b"/") && !path.split(|byte| *byte == b'/').any(|part| part == b"..");
        if let Some(here) = self.here.as_ref().filter(|_| plain) {
            return [here, path].concat();
        }
        let path = Path::new(OsStr::from_bytes(path));
        let whole = in_its_folder(path);
        let inside = self.root.as_ref().zip(whole.as_ref()).and_then(|(root, whole)| whole.strip_prefix(root).ok());
        inside.unwrap_or(path).as_os_str().as_bytes().to_vec()
    }
}

/// The absolute path of a file, without `..` and without symbolic links but the file itself.
fn in_its_folder(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(folder.canonicalize().ok()?.join(path.file_name()?))
}
