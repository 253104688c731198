//! UTF-16 and UTF-32 in both orders, with and without mark, also as a part of another text: what PowerShell and Windows
//! write.
//!
//! A token is ASCII; in these encodings its characters stand apart, with NULs between them. So the view takes the NULs out,
//! which reads all four alike, wherever they begin.

use std::ops::Range;

use super::super::layer::Layer;
use super::window::{Window, Windows};

/// Calls `visit` for a layer of every window that holds such a text.
pub(super) fn layers(layer: &Layer<'_>, candidates: &[Range<usize>], visit: &mut dyn FnMut(Layer<'_>)) {
    let text = &*layer.text;
    let mut windows = Windows::new(text);
    let mut emit = |window: Window<'_, usize>| visit(decode(layer, &window));
    for candidate in candidates {
        for at in memchr::memchr_iter(0, &text[candidate.clone()]).map(|at| candidate.start + at) {
            if let Some(width) = width(text, at).filter(|_| layer.is_fresh(at - 1..at + 1)) {
                windows.add(at - 1..at + 1, width, &mut emit);
            }
        }
    }
    windows.finish(&mut emit);
}

/// The bytes of a character if the NUL at this offset is behind one that is followed by a few more of its sort.
fn width(text: &[u8], at: usize) -> Option<usize> {
    /// Characters in a row that are no coincidence.
    const ROW: usize = 6;
    let first = at.checked_sub(1)?;
    [2, 4].into_iter().find(|width| {
        text.get(first..first + ROW * width).is_some_and(|row| {
            row.chunks_exact(*width).all(|unit| super::is_text(unit[0]) && unit[1..].iter().all(|byte| *byte == 0))
        })
    })
}

/// The window without its NULs.
fn decode<'p>(layer: &'p Layer<'p>, window: &Window<'_, usize>) -> Layer<'p> {
    let mut builder = layer.derive();
    let text = &layer.text[window.span.clone()];
    for (at, byte) in text.iter().enumerate().filter(|(_, byte)| **byte != 0) {
        let at = window.span.start + at;
        builder.push(*byte, at..at + 1);
    }
    builder.finish()
}
