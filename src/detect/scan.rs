//! One text being looked at, layer by layer.

use std::ops::Range;

use super::anchors::Lead;
use super::budget::Budget;
use super::check::{self, Proof};
use super::context::File;
use super::gate::Gates;
use super::layer::Layer;
use super::patterns::Patterns;
use super::resolve::Candidate;
use super::view::{self, Signs, Sink};
use super::{Detection, Detector, context, place, resolve, runs, settle, sweep};
use crate::finding::{Confidence, Finding, Place, Secret, Setting, Skipped};
use crate::rules::{self, Find, Gate, Rule};

/// Looks at one text.
pub(super) fn text(detector: &Detector, path: &[u8], text: &[u8]) -> Detection {
    let budget = Budget::new(text.len());
    let mut scan = Scan {
        detector,
        path,
        file: File::at(path),
        budget: &budget,
        altered: 0,
        candidates: Vec::new(),
        skipped: Vec::new(),
    };
    scan.layer(&Layer::source(text));
    scan.skipped.extend(budget.reason().map(|reason| Skipped { path: path.to_vec(), reason }));
    scan.finish(text)
}

/// One text being looked at.
struct Scan<'d> {
    /// Prefilter and patterns.
    detector: &'d Detector,
    /// The text's path.
    path: &'d [u8],
    /// What that says of what stands in it.
    file: File,
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
            let mut complete = None;
            for lead in hit.leads {
                match *lead {
                    Lead::Product => {
                        products.push(hit.start);
                        return;
                    }
                    Lead::Rule(rule, offset) => {
                        let start = hit.start.checked_sub(offset);
                        complete = start.and_then(|start| self.try_rule(layer, &mut gates, rule, start));
                    }
                }
                // What has the form of one kind has that of no other.
                if complete.is_some() {
                    break;
                }
            }
            if complete != Some(true) {
                missed.push(hit.start);
            }
        });
        let runs = runs::find(text);
        sweep::dc_pats(text, &runs, |span| self.swept("atlassian-dc-pat", layer, span));
        sweep::legacy_tokens(text, &runs, |span| self.swept("atlassian-api-token-legacy", layer, span));
        // Where pieces were put together that may not belong together, a name proves nothing.
        if !layer.joined {
            for found in context::find(self.file, layer, &products) {
                self.found(layer, found.rule, found.start, found.proof);
            }
        }
        settle::settle(&mut self.candidates[found_before..], self.path, text);
        let signs = Signs { runs: &runs, missed: &missed, products: &products };
        let budget = self.budget;
        view::each(layer, &signs, &mut Sink { budget, visit: &mut |other| self.layer(&other) });
    }

    /// Tries a rule's pattern and check at `start`; if there is one, whether it is whole.
    fn try_rule(
        &mut self,
        layer: &Layer<'_>,
        gates: &mut Gates<'_>,
        rule: &'static Rule,
        start: usize,
    ) -> Option<bool> {
        let Find::Anchored { pattern, gate, check, .. } = rule.find else { return None };
        let text = &*layer.text;
        if !gates.passes(gate, start) {
            return None;
        }
        // The longest pattern, a JWT, is bounded; so is what the regex may look at.
        const LONGEST: usize = 20_000;
        let window = &text[start..text.len().min(start + LONGEST)];
        let length = match gates.length(gate) {
            Some(length) => Patterns::may_match(pattern, window).then_some(length)?,
            None => self.detector.patterns.end(pattern, window)?,
        };
        let proof = check(text, start..start + length)?;
        gates.found(&(start..proof.end));
        let whole = proof.confidence != Confidence::Altered && !view::goes_on(text, proof.end);
        self.found(layer, rule, start, proof);
        Some(whole)
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
