//! What the bytes of a pack are read from: memory, or its file: onwards in large pieces, elsewhere just what is asked for.

use std::fs::File;
use std::io::Read as _;
use std::os::unix::fs::FileExt as _;

use anyhow::{Context as _, Result, ensure};

use super::index::Index;

/// Read at once when reading goes on where it was.
const ONWARDS: usize = 256 * 1024;
/// Read at once elsewhere: the header of an entry and what it holds, of most.
const ELSEWHERE: usize = 4 * 1024;

/// A pack that is open.
#[derive(Debug)]
pub(super) struct Source<'p> {
    /// Where its entries end.
    end: u64,
    /// Where its bytes are.
    bytes: Bytes<'p>,
}

/// Where the bytes of a pack are.
#[derive(Debug)]
enum Bytes<'p> {
    /// In memory.
    Held(&'p [u8]),
    /// In the file, of which the piece is at hand that was read last by going on, and the one read last elsewhere.
    File { file: File, onwards: Piece, elsewhere: Piece },
}

/// A piece of a pack.
#[derive(Debug, Default)]
struct Piece {
    /// Where it stands.
    start: u64,
    /// Its bytes.
    bytes: Vec<u8>,
}

impl Piece {
    /// Just behind it.
    fn end(&self) -> u64 {
        self.start + self.bytes.len() as u64
    }

    /// Whether it holds these bytes.
    fn holds(&self, start: u64, end: u64) -> bool {
        start >= self.start && end <= self.end()
    }
}

impl<'p> Source<'p> {
    /// Opens the pack of an index, `held` in memory or else its file, and looks whether it is one, of so many entries.
    pub(super) fn open(index: &Index, held: Option<&'p [u8]>) -> Result<Self> {
        let mut header = [0; 12];
        let bytes = if let Some(held) = held {
            header = *held.first_chunk().context("it is cut short")?;
            Bytes::Held(held)
        } else {
            let mut file = File::open(&index.pack)?;
            file.read_exact(&mut header)?;
            Bytes::File { file, onwards: Piece::default(), elsewhere: Piece::default() }
        };
        let count = u32::try_from(index.len())?.to_be_bytes();
        let known = header[..8] == *b"PACK\0\0\0\x02" || header[..8] == *b"PACK\0\0\0\x03";
        ensure!(known && header[8..] == count, "it is none as expected");
        Ok(Self { end: index.end, bytes })
    }

    /// So many bytes of the pack from here on.
    pub(super) fn read(&mut self, offset: u64, length: usize) -> Result<&[u8]> {
        let until = offset + length as u64;
        ensure!(until <= self.end, "it is cut short");
        let (file, onwards, elsewhere) = match &mut self.bytes {
            Bytes::Held(bytes) => {
                let from = usize::try_from(offset)?;
                return bytes.get(from..from + length).context("it is cut short");
            }
            Bytes::File { file, onwards, elsewhere } => (file, onwards, elsewhere),
        };
        let goes_on = (onwards.start..=onwards.end() + ELSEWHERE as u64).contains(&offset);
        let held_elsewhere = elsewhere.holds(offset, until) && !onwards.holds(offset, until);
        let (piece, at_once) = if goes_on && !held_elsewhere { (onwards, ONWARDS) } else { (elsewhere, ELSEWHERE) };
        if !piece.holds(offset, until) {
            let most = usize::try_from(self.end - offset).unwrap_or(usize::MAX);
            piece.bytes.resize(length.max(at_once.min(most)), 0);
            piece.start = offset;
            file.read_exact_at(&mut piece.bytes, offset)?;
        }
        let from = usize::try_from(offset - piece.start)?;
        piece.bytes.get(from..from + length).context("it is cut short")
    }
}
