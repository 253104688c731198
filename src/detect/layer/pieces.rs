//! Where a parent writes the bytes of a layer.

use std::ops::Range;

/// The pieces of a layer, in order: its bytes without a gap.
#[derive(Debug, Default)]
pub(super) struct Pieces(Vec<Piece>);

/// Bytes of a layer that its parent writes one behind the other, all in the same way. Small, as a decoded text can have one
/// for each byte.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Offset in the parent.
    from: usize,
    /// Offset of the first byte in the layer, which is made of a window and far below 4 GB.
    at: u32,
    /// How the parent writes them: a [`Ratio`].
    bytes: u8,
    /// See there.
    written: u8,
}

/// So many bytes of a layer are written in so many of its parent: base64 writes three in four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ratio {
    /// Bytes of the layer.
    pub(crate) bytes: usize,
    /// Bytes of the parent.
    pub(crate) written: usize,
}

impl Ratio {
    /// Every byte stands as it is.
    pub(super) const SAME: Self = Self { bytes: 1, written: 1 };
}

impl Piece {
    /// Whether it stands in the parent as it does in the layer.
    fn is_plain(&self) -> bool {
        (self.bytes, self.written) == (1, 1)
    }
}

impl Pieces {
    /// Adds a piece that begins at offset `at` of the layer, `from` of the parent.
    pub(super) fn push(&mut self, at: usize, from: usize, ratio: Ratio) {
        let small = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.0.push(Piece { from, at, bytes: small(ratio.bytes), written: small(ratio.written) });
    }

    /// The number of the piece that holds the byte at this offset.
    pub(super) fn holding(&self, at: usize) -> Option<usize> {
        self.0.partition_point(|piece| piece.at as usize <= at).checked_sub(1)
    }

    /// Where a piece begins in the layer.
    pub(super) fn start(&self, index: usize) -> Option<usize> {
        self.0.get(index).map(|piece| piece.at as usize)
    }

    /// Where the next piece begins that stands as it is, from this one on.
    pub(super) fn next_plain(&self, index: usize) -> Option<usize> {
        let plain = self.0.get(index..)?.iter().find(|piece| piece.is_plain());
        plain.map(|piece| piece.at as usize)
    }

    /// The first of the pieces before this one, and of itself, that are all decoded.
    pub(super) fn first_decoded(&self, index: usize) -> usize {
        self.0[..index].iter().rposition(Piece::is_plain).map_or(0, |plain| plain + 1)
    }

    /// Whether a piece stands in the parent as it does in the layer.
    pub(super) fn is_plain(&self, index: usize) -> bool {
        self.0.get(index).is_some_and(Piece::is_plain)
    }

    /// The pieces that stand in the parent as they do in the layer, of so many bytes, and where they stand there.
    pub(super) fn plain(&self, length: usize) -> impl Iterator<Item = (Range<usize>, usize)> {
        let ends = self.0.iter().skip(1).map(|next| next.at as usize).chain([length]);
        let stretch = |(piece, end): (&Piece, usize)| (piece.at as usize..end, piece.from);
        self.0.iter().zip(ends).filter(|(piece, _)| piece.is_plain()).map(stretch)
    }

    /// Where the parent writes the byte at this offset of the layer.
    pub(super) fn written(&self, at: usize) -> Option<Range<usize>> {
        let Piece { from, at: start, bytes, written } = self.0[self.holding(at)?];
        let (bytes, written) = (usize::from(bytes), usize::from(written));
        let behind = at - start as usize;
        Some(from + behind * written / bytes..from + ((behind + 1) * written).div_ceil(bytes))
    }
}
