//! Tests of reading and deciding. The files that the parser must take or refuse stand in `tests/data/allowlist.toml`, so
//! that the JSON Schema can be held against the same table.

use serde::Deserialize;

use super::*;
use crate::finding::{Confidence, Place, Secret, Setting};
use crate::mint::Mint;
use crate::problem;
use crate::rules::{self, State};

/// A finding of this rule, with the rest filled in.
pub(super) fn finding(rule: &str, confidence: Confidence, state: State) -> Finding {
    let rule = rules::by_id(rule).unwrap();
    Finding {
        rule,
        also: None,
        confidence,
        state,
        severity: rule.severity,
        span: 0..0,
        place: Place::default(),
        member: None,
        secret: Secret::new(*b"open sesame"),
        expires: None,
        setting: Setting::default(),
    }
}

/// A day that all tests agree on: 2027-01-31.
fn today() -> i64 {
    clock::days(2027, 1, 31)
}

/// Reads a file as of that day.
fn parse(text: &str) -> anyhow::Result<Allowlist> {
    file::parse(FILE, text.as_bytes(), today())
}

/// One row of the table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What it is about.
    name: String,
    /// The file.
    file: String,
    /// What the error must hold, if it must be refused.
    error: Option<String>,
    /// What the help must hold.
    help: Option<String>,
    /// Why a schema cannot see what the parser sees.
    #[serde(rename = "beyond-schema")]
    _beyond_schema: Option<String>,
}

/// The table.
#[derive(Deserialize)]
struct Cases {
    /// Its rows.
    case: Vec<Case>,
}

#[test]
fn the_table_of_files() {
    let cases: Cases = toml::from_str(include_str!("../../tests/data/allowlist.toml")).unwrap();
    assert!(cases.case.len() > 60);
    for case in cases.case {
        match (parse(&case.file), case.error) {
            (Ok(_), None) => {}
            (Err(error), None) => panic!("{}: {error:#}", case.name),
            (Ok(_), Some(_)) => panic!("{}: was not refused", case.name),
            (Err(error), Some(expected)) => {
                let text = format!("{error:#}");
                assert!(text.starts_with(&format!(".atlatch.toml:{expected}")), "{}: {text}", case.name);
                let help = problem::help(&error).unwrap_or_else(|| panic!("{}: no help", case.name));
                assert!(help.contains(case.help.as_deref().unwrap_or_default()), "{}: {help}", case.name);
            }
        }
    }
}

#[test]
fn bytes_that_toml_cannot_write() {
    let refused = |bytes: &[u8]| file::parse(FILE, bytes, today()).unwrap_err().to_string();
    assert_eq!(refused(b"version = 1\n# \xff\n"), ".atlatch.toml:2: this is not UTF-8");
    let large = format!("version = 1\n#{}", "x".repeat(1_000_000));
    assert_eq!(refused(large.as_bytes()), ".atlatch.toml is larger than 1 MB");
    let error = file::parse(".atlatch.toml in the index", b"\nversion = 2", today()).unwrap_err();
    assert!(error.to_string().starts_with(".atlatch.toml:2 in the index: this version"), "{error:#}");
    assert!(file::parse(FILE, "\u{feff}version = 1\r\n".as_bytes(), today()).is_ok());
    assert!(Allowlist::symlink("x").to_string().contains("symbolic link"));
}

#[test]
fn errors_quote_nothing_of_the_file() {
    let word = Mint::random().alphanumeric(16);
    let table = [
        "version = 1\n@",
        "version = 1\n@ = 1",
        "version = '@'",
        "version = 1\n[[allow]]\nfingerprint = '@'",
        "version = 1\n[[allow]]\nfingerprint = '0123456789abcdef'\nreason = '@\\\\'\nrules = ['@']",
        "version = 1\n[[allow]]\npaths = ['[@']\nreason = 'x'",
        "version = 1\n[[allow]]\npaths = ['/@']\nreason = 'x'",
        "version = 1\n[[allow]]\n@ = 1",
        "version = 1\n[policy]\n@ = 'warn'",
        "version = 1\n[policy]\n'rule:@' = 'warn'",
        "version = 1\n[policy]\nlikely = '@'",
    ];
    for text in table {
        let error = parse(&text.replace('@', &word)).unwrap_err();
        let all = format!("{error:#} {error:?} {}", problem::help(&error).unwrap());
        assert!(!all.contains(&word), "{all}");
    }
}

#[test]
fn values_and_places_are_excused() {
    let fingerprint = finding("trello-token", Confidence::Verified, State::Live).fingerprint().unwrap();
    let entry = |lines: &str| parse(&format!("version = 1\n[[allow]]\nreason = 'known'\n{lines}\n")).unwrap();
    let by_value = format!("fingerprint = '{fingerprint}'");
    let table = [
        (by_value.clone(), true),
        ("fingerprint = '0123456789abcdef'".to_owned(), false),
        (format!("{by_value}\npaths = ['src/*.rs']"), true),
        (format!("{by_value}\npaths = ['a', 'src/**']"), true),
        (format!("{by_value}\npaths = ['tests/**']"), false),
        (format!("{by_value}\nrules = ['trello-token']"), true),
        (format!("{by_value}\nrules = ['atlassian-api-token']"), false),
        (format!("{by_value}\nexpires = 2027-01-31"), true),
        (format!("{by_value}\nexpires = 2027-01-30"), false),
        ("paths = ['src/**']".to_owned(), true),
        ("paths = ['src']".to_owned(), false),
        ("paths = ['src/**']\nrules = ['trello-token', 'atlassian-api-token']".to_owned(), true),
        ("paths = ['src/**']\nrules = ['atlassian-api-token']".to_owned(), false),
        ("paths = ['src/**']\nexpires = 2020-02-29".to_owned(), false),
    ];
    for (lines, excused) in table {
        let finding = finding("trello-token", Confidence::Verified, State::Live);
        let decision = entry(&lines).decide(&finding, b"src/a.rs", &mut Markers::of(b"")).unwrap();
        let expected = if excused {
            Decision { reason: Some("known".to_owned()), ..Decision::unexcused(Action::Allow) }
        } else {
            Decision::unexcused(Action::Block)
        };
        assert_eq!(decision, expected, "{lines}");
    }
}

#[test]
fn deciding_goes_policy_then_file_then_marker() {
    let mut finding = finding("trello-token", Confidence::Altered, State::Live);
    let marker = b"#  atlatch:allow(trello-token) seen";
    let near_miss = b"#  atlatch:allow(trello-token)";
    let by_place = "version = 1\n[[allow]]\npaths = ['**']\nreason = 'known'\n";
    let by_policy = "version = 1\n[policy]\naltered = 'allow'\n";
    let bare = "version = 1";
    let decide = |file: &str, finding: &Finding, text: &[u8]| {
        let decision = parse(file).unwrap().decide(finding, b"a", &mut Markers::of(text))?;
        anyhow::Ok((decision.action, decision.reason))
    };
    assert_eq!(decide(bare, &finding, b"").unwrap(), (Action::Warn, None));
    assert_eq!(decide(by_policy, &finding, near_miss).unwrap(), (Action::Allow, None));
    assert_eq!(decide(by_place, &finding, near_miss).unwrap(), (Action::Allow, Some("known".to_owned())));
    assert_eq!(decide(bare, &finding, marker).unwrap(), (Action::Allow, Some("seen".to_owned())));
    assert!(decide(bare, &finding, near_miss).is_err());
    finding.confidence = Confidence::Verified;
    assert_eq!(decide(by_policy, &finding, b"").unwrap(), (Action::Block, None));

    let blind = parse(bare).unwrap().without_markers();
    assert_eq!(blind.decide(&finding, b"a", &mut Markers::of(marker)).unwrap().action, Action::Block);
    finding.confidence = Confidence::Altered;
    let strict = Allowlist::empty().strict(true);
    assert_eq!(strict.decide(&finding, b"a", &mut Markers::of(b"")).unwrap().action, Action::Block);
}

#[test]
fn endings_are_announced_and_unreviewed_entries_counted() {
    let days = ["2027-01-30", "2027-01-31", "2027-02-01", "2027-02-14", "2027-02-15", "2030-01-01"];
    let entries = days
        .iter()
        .enumerate()
        .map(|(number, day)| format!("[[allow]]\nfingerprint = '{number:016x}'\nreason = 'x'\nexpires = {day}\n"));
    let text = format!("version = 1\n{}", entries.collect::<String>());
    let notices = parse(&text).unwrap().notices();
    let expected = [
        ".atlatch.toml:2: this entry ended on 2027-01-30 and no longer applies",
        ".atlatch.toml:6: this entry ends today",
        ".atlatch.toml:10: this entry ends tomorrow, on 2027-02-01",
        ".atlatch.toml:14: this entry ends in 14 days, on 2027-02-14",
    ];
    assert_eq!(notices, expected);
    let baseline = "[[allow]]\npaths = ['a']\nreason = 'baseline, unreviewed'\n";
    let one = parse(&format!("version = 1\n{baseline}")).unwrap().notices();
    assert_eq!(one, [".atlatch.toml: 1 entry is unreviewed; `atlatch allow --list` shows it"]);
    let two = parse(&format!("version = 1\n{baseline}{baseline}")).unwrap().notices();
    assert_eq!(two, [".atlatch.toml: 2 entries are unreviewed; `atlatch allow --list` shows them"]);
}

#[test]
fn the_documented_file_is_valid_and_its_policy_the_default() {
    let page = include_str!("../../docs/allowlist.md");
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let allowlist = parse(example).unwrap();
    assert_eq!(allowlist.entries().len(), 2);
    assert_eq!(format!("{:?}", allowlist.policy()), format!("{:?}", Policy::default()));
}
