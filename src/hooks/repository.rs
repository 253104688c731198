//! Which folder git takes the hooks of a repository from, and whose that folder is.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::event::Event;
use super::git::Git;

/// A repository, seen from its hooks.
#[derive(Debug)]
pub(crate) struct Repository {
    /// Asks git about it.
    pub(super) git: Git,
    /// The top of the work tree, or the repository itself if it is bare: where git runs its hooks.
    pub(super) top: PathBuf,
    /// The folder that all its work trees share.
    pub(super) common: PathBuf,
    /// Whether it has no work tree here.
    pub(super) bare: bool,
    /// The folder that git takes hooks from.
    pub(super) hooks: PathBuf,
    /// What `core.hooksPath` is, and where that stands.
    pub(super) hooks_path: Option<Setting>,
}

/// A value of the configuration and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// `system`, `global`, `local`, `worktree` or `command`.
    pub(super) scope: String,
    /// The file, as git names it (`file:.git/config`).
    pub(super) origin: String,
    /// The value.
    pub(super) value: String,
}

/// Whose the hooks folder is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// The repository's alone: shims may be written there.
    Repository,
    /// Ours, from `atlatch install --global`.
    Global,
    /// The user's or the machine's: hooks there run in every repository.
    User,
    /// The team's: it is part of the work tree, or made by a manager from files that are.
    Team,
    /// Nobody's: it is no folder, which is how people switch hooks off.
    Nobody,
}

impl Repository {
    /// The repository in or around this folder; without one, the one that the environment or the current folder says.
    pub(crate) fn find(folder: Option<&Path>) -> Result<Self> {
        let git = Git::new(folder);
        let bare = git.read(&["rev-parse", "--is-bare-repository"])? == b"true\n";
        let start = match folder {
            Some(folder) => folder.to_owned(),
            None => std::env::current_dir().context("could not tell the current folder")?,
        };
        let common = absolute(&start, &git.path(&["rev-parse", "--git-common-dir"])?)?;
        // Hooks run at the top of the work tree: a relative path counts from there.
        let inside = git.read(&["rev-parse", "--is-inside-work-tree"])? == b"true\n";
        let top = if inside {
            absolute(&start, &git.path(&["rev-parse", "--show-toplevel"])?)?
        } else {
            absolute(&start, &git.path(&["rev-parse", "--git-dir"])?)?
        };
        let hooks_path = hooks_path(&git)?;
        let hooks = match &hooks_path {
            Some(_) => top.join(git.path(&["config", "--type=path", "--get", "core.hooksPath"])?),
            None => common.join("hooks"),
        };
        Ok(Self { git, top, common, bare, hooks, hooks_path })
    }

    /// The top of the work tree, or the repository itself if it is bare.
    pub(crate) fn folder(&self) -> &Path {
        &self.top
    }

    /// The folder that git takes hooks from.
    pub(crate) fn hooks_folder(&self) -> &Path {
        &self.hooks
    }

    /// What `git version` prints.
    pub(crate) fn git_version(&self) -> Result<String> {
        Ok(super::git::line(self.git.read(&["version"])?).to_string_lossy().into_owned())
    }

    /// The ways in that need a guard: a bare repository takes pushes, the others are worked in.
    pub(crate) fn guards(&self) -> &'static [Event] {
        if self.bare { &[Event::PreReceive] } else { &Event::CLIENT }
    }

    /// The folder of the repository's own hooks, whatever `core.hooksPath` says.
    pub(super) fn own_hooks(&self) -> PathBuf {
        self.common.join("hooks")
    }

    /// Whose the hooks folder is; `ours` is where the shims for every repository stand.
    pub(super) fn owner(&self, ours: Option<&Path>) -> Owner {
        let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let hooks = real(&self.hooks);
        if ours.is_some_and(|ours| real(ours) == hooks) {
            return Owner::Global;
        }
        if fs::metadata(&hooks).is_ok_and(|metadata| !metadata.is_dir()) {
            return Owner::Nobody;
        }
        if hooks.starts_with(real(&self.common)) {
            return Owner::Repository;
        }
        if !self.bare && hooks.starts_with(real(&self.top)) {
            return Owner::Team;
        }
        match self.hooks_path.as_ref().map(|setting| setting.scope.as_str()) {
            Some("local" | "worktree") | None => Owner::Repository,
            Some(_) => Owner::User,
        }
    }
}

/// What `core.hooksPath` is and where that is set.
fn hooks_path(git: &Git) -> Result<Option<Setting>> {
    let arguments = ["config", "--show-scope", "--show-origin", "-z", "--get", "core.hooksPath"];
    let Some(printed) = git.ask(&arguments)? else { return Ok(None) };
    let printed = printed.to_string_lossy();
    let mut fields = printed.split('\0').map(str::to_owned);
    let (Some(scope), Some(origin), Some(value)) = (fields.next(), fields.next(), fields.next()) else {
        anyhow::bail!("could not read what `git {}` printed: {printed:?}", arguments.join(" "));
    };
    Ok(Some(Setting { scope, origin, value }))
}

/// A path that git printed in `folder`, as an absolute one without detours.
fn absolute(folder: &Path, path: &Path) -> Result<PathBuf> {
    let path = folder.join(path);
    fs::canonicalize(&path).with_context(|| format!("could not tell the full path of {}", path.display()))
}
