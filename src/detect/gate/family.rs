//! The gate of the 192-character family: a run of token characters, the written `=`, eight digits.

use std::sync::LazyLock;

use regex::bytes::Regex;

use super::{Runs, URL_SAFE};
use crate::detect::check::{self, is_crc};
use crate::detect::written;

/// `AT`, two kind letters, `T3xFf`.
const PREFIX: usize = 9;
/// Fewest and most characters behind that.
const BODY: (usize, usize) = (40, 600);

/// What was measured last.
#[derive(Debug)]
pub(super) struct Family<'t> {
    /// The text.
    text: &'t [u8],
    /// Runs of token characters.
    runs: Runs<'t>,
    /// What stands behind the run that ends at this offset.
    tail: (usize, Option<Tail>),
    /// Up to here, only what is proved is worth more than what was tried already.
    tried: usize,
    /// Length of what passed last.
    length: usize,
}

/// `=` and eight digits.
#[derive(Clone, Copy, Debug)]
struct Tail {
    /// How many bytes they are written in.
    length: usize,
    /// The digits.
    digits: [u8; 8],
    /// The digits if the first two of them belong to the `=3D` of quoted-printable.
    quoted: Option<[u8; 8]>,
}

/// The written `=` and the digits.
#[allow(clippy::expect_used, reason = "the pattern is a constant that a test compiles")]
static TAIL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?-u)\A{}([0-9A-F]{{8}})", written::EQUALS)).expect("a constant pattern"));

impl<'t> Family<'t> {
    /// Ready for a text.
    pub(super) fn new(text: &'t [u8]) -> Self {
        Self { text, runs: Runs::new(text, &URL_SAFE), tail: (0, None), tried: 0, length: 0 }
    }

    /// See [`super::Gates::passes`].
    pub(super) fn passes(&mut self, start: usize) -> bool {
        let kind = self.text.get(start..start + 4);
        if !matches!(kind, Some([b'A', b'T', three, four]) if three.is_ascii_uppercase() && four.is_ascii_uppercase()) {
            return false;
        }
        let end = self.runs.end(start);
        let length = end - start;
        if length < PREFIX + BODY.0 {
            return false;
        }
        let tail = self.tail(end);
        let tail_length = if tail.is_some() { check::TAIL } else { 0 };
        self.length = length.min(PREFIX + BODY.1);
        if length <= PREFIX + BODY.1 {
            self.length += tail.map_or(0, |tail| tail.length);
            let token = &self.text[start..end];
            let proved = tail.map_or_else(|| check::crc_tail(token), |tail| tail.proves(token));
            // At the usual length what is not proved may still be right: see `check::long_token_unproven`.
            if proved || tail.is_some() && length + tail_length == check::LONG {
                return true;
            }
        }
        let length = length.min(PREFIX + BODY.1) + tail_length;
        let first = start >= self.tried && length >= check::LEAST;
        if first {
            self.tried = start + length;
        }
        first
    }

    /// The length of what passed last, which is what a pattern of the family matches.
    pub(super) fn length(&self) -> usize {
        self.length
    }

    /// What stands behind the run that ends here.
    fn tail(&mut self, end: usize) -> Option<Tail> {
        if self.tail.0 != end {
            self.tail = (end, Tail::read(&self.text[end..]));
        }
        self.tail.1
    }
}

impl Tail {
    /// The tail at the start of `text`.
    fn read(text: &[u8]) -> Option<Self> {
        const LONGEST: usize = 64;
        matches!(text.first()?, b'=' | b'%' | b'\\' | b'&').then_some(())?;
        let captures = TAIL.captures(&text[..text.len().min(LONGEST)])?;
        let found = captures.get(1)?;
        let digits = found.as_bytes().first_chunk::<8>()?;
        let quoted = digits.starts_with(b"3D").then(|| text.get(found.start() + 2..)?.first_chunk::<8>().copied());
        Some(Self { length: found.end(), digits: *digits, quoted: quoted.flatten() })
    }

    /// Whether the digits are the checksum of the body and its `=`.
    fn proves(&self, body: &[u8]) -> bool {
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(body);
        hasher.update(b"=");
        let crc = hasher.finalize();
        is_crc(self.digits, crc) || self.quoted.is_some_and(|digits| is_crc(digits, crc))
    }
}
