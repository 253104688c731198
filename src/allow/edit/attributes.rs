//! git's union merge for `.atlatch.toml`: where two branches add neighbouring entries, the lines of both are kept.
//!
//! It is asked for in `.gitattributes`, once, when the allowlist is made. Whoever takes the line out again has decided.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::store::{add, git};
use crate::atomic;
use crate::repo::cannot_run_git;

/// Where git reads it.
pub(super) const FILE: &str = ".gitattributes";
/// What asks for it.
pub(crate) const LINE: &str = ".atlatch.toml merge=union";

/// Whether branches that add neighbouring entries merge by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Union {
    /// Somebody has decided how the file is merged.
    Decided,
    /// From now on they do: the line was added and staged.
    Staged,
    /// They do not: the attributes cannot be changed without staging what somebody is working on.
    Missing,
}

/// Adds the line to `attributes`, unless git knows how to merge `allowlist` already.
pub(super) fn unite(attributes: &Path, allowlist: &Path) -> Result<Union> {
    let said = ask(allowlist, &["check-attr", "-z", "merge"], allowlist)?;
    if !said.ends_with(b"\0unspecified\0") {
        return Ok(Union::Decided);
    }
    let before = match fs::symlink_metadata(attributes) {
        // One that git leaves out of the work tree is not to be written anew.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            match &ask(allowlist, &["ls-files"], attributes)?[..] {
                [] => String::new(),
                _ => return Ok(Union::Missing),
            }
        }
        Ok(metadata) if metadata.is_file() => match fs::read_to_string(attributes) {
            Ok(text) => text,
            Err(_) => return Ok(Union::Missing),
        },
        _ => return Ok(Union::Missing),
    };
    let changed = ask(
        allowlist,
        &["--literal-pathspecs", "status", "--porcelain", "--ignored", "--untracked-files=all"],
        attributes,
    )?;
    let ignored = ask(allowlist, &["check-ignore", "--no-index"], attributes)?;
    if !changed.is_empty() || !ignored.is_empty() {
        return Ok(Union::Missing);
    }
    let line_break = if before.contains("\r\n") { "\r\n" } else { "\n" };
    let open = if before.is_empty() || before.ends_with('\n') { "" } else { line_break };
    atomic::write(attributes, |out| write!(out, "{before}{open}{LINE}{line_break}"))
        .with_context(|| format!("cannot write {FILE}"))?;
    Ok(if add(allowlist, attributes)?.status.success() { Union::Staged } else { Union::Missing })
}

/// What git says of a path; nothing if it fails.
fn ask(allowlist: &Path, arguments: &[&str], path: &Path) -> Result<Vec<u8>> {
    let mut git = git(allowlist);
    git.args(arguments).args([OsStr::new("--"), path.as_os_str()]);
    Ok(git.output().map_err(|error| cannot_run_git(&error))?.stdout)
}
