//! Private keys of application links, by which whoever holds them acts as any user: `JIRA_PRIVATE_KEY`, `jira_privatekey.pem`.

use std::ops::Range;

use super::super::names::{Name, Owner};
use super::super::reader::Glue;
use super::{Carriers, Match};
use crate::detect::check::Proof;
use crate::finding::Confidence;
use crate::rules::known;

impl Carriers<'_> {
    /// The key whose first line holds the term with this number, `PRIVATE`, if it is one of a link to our products.
    pub(super) fn private_key(&self, index: usize) -> Option<Match> {
        let terms = &self.reading.terms;
        let algorithm = |at: &usize| matches!(&self.text[terms[*at].start..terms[*at].end], b"RSA" | b"EC");
        let begin = index.checked_sub(1).map(|at| if algorithm(&at) { at - usize::from(at > 0) } else { at })?;
        let header = &terms[begin];
        if &self.text[header.start..header.end] != b"BEGIN" || !header.glue.has(Glue::DASH) {
            return None;
        }
        let start = header.start - self.text[..header.start].iter().rev().take_while(|byte| **byte == b'-').count();
        let span = self.block(start)?;
        let named = begin.checked_sub(1).is_some_and(|before| self.belongs_to_link(before, start));
        (named || self.file.key).then(|| Match {
            rule: known::DC_CONFIG_SECRET,
            start: span.start,
            proof: Proof::new(span.end, &self.text[span], Confidence::Likely),
        })
    }

    /// The whole block that begins here, unless it is a sample, cut, or encrypted.
    fn block(&self, start: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 8_000;
        // 512 bits, the shortest that anybody has used, take 420 characters.
        const LEAST: usize = 400;
        const END: &[u8] = b"-----END ";
        let rest = &self.text[start..self.range.end.min(start + LONGEST)];
        let body = memchr::memmem::find(rest, b"KEY-----")? + b"KEY-----".len();
        let end = memchr::memmem::find(rest, END)?;
        let lines = rest.get(body..end)?;
        let digits = lines.iter().filter(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(byte)).count();
        let is_cut = memchr::memmem::find(lines, b"...").is_some();
        let is_encrypted = memchr::memmem::find(lines, b"Proc-Type").is_some();
        let close = memchr::memmem::find(&rest[end + END.len()..], b"KEY-----")? + b"KEY-----".len();
        (digits >= LEAST && !is_cut && !is_encrypted).then(|| start..start + end + END.len() + close)
    }

    /// Whether what the block is given to, or what stands within a few lines before it, says that it is of a link.
    fn belongs_to_link(&self, before: usize, start: usize) -> bool {
        const NEAR: usize = 300;
        let term = &self.reading.terms[before];
        let name = self.reading.name(term);
        let is_ours = |name: Name| matches!(name.owner, Some(Owner::Ours(_)));
        let near = &self.text[start.saturating_sub(NEAR).max(self.range.start)..start];
        let near: Vec<u8> = near.iter().filter(|byte| !b"-_.".contains(byte)).map(u8::to_ascii_lowercase).collect();
        let has = |word: &[u8]| memchr::memmem::find(&near, word).is_some();
        is_ours(name)
            || has(b"jiraclientkey")
            || has(b"oauthkey") && has(b"jira")
            || has(b"jira") && has(b"consumerkey")
    }
}
