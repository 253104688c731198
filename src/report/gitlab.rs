//! The Code Quality report of GitLab: one array, shown in merge requests.

use std::io::{self, Write};

use serde::Serialize;

use super::identity::Identities;
use super::mask::Masker;
use super::{Entry, Reporter, Settings, Summary, advice, json, location, order};
use crate::allow::Action;
use crate::rules::Severity;

/// The reporter.
#[derive(Debug)]
pub(super) struct GitLab {
    /// List what is allowed too.
    include_allowed: bool,
}

impl GitLab {
    /// A reporter with these settings.
    pub(super) fn new(settings: &Settings) -> Self {
        Self { include_allowed: settings.include_allowed }
    }
}

impl Reporter for GitLab {
    fn report(&mut self, entries: &[Entry], _: &Summary, out: &mut dyn Write) -> io::Result<Vec<String>> {
        let masker = Masker::new(entries)?;
        let mut identities = Identities::default();
        let issues: Vec<Issue> = order::sorted(entries)
            .into_iter()
            .filter(|entry| self.include_allowed || entry.action != Action::Allow)
            .map(|entry| Issue::new(entry, &masker, &mut identities))
            .collect();
        json::write_line(out, &issues)?;
        out.flush()?;
        Ok(Vec::new())
    }
}

/// A finding.
#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

/// Where it stands.
#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

/// The first line.
#[derive(Serialize)]
struct Lines {
    begin: usize,
}

impl Issue {
    /// What is said of an entry.
    fn new(entry: &Entry, masker: &Masker<'_>, identities: &mut Identities) -> Self {
        Self {
            description: format!("{}: {}", entry.finding.rule.title, advice::message(entry, masker)),
            check_name: entry.finding.rule.id,
            fingerprint: identities.next(entry, masker),
            severity: match (entry.action, entry.finding.severity) {
                (Action::Allow, _) => "info",
                (Action::Warn, _) | (Action::Block, Severity::Low) => "minor",
                (Action::Block, Severity::Medium) => "major",
                (Action::Block, Severity::High) => "critical",
                (Action::Block, Severity::Critical) => "blocker",
            },
            location: Location {
                path: json::lossy(&location::file(entry, masker)),
                lines: Lines { begin: location::region(entry).map_or(1, |place| place.line) },
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::Settings;
    use crate::cli::Format;
    use crate::report::sample::Sample;

    /// The issues of a sample's report.
    fn issues(sample: &Sample, include_allowed: bool) -> Vec<Value> {
        let report = sample.report(Format::Gitlab, &Settings { include_allowed, ..Settings::default() });
        serde_json::from_str(&report).unwrap()
    }

    #[test]
    fn every_issue_has_what_gitlab_asks_for_and_a_fingerprint_of_its_own() {
        let sample = Sample::whole();
        let issues = issues(&sample, true);
        assert_eq!(issues.len(), sample.entries.len());
        let mut fingerprints = BTreeSet::new();
        for issue in &issues {
            assert!(fingerprints.insert(issue["fingerprint"].as_str().unwrap()), "{issue}");
            assert!(["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().unwrap()));
            assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
            for text in [&issue["description"], &issue["check_name"], &issue["location"]["path"]] {
                assert!(!text.as_str().unwrap().is_empty(), "{issue}");
            }
        }
    }

    #[test]
    fn what_is_allowed_is_left_out() {
        let sample = Sample::whole();
        assert_eq!(issues(&sample, false).len(), sample.entries.len() - 1);
        assert_eq!(issues(&Sample::empty(), false).len(), 0);
    }
}
