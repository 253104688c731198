//! Brings the hooks of a repository into a scratch one.
//!
//! Hooks of ours and those that lead to atlatch are copied as they are. In the place of every other hook stands one that
//! does nothing but leave a mark: it shows that a shim still reaches it, and what people have in their hooks (test suites,
//! uploads) does not run just because somebody asks whether atlatch works.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result};

use super::event::{Event, GIT_HOOKS};
use super::repository::{Owner, Repository};
use super::scratch::{Scratch, write};
use super::slot::{Standing, is_executable, standing};
use super::{global, manager, shim};
use crate::shell;

/// A larger file in a hooks folder is no help to a hook.
const LARGEST: u64 = 1_000_000;

impl Scratch {
    /// The files that managers and atlatch itself read.
    pub(super) fn copy_work_tree(&self, source: &Repository) -> Result<()> {
        if source.bare {
            return Ok(());
        }
        for file in manager::FILES {
            copy_file(&source.top.join(file), &self.work().join(file))?;
        }
        for event in Event::CLIENT {
            let file = Path::new(".husky").join(event.name());
            copy_file(&source.top.join(&file), &self.work().join(&file))?;
        }
        Ok(())
    }

    /// The hooks, to the place where git will look for them here.
    pub(super) fn copy_hooks_folder(&self, source: &Repository) -> Result<()> {
        let own = self.work().join(".git/hooks");
        let (to, path) = match source.owner(global::hooks_folder().ok().as_deref()) {
            Owner::Nobody => (None, Some(source.hooks.clone())),
            // That folder is where it is; what it leads to is what the repository itself has.
            Owner::Global => {
                self.copy_hooks(source, &source.own_hooks(), &own)?;
                (None, Some(source.hooks.clone()))
            }
            _ => match source.hooks.strip_prefix(&source.top) {
                Ok(inside) if !source.hooks.starts_with(&source.common) => {
                    let to = self.work().join(inside);
                    (Some(to.clone()), Some(to))
                }
                _ if source.hooks_path.is_some() => (Some(self.beside("hooks")), Some(self.beside("hooks"))),
                _ => (Some(own), None),
            },
        };
        if let Some(to) = to {
            self.copy_hooks(source, &source.hooks, &to)?;
        }
        if let Some(path) = path {
            self.git.read(&["config", "core.hooksPath", utf8(&path)?])?;
        }
        self.prepare_server(source)
    }

    /// The other end of a push: with the hooks of that repository if it is a server's, else with none.
    fn prepare_server(&self, source: &Repository) -> Result<()> {
        let config = self.beside("server/config");
        let hooks = self.beside("server/hooks");
        if source.bare && source.is_global() {
            return self.copy_hooks(source, &source.own_hooks(), &hooks);
        }
        if source.bare {
            self.copy_hooks(source, &source.hooks, &hooks)?;
        }
        let path = match &source.hooks_path {
            _ if !source.bare => Path::new("/dev/null"),
            Some(_) => &hooks,
            None => return Ok(()),
        };
        let arguments = ["config", "--file", utf8(&config)?, "core.hooksPath", utf8(path)?];
        self.git.read(&arguments).map(drop)
    }

    /// One folder of hooks.
    fn copy_hooks(&self, source: &Repository, from: &Path, to: &Path) -> Result<()> {
        fs::create_dir_all(to).with_context(|| format!("could not make {}", to.display()))?;
        let Ok(entries) = fs::read_dir(from) else { return Ok(()) };
        for entry in entries {
            let from = entry.with_context(|| format!("could not list {}", from.display()))?.path();
            let Some(name) = from.file_name().and_then(|name| name.to_str()) else { continue };
            let to = to.join(name);
            let moved = [shim::KEPT, ".legacy", ".old"].iter().find_map(|ending| name.strip_suffix(ending));
            let hook = moved.unwrap_or(name);
            let small = || fs::metadata(&from).is_ok_and(|metadata| metadata.len() <= LARGEST);
            if let Some(event) = Event::named(hook) {
                self.copy_hook(source, event, &from, &to, moved.is_none())?;
            } else if !GIT_HOOKS.contains(&hook) && !hook.ends_with(".sample") && small() {
                // No other hook has a part in this, but what hooks may need beside them has.
                copy_file(&from, &to)?;
            }
        }
        Ok(())
    }

    /// One hook, or what stands in for it.
    fn copy_hook(&self, source: &Repository, event: Event, from: &Path, to: &Path, main: bool) -> Result<()> {
        let as_it_is = match standing(from)? {
            Standing::Nothing => return Ok(()),
            Standing::Ours(_) => true,
            Standing::Foreign => main && fs::read(from).is_ok_and(|text| source.leads_to_atlatch(event, from, &text)),
        };
        if as_it_is {
            return copy_file(from, to);
        }
        if !is_executable(from).unwrap_or(false) {
            return Ok(());
        }
        let mark = self.beside(&format!("reached-{}", event.name()));
        let mark = shell::quoted(mark.as_os_str().as_encoded_bytes());
        let script = [b"#!/bin/sh\n: >".as_slice(), &mark, b"\n"].concat();
        write(to, &script)?;
        write(&self.beside(&format!("stand-in-{}", event.name())), b"")?;
        let permissions = fs::metadata(from).map(|metadata| metadata.permissions());
        permissions
            .and_then(|permissions| fs::set_permissions(to, permissions))
            .with_context(|| format!("could not prepare {}", to.display()))
    }

    /// The hooks that the configuration of that repository names, whichever file they come from.
    pub(super) fn copy_config_hooks(&self, source: &Repository) -> Result<()> {
        for hook in source.config_hooks()? {
            let key = |variable: &str| format!("hook.{}.{variable}", hook.name);
            let known_event = GIT_HOOKS.contains(&hook.name.as_str());
            if !known_event {
                self.git.read(&["config", "--add", &key("event"), ""])?;
                for event in &hook.events {
                    self.git.read(&["config", "--add", &key("event"), event])?;
                }
                self.git.read(&["config", &key("command"), &hook.command])?;
            }
            let enabled = hook.enabled && (known_event || hook.calls_atlatch());
            self.git.read(&["config", &key("enabled"), if enabled { "true" } else { "false" }])?;
        }
        Ok(())
    }

    /// Whether the stand-in of this hook has run.
    pub(super) fn reached(&self, event: Event) -> bool {
        self.beside(&format!("reached-{}", event.name())).exists()
    }

    /// Whether there is a stand-in for this hook that could run.
    pub(super) fn has_stand_in(&self, event: Event) -> bool {
        self.beside(&format!("stand-in-{}", event.name())).exists()
    }
}

/// A path as the configuration of git can hold it.
fn utf8(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("git cannot be told the path {}", path.display()))
}

/// Copies a file with its permissions; what a symlink leads to; nothing if there is nothing.
fn copy_file(from: &Path, to: &Path) -> Result<()> {
    let copy = || -> io::Result<()> {
        if fs::metadata(from)?.is_file() {
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::copy(from, to)?;
        }
        Ok(())
    };
    match copy() {
        Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Err(error).with_context(|| format!("could not copy {} to {}", from.display(), to.display()))
        }
        _ => Ok(()),
    }
}
