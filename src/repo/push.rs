//! What a push brings to the other side and was not there before: commits, tags, names.

use std::collections::{BTreeSet, HashSet};
use std::ffi::{OsStr, OsString};
use std::iter;

use anyhow::{Context as _, Result};

use super::Repository;
use super::commits::Commits;
use super::content::{Content, Part};
use super::loose::Kind;
use super::object::{Entry, ObjectId};
use super::path::from_bytes;
use super::program::query;
use super::range::{Name, list};
use super::updates::RefUpdate;

/// One update of a push and what it brings.
pub struct Pushed {
    /// The update.
    pub update: RefUpdate,
    /// The name, the tags, and what the commits bring; what an earlier update of the same push brings is left out.
    pub contents: Box<dyn Iterator<Item = Result<Content>>>,
    /// How many commits it brings.
    pub commits: usize,
}

impl Repository {
    /// What a push to `remote` brings there. What the remote is known to have is left out: the old ends of the updates, and
    /// what was last fetched from it or pushed to it.
    pub fn outgoing(&mut self, remote: &OsStr, updates: Vec<RefUpdate>) -> Result<Vec<Pushed>> {
        let known = tracked_as(remote)?.map(|name| {
            let mut option = OsString::from("--remotes=");
            option.push(name);
            option
        });
        let options: Vec<&OsStr> = match &known {
            Some(known) => vec![OsStr::new("--not"), known, OsStr::new("--not")],
            None => Vec::new(),
        };
        self.new_contents(updates, &options)
    }

    /// What a push that is being received brings: what no branch or tag here leads to.
    pub fn incoming(&mut self, updates: Vec<RefUpdate>) -> Result<Vec<Pushed>> {
        self.new_contents(updates, &["--not", "--all", "--not"].map(OsStr::new))
    }

    /// What each update brings beyond those before it and beyond what `options` of `rev-list` leave out.
    fn new_contents(&mut self, updates: Vec<RefUpdate>, options: &[&OsStr]) -> Result<Vec<Pushed>> {
        let mut there: Vec<Name> = Vec::new();
        let mut seen = HashSet::new();
        // What a branch was moved away from is on the other side, whichever update names it.
        for old in updates.iter().filter_map(|update| update.old) {
            // After a fetch by others it may not be here; then nothing is known about it.
            if self.object(&old).is_ok_and(|object| matches!(object.kind, Kind::Commit | Kind::Tag)) {
                there.push(Name { id: old, excluded: true });
            }
        }
        updates.into_iter().map(|update| self.pushed(update, &mut there, &mut seen, options)).collect()
    }

    /// What one update brings.
    fn pushed(
        &mut self,
        update: RefUpdate,
        there: &mut Vec<Name>,
        seen: &mut HashSet<ObjectId>,
        options: &[&OsStr],
    ) -> Result<Pushed> {
        let Some(tip) = update.new else {
            return Ok(Pushed { update, contents: Box::new(iter::empty()), commits: 0 });
        };
        let mut contents = Vec::new();
        if update.created {
            contents.push(Content::alone(Part::RefName(update.name.clone())));
        }
        let (kind, id) = self.follow_tags(tip, seen, &mut contents)?;
        let mut commits = Vec::new();
        match kind {
            Kind::Commit if seen.insert(id) => {
                there.push(Name { id, excluded: false });
                commits = list(there, options)?;
                there.pop();
                there.push(Name { id, excluded: true });
            }
            Kind::Blob => contents.push(Content::alone(Part::Blob(id))),
            Kind::Tree => contents.extend(tree(&id)?),
            Kind::Commit | Kind::Tag => {}
        }
        let count = commits.len();
        let contents = contents.into_iter().map(Ok).chain(Commits::new(&commits)?);
        Ok(Pushed { update, contents: Box::new(contents), commits: count })
    }

    /// Adds the tags that lead to an object that is none, which is what they are about.
    fn follow_tags(
        &mut self,
        tip: ObjectId,
        seen: &mut HashSet<ObjectId>,
        contents: &mut Vec<Content>,
    ) -> Result<(Kind, ObjectId)> {
        let mut id = tip;
        loop {
            let object = self.object(&id).with_context(|| format!("cannot read what is pushed: {id}"))?;
            if object.kind != Kind::Tag {
                return Ok((object.kind, id));
            }
            if seen.insert(id) {
                contents.push(Content::alone(Part::Tag(id)));
            }
            let target =
                object.bytes.strip_prefix(b"object ").and_then(|rest| rest.split(|byte| *byte == b'\n').next());
            id = target.and_then(ObjectId::parse).with_context(|| format!("tag {id} is damaged"))?;
        }
    }
}

/// The blobs below a tree that is pushed by itself.
fn tree(id: &ObjectId) -> Result<impl Iterator<Item = Content>> {
    let entries = super::git_program::tree_entries(id)?;
    Ok(entries.into_iter().map(|Entry { path, mode, id }| Content::alone(Part::File { path, mode, id })))
}

/// The name of the remote whose branches here tell what is on the other side: the one that git names, or, where git names
/// an address instead, one with this address.
///
/// None if the name is not safe to ask by: git takes it for a pattern that reaches below its folder, so that `a` would also
/// mean the remote `a/b`, and what only that one has would be left out.
fn tracked_as(remote: &OsStr) -> Result<Option<OsString>> {
    let settings =
        query(["config", "--null", "--get-regexp", r"^remote\..*\.(url|pushurl|fetch)$"])?.unwrap_or_default();
    let remote = remote.as_encoded_bytes();
    let mut names = BTreeSet::new();
    let mut with_address = None;
    for setting in settings.split(|byte| *byte == 0) {
        let (key, value) = setting.split_at(memchr::memchr(b'\n', setting).unwrap_or(setting.len()));
        let Some(name) = key.strip_prefix(b"remote.").and_then(|key| Some(&key[..memchr::memrchr(b'.', key)?])) else {
            continue;
        };
        names.insert(name);
        if value.strip_prefix(b"\n") == Some(remote) {
            with_address.get_or_insert(name);
        }
    }
    let Some(name) = names.get(remote).copied().or(with_address) else { return Ok(None) };
    let below = names.iter().any(|other| other.strip_prefix(name).is_some_and(|rest| rest.starts_with(b"/")));
    let is_pattern = name.iter().any(|byte| b"*?[".contains(byte));
    Ok((!name.is_empty() && !below && !is_pattern).then(|| from_bytes(name).into_os_string()))
}
