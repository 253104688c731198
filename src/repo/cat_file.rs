//! Objects through `git cat-file --batch`, which is kept open.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::thread::JoinHandle;

use anyhow::{Context, Result, bail};

use super::failure::Failure;
use super::loose::{Kind, Object};
use super::object::ObjectId;
use super::program;

/// How much memory is set aside at once for an object whose size only its header vouches for.
const AT_ONCE: u64 = 1 << 20;

/// One child that answers for one object after the other.
#[derive(Debug)]
pub(crate) struct CatFile {
    /// The child.
    child: Child,
    /// Where ids are asked for.
    questions: Option<ChildStdin>,
    /// Where objects come from.
    answers: BufReader<ChildStdout>,
    /// Collects what git complains about, so that it can never wait for us to read it.
    complaints: Option<JoinHandle<Vec<u8>>>,
}

impl CatFile {
    /// Starts the child.
    pub(crate) fn start() -> Result<Self> {
        let mut command = program::command(["cat-file", "--batch"]);
        let mut child = program::start(command.stdin(Stdio::piped()))?;
        let questions = child.stdin.take();
        let answers = BufReader::with_capacity(1 << 16, child.stdout.take().context("git has no output")?);
        let complaints = child.stderr.take().map(|mut stderr| {
            std::thread::spawn(move || {
                let mut said = Vec::new();
                stderr.read_to_end(&mut said).map_or_else(|_| Vec::new(), |_| said)
            })
        });
        Ok(Self { child, questions, answers, complaints })
    }

    /// Whether the child still answers.
    pub(crate) fn is_open(&self) -> bool {
        self.questions.is_some()
    }

    /// Reads an object. "missing", a short answer or any other oddity is an error.
    pub(crate) fn read(&mut self, id: &ObjectId) -> Result<Object> {
        let header = self.ask(id).map_err(|error| self.close(&error))?;
        let Some((kind, size)) = parse_header(&header, id) else {
            // The child is well: it has answered that it does not have the object, or not in one piece.
            bail!(Failure::new(format!("object {id} is missing or damaged")));
        };
        self.content(size).map(|bytes| Object { kind, bytes }).map_err(|error| self.close(&error))
    }

    /// Asks for one object and reads the line before its content.
    fn ask(&mut self, id: &ObjectId) -> io::Result<Vec<u8>> {
        let questions = self.questions.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        writeln!(questions, "{id}")?;
        questions.flush()?;
        let mut header = Vec::new();
        self.answers.read_until(b'\n', &mut header)?;
        if header.is_empty() { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(header) }
    }

    /// Reads the content and the line end behind it.
    fn content(&mut self, size: u64) -> io::Result<Vec<u8>> {
        let capacity = usize::try_from(size.min(AT_ONCE)).unwrap_or_default();
        let mut bytes = Vec::with_capacity(capacity);
        self.answers.by_ref().take(size).read_to_end(&mut bytes)?;
        let mut end = [0];
        self.answers.read_exact(&mut end)?;
        if end == *b"\n" { Ok(bytes) } else { Err(io::ErrorKind::InvalidData.into()) }
    }

    /// Ends a child that did not answer as it should; what it complained about says why.
    fn close(&mut self, error: &io::Error) -> anyhow::Error {
        self.questions = None;
        let _ = self.child.kill();
        let said = self.complaints.take().and_then(|reader| reader.join().ok()).unwrap_or_default();
        if said.is_empty() {
            return Failure::new(format!("git cat-file stopped short: {error}")).into();
        }
        program::refusal(&program::command(["cat-file"]), &said).into()
    }
}

impl Drop for CatFile {
    fn drop(&mut self) {
        // Without questions it ends by itself; nothing depends on how.
        self.questions = None;
        let _ = self.child.wait();
    }
}

/// Reads `ID KIND SIZE`; `None` for every other answer, such as `ID missing`.
fn parse_header(header: &[u8], id: &ObjectId) -> Option<(Kind, u64)> {
    let line = header.strip_suffix(b"\n")?;
    let mut words = line.split(|byte| *byte == b' ');
    let answered = ObjectId::parse(words.next()?)?;
    let kind = Kind::parse(words.next()?)?;
    let size = std::str::from_utf8(words.next()?).ok()?.parse().ok()?;
    (answered == *id && words.next().is_none()).then_some((kind, size))
}
