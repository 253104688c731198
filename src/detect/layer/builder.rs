//! Layers in the making.

use std::borrow::Cow;
use std::ops::Range;

use super::Layer;
use super::pieces::{Pieces, Ratio};

/// A layer in the making.
#[derive(Debug)]
pub(crate) struct LayerBuilder<'p> {
    /// What is being decoded.
    parent: &'p Layer<'p>,
    /// The decoded bytes so far.
    text: Vec<u8>,
    /// Where the parent writes them.
    pieces: Pieces,
    /// Where in the parent the last piece would go on, and how it is written.
    next: Option<(usize, Ratio)>,
}

impl<'p> LayerBuilder<'p> {
    /// Of a layer on top of another one, of about so many bytes.
    pub(super) fn new(parent: &'p Layer<'p>, bytes: usize) -> Self {
        Self { parent, text: Vec::with_capacity(bytes), pieces: Pieces::default(), next: None }
    }

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
            self.pieces.push(self.text.len(), from, ratio);
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
