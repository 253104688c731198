//! The whole history: every object once, reachable or not, on all cores.
//!
//! Objects are met without their paths, as most hold nothing. Only those that do are traced to a path and the first commit
//! that brings them, and looked at again with the path as context.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use anyhow::Context as _;

use super::{Session, Text};
use crate::detect::Detector;
use crate::repo::{Content, Part, Reader, Repository, in_order};
use crate::report::{Known, Source};

/// Looks at every blob, commit and tag of the object database.
pub fn look(session: &mut Session<'_>, repository: &mut Repository, quiet: bool) -> anyhow::Result<()> {
    let detector = session.detector;
    let mut progress = Progress::new(repository.object_count()?, quiet);
    let mut hits = Vec::new();
    let open = repository.reader();
    let history = repository.history()?;
    in_order(
        history,
        repository.own_reader(),
        &open,
        |reader, content| look_at(detector, reader, content?),
        |_, looked| match looked {
            Ok((hit, bytes)) => {
                session.counted(Source::Content, bytes, Vec::new());
                hits.extend(hit);
                progress.step(bytes);
            }
            Err(error) => session.failed(error),
        },
    )?;
    progress.done();
    let blobs: BTreeSet<_> = hits.iter().filter_map(blob).collect();
    let traces = repository.trace(&blobs)?;
    for content in hits {
        let bytes = repository.bytes(&content).context("cannot read again what something was found in")?;
        let trace = blob(&content).and_then(|id| traces.get(&id));
        let first = trace.and_then(|trace| trace.first.clone());
        let commit = content.commit.or(first.as_ref().map(|(commit, _)| *commit)).map(|id| id.to_string());
        // A blob that nothing leads to any more has only its id.
        let unnamed = || blob(&content).map(|id| format!("blob {id}").into_bytes());
        let path = first.map(|(_, path)| path).or_else(unnamed).unwrap_or_default();
        let source = if blob(&content).is_some() { Source::Content } else { Source::Message };
        let known = trace.filter(|trace| trace.at_tip).map(|_| Known::Tip);
        session.look_again(&Text { path: &path, source, commit: commit.as_deref(), bytes: &bytes }, known.as_ref());
    }
    Ok(())
}

/// The id, if it is a blob.
fn blob(content: &Content) -> Option<crate::repo::ObjectId> {
    match content.part {
        Part::Blob(id) => Some(id),
        _ => None,
    }
}

/// Reads and looks at one object; hands it back if there is something to say about it, with its size.
fn look_at(detector: &Detector, reader: &mut Reader, content: Content) -> anyhow::Result<(Option<Content>, u64)> {
    let bytes = reader.bytes(&content)?;
    let detection = detector.scan(b"", &bytes);
    let said = !detection.findings.is_empty() || !detection.skipped.is_empty();
    Ok((said.then_some(content), bytes.len() as u64))
}

/// How far it is, on a terminal and only if it takes long.
struct Progress {
    /// Objects in all, folders included.
    all: u64,
    /// Objects so far.
    objects: u64,
    /// Their bytes.
    bytes: u64,
    /// When it began.
    started: Instant,
    /// When something was shown last; `None` if nothing is to be shown.
    shown: Option<Instant>,
}

/// How long it must take before anything is shown.
const SOON: Duration = Duration::from_secs(2);
/// How often it is shown.
const OFTEN: Duration = Duration::from_millis(200);

impl Progress {
    /// Starts counting.
    fn new(all: u64, quiet: bool) -> Self {
        let started = Instant::now();
        let shown = (!quiet && io::stderr().is_terminal()).then_some(started + SOON);
        Self { all, objects: 0, bytes: 0, started, shown }
    }

    /// Counts one object.
    fn step(&mut self, bytes: u64) {
        self.objects += 1;
        self.bytes += bytes;
        let Some(shown) = self.shown else { return };
        if self.objects.is_multiple_of(64) && Instant::now() > shown + OFTEN {
            self.shown = Some(Instant::now());
            let megabytes = self.bytes / 1_000_000;
            let rate = self.bytes as f64 / 1e6 / self.started.elapsed().as_secs_f64();
            // A terminal that is gone changes nothing about what is found.
            let _ = write!(
                io::stderr(),
                "\r{} of at most {} objects, {megabytes} MB, {rate:.0} MB/s ",
                self.objects,
                self.all
            );
        }
    }

    /// Clears the line.
    fn done(&self) {
        if self.shown.is_some_and(|shown| shown > self.started + SOON) {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
