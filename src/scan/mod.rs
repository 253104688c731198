//! One run: the way of every text through the rooms, and what it all amounts to.
//!
//! A text is looked at, what stood there before ([`old_side`]) is left out, the rest is decided and noted. What cannot be
//! checked is noted as well, and the run goes on: one damaged object must not hide what is found in the others. Which texts
//! there are is the business of one file each: [`staged`] content, the [`message`] of a commit, what [`commits`] bring, the whole [`history`], [`files`].

pub mod commits;
pub mod files;
mod folder;
pub mod history;
pub mod known;
mod left_out;
mod looked;
pub mod message;
pub mod old_side;
mod progress;
mod redact;
mod results;
mod shown;
pub mod staged;

use std::collections::BTreeSet;
use std::time::Instant;

use anyhow::Result;

use crate::allow::{Action, Allowlist, Decision, Markers};
use crate::detect::{Detection, Detector};
use crate::finding::{Finding, Secret, Skipped};
use crate::repo::in_batches;
use crate::report::{Entry, Excerpt, Known, Source};
use crate::watchdog;

use self::old_side::OldSide;
use self::progress::Progress;
pub use self::redact::{redacted, told};
pub use self::results::Results;

/// A text to look at.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// Its path, relative to the root; empty for a message.
    pub path: &'a [u8],
    /// What sort of text it is.
    pub source: Source,
    /// The commit that brings it.
    pub commit: Option<&'a str>,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// A run in progress.
#[derive(Debug)]
pub struct Session<'a> {
    /// What finds.
    pub detector: &'a Detector,
    /// What decides.
    allowlist: &'a Allowlist,
    /// When it began.
    started: Instant,
    /// What was found.
    entries: Vec<Entry>,
    /// Values that were noted already, by path; only kept where each is to be reported once.
    seen: Option<BTreeSet<(Vec<u8>, Secret)>>,
    /// What could not be checked, and why.
    failures: Vec<anyhow::Error>,
    /// What could not be looked into beyond its raw bytes.
    skipped: Vec<Skipped>,
    /// Texts looked at.
    files: usize,
    /// Their bytes.
    bytes: u64,
    /// Markers that would excuse a finding where they counted.
    unheeded: usize,
    /// Tells people how far it is, if they wait.
    progress: Option<Progress>,
}

impl<'a> Session<'a> {
    /// Whether what cannot be looked into is told in full.
    pub fn tells_skipped(&self) -> bool {
        self.allowlist.policy().skipped() != Action::Allow
    }

    /// Begins a run.
    pub fn new(detector: &'a Detector, allowlist: &'a Allowlist) -> Self {
        Self {
            detector,
            allowlist,
            started: Instant::now(),
            entries: Vec::new(),
            seen: None,
            failures: Vec::new(),
            skipped: Vec::new(),
            files: 0,
            bytes: 0,
            unheeded: 0,
            progress: None,
        }
    }

    /// Tells people at a terminal how far it is, unless they want it `quiet`.
    #[must_use]
    pub fn watched(mut self, quiet: bool) -> Self {
        self.progress = if quiet { None } else { Progress::watched() };
        self
    }

    /// Says how many texts are to come at most.
    pub fn expect(&mut self, texts: u64) {
        if let Some(progress) = &mut self.progress {
            progress.all = Some(texts);
        }
    }

    /// Reports each value once for a path, where it is met first: for ranges, which see a file again in every commit.
    #[must_use]
    pub fn once(mut self) -> Self {
        self.seen = Some(BTreeSet::new());
        self
    }

    /// A path for an error message: the name of a file can hold a credential, too.
    pub fn shown(&self, path: &[u8]) -> String {
        redacted(self.detector, path)
    }

    /// Notes something that could not be checked.
    pub fn failed(&mut self, error: anyhow::Error) {
        self.failures.push(error);
    }

    /// Takes what a step came to, and notes its error. Whoever looks at many contents ends in this rather than in an error of
    /// its own, which would take along what was found before.
    fn noted<T>(&mut self, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.failed(error)).ok()
    }

    /// Looks at a text; what its old side holds is not new.
    pub fn look(&mut self, text: &Text<'_>, old: Option<&mut OldSide<'_>>) {
        let detection = self.detector.scan(text.path, text.bytes);
        self.looked(text, detection, old);
    }

    /// Counts a text that was looked at, and what of it could not be looked into.
    pub fn counted(&mut self, source: Source, bytes: u64, skipped: Vec<Skipped>) {
        watchdog::progress();
        self.files += usize::from(source == Source::Content);
        self.bytes += bytes;
        self.skipped.extend(skipped);
        if let Some(progress) = &mut self.progress {
            progress.step(bytes);
        }
    }

    /// Forgets what was counted and failed: all of it will be looked at once more.
    pub fn begin_again(&mut self) {
        (self.files, self.bytes) = (0, 0);
        self.skipped.clear();
        self.failures.clear();
    }

    /// Looks at a text that was counted already. `known`: who holds what is found in it.
    pub fn look_again(&mut self, text: &Text<'_>, known: Option<&Known>) {
        let before = self.entries.len();
        let detection = self.detector.scan(text.path, text.bytes);
        self.skipped.extend(detection.skipped);
        self.note(text, detection.findings, None);
        for entry in self.entries.iter_mut().skip(before) {
            entry.known = known.cloned();
        }
    }

    /// Takes in what was found in a text; for those who look at several at once.
    pub fn looked(&mut self, text: &Text<'_>, detection: Detection, old: Option<&mut OldSide<'_>>) {
        self.counted(text.source, text.bytes.len() as u64, detection.skipped);
        if !detection.findings.is_empty() {
            self.note(text, detection.findings, old);
        }
    }

    /// Looks at the name of a file.
    pub fn look_at_name(&mut self, path: &[u8], commit: Option<&str>) {
        if !self.detector.scan(b"", path).findings.is_empty() {
            let text = Text { path, source: Source::Name, commit, bytes: path };
            self.look(&text, None);
        }
    }

    /// Looks at the names of files.
    pub fn look_at_names<'p>(&mut self, paths: impl Iterator<Item = &'p [u8]>) -> Result<()> {
        for path in self.suspects(paths)? {
            self.look_at_name(path, None);
        }
        Ok(())
    }

    /// Those of these names that are worth a look each: many are looked at at once, on all cores if they are very many.
    fn suspects<'p>(&self, paths: impl Iterator<Item = &'p [u8]>) -> Result<Vec<&'p [u8]>> {
        /// Names that are looked at as one text.
        const AT_ONCE: usize = 1_024;
        let paths: Vec<&[u8]> = paths.collect();
        let detector = self.detector;
        let holds_one = |names: &[&[u8]]| !detector.scan(b"", &names.join(&b'\n')).findings.is_empty();
        let mut found = Vec::new();
        if paths.len() <= AT_ONCE {
            found.extend(Some(&paths[..]).filter(|names| holds_one(names)));
        } else {
            in_batches(
                1,
                paths.chunks(AT_ONCE),
                &mut (),
                || Ok(()),
                |(), names| holds_one(names).then_some(names),
                |(), names| found.extend(names),
            )?;
        }
        Ok(found.concat())
    }

    /// Decides about findings and notes them.
    fn note(&mut self, text: &Text<'_>, findings: Vec<Finding>, mut old: Option<&mut OldSide<'_>>) {
        let mut markers = Markers::of(text.bytes);
        for finding in findings {
            let written = if finding.member.is_none() { text.bytes.get(finding.span.clone()) } else { None };
            let written = written.unwrap_or_default();
            if old.as_mut().is_some_and(|old| old.holds(self.detector, &finding, written)) {
                continue;
            }
            if let Some(seen) = &mut self.seen
                && !seen.insert((text.path.to_vec(), finding.secret.clone()))
            {
                continue;
            }
            let decision = self.allowlist.decide(&finding, text.path, &mut markers).unwrap_or_else(|error| {
                self.failures.push(error);
                Decision::unexcused(Action::Block)
            });
            self.unheeded += usize::from(decision.unheeded);
            let quoted = text.source != Source::Name && finding.member.is_none();
            self.entries.push(Entry {
                excerpt: quoted.then(|| Excerpt::around(text.bytes, &finding.span)),
                finding,
                path: text.path.to_vec(),
                source: text.source,
                commit: text.commit.map(str::to_owned),
                action: decision.action,
                // People may have written a credential into it.
                reason: decision.reason.map(|reason| redacted(self.detector, reason.as_bytes())),
                known: None,
            });
        }
    }
}

/// Whether a path is the one named, or in the folder named.
fn is_at_or_below(path: &[u8], name: &[u8]) -> bool {
    name.is_empty() || path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/"))
}
