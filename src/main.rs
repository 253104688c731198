//! The program: parses, runs, exits.

use std::process::ExitCode;

use atlatch::cli::{Cli, Command};
use atlatch::command;
use clap::Parser;

fn main() -> ExitCode {
    let out = &mut std::io::stdout();
    let cli = Cli::parse();
    let outcome = match &cli.command {
        Some(Command::Install(arguments)) => command::install::run(arguments, out),
        Some(Command::Uninstall(arguments)) => command::uninstall::run(arguments, out),
        Some(Command::Doctor(arguments)) => command::doctor::run(arguments, cli.options.format.last().copied(), out),
        _ => return ExitCode::from(2),
    };
    match outcome {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("error: {error:#}\n").as_bytes());
            ExitCode::from(2)
        }
    }
}
