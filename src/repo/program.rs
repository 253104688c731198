//! Running the git program.
//!
//! Only plumbing is called, with settings that keep it from writing, asking, or going to the network. The `GIT_*`
//! variables of the hook are passed on as they are: they name the index and the objects of the commit being made.

use std::ffi::OsStr;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};
use std::thread::JoinHandle;

use anyhow::{Context, Result};

use super::failure::Failure;
use crate::watchdog;

/// Variables that tie git to one repository. They are dropped when another one is meant.
pub(crate) const REPOSITORY_VARIABLES: [&str; 13] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// A call of git that neither writes, asks, nor fetches, and sees objects as they are stored.
pub(crate) fn command<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new("git");
    command.arg("--no-replace-objects").args(arguments).env_remove("GIT_LITERAL_PATHSPECS");
    command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0").env("GIT_NO_LAZY_FETCH", "1");
    // The same for versions of git that do not know the last one: no way of transport is allowed.
    command.env("GIT_ALLOW_PROTOCOL", "none");
    // Older versions pass over branches that lead to nothing.
    command.env("GIT_REF_PARANOIA", "1");
    // What git says becomes part of our messages.
    command.env("LC_ALL", "C");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The same in a folder, whatever repository the environment names.
pub(crate) fn elsewhere(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = command(arguments);
    command.current_dir(folder);
    for variable in REPOSITORY_VARIABLES {
        command.env_remove(variable);
    }
    command
}

/// Starts a call.
fn start(command: &mut Command) -> Result<Child> {
    watchdog::wake()?;
    command.spawn().map_err(|error| cannot_run_git(&error))
}

/// The error for a git that cannot be run.
pub(crate) fn cannot_run_git(error: &io::Error) -> anyhow::Error {
    let help = match error.kind() {
        io::ErrorKind::NotFound => "install git, or add the folder it is in to PATH",
        _ => "see that `git version` works here",
    };
    Failure::new(format!("cannot run git: {error}")).with_help(help).into()
}

/// What a call says, once it has ended.
fn output(command: &mut Command) -> Result<Output> {
    let child = start(command)?;
    watchdog::waiting_for_git(|| child.wait_with_output()).context("cannot read from git")
}

/// What git answers; anything but success is an error with the first line of what git said.
pub(crate) fn answer<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Result<Vec<u8>> {
    let mut command = command(arguments);
    let output = output(&mut command)?;
    succeeded(&command, output)
}

/// What git answers, or `None` if it ends with code 1, which in queries means "there is no such thing".
pub(crate) fn query<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Result<Option<Vec<u8>>> {
    let mut command = command(arguments);
    let output = output(&mut command)?;
    if output.status.code() == Some(1) {
        return Ok(None);
    }
    succeeded(&command, output).map(Some)
}

/// What git answers to this input.
pub(crate) fn answer_to<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>, input: &[u8]) -> Result<Vec<u8>> {
    let mut command = command(arguments);
    let mut child = start(command.stdin(Stdio::piped()))?;
    let mut stdin = child.stdin.take();
    let output = std::thread::scope(|scope| {
        // Git may answer before it has read everything: writing must not wait for reading. If git stops reading it says why.
        scope.spawn(move || stdin.as_mut().map(|stdin| stdin.write_all(input)));
        watchdog::waiting_for_git(|| child.wait_with_output())
    });
    succeeded(&command, output.context("cannot read from git")?)
}

/// The output of a call that went well.
fn succeeded(command: &Command, output: Output) -> Result<Vec<u8>> {
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(refusal(command, &output.stderr).into())
}

/// What to say about a call that failed: git's subcommand and the first line it said, with the next one if it names the thing.
fn refusal(command: &Command, stderr: &[u8]) -> Failure {
    let is_name = |argument: &&str| !argument.starts_with('-') && !argument.contains('=');
    let name = command.get_args().filter_map(OsStr::to_str).find(is_name);
    let said = String::from_utf8_lossy(stderr);
    let mut lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    let line = lines.next().unwrap_or("it failed without a word");
    // What it is about stands in the line below.
    let (space, more) = lines.next().filter(|_| line.ends_with(':')).map_or(("", ""), |more| (" ", more));
    Failure::new(format!("git {}: {}{space}{more}", name.unwrap_or_default(), line.trim_start_matches("fatal: ")))
}

/// A call whose output is read while it runs.
#[derive(Debug)]
pub(crate) struct Stream {
    /// What was called.
    command: Command,
    /// The child.
    child: Child,
    /// Where it can be asked.
    pub(crate) input: Option<ChildStdin>,
    /// What it answers.
    pub(crate) output: BufReader<ChildStdout>,
    /// Collects what git complains about, so that it can never wait for us to read it.
    complaints: Option<JoinHandle<Vec<u8>>>,
}

impl Stream {
    /// Starts a call.
    pub(crate) fn start<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Result<Self> {
        let mut command = command(arguments);
        let mut child = start(command.stdin(Stdio::piped()))?;
        let input = child.stdin.take();
        let output = BufReader::with_capacity(1 << 16, child.stdout.take().context("git has no output")?);
        let complaints = child.stderr.take().map(|mut stderr| {
            std::thread::spawn(move || {
                let mut said = Vec::new();
                // What can be read of a complaint is better than nothing.
                let _ = stderr.read_to_end(&mut said);
                said
            })
        });
        Ok(Self { command, child, input, output, complaints })
    }

    /// Gives it all of its input, while its output is being read.
    pub(crate) fn feed(&mut self, text: Vec<u8>) {
        if let Some(mut input) = self.input.take() {
            // If git stops reading it says why.
            std::thread::spawn(move || input.write_all(&text));
        }
    }

    /// Reads up to this byte, without it; `None` at the end of the output, which must be that of a call that went well.
    pub(crate) fn read_until(&mut self, end: u8) -> Result<Option<Vec<u8>>> {
        let mut text = Vec::new();
        self.output.read_until(end, &mut text).context("cannot read from git")?;
        if text.pop_if(|last| *last == end).is_some() {
            return Ok(Some(text));
        }
        let ended = text.is_empty() && self.child.wait().is_ok_and(|status| status.success());
        if ended { Ok(None) } else { Err(self.fail().into()) }
    }

    /// Reads so many bytes and the line end behind them; `None` if they are not `wanted`.
    pub(crate) fn read_content(&mut self, size: u64, wanted: bool) -> Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        let mut content = self.output.by_ref().take(size);
        let read = if wanted {
            // Only what git vouches for with its content is worth memory.
            bytes.reserve_exact(usize::try_from(size)?.min(1 << 20));
            content.read_to_end(&mut bytes).map(|read| read as u64)
        } else {
            io::copy(&mut content, &mut io::sink())
        };
        let mut end = [0];
        let whole =
            read.context("cannot read from git")? == size && self.output.read_exact(&mut end).is_ok() && end == *b"\n";
        if whole { Ok(wanted.then_some(bytes)) } else { Err(self.fail().into()) }
    }

    /// What a call complained about that has ended and says that all went well: git passes over whole packs that it cannot
    /// read.
    pub(crate) fn complaint(&mut self) -> Option<Failure> {
        let said = self.complaints.take().and_then(|reader| reader.join().ok()).unwrap_or_default();
        // A trace that the user asked for stands around it.
        let line = said.split(|byte| *byte == b'\n').find(|line| line.starts_with(b"error: "))?;
        Some(refusal(&self.command, line))
    }

    /// Ends a call that did not answer as it should; what it complained about says why.
    pub(crate) fn fail(&mut self) -> Failure {
        self.input = None;
        // It may have ended by itself.
        let _ = self.child.kill();
        let said = self.complaints.take().and_then(|reader| reader.join().ok()).unwrap_or_default();
        if said.is_empty() {
            return refusal(&self.command, b"it stopped short");
        }
        refusal(&self.command, &said)
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        // It only reads, so nothing is lost if it is stopped; waiting without would wait for ever for one that waits for us.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
