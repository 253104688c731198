//! The message of the commit being made, comments included: which of them git keeps, it tells no hook. Only the diff of
//! `commit --verbose` is left out.

use std::env;
use std::path::Path;

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
    // Without an editor git adds nothing to the message.
    let edited = env::var_os("GIT_EDITOR").is_none_or(|editor| editor != ":");
    let kept = if edited { without_diff(&message) } else { &message };
    session.look(&Text { path: b"", source: Source::Message, commit: None, bytes: kept }, None);
    Ok(())
}

/// The message without the diff that `commit --verbose` shows below a line of scissors.
///
/// That line alone decides nothing: a person may have written it, and then git may keep what follows.
fn without_diff(message: &[u8]) -> &[u8] {
    let mut end = 0;
    for line in message.split_inclusive(|byte| *byte == b'\n') {
        let start = end;
        end += line.len();
        let comment = line.trim_ascii_end().strip_suffix(SCISSORS);
        if comment.is_some_and(|comment| begins_with_diff(&message[end..], comment)) {
            return &message[..start];
        }
    }
    message
}

/// Whether a diff follows, after lines that start with what begins a `comment`.
fn begins_with_diff(text: &[u8], comment: &[u8]) -> bool {
    let mut lines = text.split(|byte| *byte == b'\n');
    let first = lines.find(|line| !line.is_empty() && (comment.is_empty() || !line.starts_with(comment)));
    first.is_some_and(|line| ["diff --", "Submodule "].iter().any(|start| line.starts_with(start.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::without_diff;

    #[test]
    fn only_the_diff_below_the_scissors_is_left_out() {
        const SCISSORS: &str = "------------------------ >8 ------------------------";
        let above = "Subject\n\n# a comment\nbody # not one\n";
        for comment in ["#", ";", "//"] {
            let cut = format!("{above}{comment} {SCISSORS}\n{comment} Do not modify\n");
            for (below, left_out) in [
                ("diff --git a/x b/x\n-old\n", true),
                ("diff --cc x\n", true),
                ("Submodule x 1234567..89abcde:\n", true),
                ("", false),
                ("# token\n", false),
                ("text\n", false),
                ("text\ndiff --git a/x b/x\n", false),
            ] {
                let text = format!("{cut}{below}");
                let kept = if left_out { above } else { &text };
                assert_eq!(without_diff(text.as_bytes()), kept.as_bytes(), "{below}");
            }
        }
    }
}
