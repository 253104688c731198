//! Keeps secrets out of every text of the repository that a report repeats: paths, members, servers, reasons.
//!
//! A secret may stand in a path because the path is what it was found in, or because a file is named after its content.
//! The first is masked by its place, the second by its bytes. Whatever is masked goes whole, up to the next `/`, space or
//! quote: what remained of it might be a part of the secret in another written form.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::{Entry, Source};
use crate::finding::Finding;

/// How much of a secret is looked for. The rest follows by its length.
const CORE: usize = 16;
/// Guessable secrets shorter than this are words of the language: masking them everywhere would point at them.
const SHORTEST_WORD: usize = 8;
/// What stands for something masked.
const DOTS: &str = "…";

/// Knows every secret of a report.
#[derive(Debug)]
pub(super) struct Masker<'a> {
    /// Looks for a piece of each secret, if there are any: to build it takes longer than all else in a clean report.
    cores: Option<AhoCorasick>,
    /// Where the secret lies around each piece: the bytes before it, and all of them.
    around: Vec<(usize, usize)>,
    /// The secrets found in each path itself.
    names: BTreeMap<&'a [u8], Vec<&'a Finding>>,
}

impl<'a> Masker<'a> {
    /// Learns the secrets. Fails only if they are too many for the searcher; then nothing can be reported safely.
    pub(super) fn new(entries: &'a [Entry]) -> io::Result<Self> {
        let mut cores: BTreeMap<&[u8], (usize, usize)> = BTreeMap::new();
        let mut names: BTreeMap<&[u8], Vec<&Finding>> = BTreeMap::new();
        for entry in entries {
            let finding = &entry.finding;
            let secret = finding.secret.bytes();
            if let Some(core) = core(finding) {
                let around = cores.entry(&secret[core.clone()]).or_default();
                *around = (*around).max((core.start, secret.len()));
            }
            if entry.source == Source::Name {
                names.entry(&entry.path).or_default().push(finding);
            }
        }
        let (cores, around): (Vec<_>, Vec<_>) = cores.into_iter().unzip();
        let cores = (!cores.is_empty()).then(|| AhoCorasick::new(cores)).transpose().map_err(io::Error::other)?;
        Ok(Self { cores, around, names })
    }

    /// The path of an entry, masked.
    pub(super) fn path<'p>(&self, path: &'p [u8]) -> Cow<'p, [u8]> {
        let named = self.names.get(path).into_iter().flatten();
        self.hide(path, named.map(|finding| (finding.span.clone(), finding.masked())).collect())
    }

    /// Any other text of the repository, masked.
    pub(super) fn text<'p>(&self, text: &'p [u8]) -> Cow<'p, [u8]> {
        self.hide(text, Vec::new())
    }

    /// Replaces these places and those of known secrets.
    fn hide<'p>(&self, text: &'p [u8], mut places: Vec<(Range<usize>, String)>) -> Cow<'p, [u8]> {
        for found in self.cores.iter().flat_map(|cores| cores.find_overlapping_iter(text)) {
            let (before, length) = self.around[found.pattern()];
            let start = found.start().saturating_sub(before);
            places.push((start..start + length, DOTS.to_owned()));
        }
        if places.is_empty() {
            return Cow::Borrowed(text);
        }
        // Stable: of two masks at one place, that of the finding comes first.
        places.sort_by_key(|(place, _)| place.start);
        let mut masked = Vec::with_capacity(text.len());
        let mut shown = 0;
        for (place, mask) in places {
            let place = widened(text, place);
            if place.start >= shown {
                masked.extend_from_slice(&text[shown..place.start]);
                masked.extend_from_slice(mask.as_bytes());
            }
            shown = shown.max(place.end);
        }
        masked.extend_from_slice(&text[shown..]);
        Cow::Owned(masked)
    }
}

/// The piece of a secret that is looked for; none if it is a short word.
fn core(finding: &Finding) -> Option<Range<usize>> {
    let length = finding.secret.bytes().len();
    if !finding.rule.high_entropy {
        return (length >= SHORTEST_WORD).then_some(0..length);
    }
    let start = finding.rule.public_prefix;
    let whole = 0..length;
    Some(if start + CORE <= length { start..start + CORE } else { whole }).filter(|core| !core.is_empty())
}

/// The place up to the separators on either side.
fn widened(text: &[u8], place: Range<usize>) -> Range<usize> {
    let separator = |byte: &u8| byte.is_ascii_whitespace() || b"/\"'`".contains(byte);
    let start = place.start.min(text.len());
    let end = place.end.clamp(start, text.len());
    let before = text[..start].iter().rev().take_while(|byte| !separator(byte)).count();
    let behind = text[end..].iter().take_while(|byte| !separator(byte)).count();
    start - before..end + behind
}

#[cfg(test)]
mod tests {
    use super::Masker;
    use crate::report::sample::Sample;

    #[test]
    fn a_secret_is_masked_wherever_it_stands() {
        let mut sample = Sample::empty();
        let pat = loop {
            // One with a `/` in its second half, where a part of a path would end.
            let pat = sample.mint.dc_pat();
            if pat[30..].contains('/') {
                break pat;
            }
        };
        let token = sample.mint.long_token("ATAT", "at");
        sample.text(b"x", &pat);
        sample.text(b"x", &token);
        let masker = Masker::new(&sample.entries).unwrap();
        let table = [
            (format!("a/{pat}/b"), "a/…/b"),
            (pat.clone(), "…"),
            (format!("a {token}.txt"), "a …"),
            (format!("\"{}\"", token.replace('=', "%3D")), "\"…\""),
            (format!("x/{}/{}", &token[..100], &token[12..60]), "x/…"),
            ("nothing/of/the/sort".to_owned(), "nothing/of/the/sort"),
        ];
        for (text, masked) in table {
            assert_eq!(masker.text(text.as_bytes()), masked.as_bytes(), "{masked}");
        }
    }

    #[test]
    fn a_hundred_thousand_secrets_fit() {
        let sample = Sample::many(100_000);
        let masker = Masker::new(&sample.entries).unwrap();
        for entry in &sample.entries {
            assert_eq!(*masker.path(&entry.path), *entry.path);
        }
    }
}
