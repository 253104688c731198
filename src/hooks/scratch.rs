//! A repository made to be thrown away, in which the hooks of another one run.
//!
//! Hooks of ours and those that lead to atlatch are copied as they are. In the place of every other hook stands one that
//! does nothing but leave a mark: it shows that a shim still reaches it, and what people have in their hooks (test suites,
//! uploads) does not run just because somebody asks whether atlatch works.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Output;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use super::event::{Event, GIT_HOOKS};
use super::git::{Git, line};
use super::repository::{Owner, Repository};
use super::slot::{Standing, is_executable, standing};
use super::survey::MANAGER_FILES;
use super::{global, shim};
use crate::allow;

/// A larger file in a hooks folder is no help to a hook.
const LARGEST: u64 = 1_000_000;

/// The throw-away repository.
#[derive(Debug)]
pub(super) struct Scratch {
    /// Holds everything; removed at the end.
    folder: TempDir,
    /// Runs in its work tree.
    git: Git,
    /// The commit that everything starts from.
    base: String,
}

impl Scratch {
    /// With the hooks of this repository.
    pub(super) fn of(source: &Repository) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("atlatch-doctor-").tempdir().context("could not make a folder")?;
        let work = folder.path().join("work");
        let outside = Git::new(Some(folder.path()));
        outside.read(&["init", "--quiet", "--template=", "work"])?;
        outside.read(&["init", "--quiet", "--template=", "--bare", "server"])?;
        let mut scratch = Self { git: Git::new(Some(&work)), folder, base: String::new() };
        for (key, value) in [
            ("user.name", "atlatch doctor"),
            ("user.email", "doctor@example.org"),
            ("commit.gpgSign", "false"),
            ("tag.gpgSign", "false"),
            ("push.gpgSign", "false"),
            ("core.editor", "true"),
            ("core.autocrlf", "false"),
            ("core.fsmonitor", "false"),
            ("gc.auto", "0"),
            ("maintenance.auto", "false"),
            ("merge.verifySignatures", "false"),
            ("protocol.file.allow", "always"),
        ] {
            scratch.git.read(&["config", key, value])?;
        }
        scratch.git.read(&["symbolic-ref", "HEAD", "refs/heads/trial"])?;
        scratch.copy_work_tree(source)?;
        scratch.copy_hooks_folder(source)?;
        scratch.copy_config_hooks(source)?;
        scratch.base = scratch.first_commit(source)?;
        Ok(scratch)
    }

    /// A file or folder beside the work tree.
    pub(super) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The work tree.
    pub(super) fn work(&self) -> PathBuf {
        self.beside("work")
    }

    /// The commit that everything starts from.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// Runs git in the work tree, whatever comes of it.
    pub(super) fn run(&self, arguments: &[&str]) -> Result<Output> {
        let mut command = self.git.command();
        command.args(arguments).env("NO_COLOR", "1").env_remove("GIT_EDITOR");
        command.output().context("could not run git")
    }

    /// Runs git in the work tree; it must succeed.
    pub(super) fn git(&self, arguments: &[&str]) -> Result<String> {
        self.git.read(arguments).map(|bytes| line(bytes).to_string_lossy().into_owned())
    }

    /// Makes a commit with one more file on top of this one, past all hooks.
    pub(super) fn commit(&self, parent: &str, name: &str, content: &[u8]) -> Result<String> {
        let path = self.beside("content");
        write(&path, content)?;
        let blob = self.git(&["hash-object", "-w", "--no-filters", &path.to_string_lossy()])?;
        let index = self.beside("index");
        let with_index = |arguments: &[&str]| -> Result<String> {
            let output = self.git.command().args(arguments).env("GIT_INDEX_FILE", &index).output();
            let output = output.context("could not run git")?;
            if !output.status.success() {
                bail!("`git {}` failed: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim());
            }
            Ok(line(output.stdout).to_string_lossy().into_owned())
        };
        with_index(&["read-tree", parent])?;
        with_index(&["update-index", "--add", "--cacheinfo", &format!("100644,{blob},{name}")])?;
        let tree = with_index(&["write-tree"])?;
        self.git(&["commit-tree", "-m", "prepared", "-p", parent, &tree])
    }

    /// Back to the first commit, with nothing staged and nothing lying about.
    pub(super) fn reset(&self) -> Result<()> {
        let _ = self.run(&["merge", "--abort"])?;
        self.git(&["reset", "--quiet", "--hard", &self.base]).map(drop)
    }

    /// Whether the stand-in of this hook has run.
    pub(super) fn reached(&self, event: Event) -> bool {
        self.beside(&format!("reached-{}", event.name())).exists()
    }

    /// Whether there is a stand-in for this hook that could run.
    pub(super) fn has_stand_in(&self, event: Event) -> bool {
        self.beside(&format!("stand-in-{}", event.name())).exists()
    }

    /// The files that managers and atlatch itself read.
    fn copy_work_tree(&self, source: &Repository) -> Result<()> {
        if source.bare {
            return Ok(());
        }
        for file in MANAGER_FILES {
            copy_file(&source.top.join(file), &self.work().join(file))?;
        }
        for folder in [".husky", ".husky/_"] {
            copy_files(&source.top.join(folder), &self.work().join(folder))?;
        }
        Ok(())
    }

    /// The hooks, to the place where git will look for them here.
    fn copy_hooks_folder(&self, source: &Repository) -> Result<()> {
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
            let hook = [shim::KEPT, ".legacy", ".old"].iter().find_map(|ending| name.strip_suffix(ending));
            match (Event::named(hook.unwrap_or(name)), GIT_HOOKS.contains(&hook.unwrap_or(name))) {
                (Some(event), _) => self.copy_hook(source, event, &from, &to, hook.is_none())?,
                // Other hooks have no part in this.
                (None, true) => {}
                (None, false) if name.ends_with(".sample") => {}
                (None, false) => copy_file(&from, &to)?,
            }
        }
        Ok(())
    }

    /// One hook, or what stands in for it.
    fn copy_hook(&self, source: &Repository, event: Event, from: &Path, to: &Path, main: bool) -> Result<()> {
        let as_it_is = match standing(from)? {
            Standing::Nothing => return Ok(()),
            Standing::Ours(_) => true,
            Standing::Foreign => main && fs::read(from).is_ok_and(|text| source.leads_to_atlatch(event, &text)),
        };
        if as_it_is {
            return copy_file(from, to);
        }
        if !is_executable(from).unwrap_or(false) {
            return Ok(());
        }
        let mark = self.beside(&format!("reached-{}", event.name()));
        let mark = shim::quoted(mark.as_os_str().as_encoded_bytes());
        let script = [b"#!/bin/sh\n: >".as_slice(), &mark, b"\n"].concat();
        write(to, &script)?;
        write(&self.beside(&format!("stand-in-{}", event.name())), b"")?;
        let permissions = fs::metadata(from).map(|metadata| metadata.permissions());
        permissions
            .and_then(|permissions| fs::set_permissions(to, permissions))
            .with_context(|| format!("could not prepare {}", to.display()))
    }

    /// The hooks that the configuration of that repository names, whichever file they come from.
    fn copy_config_hooks(&self, source: &Repository) -> Result<()> {
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

    /// A first commit with the allowlist of that repository, as staged.
    fn first_commit(&self, source: &Repository) -> Result<String> {
        let empty = self.git.command().args(["mktree"]).output().context("could not run git")?;
        let empty = line(empty.stdout).to_string_lossy().into_owned();
        let mut base = self.git(&["commit-tree", "-m", "start", &empty])?;
        base = self.commit(&base, "merged", b"one\n")?;
        if !source.bare {
            let staged = source.git.output(&["show", &format!(":{}", allow::FILE)])?;
            if staged.status.success() {
                base = self.commit(&base, allow::FILE, &staged.stdout)?;
            }
        }
        self.git(&["update-ref", "refs/heads/trial", &base])?;
        self.git(&["reset", "--quiet", "--hard", &base])?;
        Ok(base)
    }
}

/// A path as the configuration of git can hold it.
fn utf8(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("git cannot be told the path {}", path.display()))
}

/// Puts content in a file.
pub(super) fn write(path: &Path, content: &[u8]) -> Result<()> {
    fs::write(path, content).with_context(|| format!("could not write {}", path.display()))
}

/// Copies the files of a folder, not those of the folders in it.
fn copy_files(from: &Path, to: &Path) -> Result<()> {
    let Ok(entries) = fs::read_dir(from) else { return Ok(()) };
    for entry in entries {
        let from = entry.with_context(|| format!("could not list {}", from.display()))?.path();
        if let Some(name) = from.file_name() {
            copy_file(&from, &to.join(name))?;
        }
    }
    Ok(())
}

/// Copies a file of reasonable size with its permissions; what a symlink leads to; nothing if there is nothing.
fn copy_file(from: &Path, to: &Path) -> Result<()> {
    match fs::metadata(from) {
        Ok(metadata) if metadata.is_file() && metadata.len() <= LARGEST => {}
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("could not look at {}", from.display()));
        }
        _ => return Ok(()),
    }
    let copy = || -> io::Result<u64> {
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(from, to)
    };
    copy().with_context(|| format!("could not copy {} to {}", from.display(), to.display())).map(drop)
}
