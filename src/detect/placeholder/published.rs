//! Credentials that documentation everybody copies from shows as examples: right in form, and nobody's.

use crate::finding::Fingerprint;

/// Their fingerprints.
const PUBLISHED: [&str; 10] = [
    // Two HTTP access tokens in the OpenAPI description of Bitbucket Data Center, which generated clients carry along.
    "3ce12feb2a0ae2ff",
    "eb93f098dbc7c64d",
    // The key in the examples of Statuspage's OpenAPI description.
    "3b8e5b48978fe22e",
    // The key in documents about Opsgenie, which is no UUID.
    "776e6215e2dce0c0",
    // The access and the refresh token of RFC 6749, section 4.1.4.
    "71aec84ca4327789",
    "af93a0de44163077",
    // The access token of RFC 6750, section 2.1.
    "aac39071ff047a31",
    // The UUIDs that RFC 4122, documents about REST and encyclopedias show.
    "f03769d21eb81e0e",
    "5834bd5df22a7d84",
    "188b6c06eb853996",
];

/// Whether a secret is one of these.
pub(crate) fn is_published(fingerprint: Fingerprint) -> bool {
    PUBLISHED.iter().any(|known| Fingerprint::parse(known) == Some(fingerprint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Secret;

    #[test]
    fn the_example_of_the_rfc_is_known() {
        let example = concat!("2YotnFZ", "FEjr1zC", "sicMWpAA");
        assert!(!is_published(Secret::new(*b"").fingerprint()));
        assert!(is_published(Secret::new(example.as_bytes()).fingerprint()));
        assert!(PUBLISHED.iter().all(|known| Fingerprint::parse(known).is_some()));
    }
}
