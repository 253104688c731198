//! From what people write for a range to the commits in it.

use std::ffi::OsStr;

use anyhow::{Context as _, Result, ensure};

use super::Repository;
use super::commits::Commits;
use super::failure::Failure;
use super::object::ObjectId;
use super::path::from_bytes;
use super::program::{answer, answer_to, query};

impl Repository {
    /// What the commits of a range bring, oldest first. The range is anything that names commits to git: `A..B`, `A...B`,
    /// one revision for all that led to it, `A^!` for a single commit.
    ///
    /// No commits at all are no error: see [`Commits::count`].
    pub fn range(&mut self, range: &str) -> Result<Commits> {
        let written =
            if range.is_empty() || range.starts_with('-') { None } else { answer(["rev-parse", range, "--"]).ok() };
        let nothing = || missing(Failure::new(format!("{range} names no commits")));
        let revisions = written.and_then(|lines| parse_revisions(&lines)).ok_or_else(nothing)?;
        if let Some(revision) = revisions.iter().find(|revision| !exists(&revision.id)) {
            return Err(missing(Failure::new(format!("commit {} of {range} is not here", revision.id))).into());
        }
        list_whole(&revisions, range)
    }

    /// What the commits since HEAD left a branch bring, oldest first.
    pub fn since_merge_base(&mut self, reference: &str) -> Result<Commits> {
        let unknown = || missing(Failure::new(format!("{reference} names no commit that is here")));
        let commit = super::resolve(reference).ok().filter(exists).ok_or_else(unknown)?;
        let head = super::resolve("HEAD")?;
        let bases = query(["merge-base", "--all", &commit.to_string(), &head.to_string()])?;
        let unrelated = || missing(Failure::new(format!("HEAD and {reference} have no commit in common here")));
        let bases = parse_ids(&bases.ok_or_else(unrelated)?)?;
        let without = bases.into_iter().map(|id| Revision { id, excluded: true });
        let revisions: Vec<_> = without.chain([Revision { id: head, excluded: false }]).collect();
        list_whole(&revisions, &format!("HEAD since {reference}"))
    }
}

/// A commit that is in a range, with all that led to it, or left out of it in the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Revision {
    /// The commit.
    pub(crate) id: ObjectId,
    /// Whether it is left out.
    pub(crate) excluded: bool,
}

/// The commits between revisions, oldest first, each before those that build on it. `options` are further ones of `rev-list`.
pub(crate) fn list(revisions: &[Revision], options: &[&OsStr]) -> Result<Vec<ObjectId>> {
    let line =
        |revision: &Revision| format!("{}{}\n", if revision.excluded { "^" } else { "" }, revision.id).into_bytes();
    let input: Vec<u8> = revisions.iter().flat_map(line).collect();
    let arguments = ["rev-list", "--reverse", "--topo-order"].map(OsStr::new);
    let arguments = arguments.into_iter().chain(options.iter().copied()).chain([OsStr::new("--stdin")]);
    parse_ids(&answer_to(arguments, &input)?)
}

/// The commits between revisions, which must all be here.
fn list_whole(revisions: &[Revision], range: &str) -> Result<Commits> {
    let ids = list(revisions, &[])?;
    // A shallow clone shows its oldest commits as if nothing had led to them: what did would be left out in silence.
    let cut: Vec<_> = shallow()?;
    if let Some(id) = ids.iter().find(|id| cut.contains(id)) {
        return Err(missing(Failure::new(format!("the commits of {range} before {id} are not here"))).into());
    }
    Commits::new(&ids)
}

/// The commits at which a shallow clone is cut off.
fn shallow() -> Result<Vec<ObjectId>> {
    if !is_shallow() {
        return Ok(Vec::new());
    }
    let mut path = answer(["rev-parse", "--git-path", "shallow"])?;
    path.pop_if(|last| *last == b'\n');
    let list = std::fs::read(from_bytes(&path)).context("cannot read where this shallow clone is cut off")?;
    parse_ids(&list)
}

/// Whether this is a shallow clone.
fn is_shallow() -> bool {
    answer(["rev-parse", "--is-shallow-repository"]).is_ok_and(|answer| answer.starts_with(b"true"))
}

/// Adds the cure to an error about commits that are not here.
pub(super) fn missing(failure: Failure) -> Failure {
    if is_shallow() {
        return failure.with_help("this clone is shallow; fetch the rest of the history: git fetch --unshallow");
    }
    failure.with_help("fetch the branch first: git fetch origin BRANCH")
}

/// Whether an object is here and a commit.
fn exists(id: &ObjectId) -> bool {
    answer(["cat-file", "-e", &format!("{id}^{{commit}}")]).is_ok()
}

/// Reads what `rev-parse` makes of a range: ids, some with a `^` in front.
fn parse_revisions(lines: &[u8]) -> Option<Vec<Revision>> {
    // The `--` that says that no file is meant comes back as well.
    let lines = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty() && *line != b"--");
    let revisions: Option<Vec<_>> = lines
        .map(|line| {
            let (excluded, id) = line.strip_prefix(b"^").map_or((false, line), |id| (true, id));
            Some(Revision { id: ObjectId::parse(id)?, excluded })
        })
        .collect();
    revisions.filter(|revisions| revisions.iter().any(|revision| !revision.excluded))
}

/// Reads ids, a line each.
fn parse_ids(lines: &[u8]) -> Result<Vec<ObjectId>> {
    let lines = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let ids: Option<Vec<_>> = lines.map(ObjectId::parse).collect();
    let ids = ids.context("git's list of commits cannot be read")?;
    ensure!(ids.iter().all(|id| !id.is_null()), "git's list of commits names none");
    Ok(ids)
}
