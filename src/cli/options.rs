//! How to look and report: the options that commands share.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// How to look and report.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// text, json, sarif, github, gitlab or bitbucket
    #[arg(long, value_enum, hide_possible_values = true, value_name = "FORMAT")]
    pub format: Vec<Format>,
    /// Write the last --format that is not text to FILE
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Block on warnings too
    #[arg(long)]
    pub strict: bool,
    /// Only the allowlist of REF excuses
    #[arg(long, value_name = "REF")]
    pub allowlist_from: Option<String>,
    /// List what is allowed for CI servers too
    #[arg(long)]
    pub include_allowed: bool,
    /// Say only what blocks, a line each
    #[arg(short, long)]
    pub quiet: bool,
    /// Show every finding and what was skipped
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,
    /// When to use colours.
    #[command(flatten)]
    pub look: Look,
}

impl Options {
    /// Which of the formats asked for goes to the file, if there is one: the last that is not text. The first, which is text,
    /// if none is asked for.
    pub fn in_file(&self) -> Option<usize> {
        self.output.as_ref()?;
        let last_machine = self.format.iter().rposition(|format| *format != Format::Text);
        Some(last_machine.unwrap_or(self.format.len().saturating_sub(1)))
    }

    /// How many reports go to standard output that programs read as a whole.
    pub fn documents_on_stdout(&self) -> usize {
        let formats = self.format.iter().enumerate().filter(|(index, _)| self.in_file() != Some(*index));
        formats.filter(|(_, format)| format.is_document()).count()
    }
}

/// How text looks.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Use colours: auto, always or never
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_default_value = true,
        hide_possible_values = true,
        value_name = "WHEN"
    )]
    pub color: Color,
}

/// How to report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One object per line.
    Json,
    /// SARIF 2.1.0, for GitHub code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// Code Quality of GitLab.
    Gitlab,
    /// Code Insights of Bitbucket.
    Bitbucket,
}

impl Format {
    /// Whether a program reads it as a whole, so that nothing else may stand beside it. Workflow commands are picked out of
    /// a log.
    pub fn is_document(self) -> bool {
        !matches!(self, Self::Text | Self::Github)
    }
}

/// How to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On terminals, unless the environment says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
