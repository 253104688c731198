//! A text that is being scanned, and the way back from it to the committed bytes.
//!
//! The first layer is the committed text itself. A view (percent-decoding, base64, …) makes a layer out of a stretch of
//! another one; every byte of it remembers where its parent writes it, so that the way back leads to the committed bytes
//! however deep the layers go.

mod builder;
mod pieces;

use std::borrow::Cow;
use std::ops::Range;

pub(crate) use self::builder::LayerBuilder;
use self::pieces::Pieces;
pub(crate) use self::pieces::Ratio;

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
    pieces: Pieces,
}

impl<'a> Layer<'a> {
    /// The committed text.
    pub(crate) fn source(text: &'a [u8]) -> Self {
        Self { text: Cow::Borrowed(text), depth: 0, joined: false, parent: None, pieces: Pieces::default() }
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
        let reach = match self.pieces.holding(span.start).filter(|index| !self.pieces.is_plain(*index)) {
            Some(index) => {
                let start = self.pieces.start(self.pieces.first_decoded(index)).unwrap_or(span.start);
                start..self.pieces.next_plain(index).unwrap_or(self.text.len()).max(span.end)
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
        let Some(index) = self.pieces.holding(span.start) else { return false };
        let whole = self.pieces.start(index + 1).is_none_or(|next| next >= span.end);
        !(whole && self.pieces.is_plain(index))
    }

    /// Whether this view put parts together, not one below it.
    pub(crate) fn is_put_together(&self) -> bool {
        self.joined && self.parent.is_some_and(|parent| !parent.joined)
    }

    /// The stretches that stand in the parent as they do here, in order, and where they stand there.
    pub(crate) fn plain(&self) -> impl Iterator<Item = (Range<usize>, usize)> {
        self.pieces.plain(self.text.len())
    }

    /// Starts a layer of about so many bytes on top of this one.
    pub(crate) fn derive(&self, bytes: usize) -> LayerBuilder<'_> {
        LayerBuilder::new(self, bytes)
    }

    /// Where the parent writes the byte at this offset.
    fn written(&self, at: usize) -> Option<Range<usize>> {
        if at < self.text.len() { self.pieces.written(at) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::{Layer, Ratio};

    #[test]
    fn places_come_back_through_two_layers() {
        // "%2541b" is "%41b" is "Ab".
        let source = Layer::source(b"%2541b");
        let mut builder = source.derive(0);
        builder.push(b'%', 0..3);
        builder.copy(3..6);
        let once = builder.finish();
        assert_eq!(&*once.text, b"%41b");
        let mut builder = once.derive(0);
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
        let mut builder = source.derive(0);
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
        let mut builder = source.derive(0);
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
        let mut builder = source.derive(0);
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
