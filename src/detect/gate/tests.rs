//! Whether whatever can be proved fits, and what is worth nothing does not.

use std::collections::BTreeMap;

use super::*;
use crate::detect::patterns::Patterns;
use crate::mint::Mint;
use crate::rules::{self, Find};

/// What stands at the start of a token within other text.
fn form(gate: Gate, before: &str, token: &str, behind: &str) -> Form {
    Gates::new(format!("{before}{token}{behind}").as_bytes()).form(gate, before.len())
}

/// Whether what stands there may be a part of something.
fn is_cut(gate: Gate, before: &str, token: &str, behind: &str) -> bool {
    form(gate, before, token, behind).cut.is_joined(format!("{before}{token}{behind}").as_bytes(), None)
}

/// The gates of short tokens.
const APP: Gate = Gate::Tail(24, Alphabet::Alphanumeric);
const SECRET: Gate = Gate::Tail(64, Alphabet::UrlSafe);
const TRELLO: Gate = Gate::Tail(64, Alphabet::Hex);

#[test]
fn whatever_can_be_proved_fits() {
    let mut mint = Mint::seeded(71);
    for _ in 0..200 {
        let cases = [
            (Gate::Family, mint.long_token("ATAT", "at")),
            (Gate::Family, mint.long_token("ATST", "at").replace('=', "%253D")),
            (Gate::Family, mint.long_token("ATCT", "ct").replace('=', "=3D")),
            (Gate::Family, mint.long_token("ATZZ", "zz").replace('=', "\\u003d")),
            (APP, mint.atbb()),
            (SECRET, mint.atoa()),
            (TRELLO, mint.atta()),
            (Gate::PersonalToken, format!("BBDC-{}", mint.dc_pat())),
            (Gate::PersonalToken, format!("BBDC-{}", mint.dc_pat().replace('+', "%2B").replace('/', "%2f"))),
            (Gate::WebToken, mint.jwt_session()),
            (Gate::WebToken, mint.jwt_access()),
            (Gate::WebToken, mint.jwt_refresh()),
        ];
        for (gate, token) in cases {
            for (before, behind) in [("", ""), ("aA3_", "\""), ("ATATT3xFf", "@host"), ("\\n", "&x=1")] {
                assert!(form(gate, before, &token, behind).fits, "{gate:?} {before:?} {behind:?}");
            }
        }
    }
}

/// Asserts that what a gate measures at the start of a text is as long as what a rule's pattern matches; notes for each rule how
/// many fit.
fn is_measured_as_matched<'r>(fitting: &mut BTreeMap<&'r str, usize>, patterns: &Patterns, rule: &'r str, text: &str) {
    let Some(Find::Anchored { pattern, gate, .. }) = rules::by_id(rule).map(|rule| &rule.find) else {
        panic!("{rule} has a pattern")
    };
    let form = Gates::new(text.as_bytes()).form(*gate, 0);
    let fitting = fitting.entry(rule).or_default();
    if form.fits {
        *fitting += 1;
        assert_eq!(form.length, patterns.end(pattern, text.as_bytes()), "{rule} {}", text.len());
    }
}

#[test]
fn what_is_measured_is_what_the_pattern_matches() {
    let mut mint = Mint::seeded(73);
    let patterns = Patterns::new();
    let mut fitting = BTreeMap::new();
    let mut measured = |rule, text: &str| is_measured_as_matched(&mut fitting, &patterns, rule, text);
    for _ in 0..200 {
        let token = mint.long_token("ATAT", "at");
        let long = mint.alphanumeric(900);
        for body in [&token[..], &token[..150], &format!("{}{long}", &token[..30]), &format!("{token}{long}")] {
            for (equals, behind) in
                [("=", ""), ("%3D", "0A"), ("\\u003d", "x"), ("=3D", "0"), ("&#61;", ";"), ("", "=x")]
            {
                let text = format!("{}{behind}", body.replace('=', equals));
                measured("atlassian-token-unknown", &text);
            }
        }
        for behind in ["", "x", "0", "\n"] {
            measured("bitbucket-app-password", &format!("{}{behind}", mint.atbb()));
            measured("atlassian-oauth-client-secret", &format!("{}{behind}", mint.atoa()));
            measured("trello-token", &format!("{}{behind}", mint.atta()));
            let (former, address) = ("/pro/hooks/", "api-private.atlassian.com/automation/webhooks/");
            measured("atlassian-automation-webhook", &format!("{former}{}{behind}", mint.hex(40)));
            for length in [19, 20, 90, 300, 301] {
                let path = mint.alphanumeric(length);
                measured("atlassian-automation-webhook", &format!("{address}{path}{behind}"));
            }
        }
    }
    assert_eq!(fitting.len(), 5);
    for (rule, fitting) in fitting {
        assert!(fitting > 100, "{rule}: {fitting} fit");
    }
}

#[test]
fn only_what_ends_too_soon_goes_on() {
    let mut mint = Mint::seeded(74);
    let hook = |mint: &mut Mint| format!("api-private.atlassian.com/automation/webhooks/{}", mint.alphanumeric(24));
    let cases = [
        (Gate::Family, mint.long_token("ATAT", "at")),
        (APP, mint.atbb()),
        (SECRET, mint.atoa()),
        (TRELLO, mint.atta()),
        (Gate::PersonalToken, format!("BBDC-{}", mint.dc_pat())),
        (Gate::WebToken, mint.jwt_session()),
        (Gate::WebToken, mint.jwt_access()),
        (Gate::Hook, hook(&mut mint)),
    ];
    for (gate, token) in cases {
        // Where the longest literal ends.
        let least = if gate == Gate::Hook { 46 } else { 9 };
        for cut in least..token.len() {
            let (start, rest) = token.split_at(cut);
            for joint in ["\" + \"", "\"\n    \"", "\\\n", "=\n"] {
                // The literal of the signature's own end is not known.
                let behind = format!("{joint}{rest}\"");
                let seen = form(gate, "", start, &behind).fits || is_cut(gate, "", start, &behind);
                assert!(seen, "{gate:?} {cut} {joint:?}");
            }
            assert!(!is_cut(gate, "", start, "; and more"), "{gate:?} {cut}");
        }
        if matches!(gate, Gate::Family | Gate::Tail(..)) {
            assert!(!is_cut(gate, "", &token, "\" + \"x\""), "{gate:?}");
        }
    }
    for before in ["A\" + \"TA", "AT\"\n \"A", "ATA\\\n"] {
        let text = format!("{before}T{}", &mint.long_token("ATAT", "at")[4..]);
        let start = text.find("T3xFf").unwrap() - 4;
        assert!(is_cut(Gate::Family, &text[..start], &text[start..], ""), "{before}");
    }
}

#[test]
fn what_is_no_token_is_not_tried() {
    let mut mint = Mint::seeded(72);
    for (gate, text) in [
        (Gate::Family, "ATATT3xFfGF0...".to_owned()),
        (Gate::Family, format!("ATaTT3xFf{}", "aB3".repeat(60))),
        (APP, "ATBB".repeat(20)),
        (Gate::PersonalToken, "BBDC-".repeat(30)),
        (Gate::WebToken, mint.jwt_foreign()),
        (Gate::WebToken, "eyJhbGci".repeat(200)),
    ] {
        let form = form(gate, "", &text, " x");
        assert!(!form.fits && !form.cut.is_joined(format!("{text} x").as_bytes(), None), "{gate:?}");
    }
}

#[test]
fn of_a_run_that_proves_nothing_only_the_first_is_tried() {
    let text = "ATATT3xFfGF0".repeat(40);
    let mut gates = Gates::new(text.as_bytes());
    assert!(gates.form(Gate::Family, 0).fits);
    assert!(!gates.form(Gate::Family, 12).fits);
}

#[test]
fn a_piece_that_begins_with_another_anchor_is_another_credential() {
    let text = "ATATT3xFfGF0\nATATT3xFfGF0\n";
    let form = Gates::new(text.as_bytes()).form(Gate::Family, 0);
    let second = text.rfind("ATAT");
    assert!(form.cut.is_joined(text.as_bytes(), None));
    assert!(!form.cut.is_joined(text.as_bytes(), second));
    assert!(form.cut.is_joined(text.as_bytes(), Some(text.len() - 1)));
}
