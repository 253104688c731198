//! `atlatch uninstall`: takes out what `atlatch install` put in.

use std::io::Write;

use anyhow::Result;

use crate::cli;
use crate::exit::Outcome;
use crate::hooks::{self, global, repository};

/// Takes the hooks out and says what was done.
pub fn run(arguments: &cli::Install, out: &mut dyn Write) -> Result<Outcome> {
    if arguments.global {
        let said = if global::uninstall()? { "taken out of git's configuration" } else { "nothing was installed" };
        writeln!(out, "{said}")?;
    } else {
        let found = repository::Repository::find(arguments.repository.as_deref())?;
        for line in found.uninstall()? {
            hooks::write_safely(line.as_bytes(), out)?;
        }
    }
    Ok(Outcome::Clean)
}
