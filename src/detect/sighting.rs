//! What was seen of a text, and what of it still holds in a layer that a view made of it.
//!
//! A view changes some bytes of its window and leaves the others as they stand. What was seen there and reaches no further is
//! not looked at again: texts full of literals would else be looked at once for each of the ways to read them.

use std::ops::Range;

use super::anchors::{Anchors, Lead, Literal};
use super::layer::Layer;
use super::view::Cut;

/// A literal, and what was made of it. Small, as a text can be full of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sighting<'a> {
    /// Where the literal begins.
    pub(crate) at: usize,
    /// Which one it is.
    pub(crate) literal: &'a Literal,
    /// Up to where the text was looked at to judge it.
    pub(crate) looked_to: usize,
    /// Whether it may be a part of something.
    pub(crate) cut: Cut,
    /// Whether all this holds whatever stands before it.
    pub(crate) by_itself: bool,
}

impl Sighting<'_> {
    /// Where what it leads to begins: from there on the text was looked at to judge it.
    pub(crate) fn looked_from(&self) -> usize {
        match self.literal.lead {
            Lead::Credential { offset, .. } => self.at.saturating_sub(offset),
            Lead::Product => self.at,
        }
    }
}

/// What is to be judged in a layer, and what was.
#[derive(Debug, Default)]
pub(crate) struct Sightings<'a> {
    /// Literals that are to be judged, in order.
    pub(crate) fresh: Vec<(usize, &'a Literal)>,
    /// Those that were, in order.
    pub(crate) known: Vec<Sighting<'a>>,
}

impl<'a> Sightings<'a> {
    /// Looks for literals in a layer that a view made; `parent` is what was seen of the one that it was made of.
    pub(crate) fn of(anchors: &'a Anchors, layer: &Layer<'_>, parent: &[Sighting<'a>]) -> Self {
        let mut sightings = Self::default();
        let mut from = 0;
        let mut rest = parent;
        for (piece, origin) in layer.plain() {
            // Pieces can be as short as a letter, and the next sighting is nearly always near.
            let before = match rest.first() {
                Some(next) if next.at + piece.len() < origin => rest.partition_point(|seen| seen.at < origin),
                _ => rest.iter().position(|seen| seen.at >= origin).unwrap_or(rest.len()),
            };
            rest = &rest[before..];
            sightings.take_over(&piece, origin, rest);
            // A literal within the piece is one of the parent's.
            if piece.len() > 2 * anchors.longest() {
                sightings.look(anchors, layer, from..piece.start);
                from = piece.end + 1 - anchors.longest();
            }
        }
        sightings.look(anchors, layer, from..layer.text.len());
        // Both sorts are in order, mixed.
        sightings.fresh.sort_by_key(|(at, _)| *at);
        sightings.fresh.dedup_by_key(|(at, _)| *at);
        sightings
    }

    /// Takes over what the parent saw in a piece that stands there at `origin`: the first of these.
    fn take_over(&mut self, piece: &Range<usize>, origin: usize, seen: &[Sighting<'a>]) {
        let end = origin + piece.len();
        let here = |at: usize| piece.start + at - origin;
        for seen in seen.iter().take_while(|seen| seen.at < end) {
            if seen.at + seen.literal.length > end {
                // If it is still one, it is new.
            } else if seen.by_itself && seen.looked_from() >= origin && seen.looked_to <= end {
                self.known.push(Sighting {
                    at: here(seen.at),
                    literal: seen.literal,
                    looked_to: here(seen.looked_to),
                    cut: seen.cut.moved(here),
                    by_itself: true,
                });
            } else {
                self.fresh.push((here(seen.at), seen.literal));
            }
        }
    }

    /// Looks for literals that begin in a stretch and are not the parent's.
    fn look(&mut self, anchors: &'a Anchors, layer: &Layer<'_>, stretch: Range<usize>) {
        anchors.each(&layer.text, stretch, |hit| {
            if layer.is_fresh(hit.start..hit.start + hit.literal.length) {
                self.fresh.push((hit.start, hit.literal));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is to be judged in a layer, and what was.
    fn offsets(sightings: &Sightings<'_>) -> (Vec<usize>, Vec<usize>) {
        (
            sightings.fresh.iter().map(|(at, _)| *at).collect(),
            sightings.known.iter().map(|sighting| sighting.at).collect(),
        )
    }

    /// What was seen of a text, each literal judged by looking at so many bytes.
    fn seen<'a>(anchors: &'a Anchors, source: &Layer<'_>, reach: usize) -> Vec<Sighting<'a>> {
        let judged =
            |(at, literal)| Sighting { at, literal, looked_to: at + reach, cut: Cut::At(at + reach), by_itself: true };
        Sightings::of(anchors, source, &[]).fresh.into_iter().map(judged).collect()
    }

    #[test]
    fn what_stands_as_it_did_is_known_and_what_reaches_into_a_change_is_not() {
        let anchors = Anchors::new().unwrap();
        let text = "ATBB.......... ATBB..%41.. jira";
        let source = Layer::source(text.as_bytes());
        let seen = seen(&anchors, &source, 12);
        let mut builder = source.derive(0);
        builder.copy(0..21);
        builder.push(b'A', 21..24);
        builder.copy(24..text.len());
        let layer = builder.finish();
        let sightings = Sightings::of(&anchors, &layer, &seen);
        assert_eq!(offsets(&sightings), (vec![15, 25], vec![0]), "the last one was looked at beyond the end");
        assert_eq!((sightings.known[0].looked_to, sightings.known[0].cut), (12, Cut::At(12)));
    }

    #[test]
    fn a_literal_that_a_view_broke_or_made_is_seen_as_it_is_now() {
        let anchors = Anchors::new().unwrap();
        for before in [0, 7, 200] {
            let text = format!("{}ATBB%54T", " ".repeat(before)) + "ATB" + "%42;ji%72a" + &" ".repeat(before);
            let source = Layer::source(text.as_bytes());
            let mut parent = seen(&anchors, &source, 4);
            // A literal of which a part is decoded is none any more.
            parent.extend(parent.first().map(|first| Sighting { at: before + 9, ..*first }));
            let mut builder = source.derive(0);
            builder.copy(0..before + 4);
            builder.push(b'T', before + 4..before + 7);
            builder.copy(before + 7..before + 11);
            builder.push(b'B', before + 11..before + 14);
            builder.copy(before + 14..before + 17);
            builder.push(b'r', before + 17..before + 20);
            builder.copy(before + 20..text.len());
            let layer = builder.finish();
            assert_eq!(&layer.text[before..before + 14], concat!("ATBB", "TTATBB", ";jir").as_bytes());
            let expected = (vec![before + 6, before + 11], vec![before]);
            assert_eq!(offsets(&Sightings::of(&anchors, &layer, &parent)), expected, "{before}");
        }
    }
}
