//! What a finding means here: block, warn or allow.

/// What is done about a finding, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Nothing: an entry of the allowlist or a marker covers it.
    Allow,
    /// It is shown and does not block.
    Warn,
    /// It blocks.
    Block,
}

impl Action {
    /// The word used in reports and in `[policy]`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Block => "block",
        }
    }
}
