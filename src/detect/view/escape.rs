//! Escapes of all sorts in one pass: URLs, string literals, markup, mail, and what is invisible.
//!
//! They come mixed (JSON within a URL, markup within JSON), and where one sort is written within another, the next layer
//! reads on. A window is decoded only where an escape stands for a character that tokens are made of, or stands between
//! two such characters and for nothing.

use std::ops::Range;

use super::super::byte_set;
use super::super::layer::Layer;
use super::joint::{IN_TOKENS, in_tokens};
use super::opening::{OPENS, Openings};
use super::window::{NEAR, Window, Windows};
use super::{Sink, backslash, entity, invisible, percent, quoted};

/// What an escape stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A byte.
    Byte(u8),
    /// A code point.
    Char(char),
    /// Nothing that can be seen.
    Nothing,
}

/// An escape that starts where it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Escape {
    /// What it stands for.
    pub(super) meaning: Meaning,
    /// How many bytes it is written in.
    pub(super) length: usize,
}

impl Escape {
    /// An escape for a code point; an invisible one stands for nothing.
    pub(super) fn char(code: u32, length: usize) -> Option<Self> {
        let char = char::from_u32(code)?;
        let meaning = if invisible::is_invisible(char) { Meaning::Nothing } else { Meaning::Char(char) };
        Some(Self { meaning, length })
    }
}

/// The escape that starts at this offset, if one does.
fn at(text: &[u8], at: usize) -> Option<Escape> {
    let rest = text.get(at..)?;
    match rest.first()? {
        b'%' => percent::read(rest),
        b'\\' => backslash::read(rest),
        b'&' => entity::read(rest),
        b'=' => quoted::read(rest),
        0x1b | 0xc2 | 0xe2 | 0xef => invisible::read(rest),
        _ => None,
    }
}

/// Where a piece ends of which this is the middle: of characters that tokens are made of, as they are or escaped. No further
/// than a token can be that is written so.
pub(crate) fn piece_end(text: &[u8], from: usize) -> usize {
    const LONGEST: usize = 4_096;
    let text = &text[..text.len().min(from + LONGEST)];
    let mut end = from;
    loop {
        end += byte_set::leading(&IN_TOKENS, &text[end..]);
        let Some(escape) = at(text, end) else { return end };
        let in_piece = match escape.meaning {
            Meaning::Byte(byte) => in_tokens(byte) || matches!(byte, b'%' | b'\\' | b'&'),
            Meaning::Char(char) => u8::try_from(char).is_ok_and(|byte| in_tokens(byte) || byte == b'&'),
            Meaning::Nothing => true,
        };
        if !in_piece {
            return end;
        }
        end += escape.length;
        // A reference within a reference.
        let inner = &text[end..];
        if let Some(length) = memchr::memchr(b';', &inner[..inner.len().min(12)]).filter(|_| inner.starts_with(b"#")) {
            end += length + 1;
        }
    }
}

/// Whether an escape is reason enough to decode what stands around it.
fn matters(text: &[u8], span: &Range<usize>, meaning: Meaning) -> bool {
    let before = span.start.checked_sub(1).and_then(|at| text.get(at)).copied();
    let behind = text.get(span.end).copied();
    let byte = match meaning {
        Meaning::Byte(byte) => byte,
        Meaning::Char(char) => u8::try_from(char).unwrap_or_default(),
        Meaning::Nothing => {
            return before.is_some_and(|byte| in_tokens(byte) || matches!(byte, b';' | b'}' | b'm'))
                && behind.is_some_and(|byte| in_tokens(byte) || OPENS[usize::from(byte)]);
        }
    };
    match byte {
        // The start of an escape that this one hides.
        b'%' => behind.is_some_and(|byte| byte.is_ascii_hexdigit() || byte == b'u'),
        b'\\' => behind.is_some_and(|byte| matches!(byte, b'u' | b'x' | b'U' | b'0'..=b'3' | b'/' | b'=' | b'\\')),
        b'&' => behind.is_some_and(|byte| byte == b'#' || byte.is_ascii_lowercase()),
        // Everywhere in addresses; part of a token only where one may go on.
        b'/' | b'.' | b'-' | b'_' if matches!(meaning, Meaning::Byte(_)) => {
            before.is_some_and(in_tokens)
                && (behind.is_some_and(|byte| in_tokens(byte) || OPENS[usize::from(byte)])
                    || ends_value(text, span.start))
        }
        byte => in_tokens(byte),
    }
}

/// Whether so many characters that tokens are made of stand before this offset that it may be one of them.
fn ends_value(text: &[u8], at: usize) -> bool {
    const LEAST: usize = 16;
    at.checked_sub(LEAST).is_some_and(|start| text[start..at].iter().all(|byte| in_tokens(*byte)))
}

/// Hands on a layer of every window in which escapes matter.
pub(super) fn layers(layer: &Layer<'_>, sink: &mut Sink<'_>) {
    let text = &*layer.text;
    let mut windows = Windows::new(text, NEAR);
    let mut emit = |window: Window<'_, ()>| sink.take(window.span.len(), || decode(layer, window.span));
    let mut openings = Openings::new(text);
    let mut from = 0;
    while let Some(start) = openings.at_or_behind(from) {
        let Some(escape) = at(text, start) else {
            from = start + 1;
            continue;
        };
        let span = start..start + escape.length;
        from = span.end;
        if matters(text, &span, escape.meaning) && layer.is_fresh(span.clone()) {
            windows.add(span, (), &mut emit);
            from = from.max(windows.settled());
        }
    }
    windows.finish(&mut emit);
}

/// The window with every escape decoded.
fn decode<'p>(layer: &'p Layer<'p>, window: Range<usize>) -> Layer<'p> {
    let text = &layer.text[..window.end];
    let mut builder = layer.derive(window.len());
    let mut copied = window.start;
    let mut from = window.start;
    while let Some(found) = text[from..].iter().position(|byte| OPENS[usize::from(*byte)]) {
        let start = from + found;
        let Some(escape) = at(text, start) else {
            from = start + 1;
            continue;
        };
        let span = start..start + escape.length;
        if copied < start {
            builder.copy(copied..start);
        }
        match escape.meaning {
            Meaning::Byte(byte) => builder.push(byte, span.clone()),
            Meaning::Char(char) => {
                for byte in char.encode_utf8(&mut [0; 4]).bytes() {
                    builder.push(byte, span.clone());
                }
            }
            Meaning::Nothing => {}
        }
        copied = span.end;
        from = span.end;
    }
    builder.copy(copied..window.end);
    builder.finish()
}
