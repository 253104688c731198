//! The arguments, and nothing but the arguments: no I/O, no decisions.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum, ValueHint};

use crate::exit::Outcome;
use crate::report::terminal::terminal;

/// Keeps Atlassian credentials out of commits; bare, it looks at what is staged
#[derive(Debug, Parser)]
#[command(name = "atlatch", disable_help_subcommand = true, disable_version_flag = true)]
#[command(after_help = "Example: see what a commit would be told:  git add .env && atlatch")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How to look and report without a command.
    #[command(flatten)]
    pub options: Options,
    /// Print the version; with -v more of it
    #[arg(short = 'V', long)]
    pub version: bool,
}

/// Parses the arguments of this process.
pub fn parse() -> Result<Cli, clap::Error> {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    plain_hook(&arguments).map_or_else(|| read(&arguments), Ok)
}

/// The command of a commit, `hook pre-commit PATH...` without any option, read by hand: setting up the whole grammar takes
/// a third of the instructions of a clean commit.
fn plain_hook(arguments: &[OsString]) -> Option<Cli> {
    let [_, hook, pre_commit, paths @ ..] = arguments else { return None };
    let plain = hook == "hook"
        && pre_commit == "pre-commit"
        && !paths.iter().any(|path| path.as_encoded_bytes().starts_with(b"-"));
    plain.then(|| Cli {
        command: Some(Command::Hook(Hook::PreCommit { paths: paths.to_vec(), options: Options::default() })),
        options: Options::default(),
        version: false,
    })
}

/// Reads arguments by the grammar, and what it cannot say.
fn read(arguments: &[OsString]) -> Result<Cli, clap::Error> {
    let cli = Cli::try_parse_from(arguments)?;
    let conflict = |what: &str| Err(Cli::command().error(ErrorKind::ArgumentConflict, what));
    if cli.command.is_some() && cli.options != Options::default() {
        return conflict("options stand behind the command, as in `atlatch scan --strict`");
    }
    let options = match &cli.command {
        Some(Command::Scan(Scan { options, .. })) => options,
        Some(Command::Hook(hook)) => hook.options(),
        _ => &cli.options,
    };
    if options.documents_on_stdout() > 1 {
        return conflict("two reports cannot share standard output: write one of them to a file with -o");
    }
    Ok(cli)
}

/// Says what is wrong with the arguments, or shows the help that was asked for.
pub fn explain(error: &clap::Error, say: impl Fn(&str)) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp if error.print().is_ok() => return Outcome::Clean,
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => say(&error.render().to_string()),
        _ => say(&in_our_words(&error.render().to_string())),
    }
    Outcome::CouldNotCheck
}

/// An error as all others are told: what is wrong, then what helps.
fn in_our_words(rendered: &str) -> String {
    let mut lines = Vec::new();
    let mut command = "atlatch".to_owned();
    for line in rendered.lines().filter(|line| !line.is_empty()) {
        if let Some(usage) = line.strip_prefix("Usage: ") {
            let words = usage.split(' ').take_while(|word| !word.starts_with(['-', '[', '<']));
            command = words.collect::<Vec<_>>().join(" ");
        } else if !line.starts_with("For more information") {
            let line = line.strip_prefix("  tip: ").map_or_else(|| line.to_owned(), |tip| format!("help: {tip}"));
            // Names of files come as arguments, too.
            lines.push(terminal(line.as_bytes(), true));
        }
    }
    lines.push(format!("help: `{command} --help` shows all that it takes\n"));
    lines.join("\n")
}

/// How to look and report.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// text, json, sarif, github, gitlab or bitbucket
    #[arg(long, value_enum, hide_possible_values = true, value_name = "FORMAT")]
    pub format: Vec<Format>,
    /// Write the last report that is not text to FILE
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
    /// How many reports go to standard output that programs read as a whole.
    fn documents_on_stdout(&self) -> usize {
        let documents = self.format.iter().filter(|format| format.is_document()).count();
        documents.saturating_sub(usize::from(self.output.is_some()))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a command line.
    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn the_grammar_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_short_way_reads_what_the_grammar_reads() {
        for line in ["atlatch hook pre-commit", "atlatch hook pre-commit a b/c", "atlatch hook pre-commit ./x"] {
            let short = plain_hook(&words(line)).unwrap();
            assert_eq!(format!("{short:?}"), format!("{:?}", read(&words(line)).unwrap()));
        }
        for line in ["atlatch", "atlatch hook pre-commit -v", "atlatch hook pre-push", "atlatch hook pre-commit -- -x"]
        {
            assert!(plain_hook(&words(line)).is_none(), "{line}");
        }
    }

    #[test]
    fn options_stand_where_they_mean_something() {
        for line in ["atlatch --strict scan", "atlatch -v install", "atlatch rules --strict", "atlatch scan -q -v"] {
            assert_eq!(read(&words(line)).unwrap_err().kind() == ErrorKind::UnknownArgument, line.contains("rules --"));
        }
        for line in ["atlatch --strict", "atlatch scan --strict", "atlatch hook pre-push --strict", "atlatch -V -v"] {
            read(&words(line)).unwrap();
        }
    }

    #[test]
    fn errors_name_the_cure_as_all_others_do() {
        let table = [
            (
                "atlatch scan --rnage x",
                "error: unexpected argument '--rnage' found\nhelp: a similar argument exists: '--range'\n\
                 help: `atlatch scan --help` shows all that it takes\n",
            ),
            (
                "atlatch explian",
                "error: unrecognized subcommand 'explian'\nhelp: a similar subcommand exists: 'explain'\n\
                 help: `atlatch --help` shows all that it takes\n",
            ),
            (
                "atlatch --strict scan",
                "error: options stand behind the command, as in `atlatch scan --strict`\n\
                 help: `atlatch --help` shows all that it takes\n",
            ),
        ];
        for (line, said) in table {
            assert_eq!(in_our_words(&read(&words(line)).unwrap_err().to_string()), said);
        }
        let hostile = read(&words("atlatch hook pre-commit --\u{1b}[31m")).unwrap_err().to_string();
        assert!(in_our_words(&hostile).starts_with("error: unexpected argument '--\\u{1b}[31m' found\n"));
    }

    #[test]
    fn standard_output_holds_one_document() {
        for (line, fits) in [
            ("atlatch --format json", true),
            ("atlatch --format text --format json", true),
            ("atlatch scan --format text --format github --format sarif", true),
            ("atlatch scan --format json --format sarif", false),
            ("atlatch scan --format json --format sarif -o x", true),
            ("atlatch hook pre-commit --format json --format sarif --format gitlab -o x", false),
        ] {
            assert_eq!(read(&words(line)).is_ok(), fits, "{line}");
        }
    }

    #[test]
    fn every_help_fits_a_screen_and_ends_with_an_example() {
        fn look_at(command: &clap::Command, words: &[&str]) {
            let asked = [&["atlatch"], words, &["--help"]].concat();
            let help = Cli::try_parse_from(asked).unwrap_err().to_string();
            assert!(help.lines().count() <= 30, "{} lines:\n{help}", help.lines().count());
            assert!(help.contains("\nExample: "), "{help}");
            for line in help.lines() {
                // Commands to copy may be wider.
                assert!(line.chars().count() <= 80 || line.contains("atlatch "), "{line}");
            }
            for subcommand in command.get_subcommands() {
                look_at(subcommand, &[words, &[subcommand.get_name()]].concat());
            }
        }
        look_at(&Cli::command(), &[]);
    }
}
