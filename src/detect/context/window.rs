//! Which parts of a text are near a product's name.

use std::ops::Range;

/// Lines read before and behind a product's name: more than the ten that count as near, so that what encloses them is seen.
const LINES_BEFORE: usize = 50;
/// Behind, a section may go on for long.
const LINES_BEHIND: usize = 60;
/// Bytes read before and behind at most, for long lines.
const BYTES: usize = 8_000;
/// A longer stretch is read in parts, so that memory stays small.
const PART: usize = 256 * 1024;

/// Disjoint stretches around the offsets of names, in order; `all` asks for the whole text.
pub(crate) fn stretches(text: &[u8], names: &[usize], all: bool) -> Vec<Range<usize>> {
    if all {
        return parts(0..text.len());
    }
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for at in names {
        match stretches.last_mut() {
            Some(last) if *at < last.end => last.end = last.end.max(end_near(text, *at)),
            Some(last) if start_near(text, *at) <= last.end => last.end = end_near(text, *at),
            _ => stretches.push(start_near(text, *at)..end_near(text, *at)),
        }
    }
    stretches.into_iter().flat_map(parts).collect()
}

/// Where the stretch before a name begins.
fn start_near(text: &[u8], at: usize) -> usize {
    let floor = at.saturating_sub(BYTES);
    memchr::memrchr_iter(b'\n', &text[floor..at]).nth(LINES_BEFORE).map_or(floor, |newline| floor + newline + 1)
}

/// Where the stretch behind a name ends.
fn end_near(text: &[u8], at: usize) -> usize {
    let ceiling = text.len().min(at + BYTES);
    memchr::memchr_iter(b'\n', &text[at..ceiling]).nth(LINES_BEHIND).map_or(ceiling, |newline| at + newline)
}

/// Cuts a long stretch into parts that overlap by what counts as near.
fn parts(stretch: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = stretch.start;
    while stretch.end - start > PART {
        parts.push(start..start + PART);
        start += PART - BYTES;
    }
    parts.push(start..stretch.end);
    parts
}
