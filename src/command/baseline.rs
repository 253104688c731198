//! `atlatch baseline`: allows everything that is there now, each entry marked unreviewed.
//!
//! Values are allowed by fingerprint. Kinds whose values can be guessed have none: they are allowed by path and rule.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use anyhow::Result;

use super::allow::{counted, stage};
use crate::allow::edit::{self, NewEntry, Store};
use crate::allow::{self, FILE, Seen, UNREVIEWED};
use crate::exit::Outcome;

/// Adds an entry for everything seen that the file does not excuse yet.
///
/// An entry that is over, or that is narrowed to other places, is left as it is: somebody decided that. What it does not
/// excuse goes on being found, and the outcome says so.
pub(crate) fn run(seen: &[Seen], store: &Store, out: &mut dyn Write) -> Result<Outcome> {
    let mut values = BTreeSet::new();
    let mut places: BTreeMap<&[u8], BTreeSet<&'static str>> = BTreeMap::new();
    let mut decided = BTreeSet::new();
    for Seen { fingerprint, rule, path } in seen {
        if store.allowlist().excuse(*fingerprint, rule.id, path).is_some() {
            continue;
        }
        match fingerprint {
            Some(fingerprint) if store.allowlist().entry(*fingerprint).is_some() => {
                decided.insert(*fingerprint);
            }
            Some(fingerprint) => {
                values.insert(*fingerprint);
            }
            None => {
                places.entry(path).or_default().insert(rule.id);
            }
        }
    }
    let unreviewed = |fingerprint, paths, rules| NewEntry {
        fingerprint,
        reason: UNREVIEWED.to_owned(),
        paths,
        rules,
        expires: None,
    };
    let values = values.into_iter().map(|fingerprint| unreviewed(Some(fingerprint), Vec::new(), Vec::new()));
    let places = places
        .into_iter()
        .map(|(path, rules)| unreviewed(None, vec![allow::literal(path)], rules.into_iter().collect()));
    let entries: Vec<_> = values.chain(places).collect();
    if entries.is_empty() {
        writeln!(out, "nothing to add to {FILE}")?;
    } else {
        store.write(&edit::add(store.text(), &entries)?)?;
        writeln!(out, "added {}, each marked \"{UNREVIEWED}\"", counted(entries.len()))?;
        stage(store, out)?;
    }
    for fingerprint in &decided {
        writeln!(out, "left {fingerprint}: its entry is over, or is for other places")?;
    }
    Ok(if decided.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::allow::tests::{Bench, seen};

    #[test]
    fn everything_there_is_adopted_once() {
        let bench = Bench::new();
        let [one, two, three] = ["1111111111111111", "2222222222222222", "3333333333333333"];
        bench.file(&format!(
            "version = 1\n[[allow]]\nfingerprint = '{two}'\nreason = 'known'\npaths = ['a']\n\
             [[allow]]\npaths = ['vendor/**']\nreason = 'made up'\n"
        ));
        let sightings = [
            seen(Some(three), "trello-token", "b"),
            seen(Some(one), "trello-token", "b"),
            seen(Some(one), "trello-token", "c"),
            seen(Some(two), "trello-token", "a"),
            seen(Some(three), "trello-token", "vendor/x"),
            seen(None, "trello-token", "vendor/y"),
            seen(None, "trello-token", "odd[1].txt"),
            seen(None, "atlassian-api-token", "odd[1].txt"),
        ];
        let baseline = |sightings: &[Seen]| {
            let mut out = Vec::new();
            let outcome = run(sightings, &Store::open(bench.root(), None).unwrap(), &mut out).unwrap();
            (outcome, String::from_utf8(out).unwrap())
        };
        let (outcome, said) = baseline(&sightings);
        assert_eq!(outcome, Outcome::Clean);
        assert!(said.starts_with("added 3 entries, each marked \"baseline, unreviewed\"\nstaged"), "{said}");
        let staged = bench.staged();
        assert_eq!(staged.matches("baseline, unreviewed").count(), 3);
        let rules = "rules = [\"atlassian-api-token\", \"trello-token\"]\npaths = [\"odd[[]1[]].txt\"]\n";
        assert!(staged.contains(rules), "{staged}");

        assert_eq!(baseline(&sightings), (Outcome::Clean, "nothing to add to .atlatch.toml\n".to_owned()));
        let allowlist = Store::open(bench.root(), None).unwrap().allowlist().clone();
        for Seen { fingerprint, rule, path } in &sightings {
            assert!(allowlist.excuse(*fingerprint, rule.id, path).is_some());
        }
        assert!(allowlist.notices().iter().any(|notice| notice.contains("3 entries are unreviewed")));

        let (outcome, said) = baseline(&[seen(Some(two), "trello-token", "d")]);
        assert_eq!(outcome, Outcome::Findings);
        assert!(said.ends_with("left 2222222222222222: its entry is over, or is for other places\n"), "{said}");
        assert_eq!(bench.staged(), staged);
    }
}
