//! `atlatch doctor`: says which hooks will run here, and proves it.

use std::collections::BTreeSet;
use std::env;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::cli::{self, ListFormat};
use crate::exit::Outcome;
use crate::hooks;
use crate::hooks::proof::{Proof, Prover};
use crate::hooks::repository::Repository;
use crate::hooks::survey::{Runner, Who, version_of};

/// What there is to say about a repository.
#[derive(Debug, Serialize)]
struct Diagnosis {
    /// The version of this form.
    schema_version: u32,
    /// The exit code.
    exit: u8,
    /// Its folder; `null` if what a new repository gets was looked at.
    repository: Option<String>,
    /// The version of git.
    git: String,
    /// Where git takes hooks from.
    hooks: String,
    /// Each way into the history.
    ways: Vec<Way>,
    /// Every binary that a hook runs, and that of the command line.
    binaries: Vec<Binary>,
    /// What else people should know.
    notes: Vec<String>,
}

/// One way into the history.
#[derive(Debug, Serialize)]
struct Way {
    /// The hook that guards it.
    event: &'static str,
    /// Whether it does.
    verdict: Verdict,
    /// What git runs, in order.
    runs: Vec<Runner>,
    /// What the hook said to a minted token, or to clean content if it refuses that.
    said: Option<String>,
}

/// Whether a way is guarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Verdict {
    /// A minted token was refused by atlatch.
    Protected,
    /// A minted token went through.
    Open,
    /// Everything is refused, for a reason that is known.
    Broken,
    /// Everything is refused, by whom could not be found out.
    RefusesAll,
    /// The token was refused, but atlatch was not heard.
    RefusedByOther,
}

/// A binary and its version.
#[derive(Debug, Serialize)]
struct Binary {
    /// Where it is.
    path: String,
    /// What it says of itself; `null` if it cannot be run.
    version: Option<String>,
}

/// Looks, tries, says, and ends with 0 only if every way was proven to be guarded.
pub fn run(arguments: &cli::Doctor, out: &mut dyn Write) -> Result<Outcome> {
    let diagnosis = diagnose(arguments)?;
    if arguments.format == ListFormat::Json {
        serde_json::to_writer(&mut *out, &diagnosis).context("could not write the report")?;
        writeln!(out)?;
    } else {
        let mut report = Vec::new();
        text(&diagnosis, &mut report)?;
        hooks::write_safely(&report, out)?;
    }
    Ok(outcome(&diagnosis.ways))
}

/// Looks and tries.
fn diagnose(arguments: &cli::Doctor) -> Result<Diagnosis> {
    let new = if arguments.repository.is_none() && nowhere()? { Some(new_repository()?) } else { None };
    let folder = new.as_ref().map(|new| new.path().to_owned()).or_else(|| arguments.repository.clone());
    let repository = Repository::find(folder.as_deref())?;
    let prover = Prover::new(&repository)?;
    let mut ways = Vec::new();
    let mut notes = repository.notes()?;
    for event in repository.guards() {
        let runs = repository.runners(*event)?;
        let (verdict, said) = match prover.prove(*event)? {
            Proof::Refused { said } => (Verdict::Protected, Some(said)),
            Proof::WentThrough => (Verdict::Open, None),
            Proof::RefusesAll { said } if runs.iter().any(is_broken) => (Verdict::Broken, Some(said)),
            Proof::RefusesAll { said } => (Verdict::RefusesAll, Some(said)),
            Proof::RefusedByOther { said } => (Verdict::RefusedByOther, Some(said)),
        };
        if verdict == Verdict::Protected && prover.passes_over_other(*event) {
            notes.push(format!("the {} hook of somebody else does not run any more", event.name()));
        }
        ways.push(Way { event: event.name(), verdict, runs, said });
    }
    let binaries = binaries(&ways)?;
    let versions: BTreeSet<_> = binaries.iter().map(|binary| &binary.version).collect();
    if versions.len() > 1 {
        notes.push(
            "the binaries are not of one version; `atlatch install` writes hooks for the one it is called with"
                .to_owned(),
        );
    }
    Ok(Diagnosis {
        schema_version: 1,
        exit: outcome(&ways).code(),
        repository: new.is_none().then(|| repository.folder().display().to_string()),
        git: repository.git_version()?,
        hooks: repository.hooks_folder().display().to_string(),
        ways,
        binaries,
        notes,
    })
}

/// Whether a hook of ours is plainly not as it was written.
fn is_broken(runner: &Runner) -> bool {
    runner.who == Who::Atlatch && !runner.problems.is_empty()
}

/// How it ends: something known to be open outweighs what could not be found out.
fn outcome(ways: &[Way]) -> Outcome {
    let any = |verdict| ways.iter().any(|way| way.verdict == verdict);
    if any(Verdict::Open) || any(Verdict::Broken) {
        Outcome::Findings
    } else if ways.iter().all(|way| way.verdict == Verdict::Protected) {
        Outcome::Clean
    } else {
        Outcome::CouldNotCheck
    }
}

/// Whether there is no repository around the current folder.
fn nowhere() -> Result<bool> {
    let here = env::current_dir().context("could not tell the current folder")?;
    Ok(env::var_os("GIT_DIR").is_none()
        && !here.ancestors().any(|folder| folder.join(".git").exists() || folder.join("HEAD").is_file()))
}

/// A repository as `git init` makes it.
fn new_repository() -> Result<tempfile::TempDir> {
    let folder = tempfile::Builder::new().prefix("atlatch-doctor-").tempdir().context("could not make a folder")?;
    hooks::make_repository(folder.path())?;
    Ok(folder)
}

/// Every binary that hooks run, that which PATH leads to, and this one.
fn binaries(ways: &[Way]) -> Result<Vec<Binary>> {
    let mut paths: BTreeSet<PathBuf> =
        ways.iter().flat_map(|way| &way.runs).filter_map(|run| run.binary.clone()).collect();
    let folders = env::var_os("PATH").unwrap_or_default();
    paths.extend(env::split_paths(&folders).map(|folder| folder.join("atlatch")).find(|path| path.is_file()));
    paths.insert(hooks::own_binary()?);
    let describe = |path: PathBuf| Binary { version: version_of(&path).ok(), path: path.display().to_string() };
    Ok(paths.into_iter().map(describe).collect())
}

/// For people.
fn text(diagnosis: &Diagnosis, out: &mut dyn Write) -> Result<()> {
    let subject = diagnosis.repository.as_deref().unwrap_or("no repository here; this is what a new one gets");
    writeln!(out, "{subject}\n{}; hooks are taken from {}\n", diagnosis.git, diagnosis.hooks)?;
    for way in &diagnosis.ways {
        writeln!(out, "{:<17} {}", way.event, sentence(way))?;
        for run in &way.runs {
            let who = match run.who {
                Who::Atlatch => "atlatch",
                Who::CallsAtlatch => "a hook that leads to atlatch",
                Who::Other => "another hook",
            };
            writeln!(out, "  runs {who}: {}", run.from)?;
            for problem in &run.problems {
                writeln!(out, "    it {problem}")?;
            }
        }
    }
    if let Some((way, said)) = shown(&diagnosis.ways) {
        let to_token = matches!(way.verdict, Verdict::Protected | Verdict::RefusedByOther);
        let what = if to_token { "a freshly made token" } else { "clean content" };
        writeln!(out, "\ntried in a scratch repository with these hooks; {} said to {what}:", way.event)?;
        for line in said.lines().filter(|line| !line.trim().is_empty()).take(24) {
            writeln!(out, "  | {line}")?;
        }
    }
    writeln!(out)?;
    for binary in &diagnosis.binaries {
        writeln!(out, "{}: {}", binary.path, binary.version.as_deref().unwrap_or("cannot be run"))?;
    }
    for note in &diagnosis.notes {
        writeln!(out, "note: {note}")?;
    }
    let (verdict, help) = match outcome(&diagnosis.ways) {
        Outcome::Clean => ("protected: every way was tried with a freshly made token, and atlatch refused it", None),
        Outcome::Findings => (
            "NOT protected: see above what is open or broken",
            Some(
                "`atlatch install` or `atlatch install --global` puts the hooks in place; docs/hooks.md tells for managers",
            ),
        ),
        Outcome::CouldNotCheck => (
            "could not find out: something refused before atlatch was heard",
            Some("see above what it said, cure that and ask again"),
        ),
    };
    writeln!(out, "{verdict}")?;
    if let Some(help) = help {
        writeln!(out, "help: {help}")?;
    }
    Ok(())
}

/// The verdict on one way, in words.
fn sentence(way: &Way) -> &'static str {
    match way.verdict {
        Verdict::Protected => "protected",
        Verdict::Open if way.runs.is_empty() => "OPEN: no hook runs",
        Verdict::Open => "OPEN: a token went through",
        Verdict::Broken => "BROKEN: refuses everything",
        Verdict::RefusesAll => "unknown: clean content is refused too",
        Verdict::RefusedByOther => "unknown: a token is refused, but not by atlatch",
    }
}

/// The one answer that is worth showing: that of a way that is not as it should be, else the first.
fn shown(ways: &[Way]) -> Option<(&Way, &str)> {
    let bad = ways.iter().find(|way| way.verdict != Verdict::Protected && way.said.is_some());
    let way = bad.or_else(|| ways.iter().find(|way| way.said.is_some()))?;
    Some((way, way.said.as_deref()?))
}
