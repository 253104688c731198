//! The whole history: every object once, reachable or not, on all cores.
//!
//! Objects are read by ourselves where that is known to reach all of them, and else handed out by git. They are met without
//! their paths, as most hold nothing. Only those that do are traced to a path and the first commit that brings them, and looked
//! at again with the path as context. So are the names in trees.

use std::collections::{BTreeSet, HashSet};
use std::io;

use anyhow::Context as _;

use super::looked::source;
use super::{Session, Text};
use crate::detect::Detector;
use crate::finding::Skipped;
use crate::repo::{Connectivity, Content, Names, OwnObjects, Part, Repository, Stored, in_batches, in_order};
use crate::report::{Known, Source};

/// Looks at every blob, commit and tag of the object database, and at the names in its trees. Whether what could not be looked into is traced as well, only
/// to name it, is for the caller to say: nearly every history has such files.
pub fn look(session: &mut Session<'_>, repository: &mut Repository, trace_skipped: bool) {
    let look = Look { detector: session.detector, trace_skipped };
    let mut met = Met::default();
    let connectivity = gather(session, repository, look, &mut met);
    let connectivity = session.noted(connectivity);
    look_again(session, repository, met.hits);
    let names = look_at_names(session, repository, &met.names);
    session.noted(names);
    let connected = connectivity.map_or(Ok(()), Connectivity::check);
    session.noted(connected);
}

/// Looks at objects again that there is something to say about, each with its path and commit.
fn look_again(session: &mut Session<'_>, repository: &mut Repository, hits: Vec<Content>) {
    let blobs: BTreeSet<_> = hits.iter().filter_map(blob).collect();
    let traces = repository.trace(&blobs, |error| session.failed(error));
    for content in hits {
        let bytes = repository.bytes(&content).context("cannot read again what something was found in");
        let Some(bytes) = session.noted(bytes) else { continue };
        let trace = blob(&content).and_then(|id| traces.get(&id));
        let first = trace.and_then(|trace| trace.first.clone());
        let commit = content.commit.or(first.as_ref().map(|(commit, _)| *commit)).map(|id| id.to_string());
        // A blob that nothing leads to any more has only its id.
        let unnamed = || blob(&content).map(|id| format!("blob {id}").into_bytes());
        let path = first.map(|(_, path)| path).or_else(unnamed).unwrap_or_default();
        let source = source(&content.part);
        let known = trace.filter(|trace| trace.at_tip).map(|_| Known::Tip);
        session.look_again(&Text { path: &path, source, commit: commit.as_deref(), bytes: &bytes }, known.as_ref());
    }
}

/// Looks at the names of files and folders; at those that hold something, in the first path in which they stand.
fn look_at_names(
    session: &mut Session<'_>,
    repository: &mut Repository,
    names: &HashSet<Vec<u8>>,
) -> anyhow::Result<()> {
    let mut suspects: BTreeSet<_> = session.suspects(names.iter().map(Vec::as_slice))?.into_iter().collect();
    suspects.retain(|name| !session.detector.scan(b"", name).findings.is_empty());
    let traces = repository.trace_names(&suspects, |error| session.failed(error));
    for name in suspects {
        let (commit, path) = match traces.get(name) {
            Some((commit, path)) => (Some(commit.to_string()), path.as_slice()),
            None => (None, name),
        };
        // What is found in the name by itself is not to be lost in the path.
        let is_found = !session.detector.scan(b"", path).findings.is_empty();
        session.look_at_name(if is_found { path } else { name }, commit.as_deref());
    }
    Ok(())
}

/// What was met.
#[derive(Default)]
struct Met {
    /// Objects that there is something to say about.
    hits: Vec<Content>,
    /// Names in trees.
    names: HashSet<Vec<u8>>,
}

/// How objects are looked at.
#[derive(Clone, Copy)]
struct Look<'d> {
    /// What finds.
    detector: &'d Detector,
    /// Whether it matters where that stands what could not be looked into.
    trace_skipped: bool,
}

/// What one object amounts to.
struct Looked<T> {
    /// The object, if it is to be looked at again.
    again: Option<T>,
    /// What could not be looked into, if not.
    skipped: Vec<Skipped>,
    /// What sort of text it is.
    source: Source,
    /// Its size.
    bytes: u64,
}

impl Look<'_> {
    /// Looks at one object.
    fn at<T>(self, content: T, source: Source, bytes: &[u8]) -> Looked<T> {
        let detection = self.detector.scan(b"", bytes);
        let again = !detection.findings.is_empty() || self.trace_skipped && !detection.skipped.is_empty();
        let skipped = if again { Vec::new() } else { detection.skipped };
        Looked { again: again.then_some(content), skipped, source, bytes: bytes.len() as u64 }
    }
}

/// Counts an object that was looked at.
fn count<T>(session: &mut Session<'_>, looked: Looked<T>, content: fn(T) -> Content) -> Option<Content> {
    session.counted(looked.source, looked.bytes, looked.skipped);
    looked.again.map(content)
}

/// Looks at all objects, and asks whether they are all that there should be. `met` takes what there is something to say about,
/// also what was met before an error. One damaged object does not hide what is found in the others.
fn gather(
    session: &mut Session<'_>,
    repository: &mut Repository,
    look: Look<'_>,
    met: &mut Met,
) -> anyhow::Result<Connectivity> {
    let tips = repository.tips()?;
    let count = repository.object_count()?;
    session.expect(count);
    let own = repository.own_objects(count).and_then(|objects| {
        let gathered = objects.map(|objects| gather_own(session, repository, look, met, &objects, tips));
        gathered.transpose()
    });
    let damage = match own {
        Ok(Some(connectivity)) => return Ok(connectivity),
        Ok(None) => None,
        // Packed anew in the meantime; git looks again where it is.
        Err(error) if is_gone(&error) => None,
        Err(error) => Some(error),
    };
    let connectivity = repository.connectivity();
    let broken = match damage.is_none().then(|| handed_out(session, repository, look, met, true)) {
        Some(Ok(())) => None,
        _ => handed_out(session, repository, look, met, false).err(),
    };
    damage.into_iter().chain(broken).for_each(|error| session.failed(error));
    connectivity
}

/// Whether an error says that a file is not there any more.
fn is_gone(error: &anyhow::Error) -> bool {
    let gone = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
    error.chain().any(|cause| cause.downcast_ref().is_some_and(gone))
}

/// Looks at all objects, read by ourselves.
///
/// As long as all that any of them names is there, the question about the `tips` is enough; git is asked to go through
/// everything only from the moment on at which something else is met.
///
/// # Errors
/// At a damaged one.
fn gather_own(
    session: &mut Session<'_>,
    repository: &Repository,
    look: Look<'_>,
    met: &mut Met,
    objects: &OwnObjects,
    tips: Connectivity,
) -> anyhow::Result<Connectivity> {
    let mut broken = None;
    let mut connectivity = None;
    in_batches(
        1,
        objects.shares().into_iter(),
        &mut objects.reader(),
        || Ok(objects.reader()),
        |reader, share| {
            let mut all = Vec::new();
            reader.each(share, |part, bytes| {
                let source = source(&part);
                all.push(look.at(part, source, bytes));
            })?;
            Ok((all, reader.names()))
        },
        |_, all: anyhow::Result<(Vec<_>, _)>| match all {
            Ok((all, names)) => {
                met.names.extend(names);
                met.hits.extend(all.into_iter().filter_map(|looked| count(session, looked, Content::stored)));
                if connectivity.is_none() && objects.may_lack() {
                    connectivity = Some(repository.connectivity());
                }
            }
            Err(error) => broken = Some(error),
        },
    )?;
    if let Some(error) = broken {
        return Err(error);
    }
    match connectivity {
        Some(connectivity) => connectivity,
        None if objects.have_all() => Ok(tips),
        None => repository.connectivity(),
    }
}

/// Looks at all objects, handed out by git: once more, if that was begun already. One that cannot be read is noted.
///
/// # Errors
/// If the list is not whole: `with_bytes` it breaks off at a damaged object.
fn handed_out(
    session: &mut Session<'_>,
    repository: &mut Repository,
    look: Look<'_>,
    met: &mut Met,
    with_bytes: bool,
) -> anyhow::Result<()> {
    let mut broken = None;
    let open = repository.reader();
    let history = repository.history(with_bytes)?;
    session.begin_again();
    *met = Met::default();
    in_order(
        history.map_while(|stored| stored.map_err(|error| broken = Some(error)).ok()),
        &mut (open()?, Names::default()),
        || Ok((open()?, Names::default())),
        |(reader, names), Stored { content, bytes }: Stored| {
            let bytes = bytes.map_or_else(|| reader.bytes(&content), Ok)?;
            let source = source(&content.part);
            if let Part::Tree(id) = content.part {
                let damage = names.meet_tree(&id, &bytes).err();
                return Ok((None, names.take(), damage));
            }
            Ok((Some(look.at(content, source, &bytes)), Vec::new(), None))
        },
        |_, looked: anyhow::Result<(Option<_>, _, _)>| match looked {
            Ok((looked, names, damage)) => {
                session.noted(damage.map_or(Ok(()), Err));
                met.names.extend(names);
                met.hits.extend(looked.and_then(|looked| count(session, looked, |content| content)));
            }
            Err(error) => session.failed(error),
        },
    )?;
    broken.map_or(Ok(()), Err)
}

/// The id, if it is a blob.
fn blob(content: &Content) -> Option<crate::repo::ObjectId> {
    match content.part {
        Part::Blob(id) => Some(id),
        _ => None,
    }
}
