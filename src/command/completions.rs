//! `atlatch completions SHELL`.

use std::io::Write;

use clap::CommandFactory as _;

use crate::cli::{Cli, Completions};
use crate::exit::Outcome;

/// Writes the completions of a shell.
pub fn run(arguments: &Completions, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    // Made in memory first: the generator panics where writing fails.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "atlatch", &mut script);
    out.write_all(&script)?;
    Ok(Outcome::Clean)
}
