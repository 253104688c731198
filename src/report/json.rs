//! One JSON object per line: an API. `docs/schema/atlatch-json-lines.schema.json` says what stands in each key.

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use data_encoding::BASE64;
use serde::Serialize;
use serde_json::ser::Formatter;

use super::mask::Masker;
use super::terminal::acts_or_hides;
use super::{Entry, Reporter, Source, Summary, advice, location, order};
use crate::clock;
use crate::finding::Skipped;

/// Version of the schema; counts up when a reader of the old one would be misled.
const SCHEMA_VERSION: u32 = 1;

/// The reporter.
#[derive(Debug)]
pub(super) struct Json;

impl Reporter for Json {
    fn report(&mut self, entries: &[Entry], summary: &Summary, out: &mut dyn Write) -> io::Result<Vec<String>> {
        let masker = Masker::new(entries)?;
        for entry in order::sorted(entries) {
            write_line(out, &Object::new(entry, &masker))?;
        }
        write_line(out, &LastLine { summary: Totals::new(summary, &masker) })?;
        out.flush()?;
        Ok(Vec::new())
    }
}

/// A finding.
#[derive(Serialize)]
struct Object {
    rule: &'static str,
    also: Option<&'static str>,
    title: &'static str,
    confidence: &'static str,
    state: &'static str,
    severity: &'static str,
    action: &'static str,
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path_base64: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    commit: Option<String>,
    fingerprint: Option<String>,
    masked: String,
    hint: String,
    help_uri: String,
    expires: Option<String>,
    reason: Option<String>,
}

impl Object {
    /// What is said of an entry.
    fn new(entry: &Entry, masker: &Masker<'_>) -> Self {
        let finding = &entry.finding;
        let path = location::full_path(entry, masker);
        let (path, path_base64) = if path.is_empty() { (None, None) } else { both_forms(&path) };
        let place = (entry.source != Source::Name).then_some(finding.place);
        Self {
            rule: finding.rule.id,
            also: finding.also.map(|also| also.id),
            title: finding.rule.title,
            confidence: finding.confidence.as_str(),
            state: finding.state.as_str(),
            severity: finding.severity.as_str(),
            action: entry.action.as_str(),
            path,
            path_base64,
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
            end_line: place.map(|place| place.end_line),
            end_column: place.map(|place| place.end_column),
            commit: entry.commit.clone(),
            fingerprint: finding.fingerprint().map(|fingerprint| fingerprint.to_string()),
            masked: finding.masked(),
            hint: advice::whole(finding, masker),
            help_uri: finding.rule.help_uri(),
            expires: finding.expires.map(clock::day_of),
            reason: entry.reason.as_ref().map(|reason| lossy(&masker.text(reason.as_bytes()))),
        }
    }
}

/// The last line.
#[derive(Serialize)]
struct LastLine {
    summary: Totals,
}

/// What the run amounts to.
#[derive(Serialize)]
struct Totals {
    schema_version: u32,
    exit: u8,
    blocked: usize,
    warned: usize,
    allowed: usize,
    files: usize,
    bytes: u64,
    skipped: Vec<SkippedPart>,
    seconds: f64,
}

impl Totals {
    /// The same as `summary`, masked.
    fn new(summary: &Summary, masker: &Masker<'_>) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            exit: summary.outcome.code(),
            blocked: summary.blocked,
            warned: summary.warned,
            allowed: summary.allowed,
            files: summary.files,
            bytes: summary.bytes,
            skipped: summary.skipped.iter().map(|skipped| SkippedPart::new(skipped, masker)).collect(),
            seconds: (summary.seconds * 1000.0).round() / 1000.0,
        }
    }
}

/// A part that could not be looked into.
#[derive(Serialize)]
struct SkippedPart {
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path_base64: Option<String>,
    reason: String,
}

impl SkippedPart {
    /// The same as `skipped`, masked.
    fn new(skipped: &Skipped, masker: &Masker<'_>) -> Self {
        let (path, path_base64) = both_forms(&masker.path(&skipped.path));
        Self { path, path_base64, reason: lossy(&masker.text(skipped.reason.as_bytes())) }
    }
}

/// A path as text, and as base64 where it is not UTF-8 and the text is only near it.
fn both_forms(path: &[u8]) -> (Option<String>, Option<String>) {
    let exact = std::str::from_utf8(path).is_ok();
    (Some(lossy(path)), (!exact).then(|| BASE64.encode(path)))
}

/// Text, with U+FFFD for what is not UTF-8.
pub(super) fn lossy(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}

/// Writes a value and a line break.
pub(super) fn write_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, Printable))?;
    out.write_all(b"\n")
}

/// Writes JSON in which characters that act on a terminal or hide there are escaped; JSON itself asks for fewer.
#[derive(Debug)]
pub(super) struct Printable;

impl Formatter for Printable {
    fn write_string_fragment<W: Write + ?Sized>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, character)) = rest.char_indices().find(|(_, character)| acts_or_hides(*character)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + character.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }
}
