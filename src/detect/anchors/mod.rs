//! The prefilter: one pass over the whole text for every literal that can begin something.
//!
//! `aho_corasick::packed` (SIMD Teddy) runs at memory speed as long as there are at most 64 literals of at least four
//! bytes; where the CPU has no SIMD, the automaton does the same more slowly. Starting either one costs as much as a table
//! that is asked byte by byte for a few bytes, so behind a hit the [`Beginnings`] are asked first: where literals stand close
//! together, that is three times as fast.

mod beginnings;

use std::collections::BTreeMap;

use self::beginnings::Beginnings;
use super::literals::Literals;
use crate::rules::{self, Find, Rule};

/// What a literal leads to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Lead {
    /// A rule's pattern is to be tried this many bytes before.
    Rule(&'static Rule, usize),
    /// A product is named here.
    Product,
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
    "jsmO",
    "Jsm ",
    "JsmO",
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
    "hared.secret",
    "HARED_SECRET",
    "tlJdbc",
    "atl_jdbc",
    "ATL_JDBC",
    "atl-jdbc",
    "atl.jdbc",
    "/rest/api/",
];

/// The searcher and what its literals mean.
#[derive(Debug)]
pub(crate) struct Anchors {
    /// The search for the literals.
    literals: Literals,
    /// The literals by what they begin with.
    beginnings: Beginnings,
    /// What each literal leads to, by pattern number.
    leads: Vec<Vec<Lead>>,
}

/// A literal that was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit<'a> {
    /// Offset of its first byte.
    pub(crate) start: usize,
    /// What it leads to.
    pub(crate) leads: &'a [Lead],
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
        let (literals, leads): (Vec<_>, Vec<_>) = table.into_iter().unzip();
        Ok(Self { beginnings: Beginnings::new(&literals), literals: Literals::new(&literals)?, leads })
    }

    /// Calls `visit` for every literal in the text, in order. Literals that overlap do not hide each other: the search
    /// goes on one byte behind the start of a hit.
    pub(crate) fn each<'a>(&'a self, text: &[u8], mut visit: impl FnMut(Hit<'a>)) {
        /// Bytes behind a hit that are looked at one by one.
        const NEAR: usize = 16;
        let mut found = self.literals.next(text, 0);
        while let Some((pattern, start)) = found {
            if let Some(leads) = self.leads.get(pattern) {
                visit(Hit { start, leads });
            }
            let near = start + 1..text.len().min(start + 1 + NEAR);
            found = self.beginnings.first(text, near.clone()).or_else(|| self.literals.next(text, near.end));
        }
    }
}

/// Every literal once, with all that it leads to.
fn table() -> BTreeMap<&'static [u8], Vec<Lead>> {
    let mut table: BTreeMap<&'static [u8], Vec<Lead>> = BTreeMap::new();
    for rule in rules::all() {
        if let Find::Anchored { anchors, .. } = rule.find {
            for anchor in anchors {
                table.entry(anchor.literal.as_bytes()).or_default().push(Lead::Rule(rule, anchor.offset));
            }
        }
    }
    for word in PRODUCT_WORDS {
        table.entry(word.as_bytes()).or_default().push(Lead::Product);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packed_searcher_is_built() {
        assert!(matches!(Anchors::new().unwrap().literals, Literals::Packed(_)));
    }

    #[test]
    fn literals_are_found_side_by_side_and_within_each_other() {
        let anchors = Anchors::new().unwrap();
        let text = concat!("jiraATBB", "ATOAjirATT", "AT3xFf", "BBDC-ATBBDC-ucket ").as_bytes().repeat(3);
        let mut found = Vec::new();
        anchors.each(&text, |hit| found.push(hit.start));
        let is_literal = |at: &usize| table().keys().any(|literal| text[*at..].starts_with(literal));
        assert_eq!(found, (0..text.len()).filter(is_literal).collect::<Vec<_>>());
        assert!(found.contains(&29) && found.contains(&31), "{found:?}");
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
