//! The commands, each with its arguments.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

use super::{ListFormat, Look, Options};

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run as a git hook
    #[command(subcommand, after_help = "Example: what a commit runs:  atlatch hook pre-commit")]
    Hook(Hook),
    /// Look at files, what is staged, commits or the whole history
    Scan(Scan),
    /// Allow findings, with a reason
    Allow(Allow),
    /// Allow everything that is there now, each entry marked unreviewed
    #[command(after_help = "Example: adopt what is there, then see what there is to review:\n  \
        atlatch baseline && atlatch allow --list")]
    Baseline,
    /// Show the page of a rule: what it opens, how to revoke it
    Explain(Explain),
    /// List the rules
    Rules(Rules),
    /// Protect this repository, or every repository
    #[command(after_help = "Example: protect every repository, also those cloned later:\n  atlatch install --global")]
    Install(Install),
    /// Take the protection out again
    #[command(after_help = "Example: take it out of one repository:  atlatch uninstall path/to/repository")]
    Uninstall(Install),
    /// Say which hooks will run here, and prove it
    Doctor(Doctor),
    /// Print completions for a shell
    Completions(Completions),
}

/// The hook that git or a hook manager runs.
#[derive(Debug, Subcommand)]
pub enum Hook {
    /// Look at staged content (also for pre-merge-commit)
    #[command(after_help = "Example: look at what is staged below a folder:  atlatch hook pre-commit config")]
    PreCommit {
        /// Look at these paths only
        paths: Vec<OsString>,
        /// How to look and report.
        #[command(flatten)]
        options: Options,
    },
    /// Look at a commit message
    #[command(after_help = "Example: as git runs it:  atlatch hook commit-msg .git/COMMIT_EDITMSG")]
    CommitMsg {
        /// The file with the message
        file: PathBuf,
        /// How to look and report.
        #[command(flatten)]
        options: Options,
    },
    /// Look at every commit about to leave (told on standard input)
    #[command(after_help = "Example: as git runs it:  atlatch hook pre-push origin https://example.org/site.git")]
    PrePush {
        /// Name of the remote
        remote: Option<OsString>,
        /// Its address
        url: Option<OsString>,
        /// How to look and report.
        #[command(flatten)]
        options: Options,
    },
    /// Look at every commit about to arrive (told on standard input)
    #[command(after_help = "Example: the whole of hooks/pre-receive:  exec atlatch hook pre-receive")]
    PreReceive {
        /// How to look and report.
        #[command(flatten)]
        options: Options,
    },
}

impl Hook {
    /// How to look and report.
    pub fn options(&self) -> &Options {
        match self {
            Self::PreCommit { options, .. }
            | Self::CommitMsg { options, .. }
            | Self::PrePush { options, .. }
            | Self::PreReceive { options } => options,
        }
    }
}

/// Arguments of `scan`.
#[derive(Args, Debug, Default)]
#[command(
    after_help = "Example: look at a folder and at what came since main:\n  atlatch scan src\n  atlatch scan --range main..HEAD"
)]
pub struct Scan {
    /// Files and folders; `-`: standard input; none: the tracked files
    pub paths: Vec<OsString>,
    /// Look at staged content
    #[arg(long, conflicts_with_all = ["range", "history", "since_merge_base", "paths"])]
    pub staged: bool,
    /// Look at each commit of A..B
    #[arg(long, value_name = "A..B", conflicts_with_all = ["history", "since_merge_base", "paths"])]
    pub range: Option<String>,
    /// The same since the merge base with REF
    #[arg(long, value_name = "REF", conflicts_with_all = ["history", "paths"])]
    pub since_merge_base: Option<String>,
    /// Look at every object of the repository
    #[arg(long, conflicts_with = "paths")]
    pub history: bool,
    /// How to look and report.
    #[command(flatten)]
    pub options: Options,
}

/// Arguments of `allow`.
#[derive(Args, Debug)]
#[command(
    after_help = "Example: allow a finding that is known to be harmless:\n  atlatch allow 0123456789abcdef --reason \"revoked, kept in a fixture\""
)]
pub struct Allow {
    /// Fingerprints as printed by a report
    #[arg(value_hint = ValueHint::Other)]
    pub fingerprints: Vec<String>,
    /// Why it is harmless
    #[arg(long, value_hint = ValueHint::Other)]
    pub reason: Option<String>,
    /// Only below these paths (globs)
    #[arg(long, value_name = "GLOB")]
    pub path: Vec<String>,
    /// These rules at the given paths, whatever the value
    #[arg(long, value_name = "RULE")]
    pub rule: Vec<String>,
    /// Until this day, as 2027-01-31
    #[arg(long, value_name = "DATE", value_hint = ValueHint::Other)]
    pub expires: Option<String>,
    /// Remove the entries of these fingerprints
    #[arg(long, conflicts_with_all = ["reason", "path", "rule", "expires", "list", "check"])]
    pub remove: bool,
    /// List the entries
    #[arg(long, conflicts_with_all = ["fingerprints", "reason", "path", "rule", "expires", "check"])]
    pub list: bool,
    /// List the entries that nothing needs any more
    #[arg(long, conflicts_with_all = ["fingerprints", "reason", "path", "rule", "expires"])]
    pub check: bool,
    /// With --check: exit with 1 if there are any
    #[arg(long, requires = "check")]
    pub strict: bool,
}

/// Arguments of `explain`.
#[derive(Args, Debug)]
#[command(after_help = "Example: what to do about a leaked account token:  atlatch explain atlassian-api-token")]
pub struct Explain {
    /// Rule id, or the start of one
    pub rule: Option<String>,
    /// Print the page as it is written
    #[arg(long)]
    pub markdown: bool,
    /// When to use colours.
    #[command(flatten)]
    pub look: Look,
}

/// Arguments of `rules`.
#[derive(Args, Debug)]
#[command(
    after_help = "Example: the rules as a table:  atlatch rules --format json | jq -r '[.rule, .severity] | @tsv'"
)]
pub struct Rules {
    /// text or json
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_default_value = true,
        hide_possible_values = true,
        value_name = "FORMAT"
    )]
    pub format: ListFormat,
    /// Print docs/rules/README.md
    #[arg(long, hide = true)]
    pub markdown: bool,
    /// When to use colours.
    #[command(flatten)]
    pub look: Look,
}

/// Arguments of `install` and `uninstall`.
#[derive(Args, Debug)]
pub struct Install {
    /// The repository; the one around the current folder if not given
    pub repository: Option<PathBuf>,
    /// Every repository of this user, also those cloned later
    #[arg(long, conflicts_with = "repository")]
    pub global: bool,
}

/// Arguments of `doctor`.
#[derive(Args, Debug)]
#[command(after_help = "Example: does a commit with a token in it really stop here?  atlatch doctor")]
pub struct Doctor {
    /// The repository; the one around the current folder if not given
    pub repository: Option<PathBuf>,
    /// text or json
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_default_value = true,
        hide_possible_values = true,
        value_name = "FORMAT"
    )]
    pub format: ListFormat,
}

/// Arguments of `completions`.
#[derive(Args, Debug)]
#[command(after_help = "Example: where each shell looks for them:\n  \
    atlatch completions bash >~/.local/share/bash-completion/completions/atlatch\n  \
    atlatch completions zsh  >~/.zfunc/_atlatch    # with fpath+=~/.zfunc before compinit in ~/.zshrc\n  \
    atlatch completions fish >~/.config/fish/completions/atlatch.fish")]
pub struct Completions {
    /// bash, zsh, fish, elvish or powershell
    #[arg(hide_possible_values = true)]
    pub shell: clap_complete::Shell,
}
