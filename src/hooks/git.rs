//! Asking the git program about configuration and folders.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, anyhow, bail};

use crate::repo::{REPOSITORY_VARIABLES, cannot_run_git};

/// The git program, run in one folder.
#[derive(Clone, Debug)]
pub(super) struct Git {
    /// Where it runs, if not in the current folder.
    folder: Option<PathBuf>,
}

impl Git {
    /// In this folder, whatever repository the environment names; without one, here and as the environment says.
    pub(super) fn new(folder: Option<&Path>) -> Self {
        Self { folder: folder.map(Path::to_owned) }
    }

    /// A command that is ready to take arguments.
    pub(super) fn command(&self) -> Command {
        let mut command = Command::new("git");
        command.stdin(Stdio::null()).env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
            for variable in REPOSITORY_VARIABLES {
                command.env_remove(variable);
            }
        }
        command
    }

    /// Runs git and hands back whatever came of it.
    pub(super) fn output<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Result<Output> {
        self.command().args(arguments).output().map_err(|error| match &self.folder {
            Some(folder) if !folder.is_dir() => anyhow!(error).context(format!("{} is not a folder", folder.display())),
            _ => cannot_run_git(&error),
        })
    }

    /// What git prints; an error with git's first line if it fails.
    pub(super) fn read<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Result<Vec<u8>> {
        let output = self.output(arguments)?;
        if !output.status.success() {
            let errors = String::from_utf8_lossy(&output.stderr);
            let arguments: Vec<_> = arguments.iter().map(|part| part.as_ref().to_string_lossy()).collect();
            bail!("`git {}` failed: {}", arguments.join(" "), errors.lines().next().unwrap_or("no word why"));
        }
        Ok(output.stdout)
    }

    /// The one line that git prints, or `None` if it ends with 1: what `git config` does where nothing is set.
    pub(super) fn ask<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Result<Option<OsString>> {
        let output = self.output(arguments)?;
        if output.status.code() == Some(1) {
            return Ok(None);
        }
        self.read(arguments).map(line).map(Some)
    }

    /// The path that git prints.
    pub(super) fn path<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Result<PathBuf> {
        self.read(arguments).map(|bytes| PathBuf::from(line(bytes)))
    }

    /// Major and minor version.
    pub(super) fn version(&self) -> Result<(u32, u32)> {
        let printed = self.read(&["version"])?;
        let printed = String::from_utf8_lossy(&printed);
        parse_version(&printed).with_context(|| format!("could not read the version of git from {printed:?}"))
    }
}

/// Reads `git version 2.47.3`.
fn parse_version(printed: &str) -> Option<(u32, u32)> {
    let mut numbers = printed.trim().strip_prefix("git version ")?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// The bytes without the newline at their end, as the system writes strings.
pub(super) fn line(mut bytes: Vec<u8>) -> OsString {
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    }
    os_string(bytes)
}

/// Bytes that git printed, as the system writes strings.
pub(super) fn os_string(bytes: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes)
}

#[cfg(test)]
mod tests {
    use super::parse_version;

    #[test]
    fn versions_are_read_in_all_their_forms() {
        assert_eq!(parse_version("git version 2.47.3\n"), Some((2, 47)));
        assert_eq!(parse_version("git version 2.54.0.windows.1"), Some((2, 54)));
        assert_eq!(parse_version("git version 2.50.1 (Apple Git-155)"), Some((2, 50)));
        assert_eq!(parse_version("git version 2.55.GIT"), Some((2, 55)));
        assert_eq!(parse_version("hub version 2"), None);
    }
}
