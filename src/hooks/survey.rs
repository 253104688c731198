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
pub struct Runner {
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
pub enum Who {
    /// `atlatch install`.
    Atlatch,
    /// Somebody else, and it speaks of atlatch.
    CallsAtlatch,
    /// Somebody else.
    Other,
}

/// Files in which hook managers are told what to run.
pub(super) const MANAGER_FILES: [&str; 16] = [
    ".config/lefthook.yaml",
    ".config/lefthook.yml",
    ".lefthook-local.yml",
    ".lefthook.json",
    ".lefthook.toml",
    ".lefthook.yaml",
    ".lefthook.yml",
    ".pre-commit-config.yaml",
    ".pre-commit-config.yml",
    "lefthook-local.yml",
    "lefthook.json",
    "lefthook.toml",
    "lefthook.yaml",
    "lefthook.yml",
    "package.json",
    "prek.toml",
];

/// What the hooks of managers say of themselves.
const MANAGERS: [&[u8]; 4] = [b"pre-commit.com", b"j178/prek", b"lefthook", b"husky"];

impl Repository {
    /// What runs for this event, in order.
    pub fn runners(&self, event: Event) -> Result<Vec<Runner>> {
        let mut runners = self.config_runners(event)?;
        let slot = Slot::new(&self.hooks, event.name());
        let Some(runner) = self.file_runner(event, &slot.path)? else { return Ok(runners) };
        let other = match runner.who {
            Who::Atlatch if self.is_global() => self.file_runner(event, &self.own_hooks().join(event.name()))?,
            Who::Atlatch => self.file_runner(event, &slot.kept())?,
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
                Ok(text) if self.leads_to_atlatch(event, &text) => (Who::CallsAtlatch, text),
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

    /// The hooks that git's configuration names for this event.
    pub(super) fn config_runners(&self, event: Event) -> Result<Vec<Runner>> {
        let mut runners = Vec::new();
        let too_old = self.git.version()? < global::CONFIG_HOOKS;
        let hooks = self.config_hooks()?;
        let event_off = hooks.iter().any(|hook| hook.name == event.name() && !hook.enabled);
        for hook in hooks.into_iter().filter(|hook| hook.events.iter().any(|name| name == event.name())) {
            let mut problems = Vec::new();
            if too_old {
                problems.push("this git is too old to run hooks from its configuration (2.54 is the first)".to_owned());
            }
            if !hook.enabled {
                problems.push(format!("is switched off by hook.{}.enabled", hook.name));
            }
            if event_off {
                problems.push(format!("is switched off by hook.{}.enabled", event.name()));
            }
            let ours = hook.name == global::friendly_name(event);
            let binary = ours.then(|| shim::unquoted(hook.command.as_bytes())).flatten().map(PathBuf::from);
            if ours {
                let as_written = binary.as_deref().and_then(|binary| global::command(event, binary).ok());
                if as_written.is_none_or(|command| command != hook.command) {
                    problems.push("was edited, or written by another version".to_owned());
                }
                problems.extend(binary.as_deref().and_then(missing));
            }
            let who = match ours {
                true => Who::Atlatch,
                false if hook.calls_atlatch() => Who::CallsAtlatch,
                false => Who::Other,
            };
            runners.push(Runner { who, from: format!("hook.{} ({})", hook.name, hook.scope), problems, binary });
        }
        Ok(runners)
    }

    /// Every `hook.*` of the configuration, in the order in which git meets them.
    pub(super) fn config_hooks(&self) -> Result<Vec<ConfigHook>> {
        let printed = self.git.output(&["config", "--show-scope", "-z", "--get-regexp", r"^hook\."])?;
        Ok(ConfigHook::parse(&printed.stdout))
    }

    /// Whether a hook of somebody else speaks of atlatch, or belongs to a manager whose files do.
    pub(super) fn leads_to_atlatch(&self, event: Event, text: &[u8]) -> bool {
        let speaks = |text: &[u8]| memchr::memmem::find(text, b"atlatch").is_some();
        if speaks(text) {
            return true;
        }
        let husky =
            self.hooks.parent().filter(|parent| parent.ends_with(".husky")).map(|parent| parent.join(event.name()));
        let managed = husky.is_some() || MANAGERS.iter().any(|name| memchr::memmem::find(text, name).is_some());
        let files = MANAGER_FILES.iter().map(|file| self.top.join(file)).chain(husky);
        managed && files.into_iter().any(|file| fs::read(file).is_ok_and(|text| speaks(&text)))
    }

    /// What people should know about where hooks are taken from.
    pub fn notes(&self) -> Result<Vec<String>> {
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

/// A hook that git's configuration names.
#[derive(Debug)]
pub(super) struct ConfigHook {
    /// The friendly name.
    pub(super) name: String,
    /// Where its command is set.
    pub(super) scope: String,
    /// What it runs.
    pub(super) command: String,
    /// When.
    pub(super) events: Vec<String>,
    /// Whether it is switched on.
    pub(super) enabled: bool,
}

impl ConfigHook {
    /// One of which only the name is known.
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), scope: String::new(), command: String::new(), events: Vec::new(), enabled: true }
    }

    /// Reads what `git config --show-scope -z` prints: scope, NUL, key, newline, value, NUL. A key without a newline has no
    /// value, which git takes for true.
    fn parse(printed: &[u8]) -> Vec<Self> {
        let mut hooks: Vec<Self> = Vec::new();
        let mut fields = printed.split(|byte| *byte == 0).map(String::from_utf8_lossy);
        while let (Some(scope), Some(pair)) = (fields.next(), fields.next()) {
            let (key, value) = pair.split_once('\n').unwrap_or((&pair, "true"));
            let Some((name, variable)) = key.strip_prefix("hook.").and_then(|key| key.rsplit_once('.')) else {
                continue;
            };
            let index = hooks.iter().position(|hook| hook.name == name).unwrap_or_else(|| {
                hooks.push(Self::new(name));
                hooks.len() - 1
            });
            let hook = &mut hooks[index];
            match variable {
                "event" if value.is_empty() => hook.events.clear(),
                "event" => hook.events.push(value.to_owned()),
                "command" => {
                    value.clone_into(&mut hook.command);
                    hook.scope = scope.into_owned();
                }
                "enabled" => hook.enabled = is_true(value),
                _ => {}
            }
        }
        hooks
    }

    /// Whether its command speaks of atlatch.
    pub(super) fn calls_atlatch(&self) -> bool {
        self.command.contains("atlatch")
    }
}

/// How git reads a switch.
fn is_true(value: &str) -> bool {
    !matches!(value.to_ascii_lowercase().as_str(), "false" | "no" | "off" | "0" | "")
}

/// What is wrong with a binary that hooks are to run.
fn missing(binary: &Path) -> Option<String> {
    match is_executable(binary) {
        Ok(true) => None,
        Ok(false) => Some(format!("its binary {} is not executable", binary.display())),
        Err(_) => Some(format!("its binary {} is gone", binary.display())),
    }
}

/// What `BINARY --version` prints.
pub fn version_of(binary: &Path) -> Result<String> {
    let output = std::process::Command::new(binary)
        .arg("--version")
        .stdin(std::process::Stdio::null())
        .output()
        .with_context(|| format!("could not run {}", binary.display()))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::ConfigHook;

    #[test]
    fn hooks_of_the_configuration_are_read_as_git_reads_them() {
        let printed =
            b"global\0hook.one.event\npre-commit\0global\0hook.one.command\nfirst\0system\0hook.a.b.event\nupdate\0\
            local\0hook.one.event\n\0local\0hook.one.event\npre-push\0local\0hook.one.command\nsecond\nline\0\
            local\0hook.pre-push.enabled\nOff\0local\0hook.a.b.enabled\0local\0hook.jobs\n2\0";
        let hooks = ConfigHook::parse(printed);
        let names: Vec<_> = hooks.iter().map(|hook| hook.name.as_str()).collect();
        assert_eq!(names, ["one", "a.b", "pre-push"]);
        assert_eq!((hooks[0].command.as_str(), hooks[0].scope.as_str()), ("second\nline", "local"));
        assert_eq!(hooks[0].events, ["pre-push"], "an empty value resets the list");
        assert_eq!(hooks.iter().map(|hook| hook.enabled).collect::<Vec<_>>(), [true, true, false]);
        assert!(ConfigHook::parse(b"").is_empty());
    }
}
