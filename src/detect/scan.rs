//! One text being looked at, layer by layer.

use std::ops::Range;

use super::anchors::{Lead, Literal};
use super::budget::Budget;
use super::check::{self, Proof};
use super::context::File;
use super::gate::{Form, Gates};
use super::layer::Layer;
use super::patterns::Patterns;
use super::resolve::Candidate;
use super::sighting::{Sighting, Sightings};
use super::view::{self, Cut, Missed, Signs, Sink};
use super::{Detection, Detector, context, place, placeholder, resolve, runs, settle, sweep};
use crate::finding::{Confidence, Finding, Place, Secret, Setting, Skipped};
use crate::rules::{Find, Gate, Rule, known};

/// Credentials that fail their check and are told of, of one text.
const MOST_ALTERED: usize = 1_000;

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
    scan.layer(&Layer::source(text), None);
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

impl<'d> Scan<'d> {
    /// Looks at one layer and at those that views make of it; `parent` is what was seen of the one that it was made of.
    fn layer(&mut self, layer: &Layer<'_>, parent: Option<&[Sighting<'d>]>) {
        // A large text is looked at in many layers.
        crate::watchdog::progress();
        let text = &*layer.text;
        let found_before = self.candidates.len();
        let anchors = &self.detector.anchors;
        let mut gates = Gates::new(text);
        let mut seen = Vec::new();
        if let Some(parent) = parent {
            let Sightings { fresh, known } = Sightings::of(anchors, layer, parent);
            seen = known;
            seen.extend(fresh.into_iter().map(|(at, literal)| self.judge(layer, &mut gates, at, literal)));
            // What was known and what was judged are in order, each by itself.
            seen.sort_by_key(|sighting| sighting.at);
        } else {
            let all = 0..text.len();
            anchors.each(text, all, |hit| seen.push(self.judge(layer, &mut gates, hit.start, hit.literal)));
        }
        let is_product = |sighting: &&Sighting<'_>| matches!(sighting.literal.lead, Lead::Product);
        let products: Vec<usize> = seen.iter().filter(is_product).map(|sighting| sighting.at).collect();
        let is_cut = |sighting: &&Sighting<'_>| sighting.cut != Cut::No;
        let missed = |seen: &Sighting<'_>| Missed { at: seen.at, start: seen.looked_from(), cut: seen.cut };
        let missed: Vec<_> = seen.iter().filter(is_cut).map(missed).collect();
        let runs = runs::find(text);
        sweep::dc_pats(text, &runs, |span| self.swept(known::DC_PAT, layer, span));
        sweep::legacy_tokens(text, &runs, |span| self.swept(known::API_TOKEN_LEGACY, layer, span));
        // Where pieces were put together that may not belong together, a name proves nothing.
        if !layer.joined {
            for found in context::find(self.file, layer, &products) {
                self.found(layer, found.rule, found.start, found.proof);
            }
        }
        settle::settle(&mut self.candidates[found_before..], self.path, text);
        let signs = Signs { runs: &runs, missed: &missed, products: &products };
        let budget = self.budget;
        view::each(layer, &signs, &mut Sink { budget, visit: &mut |other| self.layer(&other, Some(&seen)) });
    }

    /// Makes of a literal what can be made of it.
    fn judge(&mut self, layer: &Layer<'_>, gates: &mut Gates<'_>, at: usize, literal: &'d Literal) -> Sighting<'d> {
        let nothing = Form::other(at + literal.length);
        let form = match &literal.lead {
            Lead::Product => nothing,
            Lead::Credential { gate, offset, rules } => match at.checked_sub(*offset) {
                Some(start) => self.credential(layer, gates, *gate, rules, start),
                None => nothing,
            },
        };
        let looked_to = form.looked_to.min(layer.text.len());
        Sighting { at, literal, looked_to, cut: form.cut, by_itself: form.by_itself }
    }

    /// Looks for a credential of these kinds at `start`; what stands there.
    fn credential(
        &mut self,
        layer: &Layer<'_>,
        gates: &mut Gates<'_>,
        gate: Gate,
        rules: &[&'static Rule],
        start: usize,
    ) -> Form {
        let form = gates.form(gate, start);
        if !form.fits {
            return form;
        }
        let text = &*layer.text;
        // The longest pattern, a JWT, is bounded; so is what the regex may look at.
        const LONGEST: usize = 20_000;
        let window = &text[start..text.len().min(start + LONGEST)];
        // What has the form of one kind has that of no other.
        let found = rules.iter().find_map(|rule| {
            let Find::Anchored { pattern, check, .. } = rule.find else { return None };
            let length = if let Some(length) = form.length {
                Patterns::may_match(pattern, window).then_some(length)?
            } else {
                let length = self.detector.patterns.end(pattern, window)?;
                let is_joined = layer.joined && gate == Gate::WebToken;
                if is_joined { joined_end(layer, start..start + length)? } else { length }
            };
            Some((*rule, check(text, start..start + length)?))
        });
        let Some((rule, proof)) = found else { return form };
        let (end, altered) = (proof.end, proof.confidence == Confidence::Altered);
        if !self.found(layer, rule, start, proof) {
            return form;
        }
        gates.found(&(start..end));
        if altered {
            return form;
        }
        Form { looked_to: form.looked_to.max(view::reach(text, end)), cut: Cut::At(end), ..form }
    }

    /// Notes a credential that a sweep found and proved.
    fn swept(&mut self, rule: &'static Rule, layer: &Layer<'_>, span: Range<usize>) {
        let proof = Proof::new(span.end, &layer.text[span.clone()], Confidence::Verified);
        self.found(layer, rule, span.start, proof);
    }

    /// Notes a credential that starts at `start` in this layer, if it counts there; false if it is plainly a placeholder.
    fn found(&mut self, layer: &Layer<'_>, rule: &'static Rule, start: usize, proof: Proof) -> bool {
        let span = start..proof.end;
        let named = matches!(rule.find, Find::Named | Find::Carried) && proof.confidence == Confidence::Likely;
        // What a view left as it was has been judged with what stands around it there.
        // The name that gives it its meaning stands right before.
        const NAME: usize = 48;
        let fresh = || layer.is_fresh(span.clone()) || layer.is_fresh(start.saturating_sub(NAME)..start);
        if named && !fresh() || layer.joined && !stands_joined(rule, &proof) {
            return true;
        }
        let altered = proof.confidence == Confidence::Altered;
        if altered && self.altered > MOST_ALTERED {
            return true;
        }
        // Asked last, as it costs most.
        if proof.is_filler() {
            return false;
        }
        if altered && !self.tells_altered() {
            return true;
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
        true
    }

    /// Counts a credential that fails its check; false if there are so many that nobody would read of another one.
    fn tells_altered(&mut self) -> bool {
        self.altered += 1;
        if self.altered == MOST_ALTERED + 1 {
            let reason = format!("over {MOST_ALTERED} altered credentials");
            self.skipped.push(Skipped { path: self.path.to_vec(), reason });
        }
        self.altered <= MOST_ALTERED
    }

    /// Resolves overlaps and fills in the places.
    fn finish(self, source: &[u8]) -> Detection {
        let mut findings = resolve::resolve(self.candidates);
        findings.retain(|finding| !finding.fingerprint().is_some_and(placeholder::is_published));
        let spans: Vec<_> = findings.iter().map(|finding| finding.span.clone()).collect();
        for (finding, place) in findings.iter_mut().zip(place::places(source, &spans)) {
            finding.place = place;
        }
        Detection { findings, skipped: self.skipped }
    }
}

/// The length of a web token where pieces were put together: it is whole, and ends with one of them.
fn joined_end(layer: &Layer<'_>, span: Range<usize>) -> Option<usize> {
    let ends =
        |length: &usize| *length == span.len() || layer.is_fresh(span.start + length - 1..span.start + length + 1);
    check::jwt::whole_lengths(&layer.text[span.clone()]).find(ends)
}

/// Whether a find with a form of its own counts where pieces were put together that may not belong together: what has no
/// certain end may go on into what follows.
fn stands_joined(rule: &Rule, proof: &Proof) -> bool {
    let secret = &proof.secret;
    let ends_well = match rule.find {
        Find::Anchored { gate: Gate::PersonalToken, .. } => secret.len() == check::BITBUCKET_DC_TOKEN,
        Find::Anchored { gate: Gate::Hook, .. } => secret.len() == 40 && secret.iter().all(u8::is_ascii_hexdigit),
        _ => true,
    };
    proof.confidence != Confidence::Altered && ends_well
}
