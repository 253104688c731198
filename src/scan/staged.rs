//! What is staged: the content that a commit would bring.
//!
//! Paths given by name are a filter over the index and nothing more, as hook managers pass them: a path with staged changes
//! is checked for new values, a path without is checked whole, a staged deletion is passed over.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Component, Path, PathBuf};

use super::looked::Looked;
use super::old_side::Removed;
use super::{Session, is_at_or_below};
use crate::problem::Problem;
use crate::repo::{Entry, NewBlob, Repository, Staged, in_order};
use crate::report::Scope;

/// Looks at what is staged; `None` stands for all of it. What cannot be looked at is noted.
pub fn look(session: &mut Session<'_>, repository: &mut Repository, names: Option<&[Name]>) -> Scope {
    let staged = repository.staged();
    let Some(staged) = session.noted(staged) else { return Scope::Staged { unborn: false, partial: false } };
    let scope = Scope::Staged { unborn: staged.unborn, partial: staged.partial };
    let looked = look_at(session, repository, staged, names);
    session.noted(looked);
    scope
}

/// Looks at what is staged until that cannot go on.
fn look_at(
    session: &mut Session<'_>,
    repository: &mut Repository,
    mut staged: Staged,
    names: Option<&[Name]>,
) -> anyhow::Result<()> {
    let blobs = match names {
        None => std::mem::take(&mut staged.blobs),
        Some(names) => filter(repository, &mut staged, names)?,
    };
    let added = blobs.iter().filter(|blob| blob.old.is_empty());
    session.look_at_names(added.map(|blob| blob.path.as_slice()))?;
    let detector = session.detector;
    let open = repository.reader();
    let mut removed = Removed::default();
    in_order(
        Staged { blobs, ..staged }.contents(),
        repository.own_reader(),
        open,
        |reader, content| {
            let path = content.path().unwrap_or_default().to_vec();
            Looked::at(detector, reader, content).map_err(|error| (path, error))
        },
        |blobs, looked| match looked {
            Ok(looked) => looked.note(session, blobs, &mut removed),
            Err((path, error)) => {
                let shown = session.shown(&path);
                session.failed(error.context(format!("cannot read what is staged as {shown}")));
            }
        },
    )
}

/// The blobs at or below the given names; entries without a staged change have no old side.
fn filter(repository: &mut Repository, staged: &mut Staged, names: &[Name]) -> anyhow::Result<Vec<NewBlob>> {
    let readings: Vec<Vec<u8>> = names.iter().flat_map(|name| name.readings.iter().cloned()).collect();
    let mut known: BTreeMap<Vec<u8>, NewBlob> = BTreeMap::new();
    for Entry { path, mode, id, .. } in repository.tracked(&readings)? {
        known.insert(path.clone(), NewBlob { path, mode, id, old: Vec::new() });
    }
    for blob in staged.blobs.drain(..) {
        known.insert(blob.path.clone(), blob);
    }
    let mut chosen = BTreeMap::new();
    for name in names {
        let reading = name.readings.iter().find(|reading| {
            below(&known, reading).next().is_some() || repository.tree_entry("HEAD", reading).ok().flatten().is_some()
        });
        let Some(reading) = reading else { return Err(unknown(&name.given)) };
        chosen.extend(below(&known, reading).map(|(path, blob)| (path.clone(), blob.clone())));
    }
    Ok(chosen.into_values().collect())
}

/// A name as it was given, and what it can mean.
#[derive(Clone, Debug)]
pub struct Name {
    /// As it was given.
    given: Vec<u8>,
    /// The same from the top of the repository: read from the current folder, then from the top.
    readings: Vec<Vec<u8>>,
}

impl Name {
    /// What it can mean, from the top of the repository.
    pub fn into_readings(self) -> Vec<Vec<u8>> {
        self.readings
    }

    /// A name given in `current`, a folder of the work tree at `root`. Literal: no character is special.
    pub fn new(given: &OsStr, root: &Path, current: &Path) -> Self {
        let from_here = clean(&current.join(given)).strip_prefix(root).map(|path| path.as_os_str().as_bytes().to_vec());
        let from_top = clean(Path::new(given)).as_os_str().as_bytes().to_vec();
        let mut readings: Vec<_> = from_here.into_iter().collect();
        if !Path::new(given).is_absolute() && !readings.contains(&from_top) {
            readings.push(from_top);
        }
        Self { given: given.as_bytes().to_vec(), readings }
    }
}

/// A path with `.` and `..` taken out by their spelling.
fn clean(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if clean.file_name().is_some() => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

/// The error for a name that nothing has.
fn unknown(name: &[u8]) -> anyhow::Error {
    let shown = String::from_utf8_lossy(name).escape_debug().to_string();
    Problem::new(
        format!("{shown} is neither staged nor committed"),
        "names are literal, from the current folder or the top of the repository; to look at any file: atlatch scan FILE",
    )
    .into()
}

/// The entries at or below a name.
fn below<'k>(known: &'k BTreeMap<Vec<u8>, NewBlob>, name: &[u8]) -> impl Iterator<Item = (&'k Vec<u8>, &'k NewBlob)> {
    let name = name.to_vec();
    let begin = name.clone();
    known
        .range(begin.clone()..)
        .take_while(move |(path, _)| path.starts_with(&begin))
        .filter(move |(path, _)| is_at_or_below(path, &name))
}
