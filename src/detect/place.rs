//! From byte offsets to lines and columns.

use std::ops::Range;

use crate::finding::Place;

/// The places of spans, which must be sorted by start: the text is walked once.
pub(crate) fn places(text: &[u8], spans: &[Range<usize>]) -> Vec<Place> {
    let mut offsets: Vec<(usize, usize)> =
        spans.iter().flat_map(|span| [span.start, span.end].map(|at| (at, width(text, span)))).collect();
    offsets.sort_unstable();
    offsets.dedup_by_key(|offset| offset.0);
    let positions = positions(text, &offsets);
    let position = |offset: usize| {
        offsets.binary_search_by_key(&offset, |offset| offset.0).ok().and_then(|at| positions.get(at)).copied()
    };
    spans
        .iter()
        .map(|span| {
            let (line, column) = position(span.start).unwrap_or((1, 1));
            let (end_line, end_column) = position(span.end).unwrap_or((line, column));
            Place { line, column, end_line, end_column }
        })
        .collect()
}

/// How many bytes a character takes where this span stands: two in UTF-16, four in UTF-32.
fn width(text: &[u8], span: &Range<usize>) -> usize {
    /// Characters that are looked at: what was found in such a text has more.
    const ROW: usize = 6;
    let is_row = |width: &usize| {
        let row = span.start..span.start + ROW * width;
        text.get(row).is_some_and(|row| {
            row.chunks_exact(*width).all(|unit| unit[0] != 0 && unit[1..].iter().all(|byte| *byte == 0))
        })
    };
    [2, 4].into_iter().find(is_row).unwrap_or(1)
}

/// Line and column, from 1, of each of the sorted offsets, which come with the width of characters there.
fn positions(text: &[u8], offsets: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut line = 1;
    let mut line_start = 0;
    let mut walked = 0;
    let mut column = 1;
    let mut positions = Vec::with_capacity(offsets.len());
    for &(offset, width) in offsets {
        let offset = offset.min(text.len());
        for newline in memchr::memchr_iter(b'\n', &text[walked..offset]) {
            line += 1;
            line_start = walked + newline + 1;
        }
        let from = walked.max(line_start);
        if from == line_start {
            column = 1;
        }
        if width > 1 {
            // The rest of the line end, or of the character's own first bytes, is no whole character.
            let mark = line_start == 0 && matches!(text, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, 0, 0xfe, 0xff, ..]);
            column = 1 + ((offset - line_start) / width).saturating_sub(usize::from(mark));
        } else {
            column += code_points(&text[from..offset]);
        }
        walked = offset;
        positions.push((line, column));
    }
    positions
}

/// The number of Unicode code points; each invalid byte counts one.
fn code_points(text: &[u8]) -> usize {
    // As nearly all are, and asked with SIMD.
    if text.is_ascii() {
        return text.len();
    }
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
    fn wide_characters_count_one() {
        let text = "a\nb \u{e4}: secret;";
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let little_32: Vec<u8> = text.chars().flat_map(|char| u32::from(char).to_le_bytes()).collect();
        let big_32: Vec<u8> = text.chars().flat_map(|char| u32::from(char).to_be_bytes()).collect();
        let expected = Place { line: 2, column: 6, end_line: 2, end_column: 12 };
        // What the view that takes the NULs out says of the six characters from the eighth on.
        assert_eq!(place(&little, 14..26), expected);
        assert_eq!(place(&big, 15..27), expected);
        assert_eq!(place(&little_32, 28..52), expected);
        assert_eq!(place(&big_32, 31..55), expected);
    }

    #[test]
    fn a_mark_at_the_start_of_wide_text_is_no_character() {
        let text: Vec<u8> = "\u{feff}secret=1".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(place(&text, 2..14), Place { line: 1, column: 1, end_line: 1, end_column: 7 });
    }

    #[test]
    fn several_spans_on_one_line() {
        let all = places(b"ab cd\nef", &[0..2, 3..5, 6..8]);
        assert_eq!(all.iter().map(|place| (place.line, place.column)).collect::<Vec<_>>(), [(1, 1), (1, 4), (2, 1)]);
        assert_eq!(all[1].end_column, 6);
    }
}
