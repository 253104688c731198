//! Whether a rule's pattern is worth trying where its literal stands.
//!
//! A text can be full of literals, and a pattern that reaches far would be matched anew at each of them. So a run of token
//! characters is measured once for all literals in it, and its checksum is asked before its pattern. Whatever a check could
//! prove passes; of what it could not, the first in a run does.

mod family;
mod web_token;

use std::ops::Range;

use self::family::Family;
use self::web_token::WebTokens;
use super::byte_set;
use super::check::{crc_tail, is_upper_hex};
use crate::rules::Gate;

/// The gates of one text, which must be asked in the order of offsets.
#[derive(Debug)]
pub(crate) struct Gates<'t> {
    /// The text.
    text: &'t [u8],
    /// The 192-character family.
    family: Family<'t>,
    /// JSON web tokens.
    web_tokens: WebTokens<'t>,
    /// Runs of what a personal access token consists of.
    base64: Runs<'t>,
    /// Where the last credential ends that was found.
    found: usize,
    /// The last answer: rules of one form are asked one after the other.
    last: Option<(Gate, usize, bool)>,
}

impl<'t> Gates<'t> {
    /// Ready for a text.
    pub(crate) fn new(text: &'t [u8]) -> Self {
        Self {
            text,
            family: Family::new(text),
            web_tokens: WebTokens::new(text),
            base64: Runs::new(text, &IN_PERSONAL_TOKENS),
            found: 0,
            last: None,
        }
    }

    /// Whether a pattern may match at this offset, and its check may make something of it.
    pub(crate) fn passes(&mut self, gate: Gate, start: usize) -> bool {
        if let Some((of, at, answer)) = self.last
            && (of, at) == (gate, start)
        {
            return answer;
        }
        let answer = match gate {
            Gate::Open => true,
            Gate::Family => self.family.passes(start),
            Gate::WebToken => self.web_tokens.passes(start),
            Gate::Tail(length) => self.has_tail(start, length),
            Gate::PersonalToken => self.is_personal_token(start),
        };
        self.last = Some((gate, start, answer));
        answer
    }

    /// The length of what passed last, if that was measured: as long as what the pattern matches.
    pub(crate) fn length(&self, gate: Gate) -> Option<usize> {
        matches!(gate, Gate::Family).then(|| self.family.length())
    }

    /// Notes what was found: what begins inside is only worth a look if it can be proved.
    pub(crate) fn found(&mut self, span: &Range<usize>) {
        self.found = self.found.max(span.end);
    }

    /// Whether `length` bytes end in eight digits, which are their checksum unless nothing was found here yet.
    fn has_tail(&self, start: usize, length: usize) -> bool {
        let Some(token) = self.text.get(start..start + length) else { return false };
        token.last_chunk::<8>().is_some_and(|tail| tail.iter().all(|byte| is_upper_hex(*byte)))
            && (start >= self.found || crc_tail(token))
    }

    /// Whether a personal access token may stand behind `BBDC-`: one that its structure proves, or one of about its length.
    fn is_personal_token(&mut self, start: usize) -> bool {
        const PREFIX: usize = "BBDC-".len();
        const LENGTH: Range<usize> = 40..51;
        let body = start + PREFIX;
        let length = self.base64.end(body).saturating_sub(body);
        let near = &self.text[body..self.text.len().min(body + LENGTH.end)];
        let escaped = near.contains(&b'%');
        let proved = matches!(near.first(), Some(b'M' | b'N' | b'O')) && near.get(16) == Some(&b'O');
        let bounded = LENGTH.contains(&length) || matches!(near.last(), Some(b'+' | b'/'));
        length >= LENGTH.start && (escaped || proved || bounded)
    }
}

/// Runs of bytes of one sort, each measured once.
#[derive(Debug)]
struct Runs<'t> {
    /// The text.
    text: &'t [u8],
    /// Whether a byte belongs to a run.
    member: &'static [bool; 256],
    /// The run measured last.
    last: Range<usize>,
}

impl<'t> Runs<'t> {
    /// Runs of such bytes.
    fn new(text: &'t [u8], member: &'static [bool; 256]) -> Self {
        Self { text, member, last: 0..0 }
    }

    /// Where the run ends that goes on at this offset; the offset itself if none does.
    fn end(&mut self, at: usize) -> usize {
        if !self.last.contains(&at) {
            let rest = self.text.get(at..).unwrap_or_default();
            self.last = at..at + byte_set::leading(self.member, rest);
        }
        self.last.end
    }
}

/// Letters, digits, `-` and `_`: what most tokens are made of.
static URL_SAFE: [bool; 256] = byte_set::letters_digits_and(b"-_");

/// What personal access tokens are written in.
static IN_PERSONAL_TOKENS: [bool; 256] = byte_set::letters_digits_and(b"+/_-%");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::patterns::Patterns;
    use crate::mint::Mint;
    use crate::rules::{self, Find};

    /// Whether a token passes at its start, within other text.
    fn passes(gate: Gate, before: &str, token: &str, behind: &str) -> bool {
        Gates::new(format!("{before}{token}{behind}").as_bytes()).passes(gate, before.len())
    }

    #[test]
    fn whatever_can_be_proved_passes() {
        let mut mint = Mint::seeded(71);
        for _ in 0..200 {
            let cases = [
                (Gate::Family, mint.long_token("ATAT", "at")),
                (Gate::Family, mint.long_token("ATST", "at").replace('=', "%253D")),
                (Gate::Family, mint.long_token("ATCT", "ct").replace('=', "=3D")),
                (Gate::Family, mint.long_token("ATZZ", "zz").replace('=', "\\u003d")),
                (Gate::Tail(36), mint.atbb()),
                (Gate::Tail(76), mint.atoa()),
                (Gate::Tail(76), mint.atta()),
                (Gate::PersonalToken, format!("BBDC-{}", mint.dc_pat())),
                (Gate::PersonalToken, format!("BBDC-{}", mint.dc_pat().replace('+', "%2B").replace('/', "%2f"))),
                (Gate::WebToken, mint.jwt_session()),
                (Gate::WebToken, mint.jwt_access()),
                (Gate::WebToken, mint.jwt_refresh()),
            ];
            for (gate, token) in cases {
                for (before, behind) in [("", ""), ("aA3_", "\""), ("ATATT3xFf", "@host"), ("\\n", "&x=1")] {
                    assert!(passes(gate, before, &token, behind), "{gate:?} {before:?} {behind:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_measured_is_what_the_pattern_matches() {
        let mut mint = Mint::seeded(73);
        let pattern = rules::by_id("atlassian-token-unknown").map(|rule| &rule.find);
        let Some(Find::Anchored { pattern, .. }) = pattern else { panic!("the rule has a pattern") };
        let patterns = Patterns::new();
        for _ in 0..200 {
            let token = mint.long_token("ATAT", "at");
            let long = mint.alphanumeric(900);
            let bodies = [&token[..], &token[..150], &format!("{}{long}", &token[..30]), &format!("{token}{long}")];
            for body in bodies {
                for (equals, behind) in
                    [("=", ""), ("%3D", "0A"), ("\\u003d", "x"), ("=3D", "0"), ("&#61;", ";"), ("", "=x")]
                {
                    let text = format!("{}{behind}", body.replace('=', equals));
                    let mut gates = Gates::new(text.as_bytes());
                    if gates.passes(Gate::Family, 0) {
                        assert_eq!(
                            gates.length(Gate::Family),
                            patterns.end(pattern, text.as_bytes()),
                            "{equals} {behind}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_no_token_is_not_tried() {
        let mut mint = Mint::seeded(72);
        for (gate, text) in [
            (Gate::Family, "ATATT3xFfGF0...".to_owned()),
            (Gate::Family, format!("ATaTT3xFf{}", "aB3".repeat(60))),
            (Gate::Tail(36), "ATBB".repeat(20)),
            (Gate::PersonalToken, "BBDC-".repeat(30)),
            (Gate::WebToken, mint.jwt_foreign()),
            (Gate::WebToken, "eyJhbGci".repeat(200)),
        ] {
            assert!(!passes(gate, "", &text, " "), "{gate:?}");
        }
    }

    #[test]
    fn of_a_run_that_proves_nothing_only_the_first_is_tried() {
        let text = "ATATT3xFfGF0".repeat(40);
        let mut gates = Gates::new(text.as_bytes());
        assert!(gates.passes(Gate::Family, 0));
        assert!(!gates.passes(Gate::Family, 12));
    }
}
