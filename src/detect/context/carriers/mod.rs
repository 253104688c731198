//! Forms in which a user and a secret travel together: `Basic` headers, addresses, `curl -u`, netrc, pairs of arguments.

mod arguments;
mod pair;
mod private_key;

use std::ops::Range;

use data_encoding::BASE64;

use super::file::File;
use super::names::{Name, Owner};
use super::owner::{self, Ownership};
use super::reader::{Glue, Reading, Term};
use super::{Match, values};
use crate::detect::check::Proof;
use crate::detect::{placeholder, written};
use crate::finding::Confidence;
use crate::rules::{self, Rule, known};

/// No address that a user and a secret travel in is longer.
pub(crate) const LONGEST_ADDRESS: usize = 700;

/// What Composer calls the consumers that it asks Bitbucket with.
const COMPOSER: &[u8] = b"bitbucket-oauth.";

/// A user and a secret.
struct Pair {
    /// Who.
    user: Vec<u8>,
    /// What proves it, written forms decoded.
    secret: Vec<u8>,
    /// Where that stands.
    span: Range<usize>,
}

/// Looks for the forms in one stretch.
pub(crate) struct Carriers<'a> {
    /// The whole text.
    pub(crate) text: &'a [u8],
    /// The part that was read.
    pub(crate) range: Range<usize>,
    /// What was read.
    pub(crate) reading: &'a Reading<'a>,
    /// What the file's path says.
    pub(crate) file: File,
}

impl Carriers<'_> {
    /// What was found, and the spans that were judged, whatever the verdict: sorted.
    pub(crate) fn find(&self) -> (Vec<Match>, Vec<Range<usize>>) {
        let mut found = Vec::new();
        let mut taken = Vec::new();
        for address in &self.reading.addresses {
            if let Some((pair, ours)) = self.address(*address) {
                taken.push(pair.span.clone());
                found.extend(ours.then(|| carried(&pair, self.kind(&pair))).flatten());
            }
        }
        for (index, term) in self.reading.terms.iter().enumerate() {
            if &self.text[term.start..term.end] == b"PRIVATE" {
                found.extend(self.private_key(index));
            }
            let pair = match &self.text[term.start..term.end] {
                b"Basic" | b"basic" | b"BASIC" => self
                    .basic_header(term.end)
                    .or_else(|| self.plain_header(term.end))
                    .or_else(|| self.arguments(index)),
                b"u" | b"user" if term.glue.has(Glue::DASH) => self.option(term.end),
                b"a" if term.glue.has(Glue::DASH) && self.is_of_httpie(term) => self.option(term.end),
                word if term.glue.has(Glue::DASH) && is_bundled_user(word) => self.option(term.end),
                [b'u', user @ ..] if term.glue.has(Glue::DASH) && self.text.get(term.end) == Some(&b':') => {
                    self.glued_option(user, term.end + 1)
                }
                b"login" | b"account" => self.netrc(index).or_else(|| self.registry(index)),
                word if word.starts_with(COMPOSER) => self.composer(index),
                word if encodes(word) => self.about_to_be_encoded(term),
                word => match self.text.get(term.end) {
                    Some(b':') if is_address_of_person(word) => self.side_by_side(term),
                    _ => self.arguments(index).or_else(|| self.given(term)),
                },
            };
            if let Some(pair) = pair {
                taken.push(pair.span.clone());
                // A user may be called after another firm's product.
                let own = || self.reading.own_address_in_line(term.line).is_some();
                if matches!(owner::owner(self.reading, Name::default(), term, self.file), Ownership::Ours(..)) || own()
                {
                    found.extend(carried(&pair, self.kind(&pair)));
                }
            }
        }
        taken.sort_by_key(|span| (span.start, span.end));
        (found, taken)
    }

    /// What kind the secret of a pair is.
    fn kind(&self, pair: &Pair) -> &'static Rule {
        if pair.user == b"x-token-auth" && pair.secret.len() >= 40 {
            known::BITBUCKET_OAUTH_ACCESS_TOKEN
        } else if self.is_consumer(pair) {
            known::BITBUCKET_OAUTH_CONSUMER
        } else {
            known::BASIC_CREDENTIAL
        }
    }

    /// Whether the pair is an OAuth consumer's, sent for a token or given to Composer.
    fn is_consumer(&self, pair: &Pair) -> bool {
        const FAR: usize = 400;
        let near = &self.text[pair.span.start.saturating_sub(FAR)..self.range.end.min(pair.span.end + FAR)];
        [&b"site/oauth2/access_token"[..], COMPOSER].iter().any(|sign| memchr::memmem::find(near, sign).is_some())
            && values::fits(rules::Shape::Alphanumeric(32), &pair.secret)
    }

    /// `composer config bitbucket-oauth.bitbucket.org KEY SECRET`; `index` is the setting.
    fn composer(&self, index: usize) -> Option<Pair> {
        let [setting, key, secret] = self.reading.terms.get(index..index + 3)? else { return None };
        let follows = |term: &Term| {
            term.line == setting.line && (term.glue.only(Glue::SPACE) || term.glue.only(Glue::SPACE | Glue::QUOTE))
        };
        (follows(key) && follows(secret)).then(|| Pair {
            user: self.text[key.start..key.end].to_vec(),
            secret: self.text[secret.start..secret.end].to_vec(),
            span: secret.start..secret.end,
        })
    }

    /// `scheme://user:secret@host`, with the scheme's end at `at`, and whether the host is ours.
    fn address(&self, at: usize) -> Option<(Pair, bool)> {
        let start = at + 3;
        let rest = &self.text[start..self.range.end.min(start + LONGEST_ADDRESS)];
        let stops = |byte: &u8| byte.is_ascii_whitespace() || b"\"'`<>\\".contains(byte);
        let rest = &rest[..rest.iter().position(stops).unwrap_or(rest.len())];
        let slash = rest.iter().position(|byte| b"/?#".contains(byte)).unwrap_or(rest.len());
        // A secret may hold a slash; then the `@` stands behind it.
        let sign = rest[..slash].iter().rposition(|byte| *byte == b'@').or_else(|| memchr::memchr(b'@', rest))?;
        let host_end = rest[sign..].iter().position(|byte| b"/?#:".contains(byte)).map_or(rest.len(), |end| sign + end);
        let host = rest[sign + 1..host_end].to_ascii_lowercase();
        let colon = memchr::memchr(b':', &rest[..sign])?;
        let ours = matches!(Name::read(&host).owner, Some(Owner::Ours(_)))
            || [&b"stash"[..], b"bitbucket", b"jira", b"confluence"]
                .iter()
                .any(|word| memchr::memmem::find(&host, word).is_some())
            // Repositories of Bitbucket Data Center.
            || memchr::memmem::find(&rest[host_end..], b"/scm/").is_some();
        let pair = Pair {
            user: written::percent_decoded(&rest[..colon]),
            secret: written::percent_decoded(&rest[colon + 1..sign]),
            span: start + colon + 1..start + sign,
        };
        Some((pair, ours))
    }

    /// `Basic` and base64 of `user:secret`.
    fn basic_header(&self, end: usize) -> Option<Pair> {
        let rest = &self.text[end..self.range.end.min(end + 1300)];
        let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'"' | b'\'' | b'+' | b',')).count();
        let length =
            rest[blanks..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"+/_-".contains(byte)).count();
        if blanks == 0 || length < 16 {
            return None;
        }
        let encoded = values::in_standard_base64(&rest[blanks..blanks + length]);
        let padded = [encoded.as_slice(), &b"=="[..(4 - length % 4) % 4 % 3]].concat();
        let plain = BASE64.decode(&padded).ok()?;
        let colon = memchr::memchr(b':', &plain)?;
        let (user, secret) = (&plain[..colon], &plain[colon + 1..]);
        let secret = secret.trim_ascii_end();
        let printable = plain.trim_ascii_end().iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ');
        let start = end + blanks;
        printable.then(|| Pair { user: user.to_vec(), secret: secret.to_vec(), span: start..start + length })
    }

    /// `-u user:secret`.
    fn option(&self, end: usize) -> Option<Pair> {
        let rest = &self.text[end..self.range.end.min(end + 600)];
        let rest = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
        let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'=' | b',' | b'"' | b'\'' | b'\\')).count();
        let value = &rest[blanks..];
        let quote = blanks.checked_sub(1).map_or(b' ', |before| rest[before]);
        let stops = |byte: &u8| *byte == quote || matches!(byte, b' ' | b'"' | b'\'' | b'\\' | b'\r');
        let value = &value[..value.iter().position(stops).unwrap_or(value.len())];
        let colon = memchr::memchr(b':', value)?;
        let start = end + blanks + colon + 1;
        // `-u http://localhost:8080`
        let is_address = value[colon..].starts_with(b"://");
        (blanks > 0 && colon > 0 && !is_address).then(|| Pair {
            user: value[..colon].to_vec(),
            secret: value[colon + 1..].to_vec(),
            span: start..start + value.len() - colon - 1,
        })
    }

    /// `-uuser:secret`, with the secret from `start` on.
    fn glued_option(&self, user: &[u8], start: usize) -> Option<Pair> {
        let rest = &self.text[start..self.range.end.min(start + 600)];
        let length = rest.iter().position(|byte| byte.is_ascii_whitespace() || b"\"'\\".contains(byte))?;
        // Behind it an address stands.
        let is_own = |byte: &u8| byte.is_ascii_alphanumeric() || b"._@+-".contains(byte);
        (rest[length] == b' ' && user.iter().all(is_own)).then(|| Pair {
            user: user.to_vec(),
            secret: rest[..length].to_vec(),
            span: start..start + length,
        })
    }

    /// `machine HOST login USER password SECRET`, on one line or several; `index` is the word `login`.
    fn netrc(&self, index: usize) -> Option<Pair> {
        let terms = &self.reading.terms;
        let word = |at: usize| terms.get(at).map(|term| &self.text[term.start..term.end]);
        let machine =
            (index.saturating_sub(4)..index).any(|at| word(at) == Some(b"machine") || word(at) == Some(b"default"));
        let password = (index + 1..index + 6).find(|at| word(*at) == Some(b"password"))?;
        let user = terms.get(index + 1)?;
        if !machine {
            return None;
        }
        let rest = &self.text[terms[password].end..self.range.end];
        let blanks = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let rest = &rest[blanks..];
        let quote = usize::from(matches!(rest, [b'"', ..]));
        let ends = |byte: &u8| if quote > 0 { *byte == b'"' } else { byte.is_ascii_whitespace() };
        let length = rest[quote..].iter().take(500).take_while(|byte| !ends(byte)).count();
        let start = terms[password].end + blanks + quote;
        Some(Pair {
            user: self.text[user.start..user.end].to_vec(),
            secret: self.text[start..start + length].to_vec(),
            span: start..start + length,
        })
    }
}

/// Whether these are options of curl in one, of which the last is `-u`: `-sSu`.
fn is_bundled_user(word: &[u8]) -> bool {
    (2..=6).contains(&word.len())
        && word
            .strip_suffix(b"u")
            .is_some_and(|others| others.iter().all(|option| b"sSkLfvigIjlnNqRG".contains(option)))
}

/// Whether what is called so encodes in base64, or takes a pair and does so itself.
fn encodes(word: &[u8]) -> bool {
    let has = |part: &str| word.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part.as_bytes()));
    match word {
        b"btoa" => true,
        _ if word.contains(&b'4') => has("base64") || has("b64enc"),
        _ => word.ends_with(b"USERPWD") || word.ends_with(b"userpwd"),
    }
}

/// Whether a word is an e-mail address.
fn is_address_of_person(word: &[u8]) -> bool {
    let Some(sign) = memchr::memchr(b'@', word) else { return false };
    sign > 0 && &word[..sign] != b"git" && word[sign + 1..].contains(&b'.')
}

/// The finding that a pair makes, unless its secret is a sample, a reference or a word.
fn carried(pair: &Pair, rule: &'static Rule) -> Option<Match> {
    let sample_user = placeholder::is_filler(&pair.user) && pair.secret.len() < 12;
    (is_real(&pair.secret) && !sample_user && !pair.user.is_empty()).then(|| Match {
        rule,
        start: pair.span.start,
        proof: Proof::new(pair.span.end, pair.secret.as_slice(), Confidence::Likely),
    })
}

/// Whether a secret is no sample, no reference and no word.
fn is_real(secret: &[u8]) -> bool {
    let shape = rules::Shape::Opaque { shortest: 16, longest: 400 };
    [rules::Shape::Password, rules::Shape::Uuid, shape].into_iter().any(|shape| values::fits(shape, secret))
}
