//! A tar that is unpacked: its files, and beside them every other byte of it.
//!
//! Programs differ in what they take for a file, in how long one is and in where a tar ends. So nothing is left out: what
//! is not the content of an entry – headers with their names, records, what fills up, what stands behind the end – is kept,
//! and looked at as one text. Only zeros are not.

use std::io::{self, Read, Take};

use tar::{EntryType, GnuExtSparseHeader, Header};

use super::{LONGEST_NAME, MEBIBYTE, MEMBER_BYTES, Member, Opening};

/// What a tar is made of.
const BLOCK: usize = 512;

/// Looks into a tar, which is called `name`.
pub(super) fn open(name: Vec<u8>, stream: impl Read, opening: &mut Opening<'_>) {
    // Whatever the entries claim, no more than this is unpacked to get at them.
    let mut tar = Tar { stream: stream.take(opening.most), beside: Vec::new(), is_over: false, long_name: None };
    let walked = tar.walk(opening);
    if tar.is_over {
        opening.skip(Some(&name), &format!("over {} MiB unpacked", MEMBER_BYTES / MEBIBYTE));
    }
    if tar.stream.limit() == 0 {
        if tar.stream.into_inner().read(&mut [0]).is_ok_and(|read| read > 0) {
            let reason = opening.over_total();
            opening.skip(None, &reason);
        }
    } else if walked.is_err() {
        opening.skip(None, "damaged");
    }
    (opening.visit)(Member { name, content: tar.beside, stored: None });
}

/// A tar being walked through.
struct Tar<R> {
    /// What is left of it.
    stream: Take<R>,
    /// What is not the content of an entry.
    beside: Vec<u8>,
    /// There is more of that than is kept.
    is_over: bool,
    /// The name of the next file, if it does not stand in its header.
    long_name: Option<Vec<u8>>,
}

impl<R: Read> Tar<R> {
    /// Goes through all blocks.
    fn walk(&mut self, opening: &mut Opening<'_>) -> io::Result<()> {
        while let Some(block) = self.block(BLOCK)? {
            if let Some(header) = header(&block)
                && !self.entry(header, opening)?
            {
                break;
            }
        }
        Ok(())
    }

    /// Reads what follows a header. False if nothing more may be unpacked.
    fn entry(&mut self, header: &Header, opening: &mut Opening<'_>) -> io::Result<bool> {
        let kind = header.entry_type();
        // Whatever a hard link says, nothing follows it.
        let size = if kind.is_hard_link() { 0 } else { header.entry_size().unwrap_or(0) };
        if kind.is_gnu_longname() {
            let text = self.records(size)?;
            self.long_name = text.split(|byte| *byte == 0).next().map(<[u8]>::to_vec);
        } else if kind.is_pax_local_extensions() {
            let text = self.records(size)?;
            self.long_name = pax_path(&text);
        } else if kind.is_pax_global_extensions() || kind.is_gnu_longlink() {
            self.records(size)?;
        } else {
            if kind == EntryType::GNUSparse && header.as_gnu().is_some_and(tar::GnuHeader::is_extended) {
                self.sparse_headers()?;
            }
            let name = self.long_name.take().unwrap_or_else(|| header.path_bytes().into_owned());
            if size > 0 || kind.is_file() {
                if !opening.count() {
                    return Ok(false);
                }
                let mut content = self.stream.by_ref().take(size);
                let more = opening.unpack(&name, content.by_ref(), None, None);
                // What is left of it is over a bound, and counted.
                io::copy(&mut content, &mut io::sink())?;
                if !more {
                    return Ok(false);
                }
                if content.limit() > 0 {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
        }
        let last = size % BLOCK as u64;
        let filling = if last == 0 { 0 } else { BLOCK as u64 - last };
        self.block(usize::try_from(filling).unwrap_or(0))?;
        Ok(true)
    }

    /// The next bytes, fewer at the end of the tar; they are kept beside. None behind the end.
    fn block(&mut self, size: usize) -> io::Result<Option<Vec<u8>>> {
        let mut block = Vec::with_capacity(size);
        self.stream.by_ref().take(size as u64).read_to_end(&mut block)?;
        if block.iter().any(|byte| *byte != 0) {
            self.keep(&block);
        }
        Ok((!block.is_empty()).then_some(block))
    }

    /// Reads the content of an entry that says something of another one: its start, as it is as long as it likes.
    fn records(&mut self, size: u64) -> io::Result<Vec<u8>> {
        let mut start = Vec::new();
        let mut left = size;
        while left > 0 {
            let part = left.min(MEBIBYTE);
            let block = self.block(usize::try_from(part).unwrap_or(BLOCK))?.unwrap_or_default();
            if start.is_empty() {
                start = block[..block.len().min(LONGEST_NAME)].to_vec();
            }
            if (block.len() as u64) < part {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            left -= part;
        }
        Ok(start)
    }

    /// Reads the further headers of a sparse file.
    fn sparse_headers(&mut self) -> io::Result<()> {
        let mut header = GnuExtSparseHeader::new();
        loop {
            let Some(block) = self.block(BLOCK)? else { return Ok(()) };
            let Ok(block) = <[u8; BLOCK]>::try_from(block) else { return Ok(()) };
            header.as_mut_bytes().copy_from_slice(&block);
            if !header.is_extended() {
                return Ok(());
            }
        }
    }

    /// Keeps bytes beside.
    fn keep(&mut self, bytes: &[u8]) {
        let room = usize::try_from(MEMBER_BYTES).unwrap_or(usize::MAX) - self.beside.len();
        self.is_over |= bytes.len() > room;
        self.beside.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }
}

/// The header that a block is, if its sum is right.
fn header(block: &[u8]) -> Option<&Header> {
    /// Where the sum stands, which counts as blanks itself.
    const SUM: std::ops::Range<usize> = 148..156;
    if block.len() != BLOCK {
        return None;
    }
    let header = Header::from_byte_slice(block);
    let others = block[..SUM.start].iter().chain(&block[SUM.end..]);
    let sum = others.map(|byte| u32::from(*byte)).sum::<u32>() + u32::from(b' ') * 8;
    header.cksum().is_ok_and(|claimed| claimed == sum).then_some(header)
}

/// The path in an extended header: `30 path=folder/file`.
fn pax_path(records: &[u8]) -> Option<Vec<u8>> {
    let mut lines = records.split(|byte| *byte == b'\n');
    let path = |line: &[u8]| {
        let record = &line[memchr::memchr(b' ', line)? + 1..];
        record.strip_prefix(b"path=").map(<[u8]>::to_vec)
    };
    lines.find_map(path)
}
