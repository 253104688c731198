//! How a run ends: the one place that knows the three exit codes.
//!
//! 0 means that everything new was looked at and nothing blocks, 1 that something blocks, 2 that something could not be
//! checked. Both 1 and 2 stop a commit; they differ so that people and CI can tell "found" from "failed".

use std::process::ExitCode;

/// The result of a run, from best to worst.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Everything was looked at, nothing blocks.
    #[default]
    Clean,
    /// At least one finding blocks.
    Findings,
    /// Something could not be checked, whatever else was found.
    CouldNotCheck,
}

impl Outcome {
    /// Joins the outcomes of two parts of a run: the worse one wins, so findings and an error together are an error.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        self.max(other)
    }

    /// The process exit code: 0, 1 or 2.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::CouldNotCheck => 2,
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome.code())
    }
}

#[cfg(test)]
mod tests {
    use super::Outcome::{self, Clean, CouldNotCheck, Findings};

    #[test]
    fn the_worse_outcome_wins() {
        let table: [(Outcome, Outcome, Outcome); 6] = [
            (Clean, Clean, Clean),
            (Clean, Findings, Findings),
            (Findings, Findings, Findings),
            (Clean, CouldNotCheck, CouldNotCheck),
            (Findings, CouldNotCheck, CouldNotCheck),
            (CouldNotCheck, CouldNotCheck, CouldNotCheck),
        ];
        for (one, other, merged) in table {
            assert_eq!(one.merge(other), merged);
            assert_eq!(other.merge(one), merged);
        }
    }

    #[test]
    fn codes_are_zero_one_two() {
        assert_eq!([Clean, Findings, CouldNotCheck].map(Outcome::code), [0, 1, 2]);
    }
}
