//! Identifiers for servers that want each finding to have one of its own.
//!
//! An identifier is the same in every run and at every line, so that a server can tell old findings from new ones. Of a
//! value that can be guessed it holds nothing.

use std::collections::HashMap;

use data_encoding::HEXLOWER;
use hmac_sha256::Hash;

use super::mask::Masker;
use super::{Entry, location};

/// Bytes of the hash that are kept: more than enough to be unique in a repository.
const LENGTH: usize = 16;

/// Gives out identifiers, each one once.
#[derive(Debug, Default)]
pub(super) struct Identities {
    /// How often each combination of rule, path and value was met.
    met: HashMap<[u8; 32], u64>,
}

impl Identities {
    /// The identifier of the next entry: of its rule, path and fingerprint, and the how-many-eth of those it is.
    pub(super) fn next(&mut self, entry: &Entry, masker: &Masker<'_>) -> String {
        let fingerprint = entry.finding.fingerprint().map(|fingerprint| fingerprint.to_string()).unwrap_or_default();
        let rule = entry.finding.rule.id.as_bytes();
        let path = location::full_path(entry, masker);
        let base = Hash::hash(&[b"atlatch/finding/1", rule, &path, fingerprint.as_bytes()].join(&0));
        let met = self.met.entry(base).or_default();
        let identity = Hash::hash(&[&base[..], &met.to_be_bytes()].concat());
        *met += 1;
        HEXLOWER.encode(&identity[..LENGTH])
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Identities, Masker};
    use crate::report::sample::Sample;

    #[test]
    fn identities_are_unique_and_do_not_depend_on_lines() {
        let mut sample = Sample::whole();
        let of = |sample: &Sample| -> Vec<String> {
            let masker = Masker::new(&sample.entries).unwrap();
            let mut identities = Identities::default();
            sample.entries.iter().map(|entry| identities.next(entry, &masker)).collect()
        };
        let before = of(&sample);
        assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), sample.entries.len());
        sample.entries.iter_mut().for_each(|entry| entry.finding.place.line += 7);
        assert_eq!(of(&sample), before);
    }
}
