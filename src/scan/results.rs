//! What a run came to: its end, the counts, and what of several parts is joined.

use super::Session;
use crate::allow::Action;
use crate::exit::Outcome;
use crate::problem::Problem;
use crate::report::{Entry, Summary};

/// What a run came to.
#[derive(Debug, Default)]
pub struct Results {
    /// What was found, in the order it was met.
    pub entries: Vec<Entry>,
    /// The counts and the outcome.
    pub summary: Summary,
    /// What could not be checked, and why.
    pub failures: Vec<anyhow::Error>,
}

impl Results {
    /// Those of a run that ended before anything was looked at.
    pub fn failed(error: anyhow::Error) -> Self {
        let summary = Summary { outcome: Outcome::CouldNotCheck, ..Summary::default() };
        Self { summary, failures: vec![error], ..Self::default() }
    }

    /// Joins the results of two parts of a run.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.entries.extend(other.entries);
        self.failures.extend(other.failures);
        let (one, two) = (&mut self.summary, other.summary);
        one.outcome = one.outcome.merge(two.outcome);
        one.blocked += two.blocked;
        one.warned += two.warned;
        one.allowed += two.allowed;
        one.files += two.files;
        one.bytes += two.bytes;
        one.skipped.extend(two.skipped);
        one.skipped_told |= two.skipped_told;
        for notice in two.notices {
            if !one.notices.contains(&notice) {
                one.notices.push(notice);
            }
        }
        one.seconds += two.seconds;
        self
    }
}

impl Session<'_> {
    /// Ends the run.
    pub fn finish(mut self) -> Results {
        let count = |action: Action| self.entries.iter().filter(|entry| entry.action == action).count();
        let blocked = count(Action::Block);
        let found = if blocked > 0 { Outcome::Findings } else { Outcome::Clean };
        let skipped = if self.skipped.is_empty() { Action::Allow } else { self.allowlist.policy().skipped() };
        let parts = self.skipped.len();
        if skipped == Action::Block {
            self.failures.push(unread(parts));
        }
        let checked = if self.failures.is_empty() { Outcome::Clean } else { Outcome::CouldNotCheck };
        let mut notices = self.allowlist.notices();
        match self.unheeded {
            0 => {}
            1 => notices.push(format!("1 marker beside a finding {UNHEEDED}")),
            count => notices.push(format!("{count} markers beside findings {UNHEEDED}")),
        }
        let summary = Summary {
            outcome: found.merge(checked),
            blocked,
            warned: count(Action::Warn) + if skipped == Action::Warn { parts } else { 0 },
            allowed: count(Action::Allow),
            files: self.files,
            bytes: self.bytes,
            skipped: self.skipped,
            skipped_told: skipped != Action::Allow,
            notices,
            seconds: self.started.elapsed().as_secs_f64(),
        };
        Results { entries: self.entries, summary, failures: self.failures }
    }
}

/// The error for parts that could not be looked into, where the policy lets them block.
fn unread(parts: usize) -> anyhow::Error {
    let parts = if parts == 1 { "1 part".to_owned() } else { format!("{parts} parts") };
    let help = "commit what is in them unpacked, fetch what is not here, or let them pass with `skipped = \"warn\"` below [policy] in .atlatch.toml";
    Problem::new(format!("what could not be looked into blocks here: {parts}"), help).into()
}

/// What is said of markers where content must not excuse itself.
const UNHEEDED: &str = "would excuse it elsewhere, but not here: a change cannot excuse itself";
