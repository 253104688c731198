//! One place in a hooks folder: puts a shim there, keeps what stood there, and gives it back.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::shim;
use crate::atomic;
use crate::problem::Problem;

/// A hook by its name in one folder.
#[derive(Debug)]
pub(super) struct Slot {
    /// The file that git runs.
    pub(super) path: PathBuf,
}

/// What stands at a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    Nothing,
    /// A shim of ours, with its text.
    Ours(Vec<u8>),
    /// Somebody else's: a file, a symlink, or whatever it is.
    Foreign,
}

/// What [`Slot::install`] did.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Installed {
    /// Nothing: the shim was there already.
    Already,
    /// The shim was written, new or anew.
    Written,
    /// The shim was written, and the hook that stood there is now kept in this file.
    Chained(PathBuf),
    /// A manager had moved our shim aside and runs it from there; it was left with that.
    RunBy(PathBuf),
}

/// What [`Slot::uninstall`] did.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Uninstalled {
    /// Nothing: there was no shim.
    Nothing,
    /// The shim was taken out.
    Removed,
    /// The shim was taken out, and the hook that stood there is back.
    Restored,
}

impl Slot {
    /// The hook `name` in `folder`.
    pub(super) fn new(folder: &Path, name: &str) -> Self {
        Self { path: folder.join(name) }
    }

    /// The same name with an ending.
    fn beside(&self, ending: &str) -> PathBuf {
        let mut path = self.path.clone().into_os_string();
        path.push(ending);
        path.into()
    }

    /// Where the hook that stood here is kept.
    pub(super) fn kept(&self) -> PathBuf {
        self.beside(shim::KEPT)
    }

    /// Where pre-commit and prek move a hook that they find, and run it from.
    pub(super) fn legacy(&self) -> PathBuf {
        self.beside(".legacy")
    }

    /// Where lefthook moves a hook that it finds; it does not run it.
    fn old(&self) -> PathBuf {
        self.beside(".old")
    }

    /// Fails if [`Slot::install`] would lose a hook.
    pub(super) fn ready(&self) -> Result<()> {
        let kept = self.kept();
        let moved_aside = matches!(standing(&self.legacy())?, Standing::Ours(_));
        if standing(&self.path)? == Standing::Foreign
            && !moved_aside
            && standing(&kept)? != Standing::Nothing
            && !same_file(&self.path, &kept)
        {
            let what = format!(
                "{} and {} are both hooks of others, and only one can be kept",
                self.path.display(),
                kept.display()
            );
            return Err(Problem::new(what, "delete one of them or merge them, then install again").into());
        }
        Ok(())
    }

    /// Puts the shim in place. What stands there is renamed, never changed.
    pub(super) fn install(&self, text: &[u8]) -> Result<Installed> {
        self.ready()?;
        match standing(&self.path)? {
            Standing::Ours(present) if present == text && is_executable(&self.path)? => Ok(Installed::Already),
            Standing::Ours(_) | Standing::Nothing => {
                write_shim(&self.path, text)?;
                Ok(Installed::Written)
            }
            Standing::Foreign => {
                let legacy = self.legacy();
                if let Standing::Ours(_) = standing(&legacy)? {
                    write_shim(&legacy, text)?;
                    return Ok(Installed::RunBy(legacy));
                }
                if let Standing::Ours(_) = standing(&self.old())? {
                    remove(&self.old())?;
                }
                let kept = self.kept();
                rename(&self.path, &kept)?;
                if let Err(error) = write_shim(&self.path, text) {
                    rename(&kept, &self.path)?;
                    return Err(error);
                }
                Ok(Installed::Chained(kept))
            }
        }
    }

    /// Takes the shim out and puts back what stood there.
    pub(super) fn uninstall(&self) -> Result<Uninstalled> {
        let mut change = Uninstalled::Nothing;
        for path in [self.legacy(), self.old(), self.path.clone()] {
            if let Standing::Ours(_) = standing(&path)? {
                remove(&path)?;
                change = Uninstalled::Removed;
            }
        }
        let kept = self.kept();
        if standing(&self.path)? == Standing::Nothing && standing(&kept)? != Standing::Nothing {
            rename(&kept, &self.path)?;
            change = Uninstalled::Restored;
        }
        Ok(change)
    }
}

/// What stands at this path; a symlink is somebody else's wherever it leads.
pub(super) fn standing(path: &Path) -> Result<Standing> {
    let kind = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata.file_type(),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Standing::Nothing);
        }
        Err(error) => return Err(error).with_context(|| format!("could not look at {}", path.display())),
    };
    if !kind.is_file() {
        return Ok(Standing::Foreign);
    }
    let text = fs::read(path).with_context(|| format!("could not read {}", path.display()))?;
    Ok(if shim::is_ours(&text) { Standing::Ours(text) } else { Standing::Foreign })
}

/// Whether two files hold the same, as when a manager wrote its hook anew.
fn same_file(one: &Path, other: &Path) -> bool {
    let is_file = |path: &Path| fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file());
    let bytes = (fs::read(one), fs::read(other));
    is_file(one) && is_file(other) && matches!(bytes, (Ok(one), Ok(other)) if one == other)
}

/// Whether git would run this file.
pub(super) fn is_executable(path: &Path) -> Result<bool> {
    let metadata = fs::metadata(path).with_context(|| format!("could not look at {}", path.display()))?;
    Ok(metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

/// Writes a shim in one step, so that git finds the old hook or the new one, never half of one.
fn write_shim(path: &Path, text: &[u8]) -> Result<()> {
    atomic::replace(path, &executable(), text).with_context(|| format!("could not write {}", path.display()))
}

/// Lets everyone run the file.
pub(super) fn make_executable(path: &Path) -> io::Result<()> {
    fs::set_permissions(path, executable())
}

/// Everyone may run it.
fn executable() -> Permissions {
    Permissions::from_mode(0o755)
}

/// Renames, and names both ends if that fails.
fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).with_context(|| format!("could not rename {} to {}", from.display(), to.display()))
}

/// Removes a file, and names it if that fails.
fn remove(path: &Path) -> Result<()> {
    fs::remove_file(path).with_context(|| format!("could not remove {}", path.display()))
}
