//! The prefilter: one pass over the whole text for every literal that can begin something.
//!
//! `aho_corasick::packed` (SIMD Teddy) runs at memory speed as long as there are at most 64 literals of at least four
//! bytes; where the CPU has no SIMD, the automaton does the same more slowly. Starting either one costs as much as a table
//! that is asked byte by byte for a few bytes, so behind a hit the [`Beginnings`] are asked first: where literals stand close
//! together, that is three times as fast.

mod beginnings;

use std::collections::BTreeMap;
use std::ops::Range;

use self::beginnings::Beginnings;
use super::literals::Literals;
use crate::rules::{self, Find, Gate, Rule};

/// What a literal leads to.
#[derive(Debug)]
pub(crate) enum Lead {
    /// A credential may begin here.
    Credential {
        /// What it looks like.
        gate: Gate,
        /// So many bytes before the literal.
        offset: usize,
        /// The kinds that look so.
        rules: Vec<&'static Rule>,
    },
    /// A product is named here.
    Product,
}

/// One of the texts that are looked for.
#[derive(Debug)]
pub(crate) struct Literal {
    /// Its length.
    pub(crate) length: usize,
    /// What it leads to.
    pub(crate) lead: Lead,
}

/// Words that name a product, in the case forms that people write, shared by substring (`tlassian` is in both `atlassian`
/// and `Atlassian`). What nobody writes (`jIRA`) is not found.
const PRODUCT_WORDS: &[&str] = &[
    "tlassian",
    "TLASSIAN",
    "jira",
    "Jira",
    "JIRA",
    "onfluence",
    "ONFLUENCE",
    "ucket",
    "UCKET",
    "amboo",
    "AMBOO",
    "rello",
    "RELLO",
    "crowd",
    "Crowd",
    "CROWD",
    "psgenie",
    "psGenie",
    "PSGENIE",
    "ps_genie",
    "PS_GENIE",
    "ps-genie",
    "GenieKey",
    "OG_API_KEY",
    "jsm_",
    "jsm-",
    "jsm.",
    "jsm ",
    "smOp",
    "Jsm ",
    "eraph.",
    "@stash",
    "JSM_",
    "JSM ",
    "tatuspage",
    "tatusPage",
    "TATUSPAGE",
    "tatus_page",
    "TATUS_PAGE",
    "tatus-page",
    "tatus.page",
    "tatus page",
    "haredSecret",
    "hared_secret",
    "hared-secret",
    "est/oauth2",
    "HARED_SECRET",
    "tlJdbc",
    "atl_jdbc",
    "ATL_JDBC",
    "atl-jdbc",
    "atl.jdbc",
    "/rest/api/",
    "os_password",
];

/// The searcher and what its literals mean.
#[derive(Debug)]
pub(crate) struct Anchors {
    /// The search for the literals.
    search: Literals,
    /// The literals by what they begin with.
    beginnings: Beginnings,
    /// The literals, by pattern number.
    literals: Vec<Literal>,
    /// Length of the longest literal.
    longest: usize,
}

/// A literal that was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit<'a> {
    /// Offset of its first byte.
    pub(crate) start: usize,
    /// Which one it is.
    pub(crate) literal: &'a Literal,
}

impl Anchors {
    /// Collects the literals of the rule table and the product words.
    ///
    /// # Errors
    /// Only if the automaton cannot be built, which the size of the table rules out.
    pub(crate) fn new() -> anyhow::Result<Self> {
        let mut table: Vec<_> = table().into_iter().collect();
        // The searcher deals the literals into sixteen buckets in turn, and stops where a text looks like a mixture of those
        // in one. In this order it stops at one byte in a thousand of source code, in that of the alphabet at three.
        table.sort_by_key(|(literal, _)| literal.get(1).copied());
        let (texts, literals): (Vec<_>, Vec<_>) =
            table.into_iter().map(|(text, lead)| (text, Literal { length: text.len(), lead })).unzip();
        let longest = texts.iter().map(|text| text.len()).max().unwrap_or_default();
        Ok(Self { search: Literals::new(&texts)?, beginnings: Beginnings::new(&texts), literals, longest })
    }

    /// Length of the longest literal.
    pub(crate) fn longest(&self) -> usize {
        self.longest
    }

    /// Calls `visit` for every literal that begins in a stretch of the text, in order. Literals that overlap do not hide each
    /// other: the search goes on one byte behind the start of a hit.
    pub(crate) fn each<'a>(&'a self, text: &[u8], stretch: Range<usize>, mut visit: impl FnMut(Hit<'a>)) {
        /// Bytes behind a hit that are looked at one by one.
        const NEAR: usize = 16;
        let text = &text[..text.len().min(stretch.end + self.longest)];
        let mut found = self.search.next(text, stretch.start);
        while let Some((pattern, start)) = found.filter(|(_, start)| *start < stretch.end) {
            if let Some(literal) = self.literals.get(pattern) {
                visit(Hit { start, literal });
            }
            let near = start + 1..text.len().min(start + 1 + NEAR);
            found = self.beginnings.first(text, near.clone()).or_else(|| self.search.next(text, near.end));
        }
    }
}

/// Every literal once, with all that it leads to.
fn table() -> BTreeMap<&'static [u8], Lead> {
    let mut table: BTreeMap<&'static [u8], Lead> =
        PRODUCT_WORDS.iter().map(|word| (word.as_bytes(), Lead::Product)).collect();
    for rule in rules::all() {
        if let Find::Anchored { anchors, gate, .. } = rule.find {
            for anchor in anchors {
                let new = || Lead::Credential { gate, offset: anchor.offset, rules: Vec::new() };
                let lead = table.entry(anchor.literal.as_bytes()).or_insert_with(new);
                if let Lead::Credential { rules, .. } = lead {
                    rules.push(rule);
                }
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packed_searcher_is_built() {
        assert!(matches!(Anchors::new().unwrap().search, Literals::Packed(_)));
    }

    #[test]
    fn literals_are_found_side_by_side_and_within_each_other() {
        let anchors = Anchors::new().unwrap();
        let text = concat!("jiraATBB", "ATOAjirATT", "AT3xFf", "BBDC-ATBBDC-ucket ").as_bytes().repeat(3);
        let mut found = Vec::new();
        anchors.each(&text, 0..text.len(), |hit| found.push(hit.start));
        let is_literal = |at: &usize| table().keys().any(|literal| text[*at..].starts_with(literal));
        assert_eq!(found, (0..text.len()).filter(is_literal).collect::<Vec<_>>());
        assert!(found.contains(&29) && found.contains(&31), "{found:?}");
    }

    #[test]
    fn kinds_of_one_literal_look_the_same() {
        let table = table();
        for rule in rules::all() {
            let Find::Anchored { anchors, gate, .. } = rule.find else { continue };
            for anchor in anchors {
                let lead = &table[anchor.literal.as_bytes()];
                let Lead::Credential { gate: known, offset, rules } = lead else {
                    panic!("{} is a word", anchor.literal)
                };
                assert_eq!((*known, *offset), (gate, anchor.offset), "{}", rule.id);
                assert!(rules.iter().any(|known| known.id == rule.id), "{}", rule.id);
            }
        }
    }

    #[test]
    fn literals_keep_the_searcher_fast() {
        let table = table();
        assert!(table.len() <= 64, "{} literals", table.len());
        for literal in table.keys() {
            assert!(literal.len() >= 4, "{}", String::from_utf8_lossy(literal));
        }
    }

    #[test]
    fn no_literal_is_the_start_of_another() {
        // The packed searcher reports one pattern for an offset; a longer literal would hide behind its prefix.
        let table = table();
        for one in table.keys() {
            for other in table.keys() {
                assert!(one == other || !other.starts_with(one), "{}", String::from_utf8_lossy(other));
            }
        }
    }
}
