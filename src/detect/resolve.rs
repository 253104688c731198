//! One secret at one place is one finding.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::finding::{Confidence, Finding};
use crate::rules::Find;

/// Keeps, of findings whose spans overlap, the one that says most: a passed check before a failed one of a proven kind,
/// that before a shape, that before a name, a credential before what carries it. Of two that pass a check the longer one
/// stays, as one in pieces may pass in part; else the one found first: what is written plainly comes before what a view
/// read. Sorted by place.
pub(crate) fn resolve(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| {
        let passed = finding.confidence == Confidence::Verified;
        (Reverse(weight(finding)), Reverse(if passed { finding.secret.bytes().len() } else { 0 }))
    });
    let mut taken = Taken::default();
    findings.retain(|finding| taken.take(&finding.span));
    findings.sort_by_key(|finding| (finding.span.start, finding.span.end));
    findings
}

/// How much a finding says.
fn weight(finding: &Finding) -> u8 {
    match (finding.confidence, &finding.rule.find) {
        (Confidence::Verified, _) => 6,
        (Confidence::Altered, _) => 5,
        (Confidence::Likely, Find::Anchored { .. } | Find::Swept | Find::Settled) => 4,
        // Whatever has a kind's name and form is that kind, and not just any random value.
        (Confidence::Likely, Find::Named) if finding.rule.id != "atlassian-unknown-format-token" => 3,
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
