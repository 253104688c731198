//! What git runs here for an event, from where and in which order, and what is plainly wrong with it.
//!
//! This reads; whether the protection is real is for [`super::proof`] to tell.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Serialize;

use super::event::Event;
use super::repository::{Owner, Repository};
use super::slot::{Slot, Standing, is_executable, standing};
use super::{global, shim};

/// One thing that runs, or should.
#[derive(Debug, Serialize)]
pub(crate) struct Runner {
    /// Who wrote it.
    pub who: Who,
    /// The file, or the name in the configuration and its scope.
    pub from: String,
    /// What is wrong with it.
    pub problems: Vec<String>,
    /// The binary it runs, as far as that can be told.
    #[serde(skip)]
    pub binary: Option<PathBuf>,
}

/// Who wrote a hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Who {
    /// `atlatch install`.
    Atlatch,
    /// Somebody else, and it speaks of atlatch.
    CallsAtlatch,
    /// Somebody else.
    Other,
}

impl Repository {
    /// What runs for this event, in order.
    pub(crate) fn runners(&self, event: Event) -> Result<Vec<Runner>> {
        let mut runners = self.config_runners(event)?;
        let slot = Slot::new(&self.hooks, event.name());
        let Some(runner) = self.file_runner(event, &slot.path)? else { return Ok(runners) };
        let other = match runner.who {
            Who::Atlatch if self.is_global() => self.file_runner(event, &self.own_hooks().join(event.name()))?,
            Who::Atlatch => self.file_runner(event, &slot.kept())?,
            Who::CallsAtlatch if matches!(standing(&slot.legacy())?, Standing::Ours(_)) => {
                runners.extend(self.file_runner(event, &slot.legacy())?);
                None
            }
            _ => None,
        };
        runners.push(runner);
        if let Some(other) = other {
            let last = runners.len() - usize::from(event.other_first());
            runners.insert(last, other);
        }
        Ok(runners)
    }

    /// Whether hooks are taken from our folder for every repository.
    pub(super) fn is_global(&self) -> bool {
        self.owner(global::hooks_folder().ok().as_deref()) == Owner::Global
    }

    /// The hook in this file, if there is one.
    fn file_runner(&self, event: Event, path: &Path) -> Result<Option<Runner>> {
        let (who, text) = match standing(path)? {
            Standing::Nothing => return Ok(None),
            Standing::Ours(text) => (Who::Atlatch, text),
            Standing::Foreign => match fs::read(path) {
                Ok(text) if self.leads_to_atlatch(event, path, &text) => (Who::CallsAtlatch, text),
                Ok(text) => (Who::Other, text),
                Err(_) => (Who::Other, Vec::new()),
            },
        };
        let mut problems = Vec::new();
        if !is_executable(path).unwrap_or(false) {
            problems.push("is not executable, so git passes over it".to_owned());
        }
        if text.is_empty() {
            problems.push("is empty or cannot be read".to_owned());
        }
        let binary = (who == Who::Atlatch).then(|| shim::binary_of(&text)).flatten();
        if who == Who::Atlatch {
            let as_written = binary.as_deref().is_some_and(|binary| {
                text == shim::for_repository(event, binary) || text == shim::for_every_repository(event.name(), binary)
            });
            if !as_written {
                problems.push("was edited, or written by another version".to_owned());
            }
            problems.extend(binary.as_deref().and_then(missing));
        }
        Ok(Some(Runner { who, from: path.display().to_string(), problems, binary }))
    }

    /// What people should know about where hooks are taken from.
    pub(crate) fn notes(&self) -> Result<Vec<String>> {
        let mut notes = Vec::new();
        let ours = global::hooks_folder()?;
        let global = self.git.ask(&["config", "--global", "--get", "core.hooksPath"])?;
        if let Some(setting) = &self.hooks_path {
            if global.is_some_and(|value| Path::new(&value) == ours) && !self.is_global() {
                notes
                    .push(format!("core.hooksPath in {} wins over that of `atlatch install --global`", setting.origin));
            }
            if self.is_global() {
                let missing = global::missing_shims(&ours)?;
                if !missing.is_empty() {
                    notes.push(format!("shims are missing in {}: {}", ours.display(), missing.join(", ")));
                }
            } else if !self.hooks.is_dir() {
                notes.push(format!("core.hooksPath is {} ({}), which is no folder", setting.value, setting.origin));
            }
        }
        Ok(notes)
    }
}

/// What is wrong with a binary that hooks are to run.
pub(super) fn missing(binary: &Path) -> Option<String> {
    match is_executable(binary) {
        Ok(true) => None,
        Ok(false) => Some(format!("its binary {} is not executable", binary.display())),
        Err(_) => Some(format!("its binary {} is gone", binary.display())),
    }
}

/// What `BINARY --version` prints.
pub(crate) fn version_of(binary: &Path) -> Result<String> {
    let output = std::process::Command::new(binary)
        .arg("--version")
        .stdin(std::process::Stdio::null())
        .output()
        .with_context(|| format!("could not run {}", binary.display()))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
