//! The keys and values of the lines, checked on the shared sample.

use serde_json::Value;

use crate::cli::Format;
use crate::report::Settings;
use crate::report::sample::{Sample, UGLY};

/// The lines of a sample's report.
fn lines(sample: &Sample) -> Vec<Value> {
    let report = sample.report(Format::Json, &Settings::default());
    report.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The keys of an object, in their order.
fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn every_key_is_always_present() {
    let mut expected = vec![
        "rule",
        "also",
        "title",
        "confidence",
        "state",
        "severity",
        "action",
        "path",
        "line",
        "column",
        "end_line",
        "end_column",
        "commit",
        "fingerprint",
        "masked",
        "hint",
        "help_uri",
        "expires",
        "reason",
    ];
    expected.sort_unstable();
    let sample = Sample::whole();
    let lines = lines(&sample);
    let (summary, findings) = lines.split_last().unwrap();
    assert_eq!(findings.len(), sample.entries.len());
    for finding in findings {
        let mut keys = keys(finding);
        keys.retain(|key| *key != "path_base64");
        keys.sort_unstable();
        assert_eq!(keys, expected);
    }
    let mut keys = keys(&summary["summary"]);
    keys.sort_unstable();
    assert_eq!(
        keys,
        ["allowed", "blocked", "bytes", "exit", "files", "schema_version", "seconds", "skipped", "warned"]
    );
    assert_eq!(summary["summary"]["exit"], 1);
    assert_eq!(summary["summary"]["skipped"][0]["reason"], "encrypted");
}

#[test]
fn paths_come_back_whole_unless_they_tell_a_secret() {
    let lines = lines(&Sample::whole());
    let of = |path: &str| lines.iter().find(|line| line["path"] == path);
    assert!(of(UGLY).unwrap().get("path_base64").is_none());
    let path = data_encoding::BASE64.encode(b"caf\xe9/\xff.env");
    assert_eq!(of("caf\u{fffd}/\u{fffd}.env").unwrap()["path_base64"], path);
    assert_eq!(of("of …/app.properties").unwrap()["fingerprint"], Value::Null);
    let message = lines.iter().find(|line| line["path"].is_null() && line["rule"].is_string()).unwrap();
    assert_eq!(message["line"], 3);
    let named = lines.iter().find(|line| line["line"].is_null() && line["rule"].is_string()).unwrap();
    assert!(named["path"].as_str().unwrap().starts_with("tokens/ATATT3xFfGF0…"), "{named}");
}

#[test]
fn a_finding_reads_like_this() {
    let mut sample = Sample::empty();
    let token = sample.mint.long_token("ATCT", "ct");
    sample.text(b"a.txt", &token);
    sample.entries[0].commit = Some("0".repeat(40));
    let expected = serde_json::json!({
        "rule": "atlassian-org-api-key",
        "also": "bitbucket-access-token",
        "title": "Atlassian organisation (admin) API key",
        "confidence": "verified",
        "state": "live",
        "severity": "critical",
        "action": "block",
        "path": "a.txt",
        "line": 1,
        "column": 1,
        "end_line": 1,
        "end_column": 193,
        "commit": "0".repeat(40),
        "fingerprint": sample.entries[0].finding.secret.fingerprint().to_string(),
        "masked": format!("ATCTT3xFfG…{}", &token[188..]),
        "hint": format!(
            "{} Or: Bitbucket repository, project or workspace access token, revoke at \
             https://bitbucket.org/account/workspaces/",
            sample.entries[0].finding.rule.hint()
        ),
        "help_uri": "docs/rules/atlassian-org-api-key.md",
        "expires": null,
        "reason": null,
    });
    assert_eq!(lines(&sample)[0], expected);
}
