//! SARIF 2.1.0, shaped for GitHub code scanning.
//!
//! No snippet and no line hash: both would carry what stands beside the credential. The fingerprint of the value goes under
//! a key of our own, for kinds that have one.

mod model;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use self::model::{
    ArtifactLocation, Driver, Help, Invocation, Level, Location, Log, Message, Notification, PhysicalLocation, Region,
    ReportingDescriptor, ResultEntry, ResultProperties, RuleProperties, Run, Suppression, Tool,
};
use super::mask::Masker;
use super::{Entry, Reporter, Settings, Summary, advice, json, location, order};
use crate::allow::Action;
use crate::exit::Outcome;
use crate::rules::{Rule, Severity, page};

/// Results that GitHub takes in one run.
const MOST_RESULTS: usize = 25_000;
/// Results that it shows of them.
const MOST_SHOWN: usize = 5_000;
/// Bytes of all paths together: with them the file stays below the 10 MB that GitHub takes compressed, whatever they are.
const MOST_PATH_BYTES: usize = 4_000_000;

/// The reporter.
#[derive(Debug)]
pub(super) struct Sarif {
    /// List what is allowed, as suppressed.
    include_allowed: bool,
}

impl Sarif {
    /// A reporter with these settings.
    pub(super) fn new(settings: &Settings) -> Self {
        Self { include_allowed: settings.include_allowed }
    }
}

impl Reporter for Sarif {
    fn report(&mut self, entries: &[Entry], summary: &Summary, out: &mut dyn Write) -> io::Result<Vec<String>> {
        let masker = Masker::new(entries)?;
        let mut listed = order::sorted(entries);
        listed.retain(|entry| self.include_allowed || entry.action != Action::Allow);
        let notes = cut(&mut listed);
        let mut rules: BTreeMap<&str, &'static Rule> = BTreeMap::new();
        for entry in &listed {
            rules.insert(entry.finding.rule.id, entry.finding.rule);
        }
        let indices: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(index, id)| (*id, index)).collect();
        let result = |entry: &&Entry| {
            let index = indices.get(entry.finding.rule.id).copied().unwrap_or_default();
            self.result(entry, index, &masker)
        };
        let mut notifications: Vec<Notification> =
            notes.iter().map(|note| Notification::new(Level::Warning, note)).collect();
        if !summary.skipped.is_empty() {
            let text = format!("{} parts could not be looked into", summary.skipped.len());
            let level = if summary.skipped_told { Level::Warning } else { Level::Note };
            notifications.push(Notification::new(level, &text));
        }
        let log = Log::new(Run {
            tool: Tool { driver: Driver::new(rules.values().map(|rule| descriptor(rule)).collect()) },
            invocations: [Invocation {
                execution_successful: summary.outcome != Outcome::CouldNotCheck,
                exit_code: summary.outcome.code(),
                tool_execution_notifications: notifications,
            }],
            column_kind: "unicodeCodePoints",
            results: listed.iter().map(result).collect(),
        });
        json::write_line(out, &log)?;
        out.flush()?;
        Ok(notes)
    }
}

impl Sarif {
    /// One finding.
    fn result(&self, entry: &Entry, rule_index: usize, masker: &Masker<'_>) -> ResultEntry {
        let finding = &entry.finding;
        // GitHub asks for a line even where none is meant.
        let region = location::region(entry).map_or(Region::first_line(), Region::of);
        let fingerprint = finding.fingerprint().map(|fingerprint| ("atlatch/v1", fingerprint.to_string()));
        let reason = entry.reason.as_ref().map(|reason| json::lossy(&masker.text(reason.as_bytes())));
        let suppressions = match entry.action {
            _ if !self.include_allowed => None,
            Action::Allow => Some(vec![Suppression::external(reason)]),
            Action::Warn | Action::Block => Some(Vec::new()),
        };
        ResultEntry {
            rule_id: finding.rule.id,
            rule_index,
            level: match entry.action {
                Action::Block => Level::Error,
                Action::Warn => Level::Warning,
                Action::Allow => Level::Note,
            },
            message: Message::new(&format!("{}: {}", finding.rule.title, advice::message(entry, masker))),
            locations: [Location {
                physical_location: PhysicalLocation {
                    artifact_location: ArtifactLocation { uri: uri(&location::file(entry, masker)) },
                    region,
                },
            }],
            partial_fingerprints: fingerprint.into_iter().collect(),
            suppressions,
            properties: ResultProperties {
                confidence: finding.confidence.as_str(),
                state: finding.state.as_str(),
                severity: finding.severity.as_str(),
                masked: finding.masked(),
                path: json::lossy(&location::full_path(entry, masker)),
                commit: entry.commit.clone(),
                also: finding.also.map(|also| also.id),
            },
        }
    }
}

/// Leaves out what GitHub would refuse, the least grave first, and says so.
fn cut(listed: &mut Vec<&Entry>) -> Vec<String> {
    let total = listed.len();
    let mut path_bytes = 0;
    let fits = |entry: &&&Entry| {
        path_bytes += entry.path.len() + entry.finding.member.as_ref().map_or(0, Vec::len);
        path_bytes <= MOST_PATH_BYTES
    };
    if total > MOST_SHOWN {
        listed.sort_by_key(|entry| std::cmp::Reverse((entry.action, entry.finding.severity)));
        let kept = listed.iter().take(MOST_RESULTS).take_while(fits).count();
        listed.truncate(kept);
    }
    let mut notes = Vec::new();
    if listed.len() < total {
        let left = total - listed.len();
        notes.push(format!(
            "SARIF: {left} of {total} findings are left out, the least grave ones: GitHub takes no more"
        ));
    }
    if listed.len() > MOST_SHOWN {
        notes.push(format!("SARIF: GitHub shows the gravest {MOST_SHOWN} of {} findings", listed.len()));
    }
    notes
}

/// What the tool says about a kind.
fn descriptor(rule: &'static Rule) -> ReportingDescriptor {
    let uri = rule.help_uri();
    let mut tags = vec!["security", "secret"];
    tags.extend(rule.products.iter().map(|product| product.as_str()));
    ReportingDescriptor {
        id: rule.id,
        short_description: Message::new(rule.title),
        full_description: Message::new(&format!("{}: it {}.", rule.title, rule.consequence)),
        help: Help { text: rule.hint().to_owned(), markdown: unlinked(page::of(rule)) },
        help_uri: uri.starts_with("https://").then_some(uri),
        properties: RuleProperties {
            security_severity: match rule.severity {
                Severity::Critical => "9.5",
                Severity::High => "8.0",
                Severity::Medium => "5.5",
                Severity::Low => "2.0",
            },
            precision: if rule.high_entropy { "very-high" } else { "high" },
            tags,
        },
    }
}

/// A page without its links to other pages, which lead nowhere on GitHub: their text stays.
fn unlinked(page: &str) -> String {
    let mut shown = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((text, behind)) = rest.split_once("](") {
        shown.push_str(text);
        let target = behind.split(')').next().unwrap_or_default();
        match (shown.rfind('['), behind.get(target.len() + 1..)) {
            (Some(start), Some(after)) if target.strip_suffix(".md").is_some_and(|id| !id.contains("://")) => {
                shown.remove(start);
                rest = after;
            }
            _ => {
                shown.push_str("](");
                rest = behind;
            }
        }
    }
    shown + rest
}

/// A path as a relative reference: everything but the unreserved characters and `/` percent-encoded, bytes as they are.
fn uri(path: &[u8]) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(byte) {
            uri.push(char::from(*byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
