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
    for (revision, known) in [("HEAD", Known::Head), ("@{upstream}", Known::Upstream("its upstream branch".to_owned()))]
    {
        let Some(held) = held_by(root, revision, &values) else { return };
        for entry in entries.iter_mut().filter(blocked) {
            if held.contains(entry.finding.secret.bytes()) {
                entry.known = Some(known.clone());
            }
        }
    }
}

/// Which of the values stand in the files of a revision; `None` if that cannot be known in time.
fn held_by(root: &Path, revision: &str, values: &BTreeSet<Vec<u8>>) -> Option<BTreeSet<Vec<u8>>> {
    let mut child = Command::new("git")
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
        .current_dir(root)
        .envs([("GIT_OPTIONAL_LOCKS", "0"), ("GIT_NO_LAZY_FETCH", "1"), ("GIT_TERMINAL_PROMPT", "0")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
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
