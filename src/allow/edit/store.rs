//! The file itself: `.atlatch.toml` at the top of the work tree, read, written in one step, and staged.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, Result};

use super::attributes::{self, Union};
use crate::allow::{self, Allowlist, FILE};
use crate::atomic;
use crate::problem::Problem;
use crate::repo::cannot_run_git;
use crate::report::terminal::terminal;

/// The file as it was found.
#[derive(Debug)]
pub(crate) struct Store {
    /// Its path.
    path: PathBuf,
    /// What stands in it, if it is there.
    text: Option<String>,
    /// The same, read.
    allowlist: Allowlist,
}

impl Store {
    /// Reads the file at the top of a work tree, or takes what is `left_out` of that. One that is not valid is an error, so it
    /// is never written over.
    pub(crate) fn open(root: &Path, left_out: Option<Vec<u8>>) -> Result<Self> {
        let path = root.join(FILE);
        let bytes = allow::read(&path)?.or(left_out);
        let allowlist =
            bytes.as_deref().map_or_else(|| Ok(Allowlist::empty()), |bytes| Allowlist::parse(FILE, bytes))?;
        let text = bytes.map(String::from_utf8).transpose()?;
        Ok(Self { path, text, allowlist })
    }

    /// The top of the work tree.
    pub(crate) fn root(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// What stands in the file, if it is there.
    pub(crate) fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// What the file says.
    pub(crate) fn allowlist(&self) -> &Allowlist {
        &self.allowlist
    }

    /// Whether there was no file.
    pub(crate) fn is_new(&self) -> bool {
        self.text.is_none()
    }

    /// Writes the file.
    pub(crate) fn write(&self, text: &str) -> Result<()> {
        atomic::write(&self.path, |out| out.write_all(text.as_bytes())).with_context(|| format!("cannot write {FILE}"))
    }

    /// Stages the file: a commit reads the allowlist from the index.
    pub(crate) fn stage(&self) -> Result<()> {
        let help = format!("see what `git add {FILE}` says; a commit reads the file from the index");
        let output = add(&self.path, &self.path)
            .map_err(|error| cannot_run_git(&error).context(format!("{FILE} is written, but not staged")))?;
        if output.status.success() {
            return Ok(());
        }
        let said = output.stderr.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let said = terminal(said, true);
        Err(Problem::new(format!("{FILE} is written, but git cannot stage it: {said}"), help).into())
    }

    /// Has git keep the lines of both branches where they add neighbouring entries.
    pub(crate) fn unite(&self) -> Result<Union> {
        attributes::unite(&self.path.with_file_name(attributes::FILE), &self.path)
    }
}

/// Stages a file beside the allowlist, or that itself.
pub(super) fn add(allowlist: &Path, file: &Path) -> io::Result<Output> {
    let add = |options: &[&str]| {
        git(allowlist).args(["--literal-pathspecs", "add"]).args(options).arg("--").arg(file).output()
    };
    let output = add(&[])?;
    if output.status.success() {
        return Ok(output);
    }
    // It may lie outside of a sparse checkout.
    let sparse = add(&["--sparse"])?;
    Ok(if sparse.status.success() { sparse } else { output })
}

/// git, run where the file is.
pub(super) fn git(file: &Path) -> Command {
    let mut git = Command::new("git");
    // What GIT_DIR and its like say may be relative to the current folder.
    if std::env::var_os("GIT_DIR").is_none()
        && let Some(folder) = file.parent()
    {
        git.current_dir(folder);
    }
    git.stdin(Stdio::null());
    git
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_is_not_a_valid_file_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE);
        fs::write(&file, "version = 1\n[[alow]]\n").unwrap();
        let error = Store::open(folder.path(), None).unwrap_err();
        assert_eq!(error.to_string(), ".atlatch.toml:2: unknown key `alow`");
        fs::remove_file(&file).unwrap();
        fs::create_dir(&file).unwrap();
        assert!(Store::open(folder.path(), None).unwrap_err().to_string().contains("is not a file"));
    }

    #[test]
    fn writing_fails_whole() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("gone");
        let store = Store::open(&root, None).unwrap();
        let error = store.write("version = 1\n").unwrap_err();
        assert_eq!(error.to_string(), "cannot write .atlatch.toml");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn permissions_are_kept_and_links_refused() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let mode = || fs::metadata(root.join(FILE)).unwrap().permissions().mode() & 0o777;
        let other = root.join("other");
        fs::write(&other, "version = 1\n").unwrap();
        Store::open(root, None).unwrap().write("version = 1\n").unwrap();
        let usual = fs::metadata(&other).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(), usual);
        fs::set_permissions(root.join(FILE), fs::Permissions::from_mode(0o640)).unwrap();
        Store::open(root, None).unwrap().write("version = 1 # x\n").unwrap();
        assert_eq!(mode(), 0o640);
        assert_eq!(Store::open(root, None).unwrap().text(), Some("version = 1 # x\n"));
        assert_eq!(fs::read_dir(root).unwrap().count(), 2);

        fs::remove_file(root.join(FILE)).unwrap();
        symlink(&other, root.join(FILE)).unwrap();
        assert!(Store::open(root, None).unwrap_err().to_string().contains("symbolic link"));
        fs::remove_file(&other).unwrap();
        assert!(Store::open(root, None).unwrap_err().to_string().contains("symbolic link"));
    }
}
