//! The builder for every command-line test: a hermetic home, real git, the real program.
//!
//! Every run is checked for what holds always: the exit code is 0, 1 or 2, no planted secret reaches any output, and what is
//! asked for as JSON is what the published schema says.

use std::cell::RefCell;
use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use atlatch::mint::Mint;
use tempfile::TempDir;

use crate::schema::{JSON_LINES, Schema};

/// The program under test.
pub(crate) const ATLATCH: &str = env!("CARGO_BIN_EXE_atlatch");

/// A home of its own with a repository in it.
pub(crate) struct Sandbox {
    /// Holds everything; removed at the end.
    folder: TempDir,
    /// Where commands run.
    current: RefCell<PathBuf>,
    /// What must not be printed.
    planted: RefCell<Vec<Vec<u8>>>,
    /// More environment for every command.
    environment: RefCell<Vec<(String, String)>>,
    /// Makes credentials.
    mint: RefCell<Mint>,
}

/// What a command said.
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Run {
    /// Both outputs.
    pub(crate) fn all(&self) -> String {
        format!("{}{}", self.out, self.err)
    }

    /// The JSON objects of standard output, one per line.
    pub(crate) fn json(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("not JSON: {line}"))).collect()
    }

    /// The ids of the rules in a JSON report.
    pub(crate) fn rules(&self) -> Vec<String> {
        self.json().iter().filter_map(|line| Some(line.get("rule")?.as_str()?.to_owned())).collect()
    }

    /// Asserts that standard output is lines of JSON by the schema: findings, then the summary, whatever went wrong.
    fn follows_the_schema(&self) {
        let schema = Schema::new(JSON_LINES);
        let lines = self.json();
        for line in &lines {
            assert_eq!(schema.fault(line), None, "{line}");
        }
        // Unless the arguments are wrong: then nobody knows what is wanted.
        let misused = self.code == 2 && self.err.contains("--help` shows all that it takes");
        assert!(misused || !lines.is_empty(), "no report");
        for (number, line) in lines.iter().enumerate() {
            assert_eq!(line.get("summary").is_some(), number + 1 == lines.len(), "{line}");
        }
        if let Some(last) = lines.last() {
            assert_eq!(last["summary"]["exit"], self.code);
        }
    }

    /// Asserts the exit code, showing the outputs otherwise.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    /// Asserts that one of the outputs holds a text.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.all().contains(text), "does not say {text:?}:\n{}", self.all());
        self
    }
}

impl Sandbox {
    /// A home with an empty repository in `repo`, which is the current folder.
    pub(crate) fn new() -> Self {
        let sandbox = Self::without_repository();
        sandbox.git(["init", "--quiet", "--initial-branch=main", "repo"]);
        sandbox.enter("repo");
        sandbox
    }

    /// A home only.
    pub(crate) fn without_repository() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        // Without links in it, as git prints resolved paths.
        let home = folder.path().canonicalize().expect("its real path");
        Self {
            current: RefCell::new(home),
            folder,
            planted: RefCell::default(),
            environment: RefCell::default(),
            mint: RefCell::new(Mint::random()),
        }
    }

    /// The home.
    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().canonicalize().expect("its real path")
    }

    /// The current folder.
    pub(crate) fn current(&self) -> PathBuf {
        self.current.borrow().clone()
    }

    /// Goes into a folder, relative to the home.
    pub(crate) fn enter(&self, folder: impl AsRef<Path>) {
        *self.current.borrow_mut() = self.home().join(folder);
    }

    /// Sets a variable for every command to come.
    pub(crate) fn set(&self, name: &str, value: impl AsRef<str>) {
        self.environment.borrow_mut().push((name.to_owned(), value.as_ref().to_owned()));
    }

    /// The PATH of every command to come.
    pub(crate) fn path(&self) -> String {
        let environment = self.environment.borrow();
        let set = environment.iter().rev().find(|(name, _)| name == "PATH").map(|(_, value)| value.clone());
        set.unwrap_or_else(|| std::env::var("PATH").expect("PATH"))
    }

    /// Makes a credential that must not be printed by anything.
    pub(crate) fn mint(&self, make: impl FnOnce(&mut Mint) -> String) -> String {
        self.plant(make(&mut self.mint.borrow_mut()))
    }

    /// An account API token.
    pub(crate) fn token(&self) -> String {
        self.mint(|mint| mint.long_token("ATAT", "at"))
    }

    /// What a person might choose.
    pub(crate) fn password(&self) -> String {
        self.mint(|mint| mint.alphanumeric(14))
    }

    /// Notes a text that must not be printed by anything.
    pub(crate) fn plant(&self, secret: impl Into<String>) -> String {
        let secret = secret.into();
        self.planted.borrow_mut().push(secret.clone().into_bytes());
        secret
    }

    /// Writes a file below the current folder.
    pub(crate) fn write(&self, path: impl AsRef<Path>, content: impl AsRef<[u8]>) {
        let path = self.current().join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).expect("a folder");
        }
        fs::write(path, content).expect("a file");
    }

    /// Writes a file and stages it.
    pub(crate) fn stage(&self, path: &str, content: impl AsRef<[u8]>) {
        self.write(path, content);
        self.git(["--literal-pathspecs", "add", "--force", "--", path]);
    }

    /// Writes, stages and commits a file, past all hooks.
    pub(crate) fn commit(&self, path: &str, content: impl AsRef<[u8]>) {
        self.stage(path, content);
        self.git(["commit", "--quiet", "--no-verify", "--message", path]);
    }

    /// Installs a shim that runs the program as this hook, as a person would by hand.
    pub(crate) fn hook(&self, name: &str) {
        let folder = PathBuf::from(self.git(["rev-parse", "--git-path", "hooks"]).out.trim());
        let script = format!("#!/bin/sh\nexec '{ATLATCH}' hook {name} \"$@\"\n");
        // git runs pre-merge-commit with the same command.
        let script = script.replace("hook pre-merge-commit", "hook pre-commit");
        self.write(folder.join(name), script);
        make_executable(&self.current().join(folder).join(name));
    }

    /// Runs git, which must succeed.
    #[track_caller]
    pub(crate) fn git<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&self, arguments: I) -> Run {
        self.run("git", arguments, b"").exits(0)
    }

    /// Runs git, which may fail.
    pub(crate) fn try_git<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&self, arguments: I) -> Run {
        self.run("git", arguments, b"")
    }

    /// Runs the program.
    pub(crate) fn atlatch<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&self, arguments: I) -> Run {
        self.atlatch_with(arguments, b"")
    }

    /// Runs the program with this standard input.
    pub(crate) fn atlatch_with<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&self, arguments: I, input: &[u8]) -> Run {
        let arguments: Vec<OsString> = arguments.into_iter().map(|argument| argument.as_ref().to_owned()).collect();
        let run = self.run(ATLATCH, &arguments, input);
        assert!((0..=2).contains(&run.code), "exit code {}:\n{}", run.code, run.all());
        let listing = arguments.first().is_some_and(|first| first == "doctor" || first == "rules");
        let to_file = arguments.iter().any(|argument| argument == "-o");
        if !to_file && arguments.windows(2).any(|pair| pair[0] == "--format" && pair[1] == "json") && !listing {
            run.follows_the_schema();
        }
        run
    }

    /// Runs any program in the hermetic environment and checks its output.
    pub(crate) fn run<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(
        &self,
        program: &str,
        arguments: I,
        input: &[u8],
    ) -> Run {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.current()).env_clear();
        command.env("HOME", self.home()).env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "A Developer").env(format!("GIT_{role}_EMAIL"), "dev@example.org");
            command.env(format!("GIT_{role}_DATE"), "2026-10-01T12:00:00Z");
        }
        command.envs(self.environment.borrow().iter().cloned());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("cannot run {program}: {error}"));
        let mut stdin = child.stdin.take().expect("a pipe");
        let input = input.to_vec();
        // A program that ends without reading breaks the pipe, as it may.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().expect("an exit");
        writer.join().expect("the writer");
        for stream in [&output.stdout, &output.stderr] {
            self.check(stream);
        }
        Run {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// What holds for every output.
    fn check(&self, stream: &[u8]) {
        for secret in self.planted.borrow().iter() {
            let shown = stream.windows(secret.len()).any(|window| window == secret);
            assert!(!shown, "a planted secret is shown");
            // Nor a long part of it: sixteen bytes from its middle.
            if secret.len() >= 48 {
                let middle = &secret[secret.len() / 2..secret.len() / 2 + 16];
                assert!(!stream.windows(16).any(|window| window == middle), "a part of a planted secret is shown");
            }
        }
    }
}

/// Gives a file the x bits.
pub(crate) fn make_executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("permissions");
}

/// Asserts that a text holds no control character but the newline.
#[track_caller]
pub(crate) fn plain(text: &str) {
    let mut bad = String::new();
    for character in text.chars().filter(|character| character.is_control() && *character != '\n') {
        let _ = write!(bad, "{character:?} ");
    }
    assert!(bad.is_empty(), "control characters {bad}in:\n{text:?}");
}

/// Runs a test with each engine in a sandbox of its own.
pub(crate) fn with_both_engines(test: impl Fn(&Sandbox)) {
    for engine in ["libgit2", "git"] {
        let sandbox = Sandbox::new();
        sandbox.set("ATLATCH_ENGINE", engine);
        test(&sandbox);
    }
}
