//! `atlatch hook NAME`: what git and hook managers run.

use std::env;
use std::ffi::OsString;
use std::path::Path;

use crate::cli::{Hook, Options};
use crate::config::{self, AllowlistSource};
use crate::detect::Detector;
use crate::exit::Outcome;
use crate::output;
use crate::repo::Repository;
use crate::report::Scope;
use crate::scan::{Session, known, message, staged};
use crate::watchdog;

/// Runs a hook.
pub fn run(hook: &Hook, options: &Options) -> anyhow::Result<Outcome> {
    match hook {
        Hook::PreCommit { paths } => pre_commit(paths, options, true),
        Hook::CommitMsg { file } => commit_msg(file, options),
        Hook::PrePush { .. } | Hook::PreReceive => anyhow::bail!("not there yet"),
    }
}

/// Looks at the message of the commit being made.
fn commit_msg(file: &Path, options: &Options) -> anyhow::Result<Outcome> {
    let mut repository = Repository::open()?;
    watchdog::watch("looking at the message")?;
    let allowlist = config::allowlist(options, Some(&mut repository), AllowlistSource::Index)?;
    let detector = Detector::new()?;
    let mut session = Session::new(&detector, &allowlist);
    message::look(&mut session, file)?;
    output::report(&config::reporting(options, Scope::Message, true), session.finish())
}

/// Looks at what is staged. `hook`: git runs us, rather than a person.
pub fn pre_commit(paths: &[OsString], options: &Options, hook: bool) -> anyhow::Result<Outcome> {
    let mut repository = Repository::open()?;
    watchdog::watch("looking at what is staged")?;
    let allowlist = config::allowlist(options, Some(&mut repository), AllowlistSource::Index)?;
    let detector = Detector::new()?;
    let mut session = Session::new(&detector, &allowlist);
    let names = if paths.is_empty() {
        None
    } else {
        let current = env::current_dir()?;
        Some(paths.iter().map(|path| staged::Name::new(path, repository.root(), &current)).collect::<Vec<_>>())
    };
    let scope = staged::look(&mut session, &mut repository, names.as_deref())?;
    let mut results = session.finish();
    known::note(repository.root(), &mut results.entries);
    output::report(&config::reporting(options, scope, hook), results)
}
