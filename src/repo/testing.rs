//! Real git repositories for tests, and a way to look at them through every engine.
//!
//! What a hook sees depends on its environment and current directory, which a test cannot change for itself: other tests
//! run beside it. So the looking is done by [`probe`] in a process of its own, started by hand or by git as a hook.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use super::{Engine, Mode, Repository};

/// The text to be found: planted where something is new.
pub(crate) const MARKER: &str = "planted-marker";
/// Longer than anything here takes; what is not done by then hangs.
const TIME_LIMIT: Duration = Duration::from_secs(60);
/// Names the file that [`probe`] appends its results to.
const RESULTS: &str = "ATLATCH_TEST_RESULTS";

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

/// What the engines said, in the order both, libgit2 alone, git alone.
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

/// A folder with a home and repositories of its own.
pub(crate) struct Sandbox {
    /// Removed at the end.
    folder: TempDir,
    /// Further variables for everything that is run.
    variables: Vec<(String, String)>,
}

impl Sandbox {
    /// A folder with an empty home.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("home")).unwrap();
        Self { folder, variables: Vec::new() }
    }

    /// A sandbox with the repository `repo`, that has one commit with `base` in it.
    pub(crate) fn with_commit() -> Self {
        let sandbox = Self::new();
        sandbox.git(".", ["init", "-q", "repo"]);
        sandbox.write("repo/base", "base\n");
        sandbox.git("repo", ["add", "."]);
        sandbox.git("repo", ["commit", "-q", "-m", "base"]);
        sandbox
    }

    /// A path below the folder.
    pub(crate) fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Adds a variable for everything that is run from now on.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.variables.push((name.to_owned(), value.into()));
    }

    /// Takes a variable back.
    pub(crate) fn unset(&mut self, name: &str) {
        self.variables.retain(|(known, _)| known != name);
    }

    /// Writes a file and the folders above it.
    pub(crate) fn write(&self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes a file with the marker and stages it.
    pub(crate) fn stage_marker(&self, repository: &str, path: &str) {
        self.write(Path::new(repository).join(path), format!("before\n{MARKER}\nafter\n"));
        self.git(repository, ["add", path]);
    }

    /// A program with an environment in which nothing of the machine or the user counts.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>, folder: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT")) {
            command.env_remove(name);
        }
        command.env_remove("ATLATCH_ENGINE").env_remove("XDG_CONFIG_HOME").env_remove("SUDO_UID");
        command.env("HOME", self.path("home")).env("GIT_CONFIG_NOSYSTEM", "1").env("LC_ALL", "C");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "Test").env(format!("GIT_{role}_EMAIL"), "test@example.org");
            command.env(format!("GIT_{role}_DATE"), "2030-01-01T00:00:00Z");
        }
        // Defaults that differ between versions of git. Not in the environment: a repository's own settings shall win.
        let settings =
            "[init]\ndefaultBranch = main\n[protocol \"file\"]\nallow = always\n[advice]\ndetachedHead = false\n";
        let home = self.path("home/.gitconfig");
        if !home.exists() {
            fs::write(home, settings).unwrap();
        }
        command.envs(self.variables.iter().cloned()).current_dir(self.path(folder)).stdin(Stdio::null());
        command
    }

    /// Runs git, which may fail.
    pub(crate) fn try_git<A: AsRef<OsStr>>(&self, folder: &str, arguments: impl IntoIterator<Item = A>) -> Output {
        self.command("git", folder).args(arguments).output().unwrap()
    }

    /// Runs git, which must succeed, and gives its output without the line end.
    pub(crate) fn git<A: AsRef<OsStr>>(&self, folder: &str, arguments: impl IntoIterator<Item = A>) -> String {
        let mut command = self.command("git", folder);
        let output = command.args(arguments).output().unwrap();
        assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    /// Looks at what is staged, by hand.
    pub(crate) fn look(&self, folder: &str) -> Looks {
        let mut command = self.probe(folder);
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        let start = Instant::now();
        while child.try_wait().unwrap().is_none() {
            if start.elapsed() > TIME_LIMIT {
                child.kill().unwrap();
                panic!("looking at the repository hangs");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        let mut looks = self.hook_looks();
        assert_eq!(looks.len(), 1);
        looks.remove(0)
    }

    /// The command that looks, appending its results to a file.
    fn probe(&self, folder: &str) -> Command {
        let mut command = self.command(std::env::current_exe().unwrap(), folder);
        command
            .args(["--exact", "repo::testing::probe", "--ignored", "--nocapture"])
            .env(RESULTS, self.path("results"));
        command
    }

    /// Makes `body`, in which `LOOK` stands for looking, a hook of the repository whose hooks are in `hooks`.
    pub(crate) fn hook(&self, hooks: &str, name: &str, body: &str) {
        let exe = std::env::current_exe().unwrap();
        let look = format!("'{}' --exact repo::testing::probe --ignored --nocapture", exe.display());
        let results = self.path("results");
        let text = format!("#!/bin/sh\n{RESULTS}='{}'\nexport {RESULTS}\n{body}\n", results.display());
        let path = Path::new(hooks).join(name);
        self.write(&path, text.replace("LOOK", &look));
        make_executable(&self.path(path));
    }

    /// What hooks saw since the last call.
    pub(crate) fn hook_looks(&self) -> Vec<Looks> {
        let results = self.path("results");
        let text = fs::read_to_string(&results).unwrap_or_default();
        let _ = fs::remove_file(results);
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The file of a loose object.
    pub(crate) fn loose(&self, repository: &str, id: &str) -> PathBuf {
        let path = self.path(repository).join(".git/objects").join(&id[..2]).join(&id[2..]);
        assert!(path.exists(), "{id} is not loose");
        // Git makes them read-only, and tests damage them.
        let _ = self.command("chmod", ".").arg("u+w").arg(&path).status();
        path
    }
}

/// Sets the bits that let a file be run.
fn make_executable(path: &Path) {
    let status = Command::new("chmod").arg("+x").arg(path).status().unwrap();
    assert!(status.success());
}

/// Looks at the repository around it through every engine. Run by other tests, or by git as a hook.
#[test]
#[ignore = "run by other tests, in a process of its own"]
fn probe() {
    let Some(results) = std::env::var_os(RESULTS) else { return };
    let lister = Repository::open().and_then(|mut repository| {
        repository.staged()?;
        Ok(repository.engine().to_string())
    });
    let look = |engine| look(engine).map_err(|error| format!("{error:#}{}", help(&error)));
    let (both, libgit2, git) = (look(None), look(Some(Engine::Libgit2)), look(Some(Engine::Git)));
    let looks = Looks { lister: lister.ok(), entries: entries(), both, libgit2, git };
    let line = serde_json::to_string(&looks).unwrap() + "\n";
    let mut file = fs::OpenOptions::new().create(true).append(true).open(results).unwrap();
    std::io::Write::write_all(&mut file, line.as_bytes()).unwrap();
}

/// Asks every engine for a few entries, one by one; they must agree.
fn entries() -> Vec<String> {
    let mut answers: Vec<Vec<String>> = Vec::new();
    for engine in [None, Some(Engine::Libgit2), Some(Engine::Git)] {
        let Ok(mut repository) = Repository::open_with(engine) else { continue };
        let mut ask = |path: &str| -> anyhow::Result<[_; 2]> {
            let path = path.as_bytes();
            Ok([repository.index_entry(path)?, repository.tree_entry("HEAD", path)?])
        };
        let paths = ["base", "sub", "sub/folder/deep", "base/none", "none"];
        let Ok(found) = paths.iter().map(|path| ask(path)).collect::<anyhow::Result<Vec<_>>>() else { continue };
        let say =
            |place, path, entry: Option<(Mode, _)>| entry.map(|(mode, _)| format!("{place} {path} {}", word(mode)));
        let said =
            paths.iter().zip(found).flat_map(|(path, [one, two])| [say("index", path, one), say("HEAD", path, two)]);
        answers.push(said.flatten().collect());
    }
    answers.dedup();
    assert!(answers.len() <= 1, "{answers:?}");
    answers.pop().unwrap_or_default()
}

/// A word for a kind of entry.
fn word(mode: Mode) -> &'static str {
    match mode {
        Mode::Regular => "file",
        Mode::Executable => "program",
        Mode::Symlink => "link",
    }
}

/// The cure of an error, behind a bar.
fn help(error: &anyhow::Error) -> String {
    let failure = error.chain().find_map(|cause| cause.downcast_ref::<super::Failure>());
    failure.and_then(super::Failure::help).map(|help| format!(" | {help}")).unwrap_or_default()
}

/// Looks through one engine, or both.
fn look(engine: Option<Engine>) -> anyhow::Result<Staged> {
    let mut repository = Repository::open_with(engine)?;
    let staged = repository.staged()?;
    let (mut blobs, mut checksums, mut removed, mut old_markers) = (Vec::new(), Vec::new(), (0, 0), 0);
    for blob in &staged.blobs {
        let text = repository.read(&blob.id)?;
        checksums.push(crc32fast::hash(&text));
        blobs.push((
            blob.path.escape_ascii().to_string(),
            word(blob.mode).to_owned(),
            holds_marker(&text),
            blob.old.len(),
        ));
        old_markers += blob.old.iter().filter(|id| repository.read(id).is_ok_and(|text| holds_marker(&text))).count();
    }
    for id in &staged.removed {
        let held = repository.read(id).is_ok_and(|text| holds_marker(&text));
        removed = (removed.0 + usize::from(held), removed.1 + 1);
    }
    Ok(Staged { blobs, checksums, removed, old_markers, partial: staged.partial })
}

/// Whether the marker is in it, NULs aside.
fn holds_marker(text: &[u8]) -> bool {
    let without_nuls: Vec<u8> = text.iter().copied().filter(|byte| *byte != 0).collect();
    memchr::memmem::find(&without_nuls, MARKER.as_bytes()).is_some()
}
