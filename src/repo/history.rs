//! Everything the object database holds, once: blobs, commits and tags, reachable or not.

use anyhow::{Context as _, Result};

use super::Repository;
use super::content::{Content, Part};
use super::object::ObjectId;
use super::program::{Stream, answer};

/// Blobs, headers and messages of commits, and tags, in the order in which they are stored. After an error nothing more
/// comes.
pub struct History {
    /// The call that lists objects; `None` once it has ended.
    git: Option<Stream>,
    /// The message of the commit whose header was handed on last.
    message: Option<Content>,
}

impl Repository {
    /// Everything in the object database. Paths are not known: objects are met by themselves; see [`Repository::trace`].
    pub fn history(&mut self) -> Result<History> {
        let options = ["--batch-all-objects", "--unordered", "--buffer", "--batch-check=%(objecttype) %(objectname)"];
        let mut git = Stream::start(["cat-file"].iter().chain(&options))?;
        git.input = None;
        Ok(History { git: Some(git), message: None })
    }

    /// About how many objects there are, folders included, for showing progress.
    pub fn object_count(&self) -> Result<u64> {
        let counts = String::from_utf8(answer(["count-objects", "-v"])?).context("git's count cannot be read")?;
        let numbers = counts.lines().filter_map(|line| {
            let (name, number) = line.split_once(": ")?;
            matches!(name, "count" | "in-pack").then(|| number.parse::<u64>().ok())?
        });
        Ok(numbers.sum())
    }
}

impl History {
    /// The next object that has content of its own.
    fn advance(&mut self) -> Result<Option<Content>> {
        while let Some(git) = &mut self.git {
            let Some(line) = git.read_until(b'\n')? else {
                self.git = None;
                break;
            };
            let (kind, id) = line.split_at(memchr::memchr(b' ', &line).unwrap_or(line.len()));
            let id = id.strip_prefix(b" ").and_then(ObjectId::parse).context("git's list of objects cannot be read")?;
            match kind {
                b"blob" => return Ok(Some(Content::alone(Part::Blob(id)))),
                b"tag" => return Ok(Some(Content::alone(Part::Tag(id)))),
                b"commit" => {
                    let [header, message] = Content::texts_of(id);
                    self.message = Some(message);
                    return Ok(Some(header));
                }
                _ => {}
            }
        }
        Ok(None)
    }
}

impl Iterator for History {
    type Item = Result<Content>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(message) = self.message.take() {
            return Some(Ok(message));
        }
        let next = self.advance().context("cannot list all objects");
        if next.is_err() {
            self.git = None;
        }
        next.transpose()
    }
}
