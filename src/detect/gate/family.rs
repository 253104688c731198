//! The gate of the 192-character family: a run of token characters, the written `=`, eight digits.

use std::sync::LazyLock;

use regex::bytes::Regex;

use super::Form;
use super::runs::{CHECKSUM, Runs, all};
use crate::detect::byte_set;
use crate::detect::check::{self, is_crc};
use crate::detect::view::Cut;
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
    /// What stands behind the run that ends at this offset.
    tail: (usize, Option<Tail>),
    /// Up to here, only what is proved is worth more than what was tried already.
    tried: usize,
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

/// What a joint between two pieces may end with.
static ENDS_JOINT: [bool; 256] = byte_set::of(b"\"'` \t\r\n");

impl<'t> Family<'t> {
    /// Ready for a text.
    pub(super) fn new(text: &'t [u8]) -> Self {
        Self { text, tail: (0, None), tried: 0 }
    }

    /// See [`super::Gates::form`].
    pub(super) fn form(&mut self, runs: &mut Runs<'t>, start: usize) -> Form {
        let form = Form::other(start + PREFIX);
        let Some(kind) = self.text.get(start..start + 4) else { return form };
        if !matches!(kind, [b'A', b'T', three, four] if three.is_ascii_uppercase() && four.is_ascii_uppercase()) {
            let split = kind.iter().any(|byte| ENDS_JOINT[usize::from(*byte)]);
            return if split { Form { cut: Cut::Before, ..form } } else { form };
        }
        let end = runs.end(start);
        let length = end - start;
        if length < PREFIX + BODY.0 {
            return Form::cut(self.text, end);
        }
        let tail = self.tail(end);
        let tail_length = if tail.is_some() { check::TAIL } else { 0 };
        if length > PREFIX + BODY.1 {
            let first = self.is_first(start, PREFIX + BODY.1 + tail_length);
            let form = Form::other(start + PREFIX + BODY.1 + 1);
            return if first { form.fitting(PREFIX + BODY.1) } else { form.behind_another() };
        }
        let token = &self.text[start..end];
        let proved = tail.map_or_else(|| check::crc_tail(token), |tail| tail.proves(token));
        let plain_length = length + tail_length;
        let form = if tail.is_some() { Form::other(end + 2 * Cut::NEAR) } else { Form::cut(self.text, end) };
        // At the usual length what is not proved may still be right: see `check::long_token_unproven`.
        if proved || tail.is_some() && plain_length == check::LONG || self.is_first(start, plain_length) {
            return form.fitting(length + tail.map_or(0, |tail| tail.length));
        }
        form.behind_another()
    }

    /// Whether what is not proved here is long enough to be told of, and the first in its run.
    fn is_first(&mut self, start: usize, length: usize) -> bool {
        let first = start >= self.tried && length >= check::LEAST;
        if first {
            self.tried = start + length;
        }
        first
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
        matches!(text.first()?, b'=' | b'%' | b'\\' | b'&').then_some(())?;
        // As nearly all are written: the engine takes ten times as long.
        let plain = text[1..].first_chunk::<8>().filter(|digits| text[0] == b'=' && all(&CHECKSUM, &digits[..]));
        let (digits, behind) = if let Some(digits) = plain {
            (digits, 1)
        } else {
            let captures = TAIL.captures(&text[..text.len().min(2 * Cut::NEAR)])?;
            let found = captures.get(1)?;
            (found.as_bytes().first_chunk::<8>()?, found.start())
        };
        let quoted = digits.starts_with(b"3D").then(|| text.get(behind + 2..)?.first_chunk::<8>().copied());
        Some(Self { length: behind + digits.len(), digits: *digits, quoted: quoted.flatten() })
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
