//! Markers beside findings, good and bad.

use super::*;
use crate::allow::tests::finding;
use crate::finding::{Confidence, Secret};
use crate::problem;
use crate::rules::State;

/// Stands for the credential in the texts below.
const SECRET: &str = "@@SECRET@@";

/// The reason found near a finding.
fn reason(finding: &Finding, text: &[u8]) -> anyhow::Result<Option<String>> {
    Markers::of(text).reason(finding, b"src/a.rs")
}

/// Looks for a marker near the one secret in the text.
fn look(text: &str) -> anyhow::Result<Option<String>> {
    let mut finding = finding("trello-token", Confidence::Verified, State::Live);
    let start = text.find(SECRET).unwrap();
    finding.span = start..start + SECRET.len();
    finding.secret = Secret::new(SECRET);
    reason(&finding, text.as_bytes())
}

/// The reason found near the secret.
fn found(text: &str) -> Option<String> {
    look(text).unwrap_or_else(|error| panic!("{text}: {error:#}"))
}

#[test]
fn markers_in_the_comments_of_many_languages() {
    let table = [
        "t = '@@SECRET@@'  # atlatch:allow(trello-token) revoked, OPS-1",
        "t = '@@SECRET@@'; // atlatch:allow(trello-token) revoked, OPS-1",
        "t = '@@SECRET@@'; // atlatch:allow(trello-token): revoked, OPS-1\r\n",
        "t = '@@SECRET@@'; /* atlatch:allow(trello-token) revoked, OPS-1 */ next();",
        "/* atlatch:allow(trello-token) revoked, OPS-1 */ t = '@@SECRET@@';",
        "<t>@@SECRET@@</t> <!-- atlatch:allow(trello-token) revoked, OPS-1 -->",
        "# atlatch:allow(trello-token) revoked, OPS-1\nt = '@@SECRET@@'",
        "  // atlatch:allow( trello-token ) revoked, OPS-1\r\n  t = '@@SECRET@@'\r\n",
        "<!-- atlatch:allow(trello-token) revoked, OPS-1 -->\n<t>@@SECRET@@</t>",
        "REM atlatch:allow(trello-token) revoked, OPS-1\nset T=@@SECRET@@",
        "dnl atlatch:allow(trello-token) revoked, OPS-1\n@@SECRET@@",
        "-- atlatch:allow(trello-token) revoked, OPS-1\n@@SECRET@@",
        "{# atlatch:allow(trello-token) revoked, OPS-1 #}\n@@SECRET@@",
        "{{!-- atlatch:allow(trello-token) revoked, OPS-1 --}}\n@@SECRET@@",
        "<%# atlatch:allow(trello-token) revoked, OPS-1 %>\n@@SECRET@@",
        "(* atlatch:allow(trello-token) revoked, OPS-1 *)\n@@SECRET@@",
        "{- atlatch:allow(trello-token) revoked, OPS-1 -}\n@@SECRET@@",
        "<# atlatch:allow(trello-token) revoked, OPS-1 #>\n@@SECRET@@",
        "--[[ atlatch:allow(trello-token) revoked, OPS-1 ]]\n@@SECRET@@",
        "  \"//\": \"atlatch:allow(trello-token) revoked, OPS-1\",\n  \"t\": \"@@SECRET@@\"",
        "{\"t\": \"@@SECRET@@\", \"//\": \"atlatch:allow(trello-token) revoked, OPS-1\", \"b\": 1}",
        "; atlatch:allow(trello-token) revoked, OPS-1\n; t = @@SECRET@@",
        "a atlatch:allow(atlassian-api-token) another atlatch:allow(trello-token) revoked, OPS-1\n".trim_end(),
    ];
    for text in table {
        let text = if text.contains(SECRET) { text.to_owned() } else { format!("@@SECRET@@ {text}") };
        assert_eq!(found(&text).as_deref(), Some("revoked, OPS-1"), "{text}");
    }
}

#[test]
fn markers_elsewhere_and_other_texts_do_not_count() {
    let table = [
        "t = '@@SECRET@@'",
        "# atlatch:allow(trello-token) revoked\n\nt = '@@SECRET@@'",
        "t = '@@SECRET@@'\n# atlatch:allow(trello-token) revoked",
        "t = '@@SECRET@@' # atlatch:allow(atlassian-api-token) revoked",
        // A marker behind code speaks of that code.
        "a = 'x'  # atlatch:allow(trello-token) revoked\nt = '@@SECRET@@'",
        "a = 'x'  # atlatch: allow\nt = '@@SECRET@@'",
        "atlatch keeps it out: allow(ed) or not: @@SECRET@@",
        "see `atlatch allow 0123456789abcdef --reason x` for @@SECRET@@",
        "# attach: allow; catch: ignore; match: skip @@SECRET@@",
        "latch:allow @@SECRET@@",
    ];
    for text in table {
        assert_eq!(found(text), None, "{text}");
    }
}

#[test]
fn near_misses_are_errors_with_path_line_and_cure() {
    let table = [
        ("atlach:allow(trello-token) revoked", "not spelled"),
        ("altatch:allow(trello-token) revoked", "not spelled"),
        ("latch:allow(trello-token) revoked", "not spelled"),
        ("atlatch: allow(trello-token) revoked", "not spelled"),
        ("atlatch :allow(trello-token) revoked", "not spelled"),
        ("atlatch-allow(trello-token) revoked", "not spelled"),
        ("atlatch allow(trello-token) revoked", "not spelled"),
        ("ATLATCH:ALLOW(trello-token) revoked", "not spelled"),
        ("atlatch:alow(trello-token) revoked", "not spelled"),
        ("atlatch:allow trello-token revoked", "not spelled"),
        ("atlatch:allow", "not spelled"),
        ("atlatch:ignore", "not spelled"),
        ("atlatch:ignore(trello-token) revoked", "not spelled"),
        ("atlatch:allow(trello-token revoked", "`)` is missing"),
        ("atlatch:allow(trello-tokn) revoked", "did you mean `trello-token`?"),
        ("atlatch:allow(RULE) revoked", "`atlatch rules` lists them"),
        ("atlatch:allow() revoked", "`atlatch rules` lists them"),
        ("atlatch:allow(trello-token)", "gives no reason"),
        ("atlatch:allow(trello-token) - ", "gives no reason"),
        ("atlatch:allow(trello-token) */", "gives no reason"),
    ];
    for (marker, why) in table {
        for (text, line) in [
            (format!("\n/* @@SECRET@@ {marker}"), 2),
            (format!("\n// {marker}\nx = @@SECRET@@"), 2),
            (format!("\n\n {marker} @@SECRET@@").replace("revoked", ""), 3),
        ] {
            let Err(error) = look(&text) else { panic!("{text}") };
            let what = error.to_string();
            assert!(what.starts_with(&format!("src/a.rs:{line}: ")), "{text}: {what}");
            assert!(what.contains(why) || line == 3, "{text}: {what}");
            assert!(problem::help(&error).unwrap().contains("atlatch:allow(trello-token) "), "{text}");
        }
    }
}

#[test]
fn a_reason_does_not_run_into_the_credential() {
    assert_eq!(found("# atlatch:allow(trello-token) revoked @@SECRET@@").as_deref(), Some("revoked"));
    let error = look("# atlatch:allow(trello-token) @@SECRET@@ revoked").unwrap_err();
    assert!(!format!("{error:#}").contains(SECRET));
}

#[test]
fn an_error_does_not_show_a_credential_in_the_path() {
    let mut finding = finding("trello-token", Confidence::Verified, State::Live);
    finding.secret = Secret::new(SECRET);
    let path = format!("a\x1b/{SECRET}");
    let error = Markers::of(b"# atlatch:ignore").reason(&finding, path.as_bytes()).unwrap_err();
    let what = error.to_string();
    assert!(what.starts_with("a\\u{1b}/") && !what.contains(SECRET), "{what}");
}

#[test]
fn long_lines_are_looked_at_near_the_finding_only() {
    let marker = "atlatch:allow(trello-token) revoked";
    let far = "x ".repeat(REACH);
    assert_eq!(found(&format!("{marker} */{far}@@SECRET@@{far}{marker}")), None);
    assert_eq!(found(&format!("{far}{marker} */ @@SECRET@@{far}")).as_deref(), Some("revoked"));
    assert_eq!(found(&format!("{far}@@SECRET@@ {marker} */ {far}")).as_deref(), Some("revoked"));
    assert_eq!(found(&format!("{far}# {marker}\n@@SECRET@@")), None);
}

#[test]
fn a_finding_over_several_lines_has_markers_on_each() {
    let text = b"# atlatch:allow(trello-token) above\n'abc' +\n'def' +\n'ghi' # atlatch:allow(trello-token) behind";
    let mut finding = finding("trello-token", Confidence::Verified, State::Live);
    let start = text.windows(3).position(|window| window == b"abc").unwrap();
    finding.span = start..start + 19;
    assert_eq!(reason(&finding, text).unwrap().as_deref(), Some("behind"));
    assert_eq!(reason(&finding, &text[..start + 20]).unwrap().as_deref(), Some("above"));
    finding.member = Some(b"m".to_vec());
    assert_eq!(reason(&finding, text).unwrap(), None);
}

#[test]
fn a_marker_is_seen_however_the_text_is_searched() {
    let text =
        "x = 1; atlatch:allow(a) y; atlatch allow(a); atlatch: ignore; f(allow::atlatch, atlatch::allow)\n".repeat(3);
    let starts = |ranges: &[Range<usize>]| {
        let mut attempts = Attempts::of(text.as_bytes());
        let mut starts: Vec<usize> = ranges.iter().flat_map(|range| attempts.within(range).to_vec()).collect();
        starts.sort_unstable();
        starts.dedup();
        starts
    };
    let whole = starts(std::slice::from_ref(&(0..text.len())));
    assert_eq!(whole.len(), 12);
    assert!(whole.iter().all(|start| text[*start..].starts_with("atlatch")));
    for step in [1, 7, 50, 120] {
        let near = |at: usize| at.saturating_sub(60)..text.len().min(at + 60);
        let mut ranges: Vec<_> = (0..text.len()).step_by(step).map(near).collect();
        assert_eq!(starts(&ranges), whole, "every {step}");
        ranges.reverse();
        assert_eq!(starts(&ranges), whole, "every {step}, backwards");
    }
}
