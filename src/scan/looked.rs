//! A piece of content on its way from the thread that looked at it to the one that notes what is new in it.

use super::old_side::{OldSide, Removed};
use super::{Session, Text};
use crate::detect::{Detection, Detector};
use crate::repo::{Content, ObjectId, Part, Reader};
use crate::report::Source;
use crate::watchdog;

/// A text that takes long to look at, in bytes: a few milliseconds at the slowest.
const LARGE: u64 = 100_000;

/// What sort of text a piece of content is.
pub(super) fn source(part: &Part) -> Source {
    match part {
        Part::File { .. } | Part::Blob(_) => Source::Content,
        Part::Message(_) | Part::Header(_) | Part::Tag(_) => Source::Message,
        Part::Name(_) | Part::Tree(_) => Source::Name,
    }
}

/// A piece of content that was looked at.
pub(super) struct Looked {
    /// What it is.
    content: Content,
    /// How many bytes it has.
    size: u64,
    /// Its bytes, if something was found in them: most content holds nothing, and much of it may be waiting.
    bytes: Vec<u8>,
    /// What was found in it.
    detection: Detection,
}

impl Looked {
    /// Reads a piece of content and looks at it.
    pub(super) fn at(detector: &Detector, reader: &mut Reader, content: Content) -> anyhow::Result<Self> {
        let mut bytes = reader.bytes(&content)?;
        let size = bytes.len() as u64;
        if size > LARGE {
            watchdog::wake()?;
        }
        let detection = detector.scan(content.path().unwrap_or_default(), &bytes);
        if detection.findings.is_empty() {
            bytes = Vec::new();
        }
        Ok(Self { content, size, bytes, detection })
    }

    /// Notes what is new in it. `removed`: what the commit of the piece before removes.
    pub(super) fn note(self, session: &mut Session<'_>, blobs: &mut Reader, removed: &mut Removed) {
        let Self { content, size, bytes, detection } = self;
        let commit = content.commit.map(|id| id.to_string());
        let source = source(&content.part);
        let path = match &content.part {
            Part::File { path, .. } => path.as_slice(),
            Part::Name(name) => name.as_slice(),
            Part::Blob(_) | Part::Tree(_) | Part::Message(_) | Part::Header(_) | Part::Tag(_) => b"",
        };
        // The names of staged files are looked at all at once.
        if commit.is_some() && source == Source::Content && content.old.is_empty() {
            session.look_at_name(path, commit.as_deref());
        }
        if detection.findings.is_empty() {
            session.counted(source, size, detection.skipped);
            return;
        }
        removed.of(&content);
        let mut read = |id: &ObjectId| blobs.blob(id);
        let mut old = OldSide::new(&mut read, path, &content.old, removed);
        session.looked(&Text { path, source, commit: commit.as_deref(), bytes: &bytes }, detection, Some(&mut old));
    }
}
