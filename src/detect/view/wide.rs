//! UTF-16 and UTF-32 in both orders, with and without mark, also as a part of another text: what PowerShell and Windows
//! write.
//!
//! A token is ASCII; in these encodings its characters stand apart, with NULs between them. So the view takes the NULs out,
//! which reads all four alike, wherever they begin.

use std::ops::Range;

use super::super::layer::Layer;
use super::Sink;
use super::window::{NEAR, Window, Windows};

/// Hands on a layer of every window that holds such a text.
pub(super) fn layers(layer: &Layer<'_>, candidates: &[Range<usize>], sink: &mut Sink<'_>) {
    let text = &*layer.text;
    let mut windows = Windows::new(text, NEAR);
    let mut emit = |window: Window<'_, ()>| sink.take(window.span.len(), || decode(layer, window.span));
    for candidate in candidates {
        let mut from = candidate.start;
        while let Some(at) = memchr::memchr(0, text.get(from..candidate.end).unwrap_or_default()) {
            let at = from + at;
            from = at + 1;
            if is_wide(text, at) && layer.is_fresh(at - 1..at + 1) {
                windows.add(at - 1..at + 1, (), &mut emit);
                from = from.max(windows.settled());
            }
        }
    }
    windows.finish(&mut emit);
}

/// Whether the NUL at this offset stands behind a character that is followed by a few more of its sort.
fn is_wide(text: &[u8], at: usize) -> bool {
    /// Characters in a row that are no coincidence.
    const ROW: usize = 6;
    let Some(first) = at.checked_sub(1) else { return false };
    [2, 4].into_iter().any(|width| {
        text.get(first..first + ROW * width).is_some_and(|row| {
            row.chunks_exact(width).all(|unit| super::is_text(unit[0]) && unit[1..].iter().all(|byte| *byte == 0))
        })
    })
}

/// The window without its NULs.
fn decode<'p>(layer: &'p Layer<'p>, window: Range<usize>) -> Layer<'p> {
    let mut builder = layer.derive();
    let text = &layer.text[..window.end];
    let mut at = window.start;
    while let Some(byte) = text.get(at) {
        let end = at + 1 + text[at + 1..].iter().take_while(|byte| **byte == 0).count();
        if *byte != 0 {
            builder.push(*byte, at..end.min(at + 4));
        }
        at = end;
    }
    builder.finish()
}
