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
    // The last name of the last stretch. Where that ends is not looked for at each of many names that stand close together.
    let mut last_name = 0;
    for at in names {
        if let Some(last) = stretches.last_mut() {
            if *at >= last.end {
                last.end = end_near(text, last_name);
            }
            if *at < last.end || start_near(text, *at) <= last.end {
                last.end = last.end.max(*at);
                last_name = *at;
                continue;
            }
        }
        stretches.push(start_near(text, *at)..*at);
        last_name = *at;
    }
    if let Some(last) = stretches.last_mut() {
        last.end = end_near(text, last_name);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_reach_from_the_first_name_to_behind_the_last() {
        let text = "0123456789\n".repeat(1_000);
        let at = |line: usize| line * 11 + 3;
        let near = |first: usize, last: usize| (first - LINES_BEFORE) * 11..(last + LINES_BEHIND) * 11 + 10;
        let around = |lines: &[usize]| {
            let names: Vec<usize> = lines.iter().map(|line| at(*line)).collect();
            stretches(text.as_bytes(), &names, false)
        };
        assert_eq!(around(&[100]), [near(100, 100)]);
        assert_eq!(around(&[100, 101, 150, 160]), [near(100, 160)]);
        assert_eq!(around(&[100, 100 + LINES_BEHIND + LINES_BEFORE]), [near(100, 100 + LINES_BEHIND + LINES_BEFORE)]);
        assert_eq!(around(&[100, 300, 301]), [near(100, 100), near(300, 301)]);
    }
}
