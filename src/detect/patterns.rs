//! The patterns of the rules, compiled on first use.

use std::sync::OnceLock;

use regex::bytes::Regex;

use super::written;
use crate::rules::{self, Find};

/// Every pattern of the rule table once, as some rules share one, and what it compiles to.
#[derive(Debug)]
pub(crate) struct Patterns(Vec<(&'static str, OnceLock<Option<Regex>>)>);

impl Patterns {
    /// Those of the rule table.
    pub(crate) fn new() -> Self {
        let mut patterns: Vec<(&str, OnceLock<_>)> = Vec::new();
        for rule in rules::all() {
            if let Find::Anchored { pattern, .. } = rule.find
                && !patterns.iter().any(|(known, _)| *known == pattern)
            {
                patterns.push((pattern, OnceLock::new()));
            }
        }
        Self(patterns)
    }

    /// Where a pattern's match ends that begins at the start of the text.
    pub(crate) fn end(&self, pattern: &str, text: &[u8]) -> Option<usize> {
        // Comparing letters is ten times as fast as starting the engine.
        if Self::may_match(pattern, text) { Some(self.get(pattern)?.find(text)?.end()) } else { None }
    }

    /// Whether the text starts with the letters that a pattern begins with.
    pub(crate) fn may_match(pattern: &str, text: &[u8]) -> bool {
        let letters = pattern.bytes().take_while(u8::is_ascii_alphanumeric).count();
        text.starts_with(&pattern.as_bytes()[..letters])
    }

    /// A pattern, compiled; it is matched from the start of what it is given.
    fn get(&self, pattern: &str) -> Option<&Regex> {
        let (pattern, regex) = self.0.iter().find(|(known, _)| *known == pattern)?;
        let compile = || Regex::new(&format!(r"(?-u)\A(?:{})", pattern.replace("EQ", written::EQUALS))).ok();
        regex.get_or_init(compile).as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::Patterns;

    #[test]
    fn every_pattern_compiles() {
        let patterns = Patterns::new();
        assert!(patterns.0.len() > 5);
        assert!(patterns.0.iter().all(|(pattern, _)| patterns.get(pattern).is_some()));
    }

    #[test]
    fn no_pattern_begins_with_a_letter_that_may_be_missing() {
        for (pattern, _) in Patterns::new().0 {
            let behind = pattern.trim_start_matches(|char: char| char.is_ascii_alphanumeric());
            assert!(!pattern.starts_with("EQ") && !behind.starts_with(['?', '*', '{', '|']), "{pattern}");
        }
    }
}
