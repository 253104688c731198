//! The report for people, in the manner of a compiler: what, where, how sure, and what to do about it.
//!
//! A few findings are shown in full; many get a line for each kind in each file, and only the first of them, so that a
//! blocked commit never scrolls away. What to do is said once per kind.

mod finding;
mod pen;
mod steps;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use self::pen::Pen;
use super::mask::Masker;
use super::style::Role;
use super::terminal::terminal;
use super::{Entry, Reporter, Scope, Settings, Summary, order};
use crate::allow::Action;
use crate::exit::Outcome;

/// Findings up to this number are shown in full.
const FULL: usize = 4;
/// Lines for more than that.
const BRIEF: usize = 10;

/// The reporter.
#[derive(Debug)]
pub(super) struct Text {
    /// How to report.
    settings: Settings,
}

impl Text {
    /// A reporter with these settings.
    pub(super) fn new(settings: &Settings) -> Self {
        Self { settings: settings.clone() }
    }
}

impl Reporter for Text {
    fn report(&mut self, entries: &[Entry], summary: &Summary, out: &mut dyn Write) -> io::Result<Vec<String>> {
        let masker = Masker::new(entries)?;
        let sorted = order::sorted(entries);
        let mut pen = Pen { out, settings: &self.settings, masker: &masker };
        let blocking = || sorted.iter().copied().filter(|entry| entry.action == Action::Block);
        if self.settings.quiet {
            for entry in blocking() {
                pen.brief(entry)?;
            }
            pen.out.flush()?;
            return Ok(Vec::new());
        }
        // Where the rest is cut off, what blocks must not be.
        let shown: Vec<&Entry> =
            blocking().chain(sorted.iter().copied().filter(|entry| entry.action == Action::Warn)).collect();
        if self.settings.verbose || shown.len() <= FULL {
            for (index, entry) in sorted.iter().enumerate() {
                match entry.action {
                    Action::Block | Action::Warn => pen.full(&sorted, index)?,
                    Action::Allow if self.settings.verbose => pen.brief(entry)?,
                    Action::Allow => {}
                }
            }
        } else {
            let mut rest = shown.as_slice();
            for group in shown.chunk_by(|one, other| alike(one, other)).take(BRIEF) {
                pen.group(group)?;
                rest = &rest[group.len()..];
            }
            pen.rest(rest)?;
            pen.line("")?;
        }
        pen.steps(&shown)?;
        for notice in &summary.notices {
            let notice = pen.safe(notice.as_bytes());
            pen.labelled("note", Role::Good, &notice)?;
        }
        pen.skipped(summary)?;
        let silent =
            self.settings.hook && !self.settings.verbose && !summary.skipped_told && summary.outcome == Outcome::Clean;
        if !silent || !shown.is_empty() || !summary.notices.is_empty() {
            pen.summary(summary)?;
        }
        pen.out.flush()?;
        Ok(Vec::new())
    }
}

impl Pen<'_, '_> {
    /// Says how many findings are not listed, and how to see them.
    fn rest(&mut self, rest: &[&Entry]) -> io::Result<()> {
        if rest.is_empty() {
            return Ok(());
        }
        let mut paths: Vec<&[u8]> = rest.iter().map(|entry| entry.path.as_slice()).collect();
        paths.dedup();
        paths.sort_unstable();
        paths.dedup();
        self.more(&format!("{} more in {}", rest.len(), count(paths.len(), "file")))
    }

    /// Says how much more there is, and how to see it.
    fn more(&mut self, more: &str) -> io::Result<()> {
        let all = match self.settings.scope {
            // What git commits by name is not what is staged.
            Scope::Staged { partial: false, .. } => format!("`{} -v` shows all", self.settings.program),
            _ => "-v shows all".to_owned(),
        };
        let dots = self.dots();
        self.line(&format!("{dots} {more}; {all}"))
    }

    /// Says what could not be looked into, and why.
    fn skipped(&mut self, summary: &Summary) -> io::Result<()> {
        let most = match summary.skipped_told {
            _ if self.settings.verbose => summary.skipped.len(),
            true => BRIEF,
            false => 0,
        };
        for skipped in summary.skipped.iter().take(most) {
            let path = terminal(&self.masker.path(&skipped.path), self.settings.unicode);
            let reason = self.safe(skipped.reason.as_bytes());
            self.labelled("skipped", Role::Warning, &format!("{path}: {reason}"))?;
        }
        match summary.skipped.len().saturating_sub(most) {
            rest if rest > 0 && most > 0 => self.more(&format!("{rest} more")),
            _ => Ok(()),
        }
    }

    /// The last line: always counts.
    fn summary(&mut self, summary: &Summary) -> io::Result<()> {
        let (headline, role) = match summary.outcome {
            Outcome::Clean => ("clean", Role::Good),
            Outcome::Findings => match self.settings.scope {
                Scope::Staged { .. } | Scope::Message if self.settings.hook => ("commit stopped", Role::Error),
                Scope::Staged { .. } => ("a commit would be stopped", Role::Error),
                _ if self.settings.hook => ("stopped", Role::Error),
                _ => ("credentials found", Role::Error),
            },
            Outcome::CouldNotCheck => ("not everything could be checked", Role::Error),
        };
        let harmless = if summary.warned > 0 { " (does not block)" } else { "" };
        let effort = if self.settings.verbose {
            format!(", {} bytes in {:.2} s", summary.bytes, summary.seconds)
        } else {
            String::new()
        };
        let skipped = match summary.skipped.len() {
            0 => String::new(),
            parts if self.settings.verbose || summary.skipped_told => {
                format!(", {} not looked into", count(parts, "part"))
            }
            parts => format!(", {} not looked into (-v says why)", count(parts, "part")),
        };
        let text = format!(
            "{} blocked, {} warned{harmless}, {} allowed; {} looked at{effort}{skipped}",
            summary.blocked,
            summary.warned,
            summary.allowed,
            count(summary.files, "file"),
        );
        let headline = self.paint(headline, role);
        self.wrapped(&format!("atlatch: {headline}: "), "  ", &text)
    }
}

/// Whether two findings are told in one line.
fn alike(one: &Entry, other: &Entry) -> bool {
    order::same_text(one, other) && one.action == other.action && one.finding.rule.id == other.finding.rule.id
}

/// A number and its noun.
fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
