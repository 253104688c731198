//! What installing made besides hooks, so that uninstalling leaves nothing of it behind.
//!
//! One small file in the user's data folder. It is there as long as any hook needs the binary. Hooks are known by their
//! mark, not by this file: if it is lost, uninstalling still works, only an empty folder may stay.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::atomic;
use crate::problem::Problem;

/// What is remembered.
#[derive(Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(super) struct Record {
    /// Hooks folders with shims of ours.
    pub(super) hooks: Vec<PathBuf>,
    /// Folders that did not exist before, outer ones first.
    pub(super) made: Vec<PathBuf>,
    /// What protects every repository.
    pub(super) global: Option<Global>,
}

/// What was done to the user's git configuration.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(super) struct Global {
    /// The file.
    pub(super) file: PathBuf,
    /// Whether it did not exist before.
    pub(super) made: bool,
    /// What was put into it.
    pub(super) inserted: String,
}

/// The user's folder for our data.
pub(super) fn folder() -> Result<PathBuf> {
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let data = data.or_else(|| std::env::home_dir().map(|home| home.join(".local/share")));
    data.map(|data| data.join("atlatch")).context("there is no home folder: set HOME")
}

impl Record {
    /// Reads it; nothing remembered if there is none.
    pub(super) fn load() -> Result<Self> {
        let path = folder()?.join("record.json");
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| {
                let what = format!("could not understand {}: {error}", path.display());
                Problem::new(what, "delete it; the hooks themselves are not touched by that").into()
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error).with_context(|| format!("could not read {}", path.display())),
        }
    }

    /// Writes it, or removes it and every folder it lists that is empty now if nothing needs it any more.
    pub(super) fn save(&mut self) -> Result<()> {
        let folder = folder()?;
        let path = folder.join("record.json");
        // Hooks that are gone with their repository need nothing; a path that JSON cannot hold is not remembered.
        self.hooks.retain(|hooks| hooks.is_dir() && hooks.to_str().is_some());
        self.made.retain(|made| made.to_str().is_some());
        if !self.hooks.is_empty() || self.global.is_some() {
            self.make(&folder)?;
            let text = serde_json::to_vec_pretty(self).context("could not write down what was installed")?;
            let own = Permissions::from_mode(0o600);
            return atomic::replace(&path, &own, &text).with_context(|| format!("could not write {}", path.display()));
        }
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("could not remove {}", path.display()));
            }
            _ => {}
        }
        for made in self.made.drain(..).rev() {
            // A folder that somebody uses by now is not empty and stays.
            let _ = fs::remove_dir(made);
        }
        Ok(())
    }

    /// Makes a folder and remembers which of the folders around it are new too.
    pub(super) fn make(&mut self, folder: &Path) -> Result<()> {
        let mut missing: Vec<_> = folder.ancestors().take_while(|ancestor| !ancestor.exists()).collect();
        missing.reverse();
        fs::create_dir_all(folder).with_context(|| format!("could not make the folder {}", folder.display()))?;
        self.made.extend(missing.into_iter().map(Path::to_owned));
        Ok(())
    }

    /// Removes this folder if it was made by us and is empty.
    pub(super) fn unmake(&mut self, folder: &Path) {
        self.made.retain(|made| !(made == folder && fs::remove_dir(made).is_ok()));
    }
}
