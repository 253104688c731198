//! The triggers of the views whose signs are single bytes: one pass over the text that the compiler turns into SIMD.

use std::ops::Range;

/// Bytes that are judged together.
const BLOCK: usize = 64;
/// Bytes that are looked at behind each.
const AHEAD: usize = 3;

/// Where there may be something to decode.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Blocks that may hold an escape, neighbours put together.
    pub(super) escapes: Vec<Range<usize>>,
    /// Blocks that may hold UTF-16 or UTF-32.
    pub(super) nuls: Vec<Range<usize>>,
}

/// Looks for blocks with a sign.
pub(super) fn find(text: &[u8]) -> Marks {
    let mut marks = Marks::default();
    let mut start = 0;
    while let Some(block) = text.get(start..).and_then(<[u8]>::first_chunk) {
        marks.note(start, judge(block));
        start += BLOCK;
    }
    for start in (start..text.len()).step_by(BLOCK) {
        let mut block = [b' '; BLOCK + AHEAD];
        for (to, from) in block.iter_mut().zip(&text[start..]) {
            *to = *from;
        }
        marks.note(start, judge(&block));
    }
    for range in marks.escapes.iter_mut().chain(&mut marks.nuls) {
        range.end = range.end.min(text.len());
    }
    marks
}

impl Marks {
    /// Notes what a block at this offset holds.
    fn note(&mut self, start: usize, (escape, nul): (bool, bool)) {
        for (ranges, holds) in [(&mut self.escapes, escape), (&mut self.nuls, nul)] {
            match ranges.last_mut() {
                _ if !holds => {}
                Some(last) if last.end == start => last.end = start + BLOCK,
                _ => ranges.push(start..start + BLOCK),
            }
        }
    }
}

/// Whether a block holds a sign of an escape, and whether of UTF-16 or UTF-32.
#[allow(clippy::needless_bitwise_bool, reason = "a branch would keep the compiler from using SIMD")]
fn judge(block: &[u8; BLOCK + AHEAD]) -> (bool, bool) {
    let mut escape = 0;
    let mut nul = 0;
    for at in 0..BLOCK {
        let [one, two, three, four] = [block[at], block[at + 1], block[at + 2], block[at + 3]];
        let percent = (one == b'%') & (two != b' ');
        // `\u`, `\x`, `\U`, and before punctuation and digits; not the everyday `\n` and `\"`.
        let backslash = (one == b'\\')
            & ((two == b'u')
                | (two == b'x')
                | (two == b'U')
                | (two == b'_')
                | (two == b'e')
                | (two.wrapping_sub(b'+') < 19));
        let entity = (one == b'&') & (two != b' ') & (two != b'&');
        let quoted = (one == b'=') & (two == b'3') & (three == b'D');
        let unseen = (one == 0x1b)
            | (one == 0xc2) & (two == 0xad)
            | (one == 0xe2) & ((two == 0x80) & (three.wrapping_sub(0x8b) < 5) | (two == 0x81) & (three == 0xa0))
            | (one == 0xef) & (two == 0xbb);
        escape |= u8::from(percent | backslash | entity | quoted | unseen);
        nul |= u8::from((one != 0) & (two == 0) & ((three != 0) | (four == 0)));
    }
    (escape != 0, nul != 0)
}
