//! What a finding does to a commit when nothing excuses it: the `[policy]` table.

use std::collections::BTreeMap;

use super::Action;
use crate::finding::{Confidence, Finding};
use crate::rules::State;

/// Actions by confidence, state and rule.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Findings that an offline check proved.
    pub(super) verified: Action,
    /// Findings by shape and context.
    pub(super) likely: Action,
    /// Findings whose check failed.
    pub(super) altered: Action,
    /// Findings of a kind that cannot authenticate any more.
    pub(super) retired: Action,
    /// Findings that say themselves that their time is over.
    pub(super) expired: Action,
    /// Parts that could not be looked into.
    pub(super) skipped: Action,
    /// Findings of single rules.
    pub(super) rules: BTreeMap<&'static str, Action>,
    /// Whether warnings block.
    pub(super) strict: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            verified: Action::Block,
            likely: Action::Block,
            altered: Action::Warn,
            retired: Action::Block,
            expired: Action::Warn,
            skipped: Action::Allow,
            rules: BTreeMap::new(),
            strict: false,
        }
    }
}

impl Policy {
    /// The keys of `[policy]`, beside `"rule:ID"`.
    pub(super) const KEYS: [&str; 6] = ["verified", "likely", "altered", "retired", "expired", "skipped"];

    /// The action behind one of [`Policy::KEYS`].
    pub(super) fn key_mut(&mut self, key: &str) -> Option<&mut Action> {
        Some(match key {
            "verified" => &mut self.verified,
            "likely" => &mut self.likely,
            "altered" => &mut self.altered,
            "retired" => &mut self.retired,
            "expired" => &mut self.expired,
            "skipped" => &mut self.skipped,
            _ => return None,
        })
    }

    /// What a finding does. The most particular word wins: that for the rule, then that for a failed check, then that for the
    /// state, then that for the confidence.
    pub fn action(&self, finding: &Finding) -> Action {
        let by_kind = match (finding.confidence, finding.state) {
            (Confidence::Altered, _) => self.altered,
            (_, State::Expired) => self.expired,
            (_, State::Retired) => self.retired,
            (Confidence::Verified, State::Live) => self.verified,
            (Confidence::Likely, State::Live) => self.likely,
        };
        self.hardened(self.rules.get(finding.rule.id).copied().unwrap_or(by_kind))
    }

    /// What a part does that could not be looked into.
    pub fn skipped(&self) -> Action {
        self.hardened(self.skipped)
    }

    /// Turns a warning into a block if the command line asks for that.
    fn hardened(&self, action: Action) -> Action {
        if self.strict && action == Action::Warn { Action::Block } else { action }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::allow::Action::{Allow, Block, Warn};
    use crate::allow::tests::finding;
    use crate::finding::Confidence::{Altered, Likely, Verified};
    use crate::rules::State::{Expired, Live, Retired};

    #[test]
    fn defaults_and_strict() {
        let table = [
            (Verified, Live, Block),
            (Likely, Live, Block),
            (Altered, Live, Warn),
            (Verified, Retired, Block),
            (Altered, Retired, Warn),
            (Verified, Expired, Warn),
            (Altered, Expired, Warn),
        ];
        let strict = Policy { strict: true, ..Policy::default() };
        for (confidence, state, expected) in table {
            let finding = finding("atlassian-api-token", confidence, state);
            assert_eq!(Policy::default().action(&finding), expected, "{confidence:?} {state:?}");
            assert_eq!(strict.action(&finding), Block, "{confidence:?} {state:?}");
        }
        assert_eq!(Policy::default().skipped(), Allow);
        assert_eq!(strict.skipped(), Allow);
        assert_eq!(Policy { skipped: Warn, ..strict }.skipped(), Block);
    }

    #[test]
    fn the_most_particular_word_wins() {
        let mut policy = Policy { altered: Allow, expired: Block, retired: Warn, ..Policy::default() };
        let action = |policy: &Policy, confidence, state| policy.action(&finding("trello-token", confidence, state));
        assert_eq!(action(&policy, Altered, Expired), Allow);
        assert_eq!(action(&policy, Altered, Retired), Allow);
        assert_eq!(action(&policy, Verified, Expired), Block);
        assert_eq!(action(&policy, Likely, Retired), Warn);
        assert_eq!(action(&policy, Likely, Live), Block);
        policy.rules.insert("trello-token", Warn);
        for confidence in [Altered, Likely, Verified] {
            for state in [Live, Retired, Expired] {
                assert_eq!(action(&policy, confidence, state), Warn);
            }
        }
        assert_eq!(policy.action(&finding("atlassian-api-token", Verified, Live)), Block);
    }
}
