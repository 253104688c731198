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
mod mark;
mod percent;
mod quoted;
mod run;
mod wide;
mod window;

use super::layer::Layer;

/// Views on top of views: base64 within JSON escapes within percent-encoding.
const DEEPEST: u8 = 3;

/// Calls `visit` for every layer that views make of this one.
pub(crate) fn each(layer: &Layer<'_>, visit: &mut dyn FnMut(Layer<'_>)) {
    if layer.depth >= DEEPEST {
        return;
    }
    let marks = mark::find(&layer.text);
    escape::layers(layer, &marks.escapes, visit);
    wide::layers(layer, &marks.nuls, visit);
    encoded::layers(layer, visit);
}

/// Whether a decoded byte is one that texts are made of.
fn is_text(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r')
}
