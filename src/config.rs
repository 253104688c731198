//! What the arguments, the environment and `.atlatch.toml` amount to for all commands: what is allowed, how reports look and
//! where they go, how long a server waits.
//!
//! Variables that matter in one room only, such as git's own in `repo` and the folders of `hooks`, are read there.

use std::env;
use std::io::{self, IsTerminal};
use std::os::fd::AsFd;
use std::path::PathBuf;

use anyhow::Context as _;

use crate::allow::edit::Store;
use crate::allow::{self, Allowlist};
use crate::cli::{Color, Format, Options};
use crate::problem::Problem;
use crate::repo::{Mode, ObjectId, Repository};
use crate::report::{Scope, Settings, style};
use crate::shell;

/// The variable with the most seconds that `hook pre-receive` may take.
pub(crate) const TIME_LIMIT: &str = "ATLATCH_TIME_LIMIT";
/// How many it may take if that is not set: a person is waiting for the push.
const DEFAULT_TIME_LIMIT: u64 = 120;

/// How many seconds looking at a push may take on a server.
pub(crate) fn time_limit() -> anyhow::Result<u64> {
    let Some(value) = variable(TIME_LIMIT) else { return Ok(DEFAULT_TIME_LIMIT) };
    let wrong = || {
        Problem::new(format!("{TIME_LIMIT} is not a number of seconds"), format!("set it to one, as {TIME_LIMIT}=300"))
    };
    Ok(value.parse().map_err(|_| wrong())?)
}

/// Where the allowlist is read from, unless `--allowlist-from` says otherwise.
#[derive(Clone, Debug)]
pub(crate) enum AllowlistSource {
    /// The index: an entry must be staged along with what it excuses.
    Index,
    /// The work tree.
    WorkTree,
    /// A revision.
    Revision(String),
    /// Where a branch or tag leads to: a tag of a file leads to no allowlist.
    Tip(ObjectId),
    /// There is none, as on the first push to a server.
    Nowhere,
}

/// Reads the allowlist. Where it is asked for by revision, content must not excuse itself, be it by a marker.
pub(crate) fn allowlist(
    options: &Options,
    repository: Option<&mut Repository>,
    source: AllowlistSource,
) -> anyhow::Result<Allowlist> {
    let source = options.allowlist_from.clone().map_or(source, AllowlistSource::Revision);
    let Some(repository) = repository else { return Ok(Allowlist::empty().strict(options.strict)) };
    let path = allow::FILE.as_bytes();
    let parsed = match source {
        AllowlistSource::Index => {
            let entry = repository.index_entry(path)?;
            parse_blob(repository, allow::FILE, entry)?
        }
        AllowlistSource::Revision(revision) => {
            let entry = repository
                .tree_entry(&revision, path)
                .with_context(|| format!("cannot read the allowlist from {}", revision.escape_debug()))?;
            parse_blob(repository, &format!("{}:{}", revision.escape_debug(), allow::FILE), entry)?
        }
        AllowlistSource::Tip(tip) => {
            let entry =
                repository.tip_entry(tip, path).with_context(|| format!("cannot read the allowlist from {tip}"))?;
            parse_blob(repository, &format!("{tip}:{}", allow::FILE), entry)?
        }
        AllowlistSource::WorkTree => {
            let there = allow::read(&repository.root().join(allow::FILE))?;
            let bytes = there.map_or_else(|| left_out(repository), |bytes| Ok(Some(bytes)))?;
            bytes.map(|bytes| Allowlist::parse(allow::FILE, &bytes)).transpose()?
        }
        AllowlistSource::Nowhere => None,
    };
    let allowlist = parsed.unwrap_or_else(Allowlist::empty).strict(options.strict);
    Ok(if options.allowlist_from.is_some() { allowlist.without_markers() } else { allowlist })
}

/// Opens the allowlist for changes: the file in the work tree, or what the index holds where git leaves it out of that.
pub(crate) fn store(repository: &mut Repository) -> anyhow::Result<Store> {
    let left_out = left_out(repository)?;
    Store::open(repository.root(), left_out)
}

/// The allowlist that the index holds, where git leaves it out of the work tree.
fn left_out(repository: &mut Repository) -> anyhow::Result<Option<Vec<u8>>> {
    let entry = repository.left_out(allow::FILE.as_bytes())?;
    read_blob(repository, allow::FILE, entry)
}

/// Reads the allowlist from a blob.
fn parse_blob(
    repository: &mut Repository,
    name: &str,
    entry: Option<(Mode, ObjectId)>,
) -> anyhow::Result<Option<Allowlist>> {
    let bytes = read_blob(repository, name, entry)?;
    bytes.map(|bytes| Allowlist::parse(name, &bytes)).transpose()
}

/// The bytes of a blob that is to be the allowlist.
fn read_blob(
    repository: &mut Repository,
    name: &str,
    entry: Option<(Mode, ObjectId)>,
) -> anyhow::Result<Option<Vec<u8>>> {
    let Some((mode, id)) = entry else { return Ok(None) };
    if mode == Mode::Symlink {
        return Err(Allowlist::symlink(name));
    }
    repository.read(&id).with_context(|| format!("cannot read {name}")).map(Some)
}

/// How to report.
#[derive(Debug)]
pub(crate) struct Reporting {
    /// The formats, in the order given; never empty.
    pub formats: Vec<Format>,
    /// Which of them goes to a file, and where that is.
    pub output: Option<(usize, PathBuf)>,
    /// Whether people's text goes to standard error.
    pub stderr: bool,
    /// Everything else.
    pub settings: Settings,
}

/// Decides how to report. `hook`: git runs us, and text goes to standard error.
pub(crate) fn reporting(options: &Options, scope: Scope, hook: bool) -> Reporting {
    let mut formats = options.format.clone();
    if formats.is_empty() {
        formats.push(Format::Text);
        if variable("GITHUB_ACTIONS").as_deref() == Some("true") {
            formats.push(Format::Github);
        }
    }
    let output = options.in_file().zip(options.output.clone());
    let text_in_file = output.as_ref().is_some_and(|(index, _)| formats.get(*index) == Some(&Format::Text));
    // What programs read as a whole has standard output to itself.
    let stderr = hook || options.documents_on_stdout() > 0;
    let environment = style::Environment::from_lookup(variable);
    let (terminal, width) = match stderr {
        _ if text_in_file => (false, None),
        true => (io::stderr().is_terminal(), width(&io::stderr())),
        false => (io::stdout().is_terminal(), width(&io::stdout())),
    };
    let settings = Settings {
        scope,
        hook,
        verbose: options.verbose,
        quiet: options.quiet,
        colour: style::colour(options.look.color, &environment, terminal),
        unicode: style::unicode(&environment),
        width,
        program: program(),
        include_allowed: options.include_allowed,
        step_summary: variable("GITHUB_STEP_SUMMARY").map(PathBuf::from),
    };
    Reporting { formats, output, stderr, settings }
}

/// An environment variable, if it is set and UTF-8.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}

/// Columns of the terminal that a stream leads to. `COLUMNS` overrides what the terminal says of itself.
pub(crate) fn width(stream: &(impl IsTerminal + AsFd)) -> Option<usize> {
    if !stream.is_terminal() {
        return None;
    }
    let said = variable("COLUMNS").and_then(|columns| columns.parse().ok());
    let asked = || rustix::termios::tcgetwinsize(stream).ok().map(|size| usize::from(size.ws_col));
    said.or_else(asked).filter(|columns| *columns > 0)
}

/// Decides once about colours in what is not a report and goes to standard output.
pub(crate) fn colour_lists(choice: Color) {
    let environment = style::Environment::from_lookup(variable);
    colored::control::set_override(style::colour(choice, &environment, io::stdout().is_terminal()));
}

/// How the user calls this program: by name if that leads here, else by path.
fn program() -> String {
    let Ok(here) = env::current_exe().and_then(|path| path.canonicalize()) else { return "atlatch".to_owned() };
    let on_path = variable("PATH").is_some_and(|path| {
        env::split_paths(&path)
            .map(|folder| folder.join("atlatch"))
            .find(|candidate| candidate.is_file())
            .and_then(|candidate| candidate.canonicalize().ok())
            .is_some_and(|candidate| candidate == here)
    });
    if on_path {
        return "atlatch".to_owned();
    }
    String::from_utf8_lossy(&shell::quoted(here.as_os_str().as_encoded_bytes())).into_owned()
}
