//! Runs of base64 and of hexadecimal digits that write text, whole or wrapped over lines, also glued to other text: a layer
//! of every window with the runs decoded in their places, so that the names and lines around them stay.

use std::ops::Range;

use super::Sink;
use super::base64::Base64;
use super::hex::Hex;
use super::window::{LARGEST, NEAR, Window, Windows};
use crate::detect::layer::{Layer, LayerBuilder, Ratio};

/// A way to write bytes in letters and digits.
pub(super) trait Code {
    /// How many bytes a group of characters writes.
    const RATIO: Ratio;

    /// Whether the byte is a character of the code.
    fn is_member(byte: u8) -> bool;

    /// Whether none of the bytes that these characters write has its highest bit set: what is no text shows it at once.
    fn is_ascii(characters: &[u8]) -> bool;

    /// The first bytes that the characters at the start of `text` write, if there are enough of them.
    fn probe(text: &[u8]) -> Option<[u8; PROBE]>;

    /// Adds the bytes that whole groups of characters write.
    fn decode(characters: &[u8], bytes: &mut Vec<u8>);

    /// Where what begins a run that starts at `start` begins: `0x`.
    fn begin(text: &[u8], start: usize) -> usize;

    /// Where what ends a run that ends at `end` ends: padding.
    fn end(text: &[u8], end: usize) -> usize;
}

/// Bytes that are judged together: random ones are all text with a chance of 1 in 100,000.
pub(super) const PROBE: usize = 12;
/// Bytes of them that must be text for a run to go on, so that letters of other languages do not end it.
const MOST: usize = 9;
/// Characters from one probe to the next in a run that does not begin as text: any credential is longer.
const STEP: usize = 24;
/// Characters of one run that are decoded in one layer; what is longer is decoded in parts that overlap.
const PART: usize = LARGEST / 2;
/// By so many characters.
const OVERLAP: usize = 4_096;

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
            Run::Base64(lines) => push::<Base64>(&layer.text, lines, &mut builder),
            Run::Hex(lines) => push::<Hex>(&layer.text, lines, &mut builder),
        }
        copied = copied.max(span.end);
    }
    builder.copy(copied..window.span.end);
    builder.finish()
}

/// How many characters of the code stand at the start of `text`.
fn members<C: Code>(text: &[u8]) -> usize {
    text.iter().take_while(|byte| C::is_member(**byte)).count()
}

/// Where the next row of characters begins that is long enough for a probe, at or after `from`.
fn next_members<C: Code>(text: &[u8], mut from: usize) -> Option<usize> {
    while let Some(row) = text.get(from..from + probed::<C>()) {
        // Looked at from its end, a row that is none leads far ahead.
        match row.iter().rposition(|byte| !C::is_member(*byte)) {
            Some(at) => from += at + 1,
            None => return Some(from),
        }
    }
    None
}

/// Characters that write the bytes of a probe.
const fn probed<C: Code>() -> usize {
    PROBE / C::RATIO.bytes * C::RATIO.written
}

/// Calls `found` for every part of a run of letters and digits, and of what it goes on with, that writes text; whether there
/// was any.
fn find<C: Code>(text: &[u8], run: &Range<usize>, found: &mut dyn FnMut(Range<usize>, Lines)) -> bool {
    let group = C::RATIO.written;
    let mut any = false;
    let mut at = run.start;
    while let Some(start) = next_members::<C>(&text[..run.end], at) {
        at = start;
        let end = at + members::<C>(&text[at..]);
        let mut probe = at;
        while probe + PROBE / C::RATIO.bytes * group <= end {
            let Some(start) = (probe..probe + group).find(|start| is_readable::<C>(&text[..end], *start)) else {
                probe += STEP;
                continue;
            };
            // The text began between this probe and the one before.
            let before = (probe.saturating_sub(STEP).max(at)..start).rev().skip(group - 1).step_by(group);
            let start = before.take_while(|start| is_readable::<C>(&text[..end], *start)).last().unwrap_or(start);
            any = true;
            let lines = lines::<C>(text, start..end);
            probe = parts::<C>(text, &lines, found);
        }
        at = probe.max(end) + 1;
    }
    any
}

/// The lines of a run that starts as text, as far as it goes on so.
fn lines<C: Code>(text: &[u8], first: Range<usize>) -> Lines {
    /// Shorter lines are not wrapped: what follows is something else.
    const SHORTEST: usize = 40;
    let mut lines = Lines::new();
    let mut length = 0;
    let mut next = Some(first);
    while let Some(line) = next {
        // Characters that end a group begun on the line before.
        let rest = (C::RATIO.written - length % C::RATIO.written) % C::RATIO.written;
        let end = text_end::<C>(&text[..line.end], line.start + rest);
        length += end - line.start;
        lines.push(line.start..end);
        let goes_on = end == line.end && line.len() >= SHORTEST;
        next = next_line(text, end).filter(|_| goes_on).and_then(|start| {
            let line = start..start + members::<C>(&text[start..]);
            let rest = (C::RATIO.written - length % C::RATIO.written) % C::RATIO.written;
            let probe = readable::<C>(&text[..line.end], start + rest);
            // Too short a line to tell is taken for the last one, if it has nothing else in it.
            let short = !line.is_empty() && line.len() < rest + probed::<C>() && ends_line(&text[line.end..]);
            (probe >= MOST || short).then_some(line)
        });
    }
    lines
}

/// Where the next line's characters begin, if nothing but a line break, indentation, a comment leader or the marks of a
/// string literal stands before them.
fn next_line(text: &[u8], end: usize) -> Option<usize> {
    const LONGEST: usize = 80;
    let rest = &text[end..text.len().min(end + LONGEST)];
    let mut breaks = false;
    let mut at = 0;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\n' => breaks = true,
            b'\\' if rest.get(at + 1) == Some(&b'n') => {
                breaks = true;
                at += 1;
            }
            b'\\' if rest.get(at + 1) == Some(&b'r') => at += 1,
            b'\\' | b' ' | b'\t' | b'\r' | b'"' | b'\'' | b'#' | b'*' | b'>' | b',' | b'.' | b'`' => {}
            b'+' if rest.get(at + 1).is_some_and(u8::is_ascii_whitespace) => {}
            _ => return breaks.then_some(end + at),
        }
        at += 1;
    }
    None
}

/// Whether nothing but padding and the end of a line or literal is at the start of `text`.
fn ends_line(text: &[u8]) -> bool {
    let padding = text.iter().take_while(|byte| **byte == b'=').count();
    matches!(text[padding..], [] | [b'\n' | b'\r' | b'"' | b'\'' | b'`' | b'\\' | b'<' | b',' | b';' | b')', ..])
}

/// Where the characters from `start` on cease to write text, or the end of `text`.
fn text_end<C: Code>(text: &[u8], start: usize) -> usize {
    let mut at = start;
    while at + probed::<C>() <= text.len() && readable::<C>(text, at) >= MOST {
        at += probed::<C>();
    }
    if at + probed::<C>() > text.len() { text.len() } else { at }
}

/// Whether all bytes of a probe at `start` are text, which may be UTF-16.
fn is_readable<C: Code>(text: &[u8], start: usize) -> bool {
    let characters = text.get(start..start + probed::<C>());
    let ascii = characters.filter(|characters| C::is_ascii(characters));
    ascii.and_then(C::probe).is_some_and(|bytes| bytes.iter().all(|byte| is_wide_text(*byte)) && is_not_wider(&bytes))
}

/// How many of the bytes of a probe at `start` are text, which may be UTF-16; none if the characters end before.
fn readable<C: Code>(text: &[u8], start: usize) -> usize {
    let Some(bytes) = text.get(start..).and_then(C::probe) else { return 0 };
    if is_not_wider(&bytes) { bytes.iter().filter(|byte| is_wide_text(**byte)).count() } else { 0 }
}

/// Whether a byte is one of text in UTF-16.
fn is_wide_text(byte: u8) -> bool {
    byte == 0 || super::is_text(byte)
}

/// At most every second byte of UTF-16 is a NUL.
fn is_not_wider(bytes: &[u8; PROBE]) -> bool {
    bytes.iter().filter(|byte| **byte == 0).count() <= PROBE / 2
}

/// Hands on a run in parts of bounded length; its end.
fn parts<C: Code>(text: &[u8], lines: &[Range<usize>], found: &mut dyn FnMut(Range<usize>, Lines)) -> usize {
    let length: usize = lines.iter().map(ExactSizeIterator::len).sum();
    let mut end = 0;
    // The line that the part begins on, and how many characters stand before it.
    let (mut index, mut before) = (0, 0);
    for start in (0..length).step_by(PART - OVERLAP) {
        while before + lines[index].len() <= start {
            before += lines[index].len();
            index += 1;
        }
        let mut part = Lines::new();
        let (mut skip, mut left) = (start - before, PART);
        for line in &lines[index..] {
            let line = line.start + skip..line.end.min(line.start + skip + left);
            (skip, left) = (0, left - line.len());
            end = line.end;
            part.push(line);
            if left == 0 {
                break;
            }
        }
        let begin = part.first().map_or(end, |line| C::begin(text, line.start));
        end = C::end(text, end);
        found(begin..end, part);
        if start + PART >= length {
            break;
        }
    }
    end
}

/// Adds what the characters write.
fn push<C: Code>(text: &[u8], lines: &[Range<usize>], builder: &mut LayerBuilder<'_>) {
    // The characters of a group that a line break splits, with their places.
    let mut split: Vec<(u8, usize)> = Vec::with_capacity(C::RATIO.written);
    for line in lines {
        let mut at = line.start;
        while at < line.end {
            if split.is_empty() {
                let groups = &text[at..line.end];
                let groups = &groups[..groups.len() / C::RATIO.written * C::RATIO.written];
                builder.decoded(at, C::RATIO, |bytes| C::decode(groups, bytes));
                at += groups.len();
            }
            if let Some(byte) = text.get(at).filter(|_| at < line.end) {
                split.push((*byte, at));
                at += 1;
            }
            if split.len() == C::RATIO.written {
                flush::<C>(&mut split, builder);
            }
        }
    }
    flush::<C>(&mut split, builder);
}

/// Adds what the characters of a group write that stand apart, or of one that the run ends in.
fn flush<C: Code>(split: &mut Vec<(u8, usize)>, builder: &mut LayerBuilder<'_>) {
    let mut group: Vec<u8> = split.iter().map(|(byte, _)| *byte).collect();
    group.resize(C::RATIO.written, b'0');
    let mut bytes = Vec::with_capacity(C::RATIO.bytes);
    C::decode(&group, &mut bytes);
    for (byte, pair) in bytes.into_iter().zip(split.windows(2)) {
        builder.push(byte, pair[0].1..pair[1].1 + 1);
    }
    split.clear();
}
