//! `atlatch hook NAME`: what git and hook managers run.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, Read as _};
use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;

use crate::cli::{Hook, Options};
use crate::config::{self, AllowlistSource};
use crate::detect::Detector;
use crate::exit::Outcome;
use crate::output;
use crate::problem::Problem;
use crate::repo::{FromTo, Pushed, RefUpdate, Repository};
use crate::report::Scope;
use crate::scan::commits::{self, Filter, Guard};
use crate::scan::{Results, Session, known, message, staged};
use crate::watchdog;

/// What a hook came to.
type Looked = anyhow::Result<(Scope, Results)>;

/// Runs a hook.
pub fn run(hook: &Hook) -> anyhow::Result<Outcome> {
    let (options, looked) = match hook {
        Hook::PreCommit { paths, options } => (options, staged_content(paths, options)),
        Hook::CommitMsg { file, options } => (options, message_of(file, options)),
        Hook::PrePush { remote, url, options } => (options, outgoing(remote.as_deref(), url.as_deref(), options)),
        Hook::PreReceive { options } => (options, incoming(options)),
    };
    output::finish(options, true, looked)
}

/// Looks at what is staged, or at the range that a hook manager names.
pub fn staged_content(paths: &[OsString], options: &Options) -> Looked {
    let mut repository = Repository::open()?;
    watchdog::watch("looking at what is staged");
    if let Some(range) = FromTo::of_hook_manager() {
        return from_to(&mut repository, &range, paths, options);
    }
    let allowlist = config::allowlist(options, Some(&mut repository), AllowlistSource::Index)?;
    let detector = Detector::new()?;
    let mut session = Session::new(&detector, &allowlist);
    let names = names(&repository, paths)?;
    let scope = staged::look(&mut session, &mut repository, names.as_deref());
    let mut results = session.finish();
    known::note(repository.root(), &mut results.entries);
    Ok((scope, results))
}

/// The names that were given, if any.
fn names(repository: &Repository, paths: &[OsString]) -> anyhow::Result<Option<Vec<staged::Name>>> {
    if paths.is_empty() {
        return Ok(None);
    }
    let current = env::current_dir().context("cannot tell the current folder")?;
    Ok(Some(paths.iter().map(|path| staged::Name::new(path, repository.root(), &current)).collect()))
}

/// Looks at the commits between the two revisions that a hook manager names. Names filter only what is still there.
fn from_to(repository: &mut Repository, range: &FromTo, paths: &[OsString], options: &Options) -> Looked {
    let tip = range.to.clone();
    let allowlist = config::allowlist(options, Some(repository), AllowlistSource::Revision(tip.clone()))?;
    let detector = Detector::new()?;
    let mut session = Session::new(&detector, &allowlist).once();
    let contents = repository.range(&format!("{}..{tip}", range.from))?;
    let mut filter = names(repository, paths)?
        .map(|names| Filter::new(names.into_iter().flat_map(staged::Name::into_readings).collect(), tip));
    commits::look(&mut session, repository, contents, filter.as_mut(), None);
    Ok((Scope::Commits, session.finish()))
}

/// Looks at the message of the commit being made.
fn message_of(file: &Path, options: &Options) -> Looked {
    let mut repository = Repository::open()?;
    watchdog::watch("looking at the message");
    watchdog::wake()?;
    let allowlist = config::allowlist(options, Some(&mut repository), AllowlistSource::Index)?;
    let detector = Detector::new()?;
    let mut session = Session::new(&detector, &allowlist);
    message::look(&mut session, file)?;
    Ok((Scope::Message, session.finish()))
}

/// Looks at everything that is about to leave. Each branch is judged by the allowlist at the tip that is pushed.
fn outgoing(remote: Option<&OsStr>, address: Option<&OsStr>, options: &Options) -> Looked {
    let mut repository = Repository::open()?;
    watchdog::watch("looking at what is pushed");
    watchdog::wake()?;
    // A hook manager has read git's lines itself and hands on variables instead.
    let updates = match RefUpdate::of_hook_manager()? {
        Some(update) => vec![update],
        None => RefUpdate::of_push(&standard_input()?)?,
    };
    let remote = remote.map(OsStr::to_os_string).or_else(|| env::var_os("PRE_COMMIT_REMOTE_NAME")).unwrap_or_default();
    let address = address.map(OsStr::to_os_string).or_else(|| env::var_os("PRE_COMMIT_REMOTE_URL"));
    let pushed = repository.outgoing(&remote, address.as_deref(), updates)?;
    let source = |update: &RefUpdate| update.new.map(AllowlistSource::Tip);
    updates_of_refs(&mut repository, pushed, options, &source, true, None)
}

/// Looks at everything that is about to arrive. Each branch is judged by the allowlist at its old tip, a new one by that of
/// the default branch: a push cannot excuse itself.
fn incoming(options: &Options) -> Looked {
    let guard = Guard::new(Duration::from_secs(config::time_limit()?));
    let mut repository = Repository::open()?;
    watchdog::watch("looking at what is received");
    watchdog::wake()?;
    let input = standard_input()?;
    if input.is_empty() {
        let help = "git gives a pre-receive hook a line for each branch on standard input";
        return Err(Problem::new("nothing is received", help).into());
    }
    let pushed = repository.incoming(RefUpdate::of_receive(&input)?)?;
    let default = repository.head_commit()?;
    let source = |update: &RefUpdate| update.old.or(default).map(AllowlistSource::Tip);
    updates_of_refs(&mut repository, pushed, options, &source, false, Some(guard))
}

/// Looks at what updates of branches and tags bring. `inline`: whether markers beside findings count. What one of them brings
/// is shown, whatever is wrong with the allowlist of another.
fn updates_of_refs(
    repository: &mut Repository,
    pushed: Vec<Pushed>,
    options: &Options,
    source: &dyn Fn(&RefUpdate) -> Option<AllowlistSource>,
    inline: bool,
    guard: Option<Guard>,
) -> Looked {
    let detector = Detector::new()?;
    let results = pushed.into_iter().map(|Pushed { update, contents, .. }| {
        let source = source(&update).unwrap_or(AllowlistSource::Nowhere);
        let allowlist = match config::allowlist(options, Some(repository), source) {
            Ok(allowlist) => allowlist,
            Err(error) => return Results::failed(error),
        };
        let allowlist = if inline { allowlist } else { allowlist.without_markers() };
        let mut session = Session::new(&detector, &allowlist).once();
        commits::look(&mut session, repository, contents, None, guard);
        session.finish()
    });
    // Without any, everything is there already.
    Ok((Scope::Commits, results.reduce(Results::merge).unwrap_or_default()))
}

/// All of standard input.
fn standard_input() -> anyhow::Result<Vec<u8>> {
    let mut input = Vec::new();
    watchdog::waiting(|| io::stdin().lock().read_to_end(&mut input)).context("cannot read standard input")?;
    Ok(input)
}
