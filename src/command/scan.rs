//! `atlatch scan`: files, staged content, ranges and the history, for people and CI.

use crate::cli::{Options, Scan};
use crate::command::hook;
use crate::config::{self, AllowlistSource};
use crate::detect::Detector;
use crate::exit::Outcome;
use crate::output;
use crate::repo::Repository;
use crate::report::Scope;
use crate::scan::{Session, files};
use crate::watchdog;

/// Runs a scan.
pub fn run(arguments: &Scan, options: &Options) -> anyhow::Result<Outcome> {
    if arguments.staged {
        return hook::pre_commit(&[], options, false);
    }
    watchdog::watch("reading files")?;
    // Outside of a repository a folder is simply a folder.
    let mut repository = match Repository::open() {
        Ok(repository) => Some(repository),
        Err(error) if crate::repo::is_no_repository(&error) => None,
        Err(error) => return Err(error),
    };
    let allowlist = config::allowlist(options, repository.as_mut(), AllowlistSource::WorkTree)?;
    let detector = Detector::new()?;
    let mut session = Session::new(&detector, &allowlist);
    files::look(&mut session, repository.as_mut(), &arguments.paths)?;
    output::report(&config::reporting(options, Scope::Files, false), session.finish())
}
