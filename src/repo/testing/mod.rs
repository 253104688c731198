//! Real git repositories for tests, and a way to look at them through every engine.
//!
//! What a hook sees depends on its environment and current directory, which a test cannot change for itself: other tests
//! run beside it. So the looking is done by [`probe`] in a process of its own, started by hand or by git as a hook.

mod probe;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

pub(crate) use self::probe::{Looks, Piece};

/// The text to be found: planted where something is new.
pub(crate) const MARKER: &str = "planted-marker";
/// Longer than anything here takes; what is not done by then hangs.
const TIME_LIMIT: Duration = Duration::from_secs(60);
/// Names the file that [`probe`] appends its results to.
const RESULTS: &str = "ATLATCH_TEST_RESULTS";
/// Says what [`probe`] is to look at; without it, at what is staged.
const QUESTION: &str = "ATLATCH_TEST_QUESTION";

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
        run(self.probe(folder), b"");
        let mut looks = self.hook_looks();
        assert_eq!(looks.len(), 1);
        looks.remove(0)
    }

    /// Asks for a range, a push or the history, by hand; see [`probe::pieces`]. All engines that serve the repository must
    /// agree.
    pub(crate) fn ask(&self, folder: &str, question: &str, input: &str) -> Result<Vec<Piece>, String> {
        let mut command = self.probe(folder);
        command.env(QUESTION, question);
        run(command, input.as_bytes());
        let mut answers = self.hook_answers();
        assert_eq!(answers.len(), 1);
        answers.remove(0)
    }

    /// The command that looks, appending its results to a file.
    fn probe(&self, folder: &str) -> Command {
        let mut command = self.command(std::env::current_exe().unwrap(), folder);
        command
            .args(["--exact", "repo::testing::probe::probe", "--ignored", "--nocapture"])
            .env(RESULTS, self.path("results"));
        command
    }

    /// Makes `body`, in which `LOOK` stands for looking, a hook of the repository whose hooks are in `hooks`.
    pub(crate) fn hook(&self, hooks: &str, name: &str, body: &str) {
        let exe = std::env::current_exe().unwrap();
        let look = format!("'{}' --exact repo::testing::probe::probe --ignored --nocapture", exe.display());
        let results = self.path("results");
        let text = format!("#!/bin/sh\n{RESULTS}='{}'\nexport {RESULTS} {QUESTION}\n{body}\n", results.display());
        let path = Path::new(hooks).join(name);
        self.write(&path, text.replace("LOOK", &look));
        make_executable(&self.path(path));
    }

    /// What hooks saw since the last call.
    pub(crate) fn hook_looks(&self) -> Vec<Looks> {
        self.results()
    }

    /// What hooks were answered since the last call.
    pub(crate) fn hook_answers(&self) -> Vec<Result<Vec<Piece>, String>> {
        self.results()
    }

    /// What was appended to the results since the last call.
    fn results<T: serde::de::DeserializeOwned>(&self) -> Vec<T> {
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

/// Runs a command with this input, for as long as anything here may take.
fn run(mut command: Command, input: &[u8]) {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), input).unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > TIME_LIMIT {
            child.kill().unwrap();
            panic!("looking at the repository hangs");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}
