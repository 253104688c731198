//! Objects through `git cat-file --batch`, which is kept open.

use std::io::{self, BufRead as _, Read as _, Write as _};

use anyhow::{Result, bail};

use super::failure::Failure;
use super::object::{Kind, Object, ObjectId};
use super::program::Stream;

/// How much memory is set aside at once for an object whose size only its header vouches for.
const AT_ONCE: u64 = 1 << 20;

/// One child that answers for one object after the other.
#[derive(Debug)]
pub(crate) struct CatFile(Stream);

impl CatFile {
    /// Starts the child.
    pub(crate) fn start() -> Result<Self> {
        Stream::start(["cat-file", "--batch"]).map(Self)
    }

    /// Whether the child still answers.
    pub(crate) fn is_open(&self) -> bool {
        self.0.input.is_some()
    }

    /// Reads an object. "missing", a short answer or any other oddity is an error.
    pub(crate) fn read(&mut self, id: &ObjectId) -> Result<Object> {
        let Ok(header) = self.ask(id) else { bail!(self.0.fail()) };
        let Some((kind, size)) = parse_header(&header, id) else {
            // The child is well: it has answered that it does not have the object, or not in one piece.
            let failure = Failure::new(format!("object {id} is missing or damaged"));
            bail!(failure.with_help("stage the file anew with `git add`, or take the object from another clone; `git fsck` names all that is missing"));
        };
        let Ok(bytes) = self.content(size) else { bail!(self.0.fail()) };
        Ok(Object { kind, bytes })
    }

    /// Asks for one object and reads the line before its content.
    fn ask(&mut self, id: &ObjectId) -> io::Result<Vec<u8>> {
        let questions = self.0.input.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        writeln!(questions, "{id}")?;
        questions.flush()?;
        let mut header = Vec::new();
        self.0.output.read_until(b'\n', &mut header)?;
        if header.is_empty() { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(header) }
    }

    /// Reads the content and the line end behind it.
    fn content(&mut self, size: u64) -> io::Result<Vec<u8>> {
        let capacity = usize::try_from(size.min(AT_ONCE)).unwrap_or_default();
        let mut bytes = Vec::with_capacity(capacity);
        self.0.output.by_ref().take(size).read_to_end(&mut bytes)?;
        let mut end = [0];
        self.0.output.read_exact(&mut end)?;
        let whole = bytes.len() as u64 == size && end == *b"\n";
        if whole { Ok(bytes) } else { Err(io::ErrorKind::InvalidData.into()) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_answer_about_the_same_object_counts() {
        let id = ObjectId::parse(&[b'a'; 40]).unwrap();
        let name = "a".repeat(40);
        assert_eq!(parse_header(format!("{name} blob 12\n").as_bytes(), &id), Some((Kind::Blob, 12)));
        let other = "b".repeat(40);
        for answer in [
            format!("{name} missing\n"),
            format!("{other} blob 12\n"),
            format!("{name} blob 12"),
            format!("{name} blob x\n"),
            format!("{name} blob 1 2\n"),
        ] {
            assert_eq!(parse_header(answer.as_bytes(), &id), None, "{answer}");
        }
    }
}
