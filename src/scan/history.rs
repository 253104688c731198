//! The whole history: every object once, reachable or not, on all cores.
//!
//! Objects are met without their paths, as most hold nothing. Only those that do are traced to a path and the first commit
//! that brings them, and looked at again with the path as context.

use std::collections::BTreeSet;

use anyhow::Context as _;

use super::{Session, Text};
use crate::detect::Detector;
use crate::repo::{Content, Part, Reader, Repository, Stored, in_order};
use crate::report::{Known, Source};

/// Looks at every blob, commit and tag of the object database.
pub fn look(session: &mut Session<'_>, repository: &mut Repository) -> anyhow::Result<()> {
    session.expect(repository.object_count()?);
    let hits = if let Ok(hits) = gather(session, repository, true) {
        hits
    } else {
        // One damaged object must not hide what is found in the others.
        session.begin_again();
        gather(session, repository, false)?
    };
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

/// Looks at all objects; those that there is something to say about.
///
/// # Errors
/// If the listing breaks off, as it does `with_bytes` at a damaged object. One that cannot be read is noted.
fn gather(session: &mut Session<'_>, repository: &mut Repository, with_bytes: bool) -> anyhow::Result<Vec<Content>> {
    let detector = session.detector;
    let mut hits = Vec::new();
    let mut broken = None;
    let open = repository.reader();
    let history = repository.history(with_bytes)?;
    in_order(
        history.map_while(|stored| stored.map_err(|error| broken = Some(error)).ok()),
        repository.own_reader(),
        &open,
        |reader, stored| look_at(detector, reader, stored),
        |_, looked| match looked {
            Ok((hit, bytes)) => {
                session.counted(Source::Content, bytes, Vec::new());
                hits.extend(hit);
            }
            Err(error) => session.failed(error),
        },
    )?;
    broken.map_or(Ok(hits), Err)
}

/// The id, if it is a blob.
fn blob(content: &Content) -> Option<crate::repo::ObjectId> {
    match content.part {
        Part::Blob(id) => Some(id),
        _ => None,
    }
}

/// Looks at one object; hands it back if there is something to say about it, with its size.
fn look_at(detector: &Detector, reader: &mut Reader, stored: Stored) -> anyhow::Result<(Option<Content>, u64)> {
    let Stored { content, bytes } = stored;
    let bytes = bytes.map_or_else(|| reader.bytes(&content), Ok)?;
    let detection = detector.scan(b"", &bytes);
    let said = !detection.findings.is_empty() || !detection.skipped.is_empty();
    Ok((said.then_some(content), bytes.len() as u64))
}
