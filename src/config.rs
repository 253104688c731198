//! What the arguments, the environment and `.atlatch.toml` amount to, in one place.

use std::env;
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use anyhow::Context as _;

use crate::allow::{self, Allowlist};
use crate::cli::{Format, Options};
use crate::problem::Problem;
use crate::repo::{Mode, ObjectId, Repository};
use crate::report::{Scope, Settings, style};

/// Largest `.atlatch.toml` that is read, in bytes.
const LARGEST: usize = 1_000_000;

/// The variable with the most seconds that `hook pre-receive` may take.
pub const TIME_LIMIT: &str = "ATLATCH_TIME_LIMIT";
/// How many it may take if that is not set: a person is waiting for the push.
const DEFAULT_TIME_LIMIT: u64 = 120;

/// How many seconds looking at a push may take on a server.
pub fn time_limit() -> anyhow::Result<u64> {
    let Some(value) = variable(TIME_LIMIT) else { return Ok(DEFAULT_TIME_LIMIT) };
    let wrong = || {
        Problem::new(format!("{TIME_LIMIT} is not a number of seconds"), format!("set it to one, as {TIME_LIMIT}=300"))
    };
    Ok(value.parse().map_err(|_| wrong())?)
}

/// Where the allowlist is read from, unless `--allowlist-from` says otherwise.
#[derive(Clone, Debug)]
pub enum AllowlistSource {
    /// The index: an entry must be staged along with what it excuses.
    Index,
    /// The work tree.
    WorkTree,
    /// A revision.
    Revision(String),
    /// There is none, as on the first push to a server.
    Nowhere,
}

/// Reads the allowlist.
pub fn allowlist(
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
        AllowlistSource::WorkTree => work_tree(&repository.root().join(allow::FILE))?,
        AllowlistSource::Nowhere => None,
    };
    Ok(parsed.unwrap_or_else(Allowlist::empty).strict(options.strict))
}

/// Reads the allowlist from a blob.
fn parse_blob(
    repository: &mut Repository,
    name: &str,
    entry: Option<(Mode, ObjectId)>,
) -> anyhow::Result<Option<Allowlist>> {
    let Some((mode, id)) = entry else { return Ok(None) };
    if mode == Mode::Symlink {
        return Err(Allowlist::symlink(name));
    }
    let bytes = repository.read(&id).with_context(|| format!("cannot read {name}"))?;
    check_size(name, bytes.len())?;
    Allowlist::parse(name, &bytes).map(Some)
}

/// Reads the allowlist from a file.
fn work_tree(path: &std::path::Path) -> anyhow::Result<Option<Allowlist>> {
    let metadata = match std::fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).context(format!("cannot read {}", allow::FILE)),
    };
    if metadata.is_symlink() {
        return Err(Allowlist::symlink(allow::FILE));
    }
    check_size(allow::FILE, usize::try_from(metadata.len()).unwrap_or(usize::MAX))?;
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", allow::FILE))?;
    Allowlist::parse(allow::FILE, &bytes).map(Some)
}

/// An allowlist of that size is none.
fn check_size(name: &str, size: usize) -> anyhow::Result<()> {
    if size <= LARGEST {
        return Ok(());
    }
    let help = "an allowlist is a few entries; `atlatch allow --check` lists those that nothing needs";
    Err(Problem::new(format!("{name} is larger than 1 MB"), help).into())
}

/// How to report.
#[derive(Debug)]
pub struct Reporting {
    /// The formats, in the order given; never empty.
    pub formats: Vec<Format>,
    /// Where the last machine format goes.
    pub output: Option<PathBuf>,
    /// Everything else.
    pub settings: Settings,
}

/// Decides how to report. `hook`: git runs us, and text goes to standard error.
pub fn reporting(options: &Options, scope: Scope, hook: bool) -> Reporting {
    let mut formats = options.format.clone();
    if formats.is_empty() {
        formats.push(Format::Text);
        if variable("GITHUB_ACTIONS").as_deref() == Some("true") {
            formats.push(Format::Github);
        }
    }
    let environment = style::Environment::from_lookup(variable);
    let terminal = if hook { io::stderr().is_terminal() } else { io::stdout().is_terminal() };
    let settings = Settings {
        scope,
        hook,
        verbose: options.verbose,
        quiet: options.quiet,
        colour: style::colour(options.color, &environment, terminal),
        unicode: style::unicode(&environment),
        width: terminal.then(width).flatten(),
        program: program(),
        include_allowed: options.include_allowed,
        step_summary: variable("GITHUB_STEP_SUMMARY").map(PathBuf::from),
    };
    Reporting { formats, output: options.output.clone(), settings }
}

/// An environment variable, if it is set and UTF-8.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}

/// Columns of the terminal, as far as the environment tells.
pub fn width() -> Option<usize> {
    variable("COLUMNS")?.parse().ok().filter(|columns| *columns > 0)
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
    if on_path { "atlatch".to_owned() } else { format!("'{}'", here.display().to_string().replace('\'', r"'\''")) }
}
