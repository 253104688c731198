//! Inflating what git has packed: zlib streams of which the length is known, and soon the size of what they hold.

use anyhow::{Context as _, Result, ensure};
use flate2::{Decompress, FlushDecompress, Status};

/// Room behind an object in which zlib can write its last bytes in its fast way, which looks ahead.
const SLACK: usize = 320;
/// Deflate cannot pack better than this, so a size that claims more is false and no memory is set aside for it.
const BEST_RATIO: u64 = 1032;

/// What inflates one stream after the other.
#[derive(Debug)]
pub(crate) struct Inflate(Decompress);

impl Default for Inflate {
    fn default() -> Self {
        Self(Decompress::new(true))
    }
}

impl Inflate {
    /// Begins a stream with this piece, and inflates as much as there is room for in `bytes`.
    pub(crate) fn begin(&mut self, piece: &[u8], last: bool, bytes: &mut [u8]) -> Result<Begun> {
        self.0.reset(true);
        let status = self.0.decompress(piece, bytes, flush(last))?;
        let (taken, made) = (usize::try_from(self.0.total_in())?, usize::try_from(self.0.total_out())?);
        Ok(Begun { taken, made, ended: status == Status::StreamEnd })
    }

    /// Gets ready for a stream of which nothing is inflated yet.
    pub(crate) fn reset(&mut self) {
        self.0.reset(true);
    }

    /// Inflates the next piece, for which room was made; whether the stream ends with it.
    pub(crate) fn go_on(&mut self, piece: &[u8], last: bool, bytes: &mut Vec<u8>) -> Result<bool> {
        let before = self.0.total_in();
        let status = self.0.decompress_vec(piece, bytes, flush(last))?;
        ensure!(self.0.total_in() - before == piece.len() as u64, "it does not end where it should");
        Ok(status == Status::StreamEnd)
    }
}

/// What came of the beginning of a stream.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Begun {
    /// How many packed bytes were taken.
    pub(crate) taken: usize,
    /// How many bytes they hold.
    pub(crate) made: usize,
    /// Whether that was all.
    pub(crate) ended: bool,
}

/// Makes room for an object of this size of which the stream has so many bytes.
pub(crate) fn make_room(bytes: &mut Vec<u8>, size: u64, packed: u64) -> Result<()> {
    ensure!(size <= packed.saturating_mul(BEST_RATIO), "it claims an impossible size");
    let room = usize::try_from(size)?.saturating_add(SLACK);
    bytes.try_reserve_exact(room).context("it is too large for memory")
}

/// Told that nothing follows, zlib keeps no copy of what it made.
fn flush(last: bool) -> FlushDecompress {
    if last { FlushDecompress::Finish } else { FlushDecompress::None }
}
