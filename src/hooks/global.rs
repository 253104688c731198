//! Protects every repository of a user, those cloned later too.
//!
//! git 2.54 and later runs hooks that its configuration names, next to whatever a repository has: four such hooks are set.
//! Older ones are led to a folder of ours by `core.hooksPath`. That folder replaces the one in each repository, so it has a
//! shim for every hook of git, which runs the repository's own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::event::{Event, GIT_HOOKS};
use super::git::Git;
use super::record::{self, Global, Record};
use super::shim;
use super::slot::{Slot, Standing, Uninstalled, standing};
use crate::atomic;
use crate::problem::Problem;
use crate::shell;

/// The first git that runs hooks from its configuration.
pub(super) const CONFIG_HOOKS: (u32, u32) = (2, 54);

/// How every repository is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// By `hook.*` in the user's configuration.
    ConfigHooks,
    /// By `core.hooksPath` in the user's configuration.
    HooksPath,
}

/// The folder that `core.hooksPath` points to.
pub(super) fn hooks_folder() -> Result<PathBuf> {
    Ok(record::folder()?.join("hooks"))
}

/// The name of the hook in the configuration: one for each event, as the command is not told which one happened.
pub(super) fn friendly_name(event: Event) -> String {
    format!("atlatch-{}", event.name())
}

/// The command of the hook in the configuration.
pub(super) fn command(event: Event, binary: &Path) -> Result<String> {
    let word = shell::quoted(binary.as_os_str().as_encoded_bytes());
    let word = String::from_utf8(word)
        .ok()
        .with_context(|| format!("git's configuration cannot hold the path {}; move the binary", binary.display()))?;
    Ok(format!("{word} hook {}", event.command()))
}

/// Protects every repository with this binary.
pub(crate) fn install(binary: &Path) -> Result<Way> {
    let git = Git::new(None);
    let way = if git.version()? >= CONFIG_HOOKS { Way::ConfigHooks } else { Way::HooksPath };
    if way == Way::HooksPath {
        refuse_foreign_hooks_path(&git)?;
    }
    let mut record = Record::load()?;
    if record.global.is_some() {
        // The way may be another one since git was upgraded, and the binary another one.
        take_out(&git, &mut record)?;
    }
    let file = configuration_file()?;
    let before = read(&file)?;
    match way {
        Way::ConfigHooks => {
            for event in Event::CLIENT {
                let name = friendly_name(event);
                set(&git, &format!("hook.{name}.event"), event.name())?;
                set(&git, &format!("hook.{name}.command"), &command(event, binary)?)?;
            }
        }
        Way::HooksPath => {
            let folder = hooks_folder()?;
            record.make(&folder)?;
            for hook in GIT_HOOKS {
                Slot::new(&folder, hook).install(&shim::for_every_repository(hook, binary))?;
            }
            let value = folder.to_str().with_context(|| format!("git cannot be told the path {}", folder.display()))?;
            set(&git, "core.hooksPath", value)?;
        }
    }
    let inserted = inserted(before.as_deref().unwrap_or_default(), &read(&file)?.unwrap_or_default());
    record.global = Some(Global { file, made: before.is_none(), inserted: inserted.unwrap_or_default() });
    record.save()?;
    Ok(way)
}

/// Takes the protection of every repository out; `false` if there was none.
pub(crate) fn uninstall() -> Result<bool> {
    let git = Git::new(None);
    let mut record = Record::load()?;
    let changed = take_out(&git, &mut record)?;
    record.save()?;
    Ok(changed)
}

/// Takes out both ways, as far as they are there.
fn take_out(git: &Git, record: &mut Record) -> Result<bool> {
    let mut changed = false;
    if let Some(global) = record.global.take() {
        changed = take_bytes_out(&global)?;
    }
    // Where the file was edited since, or the record lost: key by key.
    let folder = hooks_folder()?;
    if git.ask(&["config", "--global", "--get", "core.hooksPath"])?.is_some_and(|value| Path::new(&value) == folder) {
        git.read(&["config", "--global", "--unset-all", "core.hooksPath"])?;
        changed = true;
    }
    for event in Event::CLIENT {
        let name = friendly_name(event);
        if git.ask(&["config", "--global", "--get", &format!("hook.{name}.command")])?.is_some() {
            git.read(&["config", "--global", "--remove-section", &format!("hook.{name}")])?;
            changed = true;
        }
    }
    for hook in GIT_HOOKS {
        let slot = Slot::new(&folder, hook);
        changed |= slot.uninstall()? != Uninstalled::Nothing;
    }
    record.unmake(&folder);
    Ok(changed)
}

/// Takes exactly those bytes out of the configuration that were put in, if they still stand there.
fn take_bytes_out(global: &Global) -> Result<bool> {
    let Some(bytes) = read(&global.file)? else { return Ok(false) };
    let inserted = global.inserted.as_bytes();
    let Some(start) = memchr::memmem::find(&bytes, inserted).filter(|_| !inserted.is_empty()) else {
        return Ok(false);
    };
    let rest = [&bytes[..start], &bytes[start + inserted.len()..]].concat();
    let file = fs::canonicalize(&global.file).unwrap_or_else(|_| global.file.clone());
    if rest.is_empty() && global.made {
        fs::remove_file(&file).with_context(|| format!("could not remove {}", file.display()))?;
        return Ok(true);
    }
    let permissions = fs::metadata(&file).map(|metadata| metadata.permissions());
    permissions
        .and_then(|permissions| atomic::replace(&file, &permissions, &rest))
        .with_context(|| format!("could not write {}", file.display()))?;
    Ok(true)
}

/// Fails if another `core.hooksPath` is set for every repository: hooks there would run no more.
fn refuse_foreign_hooks_path(git: &Git) -> Result<()> {
    let ours = hooks_folder()?;
    for scope in ["--global", "--system"] {
        let set = git.output(&["config", scope, "--type=path", "--get", "core.hooksPath"])?;
        let value = PathBuf::from(super::git::line(set.stdout));
        if !set.status.success() || value == ours {
            continue;
        }
        let commands: Vec<_> = Event::CLIENT
            .iter()
            .map(|event| format!("  {}:  atlatch hook {} \"$@\"", value.join(event.name()).display(), event.command()))
            .collect();
        return Err(Problem::new(
            format!(
                "core.hooksPath is {} already (`git config {scope} core.hooksPath`), and hooks there would run no more",
                value.display()
            ),
            format!(
                "add these lines to the hooks there, or use git 2.54 or later, where both can run:\n{}",
                commands.join("\n")
            ),
        )
        .into());
    }
    Ok(())
}

/// The file that `git config --global` writes.
fn configuration_file() -> Result<PathBuf> {
    if let Some(file) = std::env::var_os("GIT_CONFIG_GLOBAL") {
        return Ok(file.into());
    }
    let home = std::env::home_dir().context("there is no home folder: set HOME")?;
    let usual = home.join(".gitconfig");
    let folder = std::env::var_os("XDG_CONFIG_HOME").filter(|folder| !folder.is_empty());
    let other = folder.map_or_else(|| home.join(".config"), PathBuf::from).join("git/config");
    Ok(if !usual.exists() && other.exists() { other } else { usual })
}

/// The bytes of a file; `None` if there is none.
fn read(file: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("could not read {}", file.display())),
    }
}

/// Sets one key of the user's configuration.
fn set(git: &Git, key: &str, value: &str) -> Result<()> {
    git.read(&["config", "--global", "--replace-all", key, value]).map(drop)
}

/// What was put into `before` to make it `after`, if that is all that happened.
fn inserted(before: &[u8], after: &[u8]) -> Option<String> {
    let start = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let rest = &before[start..];
    let middle = after[start..].strip_suffix(rest)?;
    String::from_utf8(middle.to_owned()).ok()
}

/// Whether the folder that `core.hooksPath` points to is ours and complete.
pub(super) fn missing_shims(folder: &Path) -> Result<Vec<&'static str>> {
    let mut missing = Vec::new();
    for hook in GIT_HOOKS {
        if !matches!(standing(&folder.join(hook))?, Standing::Ours(_)) {
            missing.push(hook);
        }
    }
    Ok(missing)
}

#[cfg(test)]
mod tests {
    use super::inserted;

    #[test]
    fn only_an_insertion_is_one() {
        let text = |before: &str, after: &str| inserted(before.as_bytes(), after.as_bytes());
        assert_eq!(text("", "[core]\n").as_deref(), Some("[core]\n"));
        assert_eq!(
            text("[core]\n\teditor = vi\n[user]\n", "[core]\n\teditor = vi\n\thooksPath = x\n[user]\n").as_deref(),
            Some("\thooksPath = x\n")
        );
        assert_eq!(text("[a]", "[a]\n[core]\n").as_deref(), Some("\n[core]\n"));
        assert_eq!(text("same", "same").as_deref(), Some(""));
        assert_eq!(text("one\n", "two\n"), None);
    }
}
