//! Whether all that branches and tags lead to is here: what was never fetched, is lost, or stands in a pack that git passes
//! over in silence, cannot be looked at.

use anyhow::Result;

use super::Repository;
use super::failure::Failure;
use super::program::Stream;

/// A question to git, which works on the answer.
#[derive(Debug)]
pub struct Connectivity(Stream);

impl Repository {
    /// Begins to ask whether everything that branches, tags and HEADs lead to is here: git goes through all of it, folders
    /// included, on one core.
    pub fn connectivity(&self) -> Result<Connectivity> {
        // Not `--quiet`: that it goes on is seen by what it says.
        Connectivity::ask(&["rev-list", "--objects", "--all"])
    }

    /// Begins to ask only whether that is here which they name themselves.
    pub fn tips(&self) -> Result<Connectivity> {
        Connectivity::ask(&["rev-list", "--no-walk", "--all", "--quiet"])
    }
}

impl Connectivity {
    /// Begins to ask. The commit graph tells of commits whether they are there or not.
    fn ask(arguments: &[&str]) -> Result<Self> {
        let mut git = Stream::start(["-c", "core.commitGraph=false"].iter().chain(arguments))?;
        git.input = None;
        Ok(Self(git))
    }

    /// Waits for the answer.
    ///
    /// # Errors
    /// If something is missing.
    pub fn check(mut self) -> Result<()> {
        while self.0.read_until(b'\n').map_err(|error| missing(&error))?.is_some() {
            crate::watchdog::progress();
        }
        self.0.complaint().map_or(Ok(()), |complaint| Err(missing(&complaint.into())))
    }
}

/// What to say where something is missing.
fn missing(error: &anyhow::Error) -> anyhow::Error {
    let help = "fetch what is missing, in a partial clone with `git fetch --refetch --no-filter`, or take it from another clone";
    anyhow::Error::from(Failure::new(format!("not all of the history is here: {error:#}")).with_help(help))
}
