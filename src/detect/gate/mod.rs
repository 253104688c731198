//! What stands where a literal leads: the one place where a hit is turned away.
//!
//! A text can be full of literals, and a pattern that reaches far would be matched anew at each of them. So a run of token
//! characters is measured once for all literals in it, and its checksum is asked before its pattern. Whatever a check could
//! prove fits; of what it could not, the first in a run does. A hit that is turned away is done with unless its run ends too
//! soon where another piece may follow: only then strings are put together for it.

mod family;
mod runs;
#[cfg(test)]
mod tests;
mod web_token;

use std::ops::Range;

use self::family::Family;
use self::runs::{CHECKSUM, HEX, IN_HOOKS, IN_PERSONAL_TOKENS, Runs, URL_SAFE, all, characters};
use self::web_token::WebTokens;
use super::check::crc_tail;
use super::view::{self, Cut};
use crate::rules::{Alphabet, Gate};

/// The gates of one text, which must be asked in the order of offsets.
#[derive(Debug)]
pub(crate) struct Gates<'t> {
    /// The text.
    text: &'t [u8],
    /// Runs of what most tokens are made of.
    runs: Runs<'t>,
    /// The 192-character family.
    family: Family<'t>,
    /// JSON web tokens.
    web_tokens: WebTokens<'t>,
    /// Runs of what a personal access token consists of.
    personal: Runs<'t>,
    /// Runs of what the paths of webhooks consist of.
    hooks: Runs<'t>,
    /// Where the last credential ends that was found.
    found: usize,
    /// The last piece that was followed through its escapes.
    piece: Range<usize>,
}

/// What stands where a literal leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// Whether the pattern may match, and the check make something of it.
    pub(crate) fits: bool,
    /// As long as what the pattern matches, if that was measured.
    pub(crate) length: Option<usize>,
    /// Up to where the text was looked at.
    pub(crate) looked_to: usize,
    /// Whether it is only a part of something.
    pub(crate) cut: Cut,
    /// Whether all this holds whatever stands before it.
    pub(crate) by_itself: bool,
}

impl Form {
    /// Nothing that would become a credential by what follows elsewhere.
    pub(crate) fn other(looked_to: usize) -> Self {
        Self { fits: false, length: None, looked_to, cut: Cut::No, by_itself: true }
    }

    /// Nothing as it stands, but it ends at this offset.
    fn cut(text: &[u8], end: usize) -> Self {
        match text.get(end) {
            // In the written `=`, in the digits behind it, or in another character that is written so.
            Some(b'=' | b'%' | b'\\' | b'&') => {
                Self { cut: Cut::Near(end), ..Self::other(view::reach(text, end) + Cut::NEAR) }
            }
            _ => Self { cut: Cut::At(end), ..Self::other(view::reach(text, end)) },
        }
    }

    /// Nothing because of what was tried before.
    fn behind_another(self) -> Self {
        Self { by_itself: false, ..self }
    }

    /// As it is, but as long as may be a credential.
    fn fitting(self, length: usize) -> Self {
        Self { fits: true, length: Some(length), ..self }
    }
}

impl<'t> Gates<'t> {
    /// Ready for a text.
    pub(crate) fn new(text: &'t [u8]) -> Self {
        Self {
            text,
            runs: Runs::new(text, &URL_SAFE),
            family: Family::new(text),
            web_tokens: WebTokens::new(text),
            personal: Runs::new(text, &IN_PERSONAL_TOKENS),
            hooks: Runs::new(text, &IN_HOOKS),
            found: 0,
            piece: 0..0,
        }
    }

    /// What stands at this offset.
    pub(crate) fn form(&mut self, gate: Gate, start: usize) -> Form {
        let form = self.plain_form(gate, start);
        let Cut::Near(end) = form.cut else { return form };
        // Other characters of it may be escaped as well, and the next piece stand behind them.
        if !self.piece.contains(&end) {
            self.piece = end..view::piece_end(self.text, end).max(end + 1);
        }
        // The sign that a line goes on can be one that tokens are made of.
        let end = end.max(self.piece.end - 1);
        Form { cut: Cut::Near(end), looked_to: form.looked_to.max(view::reach(self.text, end) + Cut::NEAR), ..form }
    }

    /// The same, as far as no escape stands in it.
    fn plain_form(&mut self, gate: Gate, start: usize) -> Form {
        match gate {
            Gate::Family => self.family.form(&mut self.runs, start),
            Gate::WebToken => self.web_tokens.form(&mut self.runs, start),
            Gate::Tail(body, alphabet) => self.tail(start, body, alphabet),
            Gate::PersonalToken => self.personal_token(start),
            Gate::Hook => self.hook(start),
        }
    }

    /// Notes what was found: what begins inside is only worth a look if it can be proved.
    pub(crate) fn found(&mut self, span: &Range<usize>) {
        self.found = self.found.max(span.end);
    }

    /// A body and eight digits, which are its checksum unless nothing was found here yet.
    fn tail(&mut self, start: usize, body: usize, alphabet: Alphabet) -> Form {
        const PREFIX: usize = 4;
        const TAIL: usize = 8;
        let alphabet = characters(alphabet);
        let length = PREFIX + body + TAIL;
        let end = self.runs.end(start);
        if end - start < length {
            let token = &self.text[start + PREFIX..end];
            let (body, tail) = token.split_at(body.min(token.len()));
            let right = all(alphabet, body) && all(&CHECKSUM, tail);
            return if right { Form::cut(self.text, end) } else { Form::other(view::reach(self.text, end)) };
        }
        let token = &self.text[start..start + length];
        let (body, tail) = token[PREFIX..].split_at(body);
        let form = Form::other(start + length);
        if !all(&CHECKSUM, tail) || !all(alphabet, body) {
            return form;
        }
        if start >= self.found || crc_tail(token) { form.fitting(length) } else { form.behind_another() }
    }

    /// A personal access token behind `BBDC-`: one that its structure proves, or one of about its length.
    fn personal_token(&mut self, start: usize) -> Form {
        const PREFIX: usize = "BBDC-".len();
        const LENGTH: Range<usize> = 40..51;
        let body = start + PREFIX;
        let end = self.personal.end(body);
        let length = end - body;
        let form = if length < LENGTH.end { Form::cut(self.text, end) } else { Form::other(body + LENGTH.end + 1) };
        let near = &self.text[body..self.text.len().min(body + LENGTH.end)];
        let escaped = near.contains(&b'%');
        let proved = matches!(near.first(), Some(b'M' | b'N' | b'O')) && near.get(16) == Some(&b'O');
        let bounded = LENGTH.contains(&length) || matches!(near.last(), Some(b'+' | b'/'));
        Form { fits: length >= LENGTH.start && (escaped || proved || bounded), ..form }
    }

    /// What follows either address of webhooks.
    fn hook(&mut self, start: usize) -> Form {
        const FORMER: &[u8] = b"/pro/hooks/";
        const ADDRESS: &[u8] = b"api-private.atlassian.com/automation/webhooks/";
        const LENGTH: (usize, usize) = (20, 300);
        let former = self.text[start..].starts_with(FORMER);
        let body = start + if former { FORMER.len() } else { ADDRESS.len() };
        let end = self.hooks.end(body);
        let length = (end - body).min(LENGTH.1);
        let form = if length < LENGTH.1 { Form::cut(self.text, end) } else { Form::other(body + LENGTH.1 + 1) };
        let most = if former {
            const DIGITS: usize = 40;
            if self.text.get(body..body + DIGITS).is_some_and(|digits| all(&HEX, digits)) { DIGITS } else { 0 }
        } else {
            length
        };
        // What the check would say first.
        let ends = self.text.get(body + most).is_none_or(|next| !next.is_ascii_alphanumeric());
        if most >= LENGTH.0 && ends { form.fitting(body + most - start) } else { form }
    }
}
