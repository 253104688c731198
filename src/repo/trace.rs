//! Where a blob or a name that was met by itself comes from. Asked only for those in which something was found: it goes
//! through the whole history.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;

use anyhow::Result;

use super::Repository;
use super::commits::{Changes, CommitChanges};
use super::object::ObjectId;
use super::program::Stream;
use super::range::list;

/// Where a blob comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The first commit that brings it, and the path it brings it at; `None` if no branch, tag or reflog leads to it.
    pub first: Option<(ObjectId, Vec<u8>)>,
    /// Whether a branch, here or of a remote, ends with it.
    pub at_tip: bool,
}

impl Repository {
    /// Traces blobs to the commits that bring them. Blobs that nothing leads to are without a commit. `failed` is told what went
    /// wrong; what is known without that is known all the same.
    pub fn trace(
        &mut self,
        blobs: &BTreeSet<ObjectId>,
        mut failed: impl FnMut(anyhow::Error),
    ) -> BTreeMap<ObjectId, Trace> {
        let mut traces: BTreeMap<_, _> = blobs.iter().map(|id| (*id, Trace::default())).collect();
        if traces.is_empty() {
            return traces;
        }
        note_tips(&mut traces).unwrap_or_else(&mut failed);
        let mut left = traces.len();
        each_commit(
            |commit| {
                for blob in commit.blobs {
                    if let Some(trace) = traces.get_mut(&blob.id).filter(|trace| trace.first.is_none()) {
                        trace.first = Some((commit.id, blob.path));
                        left -= 1;
                    }
                }
                left > 0
            },
            failed,
        );
        traces
    }

    /// Traces names of files and folders to the commits that bring them, and to the paths in which they stand there. Names that
    /// nothing leads to are left out.
    pub fn trace_names(
        &mut self,
        names: &BTreeSet<&[u8]>,
        failed: impl FnMut(anyhow::Error),
    ) -> BTreeMap<Vec<u8>, (ObjectId, Vec<u8>)> {
        let mut traces = BTreeMap::new();
        if names.is_empty() {
            return traces;
        }
        each_commit(
            |commit| {
                for blob in &commit.blobs {
                    for name in blob.path.split(|byte| *byte == b'/').filter(|name| names.contains(name)) {
                        traces.entry(name.to_vec()).or_insert_with(|| (commit.id, blob.path.clone()));
                    }
                }
                traces.len() < names.len()
            },
            failed,
        );
        traces
    }
}

/// Hands on what each commit brings, the first ones first, as long as `visit` wants more.
fn each_commit(mut visit: impl FnMut(CommitChanges) -> bool, mut failed: impl FnMut(anyhow::Error)) {
    let mut more = true;
    let mut visit_all = |ids: &[ObjectId]| -> Result<()> {
        if ids.is_empty() {
            return Ok(());
        }
        let mut changes = Changes::of(ids)?;
        while more && let Some(commit) = changes.next_commit()? {
            crate::watchdog::progress();
            more = visit(commit);
        }
        Ok(())
    };
    // What branches and tags lead to comes first; only the rest is looked for among what was replaced or deleted.
    for options in [&["--all"][..], &["--reflog", "--not", "--all"]] {
        let options: Vec<&OsStr> = options.iter().map(OsStr::new).collect();
        list(&[], &options).and_then(|ids| visit_all(&ids)).unwrap_or_else(&mut failed);
    }
}

/// Notes which blobs stand where a branch ends.
fn note_tips(traces: &mut BTreeMap<ObjectId, Trace>) -> Result<()> {
    let mut objects = Stream::start(["rev-list", "--no-walk", "--objects", "--branches", "--remotes"])?;
    objects.input = None;
    while let Some(line) = objects.read_until(b'\n')? {
        crate::watchdog::progress();
        let id = line.split(|byte| *byte == b' ').next().and_then(ObjectId::parse);
        // A path with a line end in it goes on in the next line, which names nothing.
        if let Some(trace) = id.and_then(|id| traces.get_mut(&id)) {
            trace.at_tip = true;
        }
    }
    Ok(())
}
