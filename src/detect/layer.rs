//! A text that is being scanned, and the way back from it to the committed bytes.
//!
//! The first layer is the committed text itself. A view (percent-decoding, base64, …) makes a layer out of a stretch of
//! another one; every byte of it remembers where its parent writes it, so that the way back leads to the committed bytes
//! however deep the layers go.

use std::borrow::Cow;
use std::ops::Range;

/// A text to scan.
#[derive(Debug)]
pub(crate) struct Layer<'a> {
    /// The bytes as this layer reads them.
    pub(crate) text: Cow<'a, [u8]>,
    /// How many views it took to get here; 0 is the committed text.
    pub(crate) depth: u8,
    /// Whether parts were put together that the text does not show as one: only what is proven may be found here.
    pub(crate) joined: bool,
    /// The layer this one was made of; none for the committed text.
    parent: Option<&'a Layer<'a>>,
    /// Where the parent writes the bytes, in order; none for the committed text.
    pieces: Vec<Piece>,
}

/// Bytes of a layer that its parent writes one behind the other, all in the same way.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Offset of the first byte in the layer.
    at: usize,
    /// Offset in the parent.
    from: usize,
    /// How the parent writes them.
    ratio: Ratio,
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
    const SAME: Self = Self { bytes: 1, written: 1 };
}

impl Piece {
    /// Where the parent writes byte `at` of the layer.
    fn source(&self, at: usize) -> Range<usize> {
        let Ratio { bytes, written } = self.ratio;
        let behind = at - self.at;
        self.from + behind * written / bytes..self.from + ((behind + 1) * written).div_ceil(bytes)
    }
}

impl<'a> Layer<'a> {
    /// The committed text.
    pub(crate) fn source(text: &'a [u8]) -> Self {
        Self { text: Cow::Borrowed(text), depth: 0, joined: false, parent: None, pieces: Vec::new() }
    }

    /// The committed bytes that a stretch of this layer is written in.
    pub(crate) fn to_source(&self, span: Range<usize>) -> Range<usize> {
        match self.parent {
            Some(parent) => parent.to_source(self.to_parent(span)),
            None => span,
        }
    }

    /// The bytes of the parent that a stretch of this layer is written in.
    fn to_parent(&self, span: Range<usize>) -> Range<usize> {
        let end_of_all = self.written(self.text.len().saturating_sub(1)).map_or(0, |written| written.end);
        let start = self.written(span.start).map_or(end_of_all, |written| written.start);
        let last = span.end.checked_sub(1).filter(|last| *last >= span.start);
        let end = last.and_then(|last| self.written(last)).map_or(start, |written| written.end);
        start..end.max(start)
    }

    /// The committed bytes of all that was decoded in one go around a stretch of this layer: what carries it.
    pub(crate) fn carrier(&self, span: Range<usize>) -> Range<usize> {
        let Some(parent) = self.parent else { return span };
        let decoded = |index: &usize| self.pieces.get(*index).is_some_and(|piece| piece.ratio != Ratio::SAME);
        let reach = match self.piece(span.start).filter(decoded) {
            Some(index) => {
                let first = (0..=index).rev().take_while(decoded).last().unwrap_or(index);
                let behind = (index..self.pieces.len()).find(|index| !decoded(index));
                self.pieces[first].at..behind.map_or(self.text.len(), |behind| self.pieces[behind].at).max(span.end)
            }
            None => span,
        };
        parent.carrier(self.to_parent(reach))
    }

    /// Whether a view made something of this stretch that its parent does not show: looking into the rest again would only
    /// find what was found there.
    pub(crate) fn is_fresh(&self, span: Range<usize>) -> bool {
        if self.parent.is_none() {
            return true;
        }
        let Some(index) = self.piece(span.start) else { return false };
        let whole = self.pieces.get(index + 1).is_none_or(|next| next.at >= span.end);
        !(whole && self.pieces[index].ratio == Ratio::SAME)
    }

    /// Starts a layer on top of this one.
    pub(crate) fn derive(&self) -> LayerBuilder<'_> {
        LayerBuilder { parent: self, text: Vec::new(), pieces: Vec::new(), next: None }
    }

    /// Where the parent writes the byte at this offset.
    fn written(&self, at: usize) -> Option<Range<usize>> {
        (at < self.text.len()).then_some(())?;
        Some(self.pieces[self.piece(at)?].source(at))
    }

    /// The piece that holds the byte at this offset.
    fn piece(&self, at: usize) -> Option<usize> {
        self.pieces.partition_point(|piece| piece.at <= at).checked_sub(1)
    }
}

/// A layer in the making.
#[derive(Debug)]
pub(crate) struct LayerBuilder<'p> {
    /// What is being decoded.
    parent: &'p Layer<'p>,
    /// The decoded bytes so far.
    text: Vec<u8>,
    /// Where the parent writes them.
    pieces: Vec<Piece>,
    /// Where in the parent the last piece would go on, and how it is written.
    next: Option<(usize, Ratio)>,
}

impl<'p> LayerBuilder<'p> {
    /// Adds a byte that the parent writes in `span`.
    pub(crate) fn push(&mut self, byte: u8, span: Range<usize>) {
        let ratio = Ratio { bytes: 1, written: span.len() };
        self.piece(span.start, ratio);
        self.text.push(byte);
        self.next = Some((span.end, ratio));
    }

    /// Adds bytes that the parent writes from `at` on, as `write` appends them: whole groups.
    pub(crate) fn decoded(&mut self, at: usize, ratio: Ratio, write: impl FnOnce(&mut Vec<u8>)) {
        self.piece(at, ratio);
        let before = self.text.len();
        write(&mut self.text);
        self.next = Some((at + (self.text.len() - before) / ratio.bytes * ratio.written, ratio));
    }

    /// Adds a stretch of the parent as it stands.
    pub(crate) fn copy(&mut self, span: Range<usize>) {
        if let Some(bytes) = self.parent.text.get(span.clone()).filter(|bytes| !bytes.is_empty()) {
            self.piece(span.start, Ratio::SAME);
            self.text.extend_from_slice(bytes);
            self.next = Some((span.end, Ratio::SAME));
        }
    }

    /// Starts a piece, unless what comes goes on with the last one.
    fn piece(&mut self, from: usize, ratio: Ratio) {
        if self.next != Some((from, ratio)) {
            self.pieces.push(Piece { at: self.text.len(), from, ratio });
        }
    }

    /// The layer, in which pieces were put together.
    pub(crate) fn finish_joined(self) -> Layer<'p> {
        Layer { joined: true, ..self.finish() }
    }

    /// The layer.
    pub(crate) fn finish(self) -> Layer<'p> {
        Layer {
            text: Cow::Owned(self.text),
            depth: self.parent.depth + 1,
            joined: self.parent.joined,
            parent: Some(self.parent),
            pieces: self.pieces,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Layer, Ratio};

    #[test]
    fn places_come_back_through_two_layers() {
        // "%2541b" is "%41b" is "Ab".
        let source = Layer::source(b"%2541b");
        let mut builder = source.derive();
        builder.push(b'%', 0..3);
        builder.copy(3..6);
        let once = builder.finish();
        assert_eq!(&*once.text, b"%41b");
        let mut builder = once.derive();
        builder.push(b'A', 0..3);
        builder.copy(3..4);
        let twice = builder.finish();
        assert_eq!((&*twice.text, twice.depth), (&b"Ab"[..], 2));
        assert_eq!(twice.to_source(0..1), 0..5);
        assert_eq!(twice.to_source(1..2), 5..6);
        assert_eq!(twice.to_source(0..2), 0..6);
        assert_eq!(twice.to_source(2..2), 6..6);
    }

    #[test]
    fn base64_comes_back_to_the_characters() {
        // "..QUJDREVG!" holds "ABCDEF".
        let source = Layer::source(b"..QUJDREVG!");
        let mut builder = source.derive();
        builder.copy(0..2);
        builder.decoded(2, Ratio { bytes: 3, written: 4 }, |bytes| bytes.extend(b"ABCDEF"));
        builder.copy(10..11);
        let layer = builder.finish();
        assert_eq!(&*layer.text, b"..ABCDEF!");
        assert_eq!(layer.to_source(2..8), 2..10);
        assert_eq!(layer.to_source(3..4), 3..5);
        assert_eq!(layer.to_source(4..5), 4..6);
        assert_eq!(layer.to_source(5..6), 6..8);
        assert_eq!(layer.to_source(8..9), 10..11);
    }

    #[test]
    fn all_that_was_decoded_together_carries_what_is_found_in_it() {
        let source = Layer::source(b"..%41%42%43..");
        let mut builder = source.derive();
        builder.copy(0..2);
        for (index, byte) in (*b"ABC").into_iter().enumerate() {
            builder.push(byte, 2 + index * 3..5 + index * 3);
        }
        builder.copy(11..13);
        let layer = builder.finish();
        assert_eq!(&*layer.text, b"..ABC..");
        assert_eq!(layer.to_source(3..4), 5..8);
        assert_eq!(layer.carrier(3..4), 2..11);
        assert_eq!(layer.carrier(0..1), 0..1);
        assert_eq!(source.carrier(3..4), 3..4);
    }

    #[test]
    fn only_what_a_view_made_is_fresh() {
        let source = Layer::source(b"ab%41cd+ef");
        let mut builder = source.derive();
        builder.copy(0..2);
        builder.push(b'A', 2..5);
        builder.copy(5..7);
        builder.copy(8..10);
        let layer = builder.finish();
        assert_eq!(&*layer.text, b"abAcdef");
        assert!(source.is_fresh(0..2));
        assert!(!layer.is_fresh(0..2));
        assert!(layer.is_fresh(1..3));
        assert!(layer.is_fresh(2..3));
        assert!(!layer.is_fresh(3..5));
        assert!(layer.is_fresh(4..6), "what was apart is together");
        assert!(!layer.is_fresh(5..7));
    }
}
