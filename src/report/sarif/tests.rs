//! What code scanning asks for, checked on the shared sample.

use serde_json::Value;

use super::*;
use crate::cli::Format;
use crate::report::sample::Sample;

/// The one run of a sample's report.
fn run(sample: &Sample, include_allowed: bool) -> Value {
    let report = sample.report(Format::Sarif, &Settings { include_allowed, ..Settings::default() });
    let mut log: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(log["runs"].as_array().unwrap().len(), 1);
    log["runs"][0].take()
}

#[test]
fn every_result_has_what_code_scanning_asks_for() {
    let sample = Sample::whole();
    let run = run(&sample, false);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        for text in [&rule["shortDescription"], &rule["fullDescription"], &rule["help"]] {
            assert!(!text["text"].as_str().unwrap().is_empty(), "{rule}");
        }
        assert!(rule["properties"]["security-severity"].as_str().unwrap().parse::<f64>().is_ok());
        assert!(rule["properties"]["tags"].as_array().unwrap().len() <= 10);
    }
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), sample.entries.len() - 1);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["region"]["startLine"].as_u64().unwrap() >= 1, "{result}");
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte)), "{uri}");
        assert!(result.get("suppressions").is_none());
        let fingerprints = result.get("partialFingerprints");
        if crate::rules::by_id(result["ruleId"].as_str().unwrap()).unwrap().high_entropy {
            let keys: Vec<_> = fingerprints.unwrap().as_object().unwrap().keys().collect();
            assert_eq!(keys, ["atlatch/v1"]);
        } else {
            assert!(fingerprints.is_none());
        }
    }
}

#[test]
fn what_is_allowed_is_suppressed_where_it_is_asked_for() {
    let sample = Sample::whole();
    let run = run(&sample, true);
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), sample.entries.len());
    // The standard wants the list in every result as soon as one has it.
    let suppressed: Vec<_> =
        results.iter().filter(|result| !result["suppressions"].as_array().unwrap().is_empty()).collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(suppressed[0]["level"], "note");
    assert_eq!(suppressed[0]["suppressions"][0]["justification"], "revoked\u{1b}[0m, was …");
}

#[test]
fn uris_keep_bytes_and_hide_secrets() {
    assert_eq!(uri(b"caf\xe9/a b#?%:.env"), "caf%E9/a%20b%23%3F%25%3A.env");
    let run = run(&Sample::whole(), false);
    let uris: Vec<_> = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap())
        .collect();
    assert_eq!(uris.iter().filter(|uri| uri.starts_with("tokens/ATATT3xFfGF0%E2%80%A6")).count(), 2, "{uris:?}");
}

#[test]
fn the_gravest_are_kept_where_github_has_limits() {
    let sample = Sample::many(30_000);
    let mut out = Vec::new();
    let notes = Sarif::new(&Settings::default()).report(&sample.entries, &sample.summary(), &mut out).unwrap();
    assert_eq!(notes.len(), 2, "{notes:?}");
    let log = String::from_utf8(out).unwrap();
    assert_eq!(log.matches("\"ruleIndex\":").count(), MOST_RESULTS);
    let first = &log[log.find("\"results\":[").unwrap()..];
    assert_eq!(first.find("\"severity\":\"critical\""), first.find("\"severity\":"));
    assert!(log.contains("\"text\":\"SARIF: 5000 of 30000 findings are left out"));
}

#[test]
fn paths_alone_cannot_make_it_too_large() {
    let mut sample = Sample::many(6_000);
    for (number, entry) in sample.entries.iter_mut().enumerate() {
        entry.path = format!("{number}/{}", "x".repeat(4_000)).into_bytes();
    }
    let mut out = Vec::new();
    let notes = Sarif::new(&Settings::default()).report(&sample.entries, &sample.summary(), &mut out).unwrap();
    assert!(notes[0].contains("left out"), "{notes:?}");
    assert!(out.len() < 10_000_000 + MOST_PATH_BYTES);
}

#[test]
fn links_between_pages_become_text() {
    assert_eq!(unlinked("a [b](c.md) d [e](https://f.md) [g"), "a b d [e](https://f.md) [g");
    for rule in crate::rules::all() {
        let page = unlinked(page::of(rule));
        assert!(page.split("](").skip(1).all(|target| target.starts_with("http")), "{}", rule.id);
        assert!(page.contains("## Remediation"), "{}", rule.id);
    }
}
