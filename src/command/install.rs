//! `atlatch install`: protects one repository, or every one.

use std::io::Write;

use anyhow::Result;

use crate::cli;
use crate::exit::Outcome;
use crate::hooks::{self, global, repository};

/// Installs the hooks and says what was done.
pub fn run(arguments: &cli::Install, out: &mut dyn Write) -> Result<Outcome> {
    let binary = hooks::own_binary()?;
    if arguments.global {
        match global::install(&binary)? {
            global::Way::ConfigHooks => writeln!(out, "protected: every repository, by hooks in git's configuration")?,
            global::Way::HooksPath => writeln!(
                out,
                "protected: every repository without a core.hooksPath of its own, by core.hooksPath in git's configuration"
            )?,
        }
    } else {
        let found = repository::Repository::find(arguments.repository.as_deref())?;
        for line in found.install(&binary)? {
            hooks::write_safely(line.as_bytes(), out)?;
        }
    }
    writeln!(out, "`atlatch doctor` proves it")?;
    Ok(Outcome::Clean)
}
