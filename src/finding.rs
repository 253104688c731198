//! What detection hands on: a credential, where it stands in its text, how sure we are and what the hint should speak of
//! ([`Finding`]); and what could not be looked into ([`Skipped`]).
//!
//! A finding knows nothing of git or policy, nor the path of its text; those are added by the rooms that come after `detect`.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use hmac_sha256::Hash;

use crate::rules::{Rule, Severity, State};

/// How sure we are that the value is a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Right shape, but the check fails: edited, cut or invented.
    Altered,
    /// Shape and context agree; there is no check, or the check is not proven.
    Likely,
    /// An offline check passed.
    Verified,
}

impl Confidence {
    /// The word used in reports and in `[policy]`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Altered => "altered",
            Self::Likely => "likely",
            Self::Verified => "verified",
        }
    }
}

/// The bytes of a credential. Cannot be printed; what may be shown of it comes from [`Secret::masked`].
#[derive(Clone)]
pub struct Secret {
    /// The bytes.
    bytes: Vec<u8>,
    /// Its identity, once it was asked for: allowlist and reports do so several times.
    fingerprint: OnceLock<Fingerprint>,
}

impl Secret {
    /// Wraps the credential alone: the innermost one, written forms decoded, `=` restored.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), fingerprint: OnceLock::new() }
    }

    /// The bytes, for comparing with other values. Never for output.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The identity of this secret, the same in every mode, commit and written form.
    ///
    /// The first 8 bytes of SHA-256 over `atlatch/1`, a NUL, and the secret.
    pub fn fingerprint(&self) -> Fingerprint {
        *self.fingerprint.get_or_init(|| {
            let digest = Hash::hash(&[b"atlatch/1\0", &self.bytes[..]].concat());
            let mut first = [0; 8];
            for (to, from) in first.iter_mut().zip(digest.iter()) {
                *to = *from;
            }
            Fingerprint(first)
        })
    }

    /// What may be shown: the first `prefix` bytes, which are public, `…`, and the last four if `tail` says that they are
    /// checksum digits. Anything but printable ASCII is left out.
    pub fn masked(&self, prefix: usize, tail: bool) -> String {
        let printable = |bytes: &[u8]| -> String {
            bytes.iter().filter(|byte| byte.is_ascii_graphic()).map(|byte| char::from(*byte)).collect()
        };
        let prefix = prefix.min(self.bytes.len());
        let tail = if tail && self.bytes.len() >= prefix + 8 { self.bytes.len() - 4 } else { self.bytes.len() };
        format!("{}…{}", printable(&self.bytes[..prefix]), printable(&self.bytes[tail..]))
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for Secret {}

impl PartialOrd for Secret {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Secret {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes.cmp(&other.bytes)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// The identity of a secret: 8 bytes, written as 16 hex digits. Stable for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 8]);

impl Fingerprint {
    /// Reads 16 lower-case hex digits; anything else is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = data_encoding::HEXLOWER.decode(text.as_bytes()).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

/// Where a secret stands, for people: lines and columns from 1, columns in Unicode code points, an invalid byte counting
/// one. The end is the position just behind the last character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line of the first character.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column just behind the last character.
    pub end_column: usize,
}

/// One credential at one place.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The most specific rule that fits.
    pub rule: &'static Rule,
    /// The other rule that fits where nothing near decides.
    pub also: Option<&'static Rule>,
    /// How sure we are.
    pub confidence: Confidence,
    /// Live, retired or expired; the last only for credentials that carry their own end.
    pub state: State,
    /// How bad it is; usually the rule's, lower for an expired one.
    pub severity: Severity,
    /// The bytes of the committed text that the secret is written in (of the member, within a container).
    pub span: Range<usize>,
    /// The same for people.
    pub place: Place,
    /// The member of the container that was looked into, as in `path!/member`.
    pub member: Option<Vec<u8>>,
    /// The credential.
    pub secret: Secret,
    /// When it ends by its own word (`exp`), in seconds since 1970.
    pub expires: Option<i64>,
    /// What stands around it, as far as it changes the hint.
    pub setting: Setting,
}

impl Finding {
    /// What may be shown of the secret under this rule.
    pub fn masked(&self) -> String {
        self.secret.masked(self.rule.public_prefix, self.rule.checksum_tail)
    }

    /// The fingerprint, or `None` for kinds whose values can be guessed: a hash of those would give them away.
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        self.rule.high_entropy.then(|| self.secret.fingerprint())
    }
}

/// What stands around a secret and makes a better hint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// The carrier or product near by that the hint speaks of, if any.
    pub carrier: Option<Carrier>,
    /// Scheme and host of the nearest server of the user's own, for credentials that do not name theirs.
    pub server: Option<String>,
}

/// Carriers and neighbours that call for an advice of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Carrier {
    /// `bitbucket.org` stands near: git needs another user name.
    Bitbucket,
    /// Inside a URL, as in `https://user:secret@host/`.
    CloneUrl,
    /// An MCP client configuration (`mcpServers`).
    McpConfig,
    /// A recorded HTTP exchange (HAR file, cassette).
    Recording,
    /// A Kubernetes secret (`kind: Secret`).
    KubernetesSecret,
}

/// A part that could not be looked into. What stands there was still scanned as raw bytes, unless it is not here at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Path of the blob, or `path!/member`.
    pub path: Vec<u8>,
    /// Why, in a few words ("encrypted", "over 10 MiB unpacked", "neither checked out nor fetched").
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_cannot_be_printed() {
        let secret = Secret::new(*b"hunter2hunter2");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn masks_show_the_public_prefix_and_a_checksum_tail_only() {
        let secret = Secret::new(*b"PREFIXsecretsecretABCD1234");
        assert_eq!(secret.masked(6, true), "PREFIX…1234");
        assert_eq!(secret.masked(6, false), "PREFIX…");
        assert_eq!(secret.masked(0, false), "…");
        assert_eq!(Secret::new(*b"short").masked(4, true), "shor…");
    }

    #[test]
    fn fingerprints_are_sixteen_hex_digits_and_stable() {
        let fingerprint = Secret::new(*b"abc").fingerprint();
        // printf 'atlatch/1\0abc' | sha256sum
        assert_eq!(fingerprint.to_string(), "fd0404c139957589");
        assert_eq!(Fingerprint::parse(&fingerprint.to_string()), Some(fingerprint));
        assert_eq!(Fingerprint::parse("xyz"), None);
        assert_eq!(Fingerprint::parse("3F9AC2E17B04D5AA"), None);
    }
}
