//! The stretches of a text that a view decodes: around what triggered it, with the lines near by, so that what is found
//! there keeps its surroundings.

use std::ops::Range;

use crate::detect::NEAR_LINES;

/// How much is kept on either side of a trigger.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    /// Lines.
    pub(super) lines: usize,
    /// Bytes at most, for files of long lines.
    pub(super) bytes: usize,
}

/// What counts as near.
pub(super) const NEAR: Reach = Reach { lines: NEAR_LINES, bytes: 2_048 };
/// A window is closed when it is larger than this; where triggers stand close together the next one begins [`OVERLAP`]
/// before its end.
pub(super) const LARGEST: usize = 64 * 1_024;
/// Longer than the written form of any credential but a long JWT.
const OVERLAP: usize = 4_096;

/// Gathers triggers, which must come in order, and calls `emit` for every window with the triggers in it.
#[derive(Debug)]
pub(super) struct Windows<'t, T> {
    /// The text.
    text: &'t [u8],
    /// What is kept of it around a trigger.
    reach: Reach,
    /// The triggers of the window in the making, by place.
    marks: Vec<(Range<usize>, T)>,
    /// Start of the window in the making.
    start: usize,
    /// See [`Self::settled`].
    settled: usize,
}

/// A part of the text, and what triggered it there.
#[derive(Debug)]
pub(super) struct Window<'w, T> {
    /// The part.
    pub(super) span: Range<usize>,
    /// What triggered it, in order.
    pub(super) marks: &'w [(Range<usize>, T)],
}

impl<'t, T> Windows<'t, T> {
    /// Starts on a text.
    pub(super) fn new(text: &'t [u8], reach: Reach) -> Self {
        Self { text, reach, marks: Vec::new(), start: 0, settled: 0 }
    }

    /// Adds a trigger.
    pub(super) fn add(&mut self, mark: Range<usize>, what: T, emit: &mut dyn FnMut(Window<'_, T>)) {
        match self.marks.last() {
            Some((last, _)) if mark.start <= last.end + self.reach.bytes && mark.end <= self.start + LARGEST => {}
            Some(_) => {
                let closed = self.close(emit);
                self.start = self.before(mark.start).max(closed.saturating_sub(OVERLAP));
                self.marks.retain(|(kept, _)| kept.start >= self.start);
            }
            None => self.start = self.before(mark.start),
        }
        self.settled = mark.end.midpoint(self.behind(mark.end));
        self.marks.push((mark, what));
    }

    /// The offset before which no further trigger needs to be looked for: the window reaches well beyond.
    pub(super) fn settled(&self) -> usize {
        self.settled
    }

    /// Emits the last window.
    pub(super) fn finish(self, emit: &mut dyn FnMut(Window<'_, T>)) {
        if !self.marks.is_empty() {
            self.close(emit);
        }
    }

    /// Emits the window in the making; its end.
    fn close(&self, emit: &mut dyn FnMut(Window<'_, T>)) -> usize {
        let end = self.marks.last().map_or(self.start, |(last, _)| self.behind(last.end));
        emit(Window { span: self.start..end, marks: &self.marks });
        end
    }

    /// Where a window begins whose first trigger is at this offset.
    fn before(&self, at: usize) -> usize {
        let near = &self.text[at.saturating_sub(self.reach.bytes)..at];
        memchr::memrchr_iter(b'\n', near)
            .nth(self.reach.lines)
            .map_or(at - near.len(), |line| at - near.len() + line + 1)
    }

    /// Where a window ends whose last trigger ends at this offset.
    fn behind(&self, at: usize) -> usize {
        let near = &self.text[at..self.text.len().min(at + self.reach.bytes)];
        memchr::memchr_iter(b'\n', near).nth(self.reach.lines).map_or(at + near.len(), |line| at + line)
    }
}
