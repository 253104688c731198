//! What commits bring: a range, a push, what arrives on a server. Commit by commit, so that what is added and deleted again
//! is seen; messages, authors, tags and the names of branches as well.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::old_side::{OldSide, Removed};
use super::{Session, Text};
use crate::problem::Problem;
use crate::repo::{Content, ObjectId, Part, Reader, Repository};
use crate::report::Source;

/// Which files of the commits count.
#[derive(Debug)]
pub struct Filter {
    /// These paths do.
    names: Vec<Vec<u8>>,
    /// And those that are gone at this revision: nobody can name them any more.
    tip: String,
    /// Which paths have been asked for, and whether they are there.
    known: BTreeMap<Vec<u8>, bool>,
}

impl Filter {
    /// The paths that a hook manager gives for a range that ends at `tip`.
    pub fn new(names: Vec<Vec<u8>>, tip: String) -> Self {
        Self { names, tip, known: BTreeMap::new() }
    }

    /// Whether a path counts.
    fn passes(&mut self, repository: &mut Repository, path: &[u8]) -> anyhow::Result<bool> {
        if self.names.iter().any(|name| super::is_at_or_below(path, name)) {
            return Ok(true);
        }
        if let Some(there) = self.known.get(path) {
            return Ok(!there);
        }
        let there = repository.tree_entry(&self.tip, path)?.is_some();
        self.known.insert(path.to_vec(), there);
        Ok(!there)
    }
}

/// A limit for the whole: a server must not keep a person waiting for ever, nor let anything through unseen.
#[derive(Clone, Copy, Debug)]
pub struct Guard {
    /// When it began.
    started: Instant,
    /// How long it may take.
    limit: Duration,
}

impl Guard {
    /// Starts now.
    pub fn new(limit: Duration) -> Self {
        Self { started: Instant::now(), limit }
    }

    /// An error once the time is over.
    fn check(&self) -> anyhow::Result<()> {
        if self.started.elapsed() <= self.limit {
            return Ok(());
        }
        let what = format!("not everything could be looked at within {} seconds", self.limit.as_secs());
        let help = format!("push in smaller parts, or set {} on the server to more seconds", crate::config::TIME_LIMIT);
        Err(Problem::new(what, help).into())
    }
}

/// Looks at contents as they come.
///
/// # Errors
/// If the listing breaks off or the time is over. A piece of content that cannot be read is noted, and the rest looked at.
pub fn look(
    session: &mut Session<'_>,
    reader: &mut Reader,
    contents: impl Iterator<Item = anyhow::Result<Content>>,
    mut filter: Option<(&mut Filter, &mut Repository)>,
    guard: Option<Guard>,
) -> anyhow::Result<()> {
    let mut removed = (None, Removed::default());
    for content in contents {
        let content = content?;
        if let Some(guard) = guard {
            guard.check()?;
        }
        if let (Some((filter, repository)), Some(path)) = (&mut filter, content.path())
            && !filter.passes(repository, path)?
        {
            continue;
        }
        if removed.0 != content.commit {
            removed = (content.commit, Removed::new(content.removed.to_vec()));
        }
        look_at(session, reader, &content, &mut removed.1);
    }
    Ok(())
}

/// Looks at one piece of content.
fn look_at(session: &mut Session<'_>, reader: &mut Reader, content: &Content, removed: &mut Removed) {
    let commit = content.commit.map(|id| id.to_string());
    let bytes = match reader.bytes(content) {
        Ok(bytes) => bytes,
        Err(error) => {
            let of = commit.map(|commit| format!(" of commit {commit}")).unwrap_or_default();
            session.failed(error.context(format!("cannot look at all{of}")));
            return;
        }
    };
    let commit = commit.as_deref();
    let (path, source) = match &content.part {
        Part::File { path, .. } => (path.as_slice(), Source::Content),
        Part::Blob(_) => (&b""[..], Source::Content),
        Part::Message(_) | Part::Header(_) | Part::Tag(_) => (&b""[..], Source::Message),
        Part::RefName(name) => (name.as_slice(), Source::Name),
    };
    if source == Source::Content && content.old.is_empty() {
        session.look_at_names(std::iter::once(path), commit);
    }
    let mut read = |id: &ObjectId| reader.blob(id);
    let mut old = OldSide::new(&mut read, path, &content.old, removed);
    session.look(&Text { path, source, commit, bytes: &bytes }, Some(&mut old));
}
