//! What went wrong with a repository, and what cures it.

use std::fmt;

/// An error with the command or step that cures it, where one is known.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What could not be done, and why; safe to print.
    message: String,
    /// What to do about it, if more is known than [`Failure::REPAIR`].
    help: Option<String>,
    /// Whether there is no repository at all.
    pub(super) no_repository: bool,
}

impl Failure {
    /// What to do about a repository that git cannot read either.
    const REPAIR: &str = "repair what git complains of: `git status` says the same, and `git fsck` names damaged objects, which another \
                          clone may have";

    /// An error without a cure of its own. Control characters, which paths and git's own messages can carry, are escaped.
    pub(crate) fn new(message: impl AsRef<str>) -> Self {
        Self { message: printable(message.as_ref()), help: None, no_repository: false }
    }

    /// The same error with its cure.
    pub(crate) fn with_help(mut self, help: impl AsRef<str>) -> Self {
        self.help = Some(printable(help.as_ref()));
        self
    }

    /// The same error with a cure, unless it has one of its own.
    pub(crate) fn or_help(self, help: impl AsRef<str>) -> Self {
        if self.help.is_some() { self } else { self.with_help(help) }
    }

    /// What to do about it.
    pub(crate) fn help(&self) -> &str {
        self.help.as_deref().unwrap_or(Self::REPAIR)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// Replaces control characters by their escapes.
fn printable(text: &str) -> String {
    text.chars()
        .map(|character| if character.is_control() { character.escape_default().to_string() } else { character.into() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Failure;

    #[test]
    fn messages_carry_no_terminal_codes() {
        let failure = Failure::new("bad \u{1b}[31mpath").with_help("line\nbreak");
        assert_eq!(failure.to_string(), r"bad \u{1b}[31mpath");
        assert_eq!(failure.help(), r"line\nbreak");
        assert!(Failure::new("x").help().contains("git fsck"));
    }
}
