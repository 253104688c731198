//! Which parts of a run write text, and on which lines they go on.

use std::ops::Range;

use super::super::window::LARGEST;
use super::Lines;
use super::code::{Code, MOST, PROBE, is_readable, members, probed, readable, text_end};

/// Characters from one probe to the next in a run that does not begin as text: any credential is longer.
const STEP: usize = 24;
/// Characters of one run that are decoded in one layer; what is longer is decoded in parts that overlap.
const PART: usize = LARGEST / 2;
/// By so many characters.
const OVERLAP: usize = 4_096;

/// Calls `found` for every part of a run of letters and digits, and of what it goes on with, that writes text; whether there
/// was any.
pub(super) fn find<C: Code>(text: &[u8], run: &Range<usize>, found: &mut dyn FnMut(Range<usize>, Lines)) -> bool {
    let group = C::RATIO.written;
    let mut any = false;
    let mut at = run.start;
    while let Some(row) = C::next_row(&text[..run.end], at) {
        at = row.start;
        let end = row.end + members::<C>(&text[row.end..]);
        let mut probe = at;
        while probe + PROBE / C::RATIO.bytes * group <= end {
            let Some(start) = (probe..probe + group).find(|start| is_readable::<C>(&text[..end], *start)) else {
                probe += STEP;
                continue;
            };
            // The text began between this probe and the one before.
            let before = (probe.saturating_sub(STEP).max(at)..start).rev().skip(group - 1).step_by(group);
            let start = before.take_while(|start| is_readable::<C>(&text[..end], *start)).last().unwrap_or(start);
            let lines = lines::<C>(text, start..end);
            // A few letters within what is no text are a coincidence, and too few for a credential.
            if start >= at + group
                && let [line] = &lines[..]
                && line.end < end
                && line.len() <= probed::<C>()
            {
                probe = line.end;
                continue;
            }
            any = true;
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
