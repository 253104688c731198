//! Runs of base64 and of hexadecimal digits that write text, whole or wrapped over lines, also glued to other text: a layer
//! of every window with the runs decoded in their places, so that the names and lines around them stay.

mod base64;
mod code;
mod find;
mod hex;
mod packed;
#[cfg(test)]
mod tests;
mod write;

use std::ops::Range;

use self::base64::Base64;
use self::find::find;
use self::hex::Hex;
use self::write::write;
use super::Sink;
use super::window::{NEAR, Window, Windows};
use crate::detect::layer::Layer;

/// A run that writes text: where its characters stand, line by line. The first one starts a group.
type Lines = Vec<Range<usize>>;

/// A run and its code.
#[derive(Debug)]
enum Run {
    /// Base64.
    Base64(Lines),
    /// Hexadecimal digits.
    Hex(Lines),
}

/// Hands on a layer of every window in which runs write text.
pub(super) fn layers(layer: &Layer<'_>, runs: &[Range<usize>], sink: &mut Sink<'_>) {
    packed::layers(layer, runs, sink);
    let text = &*layer.text;
    let mut windows = Windows::new(text, NEAR);
    let mut emit = |window: Window<'_, Run>| sink.take(window.span.len(), || decode(layer, &window));
    let mut done = 0;
    for run in runs {
        if run.end <= done || !layer.is_fresh(run.clone()) {
            continue;
        }
        let run = run.start.max(done)..run.end;
        let mut add = |span: Range<usize>, run| {
            done = span.end;
            windows.add(span, run, &mut emit);
        };
        if !find::<Hex>(text, &run, &mut |span, lines| add(span, Run::Hex(lines))) {
            find::<Base64>(text, &run, &mut |span, lines| add(span, Run::Base64(lines)));
        }
    }
    windows.finish(&mut emit);
}

/// The window with every run decoded.
fn decode<'p>(layer: &'p Layer<'p>, window: &Window<'_, Run>) -> Layer<'p> {
    let mut builder = layer.derive(window.span.len());
    let mut copied = window.span.start;
    for (span, run) in window.marks {
        builder.copy(copied..span.start);
        match run {
            Run::Base64(lines) => write::<Base64>(&layer.text, lines, &mut builder),
            Run::Hex(lines) => write::<Hex>(&layer.text, lines, &mut builder),
        }
        copied = copied.max(span.end);
    }
    builder.copy(copied..window.span.end);
    builder.finish()
}
