//! What is packed in a file: gzip, tar in gzip, and the zip family (zip, jar, war, docx, xlsx, whl, nupkg, …).
//!
//! Containers are known by their first bytes, not by their names, and opened to a depth of one. What that may cost is
//! bounded: [`MEMBERS`], [`MEMBER_BYTES`], [`TOTAL_BYTES`], [`RATIO`] and [`READS`] hold for every file and member. Of a member that is over a bound
//! what lies below it is looked at. Nothing is skipped in silence: bytes that no directory lists, that follow the end or that
//! stand in no file of the archive are looked at too, or counted.

mod gzip;
mod tarball;
#[cfg(test)]
mod tests;
mod zip;

use std::io::Read;
use std::ops::Range;

use flate2::bufread::DeflateDecoder;

use crate::finding::Skipped;

/// Members that are looked at in one file.
const MEMBERS: usize = 10_000;
/// Bytes that are unpacked of one member.
const MEMBER_BYTES: u64 = 32 * MEBIBYTE;
/// Bytes that are unpacked of one file.
const TOTAL_BYTES: u64 = 256 * MEBIBYTE;
/// How many times its packed size a member may unpack to, if that is more than a mebibyte: text seldom reaches 20, what
/// is made to harm 1,000.
const RATIO: u64 = 100;
/// How many times its size is read of a file whose members share their bytes, before no further one is unpacked: many that
/// unpack to nothing cost time all the same.
const READS: usize = 3;
/// Bytes that may be unpacked of any file, however small.
const LEAST_BYTES: u64 = 4 * MEBIBYTE;
/// Longest name that is read.
const LONGEST_NAME: usize = 4_096;
/// 2^20 bytes.
const MEBIBYTE: u64 = 1_048_576;

/// What is packed in a file under a name.
#[derive(Debug)]
pub(crate) struct Member {
    /// Its name in the container.
    pub(crate) name: Vec<u8>,
    /// Its bytes, up to the bounds.
    pub(crate) content: Vec<u8>,
    /// Where the file holds these bytes as they are, if it does.
    pub(crate) stored: Option<Range<usize>>,
}

/// Calls `visit` for every member of the container that `text` is, if it is one; what could not be looked into.
pub(crate) fn open(path: &[u8], text: &[u8], visit: &mut dyn FnMut(Member)) -> Vec<Skipped> {
    let mut opening = Opening {
        path,
        visit,
        members: 0,
        bytes: 0,
        most: most_of_file(text.len()),
        unread: text.len().saturating_mul(READS) as u64,
        skipped: Vec::new(),
    };
    match Format::of(text) {
        Some(Format::Gzip) => gzip::open(text, &mut opening),
        Some(Format::Zip) => zip::open(text, &mut opening),
        Some(Format::Other(reason)) => opening.skip(None, reason),
        None => {}
    }
    opening.skipped
}

/// Bytes that are unpacked of a file of this size, whatever its members share.
fn most_of_file(size: usize) -> u64 {
    TOTAL_BYTES.min(LEAST_BYTES.max((size as u64).saturating_mul(RATIO)))
}

/// A packed format, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// RFC 1952.
    Gzip,
    /// Zip and all that is zip inside.
    Zip,
    /// One that is not opened, and the reason to give.
    Other(&'static str),
}

impl Format {
    /// The format of a text, if it is packed.
    fn of(text: &[u8]) -> Option<Self> {
        match text {
            [0x1f, 0x8b, 8, ..] => Some(Self::Gzip),
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Self::Zip),
            [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, ..] => Some(Self::Other("bzip2 is not opened")),
            [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Some(Self::Other("xz is not opened")),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Self::Other("zstd is not opened")),
            [b'7', b'z', 0xbc, 0xaf, 0x27, 0x1c, ..] => Some(Self::Other("7z is not opened")),
            [b'R', b'a', b'r', b'!', 0x1a, 7, ..] => Some(Self::Other("rar is not opened")),
            // Programs and scripts with an archive behind them.
            _ if zip::ends(text) => Some(Self::Zip),
            _ => None,
        }
    }
}

/// A container that is being looked into.
struct Opening<'a> {
    /// The file's path.
    path: &'a [u8],
    /// Takes the members.
    visit: &'a mut dyn FnMut(Member),
    /// How many members there were.
    members: usize,
    /// How many bytes were unpacked.
    bytes: u64,
    /// How many may be.
    most: u64,
    /// How many packed bytes may still be read.
    unread: u64,
    /// What was not looked into.
    skipped: Vec<Skipped>,
}

impl Opening<'_> {
    /// Counts a member; false if it is one too many.
    fn count(&mut self) -> bool {
        self.members += 1;
        if self.members == MEMBERS + 1 {
            self.skip(None, &format!("over {MEMBERS} members"));
        }
        self.members <= MEMBERS
    }

    /// Unpacks a deflated member that ends somewhere in `data`, and hands it on. False if nothing more may be unpacked.
    fn inflate(&mut self, name: &[u8], data: &[u8]) -> bool {
        if self.unread == 0 {
            self.skip(None, &over_reads());
            return false;
        }
        let mut decoder = DeflateDecoder::new(data);
        let more = self.unpack(name, &mut decoder, Some(data.len() as u64), None);
        self.unread = self.unread.saturating_sub(decoder.total_in());
        more
    }

    /// Unpacks a member, of `packed` bytes as far as that is known, and hands it on. False if nothing more may be unpacked.
    fn unpack(&mut self, name: &[u8], reader: impl Read, packed: Option<u64>, stored: Option<Range<usize>>) -> bool {
        let most_of_total = self.most.saturating_sub(self.bytes);
        let most_by_ratio = packed.map_or(u64::MAX, |packed| MEBIBYTE.max(packed.saturating_mul(RATIO)));
        let most = MEMBER_BYTES.min(most_of_total).min(most_by_ratio);
        let mut content = Vec::new();
        // One byte more shows that there is more.
        let read = reader.take(most + 1).read_to_end(&mut content);
        let over = content.len() as u64 > most;
        if over {
            content.pop();
        }
        self.bytes += content.len() as u64;
        let total_is_reached = over && most == most_of_total;
        if read.is_err() {
            self.skip(Some(name), "damaged");
        } else if over && most == MEMBER_BYTES {
            self.skip(Some(name), &format!("over {} MiB unpacked", MEMBER_BYTES / MEBIBYTE));
        } else if over && most == most_by_ratio {
            self.skip(Some(name), &over_ratio());
        } else if over {
            self.skip(Some(name), &self.over_total());
        } else if Format::of(&content).is_some() {
            self.skip(Some(name), "packed within a packed file");
        }
        (self.visit)(Member { name: name.to_vec(), content, stored });
        !total_is_reached
    }

    /// Why no more may be unpacked of the file.
    fn over_total(&self) -> String {
        if self.most < TOTAL_BYTES {
            over_ratio()
        } else {
            format!("over {} MiB unpacked in all", TOTAL_BYTES / MEBIBYTE)
        }
    }

    /// Notes what is not looked into: a member, or what is left of the file.
    fn skip(&mut self, member: Option<&[u8]>, reason: &str) {
        let path = member.map_or_else(|| self.path.to_vec(), |name| member_path(self.path, name));
        self.skipped.push(Skipped { path, reason: reason.to_owned() });
    }
}

/// Why no more may be unpacked of what claims to be small.
fn over_ratio() -> String {
    format!("unpacks to over {RATIO} times its size")
}

/// Why no more may be unpacked of a file whose members share their bytes.
fn over_reads() -> String {
    format!("its members read over {READS} times its size")
}

/// How a member is called in reports: `path!/member`.
pub(crate) fn member_path(path: &[u8], name: &[u8]) -> Vec<u8> {
    [path, b"!/", name].concat()
}
