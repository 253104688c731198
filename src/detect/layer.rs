//! A text that is being scanned, and the way back from it to the committed bytes.
//!
//! The first layer is the committed text itself. A view (percent-decoding, base64, …) makes a layer out of a stretch of
//! another one; every byte of it remembers which committed bytes it was written in, however deep the layers go.

use std::borrow::Cow;
use std::ops::Range;

/// A text to scan.
#[derive(Debug)]
pub(crate) struct Layer<'a> {
    /// The bytes as this layer reads them.
    pub(crate) text: Cow<'a, [u8]>,
    /// How many views it took to get here; 0 is the committed text.
    pub(crate) depth: u8,
    /// Where each byte comes from.
    origin: Origin,
}

/// Where the bytes of a layer come from.
#[derive(Debug)]
enum Origin {
    /// They are the committed bytes.
    Source,
    /// Byte `n` is written in the committed bytes from `starts[n]` to `ends[n]`.
    Mapped {
        /// First committed byte of each.
        starts: Vec<usize>,
        /// End of the committed bytes of each.
        ends: Vec<usize>,
    },
}

impl<'a> Layer<'a> {
    /// The committed text.
    pub(crate) fn source(text: &'a [u8]) -> Self {
        Self { text: Cow::Borrowed(text), depth: 0, origin: Origin::Source }
    }

    /// The committed bytes that a stretch of this layer is written in.
    pub(crate) fn to_source(&self, span: Range<usize>) -> Range<usize> {
        match &self.origin {
            Origin::Source => span,
            Origin::Mapped { starts, ends } => {
                let start = starts.get(span.start).or(ends.last()).copied().unwrap_or_default();
                let end = span.end.checked_sub(1).and_then(|last| ends.get(last)).copied().unwrap_or(start);
                start..end.max(start)
            }
        }
    }

    /// Starts a layer on top of this one.
    pub(crate) fn derive(&self) -> LayerBuilder<'_, 'a> {
        LayerBuilder { parent: self, text: Vec::new(), starts: Vec::new(), ends: Vec::new() }
    }
}

/// A layer in the making.
#[derive(Debug)]
pub(crate) struct LayerBuilder<'p, 'a> {
    /// What is being decoded.
    parent: &'p Layer<'a>,
    /// The decoded bytes so far.
    text: Vec<u8>,
    /// Where each starts in the committed text.
    starts: Vec<usize>,
    /// Where each ends in the committed text.
    ends: Vec<usize>,
}

impl LayerBuilder<'_, '_> {
    /// Adds a byte that the parent writes in `span`.
    pub(crate) fn push(&mut self, byte: u8, span: Range<usize>) {
        let source = self.parent.to_source(span);
        self.text.push(byte);
        self.starts.push(source.start);
        self.ends.push(source.end);
    }

    /// Adds a stretch of the parent as it stands.
    pub(crate) fn copy(&mut self, span: Range<usize>) {
        for at in span {
            if let Some(byte) = self.parent.text.get(at) {
                self.push(*byte, at..at + 1);
            }
        }
    }

    /// How many bytes there are so far.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// The layer.
    pub(crate) fn finish(self) -> Layer<'static> {
        Layer {
            text: Cow::Owned(self.text),
            depth: self.parent.depth + 1,
            origin: Origin::Mapped { starts: self.starts, ends: self.ends },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Layer;

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
    }
}
