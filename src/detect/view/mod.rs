//! Other readings of a text: what is encoded, escaped or split in it, as layers of their own.
//!
//! A view decodes windows around what triggered it, and no byte twice. In a layer that a view made, only what is new there
//! triggers another one, so that the cost of layers upon layers stays below that of the text itself.

mod backslash;
mod base64;
mod encoded;
mod entity;
mod escape;
mod hex;
mod invisible;
mod percent;
mod quoted;
mod wide;
mod window;

use super::layer::Layer;
use super::mark::Marks;

/// Views on top of views: base64 within JSON escapes within percent-encoding.
const DEEPEST: u8 = 3;

/// Calls `visit` for every layer that views make of this one, where it has marks.
pub(crate) fn each(layer: &Layer<'_>, marks: &Marks, visit: &mut dyn FnMut(Layer<'_>)) {
    if layer.depth >= DEEPEST {
        return;
    }
    escape::layers(layer, &marks.escapes, visit);
    wide::layers(layer, &marks.nuls, visit);
    encoded::layers(layer, &marks.runs, visit);
}

/// Whether a decoded byte is one that texts are made of.
fn is_text(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r')
}
