//! What commits bring: a range, a push, what arrives on a server. Commit by commit, so that what is added and deleted again
//! is seen; messages, authors, tags and the names of branches as well.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::Context as _;

use super::Session;
use super::looked::Looked;
use super::old_side::Removed;
use crate::problem::Problem;
use crate::repo::{Content, Repository, in_order};

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

/// Looks at contents as they come, on all cores if there are many. A piece of content that cannot be read is noted, and the
/// rest looked at; that the listing breaks off or the time is over is noted as well.
pub fn look(
    session: &mut Session<'_>,
    repository: &mut Repository,
    contents: impl Iterator<Item = anyhow::Result<Content>>,
    filter: Option<&mut Filter>,
    guard: Option<Guard>,
) {
    let looked = look_at(session, repository, contents, filter, guard);
    session.noted(looked);
}

/// Looks at contents until that cannot go on.
fn look_at(
    session: &mut Session<'_>,
    repository: &mut Repository,
    contents: impl Iterator<Item = anyhow::Result<Content>>,
    mut filter: Option<&mut Filter>,
    guard: Option<Guard>,
) -> anyhow::Result<()> {
    let detector = session.detector;
    let open = repository.reader();
    let mut broken = None;
    let guarded = contents.map(|content| {
        guard.map_or(Ok(()), |guard| guard.check())?;
        content
    });
    // What is behind a broken listing or the end of the time is not looked at; the error says so.
    let whole = guarded.map_while(|content| content.map_err(|error| broken = Some(error)).ok());
    let chosen = whole.filter_map(|content| match (&mut filter, content.path()) {
        (Some(filter), Some(path)) => match filter.passes(repository, path) {
            Ok(passes) => passes.then_some(Ok(content)),
            Err(error) => Some(Err(error)),
        },
        _ => Some(Ok(content)),
    });
    let mut removed = Removed::default();
    in_order(
        chosen,
        &mut open()?,
        &open,
        |reader, content| {
            let content: Content = content?;
            let of = content.commit.map(|id| format!(" of commit {id}")).unwrap_or_default();
            Looked::at(detector, reader, content).with_context(|| format!("cannot look at all{of}"))
        },
        |blobs, looked| match looked {
            Ok(looked) => looked.note(session, blobs, &mut removed),
            Err(error) => session.failed(error),
        },
    )?;
    broken.map_or(Ok(()), Err)
}
