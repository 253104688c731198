//! The gate of JSON web tokens: three runs with dots between them, of which the first two say whose they are.

use super::Form;
use super::runs::{Runs, URL_SAFE};
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
    /// What follows the header that ends at this offset.
    rest: (usize, Rest),
    /// The end of the last header that was tried.
    tried: usize,
}

/// What follows a header.
#[derive(Clone, Copy, Debug)]
enum Rest {
    /// No payload.
    Other(Form),
    /// A payload.
    Payload {
        /// Where it ends, at a dot.
        end: usize,
        /// It names Atlassian's authorisation server.
        is_ours: bool,
        /// Whether what follows is long enough for a signature, and where it ends if it is not.
        signed: Result<(), Form>,
    },
}

impl<'t> WebTokens<'t> {
    /// Ready for a text.
    pub(super) fn new(text: &'t [u8]) -> Self {
        Self { text, rest: (0, Rest::Other(Form::other(0))), tried: 0 }
    }

    /// See [`super::Gates::form`].
    pub(super) fn form(&mut self, runs: &mut Runs<'t>, start: usize) -> Form {
        let end = runs.end(start);
        let length = (end - start).saturating_sub("eyJ".len());
        if length > HEADER.1 {
            return Form::other(start + HEADER.1 + "eyJ".len() + 1);
        }
        if self.text.get(end) != Some(&b'.') {
            return Form::cut(self.text, end);
        }
        if length < HEADER.0 {
            return Form::other(end + 1);
        }
        if self.rest.0 != end {
            self.rest = (end, Rest::read(self.text, end + 1));
        }
        let (payload_end, is_ours, signed) = match self.rest.1 {
            Rest::Other(form) => return form,
            Rest::Payload { end, is_ours, signed } => (end, is_ours, signed),
        };
        let form = Form::other(payload_end + 1 + SIGNATURE);
        let header = &self.text[start..end];
        // Within a header that was tried, only a whole one is worth more.
        let tried = self.tried == end;
        if tried && !jwt::ends_as_object(header) {
            return form.behind_another();
        }
        let header = jwt::decoded(header);
        if !is_ours && !jwt::names_us(&header) {
            return form;
        }
        if let Err(cut) = signed {
            return cut;
        }
        let payload = || jwt::object(&jwt::decoded(&self.text[end + 1..payload_end]));
        if tried && (jwt::object(&header).is_none() || payload().is_none()) {
            return form.behind_another();
        }
        self.tried = end;
        Form { fits: true, ..form }
    }
}

impl Rest {
    /// What follows a header and its dot, from `start` on.
    fn read(text: &[u8], start: usize) -> Self {
        let run = |from: usize, most: usize| {
            let rest = text.get(from..).unwrap_or_default();
            byte_set::leading(&URL_SAFE, &rest[..rest.len().min(most)])
        };
        let length = run(start, PAYLOAD.1 + 1);
        let end = start + length;
        if length > PAYLOAD.1 {
            return Self::Other(Form::other(end + 1));
        }
        if text.get(end) != Some(&b'.') {
            return Self::Other(Form::cut(text, end));
        }
        if length < PAYLOAD.0 {
            return Self::Other(Form::other(end + 1));
        }
        let signature = run(end + 1, SIGNATURE);
        let signed = if signature < SIGNATURE { Err(Form::cut(text, end + 1 + signature)) } else { Ok(()) };
        Self::Payload { end, is_ours: jwt::is_from_us(&jwt::decoded(&text[start..end])), signed }
    }
}
