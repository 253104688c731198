//! One secret at one place is one finding.

use crate::finding::{Confidence, Finding};
use crate::rules::Find;

/// Keeps, of findings whose spans overlap, the one that says most: a passed check before a failed one of a proven kind,
/// that before context alone, an inner credential before its carrier. Sorted by place.
pub(crate) fn resolve(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|one, other| {
        (one.span.start, one.span.end, weight(other)).cmp(&(other.span.start, other.span.end, weight(one)))
    });
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        // What was kept last may overlap; anything before it ends earlier than that begins or was beaten by it.
        match kept.last() {
            Some(last) if finding.span.start < last.span.end => {
                if weight(&finding) > weight(last) {
                    kept.pop();
                    kept.push(finding);
                }
            }
            _ => kept.push(finding),
        }
    }
    kept
}

/// How much a finding says; of two with the same weight the first stays.
fn weight(finding: &Finding) -> u8 {
    match (finding.confidence, &finding.rule.find) {
        (Confidence::Verified, _) => 5,
        (Confidence::Altered, _) => 4,
        (Confidence::Likely, Find::Carried) => 1,
        (Confidence::Likely, Find::Named) => 2,
        (Confidence::Likely, _) => 3,
    }
}
