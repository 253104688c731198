//! JSON web tokens: whose they are by their header or payload, and when they end.

use std::ops::Range;
use std::sync::LazyLock;

use data_encoding::{BASE64URL_NOPAD, Encoding};
use memchr::memmem::Finder;

use super::Proof;
use crate::finding::Confidence;

/// A browser session: `kid` begins `session-service/`.
pub(crate) fn jwt_session(text: &[u8], span: Range<usize>) -> Option<Proof> {
    jwt(text, span, |header, _| contains(header, b"\"session-service/"))
}

/// A 3LO access token by its `kid`, or an ordinary JWT that Atlassian's authorisation server issued.
pub(crate) fn jwt_access(text: &[u8], span: Range<usize>) -> Option<Proof> {
    jwt(text, span, |header, payload| {
        contains(header, b"auth.atlassian.com-ACCESS-")
            || (is_from_us(payload) && !contains(header, b"auth.atlassian.com-REFRESH-"))
    })
}

/// A 3LO refresh token by its `kid`.
pub(crate) fn jwt_refresh(text: &[u8], span: Range<usize>) -> Option<Proof> {
    jwt(text, span, |header, _| contains(header, b"auth.atlassian.com-REFRESH-"))
}

/// A JWT that `ours` recognises from its decoded header and payload; altered if either is no JSON object.
fn jwt(text: &[u8], span: Range<usize>, ours: fn(&[u8], &[u8]) -> bool) -> Option<Proof> {
    /// What tells a filler from a token.
    const SAMPLE: usize = 600;
    let token = text.get(span.clone())?;
    let mut parts = token.split(|byte| *byte == b'.');
    let header = decoded(parts.next()?);
    let payload = decoded(parts.next()?);
    if !ours(&header, &payload) {
        return None;
    }
    let claims = object(&payload);
    let proof = if object(&header).is_some() && claims.is_some() {
        Proof::new(span.end, token, Confidence::Verified)
    } else {
        Proof::new(span.end, token, Confidence::Altered).doubtful(0..token.len().min(SAMPLE))
    };
    let expires = claims.and_then(|claims| claims.get("exp")?.as_f64());
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a float is cut to the nearest integer, which is what a date needs"
    )]
    let expires = expires.map(|seconds| seconds as i64);
    Some(Proof { expires, ..proof })
}

/// Whether a header says that the token is one of Atlassian's.
pub(crate) fn names_us(header: &[u8]) -> bool {
    NAMES.iter().any(|name| name.find(header).is_some())
}

/// Whether a payload says that Atlassian's authorisation server issued it, or, as years ago, another server for Atlassian's
/// accounts.
pub(crate) fn is_from_us(payload: &[u8]) -> bool {
    ISSUERS.iter().any(|issuer| issuer.find(payload).is_some())
}

/// What the headers of Atlassian's tokens hold; built once, as it is looked for in every web token.
static NAMES: LazyLock<[Finder<'static>; 3]> = LazyLock::new(|| {
    ["\"session-service/", "auth.atlassian.com-ACCESS-", "auth.atlassian.com-REFRESH-"].map(Finder::new)
});

/// Who issues them.
static ISSUERS: LazyLock<[Finder<'static>; 2]> =
    LazyLock::new(|| ["auth.atlassian.com", "//atlassian-account-"].map(Finder::new));

/// The JSON object that a header or payload is.
pub(crate) fn object(part: &[u8]) -> Option<serde_json::Map<String, serde_json::Value>> {
    serde_json::from_slice(part).ok()
}

/// Lengths of signatures: HMAC, ECDSA and RSA with the usual hashes and keys, in characters of base64url.
const SIGNATURES: [usize; 9] = [43, 64, 86, 128, 171, 176, 342, 512, 683];

/// The lengths at which a JWT that was put together of pieces may end, as it may have been cut, or go on too far: those at which
/// its signature is as long as signatures are, the longest first.
pub(crate) fn whole_lengths(token: &[u8]) -> impl Iterator<Item = usize> {
    let signature = token.iter().rposition(|byte| *byte == b'.').map_or(token.len(), |dot| dot + 1);
    SIGNATURES.iter().rev().map(move |length| signature + length).filter(|length| *length <= token.len())
}

/// Base64url whose last character may hold bits that stand for nothing.
#[allow(clippy::expect_used, reason = "the specification is a constant that every test of a web token builds")]
static LENIENT: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = BASE64URL_NOPAD.specification();
    specification.check_trailing_bits = false;
    specification.encoding().expect("a constant specification")
});

/// Decodes base64url as far as it goes: a JWT that was cut still shows whose it is.
pub(crate) fn decoded(part: &[u8]) -> Vec<u8> {
    LENIENT.decode(whole(part)).unwrap_or_default()
}

/// Whether base64url decodes to something that ends as an object does.
pub(crate) fn ends_as_object(part: &[u8]) -> bool {
    let part = whole(part);
    let last = &part[part.len().saturating_sub(1) / 4 * 4..];
    LENIENT.decode(last).is_ok_and(|bytes| bytes.trim_ascii_end().ends_with(b"}"))
}

/// The part without a character that writes no byte.
fn whole(part: &[u8]) -> &[u8] {
    &part[..part.len() - usize::from(part.len() % 4 == 1)]
}

/// Whether `needle` stands in `text`.
fn contains(text: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(text, needle).is_some()
}
