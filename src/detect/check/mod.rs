//! The offline proofs: checksums, structures and JWT headers. Each decides what a match of its rule's pattern is worth.
//!
//! Proven checks (CRC of the 192-character family and of app passwords, JWT headers) decide alone: failing them means
//! *altered*. Unproven ones (CRC of OAuth secrets and Trello tokens, the structure behind `BBDC-`) only raise the
//! confidence: failing them leaves *likely*, unless the value is plainly a placeholder.

pub(crate) mod jwt;
mod long;

use std::ops::Range;

use data_encoding::BASE64;

pub(crate) use self::jwt::{jwt_access, jwt_refresh, jwt_session};
pub(crate) use self::long::{LEAST, LONG, TAIL, long_token, long_token_unproven, unlisted_long_token};
use super::{placeholder, written};
use crate::clock;
use crate::finding::Confidence;
use crate::rules::{Severity, State};

/// What a check makes of a match.
#[derive(Debug, PartialEq, Eq)]
pub struct Proof {
    /// End of the credential in the text; may differ from the end of the match.
    pub end: usize,
    /// The credential, written forms decoded.
    pub secret: Vec<u8>,
    /// What it is worth.
    pub confidence: Confidence,
    /// When it ends by its own word, in seconds since 1970.
    pub expires: Option<i64>,
    /// The part of it that would show a placeholder, where no check passed.
    pub(crate) body: Option<Range<usize>>,
}

impl Proof {
    /// A credential that does not end by itself.
    pub(crate) fn new(end: usize, secret: impl Into<Vec<u8>>, confidence: Confidence) -> Self {
        Self { end, secret: secret.into(), confidence, expires: None, body: None }
    }

    /// One that no check proves: a placeholder if this part of it is.
    fn doubtful(self, body: Range<usize>) -> Self {
        Self { body: Some(body), ..self }
    }

    /// Whether it is plainly a placeholder.
    pub(crate) fn is_filler(&self) -> bool {
        let body = self.body.clone().map(|body| self.secret.get(body).unwrap_or_default());
        body.is_some_and(placeholder::is_filler)
    }

    /// State and severity, given those of the rule: a credential more than a day past its own end is expired.
    pub(crate) fn standing(&self, state: State, severity: Severity) -> (State, Severity) {
        match self.expires {
            Some(end) if end < clock::now() - clock::DAY => (State::Expired, Severity::Low),
            _ => (state, severity),
        }
    }
}

/// Judges the match `span` within `text`; `None` if it is no credential at all.
pub type Check = fn(text: &[u8], span: Range<usize>) -> Option<Proof>;

/// Whether the last eight bytes are the CRC-32 of what precedes them, in upper-case hexadecimal digits.
///
/// Confirmed for `ATATT`, `ATCTT` and `ATBB` on published test vectors; see `docs/rules/atlassian-api-token.md`.
pub(crate) fn crc_tail(token: &[u8]) -> bool {
    token.split_last_chunk().is_some_and(|(body, tail)| is_crc(*tail, crc32fast::hash(body)))
}

/// Whether these are the upper-case hexadecimal digits of the number.
pub(crate) fn is_crc(digits: [u8; 8], crc: u32) -> bool {
    let written = |index: usize| b"0123456789ABCDEF"[(crc >> (28 - 4 * index)) as usize & 15];
    digits.iter().enumerate().all(|(index, digit)| *digit == written(index))
}

/// Whether a byte is an upper-case hexadecimal digit.
pub(crate) fn is_upper_hex(byte: u8) -> bool {
    byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte)
}

/// A short token whose CRC is confirmed (`ATBB`).
pub(crate) fn short_token_proven(text: &[u8], span: Range<usize>) -> Option<Proof> {
    short_token(text, span, Confidence::Altered)
}

/// A short token whose CRC is expected by analogy (`ATOA`, `ATTA`).
pub(crate) fn short_token_unproven(text: &[u8], span: Range<usize>) -> Option<Proof> {
    short_token(text, span, Confidence::Likely)
}

/// A four-letter prefix, a body, CRC-32; `otherwise` is what a failing CRC leaves.
fn short_token(text: &[u8], span: Range<usize>, otherwise: Confidence) -> Option<Proof> {
    let token = text.get(span.clone())?;
    if crc_tail(token) {
        return Some(Proof::new(span.end, token, Confidence::Verified));
    }
    Some(Proof::new(span.end, token, otherwise).doubtful(4..token.len() - 8))
}

/// Whether the last 4 of 24 characters are the first 4 upper-case hexadecimal digits of the MD5 of the first 20, and all
/// 24 mix digits, upper and lower case (which 99.94 % of real ones do).
pub(crate) fn legacy_token(token: &[u8]) -> bool {
    let Some((body, tail)) = token.split_last_chunk::<4>() else { return false };
    let has = |test: fn(&u8) -> bool| token.iter().any(test);
    if !(has(u8::is_ascii_digit) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase)) {
        return false;
    }
    let digest = md5::compute(body);
    format!("{:02X}{:02X}", digest[0], digest[1]).as_bytes() == tail
}

/// Whether 44 base64 characters hold 12 digits, a colon and 20 bytes that are not all printable, as a Data Center personal
/// access token does. Printable ones are another program's `id:text`.
pub(crate) fn dc_pat(token: &[u8]) -> bool {
    let Ok(plain) = BASE64.decode(token) else { return false };
    let Some((number, rest)) = plain.split_at_checked(12) else { return false };
    number.iter().all(u8::is_ascii_digit)
        && rest.len() == 21
        && rest[0] == b':'
        && !rest[1..].iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ')
}

/// Length of `BBDC-` and a personal access token.
pub(crate) const BITBUCKET_DC_TOKEN: usize = 49;

/// `BBDC-` and a personal access token, in which `+` and `/` may be percent-encoded.
pub(crate) fn bitbucket_dc_token(text: &[u8], span: Range<usize>) -> Option<Proof> {
    const PREFIX: usize = "BBDC-".len();
    let plain = written::percent_decoded(text.get(span.clone())?);
    if let Some(exact) = plain.get(..PREFIX + 44).filter(|exact| dc_pat(&exact[PREFIX..])) {
        // The end of the exact token in the written text: each `%2B` stands for one character.
        let mut end = span.start;
        for _ in 0..exact.len() {
            end += if text[end] == b'%' { 3 } else { 1 };
        }
        return Some(Proof::new(end, exact, Confidence::Verified));
    }
    let bounded =
        text.get(span.end).is_none_or(|next| !(next.is_ascii_alphanumeric() || *next == b'_' || *next == b'-'));
    let body = PREFIX..plain.len();
    bounded.then(|| Proof::new(span.end, plain, Confidence::Likely).doubtful(body))
}

/// The address of an automation rule's webhook: its last part is the secret, or a header near it is.
pub(crate) fn automation_webhook(text: &[u8], span: Range<usize>) -> Option<Proof> {
    /// How far from the path of the former address its host may stand: in a constant, or in the header of the request.
    const NEAR: usize = 1_024;
    let address = text.get(span.clone())?;
    if address.starts_with(b"/pro/") {
        let near = &text[span.start.saturating_sub(NEAR)..text.len().min(span.end + NEAR)];
        // The rest can stand in the next line of a mail.
        memchr::memmem::find(near, b"automation.atlas")?;
    }
    let last = address.rsplit(|byte| *byte == b'/').find(|part| !part.is_empty())?;
    let drawn = last.len() >= 24 && !last.contains(&b'-') && last.iter().any(u8::is_ascii_digit);
    let ends = text.get(span.end).is_none_or(|next| !next.is_ascii_alphanumeric());
    (drawn && ends).then(|| Proof::new(span.end, last, Confidence::Likely).doubtful(0..last.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mint::Mint;

    /// Runs a check on a text that is nothing but the token.
    fn alone(check: Check, token: &str) -> Option<Confidence> {
        check(token.as_bytes(), 0..token.len()).map(|proof| proof.confidence)
    }

    /// Replaces one character of the body by another of the same alphabet.
    fn changed(token: &str) -> String {
        let mut bytes = token.as_bytes().to_vec();
        bytes[20] = if bytes[20] == b'a' { b'b' } else { b'a' };
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn proven_checks_decide_alone() {
        let mut mint = Mint::seeded(3);
        let (long, app) = (mint.long_token("ATAT", "at"), mint.atbb());
        assert_eq!(alone(long_token, &long), Some(Confidence::Verified));
        assert_eq!(alone(long_token, &changed(&long)), Some(Confidence::Altered));
        assert_eq!(alone(short_token_proven, &app), Some(Confidence::Verified));
        assert_eq!(alone(short_token_proven, &changed(&app)), Some(Confidence::Altered));
    }

    #[test]
    fn unproven_checks_leave_a_likely_one() {
        let mut mint = Mint::seeded(4);
        let cases: [(Check, String); 3] = [
            (short_token_unproven, mint.atoa()),
            (short_token_unproven, mint.atta()),
            (long_token_unproven, mint.long_token("ATST", "at")),
        ];
        for (check, token) in cases {
            assert_eq!(alone(check, &token), Some(Confidence::Verified));
            assert_eq!(alone(check, &changed(&token)), Some(Confidence::Likely));
        }
    }

    #[test]
    fn quoted_printable_is_read_both_ways() {
        let mut mint = Mint::seeded(5);
        for _ in 0..300 {
            let token = mint.long_token("ATAT", "at");
            let written = token.replace('=', "=3D");
            let proof = long_token(written.as_bytes(), 0..192).unwrap();
            assert_eq!((proof.confidence, proof.end), (Confidence::Verified, 194));
            assert_eq!(proof.secret, token.as_bytes());
        }
    }

    #[test]
    fn jwts_tell_their_end() {
        let mut mint = Mint::seeded(6);
        let old = mint.jwt_oauth("ACCESS", 1_600_000_000);
        let proof = jwt_access(old.as_bytes(), 0..old.len()).unwrap();
        assert_eq!(proof.expires, Some(1_600_000_000));
        assert_eq!(proof.standing(State::Live, Severity::Medium), (State::Expired, Severity::Low));
        assert_eq!(alone(jwt_session, &old), None);
        assert_eq!(alone(jwt_access, &mint.jwt_foreign()), None);
    }

    #[test]
    fn printable_text_behind_twelve_digits_is_no_token() {
        let text = BASE64.encode(b"123456789012:role/build-and-push!");
        assert!(!dc_pat(text.as_bytes()));
        assert!(dc_pat(Mint::seeded(8).dc_pat().as_bytes()));
    }
}
