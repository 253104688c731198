//! Loose objects, read by ourselves.
//!
//! libgit2 1.9 never returns from a loose object that was cut short, as a full disk or a lost power supply leave them, and
//! newly staged content is nearly always loose. Reading it here cannot hang, is faster, and needs only two rules of git:
//! a loose object is a zlib stream, and it begins with kind and size.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::inflate::{Begun, Inflate, make_room};
use super::object::{Kind, Object, ObjectId};
use super::path::from_bytes;

/// How deep alternates may name further alternates, as in git.
const ALTERNATES_DEPTH: usize = 5;
/// The most that is read of a file at once.
const CHUNK: usize = 64 * 1024;
/// What is inflated at once before kind and size are known: most objects whole. Longer than the longest header.
const AT_FIRST: usize = 16 * 1024;

/// The loose objects of a repository and of those it borrows from.
#[derive(Debug)]
pub(crate) struct LooseObjects {
    /// The object folders, the repository's own first.
    folders: Vec<PathBuf>,
    /// Kept from object to object.
    inflate: Inflate,
    /// What was read of the file and not inflated yet; kept to save allocations, and no larger than was needed so far.
    input: Vec<u8>,
    /// The beginning of the object, inflated; kept to save allocations.
    output: Vec<u8>,
}

impl LooseObjects {
    /// The loose objects in this folder and in those that its `info/alternates` names, and in `more` folders.
    pub(crate) fn new(own: PathBuf, more: impl IntoIterator<Item = PathBuf>) -> Self {
        let mut folders = Vec::new();
        for folder in std::iter::once(own).chain(more) {
            add_with_alternates(&folder, &mut folders, 0);
        }
        Self { folders, inflate: Inflate::default(), input: Vec::new(), output: vec![0; AT_FIRST] }
    }

    /// Reads an object; `None` if it is not loose. Anything odd about it is an error.
    pub(crate) fn read(&mut self, id: &ObjectId) -> Result<Option<Object>> {
        let Some(file) = self.open(id)? else { return Ok(None) };
        let length = file.metadata().with_context(|| format!("cannot open loose object {id}"))?.len();
        self.inflate(file, length).with_context(|| format!("loose object {id}")).map(Some)
    }

    /// Opens the file of an object.
    fn open(&self, id: &ObjectId) -> Result<Option<File>> {
        let name = id.to_string();
        let (first, rest) = name.split_at(2);
        for folder in &self.folders {
            let mut path = PathBuf::with_capacity(folder.as_os_str().len() + name.len() + 2);
            path.push(folder);
            path.push(first);
            path.push(rest);
            match File::open(path) {
                Ok(file) => return Ok(Some(file)),
                Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
                Err(error) => return Err(error).with_context(|| format!("cannot open loose object {id}")),
            }
        }
        Ok(None)
    }

    /// Inflates one object of `length` packed bytes.
    fn inflate(&mut self, mut file: impl Read, length: u64) -> Result<Object> {
        let Self { inflate, input, output, .. } = self;
        let mut end = fill(&mut file, input, length)?;
        let mut unread = length - end as u64;
        let Begun { taken, made, mut ended } = inflate.begin(&input[..end], unread == 0, output)?;
        let (kind, size, body) = parse_header(&output[..made]).context("damaged header")?;

        let mut bytes = Vec::new();
        make_room(&mut bytes, size, length)?;
        bytes.extend_from_slice(body);
        let mut start = taken;
        while !ended {
            if start == end {
                (start, end) = (0, fill(&mut file, input, unread)?);
                ensure!(end > 0, "it is cut short");
                unread -= end as u64;
            }
            ended = inflate.go_on(&input[start..end], unread == 0, &mut bytes)?;
            start = end;
        }
        ensure!(start == end && unread == 0, "something follows its end");
        ensure!(bytes.len() as u64 == size, "it is not as long as its header says");
        Ok(Object { kind, bytes })
    }
}

/// Adds a folder and, in the order of git, those it borrows from.
fn add_with_alternates(folder: &Path, folders: &mut Vec<PathBuf>, depth: usize) {
    if depth > ALTERNATES_DEPTH || folders.iter().any(|known| known == folder) {
        return;
    }
    let list = std::fs::read(folder.join("info/alternates")).unwrap_or_default();
    folders.push(folder.to_path_buf());
    // Quoted lines are left to libgit2 and git.
    for line in list.split(|byte| *byte == b'\n').filter(|line| !matches!(line.first(), None | Some(b'#' | b'"'))) {
        add_with_alternates(&folder.join(from_bytes(line)), folders, depth + 1);
    }
}

/// The object folders that the environment adds.
pub(crate) fn alternates_from_environment() -> Vec<PathBuf> {
    let list = std::env::var_os("GIT_ALTERNATE_OBJECT_DIRECTORIES").unwrap_or_default();
    std::env::split_paths(&list).filter(|path| *path != Path::new("")).collect()
}

/// Reads as much of the `length` bytes that a file still has as is read at once.
fn fill(file: &mut impl Read, buffer: &mut Vec<u8>, length: u64) -> Result<usize> {
    let size = usize::try_from(length).map_or(CHUNK, |length| length.min(CHUNK));
    if buffer.len() < size {
        buffer.resize(size, 0);
    }
    file.read_exact(&mut buffer[..size])?;
    Ok(size)
}

/// Splits the beginning of an object into kind, size and the start of its body.
fn parse_header(inflated: &[u8]) -> Option<(Kind, u64, &[u8])> {
    let end = memchr::memchr(0, inflated)?;
    let (header, body) = (&inflated[..end], &inflated[end + 1..]);
    let space = memchr::memchr(b' ', header)?;
    let size = std::str::from_utf8(&header[space + 1..]).ok()?;
    let digits = !size.is_empty() && size.bytes().all(|byte| byte.is_ascii_digit());
    let size = size.parse().ok().filter(|_| digits)?;
    Some((Kind::parse(&header[..space])?, size, body))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    /// A loose object as git writes it.
    fn packed(header: &str, body: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(header.as_bytes()).unwrap();
        encoder.write_all(b"\0").unwrap();
        encoder.write_all(body).unwrap();
        encoder.finish().unwrap()
    }

    /// Inflates what a file with these bytes would hold.
    fn inflate(file: &[u8]) -> Result<Object> {
        LooseObjects::new(PathBuf::from("/nowhere"), []).inflate(file, file.len() as u64)
    }

    /// Bytes that hardly compress, so that the object is read in several pieces.
    fn noise(length: usize) -> Vec<u8> {
        crate::mint::Mint::seeded(9).bytes(length)
    }

    #[test]
    fn whole_objects_are_read_whatever_their_size() {
        for length in [0, 1, 30, 63, 64, 65, CHUNK - 20, CHUNK, CHUNK + 1, 5 * CHUNK] {
            for body in [noise(length), vec![b'a'; length]] {
                let object = inflate(&packed(&format!("blob {length}"), &body)).unwrap();
                assert_eq!((object.kind, object.bytes.len()), (Kind::Blob, length));
                assert!(object.bytes == body, "{length}");
            }
        }
    }

    #[test]
    fn objects_cut_short_are_errors_wherever_they_end() {
        for body in [noise(300), noise(2 * CHUNK), vec![b'a'; 3 * CHUNK]] {
            let whole = packed(&format!("blob {}", body.len()), &body);
            for length in [0, 1, 2, 9, 10, 40, 99, whole.len() / 2, whole.len() - 4, whole.len() - 1] {
                assert!(length >= whole.len() || inflate(&whole[..length]).is_err(), "{length} of {}", whole.len());
            }
        }
    }

    #[test]
    fn false_headers_flipped_bytes_and_trailing_bytes_are_errors() {
        let body = noise(1000);
        for header in
            ["blob 999", "blob 1001", "blob 18446744073709551615", "blob", "blob -1", "blob +1000", "glob 1000"]
        {
            assert!(inflate(&packed(header, &body)).is_err(), "{header}");
        }
        let mut whole = packed("blob 1000", &body);
        whole.push(0);
        assert!(inflate(&whole).is_err());
        whole.pop();
        whole[500] ^= 1;
        assert!(inflate(&whole).is_err());
    }

    #[test]
    fn a_false_size_sets_no_memory_aside() {
        let body = vec![b'a'; 100_000];
        let error = inflate(&packed("blob 4000000000000", &body)).unwrap_err();
        assert_eq!(error.to_string(), "it claims an impossible size");
    }

    #[test]
    fn alternates_are_followed_and_never_in_circles() {
        let folder = tempfile::tempdir().unwrap();
        let [one, two] = ["one", "two"].map(|name| folder.path().join(name));
        for (from, to) in [(&one, "../two\n# no\n"), (&two, "../one/../one\n../two\n")] {
            std::fs::create_dir_all(from.join("info")).unwrap();
            std::fs::write(from.join("info/alternates"), to).unwrap();
        }
        let id = ObjectId::parse(&[b'a'; 40]).unwrap();
        std::fs::create_dir(two.join("aa")).unwrap();
        std::fs::write(two.join("aa").join("a".repeat(38)), packed("blob 2", b"hi")).unwrap();
        let mut objects = LooseObjects::new(one, []);
        assert_eq!(objects.read(&id).unwrap().unwrap().bytes, b"hi");
        assert!(objects.read(&ObjectId::parse(&[b'b'; 40]).unwrap()).unwrap().is_none());
    }
}
