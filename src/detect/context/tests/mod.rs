//! Tests: forms in which real projects write a credential that only its name and its surroundings show, and beside them texts as
//! real repositories around Atlassian's products hold them, none of which holds a credential.

mod calls;
mod commands;
mod cookies;
mod dumps;
mod literals;
mod names;
mod rows;
mod sentences;
mod settings;
mod values;

use crate::detect::Detector;
use crate::mint::Mint;

/// A password that nobody would take for anything else.
fn password(mint: &mut Mint) -> String {
    format!("Zq7!{}", mint.alphanumeric(9))
}

/// Asserts that in each of these texts, by their paths, just `SECRET` is found, once it was put there.
#[track_caller]
fn found(secret: &str, texts: &[(&str, &str)]) {
    let detector = Detector::new().unwrap();
    let missing: Vec<_> = texts
        .iter()
        .filter(|(path, text)| {
            let detection = detector.scan(path.as_bytes(), text.replace("SECRET", secret).as_bytes());
            let found: Vec<_> = detection.findings.iter().map(|finding| finding.secret.bytes()).collect();
            found != [secret.as_bytes()]
        })
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Asserts that just this is found in a file.
#[track_caller]
fn found_as(path: &str, text: &str, rule: &str) {
    let detection = Detector::new().unwrap().scan(path.as_bytes(), text.as_bytes());
    let found: Vec<_> = detection.findings.iter().map(|finding| finding.rule.id).collect();
    assert_eq!(found, [rule], "{path}:\n{text}");
}

/// Asserts that nothing is found in a file.
#[track_caller]
fn silent(path: &str, text: &str) {
    let detection = Detector::new().unwrap().scan(path.as_bytes(), text.as_bytes());
    let found: Vec<_> = detection.findings.iter().map(|finding| (finding.rule.id, &finding.span)).collect();
    assert!(found.is_empty(), "{path}: {found:?}\n{text}");
}
