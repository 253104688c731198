//! What a run came to.

use crate::exit::Outcome;
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
        for notice in two.notices {
            if !one.notices.contains(&notice) {
                one.notices.push(notice);
            }
        }
        one.seconds += two.seconds;
        self
    }
}
