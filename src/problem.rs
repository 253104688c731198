//! An error that a person can cure, and the cure.
//!
//! It travels as any other error; whoever prints the chain asks [`help`] for the line that goes below it.

use std::error::Error;
use std::fmt;

/// What is wrong, and the command or change that puts it right.
#[derive(Debug)]
pub struct Problem {
    /// What is wrong, with the name of the thing: lower case, no full stop.
    what: String,
    /// What to do about it.
    help: String,
}

impl Problem {
    /// A problem and its cure.
    pub fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { what: what.into(), help: help.into() }
    }

    /// What to do about it.
    pub fn help(&self) -> &str {
        &self.help
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.what)
    }
}

impl Error for Problem {}

/// The outermost cure that the chain of an error carries.
pub fn help(error: &anyhow::Error) -> Option<&str> {
    error.chain().find_map(|cause| cause.downcast_ref::<Problem>()).map(Problem::help)
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::{Problem, help};

    #[test]
    fn the_cure_is_found_below_what_was_added_on_the_way() {
        let error = anyhow::Error::from(Problem::new("the door is shut", "open it")).context("cannot enter");
        assert_eq!(format!("{error:#}"), "cannot enter: the door is shut");
        assert_eq!(help(&error), Some("open it"));
        assert_eq!(help(&anyhow!("the door is gone")), None);
    }
}
