//! Runs of base64 and of hexadecimal digits that write text: a layer of every window with the runs decoded in their
//! places, so that the names and lines around them stay.

use std::ops::Range;

use super::super::layer::Layer;
use super::window::{Window, Windows};
use super::{base64, hex};

/// A run and how to read it.
#[derive(Debug)]
enum Run {
    /// Base64.
    Base64(base64::Encoded),
    /// Hexadecimal digits.
    Hex(Range<usize>),
}

/// Calls `visit` for a layer of every window in which runs write text.
pub(super) fn layers(layer: &Layer<'_>, runs: &[Range<usize>], visit: &mut dyn FnMut(Layer<'_>)) {
    let text = &*layer.text;
    let mut windows = Windows::new(text);
    let mut emit = |window: Window<'_, Run>| visit(decode(layer, &window));
    let mut done = 0;
    for run in runs {
        if run.start < done || !layer.is_fresh(run.clone()) {
            continue;
        }
        let (span, found) = if let Some(span) = hex::find(text, run) {
            (hex::sign(text, &span)..span.end, Run::Hex(span))
        } else if let Some(encoded) = base64::find(text, run) {
            (encoded.span().start..encoded.padding(text), Run::Base64(encoded))
        } else {
            continue;
        };
        done = span.end;
        windows.add(span, found, &mut emit);
    }
    windows.finish(&mut emit);
}

/// The window with every run decoded.
fn decode<'p>(layer: &'p Layer<'p>, window: &Window<'_, Run>) -> Layer<'p> {
    let mut builder = layer.derive();
    let mut copied = window.span.start;
    for (span, run) in window.marks {
        builder.copy(copied..span.start);
        match run {
            Run::Base64(encoded) => base64::decode(&layer.text, encoded, &mut builder),
            Run::Hex(digits) => hex::decode(&layer.text, digits, &mut builder),
        }
        copied = span.end;
    }
    builder.copy(copied..window.span.end);
    builder.finish()
}
