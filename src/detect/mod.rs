//! Finds credentials in bytes. Knows nothing of git, files or policy.
//!
//! [`Detector::scan`] looks at one text: the prefilter ([`anchors`]) passes over it once; where a literal stands, the rules
//! it leads to try their pattern and their [`check`]; the kinds without a literal have a [`sweep`] of their own. What is
//! written in another form is decoded by a [`view`] into a [`layer`] and looked at in the same way; what is packed is unpacked
//! by [`container`]. At the end [`settle`] tells kinds of
//! one format apart, [`resolve`] keeps one finding for one secret at one place, and [`place`] turns offsets into lines and
//! columns.

mod anchors;
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
mod mark;
mod place;
mod placeholder;
mod resolve;
mod settle;
mod sweep;
mod view;
mod written;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use regex::bytes::Regex;

use self::anchors::{Anchors, Lead};
use self::budget::Budget;
use self::check::Proof;
use self::gate::Gates;
use self::layer::Layer;
use self::resolve::Candidate;
use self::view::{Signs, Sink};
use crate::finding::{Confidence, Finding, Place, Secret, Setting, Skipped};
use crate::rules::{self, Find, Gate, Rule};

/// Everything that looking at a text needs; made once, used for all texts, from any thread.
#[derive(Debug)]
pub struct Detector {
    /// The prefilter.
    anchors: Anchors,
    /// Patterns, compiled on first use; some rules share one.
    patterns: Mutex<BTreeMap<&'static str, Arc<Regex>>>,
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
        Ok(Self { anchors: Anchors::new()?, patterns: Mutex::default() })
    }

    /// Looks at a file, and into it if it is packed. `path` is context: names of files say what is in them.
    pub fn scan(&self, path: &[u8], text: &[u8]) -> Detection {
        let mut detection = self.scan_text(path, text);
        let skipped = container::open(path, text, &mut |member| {
            let mut inside = self.scan_text(&container::member_path(path, &member.name), &member.content);
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

    /// Looks at one text.
    fn scan_text(&self, path: &[u8], text: &[u8]) -> Detection {
        let budget = Budget::new(text.len());
        let mut scan =
            Scan { detector: self, path, budget: &budget, altered: 0, candidates: Vec::new(), skipped: Vec::new() };
        scan.layer(&Layer::source(text));
        scan.skipped.extend(budget.reason().map(|reason| Skipped { path: path.to_vec(), reason }));
        scan.finish(text)
    }

    /// A rule's pattern, compiled; it is matched from the start of what it is given.
    fn pattern(&self, pattern: &'static str) -> Option<Arc<Regex>> {
        let mut patterns = self.patterns.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(regex) = patterns.get(pattern) {
            return Some(Arc::clone(regex));
        }
        let regex = Regex::new(&format!(r"(?-u)\A(?:{})", pattern.replace("EQ", written::EQUALS))).ok()?;
        // A clone of the pattern itself would begin with empty caches each time.
        let regex = Arc::new(regex);
        patterns.insert(pattern, Arc::clone(&regex));
        Some(regex)
    }
}

/// One text being looked at.
struct Scan<'d> {
    /// Prefilter and patterns.
    detector: &'d Detector,
    /// The text's path.
    path: &'d [u8],
    /// How much may be decoded.
    budget: &'d Budget,
    /// How many credentials were found that fail their check.
    altered: usize,
    /// What was found so far, in any order, overlapping.
    candidates: Vec<Candidate>,
    /// What could not be looked into.
    skipped: Vec<Skipped>,
}

impl Scan<'_> {
    /// Looks at one layer and at those that views make of it.
    fn layer(&mut self, layer: &Layer<'_>) {
        // A large text is looked at in many layers.
        crate::watchdog::progress();
        let detector = self.detector;
        let text = &*layer.text;
        let mut products: Vec<usize> = Vec::new();
        let mut missed: Vec<usize> = Vec::new();
        let mut gates = Gates::new(text);
        let found_before = self.candidates.len();
        detector.anchors.each(text, |hit| {
            let mut complete = true;
            for lead in hit.leads {
                match *lead {
                    Lead::Rule(rule, offset) => {
                        complete = hit
                            .start
                            .checked_sub(offset)
                            .is_some_and(|start| self.try_rule(layer, &mut gates, rule, start));
                    }
                    Lead::Product => products.push(hit.start),
                }
                if complete {
                    break;
                }
            }
            if !complete {
                missed.push(hit.start);
            }
        });
        let marks = mark::find(text);
        sweep::dc_pats(text, &marks.runs, |span| self.swept("atlassian-dc-pat", layer, span));
        sweep::legacy_tokens(text, &marks.runs, |span| self.swept("atlassian-api-token-legacy", layer, span));
        // Where pieces were put together that may not belong together, a name proves nothing.
        if !layer.joined {
            for found in context::find(self.path, layer, &products) {
                self.found(layer, found.rule, found.start, found.proof);
            }
        }
        settle::settle(&mut self.candidates[found_before..], self.path, text);
        let signs = Signs { marks: &marks, missed: &missed, products: &products };
        let budget = self.budget;
        view::each(layer, &signs, &mut Sink { budget, visit: &mut |other| self.layer(&other) });
    }

    /// Tries a rule's pattern and check at `start`; whether what is there is whole.
    fn try_rule(&mut self, layer: &Layer<'_>, gates: &mut Gates<'_>, rule: &'static Rule, start: usize) -> bool {
        let Find::Anchored { pattern, gate, check, .. } = rule.find else { return false };
        let text = &*layer.text;
        if !gates.passes(gate, start) {
            return false;
        }
        let Some(regex) = self.detector.pattern(pattern) else { return false };
        // The longest pattern, a JWT, is bounded; so is what the regex may look at.
        const LONGEST: usize = 20_000;
        let window = &text[start..text.len().min(start + LONGEST)];
        let Some(found) = regex.find(window) else { return false };
        let Some(proof) = check(text, start..start + found.end()) else { return false };
        gates.found(&(start..proof.end));
        let whole = proof.confidence != Confidence::Altered && !view::goes_on(text, proof.end);
        self.found(layer, rule, start, proof);
        whole
    }

    /// Notes a credential that a sweep found and proved.
    fn swept(&mut self, rule: &str, layer: &Layer<'_>, span: Range<usize>) {
        let Some(rule) = rules::by_id(rule) else { return };
        let proof = Proof::new(span.end, &layer.text[span.clone()], Confidence::Verified);
        self.found(layer, rule, span.start, proof);
    }

    /// Notes a credential that starts at `start` in this layer.
    fn found(&mut self, layer: &Layer<'_>, rule: &'static Rule, start: usize, proof: Proof) {
        let span = start..proof.end;
        let named = matches!(rule.find, Find::Named | Find::Carried) && proof.confidence == Confidence::Likely;
        // What a view left as it was has been judged with what stands around it there.
        // The name that gives it its meaning stands right before.
        const NAME: usize = 48;
        let fresh = || layer.is_fresh(span.clone()) || layer.is_fresh(start.saturating_sub(NAME)..start);
        if named && !fresh() || layer.joined && !stands_joined(rule, &proof) {
            return;
        }
        if proof.confidence == Confidence::Altered && !self.tells_altered() {
            return;
        }
        let (state, severity) = proof.standing(rule.state, rule.severity);
        let finding = Finding {
            rule,
            also: None,
            confidence: proof.confidence,
            state,
            severity,
            span: layer.to_source(span.clone()),
            place: Place::default(),
            member: None,
            secret: Secret::new(proof.secret),
            expires: proof.expires,
            setting: Setting::default(),
        };
        let carrier = layer.carrier(span.clone());
        self.candidates.push(Candidate { finding, at: span, depth: layer.depth, carrier });
    }

    /// Counts a credential that fails its check; false if there are so many that nobody would read of another one.
    fn tells_altered(&mut self) -> bool {
        const MOST: usize = 1_000;
        self.altered += 1;
        if self.altered == MOST + 1 {
            let reason = format!("over {MOST} altered credentials");
            self.skipped.push(Skipped { path: self.path.to_vec(), reason });
        }
        self.altered <= MOST
    }

    /// Resolves overlaps and fills in the places.
    fn finish(self, source: &[u8]) -> Detection {
        let mut findings = resolve::resolve(self.candidates);
        let spans: Vec<_> = findings.iter().map(|finding| finding.span.clone()).collect();
        for (finding, place) in findings.iter_mut().zip(place::places(source, &spans)) {
            finding.place = place;
        }
        Detection { findings, skipped: self.skipped }
    }
}

/// Whether a find with a form of its own counts where pieces were put together that may not belong together: what has no
/// certain end may go on into what follows.
fn stands_joined(rule: &Rule, proof: &Proof) -> bool {
    let secret = &proof.secret;
    let ends_well = match rule.find {
        Find::Anchored { gate: Gate::WebToken, .. } => check::jwt::is_whole(secret),
        Find::Anchored { gate: Gate::PersonalToken, .. } => secret.len() == check::BITBUCKET_DC_TOKEN,
        Find::Anchored { gate: Gate::Open, .. } => secret.len() == 40 && secret.iter().all(u8::is_ascii_hexdigit),
        _ => true,
    };
    proof.confidence != Confidence::Altered && ends_well
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mint::Mint;
    use crate::rules::Example;

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
