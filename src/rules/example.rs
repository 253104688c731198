//! The examples that every rule is tested with.

/// Texts that a rule is tested with, made at run time.
#[derive(Debug, Default)]
pub struct Examples {
    /// Each must give exactly one finding, with this rule.
    pub hits: Vec<Example>,
    /// Each must give no finding with this rule that blocks.
    pub misses: Vec<Example>,
}

/// A small file.
#[derive(Debug)]
pub struct Example {
    /// Its path, as file names are context.
    pub path: &'static str,
    /// Its content.
    pub text: String,
}

impl Example {
    /// A file with this path and content.
    pub fn new(path: &'static str, text: impl Into<String>) -> Self {
        Self { path, text: text.into() }
    }
}
