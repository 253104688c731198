//! Decides what each finding means here: block, warn or allow.
//!
//! What people decided stands in `.atlatch.toml` (`file` reads it, [`edit`] writes it): entries that excuse findings, each
//! with a reason, and a `policy` for the rest. A marker beside the finding (`inline`) does the same for one line.
//! Whatever is not understood is an error: a typo must not switch protection off, nor seem to allow what it does not.

pub(crate) mod edit;
mod entry;
mod file;
mod inline;
mod policy;
mod reader;

use std::collections::BTreeMap;

pub(crate) use self::entry::{Entry, UNREVIEWED};
pub(crate) use self::entry::{glob, literal, reason};
pub(crate) use self::file::read;
pub(crate) use self::inline::Markers;
pub(crate) use self::policy::Policy;
use crate::clock;
use crate::finding::{Finding, Fingerprint};
use crate::problem::Problem;
use crate::rules::Rule;

/// The name of the file, at the top of the repository.
pub(crate) const FILE: &str = ".atlatch.toml";

/// How many days ahead the end of an entry is announced.
const NOTICE_DAYS: i64 = 14;

/// What happens to a commit with this finding; the worst comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// It is counted, no more.
    Allow,
    /// It is shown.
    Warn,
    /// It stops the commit.
    Block,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 3] = [Self::Allow, Self::Warn, Self::Block];

    /// The word used in reports and in `[policy]`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Block => "block",
        }
    }
}

/// The action for one finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What happens.
    pub action: Action,
    /// The reason that the entry or the marker gives, if one of them excused the finding. Text of the repository: make it safe
    /// before printing.
    pub reason: Option<String>,
    /// Whether a marker would excuse the finding if markers counted.
    pub unheeded: bool,
}

impl Decision {
    /// What happens to a finding that nothing excuses.
    pub fn unexcused(action: Action) -> Self {
        Self { action, reason: None, unheeded: false }
    }
}

/// A credential that a full scan saw, as far as entries can speak of it.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// Its value, unless its kind has no fingerprints.
    pub fingerprint: Option<Fingerprint>,
    /// Its rule.
    pub rule: &'static Rule,
    /// The path of the file that it stands in.
    pub path: Vec<u8>,
}

/// What `.atlatch.toml` says.
#[derive(Clone, Debug)]
pub struct Allowlist {
    /// What to call the file in messages.
    source: String,
    /// The entries, as they stand in the file.
    entries: Vec<Entry>,
    /// Where in `entries` the entry of a fingerprint stands; there is at most one.
    by_fingerprint: BTreeMap<Fingerprint, usize>,
    /// What happens to findings that nothing excuses.
    policy: Policy,
    /// Whether markers beside findings count.
    inline: bool,
    /// The day that entries are compared with, in days since 1970.
    today: i64,
}

impl Allowlist {
    /// Reads the file. `source` is what to call it in messages; errors name it, the line and the cure, and quote nothing.
    pub fn parse(source: &str, bytes: &[u8]) -> anyhow::Result<Self> {
        file::parse(source, bytes, clock::today())
    }

    /// What holds where there is no file.
    pub fn empty() -> Self {
        Self::new(FILE, Vec::new(), Policy::default(), clock::today())
    }

    /// The error for a `.atlatch.toml` that is a symbolic link, which callers raise before they read it: what it points to is
    /// not part of the commit.
    pub fn symlink(source: &str) -> anyhow::Error {
        Problem::new(format!("{source} is a symbolic link"), "put a file in its place").into()
    }

    /// Puts the parts together.
    fn new(source: &str, entries: Vec<Entry>, policy: Policy, today: i64) -> Self {
        let by_fingerprint =
            entries.iter().enumerate().filter_map(|(index, entry)| Some((entry.fingerprint?, index))).collect();
        Self { source: source.to_owned(), entries, by_fingerprint, policy, inline: true, today }
    }

    /// Sets whether warnings block.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.policy.strict = strict;
        self
    }

    /// The same, but markers beside findings do not count: for places where content must not excuse itself, as on a server.
    #[must_use]
    pub fn without_markers(mut self) -> Self {
        self.inline = false;
        self
    }

    /// What happens to findings that nothing excuses.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The entries, as they stand in the file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of this fingerprint, be it over or not.
    pub fn entry(&self, fingerprint: Fingerprint) -> Option<&Entry> {
        self.entries.get(*self.by_fingerprint.get(&fingerprint)?)
    }

    /// Whether the last day of an entry is over.
    pub fn is_over(&self, entry: &Entry) -> bool {
        entry.is_over(self.today)
    }

    /// The entry that excuses a finding of this value and rule at this path.
    pub fn excuse(&self, fingerprint: Option<Fingerprint>, rule: &str, path: &[u8]) -> Option<&Entry> {
        let by_value = fingerprint.and_then(|fingerprint| self.entry(fingerprint));
        let by_place = self.entries.iter().filter(|entry| entry.fingerprint.is_none());
        by_value.into_iter().chain(by_place).find(|entry| !self.is_over(entry) && entry.covers(fingerprint, rule, path))
    }

    /// Decides about one finding. `text` is the committed text that it was made in.
    ///
    /// # Errors
    /// Near the finding stands something that looks like an inline marker and is none.
    pub fn decide(&self, finding: &Finding, path: &[u8], markers: &mut Markers<'_>) -> anyhow::Result<Decision> {
        let action = self.policy.action(finding);
        if action == Action::Allow {
            return Ok(Decision::unexcused(action));
        }
        let excused = |reason| Decision { reason: Some(reason), ..Decision::unexcused(Action::Allow) };
        // A fingerprint takes as long as finding what it is of: where nothing is allowed it need not be known.
        if !self.entries.is_empty()
            && let Some(entry) = self.excuse(finding.fingerprint(), finding.rule.id, path)
        {
            return Ok(excused(entry.reason.clone()));
        }
        let marker = markers.reason(finding, path);
        if !self.inline {
            // There a misspelt one is no error: it would not count either way.
            return Ok(Decision { unheeded: matches!(marker, Ok(Some(_))), ..Decision::unexcused(action) });
        }
        Ok(marker?.map_or_else(|| Decision::unexcused(action), excused))
    }

    /// What people should know about the entries: which are over or soon will be, and how many nobody has looked at.
    pub fn notices(&self) -> Vec<String> {
        let mut notices = Vec::new();
        for entry in &self.entries {
            let Some(expires) = entry.expires else { continue };
            let place = line_of(&self.source, entry.line) + ": ";
            let day = clock::day_of(expires * clock::DAY);
            match expires - self.today {
                ..0 => notices.push(format!("{place}this entry ended on {day} and no longer applies")),
                0 => notices.push(format!("{place}this entry ends today")),
                1 => notices.push(format!("{place}this entry ends tomorrow, on {day}")),
                left @ 2..=NOTICE_DAYS => notices.push(format!("{place}this entry ends in {left} days, on {day}")),
                _ => {}
            }
        }
        match self.entries.iter().filter(|entry| entry.reason == UNREVIEWED).count() {
            0 => {}
            1 => notices.push(format!("{}: 1 entry is unreviewed; `atlatch allow --list` shows it", self.source)),
            count => {
                notices.push(format!(
                    "{}: {count} entries are unreviewed; `atlatch allow --list` shows them",
                    self.source
                ));
            }
        }
        notices
    }
}

/// What to call a line of the file: `.atlatch.toml:2`, and `.atlatch.toml:2 in the index` for a `source` of that sort.
fn line_of(source: &str, line: usize) -> String {
    match source.split_once(' ') {
        Some((file, place)) => format!("{file}:{line} {place}"),
        None => format!("{source}:{line}"),
    }
}

#[cfg(test)]
mod schema;
#[cfg(test)]
mod tests;
