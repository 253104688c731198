//! The arguments, and nothing but the arguments: no I/O, no decisions.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::exit::Outcome;

/// Keeps Atlassian credentials out of commits.
///
/// Without a command it looks at what is staged, as the pre-commit hook does.
#[derive(Debug, Parser)]
#[command(name = "atlatch", version, disable_help_subcommand = true)]
#[command(after_help = "Example: stage a file, then see what a commit would be told:\n  git add .env && atlatch")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Options for all commands.
    #[command(flatten)]
    pub options: Options,
}

/// Parses the arguments of this process.
pub fn parse() -> Result<Cli, clap::Error> {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    plain_hook(&arguments).map_or_else(|| Cli::try_parse_from(&arguments), Ok)
}

/// The command of a commit, `hook pre-commit PATH...` without any option, read by hand: setting up the whole grammar takes
/// a third of the instructions of a clean commit.
fn plain_hook(arguments: &[OsString]) -> Option<Cli> {
    let [_, hook, pre_commit, paths @ ..] = arguments else { return None };
    let plain = hook == "hook"
        && pre_commit == "pre-commit"
        && !paths.iter().any(|path| path.as_encoded_bytes().starts_with(b"-"));
    plain.then(|| Cli {
        command: Some(Command::Hook(Hook::PreCommit { paths: paths.to_vec() })),
        options: Options::default(),
    })
}

/// Says what is wrong with the arguments, or shows the help or version that was asked for.
pub fn explain(error: &clap::Error, say: impl Fn(&str)) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion if error.print().is_ok() => Outcome::Clean,
        _ => {
            say(&error.render().to_string());
            Outcome::CouldNotCheck
        }
    }
}

/// Options for all commands.
#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// How to report; several may be given together with -o
    #[arg(long, value_enum, global = true, value_name = "FORMAT")]
    pub format: Vec<Format>,
    /// Write the report of the (last) machine format to FILE
    #[arg(short, long, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Block on warnings too
    #[arg(long, global = true)]
    pub strict: bool,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say what was looked at and what was skipped
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Use colours
    #[arg(long, value_enum, global = true, default_value_t, value_name = "WHEN")]
    pub color: Color,
    /// Take the allowlist from this revision
    #[arg(long, global = true, value_name = "REF")]
    pub allowlist_from: Option<String>,
    /// List allowed findings in machine formats too
    #[arg(long, global = true)]
    pub include_allowed: bool,
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

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run as a git hook
    #[command(subcommand)]
    Hook(Hook),
    /// Look at files, staged content, a range of commits or the whole history
    Scan(Scan),
    /// Allow findings, with a reason
    Allow(Allow),
    /// Allow everything that is there now, each entry marked unreviewed
    Baseline,
    /// Show the page of a rule: what it opens, how to revoke it
    Explain(Explain),
    /// List the rules
    Rules(Rules),
    /// Protect this repository, or every repository
    Install(Install),
    /// Take the protection out again
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
    PreCommit {
        /// Look at these paths only
        paths: Vec<OsString>,
    },
    /// Look at a commit message
    CommitMsg {
        /// The file with the message
        file: PathBuf,
    },
    /// Look at every commit about to leave
    PrePush {
        /// Name of the remote
        remote: Option<OsString>,
        /// Its address
        url: Option<OsString>,
    },
    /// Look at every commit about to arrive on a server
    PreReceive,
}

/// Arguments of `scan`.
#[derive(Args, Debug, Default)]
#[command(
    after_help = "Example: look at a folder and at what came since main:\n  atlatch scan src\n  atlatch scan --range main..HEAD"
)]
pub struct Scan {
    /// Files and folders; `-` for standard input; none for the tracked files
    pub paths: Vec<OsString>,
    /// Look at staged content
    #[arg(long, conflicts_with_all = ["range", "history", "since_merge_base", "paths"])]
    pub staged: bool,
    /// Look at each commit of A..B
    #[arg(long, value_name = "A..B", conflicts_with_all = ["history", "since_merge_base", "paths"])]
    pub range: Option<String>,
    /// Look at each commit since the merge base with REF
    #[arg(long, value_name = "REF", conflicts_with_all = ["history", "paths"])]
    pub since_merge_base: Option<String>,
    /// Look at every object of the repository
    #[arg(long, conflicts_with = "paths")]
    pub history: bool,
}

/// Arguments of `allow`.
#[derive(Args, Debug)]
#[command(
    after_help = "Example: allow a finding that is known to be harmless:\n  atlatch allow 0123456789abcdef --reason \"revoked, kept in a fixture\""
)]
pub struct Allow {
    /// Fingerprints as printed by a report
    pub fingerprints: Vec<String>,
    /// Why it is harmless
    #[arg(long)]
    pub reason: Option<String>,
    /// Only below these paths (globs)
    #[arg(long, value_name = "GLOB")]
    pub path: Vec<String>,
    /// These rules at the given paths, whatever the value
    #[arg(long, value_name = "RULE")]
    pub rule: Vec<String>,
    /// Until this day, as 2027-01-31
    #[arg(long, value_name = "DATE")]
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
}

/// Arguments of `explain`.
#[derive(Args, Debug)]
pub struct Explain {
    /// Rule id, or the start of one
    pub rule: Option<String>,
    /// Print the page as it is written
    #[arg(long)]
    pub markdown: bool,
}

/// Arguments of `rules`.
#[derive(Args, Debug)]
pub struct Rules {
    /// Print docs/rules/README.md
    #[arg(long, hide = true)]
    pub markdown: bool,
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
pub struct Doctor {
    /// The repository; the one around the current folder if not given
    pub repository: Option<PathBuf>,
}

/// Arguments of `completions`.
#[derive(Args, Debug)]
pub struct Completions {
    /// bash, zsh, fish, elvish or powershell
    pub shell: clap_complete::Shell,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_is_sound() {
        use clap::CommandFactory as _;
        Cli::command().debug_assert();
    }

    #[test]
    fn the_short_way_reads_what_the_grammar_reads() {
        for line in ["atlatch hook pre-commit", "atlatch hook pre-commit a b/c", "atlatch hook pre-commit ./x"] {
            let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let short = plain_hook(&arguments).unwrap();
            assert_eq!(format!("{short:?}"), format!("{:?}", Cli::try_parse_from(&arguments).unwrap()));
        }
        for line in ["atlatch", "atlatch hook pre-commit -v", "atlatch hook pre-push", "atlatch hook pre-commit -- -x"]
        {
            let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert!(plain_hook(&arguments).is_none(), "{line}");
        }
    }
}
