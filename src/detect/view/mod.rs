//! Other readings of a text: what is encoded, escaped or split in it, as layers of their own.
//!
//! A view decodes windows around what triggered it, and no byte twice. In a layer that a view made, only what is new there
//! triggers another one, so that the cost of layers upon layers stays below that of the text itself.

mod backslash;
mod bytes;
mod encoded;
mod entity;
mod escape;
mod invisible;
mod join;
mod joint;
mod joints;
mod nested;
mod opening;
mod percent;
mod quoted;
mod trigger;
mod wide;
mod window;

use std::ops::Range;

pub(crate) use self::escape::piece_end;
use super::budget::Budget;
use super::layer::Layer;

/// Views on top of views: base64 within JSON escapes within percent-encoding.
const DEEPEST: u8 = 3;

/// What was seen of a layer that may lead to another reading of it.
#[derive(Debug)]
pub(crate) struct Signs<'a> {
    /// Long runs of letters, digits, `+` and `/`.
    pub(crate) runs: &'a [Range<usize>],
    /// Anchors to which nothing whole may belong.
    pub(crate) missed: &'a [Missed],
    /// Names of products.
    pub(crate) products: &'a [usize],
}

/// Where layers go.
pub(crate) struct Sink<'s> {
    /// How much may be decoded.
    pub(crate) budget: &'s Budget,
    /// Takes them.
    pub(crate) visit: &'s mut dyn FnMut(Layer<'_>),
}

impl Sink<'_> {
    /// Hands on what is made of so many bytes, if they may be decoded.
    fn take<'p>(&mut self, bytes: usize, make: impl FnOnce() -> Layer<'p>) {
        if self.budget.spend(bytes) {
            (self.visit)(make());
        }
    }
}

/// Hands on every layer that views make of this one, where it has signs.
pub(crate) fn each(layer: &Layer<'_>, signs: &Signs<'_>, sink: &mut Sink<'_>) {
    if layer.depth >= DEEPEST {
        return;
    }
    escape::layers(layer, sink);
    wide::layers(layer, sink);
    encoded::layers(layer, signs.runs, sink);
    bytes::layers(layer, sink);
    // What was put together is not put together once more: on either side of a joint stands a piece.
    if !layer.is_put_together() {
        join::layers(layer, signs, sink);
    }
}

/// An anchor to which nothing whole may belong.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Missed {
    /// Where it stands.
    pub(crate) at: usize,
    /// Where its credential would begin.
    pub(crate) start: usize,
    /// Where another piece may stand.
    pub(crate) cut: Cut,
}

/// Whether what stands at an anchor may be a part of something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// It is whole, or nothing, whatever stands beside it.
    No,
    /// Another piece may stand before it.
    Before,
    /// It ends at this offset, where another piece may follow.
    At(usize),
    /// The same, or within a few bytes from there on, which belong to it: what is left of an escape.
    Near(usize),
}

impl Cut {
    /// Bytes that `=` and eight digits are written in at most.
    pub(crate) const NEAR: usize = 32;

    /// Whether another piece does stand there, and is not `other`, where the next credential begins.
    /// Asked only where it counts: where anchors stand close together, that is one in hundreds.
    pub(crate) fn is_joined(&self, text: &[u8], other: Option<usize>) -> bool {
        let goes_on = |at: usize| {
            let joint = if at > 0 && at < text.len() { joint::read(text, at) } else { None };
            joint.is_some_and(|joint| Some(at + joint.length) != other)
        };
        match *self {
            Self::No => false,
            Self::Before => true,
            Self::At(end) => goes_on(end),
            Self::Near(end) => (end..end + Self::NEAR).any(goes_on),
        }
    }

    /// The same in a text that holds these bytes elsewhere.
    pub(crate) fn moved(self, to: impl FnOnce(usize) -> usize) -> Self {
        match self {
            Self::At(end) => Self::At(to(end)),
            Self::Near(end) => Self::Near(to(end)),
            other => other,
        }
    }
}

/// Up to where a text is looked at to tell whether what ends at this offset goes on.
pub(crate) fn reach(text: &[u8], at: usize) -> usize {
    /// A part of the next piece.
    const PIECE: usize = 64;
    let opens = text.get(at).is_some_and(|byte| joints::OPENS[usize::from(*byte)] || matches!(byte, b'%' | b'&'));
    at + if opens { joint::LONGEST + PIECE } else { 1 }
}

/// Whether a decoded byte is one that texts are made of.
const fn is_text(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r')
}
