//! What is staged: the content that a commit would bring.
//!
//! Paths given by name are a filter over the index and nothing more, as hook managers pass them: a path with staged changes
//! is checked for new values, a path without is checked whole, a staged deletion is passed over.

use std::collections::BTreeMap;

use anyhow::Context as _;

use super::old_side::{OldSide, Removed};
use super::{Session, Text};
use crate::problem::Problem;
use crate::repo::{NewBlob, Repository};
use crate::report::Source;

/// Looks at what is staged; `None` stands for all of it.
pub fn look(session: &mut Session<'_>, repository: &mut Repository, names: Option<&[Vec<u8>]>) -> anyhow::Result<()> {
    let staged = repository.staged()?;
    let blobs = match names {
        None => staged.blobs,
        Some(names) => filter(repository, staged.blobs, &staged.deleted, names)?,
    };
    let added = blobs.iter().filter(|blob| blob.old.is_empty());
    session.look_at_names(added.map(|blob| blob.path.as_slice()), None);
    let mut removed = Removed::new(staged.removed);
    for blob in &blobs {
        let bytes = match repository.read(&blob.id) {
            Ok(bytes) => bytes,
            Err(error) => {
                let path = String::from_utf8_lossy(&blob.path).escape_debug().to_string();
                session.failed(error.context(format!("cannot read what is staged as {path}")));
                continue;
            }
        };
        let text = Text { path: &blob.path, source: Source::Content, commit: None, bytes: &bytes };
        let mut old = OldSide::new(repository, &blob.path, &blob.old, &mut removed);
        session.look(&text, Some(&mut old));
    }
    Ok(())
}

/// The blobs at or below the given names; entries without a staged change have no old side.
fn filter(
    repository: &mut Repository,
    blobs: Vec<NewBlob>,
    deleted: &[Vec<u8>],
    names: &[Vec<u8>],
) -> anyhow::Result<Vec<NewBlob>> {
    let mut chosen = BTreeMap::new();
    let changed: BTreeMap<_, _> = blobs.into_iter().map(|blob| (blob.path.clone(), blob)).collect();
    for (path, mode, id) in repository.tracked(names)? {
        chosen.insert(path.clone(), NewBlob { path, mode, id, old: Vec::new() });
    }
    for (path, blob) in changed {
        if names.iter().any(|name| is_at_or_below(&path, name)) {
            chosen.insert(path, blob);
        }
    }
    for name in names {
        let known = chosen.range(name.clone()..).take_while(|(path, _)| path.starts_with(name)).any(|(path, _)| is_at_or_below(path, name))
            || deleted.iter().any(|path| is_at_or_below(path, name));
        if !known && repository.tree_entry("HEAD", name).ok().flatten().is_none() {
            let shown = String::from_utf8_lossy(name).escape_debug().to_string();
            let problem = Problem::new(
                format!("{shown} is neither staged nor committed"),
                "names are literal and relative to the current folder or the top of the repository; to look at any file: atlatch scan FILE",
            );
            return Err(problem).context("cannot look at what was named");
        }
    }
    Ok(chosen.into_values().collect())
}

/// Whether a path is the one named, or in the folder named.
fn is_at_or_below(path: &[u8], name: &[u8]) -> bool {
    name.is_empty() || path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/"))
}
