//! Errors that people can act on: what is wrong, and the command or change that cures it.
//!
//! Everything else is an [`anyhow::Error`] with the context that names the thing. `main` prints the chain as `error:` and
//! `caused by:` lines, and the cure of the outermost [`Problem`] in it as `help:`.

use std::fmt::{self, Write as _};

use crate::report::terminal::terminal;

/// An error with its cure.
#[derive(Debug)]
pub struct Problem {
    /// What is wrong: lower case, no full stop.
    what: String,
    /// What to do about it.
    help: String,
}

impl Problem {
    /// An error with its cure.
    pub fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { what: what.into(), help: help.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.what)
    }
}

impl std::error::Error for Problem {}

/// The whole error for people: `error:`, `caused by:`, `help:`, a line each.
pub fn render(error: &anyhow::Error) -> String {
    let mut text = String::new();
    let causes = error
        .chain()
        .enumerate()
        .map(|(depth, cause)| (if depth == 0 { "error" } else { "caused by" }, cause.to_string()));
    let help = help(error).map(|help| ("help", help.to_owned()));
    for (label, words) in causes.chain(help) {
        // Messages of git and paths can hold anything. Writing to a string cannot fail.
        let _ = writeln!(text, "{label}: {}", terminal(words.as_bytes(), true));
    }
    text
}

/// The outermost cure in the chain of an error.
pub fn help(error: &anyhow::Error) -> Option<&str> {
    error.chain().find_map(|cause| {
        let problem = cause.downcast_ref::<Problem>().map(|problem| problem.help.as_str());
        problem.or_else(|| cause.downcast_ref().map(crate::repo::Failure::help))
    })
}

#[cfg(test)]
mod tests {
    use super::{Problem, render};

    #[test]
    fn the_chain_and_the_cure_are_shown() {
        let error = anyhow::Error::from(Problem::new("no repository here", "run it inside one"))
            .context("cannot list what is staged");
        assert_eq!(
            render(&error),
            "error: cannot list what is staged\ncaused by: no repository here\nhelp: run it inside one\n"
        );
    }
}
