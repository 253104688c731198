//! The engine that asks the git program. It serves every repository that git itself can work with.

use std::ffi::{OsStr, OsString};

use anyhow::{Context, Result, ensure};

use super::cat_file::CatFile;
use super::change::Change;
use super::engine::Plumbing;
use super::failure::Failure;
use super::layout::Layout;
use super::object::{Entry, Mode, Object, ObjectId};
use super::path::from_bytes;
use super::program::{answer, query};
use super::raw::IndexChanges;

/// The git program.
#[derive(Debug, Default)]
pub(crate) struct GitProgram {
    /// Reads objects; started with the first one.
    objects: Option<CatFile>,
}

impl GitProgram {
    /// Where the repository is.
    pub(crate) fn layout() -> Result<Layout> {
        let git_dir = line(answer(["rev-parse", "--git-dir"])?);
        // Fails where there is no work tree.
        let root = answer(["rev-parse", "--show-toplevel"]).ok().map(|root| from_bytes(&line(root)));
        Layout::new(from_bytes(&git_dir), root)
    }
}

impl Plumbing for GitProgram {
    fn head(&mut self) -> Result<Option<ObjectId>> {
        if let Some(head) = query(["rev-parse", "-q", "--verify", "HEAD"])? {
            return Ok(Some(ObjectId::parse(&line(head)).context("git names no commit for HEAD")?));
        }
        // Only a branch that does not exist yet has no commits. Anything else that cannot be resolved is broken.
        let broken = || {
            let help = "`git fsck` says what is wrong with it; the last line of .git/logs/HEAD names the commit that it was at";
            Failure::new("the branch or commit that HEAD names cannot be read").with_help(help)
        };
        // Git complains of HEAD itself here, whatever it is that is broken.
        let branch = query(["symbolic-ref", "-q", "HEAD"]).ok().flatten().ok_or_else(broken)?;
        let arguments = ["show-ref", "--verify", "-q"].map(OsString::from);
        let branch = from_bytes(&line(branch)).into_os_string();
        let exists = answer(arguments.into_iter().chain([branch])).is_ok();
        ensure!(!exists, broken());
        Ok(None)
    }

    fn changes(&mut self, base: Option<&ObjectId>) -> Result<Vec<Change>> {
        let base = match base {
            Some(commit) => commit.to_string(),
            // The empty tree, whose id depends on the repository's kind of hash.
            None => String::from_utf8(line(answer(["hash-object", "-t", "tree", "--stdin"])?))?,
        };
        let options = ["--cached", "--ita-invisible-in-index", "--raw", "-z", "--no-renames", "--no-abbrev"];
        let output = answer(["diff-index"].into_iter().chain(options).chain([&base[..], "--"]))?;
        let IndexChanges { mut changes, unmerged } = IndexChanges::parse(&output)?;
        if !unmerged.is_empty() {
            let sides = index_entries(&["-u"])?;
            for (path, old) in unmerged {
                let sides = sides.iter().filter(|side| side.path == path);
                let change = |side: &Entry| Change {
                    path: side.path.clone(),
                    old,
                    new: Some((side.mode, side.id)),
                    unmerged: true,
                };
                changes.extend(sides.map(change));
            }
            changes.sort_by(|one, other| one.path.cmp(&other.path));
        }
        Ok(changes)
    }

    fn tracked(&mut self) -> Result<Vec<Entry>> {
        index_entries(&["-s"])
    }

    fn tree_entry(&mut self, tip: &ObjectId, path: &[u8]) -> Result<Option<(Mode, ObjectId)>> {
        let tip = tip.to_string();
        let path = from_bytes(path);
        let arguments = ["--literal-pathspecs", "ls-tree", "-z", "--full-tree", &tip, "--"].map(OsStr::new);
        let output = answer(arguments.into_iter().chain([path.as_os_str()]))?;
        let Some((header, _)) = records(&output).next() else { return Ok(None) };
        let [mode, _, id] = header;
        Ok(mode_of(mode).zip(ObjectId::parse(id)))
    }

    fn object(&mut self, id: &ObjectId) -> Result<Object> {
        if self.objects.as_ref().is_none_or(|objects| !objects.is_open()) {
            self.objects = Some(CatFile::start()?);
        }
        self.objects.as_mut().context("git cat-file is not there")?.read(id)
    }
}

/// The blobs below a tree.
pub(crate) fn tree_entries(id: &ObjectId) -> Result<Vec<Entry>> {
    let output = answer(["ls-tree", "-r", "-z", "--full-tree", &id.to_string()])?;
    let mut entries = Vec::new();
    for ([mode, _, id], path) in records(&output) {
        let id = ObjectId::parse(id).context("git ls-tree gave an answer that cannot be read")?;
        entries.extend(mode_of(mode).map(|mode| Entry { path: path.to_vec(), mode, id, left_out: false }));
    }
    Ok(entries)
}

/// The blobs in the index, without the common ancestors of conflicts.
fn index_entries(options: &[&str]) -> Result<Vec<Entry>> {
    // `:/` is the root, wherever in the work tree this runs.
    let output = answer(["ls-files", "-z", "-t", "--full-name"].iter().chain(options).chain(&["--", ":/"]))?;
    let mut entries = Vec::new();
    for ([tag, mode, id, stage], path) in records(&output) {
        let id = ObjectId::parse(id).filter(|id| !id.is_null() && !path.is_empty());
        let id = id.context("the index holds an entry without path or object: it is damaged")?;
        if let Some(mode) = mode_of(mode).filter(|_| stage != b"1") {
            entries.push(Entry { path: path.to_vec(), mode, id, left_out: tag == b"S" });
        }
    }
    Ok(entries)
}

/// Records of the form `WORD … WORD<tab>PATH<nul>`; words that are not there are empty, which is no mode, id or stage.
fn records<const WORDS: usize>(output: &[u8]) -> impl Iterator<Item = ([&[u8]; WORDS], &[u8])> {
    output.split(|byte| *byte == 0).filter(|record| !record.is_empty()).map(|record| {
        let tab = memchr::memchr(b'\t', record).unwrap_or(record.len());
        let path = record.get(tab + 1..).unwrap_or_default();
        let mut words = record[..tab].splitn(WORDS, |byte| *byte == b' ');
        ([(); WORDS].map(|()| words.next().unwrap_or_default()), path)
    })
}

/// The kind of entry behind a mode in octal digits.
fn mode_of(digits: &[u8]) -> Option<Mode> {
    Mode::of(u32::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok()?)
}

/// An answer without its line end.
fn line(mut answer: Vec<u8>) -> Vec<u8> {
    if answer.last() == Some(&b'\n') {
        answer.pop();
    }
    answer
}
