//! How atlatch gets to be run by git: installed, taken out, surveyed and put to the proof.
//!
//! Installing: `event` names the ways into a history and the hook that guards each; `shim` writes the small scripts that
//! git runs; `slot` puts one in place over whatever stands there and restores that; [`repository`] tells which folder git
//! takes the hooks of a repository from, and whose it is; `local` protects one repository, [`global`] every one of a user;
//! `record` remembers what else was made, so that nothing of it stays behind.
//!
//! Asking whether it works: [`survey`] reads what git would run, with `config_hook` for hooks in the configuration and
//! `manager` for those of hook managers; [`proof`] tries it in a `scratch` repository, into which `transplant` brings
//! the hooks. Nothing here looks for credentials.

mod config_hook;
mod event;
mod git;
pub(crate) mod global;
mod local;
mod manager;
pub(crate) mod proof;
mod record;
pub(crate) mod repository;
mod scratch;
mod shim;
mod slot;
pub(crate) mod survey;
mod transplant;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::report::terminal::terminal;

/// The binary that hooks are to run: this one, by the path it was called by.
///
/// That path may be a symlink which survives upgrades, as those of package managers do; what it leads to may not.
pub(crate) fn own_binary() -> Result<PathBuf> {
    let real = std::env::current_exe().context("could not tell the path of this program")?;
    let called = std::env::args_os().next().map(PathBuf::from).unwrap_or_default();
    let candidates = if called.components().count() > 1 {
        vec![called]
    } else {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).map(|folder| folder.join(&called)).collect()
    };
    let same = |path: &Path| path.canonicalize().ok() == real.canonicalize().ok();
    let found = candidates.into_iter().find(|candidate| same(candidate)).unwrap_or(real);
    std::path::absolute(&found).with_context(|| format!("could not tell the full path of {}", found.display()))
}

/// Makes a repository as the user's git makes them.
pub(crate) fn make_repository(folder: &Path) -> Result<()> {
    git::Git::new(Some(folder)).read(&["init", "--quiet"]).map(drop)
}

/// Prints lines that hold paths and words of others, with everything that could act on a terminal written as an escape.
pub(crate) fn write_safely(text: &[u8], out: &mut dyn Write) -> io::Result<()> {
    for line in text.strip_suffix(b"\n").unwrap_or(text).split(|byte| *byte == b'\n') {
        writeln!(out, "{}", terminal(line, true))?;
    }
    Ok(())
}
