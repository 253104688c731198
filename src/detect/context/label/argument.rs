//! What an argument of a call is called.

use super::super::names::{Name, Sort};
use super::super::reader::{Glue, Kind};
use super::{Label, Labels, secret};

impl Labels<'_> {
    /// What an argument is called: by the argument before it (`put("token", "…")`), by what is called (`setPassword("…")`), or,
    /// where a client is made or someone logs in, by nothing.
    pub(super) fn argument(self, value: usize) -> Option<Label> {
        let term = self.term(value)?;
        let scope = &self.reading.scopes[term.scope];
        let callee = scope.first.checked_sub(1).filter(|last| *last >= scope.heading && scope.kind == Kind::Paren);
        let callee_name = callee.map(|callee| self.name(callee));
        if callee_name.is_some_and(|name| name.turned) {
            return None;
        }
        let before = value.checked_sub(1)?;
        let previous = self.term(before)?;
        let quoted = self.text[previous.end..].first().is_some_and(|byte| b"\"'`\\".contains(byte));
        let standing = !previous.glue.has(Glue::ASSIGN) || previous.glue.has(Glue::OPEN_BRACE | Glue::OPEN);
        if term.glue.has(Glue::COMMA)
            && previous.scope == term.scope
            && standing
            && (quoted || self.is_identifier(before))
        {
            if previous.name.sort.is_some() {
                return secret(self.phrase(before, self.compound(before)), true);
            }
            if self.is_identifier(before) && quoted && !self.word(before).contains(&b'@') && previous.name.turned {
                return None;
            }
        }
        let (callee, mut name) = (callee?, callee_name?);
        if name.sort.is_none() {
            const LOG_IN: &[&str] =
                &["client", "connect", "login", "auth", "session", "credential", "api", "jira", "confluence", "new"];
            let lower = self.word(callee).to_ascii_lowercase();
            if !LOG_IN.iter().any(|word| memchr::memmem::find(&lower, word.as_bytes()).is_some())
                || scope.end - scope.start > 800
            {
                return None;
            }
            name = Name { sort: Some(Sort::Auth), owner: name.owner, ..Name::default() };
        }
        secret(name, true)
    }
}
