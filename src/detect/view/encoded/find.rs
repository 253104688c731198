//! Which parts of a run write text, and on which lines they go on.

use std::ops::Range;

use super::super::window::LARGEST;
use super::Lines;
use super::code::{Code, MOST, PROBE, is_readable, members, probed, readable, text_end};
use crate::detect::byte_set;

/// Characters from one probe to the next in a run that does not begin as text: wherever the shortest credential stands, one of
/// them is within it.
const STEP: usize = 12;
/// Shorter lines are not wrapped: what follows is something else.
pub(super) const SHORTEST: usize = 40;
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
            let start = first_group::<C>(&text[..end], probe.saturating_sub(STEP).max(at)..start);
            let from_above = above::<C>(text, start, end).map(|above| lines::<C>(text, above));
            // It may also be another text, which ends above.
            let reaches = |lines: &Lines| lines.last().is_some_and(|line| line.end > start);
            let lines = from_above.filter(reaches).unwrap_or_else(|| lines::<C>(text, start..end));
            let behind = if is_within_binary::<C>(text, &lines) && !may_hold_token::<C>(text, &lines) {
                lines.last().map_or(end, |line| line.end)
            } else {
                any = true;
                parts::<C>(text, &lines, found)
            };
            probe = behind.max(start + group);
        }
        at = probe.max(end) + 1;
    }
    any
}

/// Whether characters that write no text stand on either side, as around the names in a certificate.
fn is_within_binary<C: Code>(text: &[u8], lines: &[Range<usize>]) -> bool {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return false };
    let is_member = |byte: &u8| C::MEMBERS[usize::from(*byte)];
    let is_line = |line: &[u8; SHORTEST]| line.iter().all(is_member);
    let before = match &text[..first.start] {
        [above @ .., b'\r', b'\n'] | [above @ .., b'\n'] => above.last_chunk().is_some_and(is_line),
        before => before.last().is_some_and(is_member),
    };
    let behind = match &text[last.end..] {
        [b'\r', b'\n', below @ ..] | [b'\n', below @ ..] => below.first_chunk().is_some_and(is_line),
        behind => behind.first().is_some_and(is_member),
    };
    before && behind
}

/// Whether a credential has room in the text that the characters write: a word as long as the shortest one that needs no name,
/// or more than names and addresses.
fn may_hold_token<C: Code>(text: &[u8], lines: &[Range<usize>]) -> bool {
    const SHORTEST: usize = 24;
    /// Bytes of the longest texts in certificates, which say what these may be used for.
    const LONGEST_NAME: usize = 400;
    if lines.iter().map(ExactSizeIterator::len).sum::<usize>() > LONGEST_NAME / C::RATIO.bytes * C::RATIO.written {
        return true;
    }
    let mut characters = Vec::new();
    for line in lines {
        characters.extend_from_slice(&text[line.clone()]);
    }
    let mut bytes = Vec::new();
    C::decode(&characters, &mut bytes);
    // Those of UTF-16 have a NUL beside them.
    bytes.retain(|byte| *byte != 0);
    let is_other = |byte: &u8| !(byte.is_ascii_alphanumeric() || b"+/=_-".contains(byte));
    bytes.split(is_other).any(|word| word.len() >= SHORTEST)
}

/// The end of the line above one that begins as text at `start` and ends at `end`, where its first bytes may be, too few to be
/// told: if both are lines of the same data, and no group is split between them.
fn above<C: Code>(text: &[u8], start: usize, end: usize) -> Option<Range<usize>> {
    let above = text[..start].strip_suffix(b"\n")?;
    let above = above.strip_suffix(b"\r").unwrap_or(above);
    let width = width_before::<C>(above)?;
    if end - start > width || !width.is_multiple_of(C::RATIO.written) {
        return None;
    }
    let last = above.len() - probed::<C>();
    let begins = if is_readable::<C>(above, last) { first_group::<C>(above, last - STEP..last) } else { last };
    Some(begins..above.len())
}

/// How wide the line is that a text ends in, if it has nothing but characters of the code, as many as lines of data have.
fn width_before<C: Code>(text: &[u8]) -> Option<usize> {
    /// Wider than what programs write.
    const MOST: usize = 160;
    let near = &text[text.len().saturating_sub(MOST)..];
    let width = byte_set::trailing(C::MEMBERS, near);
    let begins = text.len() == width || text[..text.len() - width].ends_with(b"\n");
    (begins && (SHORTEST..MOST).contains(&width)).then_some(width)
}

/// The group that the text begins in of which a probe stands at the end of `within`, or the first one there.
fn first_group<C: Code>(text: &[u8], within: Range<usize>) -> usize {
    let group = C::RATIO.written;
    let before = (within.clone()).rev().skip(group - 1).step_by(group);
    let start = before.take_while(|start| is_readable::<C>(text, *start)).last().unwrap_or(within.end);
    // Its first bytes may share a group with what is no text, unless a sign parts it from another word.
    let shared = start >= within.start + group && text[start - 1].is_ascii_alphanumeric();
    if shared { start - group } else { start }
}

/// The lines of a run that starts as text, as far as it goes on so.
fn lines<C: Code>(text: &[u8], first: Range<usize>) -> Lines {
    let mut lines = Lines::new();
    let mut length = 0;
    let mut next = Some(first);
    while let Some(line) = next {
        // Characters that end a group begun on the line before.
        let rest = (C::RATIO.written - length % C::RATIO.written) % C::RATIO.written;
        let end = text_end::<C>(&text[..line.end], line.start + rest);
        length += end - line.start;
        lines.push(line.start..end);
        // The first one may begin within its line.
        let near = &text[line.start.saturating_sub(SHORTEST)..line.start];
        let goes_on = end == line.end && line.len() + byte_set::trailing(C::MEMBERS, near) >= SHORTEST;
        next = next_line(text, end).filter(|_| goes_on).and_then(|start| {
            let line = start..start + members::<C>(&text[start..]);
            let rest = (C::RATIO.written - length % C::RATIO.written) % C::RATIO.written;
            let probe = rest + probed::<C>();
            if readable::<C>(&text[..line.end], start + rest) >= MOST {
                return Some(line);
            }
            // Too short a line to tell is taken for the last one, if it has nothing else in it. Of one that is no text, the
            // first bytes may be, if it is a line of the same data.
            let is_short = !line.is_empty() && line.len() < probe;
            let is_like = || text[..start].ends_with(b"\n") && width_before::<C>(&text[..end]) == Some(line.len());
            let last = start..line.end.min(start + probe);
            (is_short && ends_line(&text[line.end..]) || is_like()).then_some(last)
        });
    }
    lines
}

/// Where the next line's characters begin, if nothing but a line break, indentation, a comment leader or the marks of a
/// string literal stands before them.
pub(super) fn next_line(text: &[u8], end: usize) -> Option<usize> {
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
