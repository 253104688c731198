//! Looking at a repository in a process of its own, through every engine.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read as _, Write as _};

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use super::{MARKER, QUESTION, RESULTS};
use crate::repo::{
    Content, Engine, Failure, Mode, ObjectId, Part, Reader, RefUpdate, Repository, Stored, in_order, is_no_repository,
};

/// The engines to look through.
const ENGINES: [Option<Engine>; 3] = [None, Some(Engine::Libgit2), Some(Engine::Git)];

/// What one look at what is staged yielded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Staged {
    /// New blobs: path, mode, whether the marker is in it, how many old blobs.
    pub(crate) blobs: Vec<(String, String, bool, usize)>,
    /// CRC-32 of each new blob.
    checksums: Vec<u32>,
    /// Blobs at deleted paths that hold the marker, and how many there are.
    pub(crate) removed: (usize, usize),
    /// Old blobs that hold the marker.
    pub(crate) old_markers: usize,
    /// Whether the commit takes only some of what is staged.
    pub(crate) partial: bool,
}

impl Staged {
    /// The paths of the new blobs that hold the marker.
    pub(crate) fn marked(&self) -> Vec<&str> {
        self.blobs.iter().filter(|blob| blob.2).map(|blob| &blob.0[..]).collect()
    }

    /// The paths of all new blobs.
    pub(crate) fn paths(&self) -> Vec<&str> {
        self.blobs.iter().map(|blob| &blob.0[..]).collect()
    }
}

/// What the engines said about what is staged.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Looks {
    /// Who listed the index when both could.
    pub(crate) lister: Option<String>,
    /// Entries that were asked for one by one.
    pub(crate) entries: Vec<String>,
    /// With both engines.
    pub(crate) both: Result<Staged, String>,
    /// With libgit2 alone.
    pub(crate) libgit2: Result<Staged, String>,
    /// With the git program alone.
    pub(crate) git: Result<Staged, String>,
}

impl Looks {
    /// What all engines agree on.
    pub(crate) fn agreed(self) -> Staged {
        let Self { both, libgit2, git, .. } = self;
        let both = both.unwrap();
        assert_eq!(Ok(&both), libgit2.as_ref(), "libgit2 says otherwise");
        assert_eq!(Ok(&both), git.as_ref(), "git says otherwise");
        both
    }

    /// What the git program says for a repository that libgit2 refuses.
    pub(crate) fn served_by_git(self) -> Staged {
        let Self { both, libgit2, git, .. } = self;
        let refused = libgit2.unwrap_err();
        let both = both.unwrap_or_else(|error| panic!("libgit2: {refused}; both: {error}"));
        assert_eq!(Ok(&both), git.as_ref(), "git says otherwise");
        both
    }

    /// The error of a repository that nobody can read, as the user sees it, with the cure behind a `|`.
    pub(crate) fn refused(self) -> String {
        self.libgit2.unwrap_err();
        self.git.unwrap_err();
        self.both.unwrap_err()
    }
}

/// One piece of content of a range, a push or the history.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Piece {
    /// The branch or tag that is pushed.
    pub(crate) update: String,
    /// The commit that brings it.
    pub(crate) commit: Option<String>,
    /// What it is, with its path.
    pub(crate) part: String,
    /// Whether the marker is in it.
    pub(crate) marked: bool,
    /// How many blobs its path had before, how many paths its commit deletes.
    pub(crate) old: (usize, usize),
}

/// Looks at the repository around it. Run by other tests, or by git as a hook.
#[test]
#[ignore = "run by other tests, in a process of its own"]
fn probe() {
    let Some(results) = std::env::var_os(RESULTS) else { return };
    let line = match std::env::var(QUESTION) {
        Ok(question) if !question.is_empty() => serde_json::to_string(&answer(&question)).unwrap(),
        _ => serde_json::to_string(&looks()).unwrap(),
    };
    let mut file = fs::OpenOptions::new().create(true).append(true).open(results).unwrap();
    file.write_all((line + "\n").as_bytes()).unwrap();
}

/// What all engines say about what is staged.
fn looks() -> Looks {
    let lister = Repository::open().and_then(|mut repository| {
        repository.staged()?;
        Ok(format!("{:?}", repository.lister))
    });
    let [both, libgit2, git] = ENGINES.map(|engine| staged(engine).map_err(|error| shown(&error)));
    Looks { lister: lister.ok(), entries: entries(), both, libgit2, git }
}

/// An error as the user sees it, with its cure behind a bar.
fn shown(error: &anyhow::Error) -> String {
    let failure = error.chain().find_map(|cause| cause.downcast_ref::<Failure>());
    let help = failure.map(Failure::help).map(|help| format!(" | {help}"));
    let no_repository = if is_no_repository(error) { " | no repository" } else { "" };
    format!("{error:#}{}{no_repository}", help.unwrap_or_default())
}

/// Looks at what is staged.
fn staged(engine: Option<Engine>) -> anyhow::Result<Staged> {
    let mut repository = Repository::open_with(engine)?;
    let staged = repository.staged()?;
    let (mut blobs, mut checksums, mut removed, mut old_markers) = (Vec::new(), Vec::new(), (0, 0), 0);
    for blob in &staged.blobs {
        let text = repository.read(&blob.id)?;
        checksums.push(crc32fast::hash(&text));
        let path = blob.path.escape_ascii().to_string();
        blobs.push((path, word(blob.mode).to_owned(), holds_marker(&text), blob.old.len()));
        old_markers += blob.old.iter().filter(|id| repository.read(id).is_ok_and(|text| holds_marker(&text))).count();
    }
    for id in &staged.removed {
        let held = repository.read(id).is_ok_and(|text| holds_marker(&text));
        removed = (removed.0 + usize::from(held), removed.1 + 1);
    }
    Ok(Staged { blobs, checksums, removed, old_markers, partial: staged.partial })
}

/// Asks every engine for a few entries, one by one; they must agree.
fn entries() -> Vec<String> {
    let paths = ["base", "sub", "sub/folder/deep", "base/none", "none"];
    let mut answers: Vec<Vec<String>> = Vec::new();
    for engine in ENGINES {
        let Ok(mut repository) = Repository::open_with(engine) else { continue };
        let mut ask = |path: &str| -> anyhow::Result<[_; 2]> {
            let path = path.as_bytes();
            Ok([repository.index_entry(path)?, repository.tree_entry("HEAD", path)?])
        };
        let Ok(found) = paths.iter().map(|path| ask(path)).collect::<anyhow::Result<Vec<_>>>() else { continue };
        let say =
            |place, path, entry: Option<(Mode, _)>| entry.map(|(mode, _)| format!("{place} {path} {}", word(mode)));
        let said = paths.iter().zip(found);
        let said = said.flat_map(|(path, [one, two])| [say("index", path, one), say("HEAD", path, two)]);
        answers.push(said.flatten().collect());
    }
    answers.dedup();
    assert!(answers.len() <= 1, "{answers:?}");
    answers.pop().unwrap_or_default()
}

/// What the engines say to a question; all that serve the repository must say the same.
fn answer(question: &str) -> Result<Vec<Piece>, String> {
    let mut input = Vec::new();
    std::io::stdin().read_to_end(&mut input).unwrap();
    let [both, libgit2, git] = ENGINES.map(|engine| pieces(engine, question, &input).map_err(|error| shown(&error)));
    assert_eq!(both, git, "git says otherwise");
    assert!(libgit2.is_err() || both == libgit2, "libgit2 says otherwise: {libgit2:?}, {both:?}");
    both
}

/// Answers a question: `staged`, `range A..B`, `since REF`, `outgoing REMOTE` and `incoming` with git's lines as input,
/// `hook-manager REMOTE`, `history`, `trace ID`.
fn pieces(engine: Option<Engine>, question: &str, input: &[u8]) -> anyhow::Result<Vec<Piece>> {
    let mut repository = Repository::open_with(engine)?;
    let open = repository.reader();
    let mut all = Vec::new();
    let mut collect = |update: &[u8], contents: &mut dyn Iterator<Item = anyhow::Result<Content>>| {
        let mut failed = Ok(());
        in_order(
            contents,
            &mut open()?,
            &open,
            |reader, content| piece(reader, update, &content?),
            |_, piece| match piece {
                Ok(piece) => all.push(piece),
                Err(error) => failed = Err(error),
            },
        )?;
        failed
    };
    let (verb, object) = question.split_once(' ').unwrap_or((question, ""));
    let pushed = match verb {
        "staged" => return collect(b"", &mut repository.staged()?.contents().map(Ok)).map(|()| all),
        "range" => return collect(b"", &mut repository.range(object)?).map(|()| all),
        "since" => return collect(b"", &mut repository.since_merge_base(object)?).map(|()| all),
        "history" => {
            for stored in repository.history(true)? {
                let Stored { content, bytes } = stored?;
                let read = repository.bytes(&content)?;
                assert!(bytes.is_none_or(|bytes| bytes == read), "{:?}", content.part);
            }
            collect(b"", &mut repository.history(false)?.map(|stored| stored.map(|stored| stored.content)))?;
            all.sort();
            return Ok(all);
        }
        "trace" => return trace(&mut repository, object),
        "outgoing" => repository.outgoing(object.as_ref(), None, RefUpdate::of_push(input)?)?,
        "incoming" => repository.incoming(RefUpdate::of_receive(input)?)?,
        "hook-manager" => {
            let update = RefUpdate::of_hook_manager()?.context("no variables of a hook manager")?;
            repository.outgoing(object.as_ref(), None, vec![update])?
        }
        _ => anyhow::bail!("{verb}"),
    };
    for mut pushed in pushed {
        collect(&pushed.update.name, &mut pushed.contents)?;
    }
    Ok(all)
}

/// Reads a piece of content.
fn piece(reader: &mut Reader, update: &[u8], content: &Content) -> anyhow::Result<Piece> {
    let text = reader.bytes(content)?;
    let part = match &content.part {
        Part::File { path, mode, .. } => format!("{} {}", word(*mode), path.escape_ascii()),
        Part::Blob(_) => "blob".to_owned(),
        Part::Tree(_) => "tree".to_owned(),
        Part::Message(_) => "message".to_owned(),
        Part::Header(_) => "header".to_owned(),
        Part::Tag(_) => "tag".to_owned(),
        Part::Name(name) => format!("name {}", name.escape_ascii()),
    };
    Ok(Piece {
        update: update.escape_ascii().to_string(),
        commit: content.commit.map(|id| id.to_string()),
        part,
        marked: holds_marker(&text),
        old: (content.old.len(), content.removed.len()),
    })
}

/// Traces one blob.
fn trace(repository: &mut Repository, id: &str) -> anyhow::Result<Vec<Piece>> {
    let id = ObjectId::parse(id.as_bytes()).context("no id")?;
    let mut failure = Ok(());
    let mut traces = repository.trace(&BTreeSet::from([id]), |error| failure = Err(error));
    failure?;
    let trace = traces.remove(&id).context("no trace")?;
    let (commit, path) = trace.first.map_or((None, "nowhere".into()), |(id, path)| (Some(id.to_string()), path));
    let part = format!("file {}", path.escape_ascii());
    Ok(vec![Piece { update: String::new(), commit, part, marked: trace.at_tip, old: (0, 0) }])
}

/// A word for a kind of entry.
fn word(mode: Mode) -> &'static str {
    match mode {
        Mode::Regular => "file",
        Mode::Executable => "program",
        Mode::Symlink => "link",
    }
}

/// Whether the marker is in it, NULs aside.
fn holds_marker(text: &[u8]) -> bool {
    let without_nuls: Vec<u8> = text.iter().copied().filter(|byte| *byte != 0).collect();
    memchr::memmem::find(&without_nuls, MARKER.as_bytes()).is_some()
}
