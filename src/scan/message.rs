//! The message of the commit being made, as git will store it: without comments and without the diff of `commit --verbose`.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Context as _;

use super::{Session, Text};
use crate::problem::Problem;
use crate::report::Source;

/// Behind the comment characters, the line below which git cuts everything off.
const SCISSORS: &[u8] = b" ------------------------ >8 ------------------------";

/// Looks at the message in a file, as the commit-msg hook gets it.
pub fn look(session: &mut Session<'_>, file: &Path) -> anyhow::Result<()> {
    let message = std::fs::read(file).map_err(|error| {
        let help = "git gives the commit-msg hook the file with the message; by hand: atlatch scan FILE";
        let shown = file.display().to_string().escape_debug().to_string();
        anyhow::Error::from(Problem::new(error.to_string(), help))
            .context(format!("cannot read the message in {shown}"))
    })?;
    // Without an editor git writes no comments, and keeps lines that look like some.
    let kept = if env::var_os("GIT_EDITOR").is_some_and(|editor| editor == ":") {
        message
    } else {
        without_comments(&message, &comment_start()?)
    };
    session.look(&Text { path: b"", source: Source::Message, commit: None, bytes: &kept }, None);
    Ok(())
}

/// What begins a comment: `core.commentString` or `core.commentChar`. Empty where git chooses one for each message
/// (`auto`): then everything is looked at.
fn comment_start() -> anyhow::Result<Vec<u8>> {
    let output = Command::new("git")
        .args(["config", "--null", "--get-regexp", r"^core\.comment(string|char)$"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .context("cannot run git, which knows what a comment is")?;
    // `key\nvalue\0` each; the last one wins.
    let last = output.stdout.split(|byte| *byte == 0).rfind(|entry| !entry.is_empty());
    let value = last.and_then(|entry| entry.splitn(2, |byte| *byte == b'\n').nth(1));
    Ok(match value {
        Some(b"auto") => Vec::new(),
        Some(value) => value.to_vec(),
        None => b"#".to_vec(),
    })
}

/// The message with comment lines emptied, so that lines keep their numbers, and cut off at the scissors.
fn without_comments(message: &[u8], start: &[u8]) -> Vec<u8> {
    if start.is_empty() {
        return message.to_vec();
    }
    let mut kept = Vec::with_capacity(message.len());
    for line in message.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(start) {
            Some(rest) if rest.starts_with(SCISSORS) => break,
            Some(_) => kept.push(b'\n'),
            None => kept.extend_from_slice(line),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_and_what_is_below_the_scissors_are_left_out() {
        let message = b"Subject\n\n# a comment\nbody # not one\nTrailer: x\n# ------------------------ >8 ------------------------\n+diff\n";
        assert_eq!(without_comments(message, b"#"), b"Subject\n\n\nbody # not one\nTrailer: x\n");
        assert_eq!(without_comments(b"; x\n# y\n", b";"), b"\n# y\n");
        assert_eq!(without_comments(b"# x\n", b""), b"# x\n");
    }
}
