//! What is known of hook managers: how their hooks look, and where they are told what to run.

use std::fs;
use std::path::{Path, PathBuf};

use super::event::Event;
use super::repository::Repository;
use super::slot::{Slot, Standing, standing};

/// Files in which hook managers are told what to run.
pub(super) const FILES: [&str; 16] = [
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
/// Those of them that run a hook which they have moved aside.
const RUN_LEGACY: [&[u8]; 2] = [b"pre-commit.com", b"j178/prek"];

impl Repository {
    /// Whether a hook of somebody else, at this path and with this text, leads to atlatch: it speaks of it, it belongs to a
    /// manager whose files do, or to one that has moved our shim aside and runs it from there.
    pub(super) fn leads_to_atlatch(&self, event: Event, path: &Path, text: &[u8]) -> bool {
        let holds = |text: &[u8], word: &[u8]| memchr::memmem::find(text, word).is_some();
        let speaks = |text: &[u8]| holds(text, b"atlatch");
        if speaks(text) {
            return true;
        }
        let husky = self.husky_folder().map(|folder| folder.join(event.name()));
        if husky.is_none() && !MANAGERS.iter().any(|name| holds(text, name)) {
            return false;
        }
        let slot = Slot { path: path.to_owned() };
        let moved_aside = RUN_LEGACY.iter().any(|name| holds(text, name))
            && matches!(standing(&slot.legacy()), Ok(Standing::Ours(_)));
        let mut files = FILES.iter().map(|file| self.top.join(file)).chain(husky);
        moved_aside || files.any(|file| fs::read(file).is_ok_and(|text| speaks(&text)))
    }

    /// Where the people who use husky write their hooks, if git takes hooks from the folder that husky makes.
    pub(super) fn husky_folder(&self) -> Option<PathBuf> {
        let parent = self.hooks.parent()?;
        (self.hooks.ends_with("_") && parent.ends_with(".husky")).then(|| parent.to_owned())
    }
}
