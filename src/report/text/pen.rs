//! Writes lines: in the look of their role, no wider than the terminal.

use std::io::{self, Write};

use crate::report::Settings;
use crate::report::mask::Masker;
use crate::report::style::{self, Role};
use crate::report::terminal::terminal;

/// Where the report goes and how it looks.
pub(super) struct Pen<'a, 'e> {
    /// The stream.
    pub(super) out: &'a mut dyn Write,
    /// How to report.
    pub(super) settings: &'a Settings,
    /// Knows every secret.
    pub(super) masker: &'a Masker<'e>,
}

impl Pen<'_, '_> {
    /// Writes a line as it is.
    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", text.trim_end())
    }

    /// Writes a label, a colon and a sentence.
    pub(super) fn labelled(&mut self, label: &str, role: Role, text: &str) -> io::Result<()> {
        let indent = " ".repeat(label.len() + 2);
        let label = self.paint(label, role);
        self.wrapped(&format!("{label}: "), &indent, text)
    }

    /// Writes a sentence behind `first`, further lines behind `indent`, broken between words where the terminal ends.
    pub(super) fn wrapped(&mut self, first: &str, indent: &str, text: &str) -> io::Result<()> {
        let behind =
            |start: &str| self.settings.width.map_or(usize::MAX, |width| width.saturating_sub(columns(start)).max(20));
        let mut line = String::new();
        let mut start = first;
        for word in text.split(' ') {
            if !line.is_empty() && columns(&line) + 1 + columns(word) > behind(start) {
                writeln!(self.out, "{start}{line}")?;
                line.clear();
                start = indent;
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        writeln!(self.out, "{start}{line}")
    }

    /// Text of the repository, masked and safe to print.
    pub(super) fn safe(&self, text: &[u8]) -> String {
        terminal(&self.masker.text(text), self.settings.unicode)
    }

    /// The text in the look of a role.
    pub(super) fn paint(&self, text: &str, role: Role) -> String {
        style::paint(text, role, self.settings.colour)
    }

    /// What stands for something left out.
    pub(super) fn dots(&self) -> &'static str {
        if self.settings.unicode { "…" } else { "..." }
    }
}

/// Columns that a text takes; colour codes take none.
fn columns(text: &str) -> usize {
    let mut pieces = text.split('\u{1b}');
    let first = pieces.next().map_or(0, |piece| piece.chars().count());
    first + pieces.map(|piece| piece.split_once('m').map_or(0, |(_, shown)| shown.chars().count())).sum::<usize>()
}
