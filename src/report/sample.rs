//! One set of findings for the tests of all formats: every rule, and every ugly thing that may stand around one.

use std::collections::{BTreeMap, HashSet};

use hmac_sha256::Hash;

use super::terminal::acts_or_hides;
use super::{Entry, Excerpt, Known, Settings, Source, Summary, reporter};
use crate::allow::Action;
use crate::cli::Format;
use crate::detect::Detector;
use crate::exit::Outcome;
use crate::finding::{Confidence, Finding, Place, Secret, Setting, Skipped};
use crate::mint::Mint;
use crate::rules::{self, Severity, State};

/// A kind whose values can be guessed.
const PASSWORD: &str = "atlassian-account-password";

/// A path with everything that could hurt: escape codes, a line break, a bidirectional override, markup, `%`, `,`, `::`.
pub(super) const UGLY: &str = "ugly\u{1b}[2J\n::error::x/##[group]a,b%25:|`<b>\u{202e}\u{200b} {x}[1]*?.env";

/// Makes entries out of texts by the real detector.
#[derive(Debug)]
pub(super) struct Sample {
    /// The findings.
    pub(super) entries: Vec<Entry>,
    /// What must not stand in any output.
    pub(super) secrets: Vec<String>,
    /// Makes the credentials.
    pub(super) mint: Mint,
    /// Finds them.
    detector: Detector,
}

impl Sample {
    /// No findings yet.
    pub(super) fn empty() -> Self {
        Self { entries: Vec::new(), secrets: Vec::new(), mint: Mint::seeded(90), detector: Detector::new().unwrap() }
    }

    /// Every rule, and every ugly thing.
    pub(super) fn whole() -> Self {
        let mut sample = Self::empty();
        for rule in rules::all() {
            for hit in (rule.examples)(&mut sample.mint).hits {
                sample.text(format!("rules/{}/{}", rule.id, hit.path).as_bytes(), &hit.text);
            }
        }
        let [one, two, three] = [sample.mint.atta(), sample.mint.atbb(), sample.mint.dc_pat()];
        sample.text(
            b"several.sh",
            &format!("x=1\nrun --a {one} -p {two} 'neighbourPassword' pat={three} me@neighbour.net\n"),
        );
        let token = sample.mint.long_token("ATAT", "at");
        sample.text(UGLY.as_bytes(), &format!("\u{1b}[31mtoken: {token}\u{1b}[0m"));
        let token = sample.mint.atta();
        sample.text(b"caf\xe9/\xff.env", &format!("T={token}\n"));
        let expired = sample.mint.jwt_oauth("ACCESS", 1_500_000_000);
        sample.text(b"old.json", &format!("{{\"access_token\":\"{expired}\"}}\n"));
        let either = sample.mint.long_token("ATCT", "ct");
        sample.text(b"either.txt", &either);
        let altered = sample.mint.long_token("ATAT", "at").replace("T3xFfGF0", "T3xFfGF1");
        sample.text(b"altered.txt", &format!("key = {altered}"));
        sample.name();
        sample.password();
        let token = sample.mint.atta();
        sample.text(b"", &format!("Fix the login\n\nwith {token}\n"));
        sample.entries.last_mut().unwrap().source = Source::Message;
        sample.decorate();
        sample
    }

    /// Adds what the detector finds in a text, blocking unless altered or expired.
    pub(super) fn text(&mut self, path: &[u8], text: &str) {
        let findings = self.detector.scan(path, text.as_bytes()).findings;
        assert!(!findings.is_empty(), "{path:?}");
        for finding in findings {
            let excerpt = Some(Excerpt::around(text.as_bytes(), &finding.span));
            self.add(finding, path, Source::Content, excerpt);
        }
    }

    /// Adds a finding.
    fn add(&mut self, finding: Finding, path: &[u8], source: Source, excerpt: Option<Excerpt>) {
        let harmless = finding.confidence == Confidence::Altered || finding.state == State::Expired;
        self.secrets.push(String::from_utf8(finding.secret.bytes().to_vec()).unwrap());
        self.entries.push(Entry {
            finding,
            path: path.to_vec(),
            source,
            commit: None,
            action: if harmless { Action::Warn } else { Action::Block },
            reason: None,
            known: None,
            excerpt,
        });
    }

    /// A file named after its token, in a written form of its own, and with the same token in it.
    fn name(&mut self) {
        let token = self.mint.long_token("ATAT", "at");
        let path = format!("tokens/{}.txt", token.replace('=', "%3D"));
        for finding in self.detector.scan(b"", path.as_bytes()).findings {
            self.add(finding, path.as_bytes(), Source::Name, None);
        }
        self.text(path.as_bytes(), &token);
        let member = format!("backup/{token}/{token}");
        self.text(b"a.zip", &token);
        let entry = self.entries.last_mut().unwrap();
        (entry.finding.member, entry.excerpt) = (Some(member.into_bytes()), None);
    }

    /// A password, also in the path, next to a hostile server name.
    fn password(&mut self) {
        let word = self.mint.alphanumeric(12);
        let text = format!("confluence.password={word}\n");
        let start = text.find(&word).unwrap();
        let finding = Finding {
            rule: rules::by_id(PASSWORD).unwrap(),
            also: None,
            confidence: Confidence::Likely,
            state: State::Live,
            severity: Severity::High,
            span: start..start + word.len(),
            place: Place { line: 1, column: start + 1, end_line: 1, end_column: start + 1 + word.len() },
            member: None,
            secret: Secret::new(word.as_bytes()),
            expires: None,
            setting: Setting { carrier: None, server: Some(format!("https://\u{1b}]0;evil\u{7}.corp/{word}")) },
        };
        let excerpt = Excerpt::around(text.as_bytes(), &finding.span);
        self.add(finding.clone(), b"conf/app.properties", Source::Content, Some(excerpt.clone()));
        self.add(finding, format!("of {word}/app.properties").as_bytes(), Source::Content, Some(excerpt));
    }

    /// Gives some entries a commit, a reason, a holder, another action.
    fn decorate(&mut self) {
        let secret = self.secrets[0].clone();
        self.entries[0].known = Some(Known::Head);
        self.entries[1].known = Some(Known::Upstream(format!("origin/\u{1b}[1m{secret}")));
        self.entries[2].commit = Some("0123456789abcdef0123456789abcdef01234567".to_owned());
        self.entries[3].action = Action::Allow;
        self.entries[3].reason = Some(format!("revoked\u{1b}[0m, was {secret}"));
    }

    /// What the entries amount to.
    pub(super) fn summary(&self) -> Summary {
        let count = |action| self.entries.iter().filter(|entry| entry.action == action).count();
        let blocked = count(Action::Block);
        let secret = self.secrets.first().cloned().unwrap_or_default();
        Summary {
            outcome: if blocked > 0 { Outcome::Findings } else { Outcome::Clean },
            blocked,
            warned: count(Action::Warn),
            allowed: count(Action::Allow),
            files: 7,
            bytes: 1234,
            skipped: match secret.as_str() {
                "" => Vec::new(),
                _ => {
                    vec![Skipped { path: format!("x/{secret}/\u{1b}.7z").into_bytes(), reason: "encrypted".to_owned() }]
                }
            },
            skipped_told: false,
            notices: Vec::new(),
            seconds: 0.012_34,
        }
    }

    /// The report in a format, checked for what must hold in every one of them.
    pub(super) fn report(&self, format: Format, settings: &Settings) -> String {
        let mut out = Vec::new();
        let notes = reporter(format, settings).report(&self.entries, &self.summary(), &mut out).unwrap();
        let report = String::from_utf8(out).unwrap();
        self.assert_safe(&report, settings.colour);
        self.assert_safe(&notes.join("\n"), false);
        report
    }

    /// Asserts that a text tells no secret, nor a piece or a hash of one, and cannot act on a terminal.
    pub(super) fn assert_safe(&self, text: &str, colours: bool) {
        const PIECE: usize = 9;
        let pieces: HashSet<&[u8]> = text.as_bytes().windows(PIECE).collect();
        for entry in &self.entries {
            let secret = entry.finding.secret.bytes();
            // The prefix of a kind is nobody's secret, nor is the base64 of what all payloads of a JWT hold: of those the
            // signature is looked for.
            let public = match secret.iter().rposition(|byte| *byte == b'.') {
                Some(signature) => signature,
                None => entry.finding.rule.public_prefix,
            };
            for piece in secret[public.min(secret.len())..].windows(PIECE) {
                assert!(!pieces.contains(piece), "a piece of {} in {text:.2000}", entry.finding.rule.id);
            }
            let whole = std::str::from_utf8(secret).unwrap();
            assert!(!text.contains(whole), "{} in {text:.2000}", entry.finding.rule.id);
            if !entry.finding.rule.high_entropy {
                let plain = data_encoding::HEXLOWER.encode(&Hash::hash(secret));
                for hash in [entry.finding.secret.fingerprint().to_string(), plain] {
                    assert!(!text.to_lowercase().contains(&hash[..12]), "a hash in {text}");
                }
            }
        }
        for neighbour in ["neighbourPassword", "neighbour.net"] {
            assert!(!text.contains(neighbour), "a neighbour in {text}");
        }
        let raw =
            |character: char| acts_or_hides(character) && character != '\n' && !(colours && character == '\u{1b}');
        assert!(!text.contains(raw), "{:?} in {text:?}", text.chars().find(|character| raw(*character)));
    }

    /// A great many findings of a few kinds in many files.
    pub(super) fn many(count: usize) -> Self {
        let mut sample = Self::empty();
        let mut kinds: BTreeMap<usize, (String, Finding)> = BTreeMap::new();
        for kind in 0..10 {
            let text = match kind {
                0 => sample.mint.long_token("ATAT", "at"),
                1 => sample.mint.atta(),
                2 => sample.mint.atoa(),
                3 => sample.mint.dc_pat(),
                4 => sample.mint.atbb(),
                5 => sample.mint.jwt_session(),
                6 => sample.mint.jwt_refresh(),
                7 => sample.mint.legacy(),
                8 => sample.mint.long_token("ATST", "at"),
                _ => format!("BBDC-{}", sample.mint.dc_pat()),
            };
            let text = format!("token: \"{text}\"\n");
            let finding = sample.detector.scan(b"x", text.as_bytes()).findings.remove(0);
            kinds.insert(kind, (text, finding));
        }
        for number in 0..count {
            let (text, finding) = &kinds[&(number % 10)];
            let mut finding = finding.clone();
            finding.place.line = number + 1;
            finding.place.end_line = number + 1;
            if number >= 50 {
                // Another value of the same length; nobody checks it again.
                let secret = [&finding.secret.bytes()[..20], format!("{number:024}").as_bytes()].concat();
                finding.secret = Secret::new(secret);
            }
            let excerpt = Excerpt::around(text.as_bytes(), &finding.span);
            sample.add(
                finding,
                format!("src/folder/file{:02}.yml", number % 20).as_bytes(),
                Source::Content,
                Some(excerpt),
            );
        }
        sample
    }
}
