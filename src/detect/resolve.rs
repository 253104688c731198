//! One secret at one place is one finding.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::finding::{Confidence, Finding};
use crate::rules::{Find, known};

/// A finding, and how it was come by.
#[derive(Debug)]
pub(crate) struct Candidate {
    /// What was found.
    pub(crate) finding: Finding,
    /// Where it stands in the layer it was found in.
    pub(crate) at: Range<usize>,
    /// How many views it took.
    pub(crate) depth: u8,
    /// The committed bytes of what those views decoded around it; its own where there were none.
    pub(crate) carrier: Range<usize>,
}

/// Keeps, of findings whose spans overlap, the one that says most: a passed check before a failed one of a proven kind,
/// that before a shape, that before a name, a credential before what carries it. Of two that pass a check the longer one
/// stays, as one in pieces may pass in part; of two names that for what is decoded, as it is what is meant; else the one
/// found first. Sorted by place.
pub(crate) fn resolve(mut candidates: Vec<Candidate>) -> Vec<Finding> {
    candidates.sort_by_key(|candidate| {
        let length = candidate.finding.secret.bytes().len();
        match weight(&candidate.finding) {
            weight @ VERIFIED => (Reverse(weight), Reverse(length), Reverse(0)),
            weight if weight <= NAMED => (Reverse(weight), Reverse(0), Reverse(candidate.depth)),
            weight => (Reverse(weight), Reverse(0), Reverse(0)),
        }
    });
    let mut taken = Taken::default();
    // What was found encoded, with its carrier.
    let mut encoded: Vec<(u8, Range<usize>)> = Vec::new();
    let mut findings = Vec::with_capacity(candidates.len());
    for Candidate { finding, depth, carrier, .. } in candidates {
        let (weight, span) = (weight(&finding), &finding.span);
        // What only has a name, and turns out to be written in another form, is that other thing.
        let is_carrier =
            encoded.iter().any(|(deeper, of)| depth < *deeper && span.start < of.end && of.start < span.end);
        if weight <= NAMED && is_carrier || !taken.take(span) {
            continue;
        }
        if weight > NAMED && carrier != *span {
            encoded.push((depth, carrier));
        }
        findings.push(finding);
    }
    findings.sort_by_key(|finding| (finding.span.start, finding.span.end));
    findings
}

/// The weight of what passed a check.
const VERIFIED: u8 = 6;
/// The weight of what has a name but no form of its own, at most.
const NAMED: u8 = 3;

/// How much a finding says.
fn weight(finding: &Finding) -> u8 {
    match (finding.confidence, &finding.rule.find) {
        (Confidence::Verified, _) => VERIFIED,
        (Confidence::Altered, _) => 5,
        (Confidence::Likely, Find::Anchored { .. } | Find::Swept | Find::Settled) => 4,
        // Whatever has a kind's name and form is that kind, and not just any random value.
        (Confidence::Likely, Find::Named) if finding.rule.id != known::UNKNOWN_FORMAT_TOKEN.id => NAMED,
        (Confidence::Likely, Find::Named) => 2,
        (Confidence::Likely, Find::Carried) => 1,
    }
}

/// Stretches that are taken, none overlapping another: end by start.
#[derive(Default)]
struct Taken(BTreeMap<usize, usize>);

impl Taken {
    /// Takes a stretch if all of it is free.
    fn take(&mut self, span: &Range<usize>) -> bool {
        // Even an empty stretch takes its place.
        let end = span.end.max(span.start + 1);
        let before = self.0.range(..end).next_back();
        let free = before.is_none_or(|(_, taken_end)| *taken_end <= span.start);
        if free {
            self.0.insert(span.start, end);
        }
        free
    }
}

#[cfg(test)]
mod tests {
    use super::Taken;

    #[test]
    fn what_overlaps_is_not_taken_twice_in_whatever_order() {
        let mut taken = Taken::default();
        assert!(taken.take(&(10..20)));
        for overlapping in [10..20, 5..11, 19..30, 0..100, 12..13, 15..15] {
            assert!(!taken.take(&overlapping), "{overlapping:?}");
        }
        for free in [0..10, 20..25, 30..30, 31..40] {
            assert!(taken.take(&free), "{free:?}");
        }
        assert!(!taken.take(&(8..9)));
    }
}
