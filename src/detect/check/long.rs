//! The family of 192-character tokens.

use std::ops::Range;

use super::{Proof, crc_tail};
use crate::detect::written;
use crate::finding::Confidence;

/// Length of every 192-character token seen. Atlassian says that lengths vary, so others are taken if the CRC passes.
pub(crate) const LONG: usize = 192;

/// Length from which on a token that fails its check is reported at all: half of the usual one.
pub(crate) const LEAST: usize = LONG / 2;

/// Length of the `=` and the digits of the CRC behind it.
pub(crate) const TAIL: usize = 9;

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
    let body = 12..if whole { at } else { token.len() };
    let worth = match token.len() {
        LONG if whole => otherwise,
        // Edited or cut, in the middle or at the end.
        LEAST.. => Confidence::Altered,
        // So short, it is a sample in a document.
        _ => return None,
    };
    Some(Proof::new(span.end, token, worth).doubtful(body))
}

/// The same for kind letters that have a rule of their own or none: the listed ones are left to theirs.
pub(crate) fn unlisted_long_token(text: &[u8], span: Range<usize>) -> Option<Proof> {
    let listed = [b"ATAT", b"ATST", b"ATCT"];
    if listed.iter().any(|kind| text[span.clone()].starts_with(*kind)) {
        return None;
    }
    long_token(text, span)
}
