//! Says what was found. Decides nothing: actions, counts and the outcome come from the rooms before.
//!
//! One file per format behind the [`Reporter`] trait. What they share is in one place each: `mask` keeps secrets out of
//! paths and other text of the repository, [`terminal`] makes such text safe to print, [`excerpt`] masks a line,
//! `advice` finds the words, `order` the sequence, `identity` the identifiers that machines want.

pub(crate) mod excerpt;
pub(crate) mod style;
pub(crate) mod terminal;

mod advice;
mod bitbucket;
mod github;
mod gitlab;
mod harmless;
mod identity;
mod json;
mod location;
mod mask;
mod order;
mod quote;
#[cfg(test)]
mod sample;
mod sarif;
mod text;

use std::io::{self, Write};
use std::path::PathBuf;

use crate::allow::Action;
use crate::cli::Format;
use crate::exit::Outcome;
use crate::finding::{Finding, Skipped};

pub(crate) use self::excerpt::Excerpt;

/// One finding with what the rooms after `detect` added.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What was found.
    pub finding: Finding,
    /// The path of the blob, relative to the root, with `/`; empty for a commit message. May hold the secret itself.
    pub path: Vec<u8>,
    /// Which text the finding was made in.
    pub source: Source,
    /// The full id of the commit that brings it, where commits were looked at.
    pub commit: Option<String>,
    /// What is done about it.
    pub action: Action,
    /// The reason that the allowlist or the inline marker gives.
    pub reason: Option<String>,
    /// Who holds the value already; then taking it out does not help any more.
    pub known: Option<Known>,
    /// The line the finding starts on; `None` within containers and wherever no line is wanted.
    pub excerpt: Option<Excerpt>,
}

/// The text a finding was made in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The path itself: the finding's span is one of [`Entry::path`], and it has no line.
    Name,
    /// The content of a blob or file.
    #[default]
    Content,
    /// A commit message.
    Message,
}

/// Who holds a value already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// The commit that HEAD names.
    Head,
    /// A branch, here or of a remote, that ends with it.
    Tip,
    /// An upstream branch, by its short name (`origin/main`).
    Upstream(String),
}

/// What a run amounts to.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// How the run ends.
    pub outcome: Outcome,
    /// Findings that block.
    pub blocked: usize,
    /// Findings that warn, and parts that could not be looked into, where the policy warns of those.
    pub warned: usize,
    /// Findings that are allowed.
    pub allowed: usize,
    /// Texts that were looked at.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// What could not be looked into.
    pub skipped: Vec<Skipped>,
    /// Whether people are told each of these: the policy warns of them, or lets them block.
    pub skipped_told: bool,
    /// What the allowlist has to say: entries that have expired or will soon.
    pub notices: Vec<String>,
    /// How long it took.
    pub seconds: f64,
}

/// How to report; filled in once, from arguments and environment.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// What was looked at: decides how a finding is taken out again.
    pub scope: Scope,
    /// A hook says nothing when there is nothing to say; a run by hand says one line.
    pub hook: bool,
    /// List every finding in full, and what was skipped or allowed.
    pub verbose: bool,
    /// Only what blocks, a line each.
    pub quiet: bool,
    /// Use colours on the stream that text goes to; see [`style::colour`].
    pub colour: bool,
    /// The stream can show more than ASCII; see [`style::unicode`].
    pub unicode: bool,
    /// Columns of the terminal; `None` leaves lines as long as they are.
    pub width: Option<usize>,
    /// How the user calls this program: `atlatch` if that name leads here, else a quoted absolute path.
    pub program: String,
    /// Let SARIF and the formats of CI servers list what is allowed as well. Text and JSON have their own ways.
    pub include_allowed: bool,
    /// Where the GitHub format appends a table (`$GITHUB_STEP_SUMMARY`).
    pub step_summary: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            scope: Scope::Files,
            hook: false,
            verbose: false,
            quiet: false,
            colour: false,
            unicode: true,
            width: None,
            program: "atlatch".to_owned(),
            include_allowed: false,
            step_summary: None,
        }
    }
}

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What is about to be committed.
    Staged {
        /// There is no commit yet, so nothing that a path could be restored from.
        unborn: bool,
        /// `git commit -- FILE`: only the named files go along, and the allowlist is not among them by itself.
        partial: bool,
    },
    /// The message of the commit being made.
    Message,
    /// Commits: a range, a push, the history.
    Commits,
    /// Files and folders as they are.
    Files,
}

/// Writes what was found in one format.
pub(crate) trait Reporter {
    /// Writes the whole report and returns what people must be told beside it: what was cut because a reader has limits.
    fn report(&mut self, entries: &[Entry], summary: &Summary, out: &mut dyn Write) -> io::Result<Vec<String>>;
}

/// The reporter of a format.
///
/// With [`Settings::colour`] it also tells `colored`, whose own guess asks about the wrong stream. Nothing is coloured
/// without.
pub(crate) fn reporter(format: Format, settings: &Settings) -> Box<dyn Reporter> {
    if settings.colour {
        colored::control::set_override(true);
    }
    match format {
        Format::Json => Box::new(json::Json),
        Format::Text => Box::new(text::Text::new(settings)),
        Format::Sarif => Box::new(sarif::Sarif::new(settings)),
        Format::Github => Box::new(github::GitHub::new(settings)),
        Format::Gitlab => Box::new(gitlab::GitLab::new(settings)),
        Format::Bitbucket => Box::new(bitbucket::Bitbucket::new(settings)),
    }
}
