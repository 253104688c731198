//! Reads from a pack: onwards in large pieces, elsewhere just what is asked for.

use std::fs::File;
use std::io::Read as _;
use std::os::unix::fs::FileExt as _;

use anyhow::{Context as _, Result, ensure};

use super::index::Index;

/// Read at once when reading goes on where it was.
const ONWARDS: usize = 256 * 1024;
/// Read at once elsewhere: the beginning of an entry and what it holds, of most.
const ELSEWHERE: usize = 4 * 1024;

/// A pack that is open.
#[derive(Debug)]
pub(super) struct Source {
    /// The file.
    file: File,
    /// Where its entries end.
    end: u64,
    /// The piece that was read last by going on.
    onwards: Piece,
    /// The piece that was read last elsewhere.
    elsewhere: Piece,
}

/// A piece of it.
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

impl Source {
    /// Opens the pack of an index and looks whether it is one, of so many entries.
    pub(super) fn open(index: &Index) -> Result<Self> {
        let mut file = File::open(&index.pack)?;
        let mut header = [0; 12];
        file.read_exact(&mut header)?;
        let count = u32::try_from(index.len())?.to_be_bytes();
        let known = header[..8] == *b"PACK\0\0\0\x02" || header[..8] == *b"PACK\0\0\0\x03";
        ensure!(known && header[8..] == count, "it is none as expected");
        let end = index.offset(index.len())?;
        Ok(Self { file, end, onwards: Piece::default(), elsewhere: Piece::default() })
    }

    /// So many bytes of the pack from here on.
    pub(super) fn read(&mut self, offset: u64, length: usize) -> Result<&[u8]> {
        let until = offset + length as u64;
        ensure!(until <= self.end, "it is cut short");
        let goes_on = (self.onwards.start..=self.onwards.end() + ELSEWHERE as u64).contains(&offset);
        let held_elsewhere = self.elsewhere.holds(offset, until) && !self.onwards.holds(offset, until);
        let (piece, at_once) =
            if goes_on && !held_elsewhere { (&mut self.onwards, ONWARDS) } else { (&mut self.elsewhere, ELSEWHERE) };
        if !piece.holds(offset, until) {
            let most = usize::try_from(self.end - offset).unwrap_or(usize::MAX);
            piece.bytes.resize(length.max(at_once.min(most)), 0);
            piece.start = offset;
            self.file.read_exact_at(&mut piece.bytes, offset)?;
        }
        let from = usize::try_from(offset - piece.start)?;
        piece.bytes.get(from..from + length).context("it is cut short")
    }
}
