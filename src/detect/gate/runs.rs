//! Runs of bytes of one sort, each measured once for all literals in it.

use std::ops::Range;

use crate::detect::byte_set;
use crate::rules::Alphabet;

/// The runs of a text, which must be asked for in the order of offsets.
#[derive(Debug)]
pub(super) struct Runs<'t> {
    /// The text.
    text: &'t [u8],
    /// Whether a byte belongs to a run.
    member: &'static [bool; 256],
    /// The run measured last.
    last: Range<usize>,
}

impl<'t> Runs<'t> {
    /// Runs of such bytes.
    pub(super) fn new(text: &'t [u8], member: &'static [bool; 256]) -> Self {
        Self { text, member, last: 0..0 }
    }

    /// Where the run ends that goes on at this offset; the offset itself if none does.
    #[inline]
    pub(super) fn end(&mut self, at: usize) -> usize {
        if !self.last.contains(&at) {
            let rest = self.text.get(at..).unwrap_or_default();
            self.last = at..at + byte_set::leading(self.member, rest);
        }
        self.last.end
    }
}

/// Letters, digits, `-` and `_`: what most tokens are made of.
pub(super) static URL_SAFE: [bool; 256] = byte_set::letters_digits_and(b"-_");
/// Letters and digits.
static ALPHANUMERIC: [bool; 256] = byte_set::letters_digits_and(b"");
/// Lower-case hexadecimal digits.
pub(super) static HEX: [bool; 256] = byte_set::of(b"0123456789abcdef");
/// Upper-case hexadecimal digits.
pub(super) static CHECKSUM: [bool; 256] = byte_set::of(b"0123456789ABCDEF");
/// What personal access tokens are written in.
pub(super) static IN_PERSONAL_TOKENS: [bool; 256] = byte_set::letters_digits_and(b"+/_-%");
/// What the paths of webhooks are made of.
pub(super) static IN_HOOKS: [bool; 256] = byte_set::letters_digits_and(b"/_-");

/// The characters of an alphabet.
pub(super) fn characters(alphabet: Alphabet) -> &'static [bool; 256] {
    match alphabet {
        Alphabet::Hex => &HEX,
        Alphabet::Alphanumeric => &ALPHANUMERIC,
        Alphabet::UrlSafe => &URL_SAFE,
    }
}

/// Whether all of these bytes are such.
pub(super) fn all(member: &[bool; 256], bytes: &[u8]) -> bool {
    byte_set::leading(member, bytes) == bytes.len()
}
