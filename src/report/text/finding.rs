//! One finding: in full, with the masked line and carets, or in one line.

use std::io;

use super::pen::Pen;
use crate::allow::Action;
use crate::finding::{Confidence, Finding};
use crate::report::style::Role;
use crate::report::terminal::terminal;
use crate::report::{Entry, Known, Source, advice, order};

/// Digits of a commit id that are shown.
const SHORT_ID: usize = 12;

impl Pen<'_, '_> {
    /// Shows the finding at `index` of the sorted entries with its line, how sure we are and what it opens.
    pub(super) fn full(&mut self, sorted: &[&Entry], index: usize) -> io::Result<()> {
        let entry = sorted[index];
        let finding = &entry.finding;
        self.headline(entry, &format!("[{}]: {}", finding.rule.id, finding.rule.title))?;
        let line = entry
            .excerpt
            .as_ref()
            .map(|excerpt| excerpt.masked(finding, &neighbours(sorted, index), self.gap_limit(), self.dots()));
        let number = if line.is_some() { finding.place.line.to_string() } else { " ".to_owned() };
        let margin = " ".repeat(number.len());
        let (arrow, bar) = (self.paint("-->", Role::Frame), self.paint("|", Role::Frame));
        let place = self.place(entry);
        self.line(&format!("{margin}{arrow} {place}"))?;
        let confidence = advice::confidence(finding);
        if let Some(line) = line {
            let end = margin.len() + 3 + line.carets.end;
            let (before, under) = (" ".repeat(line.carets.start), "^".repeat(line.carets.len().max(1)));
            let number = self.paint(&number, Role::Frame);
            let under = self.paint(&under, role(entry.action));
            let fits = self.settings.width.is_none_or(|width| end + 1 + confidence.len() <= width);
            let label = if fits { confidence } else { "" };
            self.line(&format!("{margin} {bar}"))?;
            self.line(&format!("{number} {bar} {}", line.text))?;
            self.line(&format!("{margin} {bar} {before}{under} {label}"))?;
            if !fits {
                self.note(&margin, confidence)?;
            }
        } else {
            let shown = finding.masked().replace('…', self.dots());
            self.note(&margin, &format!("{shown}: {confidence}"))?;
        }
        let real = if finding.confidence == Confidence::Altered { " if real" } else { "" };
        let lifetime = advice::lifetime(finding).map(|lifetime| format!("; {lifetime}")).unwrap_or_default();
        let severity = finding.severity.as_str();
        self.note(&margin, &format!("{severity}{real}: {}{lifetime}", finding.rule.consequence))?;
        if let Some(fingerprint) = finding.fingerprint().filter(|_| self.settings.verbose) {
            self.note(&margin, &format!("fingerprint {fingerprint}"))?;
        }
        if let Some(known) = &entry.known {
            let holder = self.holder(known);
            self.note(
                &margin,
                &format!("{holder} already holds it: taking it out does not help any more, revoking does"),
            )?;
        }
        self.line("")
    }

    /// One line: what it is, where, and the fingerprint to allow it by.
    pub(super) fn brief(&mut self, entry: &Entry) -> io::Result<()> {
        let finding = &entry.finding;
        let place = self.place(entry);
        let mark = match (&entry.reason, finding.fingerprint()) {
            (Some(reason), _) if entry.action == Action::Allow => {
                format!(" ({})", self.safe(reason.as_bytes()))
            }
            (_, Some(fingerprint)) => format!(" ({fingerprint})"),
            (_, None) => String::new(),
        };
        self.headline(entry, &format!(": {place}: {}{mark}", finding.rule.title))
    }

    /// One line for findings of one kind in one text.
    pub(super) fn group(&mut self, group: &[&Entry]) -> io::Result<()> {
        match group {
            [first, more @ ..] if !more.is_empty() => {
                let (place, title) = (self.place(first), first.finding.rule.title);
                let last = more.iter().map(|entry| entry.finding.place.line).max().unwrap_or_default();
                self.headline(first, &format!(": {place}: {title}, {} more to line {last}", more.len()))
            }
            _ => group.iter().try_for_each(|entry| self.brief(entry)),
        }
    }

    /// The severity word and what follows.
    fn headline(&mut self, entry: &Entry, text: &str) -> io::Result<()> {
        let word = match entry.action {
            Action::Block => "error",
            Action::Warn => "warning",
            Action::Allow => "allowed",
        };
        let word = self.paint(word, role(entry.action));
        let text = self.paint(text, Role::Title);
        self.line(&format!("{word}{text}"))
    }

    /// A remark under a finding.
    fn note(&mut self, margin: &str, text: &str) -> io::Result<()> {
        let sign = self.paint("=", Role::Frame);
        self.wrapped(&format!("{margin} {sign} "), &format!("{margin}   "), text)
    }

    /// Path, line and column, as editors take them.
    fn place(&self, entry: &Entry) -> String {
        let finding = &entry.finding;
        let path = self.path(entry);
        let member = finding.member.as_ref().map(|member| format!("!/{}", self.safe(member))).unwrap_or_default();
        let at = match entry.source {
            Source::Name => " (its name)".to_owned(),
            Source::Content | Source::Message => format!(":{}:{}", finding.place.line, finding.place.column),
        };
        let commit = entry.commit.as_ref().map(|commit| format!(" in {}", short(commit))).unwrap_or_default();
        format!("{path}{member}{at}{commit}")
    }

    /// Characters of a line that are shown on either side of a finding, at most.
    fn gap_limit(&self) -> usize {
        const MOST: usize = 48;
        self.settings.width.map_or(MOST, |width| (width.saturating_sub(40) / 2).clamp(12, MOST))
    }

    /// The path of an entry, safe to print.
    pub(super) fn path(&self, entry: &Entry) -> String {
        if entry.path.is_empty() {
            return "commit message".to_owned();
        }
        terminal(&self.masker.path(&entry.path), self.settings.unicode)
    }

    /// Who holds a value.
    fn holder(&self, known: &Known) -> String {
        match known {
            Known::Head => "HEAD".to_owned(),
            Known::Tip => "the end of a branch".to_owned(),
            Known::Upstream(name) => self.safe(name.as_bytes()),
        }
    }
}

/// The start of a commit id.
pub(super) fn short(commit: &str) -> &str {
    commit.get(..SHORT_ID).unwrap_or(commit)
}

/// The findings around the one at `index` that may reach into its excerpt, by place.
fn neighbours<'e>(sorted: &[&'e Entry], index: usize) -> Vec<&'e Finding> {
    // More do not fit the line. What is not told of is masked as well.
    const MOST: usize = 32;
    let own = sorted[index];
    let same = |entry: &&&Entry| order::same_text(own, entry);
    let before = sorted[..index].iter().rev().take(MOST).take_while(same);
    let behind = sorted[index + 1..].iter().take(MOST).take_while(same);
    let mut around: Vec<&Finding> = before.map(|entry| &entry.finding).collect();
    around.reverse();
    around.push(&own.finding);
    around.extend(behind.map(|entry| &entry.finding));
    around
}

/// The look of an action.
fn role(action: Action) -> Role {
    match action {
        Action::Block => Role::Error,
        Action::Warn => Role::Warning,
        Action::Allow => Role::Good,
    }
}
