//! The arguments: which there are, how they are read, and what is said of wrong ones.
//!
//! What they amount to is decided elsewhere: by [`config`](crate::config) and by each [`command`](crate::command).

mod commands;
mod options;
#[cfg(test)]
mod tests;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser};

pub use self::commands::{Allow, Command, Completions, Doctor, Explain, Hook, Install, Rules, Scan};
pub use self::options::{Color, Format, ListFormat, Look, Options};
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
