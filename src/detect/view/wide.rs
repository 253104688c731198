//! UTF-16 and UTF-32 in both orders, with and without mark, also as a part of another text: what PowerShell and Windows
//! write.
//!
//! A token is ASCII; in these encodings its characters stand apart, with NULs between them. So the view takes the NULs out,
//! which reads all four alike, wherever they begin.

use std::ops::Range;

use super::super::layer::Layer;
use super::Sink;
use super::window::{NEAR, Window, Windows};

/// Characters in a row that are no coincidence.
const ROW: usize = 6;

/// Hands on a layer of every window that holds such a text.
pub(super) fn layers(layer: &Layer<'_>, sink: &mut Sink<'_>) {
    let text = &*layer.text;
    let mut windows = Windows::new(text, NEAR);
    let mut emit = |window: Window<'_, ()>| sink.take(window.span.len(), || decode(layer, window.span));
    let mut from = 0;
    while let Some(at) = next(text, from) {
        from = at + 2;
        if layer.is_fresh(at..at + 2) {
            windows.add(at..at + 2, (), &mut emit);
            from = from.max(windows.settled());
        }
    }
    windows.finish(&mut emit);
}

/// Where the next row of such characters begins, at or behind `from`.
fn next(text: &[u8], mut from: usize) -> Option<usize> {
    loop {
        // The first NUL stands behind the first character.
        let nul = from + memchr::memchr(0, text.get(from..)?)?;
        let block = nul.saturating_sub(1).max(from);
        let end = text.len().min(block + BLOCK);
        if text[block..].first_chunk().is_none_or(may_hold_row)
            && let Some(at) = (block..end).find(|at| is_row(text, *at))
        {
            return Some(at);
        }
        from = end;
    }
}

/// Bytes that are judged together.
const BLOCK: usize = 64;
/// Bytes that are looked at behind them: a part of a row of UTF-32.
const AHEAD: usize = 10;

/// Whether a row may begin in a block. Binary files are full of NULs, so this is arithmetic of which the compiler makes a few
/// instructions for sixteen bytes at once.
fn may_hold_row(block: &[u8; BLOCK + AHEAD]) -> bool {
    let mut least = u8::MAX;
    for at in 0..BLOCK {
        let byte = |offset: usize| block[at + offset];
        // 0 for ASCII from the tabulator on.
        let other = |offset: usize| byte(offset).wrapping_sub(b'\t').saturating_sub(0x7f - b'\t');
        let two = byte(1) | other(2) | byte(3) | other(4) | byte(5);
        let four = byte(1) | byte(2) | byte(3) | other(4) | byte(5) | byte(6) | byte(7) | other(8) | byte(9);
        least = least.min(other(0) | two.min(four));
    }
    least == 0
}

/// Whether a row begins at this offset.
fn is_row(text: &[u8], at: usize) -> bool {
    [2, 4].into_iter().any(|width| {
        text.get(at..at + ROW * width).is_some_and(|row| {
            row.chunks_exact(width).all(|unit| super::is_text(unit[0]) && unit[1..].iter().all(|byte| *byte == 0))
        })
    })
}

/// The window without its NULs.
fn decode<'p>(layer: &'p Layer<'p>, window: Range<usize>) -> Layer<'p> {
    let mut builder = layer.derive(window.len());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_found_at_every_place() {
        for before in (0..150).chain([1_000]) {
            for wide in [
                "secret".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
                "secrets".encode_utf16().flat_map(u16::to_be_bytes).collect(),
                "secret".chars().flat_map(|char| u32::from(char).to_le_bytes()).collect(),
                "secrets".chars().flat_map(|char| u32::from(char).to_be_bytes()).collect(),
            ] {
                let leading = wide.iter().take_while(|byte| **byte == 0).count();
                for filler in [0, 1, 0xff] {
                    let text = [&vec![filler; before], &wide[..], &[0, 0, 0, 0]].concat();
                    assert_eq!(next(&text, 0), Some(before + leading), "{before} {filler}");
                }
            }
        }
    }

    #[test]
    fn binary_files_have_none() {
        let integers: Vec<u8> = (0..10_000u32).flat_map(|number| (number * 37).to_le_bytes()).collect();
        assert_eq!(next(&integers, 0), None);
        let strings = b"alpha\0beta\0\0gamma\0d\0e\0f\0\0".repeat(100);
        assert_eq!(next(&strings, 0), None);
    }
}
