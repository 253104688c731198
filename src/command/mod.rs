//! One file per subcommand, and the choice among them.

pub mod allow;
pub mod baseline;
pub mod completions;
pub mod doctor;
pub mod explain;
pub mod hook;
pub mod install;
pub mod rules;
pub mod scan;
pub mod uninstall;
pub mod version;

use std::io::{self, BufWriter, Write as _};

use crate::cli::{Cli, Command};
use crate::config;
use crate::exit::Outcome;
use crate::output;
use crate::repo::Repository;

/// Runs the command that was asked for. Without one, what is staged is looked at.
pub fn run(cli: Cli) -> anyhow::Result<Outcome> {
    let Cli { command, options, version } = cli;
    let mut out = BufWriter::new(io::stdout().lock());
    if version {
        version::run(options.verbose, &mut out)?;
        out.flush()?;
        return Ok(Outcome::Clean);
    }
    let outcome = match command {
        // These report by themselves, and to standard error in hooks.
        None => return output::finish(&options, false, hook::staged_content(&[], &options)),
        Some(Command::Hook(hook)) => return hook::run(&hook),
        Some(Command::Scan(arguments)) => return scan::run(&arguments),
        Some(Command::Explain(arguments)) => {
            config::colour_lists(arguments.look.color);
            explain::run(&arguments, config::width(&io::stdout()).unwrap_or(80), &mut out)?
        }
        Some(Command::Rules(arguments)) => {
            config::colour_lists(arguments.look.color);
            rules::run(&arguments, config::width(&io::stdout()).unwrap_or(usize::MAX), &mut out)?
        }
        Some(Command::Completions(arguments)) => completions::run(&arguments, &mut out)?,
        Some(Command::Install(arguments)) => install::run(&arguments, &mut out)?,
        Some(Command::Uninstall(arguments)) => uninstall::run(&arguments, &mut out)?,
        Some(Command::Doctor(arguments)) => doctor::run(&arguments, &mut out)?,
        Some(Command::Allow(arguments)) => {
            let mut repository = Repository::open()?;
            let store = config::store(&mut repository)?;
            allow::run(&arguments, &store, || scan::everything(&mut repository), &mut out)?
        }
        Some(Command::Baseline) => {
            let mut repository = Repository::open()?;
            let seen = scan::everything(&mut repository)?;
            baseline::run(&seen, &config::store(&mut repository)?, &mut out)?
        }
    };
    out.flush()?;
    Ok(outcome)
}
