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
}

impl Sighting<'_> {
    /// From where on the text was looked at to judge it.
    fn looked_from(&self) -> usize {
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
    /// Looks for literals in a layer; `parent` is what was seen of the one that it was made of.
    pub(crate) fn of(anchors: &'a Anchors, layer: &Layer<'_>, parent: &[Sighting<'a>]) -> Self {
        let mut sightings = Self::default();
        let mut from = 0;
        for (piece, origin) in layer.plain() {
            sightings.take_over(&piece, origin, parent);
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

    /// Takes over what the parent saw in a piece that stands there at `origin`.
    fn take_over(&mut self, piece: &Range<usize>, origin: usize, parent: &[Sighting<'a>]) {
        let end = origin + piece.len();
        let here = |at: usize| piece.start + at - origin;
        let first = parent.partition_point(|seen| seen.at < origin);
        for seen in parent[first..].iter().take_while(|seen| seen.at < end) {
            if seen.at + seen.literal.length > end {
                // If it is still one, it is new.
            } else if seen.looked_from() >= origin && seen.looked_to <= end {
                self.known.push(Sighting {
                    at: here(seen.at),
                    literal: seen.literal,
                    looked_to: here(seen.looked_to),
                    cut: seen.cut.moved(here),
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
