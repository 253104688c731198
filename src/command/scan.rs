//! `atlatch scan`: files, staged content, ranges and the history, for people and CI.

use crate::allow::{Allowlist, Seen};
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

/// All that stands in the tracked files, allowed or not: what entries of the allowlist are there for.
pub(super) fn everything(repository: &mut Repository) -> anyhow::Result<Vec<Seen>> {
    let (detector, allowlist) = (Detector::new()?, Allowlist::empty());
    let mut session = Session::new(&detector, &allowlist);
    files::look(&mut session, Some(repository), &[])?;
    let results = session.finish();
    if let Some(failure) = results.failures.into_iter().next() {
        return Err(failure);
    }
    let seen = results.entries.into_iter().map(|entry| Seen {
        fingerprint: entry.finding.fingerprint(),
        rule: entry.finding.rule,
        path: entry.path,
    });
    Ok(seen.collect())
}

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
