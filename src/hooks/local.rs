//! Protects one repository: writes its shims, or says why that is not for us to do and what is.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::event::Event;
use super::record::Record;
use super::repository::{Owner, Repository};
use super::slot::{Installed, Slot, Uninstalled};
use super::survey::Who;
use super::{global, shim};
use crate::problem::Problem;

impl Repository {
    /// Writes the shims and says, line by line, what was done.
    pub(crate) fn install(&self, binary: &Path) -> Result<Vec<String>> {
        if self.guarded_by_configuration()? {
            return Ok(vec!["protected already by `atlatch install --global` (git's configuration)".to_owned()]);
        }
        match self.owner(global::hooks_folder().ok().as_deref()) {
            Owner::Repository => self.write_shims(binary, &self.hooks, self.events()),
            // Those shims guard what people do; what a server receives is for the repository itself.
            Owner::Global if self.bare => self.write_shims(binary, &self.own_hooks(), &[Event::PreReceive]),
            Owner::Global => {
                Ok(vec![format!("protected already by `atlatch install --global` ({})", self.hooks.display())])
            }
            Owner::Team => self.ask_for_lines(),
            Owner::User => Err(Problem::new(
                format!(
                    "{} holds the hooks of more than this repository: {}",
                    self.hooks.display(),
                    self.hooks_path_said()
                ),
                "`atlatch install --global` protects all of them; or unset core.hooksPath",
            )
            .into()),
            Owner::Nobody => Err(Problem::new(
                format!("hooks are switched off here: {}, and that is no folder", self.hooks_path_said()),
                "unset core.hooksPath and install again",
            )
            .into()),
        }
    }

    /// Whether git's configuration names hooks of ours for all events, and nothing is wrong with them.
    fn guarded_by_configuration(&self) -> Result<bool> {
        for event in self.events() {
            let runners = self.config_runners(*event)?;
            if !runners.iter().any(|runner| runner.who == Who::Atlatch && runner.problems.is_empty()) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The events that matter here: a bare repository may be a server's, and may have work trees elsewhere.
    pub(super) fn events(&self) -> &'static [Event] {
        if self.bare { &Event::ALL } else { &Event::CLIENT }
    }

    /// Writes a shim for each event, all or none.
    fn write_shims(&self, binary: &Path, folder: &Path, events: &[Event]) -> Result<Vec<String>> {
        let slots: Vec<_> = events.iter().map(|event| (*event, Slot::new(folder, event.name()))).collect();
        for (_, slot) in &slots {
            slot.ready()?;
        }
        let mut record = Record::load()?;
        record.make(folder)?;
        if !record.hooks.iter().any(|known| known == folder) {
            record.hooks.push(folder.to_owned());
        }
        record.save()?;
        let mut lines = Vec::new();
        for (event, slot) in slots {
            let installed = slot.install(&shim::for_repository(event, binary))?;
            let order = if event.other_first() { "runs before atlatch" } else { "runs after atlatch" };
            let said = match installed {
                Installed::Chained(kept) => {
                    format!("written; the hook that stood there {order}, from {}", kept.display())
                }
                Installed::RunBy(legacy) => format!("a hook manager runs it from {}", legacy.display()),
                Installed::Written => "written".to_owned(),
                Installed::Already => "was there already".to_owned(),
            };
            lines.push(format!("{}: {said}", slot.path.display()));
        }
        lines.push(format!("protected: {}", self.top.display()));
        Ok(lines)
    }

    /// Takes the shims out, from wherever git took hooks when they were written, and says what was done.
    pub(crate) fn uninstall(&self) -> Result<Vec<String>> {
        let mut record = Record::load()?;
        let mut folders = vec![self.own_hooks()];
        if self.owner(global::hooks_folder().ok().as_deref()) == Owner::Repository && self.hooks != folders[0] {
            folders.push(self.hooks.clone());
        }
        let mut lines = Vec::new();
        for folder in folders {
            for event in Event::ALL {
                let slot = Slot::new(&folder, event.name());
                let path = slot.path.display();
                match slot.uninstall()? {
                    Uninstalled::Removed => lines.push(format!("{path}: taken out")),
                    Uninstalled::Restored => {
                        lines.push(format!("{path}: taken out; the hook that stood there is back"));
                    }
                    Uninstalled::Nothing if slot.kept().exists() => {
                        lines.push(format!("{path}: not ours any more; {} stays", slot.kept().display()));
                    }
                    Uninstalled::Nothing => {}
                }
            }
            record.hooks.retain(|hooks| *hooks != folder);
            record.unmake(&folder);
        }
        record.save()?;
        if lines.is_empty() {
            lines.push(format!("nothing was installed in {}", self.top.display()));
        }
        Ok(lines)
    }

    /// The hooks are part of the work tree: says which lines to add, unless they are there.
    fn ask_for_lines(&self) -> Result<Vec<String>> {
        let (folder, manager) = self.shared_folder();
        let mut missing = Vec::new();
        for event in Event::CLIENT {
            let file = folder.join(event.name());
            let present = fs::read(&file).is_ok_and(|text| memchr::memmem::find(&text, b"atlatch").is_some());
            if !present {
                let file = file.strip_prefix(&self.top).unwrap_or(&file).to_owned();
                missing.push(format!("  {}:  atlatch hook {} \"$@\"", file.display(), event.command()));
            }
        }
        if missing.is_empty() {
            return Ok(vec![format!("protected already by the lines in {}", folder.display())]);
        }
        Err(Problem::new(
            format!("the hooks of this repository are {manager}: {}", self.hooks_path_said()),
            format!("add these lines there and commit them:\n{}", missing.join("\n")),
        )
        .into())
    }

    /// The folder where the team keeps its hooks, and what to call it.
    fn shared_folder(&self) -> (PathBuf, &'static str) {
        if let Some(folder) = self.husky_folder() {
            return (folder, "husky's");
        }
        (self.hooks.clone(), "files of the repository, shared with all who work on it")
    }

    /// `core.hooksPath` and where it is set.
    fn hooks_path_said(&self) -> String {
        match &self.hooks_path {
            Some(setting) => format!("core.hooksPath is {} ({})", setting.value, setting.origin),
            None => format!("{} leads to {}", self.own_hooks().display(), self.hooks.display()),
        }
    }
}
