//! The gate of JSON web tokens: three runs with dots between them, of which the first two say whose they are.

use super::{Runs, URL_SAFE};
use crate::detect::byte_set;
use crate::detect::check::jwt;

/// Fewest and most characters of a header behind `eyJ`.
const HEADER: (usize, usize) = (10, 400);
/// Fewest and most characters of a payload.
const PAYLOAD: (usize, usize) = (10, 16_000);
/// Fewest characters of a signature.
const SIGNATURE: usize = 20;

/// What was measured last.
#[derive(Debug)]
pub(super) struct WebTokens<'t> {
    /// The text.
    text: &'t [u8],
    /// The first runs.
    runs: Runs<'t>,
    /// What follows the run that ends at this offset.
    rest: (usize, Option<Rest>),
    /// The end of the last header that was tried.
    tried: usize,
}

/// A payload with a signature behind it.
#[derive(Clone, Copy, Debug)]
struct Rest {
    /// It is an object.
    is_object: bool,
    /// It names Atlassian's authorisation server.
    is_ours: bool,
}

impl<'t> WebTokens<'t> {
    /// Ready for a text.
    pub(super) fn new(text: &'t [u8]) -> Self {
        Self { text, runs: Runs::new(text, &URL_SAFE), rest: (0, None), tried: 0 }
    }

    /// See [`super::Gates::passes`].
    pub(super) fn passes(&mut self, start: usize) -> bool {
        let end = self.runs.end(start);
        let length = (end - start).saturating_sub("eyJ".len());
        if !(HEADER.0..=HEADER.1).contains(&length) {
            return false;
        }
        if self.rest.0 != end {
            self.rest = (end, Rest::read(self.text, end));
        }
        let Some(rest) = self.rest.1 else { return false };
        let header = &self.text[start..end];
        let tried = self.tried == end;
        // Within a header that was tried, only a whole one is worth more.
        if tried && !jwt::ends_as_object(header) {
            return false;
        }
        let header = jwt::decoded(header);
        let passes =
            (rest.is_ours || jwt::names_us(&header)) && (!tried || rest.is_object && jwt::object(&header).is_some());
        if passes {
            self.tried = end;
        }
        passes
    }
}

impl Rest {
    /// What follows the header that ends here, if it is a payload and a signature.
    fn read(text: &[u8], end: usize) -> Option<Self> {
        let run = |from: usize, most: usize| {
            let rest = text.get(from..).unwrap_or_default();
            byte_set::leading(&URL_SAFE, &rest[..rest.len().min(most)])
        };
        let start = end + 1;
        let length = run(start, PAYLOAD.1 + 1);
        let dots = text.get(end) == Some(&b'.') && text.get(start + length) == Some(&b'.');
        if !dots || !(PAYLOAD.0..=PAYLOAD.1).contains(&length) || run(start + length + 1, SIGNATURE) < SIGNATURE {
            return None;
        }
        let payload = jwt::decoded(&text[start..start + length]);
        Some(Self { is_object: jwt::object(&payload).is_some(), is_ours: jwt::is_from_us(&payload) })
    }
}
