//! The offline proofs: checksums, structures and JWT headers. Each decides what a match of its rule's pattern is worth.
//!
//! Proven checks (CRC of the 192-character family and of app passwords, JWT headers) decide alone: failing them means
//! *altered*. Unproven ones (CRC of OAuth secrets and Trello tokens, the structure behind `BBDC-`) only raise the
//! confidence: failing them leaves *likely*, unless the value is plainly a placeholder.

use std::ops::Range;

use data_encoding::{BASE64, BASE64URL_NOPAD};
use md5::{Digest, Md5};

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
}

impl Proof {
    /// A credential that does not end by itself.
    pub(crate) fn new(end: usize, secret: impl Into<Vec<u8>>, confidence: Confidence) -> Self {
        Self { end, secret: secret.into(), confidence, expires: None }
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
    let Some((body, tail)) = token.split_last_chunk::<8>() else { return false };
    format!("{:08X}", crc32fast::hash(body)).as_bytes() == tail
}

/// Length of every 192-character token seen. Atlassian says that lengths vary, so others are taken if the CRC passes.
const LONG: usize = 192;

/// Length from which on a token that fails its check is reported at all: half of the usual one.
const LEAST: usize = LONG / 2;

/// The 192-character family: `AT`, two kind letters, base64url of an envelope, `=`, CRC-32.
pub(crate) fn long_token(text: &[u8], span: Range<usize>) -> Option<Proof> {
    long(text, span, Confidence::Altered)
}

/// The same for service accounts, whose CRC is expected by analogy.
pub(crate) fn long_token_unproven(text: &[u8], span: Range<usize>) -> Option<Proof> {
    long(text, span, Confidence::Likely)
}

/// A token of the family; `otherwise` is what a failing CRC leaves at the usual length.
fn long(text: &[u8], span: Range<usize>, otherwise: Confidence) -> Option<Proof> {
    let token = written::equals_restored(text.get(span.clone())?);
    if crc_tail(&token) {
        return Some(Proof::new(span.end, token, Confidence::Verified));
    }
    // Quoted-printable writes `=` as `=3D`, which the pattern reads as `=` and the first two digits of the CRC.
    let at = token.len().checked_sub(8)?;
    if token.get(at..at + 2) == Some(b"3D")
        && let Some(more) = text.get(span.end..span.end + 2)
    {
        let mut longer = token.clone();
        longer.drain(at..at + 2);
        longer.extend_from_slice(more);
        if crc_tail(&longer) {
            return Some(Proof::new(span.end + 2, longer, Confidence::Verified));
        }
    }
    let whole = token.get(at.checked_sub(1)?) == Some(&b'=');
    let body = token.get(12..if whole { at } else { token.len() })?;
    let worth = match token.len() {
        LONG if whole => otherwise,
        // Edited or cut, in the middle or at the end.
        LEAST.. => Confidence::Altered,
        // So short, it is a sample in a document.
        _ => return None,
    };
    (!placeholder::is_filler(body)).then(|| Proof::new(span.end, token, worth))
}

/// The same for kind letters that have a rule of their own or none: the listed ones are left to theirs.
pub(crate) fn unlisted_long_token(text: &[u8], span: Range<usize>) -> Option<Proof> {
    let listed = [b"ATAT", b"ATST", b"ATCT"];
    if listed.iter().any(|kind| text[span.clone()].starts_with(*kind)) {
        return None;
    }
    long_token(text, span)
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
    let body = token.get(4..token.len() - 8)?;
    (!placeholder::is_filler(body)).then(|| Proof::new(span.end, token, otherwise))
}

/// Whether the last 4 of 24 characters are the first 4 upper-case hexadecimal digits of the MD5 of the first 20, and all
/// 24 mix digits, upper and lower case (which 99.94 % of real ones do).
pub(crate) fn legacy_token(token: &[u8]) -> bool {
    let Some((body, tail)) = token.split_last_chunk::<4>() else { return false };
    let has = |test: fn(&u8) -> bool| token.iter().any(test);
    if !(has(u8::is_ascii_digit) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase)) {
        return false;
    }
    let digest = Md5::digest(body);
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

/// `BBDC-` and a personal access token, in which `+` and `/` may be percent-encoded.
pub(crate) fn bitbucket_dc_token(text: &[u8], span: Range<usize>) -> Option<Proof> {
    const PREFIX: usize = "BBDC-".len();
    let plain = written::percent_decoded(text.get(span.clone())?);
    let exact = plain.get(..PREFIX + 44)?;
    // The end of the exact token in the written text: each `%2B` stands for one character.
    let mut end = span.start;
    for _ in 0..exact.len() {
        end += if text[end] == b'%' { 3 } else { 1 };
    }
    if dc_pat(&exact[PREFIX..]) {
        return Some(Proof::new(end, exact, Confidence::Verified));
    }
    let bounded =
        text.get(span.end).is_none_or(|next| !(next.is_ascii_alphanumeric() || *next == b'_' || *next == b'-'));
    let body = &plain[PREFIX..];
    (bounded && !placeholder::is_filler(body)).then(|| Proof::new(span.end, plain.clone(), Confidence::Likely))
}

/// A browser session: `kid` begins `session-service/`.
pub(crate) fn jwt_session(text: &[u8], span: Range<usize>) -> Option<Proof> {
    jwt(text, span, |header, _| contains(header, b"\"session-service/"))
}

/// A 3LO access token by its `kid`, or an ordinary JWT that Atlassian's authorisation server issued.
pub(crate) fn jwt_access(text: &[u8], span: Range<usize>) -> Option<Proof> {
    jwt(text, span, |header, payload| {
        contains(header, b"auth.atlassian.com-ACCESS-")
            || (contains(payload, b"auth.atlassian.com") && !contains(header, b"auth.atlassian.com-REFRESH-"))
    })
}

/// A 3LO refresh token by its `kid`.
pub(crate) fn jwt_refresh(text: &[u8], span: Range<usize>) -> Option<Proof> {
    jwt(text, span, |header, _| contains(header, b"auth.atlassian.com-REFRESH-"))
}

/// A JWT that `ours` recognises from its decoded header and payload; altered if either is no JSON object.
fn jwt(text: &[u8], span: Range<usize>, ours: fn(&[u8], &[u8]) -> bool) -> Option<Proof> {
    let token = text.get(span.clone())?;
    let mut parts = token.split(|byte| *byte == b'.');
    let header = decode_leniently(parts.next()?);
    let payload = decode_leniently(parts.next()?);
    if !ours(&header, &payload) {
        return None;
    }
    let object =
        |part: &[u8]| -> Option<serde_json::Map<String, serde_json::Value>> { serde_json::from_slice(part).ok() };
    let confidence = if object(&header).is_some() && object(&payload).is_some() {
        Confidence::Verified
    } else if placeholder::is_filler(token) {
        return None;
    } else {
        Confidence::Altered
    };
    let expires = object(&payload).and_then(|claims| claims.get("exp")?.as_f64());
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a float is cut to the nearest integer, which is what a date needs"
    )]
    let expires = expires.map(|seconds| seconds as i64);
    Some(Proof { expires, ..Proof::new(span.end, token, confidence) })
}

/// The address of an automation rule's webhook: its last part is the secret, or a header near it is.
pub(crate) fn automation_webhook(text: &[u8], span: Range<usize>) -> Option<Proof> {
    let address = text.get(span.clone())?;
    let last = address.rsplit(|byte| *byte == b'/').find(|part| !part.is_empty())?;
    let drawn = last.len() >= 24 && !last.contains(&b'-') && last.iter().any(u8::is_ascii_digit);
    if drawn && !placeholder::is_filler(last) {
        let ends = text.get(span.end).is_none_or(|next| !next.is_ascii_alphanumeric());
        return ends.then(|| Proof::new(span.end, last, Confidence::Likely));
    }
    None
}

/// Whether the signature of a JWT is as long as signatures are: one put together of pieces may be cut, or go on too far.
pub(crate) fn jwt_is_whole(token: &[u8]) -> bool {
    // HMAC, ECDSA and RSA with the usual hashes and keys, in characters of base64url.
    const LENGTHS: [usize; 9] = [43, 64, 86, 128, 171, 176, 342, 512, 683];
    token.rsplit(|byte| *byte == b'.').next().is_some_and(|signature| LENGTHS.contains(&signature.len()))
}

/// Decodes base64url as far as it goes: a JWT that was cut still shows whose it is.
fn decode_leniently(part: &[u8]) -> Vec<u8> {
    let whole = part.len() - usize::from(part.len() % 4 == 1);
    let mut specification = BASE64URL_NOPAD.specification();
    specification.check_trailing_bits = false;
    match specification.encoding().map(|encoding| encoding.decode(&part[..whole])) {
        Ok(Ok(plain)) => plain,
        _ => Vec::new(),
    }
}

/// Whether `needle` stands in `text`.
fn contains(text: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(text, needle).is_some()
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
