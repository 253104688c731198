//! What to do, in this order: revoke, take out, or allow. Once per kind, with commands that work when pasted.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::finding::short;
use super::pen::Pen;
use crate::allow::{self, Action};
use crate::finding::Confidence;
use crate::report::style::Role;
use crate::report::{Entry, Scope, advice, quote};
use crate::rules::State;

/// Kinds up to this number get their hint, more only their link.
const KINDS_IN_FULL: usize = 3;
/// Most lines of one sort.
const MOST_LINES: usize = 12;
/// Most paths in a command, and most allow commands.
const MOST_COMMANDS: usize = 4;
/// What is written where the user's own words belong.
const REASON: &str = "--reason \"why it is harmless\"";

impl Pen<'_, '_> {
    /// The steps for the findings that are shown.
    pub(super) fn steps(&mut self, shown: &[&Entry]) -> io::Result<()> {
        let blocked: Vec<&Entry> = shown.iter().copied().filter(|entry| entry.action == Action::Block).collect();
        let (altered, real): (Vec<&Entry>, Vec<&Entry>) =
            shown.iter().copied().partition(|entry| entry.finding.confidence == Confidence::Altered);
        if !real.is_empty() {
            self.revoke(&real)?;
        }
        if !altered.is_empty() {
            self.altered(&altered, &real)?;
        }
        if !blocked.is_empty() {
            self.take_out(&blocked)?;
        }
        if !shown.is_empty() {
            self.allow(shown)?;
            self.line("")?;
        }
        Ok(())
    }

    /// Where each kind is revoked.
    fn revoke(&mut self, entries: &[&Entry]) -> io::Result<()> {
        let live = entries.iter().any(|entry| entry.finding.state == State::Live);
        let first = if live { "revoke it first: only that makes it harmless" } else { "remove it" };
        self.labelled("help", Role::Good, first)?;
        let kinds: BTreeMap<&str, &str> =
            entries.iter().map(|entry| (entry.finding.rule.title, entry.finding.rule.id)).collect();
        if kinds.len() > KINDS_IN_FULL {
            return self.revoke_many(entries);
        }
        let mut said = BTreeSet::new();
        for entry in entries {
            let finding = &entry.finding;
            let title = if kinds.len() > 1 { format!("{}: ", finding.rule.title) } else { String::new() };
            let hint = format!("{title}{}", advice::hint(finding, self.masker, self.settings.unicode));
            let mut lines = vec![(hint, false)];
            lines.extend(advice::link(finding).map(|link| (link.to_owned(), true)));
            lines.extend(advice::also(finding).map(|also| (also, false)));
            lines.extend(advice::carrier(finding).map(|advice| (advice.to_owned(), false)));
            for (line, command) in lines {
                if said.len() < MOST_LINES && said.insert(line.clone()) {
                    if command { self.command(&line)? } else { self.item(&line)? }
                }
            }
        }
        let pages: Vec<_> = kinds.values().map(|id| format!("{} explain {id}", self.settings.program)).collect();
        pages.iter().try_for_each(|page| self.command(page))
    }

    /// The same for many kinds: each once, under the page where it is revoked.
    fn revoke_many(&mut self, entries: &[&Entry]) -> io::Result<()> {
        const RETIRED: &str = "cannot work any more, remove it";
        const EXPIRED: &str = "has expired, remove it";
        let mut places: Vec<(&str, Vec<&str>)> = Vec::new();
        for entry in entries {
            let finding = &entry.finding;
            let place = match finding.state {
                State::Live => finding.rule.revoke,
                State::Retired => RETIRED,
                State::Expired => EXPIRED,
            };
            let also = finding.also.map(|also| (also.revoke, also.title));
            for (place, title) in [Some((place, finding.rule.title)), also].into_iter().flatten() {
                match places.iter_mut().find(|(known, _)| *known == place) {
                    Some((_, titles)) if titles.contains(&title) => {}
                    Some((_, titles)) => titles.push(title),
                    None => places.push((place, vec![title])),
                }
            }
        }
        let more = places.len().saturating_sub(MOST_LINES);
        for (place, titles) in places.into_iter().take(MOST_LINES) {
            self.item(&format!("{}: {place}", titles.join("; ")))?;
        }
        if more > 0 {
            self.item(&format!("{more} more: `{} explain` lists the pages of all kinds", self.settings.program))?;
        }
        Ok(())
    }

    /// What to do about those whose check failed, with the links that were not given yet.
    fn altered(&mut self, entries: &[&Entry], real: &[&Entry]) -> io::Result<()> {
        self.labelled("help", Role::Good, &format!("of what is altered: {}", advice::ALTERED))?;
        let given: BTreeSet<&str> = real.iter().map(|entry| entry.finding.rule.revoke).collect();
        let links: BTreeSet<&str> = entries.iter().map(|entry| entry.finding.rule.revoke).collect();
        for link in links.difference(&given).take(MOST_LINES) {
            self.command(link)?;
        }
        Ok(())
    }

    /// How what blocks is taken out of where it stands.
    fn take_out(&mut self, blocked: &[&Entry]) -> io::Result<()> {
        const OUT: &str = "take it out, into the environment or a secret store";
        match self.settings.scope {
            // Named behind `git commit --`: whatever is staged is not what was looked at.
            Scope::Staged { partial: true, .. } => {
                self.labelled("help", Role::Good, &format!("{OUT}, or leave the file out of the commit"))
            }
            Scope::Staged { unborn, .. } => {
                self.labelled("help", Role::Good, &format!("{OUT}, or unstage the file"))?;
                self.unstage(blocked, unborn)?;
                self.item("git keeps what was staged in .git/objects until it prunes")
            }
            Scope::Message => self.labelled("help", Role::Good, "take it out of the message and commit again"),
            Scope::Files => self.labelled("help", Role::Good, OUT),
            Scope::Commits => {
                let commits: BTreeSet<&str> = blocked.iter().filter_map(|entry| entry.commit.as_deref()).collect();
                let mut names: Vec<&str> = commits.iter().take(MOST_COMMANDS).map(|commit| short(commit)).collect();
                if commits.len() > MOST_COMMANDS {
                    names.push(self.dots());
                }
                let which = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
                let text = format!(
                    "{OUT}; where the commit{which} was never pushed, edit it with `git rebase -i`, \
                     else only revoking helps"
                );
                self.labelled("help", Role::Good, &text)
            }
        }
    }

    /// The command that unstages the files.
    fn unstage(&mut self, blocked: &[&Entry], unborn: bool) -> io::Result<()> {
        let paths: BTreeSet<&[u8]> = blocked.iter().map(|entry| entry.path.as_slice()).collect();
        let command = if unborn { "git rm -r --cached" } else { "git restore --staged" };
        if paths.len() > MOST_COMMANDS {
            self.item("all of it at once:")?;
            return self.command(&format!("{command} :/"));
        }
        let (plain, telling): (Vec<&[u8]>, Vec<&[u8]>) =
            paths.into_iter().partition(|path| *self.masker.path(path) == **path);
        if !plain.is_empty() {
            let words: Vec<String> =
                plain.into_iter().map(|path| quote::pathspec(path, self.settings.unicode)).collect();
            self.command(&format!("{command} {}", words.join(" ")))?;
        }
        if !telling.is_empty() {
            self.item("a file whose name holds the secret: rename it")?;
        }
        Ok(())
    }

    /// The commands that allow the findings.
    fn allow(&mut self, shown: &[&Entry]) -> io::Result<()> {
        self.labelled("help", Role::Good, "or allow it, if it is known to be harmless")?;
        let mut commands = BTreeSet::new();
        for command in shown.iter().filter_map(|entry| self.allow_command(entry)) {
            commands.insert(command);
            if commands.len() > MOST_COMMANDS {
                break;
            }
        }
        if commands.len() > MOST_COMMANDS {
            for by_value in [true, false] {
                let of_sort = |entry: &&&Entry| entry.finding.rule.high_entropy == by_value;
                let first = shown.iter().filter(of_sort).find_map(|entry| self.allow_command(entry));
                first.iter().try_for_each(|command| self.command(command))?;
            }
            self.item("and so on: -v shows the fingerprint of each")?;
        } else {
            commands.iter().try_for_each(|command| self.command(command))?;
        }
        if let Scope::Staged { partial: true, .. } = self.settings.scope {
            self.item("and name .atlatch.toml behind `git commit --` as well")?;
        }
        Ok(())
    }

    /// The command that allows a finding: by its fingerprint, or by its place where the value could be guessed from that.
    fn allow_command(&self, entry: &Entry) -> Option<String> {
        let program = &self.settings.program;
        if let Some(fingerprint) = entry.finding.fingerprint() {
            return Some(format!("{program} allow {fingerprint} {REASON}"));
        }
        let tells = *self.masker.path(&entry.path) != *entry.path;
        if entry.path.is_empty() || tells {
            return None;
        }
        let path = quote::shell(allow::literal(&entry.path).as_bytes(), self.settings.unicode);
        // What begins with `-` would be taken for an option.
        let between = if entry.path.starts_with(b"-") { '=' } else { ' ' };
        Some(format!("{program} allow --path{between}{path} --rule {} {REASON}", entry.finding.rule.id))
    }

    /// A sentence under a step.
    fn item(&mut self, text: &str) -> io::Result<()> {
        self.wrapped("  ", "  ", text)
    }

    /// A command or link under a step: never broken.
    fn command(&mut self, text: &str) -> io::Result<()> {
        let text = self.paint(text, Role::Command);
        self.line(&format!("    {text}"))
    }
}
