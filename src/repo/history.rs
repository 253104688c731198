//! Everything the object database holds, once: blobs, trees, commits and tags, reachable or not.
//!
//! The git program hands objects out in the order in which they are stored, where each delta finds its base just unpacked. To
//! ask for them one by one, in whatever way, costs several times as much.

use anyhow::{Context as _, Result};

use super::Repository;
use super::content::{Content, Part, texts_of_commit};
use super::object::ObjectId;
use super::program::{Stream, answer};

/// Larger blobs are not handed on with their bytes, as many may be waiting to be looked at.
const LARGEST: u64 = 256 * 1024;

/// A piece of content of the object database.
#[derive(Debug)]
pub struct Stored {
    /// What it is.
    pub content: Content,
    /// Its bytes, unless they are to be read when they are needed.
    pub bytes: Option<Vec<u8>>,
}

/// Blobs, trees, headers and messages of commits, and tags, in the order in which they are stored. After an error nothing more
/// comes.
pub struct History {
    /// The call that hands out objects; `None` once it has ended.
    git: Option<Stream>,
    /// Whether it hands out their bytes.
    with_bytes: bool,
    /// The message of the commit whose header was handed on last.
    message: Option<Stored>,
}

impl Repository {
    /// Everything in the object database. Paths are not known: objects are met by themselves; see [`Repository::trace`].
    ///
    /// `with_bytes` is quicker, but ends at the first damaged object; without, a damaged one is an error when it is read.
    pub fn history(&mut self, with_bytes: bool) -> Result<History> {
        const FORMAT: &str = "%(objecttype) %(objectname) %(objectsize)";
        let form = format!("{}={FORMAT}", if with_bytes { "--batch" } else { "--batch-check" });
        let mut git = Stream::start(["cat-file", "--batch-all-objects", "--unordered", "--buffer", &form])?;
        git.input = None;
        Ok(History { git: Some(git), with_bytes, message: None })
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
    fn advance(&mut self) -> Result<Option<Stored>> {
        while let Some(git) = &mut self.git {
            crate::watchdog::progress();
            let Some(line) = git.read_until(b'\n')? else {
                let complaint = git.complaint();
                self.git = None;
                return complaint.map_or(Ok(None), |complaint| Err(complaint.into()));
            };
            if let Some(id) = line.strip_suffix(b" missing").and_then(ObjectId::parse) {
                // Whoever reads it is told what is wrong with it.
                return Ok(Some(Stored { content: Content::alone(Part::Blob(id)), bytes: None }));
            }
            let (kind, id, size) = parse(&line).context("git's list of objects cannot be read")?;
            let wanted = kind != b"blob" || size <= LARGEST;
            let bytes = if self.with_bytes { git.read_content(size, wanted)? } else { None };
            let content = match kind {
                b"blob" => Content::alone(Part::Blob(id)),
                b"tree" => Content::alone(Part::Tree(id)),
                b"tag" => Content::alone(Part::Tag(id)),
                b"commit" => {
                    let [header, message] = Content::texts_of(id);
                    let [above, below] =
                        bytes.as_deref().map(texts_of_commit).map_or([None, None], |both| both.map(Some));
                    self.message = Some(Stored { content: message, bytes: below });
                    return Ok(Some(Stored { content: header, bytes: above }));
                }
                _ => continue,
            };
            return Ok(Some(Stored { content, bytes }));
        }
        Ok(None)
    }
}

/// Reads `KIND ID SIZE`.
fn parse(line: &[u8]) -> Option<(&[u8], ObjectId, u64)> {
    let mut words = line.split(|byte| *byte == b' ');
    let (kind, id) = (words.next()?, ObjectId::parse(words.next()?)?);
    let size = std::str::from_utf8(words.next()?).ok()?.parse().ok()?;
    Some((kind, id, size))
}

impl Iterator for History {
    type Item = Result<Stored>;

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
