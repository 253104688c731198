//! A repository made to be thrown away, in which the hooks of another one run.
//!
//! It keeps the user's configuration of git, but for what would get in the way of a trial: signing, editors, background
//! work. [`super::transplant`] brings the hooks.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use super::git::{Git, line};
use super::repository::Repository;
use super::slot::make_executable;
use crate::allow;
use crate::problem::Problem;
use crate::repo::cannot_run_git;

/// The throw-away repository.
#[derive(Debug)]
pub(super) struct Scratch {
    /// Holds everything; removed at the end.
    folder: TempDir,
    /// Runs in its work tree.
    pub(super) git: Git,
    /// The commit that everything starts from.
    base: String,
}

impl Scratch {
    /// With the hooks of this repository.
    pub(super) fn of(source: &Repository) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("atlatch-doctor-").tempdir().context("could not make a folder")?;
        refuse_noexec(folder.path())?;
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
        command.output().map_err(|error| cannot_run_git(&error))
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
            let output = output.map_err(|error| cannot_run_git(&error))?;
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

    /// A first commit with the allowlist of that repository, as staged.
    fn first_commit(&self, source: &Repository) -> Result<String> {
        let empty = self.git.command().args(["mktree"]).output().map_err(|error| cannot_run_git(&error))?;
        let empty = line(empty.stdout).to_string_lossy().into_owned();
        let mut base = self.git(&["commit-tree", "-m", "start", &empty])?;
        base = self.commit(&base, "merged", b"one\n")?;
        if !source.bare {
            let staged = source.git.output(&["cat-file", "blob", &format!(":{}", allow::FILE)])?;
            if staged.status.success() {
                base = self.commit(&base, allow::FILE, &staged.stdout)?;
            }
        }
        self.git(&["update-ref", "refs/heads/trial", &base])?;
        self.git(&["reset", "--quiet", "--hard", &base])?;
        Ok(base)
    }
}

/// Fails where programs cannot run: git would pass over every hook there, and an open way would be told that is none.
fn refuse_noexec(folder: &Path) -> Result<()> {
    let probe = folder.join("probe");
    write(&probe, b"#!/bin/sh\n")?;
    make_executable(&probe).with_context(|| format!("could not prepare {}", probe.display()))?;
    if Command::new(&probe).status().is_ok_and(|status| status.success()) {
        return Ok(());
    }
    let what = format!("programs cannot run in the folder for temporary files, {}", env::temp_dir().display());
    Err(Problem::new(what, "set TMPDIR to a folder where they can").into())
}

/// Puts content in a file.
pub(super) fn write(path: &Path, content: &[u8]) -> Result<()> {
    fs::write(path, content).with_context(|| format!("could not write {}", path.display()))
}
