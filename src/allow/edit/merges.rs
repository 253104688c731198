//! Tests of merging what two branches added, with real git.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::tests::{fingerprint, value};
use super::*;
use crate::allow::{Entry, UNREVIEWED};
use crate::mint::Mint;

/// Runs git in a folder and says whether it succeeded.
fn git(folder: &Path, arguments: &[&str]) -> bool {
    let mut git = Command::new("git");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
        git.env_remove(name);
    }
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    git.args(["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "core.autocrlf=false"]);
    git.current_dir(folder).args(arguments).output().unwrap().status.success()
}

/// Merges two branches, whose files these are, with real git; the merged text, unless there is a conflict. `attributes`: what
/// stands in `.gitattributes`.
fn merged_files(attributes: &str, base: Option<&str>, ours: &str, theirs: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let file = root.join(FILE);
    let commit = |text: Option<&str>| {
        if let Some(text) = text {
            fs::write(&file, text).unwrap();
        }
        assert!(git(root, &["add", "--all"]) && git(root, &["commit", "--allow-empty", "-qm", "x"]));
    };
    assert!(git(root, &["init", "-q", "-b", "main"]));
    fs::write(root.join(attributes::FILE), attributes).unwrap();
    commit(base);
    assert!(git(root, &["checkout", "-qb", "other"]));
    commit(Some(theirs));
    assert!(git(root, &["checkout", "-q", "main"]));
    commit(Some(ours));
    git(root, &["merge", "-q", "--no-edit", "other"]).then(|| fs::read_to_string(&file).unwrap())
}

/// Merges two branches that each add entries to a file.
fn merged(base: &str, ours: &[NewEntry], theirs: &[NewEntry]) -> Option<String> {
    let [ours, theirs] = [ours, theirs].map(|entries| add(Some(base), entries).unwrap());
    merged_files("", Some(base), &ours, &theirs)
}

#[test]
fn branches_that_add_different_entries_merge_by_themselves() {
    for reason in [UNREVIEWED, "revoked, OPS-1"] {
        let entries = |digits: &[&str]| digits.iter().map(|digits| value(digits, reason)).collect::<Vec<_>>();
        let base = add(None, &entries(&["2", "4", "6", "8"])).unwrap();
        // Each between other neighbours, one entry apart: before, between and behind.
        let (ours, theirs) = (["1", "5", "51", "9"], ["3", "7", "71"]);
        let merged = merged(&base, &entries(&ours), &entries(&theirs)).unwrap();
        let all = [ours.as_slice(), &theirs, &["2", "4", "6", "8"]].concat();
        assert_eq!(merged, add(None, &entries(&all)).unwrap());
    }
}

#[test]
fn without_the_union_branches_conflict_only_between_the_same_neighbours() {
    let base = add(None, &[value("2", "x"), value("8", "x")]).unwrap();
    assert!(merged(&base, &[value("4", "x")], &[value("5", "x")]).is_none());
    // The same entry on both sides is no conflict.
    let same = [value("4", "x")];
    assert_eq!(merged(&base, &same, &same), Some(add(Some(&base), &same).unwrap()));
    // Reviewing one entry and adding the next one over.
    let reviewed = merged(&base, &[value("2", "reviewed")], &[value("9", "x")]).unwrap();
    assert_eq!(reviewed, add(None, &[value("2", "reviewed"), value("8", "x"), value("9", "x")]).unwrap());
}

/// Everything that the entries of a file say, whatever their order.
fn sayings(text: &str) -> Vec<String> {
    let said = |entry: &Entry| {
        let Entry { fingerprint, reason, paths, rules, expires, .. } = entry;
        format!("{fingerprint:?} {reason} {paths:?} {rules:?} {expires:?}")
    };
    let parsed = Allowlist::parse(FILE, text.as_bytes()).unwrap_or_else(|error| panic!("{error:#}\n{text}"));
    let mut all: Vec<_> = parsed.entries().iter().map(said).collect();
    all.sort_unstable();
    all
}

/// A random entry, as people make them: many share their reason and what narrows them.
fn random_entry(mint: &mut Mint) -> NewEntry {
    let mut one_of = |count: u32| mint.draw() % u64::from(count);
    let reason = [UNREVIEWED, "revoked, OPS-1", "made up"][usize::try_from(one_of(3)).unwrap()];
    let (narrow, rule, expires, by_place) = (one_of(3) == 0, one_of(3) == 0, one_of(3) == 0, one_of(8) == 0);
    let path = if by_place { format!("vendor/{}/**", mint.hex(6)) } else { "tests/**".to_owned() };
    NewEntry {
        fingerprint: (!by_place).then(|| fingerprint(&mint.hex(16))),
        paths: if narrow || by_place { vec![path] } else { Vec::new() },
        rules: if rule { vec!["trello-token"] } else { Vec::new() },
        expires: expires.then(|| clock::days(2999, 1, 31)),
        ..value("0", reason)
    }
}

/// Merges `rounds` pairs of branches that add up to `most` entries each to a list of `size`; how many went by themselves.
/// Every merge must have said what both sides say, or else be a conflict.
fn merges(attributes: &str, size: usize, most: u64, rounds: usize) -> usize {
    let mut mint = Mint::seeded(7);
    let mut entries = |count: usize| (0..count).map(|_| random_entry(&mut mint)).collect::<Vec<_>>();
    let mut went = 0;
    for round in 0..rounds {
        let base = (size > 0).then(|| add(None, &entries(size)).unwrap());
        let count = |shift: usize| 1 + (round * 7 + shift) % usize::try_from(most).unwrap();
        let (ours, theirs) = (entries(count(0)), entries(count(3)));
        let [one, two] = [&ours, &theirs].map(|entries| add(base.as_deref(), entries).unwrap());
        let Some(text) = merged_files(attributes, base.as_deref(), &one, &two) else { continue };
        went += 1;
        let all = add(Some(&one), &theirs).unwrap();
        assert_eq!(sayings(&text), sayings(&all), "{text}");
    }
    went
}

#[test]
fn with_the_union_every_merge_keeps_what_both_sides_say() {
    for (size, most) in [(0, 1), (0, 5), (1, 2), (3, 1), (10, 4)] {
        assert_eq!(merges(UNION_LINE, size, most, 12), 12, "{size} entries before, up to {most} new ones");
    }
}

#[test]
fn a_union_never_drops_what_narrows_an_entry() {
    let base = add(None, &[value("2", "x"), value("8", "x")]).unwrap();
    let narrowed = NewEntry { expires: Some(clock::days(2999, 1, 31)), ..value("8", "x") };
    let one = add(Some(&base), &[narrowed]).unwrap();
    let two = add(Some(&base), &[value("9", "x")]).unwrap();
    let expected = sayings(&add(Some(&one), &[value("9", "x")]).unwrap());
    for (ours, theirs) in [(&one, &two), (&two, &one)] {
        assert_eq!(sayings(&merged_files(UNION_LINE, Some(&base), ours, theirs).unwrap()), expected);
    }
    // Two that change the same entry: twice the same key, which is an error and not a guess.
    let other = add(Some(&base), &[value("8", "another reason")]).unwrap();
    let third = add(Some(&base), &[value("8", "a third one")]).unwrap();
    let both = merged_files(UNION_LINE, Some(&base), &other, &third).unwrap();
    assert!(Allowlist::parse(FILE, both.as_bytes()).unwrap_err().to_string().contains("duplicate key"), "{both}");
}

/// What `docs/allowlist.md` says of merges: run with `--run-ignored all` and `--no-capture`.
#[test]
#[ignore = "measures"]
#[allow(clippy::print_stdout, reason = "that is what it is for")]
fn how_many_merges_go_by_themselves() {
    for attributes in ["", UNION_LINE] {
        for size in [0, 3, 10, 30] {
            println!("{attributes:?}, {size} entries before: {} of 40", merges(attributes, size, 1, 40));
        }
    }
}
