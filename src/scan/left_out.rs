//! Tracked files that git leaves out of the work tree: what they hold is read from where the index keeps it.

use super::{Session, commits};
use crate::finding::Skipped;
use crate::repo::{Content, Entry, Part, Repository};

/// Looks at these files. What a partial clone has not fetched is told of, as nobody here can have put anything into it.
pub(super) fn look(session: &mut Session<'_>, repository: &mut Repository, files: Vec<Entry>) -> anyhow::Result<()> {
    let ids: Vec<_> = files.iter().map(|file| file.id).collect();
    let absent = repository.not_fetched(&ids)?;
    session.look_at_names(files.iter().map(|file| file.path.as_slice()))?;
    let (files, absent): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| !absent.contains(&file.id));
    for file in absent {
        session.absent(file.path, "neither checked out nor fetched");
    }
    let contents =
        files.into_iter().map(|Entry { path, mode, id, .. }| Ok(Content::alone(Part::File { path, mode, id })));
    commits::look(session, repository, contents, None, None);
    Ok(())
}

impl Session<'_> {
    /// Notes a tracked file whose content is not here.
    pub(super) fn absent(&mut self, path: Vec<u8>, reason: &str) {
        self.skipped.push(Skipped { path, reason: reason.to_owned() });
    }
}
