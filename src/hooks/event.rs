//! The ways into a history, and the hook that guards each.

/// A hook of git that atlatch answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// Before a commit.
    PreCommit,
    /// Before a merge that commits by itself; such a merge does not run `pre-commit`.
    PreMergeCommit,
    /// When a message is written.
    CommitMsg,
    /// Before a push; the only one that sees what rebase, cherry-pick and revert made.
    PrePush,
    /// On a server, before a push is taken.
    PreReceive,
}

impl Event {
    /// Those that guard a repository in which people work.
    pub(crate) const CLIENT: [Self; 4] = [Self::PreCommit, Self::PreMergeCommit, Self::CommitMsg, Self::PrePush];
    /// All of them.
    pub(crate) const ALL: [Self; 5] =
        [Self::PreCommit, Self::PreMergeCommit, Self::CommitMsg, Self::PrePush, Self::PreReceive];

    /// The name that git knows it by.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::PreCommit => "pre-commit",
            Self::PreMergeCommit => "pre-merge-commit",
            Self::CommitMsg => "commit-msg",
            Self::PrePush => "pre-push",
            Self::PreReceive => "pre-receive",
        }
    }

    /// The name that `atlatch hook` knows it by: what is staged is looked at in one way, merge or not.
    pub(crate) fn command(self) -> &'static str {
        match self {
            Self::PreMergeCommit => Self::PreCommit.name(),
            _ => self.name(),
        }
    }

    /// Whether the hook that stood there runs before atlatch.
    ///
    /// It does where it may still change what is committed (formatters stage again, message hooks rewrite), so that atlatch
    /// sees the last state. Nothing changes what is pushed, but hooks such as that of git-lfs already send: there atlatch
    /// comes first.
    pub(crate) fn other_first(self) -> bool {
        matches!(self, Self::PreCommit | Self::PreMergeCommit | Self::CommitMsg)
    }

    /// The one with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.name() == name)
    }
}

/// Every hook that git looks for in its hooks folder, but two.
///
/// A folder that `core.hooksPath` points to replaces the repository's own, so it needs a shim for each of these. Left out:
/// `push-to-checkout`, whose mere presence replaces what git does by itself, and `fsmonitor-watchman`, which git runs by the
/// path in `core.fsmonitor`.
pub(super) const GIT_HOOKS: [&str; 26] = [
    "applypatch-msg",
    "commit-msg",
    "p4-changelist",
    "p4-post-changelist",
    "p4-pre-submit",
    "p4-prepare-changelist",
    "post-applypatch",
    "post-checkout",
    "post-commit",
    "post-index-change",
    "post-merge",
    "post-receive",
    "post-rewrite",
    "post-update",
    "pre-applypatch",
    "pre-auto-gc",
    "pre-commit",
    "pre-merge-commit",
    "pre-push",
    "pre-rebase",
    "pre-receive",
    "prepare-commit-msg",
    "proc-receive",
    "reference-transaction",
    "sendemail-validate",
    "update",
];

#[cfg(test)]
mod tests {
    use super::{Event, GIT_HOOKS};

    #[test]
    fn every_event_is_a_hook_of_git_and_keeps_its_name() {
        for event in Event::ALL {
            assert!(GIT_HOOKS.contains(&event.name()), "{event:?}");
            assert_eq!(Event::named(event.name()), Some(event));
        }
        assert_eq!(Event::named("post-commit"), None);
        assert!(GIT_HOOKS.is_sorted());
    }
}
