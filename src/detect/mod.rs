//! Finds credentials in bytes. Knows nothing of git or policy, and of a file only its path, which is context.
//!
//! A [`scan`] looks at one text: the prefilter ([`anchors`]) passes over it once; where a literal stands, its [`gate`]
//! measures what follows, and what fits goes to the [`check`] of its kind; the kinds without a literal have a [`sweep`] of
//! their own. What is written in another form is decoded by a [`view`] into a [`layer`] and looked at in the same way; what is
//! packed is unpacked by [`container`]. At the end [`settle`] tells kinds of one format apart, [`resolve`] keeps one finding
//! for one secret at one place, and [`place`] turns offsets into lines and columns.

mod anchors;
mod ansi;
mod budget;
mod byte_set;
pub mod check;
mod container;
mod context;
#[cfg(test)]
mod disguised;
mod gate;
mod landmarks;
mod layer;
mod literals;
mod patterns;
mod place;
mod placeholder;
mod resolve;
mod runs;
mod scan;
mod settle;
mod sighting;
mod sweep;
mod view;
mod written;

use self::anchors::Anchors;
use self::patterns::Patterns;
use crate::finding::{Finding, Skipped};

/// Lines before and behind a place that count as near.
const NEAR_LINES: usize = 10;

/// Everything that looking at a text needs; made once, used for all texts, from any thread.
#[derive(Debug)]
pub struct Detector {
    /// The prefilter.
    anchors: Anchors,
    /// The rules' patterns.
    patterns: Patterns,
}

/// What was found in one text.
#[derive(Debug, Default)]
pub struct Detection {
    /// The credentials, by place.
    pub findings: Vec<Finding>,
    /// What could not be looked into, beyond its raw bytes.
    pub skipped: Vec<Skipped>,
}

impl Detector {
    /// Builds the prefilter.
    ///
    /// # Errors
    /// Only if the searcher cannot be built, which the rule table rules out.
    pub fn new() -> anyhow::Result<Self> {
        Ok(Self { anchors: Anchors::new()?, patterns: Patterns::new() })
    }

    /// Looks at a file, and into it if it is packed. `path` is context: names of files say what is in them.
    pub fn scan(&self, path: &[u8], text: &[u8]) -> Detection {
        let mut detection = scan::text(self, path, text);
        let skipped = container::open(path, text, &mut |member| {
            let path = container::member_path(path, &member.name);
            let mut inside = scan::text(self, &path, &member.content);
            // What is packed without being compressed was found in the file's own bytes already.
            let seen_twice = |outer: &Finding| {
                member.stored.as_ref().is_some_and(|stored| stored.contains(&outer.span.start))
                    && inside.findings.iter().any(|inner| inner.secret == outer.secret)
            };
            detection.findings.retain(|outer| outer.member.is_some() || !seen_twice(outer));
            for finding in &mut inside.findings {
                finding.member = Some(member.name.clone());
            }
            detection.findings.append(&mut inside.findings);
            detection.skipped.append(&mut inside.skipped);
        });
        detection.skipped.extend(skipped);
        detection
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Confidence;
    use crate::mint::Mint;
    use crate::rules::{self, Example};

    /// The ids of what is found in an example.
    fn ids(example: &Example) -> Vec<(&'static str, Confidence)> {
        let detector = Detector::new().unwrap();
        let detection = detector.scan(example.path.as_bytes(), example.text.as_bytes());
        detection.findings.iter().map(|finding| (finding.rule.id, finding.confidence)).collect()
    }

    #[test]
    fn every_rule_hits_its_examples_once_and_leaves_its_misses() {
        for seed in 0..5 {
            let mut mint = Mint::seeded(seed);
            for rule in rules::all() {
                let examples = (rule.examples)(&mut mint);
                assert!(!examples.hits.is_empty(), "{} has no example", rule.id);
                for (number, hit) in examples.hits.iter().enumerate() {
                    let found: Vec<_> = ids(hit).into_iter().map(|(id, _)| id).collect();
                    assert_eq!(found, [rule.id], "hit {number} of {}", rule.id);
                }
                for (number, miss) in examples.misses.iter().enumerate() {
                    let found = ids(miss);
                    let blocks =
                        found.iter().any(|(id, confidence)| *id == rule.id && *confidence != Confidence::Altered);
                    assert!(!blocks, "miss {number} of {}", rule.id);
                }
            }
        }
    }

    #[test]
    fn hits_do_not_hide_each_other() {
        let mut mint = Mint::seeded(31);
        let text = format!("ATTA{}ATBBATBB{}T3xF{}", mint.atta(), mint.atbb(), mint.long_token("ATAT", "at"));
        let found: Vec<_> = ids(&Example::new("x", text)).into_iter().map(|(id, _)| id).collect();
        assert_eq!(found, ["trello-token", "bitbucket-app-password", "atlassian-api-token"]);
    }
}
