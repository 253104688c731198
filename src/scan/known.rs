//! Whether HEAD or its upstream already holds a value that blocks: then taking it out does not help any more.
//!
//! Asked of git and only after something was found, and only for as long as nobody notices.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::allow::Action;
use crate::report::{Entry, Known};

/// How long the answer may take.
const PATIENCE: Duration = Duration::from_millis(600);

/// What git calls the upstream of the current branch.
const UPSTREAM: &str = "@{upstream}";

/// Notes in each blocking entry who holds its value already.
pub fn note(root: &Path, entries: &mut [Entry]) {
    let blocked = |entry: &&mut Entry| entry.action == Action::Block && entry.known.is_none();
    let searchable = |value: &[u8]| value.len() >= 8 && !value.contains(&b'\n') && !value.contains(&0);
    let values: BTreeSet<Vec<u8>> = entries
        .iter_mut()
        .filter(blocked)
        .map(|entry| entry.finding.secret.bytes().to_vec())
        .filter(|value| searchable(value))
        .collect();
    if values.is_empty() {
        return;
    }
    for revision in ["HEAD", UPSTREAM] {
        let Some(held) = held_by(root, revision, &values) else { return };
        let mut held = entries.iter_mut().filter(blocked).filter(|entry| held.contains(entry.finding.secret.bytes()));
        if let Some(first) = held.next() {
            let known = if revision == UPSTREAM { Known::Upstream(upstream(root)) } else { Known::Head };
            first.known = Some(known.clone());
            held.for_each(|entry| entry.known = Some(known.clone()));
        }
    }
}

/// The short name of the upstream branch, as in `origin/main`.
fn upstream(root: &Path) -> String {
    let answer = git(root).args(["rev-parse", "--abbrev-ref", UPSTREAM]).stdin(Stdio::null()).output().ok();
    let name = answer.filter(|answer| answer.status.success()).map(|answer| answer.stdout).unwrap_or_default();
    match String::from_utf8_lossy(&name).trim() {
        "" => "the upstream branch".to_owned(),
        name => name.to_owned(),
    }
}

/// git, where it never waits for anybody.
fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(root)
        .envs([("GIT_OPTIONAL_LOCKS", "0"), ("GIT_NO_LAZY_FETCH", "1"), ("GIT_TERMINAL_PROMPT", "0")])
        .stderr(Stdio::null());
    git
}

/// Which of the values stand in the files of a revision; `None` if that cannot be known in time.
fn held_by(root: &Path, revision: &str, values: &BTreeSet<Vec<u8>>) -> Option<BTreeSet<Vec<u8>>> {
    let mut child = git(root)
        .args([
            "--no-replace-objects",
            "grep",
            "--text",
            "--only-matching",
            "-h",
            "--fixed-strings",
            "-f",
            "-",
            revision,
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    // The values go in on standard input: arguments can be seen by everyone on the machine.
    let (mut stdin, mut stdout) = (child.stdin.take()?, child.stdout.take()?);
    let patterns = values.iter().map(Vec::as_slice).collect::<Vec<_>>().join(&b'\n');
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut found = Vec::new();
        let written = stdin.write_all(&patterns);
        drop(stdin);
        if written.is_ok() && stdout.read_to_end(&mut found).is_ok() {
            // Nobody waits for an answer that comes too late.
            let _ = sender.send(found);
        }
    });
    let found = receiver.recv_timeout(PATIENCE).ok();
    if found.is_none() {
        // Ended or not, what matters is that it does not go on.
        let _ = child.kill();
    }
    let _ = child.wait();
    Some(found?.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect())
}
