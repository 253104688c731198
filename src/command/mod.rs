//! One file per subcommand, and the choice among them.

pub mod completions;
pub mod explain;
pub mod hook;
pub mod install;
pub mod rules;
pub mod scan;
pub mod uninstall;

use std::io::{self, BufWriter, Write as _};

use crate::cli::{Cli, Command};
use crate::config;
use crate::exit::Outcome;

/// Runs the command that was asked for. Without one, what is staged is looked at.
pub fn run(cli: Cli) -> anyhow::Result<Outcome> {
    let Cli { command, options } = cli;
    let mut out = BufWriter::new(io::stdout().lock());
    let outcome = match command {
        // These report by themselves, and to standard error in hooks.
        None => return hook::pre_commit(&[], &options, false),
        Some(Command::Hook(hook)) => return hook::run(&hook, &options),
        Some(Command::Scan(arguments)) => return scan::run(&arguments, &options),
        Some(Command::Explain(arguments)) => explain::run(&arguments, config::width().unwrap_or(80), &mut out)?,
        Some(Command::Rules(arguments)) => rules::run(&arguments, options.format.last().copied(), &mut out)?,
        Some(Command::Completions(arguments)) => completions::run(&arguments, &mut out)?,
        Some(Command::Install(arguments)) => install::run(&arguments, &mut out)?,
        Some(Command::Uninstall(arguments)) => uninstall::run(&arguments, &mut out)?,
        Some(_) => anyhow::bail!("not there yet"),
    };
    out.flush()?;
    Ok(outcome)
}
