//! From byte offsets to lines and columns.

use std::ops::Range;

use crate::finding::Place;

/// The places of spans, which must be sorted by start: the text is walked once.
pub(crate) fn places(text: &[u8], spans: &[Range<usize>]) -> Vec<Place> {
    let mut offsets: Vec<usize> = spans.iter().flat_map(|span| [span.start, span.end]).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let positions = positions(text, &offsets);
    let position = |offset: usize| offsets.binary_search(&offset).ok().and_then(|index| positions.get(index)).copied();
    spans
        .iter()
        .map(|span| {
            let (line, column) = position(span.start).unwrap_or((1, 1));
            let (end_line, end_column) = position(span.end).unwrap_or((line, column));
            Place { line, column, end_line, end_column }
        })
        .collect()
}

/// Line and column, from 1, of each of the sorted offsets.
fn positions(text: &[u8], offsets: &[usize]) -> Vec<(usize, usize)> {
    let mut line = 1;
    let mut line_start = 0;
    let mut walked = 0;
    let mut column = 1;
    let mut positions = Vec::with_capacity(offsets.len());
    for &offset in offsets {
        let offset = offset.min(text.len());
        for newline in memchr::memchr_iter(b'\n', &text[walked..offset]) {
            line += 1;
            line_start = walked + newline + 1;
        }
        let from = walked.max(line_start);
        if from == line_start {
            column = 1;
        }
        column += code_points(&text[from..offset]);
        walked = offset;
        positions.push((line, column));
    }
    positions
}

/// The number of Unicode code points; each invalid byte counts one.
fn code_points(text: &[u8]) -> usize {
    text.utf8_chunks().map(|chunk| chunk.valid().chars().count() + chunk.invalid().len()).sum()
}

#[cfg(test)]
mod tests {
    use super::{Place, places};

    /// The place of one span.
    fn place(text: &[u8], span: std::ops::Range<usize>) -> Place {
        places(text, &[span])[0]
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        let text = "a\nb\u{e4}c\nd".as_bytes();
        assert_eq!(place(text, 0..1), Place { line: 1, column: 1, end_line: 1, end_column: 2 });
        assert_eq!(place(text, 5..6), Place { line: 2, column: 3, end_line: 2, end_column: 4 });
        assert_eq!(place(text, 2..8), Place { line: 2, column: 1, end_line: 3, end_column: 2 });
    }

    #[test]
    fn an_invalid_byte_counts_one() {
        assert_eq!(place(b"\xff\xfeab", 2..3).column, 3);
    }

    #[test]
    fn several_spans_on_one_line() {
        let all = places(b"ab cd\nef", &[0..2, 3..5, 6..8]);
        assert_eq!(all.iter().map(|place| (place.line, place.column)).collect::<Vec<_>>(), [(1, 1), (1, 4), (2, 1)]);
        assert_eq!(all[1].end_column, 6);
    }
}
