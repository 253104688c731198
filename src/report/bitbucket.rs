//! Code Insights of Bitbucket Cloud: the bodies of the requests, one per line.
//!
//! The first line is `{"report":{…}}`; its value is put to `…/commit/COMMIT/reports/atlatch`. Each further line is
//! `{"annotations":[…]}` with at most a hundred; its value is posted to `…/reports/atlatch/annotations`.

use std::io::{self, Write};

use serde::Serialize;

use super::identity::Identities;
use super::mask::Masker;
use super::{Entry, Reporter, Settings, Source, Summary, advice, json, location, order};
use crate::allow::Action;
use crate::exit::Outcome;
use crate::rules::Severity;

/// Annotations that Bitbucket takes in one request.
const BATCH: usize = 100;
/// Annotations that it takes for one report.
const MOST_ANNOTATIONS: usize = 1_000;
/// Characters of a summary that it takes.
const MOST_SUMMARY: usize = 450;
/// Characters of details that it takes.
const MOST_DETAILS: usize = 2_000;

/// The reporter.
#[derive(Debug)]
pub(super) struct Bitbucket {
    /// Annotate what is allowed too.
    include_allowed: bool,
}

impl Bitbucket {
    /// A reporter with these settings.
    pub(super) fn new(settings: &Settings) -> Self {
        Self { include_allowed: settings.include_allowed }
    }
}

impl Reporter for Bitbucket {
    fn report(&mut self, entries: &[Entry], summary: &Summary, out: &mut dyn Write) -> io::Result<Vec<String>> {
        let masker = Masker::new(entries)?;
        let mut listed = order::sorted(entries);
        listed.retain(|entry| self.include_allowed || entry.action != Action::Allow);
        let total = listed.len();
        let mut notes = Vec::new();
        if total > MOST_ANNOTATIONS {
            listed.sort_by_key(|entry| std::cmp::Reverse((entry.action, entry.finding.severity)));
            listed.truncate(MOST_ANNOTATIONS);
            let left = total - MOST_ANNOTATIONS;
            notes.push(format!(
                "Bitbucket: {left} of {total} findings are left out, the least grave ones: it takes no more"
            ));
        }
        json::write_line(out, &ReportLine { report: Report::new(summary, &notes) })?;
        let mut identities = Identities::default();
        for batch in listed.chunks(BATCH) {
            let annotations = batch.iter().map(|entry| Annotation::new(entry, &masker, &mut identities)).collect();
            json::write_line(out, &AnnotationsLine { annotations })?;
        }
        out.flush()?;
        Ok(notes)
    }
}

/// The first line.
#[derive(Serialize)]
struct ReportLine {
    report: Report,
}

/// What the run amounts to.
#[derive(Serialize)]
struct Report {
    title: &'static str,
    details: String,
    #[serde(rename = "report_type")]
    kind: &'static str,
    reporter: String,
    result: &'static str,
    data: Vec<Datum>,
}

/// A number on the report's page.
#[derive(Serialize)]
struct Datum {
    title: &'static str,
    r#type: &'static str,
    value: usize,
}

impl Report {
    /// The report of a run.
    fn new(summary: &Summary, notes: &[String]) -> Self {
        let verdict = match summary.outcome {
            Outcome::Clean => "No Atlassian credentials that block.",
            Outcome::Findings => "Atlassian credentials were found: revoke them first, then take them out.",
            Outcome::CouldNotCheck => "Not everything could be checked; the log says what.",
        };
        let details = [&[verdict.to_owned()], notes].concat().join(" ");
        let numbers = [
            ("Blocked", summary.blocked),
            ("Warned", summary.warned),
            ("Allowed", summary.allowed),
            ("Files", summary.files),
            ("Not looked into", summary.skipped.len()),
        ];
        Self {
            title: "atlatch",
            details: first(&details, MOST_DETAILS),
            kind: "SECURITY",
            reporter: concat!("atlatch ", env!("CARGO_PKG_VERSION")).to_owned(),
            result: if summary.outcome == Outcome::Clean { "PASSED" } else { "FAILED" },
            data: numbers.map(|(title, value)| Datum { title, r#type: "NUMBER", value }).into(),
        }
    }
}

/// A further line.
#[derive(Serialize)]
struct AnnotationsLine {
    annotations: Vec<Annotation>,
}

/// A finding.
#[derive(Serialize)]
struct Annotation {
    external_id: String,
    #[serde(rename = "annotation_type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    summary: String,
    details: String,
    severity: &'static str,
    result: &'static str,
    link: &'static str,
}

impl Annotation {
    /// What is said of an entry. Without a path Bitbucket shows it with the report, without a line at the top of the file.
    fn new(entry: &Entry, masker: &Masker<'_>, identities: &mut Identities) -> Self {
        let finding = &entry.finding;
        let in_file = entry.source != Source::Message;
        let summary = format!("{}: {}", finding.rule.title, advice::confidence(finding));
        Self {
            external_id: identities.next(entry, masker),
            kind: "VULNERABILITY",
            path: in_file.then(|| json::lossy(&location::file(entry, masker))),
            line: location::region(entry).filter(|_| in_file).map(|place| place.line),
            summary: first(&summary, MOST_SUMMARY),
            details: first(&advice::message(entry, masker), MOST_DETAILS),
            severity: match finding.severity {
                Severity::Low => "LOW",
                Severity::Medium => "MEDIUM",
                Severity::High => "HIGH",
                Severity::Critical => "CRITICAL",
            },
            result: match entry.action {
                Action::Block => "FAILED",
                Action::Warn => "PASSED",
                Action::Allow => "IGNORED",
            },
            link: finding.rule.revoke,
        }
    }
}

/// The first characters of a text.
fn first(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::{BATCH, Bitbucket, MOST_ANNOTATIONS, Reporter, Settings, first};
    use crate::cli::Format;
    use crate::report::sample::Sample;

    /// The lines of a sample's report.
    fn lines(sample: &Sample) -> Vec<Value> {
        let report = sample.report(Format::Bitbucket, &Settings::default());
        report.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn a_report_and_its_annotations() {
        let sample = Sample::whole();
        let lines = lines(&sample);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0]["report"]["report_type"], "SECURITY");
        assert_eq!(lines[0]["report"]["result"], "FAILED");
        assert_eq!(
            lines[0]["report"]["data"][0],
            serde_json::json!({"title": "Blocked", "type": "NUMBER", "value": sample.summary().blocked})
        );
        let annotations = lines[1]["annotations"].as_array().unwrap();
        assert_eq!(annotations.len(), sample.entries.len() - 1);
        for annotation in annotations {
            assert!(annotation["summary"].as_str().unwrap().chars().count() <= 450);
            assert!(["LOW", "MEDIUM", "HIGH", "CRITICAL"].contains(&annotation["severity"].as_str().unwrap()));
            assert_eq!(annotation["annotation_type"], "VULNERABILITY");
        }
    }

    #[test]
    fn a_clean_run_passes_without_annotations() {
        let lines = lines(&Sample::empty());
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0]["report"]["result"], "PASSED");
    }

    #[test]
    fn batches_and_the_limit_are_kept_and_spoken_of() {
        let sample = Sample::many(1_234);
        let mut out = Vec::new();
        let notes = Bitbucket::new(&Settings::default()).report(&sample.entries, &sample.summary(), &mut out).unwrap();
        assert_eq!(notes.len(), 1);
        assert!(notes[0].contains("234 of 1234"), "{notes:?}");
        let report = String::from_utf8(out).unwrap();
        let mut ids = BTreeSet::new();
        for line in report.lines().skip(1) {
            let line: Value = serde_json::from_str(line).unwrap();
            let annotations = line["annotations"].as_array().unwrap();
            assert!(annotations.len() <= BATCH);
            ids.extend(annotations.iter().map(|annotation| annotation["external_id"].as_str().unwrap().to_owned()));
        }
        assert_eq!(ids.len(), MOST_ANNOTATIONS);
        assert!(report.lines().next().unwrap().contains("left out"));
    }

    #[test]
    fn long_texts_are_cut_at_characters() {
        assert_eq!(first("äöüß", 4), "äöüß");
        assert_eq!(first("äöüßx", 4), "äöü…");
    }
}
