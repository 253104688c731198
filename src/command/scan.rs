//! `atlatch scan`: files, staged content, ranges and the history, for people and CI.

use crate::allow::{Action, Allowlist, Seen};
use crate::cli::{Format, Options, Scan};
use crate::command::hook;
use crate::config::{self, AllowlistSource};
use crate::detect::Detector;
use crate::exit::Outcome;
use crate::output;
use crate::repo::{Commits, Repository};
use crate::report::Scope;
use crate::scan::{Results, Session, commits, files, history};
use crate::watchdog;

/// What a scan came to.
type Looked = anyhow::Result<(Scope, Results)>;

/// Looks at commits, judged by the allowlist at `tip`. `named` is what to call them.
fn commits(
    options: &Options,
    tip: &str,
    named: &str,
    list: impl FnOnce(&mut Repository) -> anyhow::Result<Commits>,
) -> Looked {
    let mut repository = Repository::open()?;
    let contents = list(&mut repository)?;
    if Commits::count(&contents) == 0 {
        output::note(&format!("no commits in {named}: nothing was looked at"))?;
    }
    let allowlist = config::allowlist(options, Some(&mut repository), AllowlistSource::Revision(tip.to_owned()))?;
    let detector = Detector::new()?;
    let mut session = Session::new(&detector, &allowlist).once().watched(options.quiet);
    commits::look(&mut session, &mut repository, contents, None, None);
    Ok((Scope::Commits, session.finish()))
}

/// Looks at every object there is, judged by the allowlist of the work tree.
fn everything_ever(options: &Options) -> Looked {
    let mut repository = Repository::open()?;
    let allowlist = config::allowlist(options, Some(&mut repository), AllowlistSource::WorkTree)?;
    let detector = Detector::new()?;
    let mut session = Session::new(&detector, &allowlist).watched(options.quiet);
    let names_skipped = options.verbose || options.format.contains(&Format::Json) || session.tells_skipped();
    history::look(&mut session, &mut repository, names_skipped);
    Ok((Scope::Commits, session.finish()))
}

/// All that stands in the tracked files and no inline marker excuses: what entries of the allowlist are there for.
pub(super) fn everything(repository: &mut Repository) -> anyhow::Result<Vec<Seen>> {
    let (detector, allowlist) = (Detector::new()?, Allowlist::empty());
    let mut session = Session::new(&detector, &allowlist);
    files::look(&mut session, Some(repository), &[]);
    let results = session.finish();
    if let Some(failure) = results.failures.into_iter().next() {
        return Err(failure);
    }
    let seen = results.entries.into_iter().filter(|entry| entry.action != Action::Allow).map(|entry| Seen {
        fingerprint: entry.finding.fingerprint(),
        rule: entry.finding.rule,
        path: entry.path,
    });
    Ok(seen.collect())
}

/// Runs a scan.
pub fn run(arguments: &Scan) -> anyhow::Result<Outcome> {
    output::finish(&arguments.options, false, look(arguments))
}

/// Looks at what is asked for.
fn look(arguments: &Scan) -> Looked {
    let options = &arguments.options;
    if arguments.staged {
        return hook::staged_content(&[], options);
    }
    watchdog::watch("reading what is to be looked at");
    watchdog::wake()?;
    if let Some(range) = &arguments.range {
        let tip = range.rsplit("..").next().unwrap_or_default().trim_start_matches('.').trim_end_matches("^!");
        let tip = if tip.is_empty() { "HEAD" } else { tip };
        return commits(options, tip, range, |repository| repository.range(range));
    }
    if arguments.history {
        return everything_ever(options);
    }
    if let Some(reference) = &arguments.since_merge_base {
        return commits(options, "HEAD", reference, |repository| repository.since_merge_base(reference));
    }
    // Outside of a repository a folder is simply a folder.
    let mut repository = match Repository::open() {
        Ok(repository) => Some(repository),
        Err(error) if crate::repo::is_no_repository(&error) => None,
        Err(error) => return Err(error),
    };
    let allowlist = config::allowlist(options, repository.as_mut(), AllowlistSource::WorkTree)?;
    let detector = Detector::new()?;
    let mut session = Session::new(&detector, &allowlist).watched(options.quiet);
    files::look(&mut session, repository.as_mut(), &arguments.paths);
    Ok((Scope::Files, session.finish()))
}
