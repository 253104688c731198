//! What a push brings to the other side and was not there before: commits, tags, names.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};

use anyhow::{Context as _, Result};

use super::Repository;
use super::commits::Commits;
use super::content::{Content, Part};
use super::object::{Entry, Kind, Mode, ObjectId};
use super::range::{Revision, list};
use super::tracked;
use super::updates::RefUpdate;

/// One update of a push and what it brings.
pub struct Pushed {
    /// The update.
    pub update: RefUpdate,
    /// The name, the tags, and what the commits bring; what an earlier update of the same push brings is left out.
    pub contents: Box<dyn Iterator<Item = Result<Content>>>,
}

impl Repository {
    /// What a push to `remote`, which is at this `address`, brings there. What the remote is known to have is left out: the old
    /// ends of the updates, and what was last fetched from it or pushed to it.
    pub fn outgoing(
        &mut self,
        remote: &OsStr,
        address: Option<&OsStr>,
        updates: Vec<RefUpdate>,
    ) -> Result<Vec<Pushed>> {
        let known = tracked::known(remote, address, &updates)?;
        let options: Vec<&OsStr> = known.iter().map(OsString::as_os_str).collect();
        self.new_contents(updates, &options)
    }

    /// What a push that is being received brings: what no branch or tag here leads to.
    pub fn incoming(&mut self, updates: Vec<RefUpdate>) -> Result<Vec<Pushed>> {
        self.new_contents(updates, &["--not", "--all", "--not"].map(OsStr::new))
    }

    /// What each update brings beyond those before it and beyond what `options` of `rev-list` leave out.
    fn new_contents(&mut self, updates: Vec<RefUpdate>, options: &[&OsStr]) -> Result<Vec<Pushed>> {
        let mut push = Push { options, there: Vec::new(), left: HashSet::new(), seen: HashSet::new() };
        // What a branch was moved away from is on the other side, whichever update names it.
        for old in updates.iter().filter_map(|update| update.old) {
            // After a push by others it may not be here; then nothing is known about it.
            if self.object(&old).is_ok_and(|object| matches!(object.kind, Kind::Commit | Kind::Tag)) {
                push.there.push(Revision { id: old, excluded: true });
            }
        }
        let targets: Vec<_> = updates.iter().map(|update| self.target(update, &mut push.seen)).collect();
        let tips = targets.iter().filter_map(|target| target.commit).map(|id| Revision { id, excluded: false });
        let mut names: Vec<_> = tips.collect();
        if !names.is_empty() {
            names.extend(&push.there);
            push.left = list(&names, options)?.into_iter().collect();
        }
        updates.into_iter().zip(targets).map(|(update, target)| push.update(update, target)).collect()
    }

    /// The blob at exactly this path where a branch or tag leads to; a tag of a blob leads to no folder.
    pub fn tip_entry(&mut self, tip: ObjectId, path: &[u8]) -> Result<Option<(Mode, ObjectId)>> {
        let (kind, id) = self.follow_tags(tip, |_| ())?;
        match kind {
            Kind::Commit | Kind::Tree => self.reader.engines.ask(|engine| engine.tree_entry(&id, path)),
            Kind::Blob | Kind::Tag => Ok(None),
        }
    }

    /// What an update names at the end, with the name and the tags that lead to it. What cannot be read is an error among its
    /// contents: the other updates have theirs.
    fn target(&mut self, update: &RefUpdate, seen: &mut HashSet<ObjectId>) -> Target {
        let mut target = Target::default();
        if let Err(error) = self.find_target(update, seen, &mut target) {
            target.contents.push(Err(error));
        }
        target
    }

    /// Adds what an update names as far as it can be read.
    fn find_target(&mut self, update: &RefUpdate, seen: &mut HashSet<ObjectId>, target: &mut Target) -> Result<()> {
        let Some(tip) = update.new else { return Ok(()) };
        let contents = &mut target.contents;
        let mut add = |part| contents.push(Ok(Content::alone(part)));
        if update.created {
            add(Part::Name(update.name.clone()));
        }
        let (kind, id) = self.follow_tags(tip, |tag| {
            if seen.insert(tag) {
                add(Part::Tag(tag));
            }
        })?;
        match kind {
            Kind::Commit => target.commit = Some(id),
            // It has no path: people know it by this name.
            Kind::Blob => add(Part::File { path: update.name.clone(), mode: Mode::Regular, id }),
            Kind::Tree => {
                for Entry { path, mode, id, .. } in super::git_program::tree_entries(&id)? {
                    add(Part::Name(path.clone()));
                    add(Part::File { path, mode, id });
                }
            }
            Kind::Tag => {}
        }
        Ok(())
    }

    /// The object that is none of the tags that lead to it; `met` is told of these.
    fn follow_tags(&mut self, tip: ObjectId, mut met: impl FnMut(ObjectId)) -> Result<(Kind, ObjectId)> {
        let mut id = tip;
        loop {
            let object = self.object(&id).with_context(|| format!("cannot read what is pushed: {id}"))?;
            if object.kind != Kind::Tag {
                return Ok((object.kind, id));
            }
            met(id);
            let target =
                object.bytes.strip_prefix(b"object ").and_then(|rest| rest.split(|byte| *byte == b'\n').next());
            id = target.and_then(ObjectId::parse).with_context(|| format!("tag {id} is damaged"))?;
        }
    }
}

/// What an update names.
#[derive(Default)]
struct Target {
    /// Its name and tags, and what is pushed without a commit.
    contents: Vec<Result<Content>>,
    /// The commit.
    commit: Option<ObjectId>,
}

/// What is known of a push while its updates are gone through, one after the other.
struct Push<'a> {
    /// Options of `rev-list` that leave out what the other side has.
    options: &'a [&'a OsStr],
    /// What else it has, and what the updates before this one bring.
    there: Vec<Revision>,
    /// The commits that are new and that no update before this one brings.
    left: HashSet<ObjectId>,
    /// Tags that were met.
    seen: HashSet<ObjectId>,
}

impl Push<'_> {
    /// What one update brings.
    fn update(&mut self, update: RefUpdate, target: Target) -> Result<Pushed> {
        let mut commits = Vec::new();
        // A push can name thousands of branches and tags, of which few bring anything.
        if let Some(id) = target.commit.filter(|id| self.left.contains(id)) {
            self.there.push(Revision { id, excluded: false });
            commits = list(&self.there, self.options)?;
            self.there.pop();
            self.there.push(Revision { id, excluded: true });
            for id in &commits {
                self.left.remove(id);
            }
        }
        let contents = target.contents.into_iter().chain(Commits::new(&commits)?);
        Ok(Pushed { update, contents: Box::new(contents) })
    }
}
