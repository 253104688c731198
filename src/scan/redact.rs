//! Texts that are shown, with the credentials in them masked.

use crate::detect::Detector;

/// An error message with the credentials in it masked: arguments, names of branches and what git says may hold some.
pub fn told(message: &str) -> String {
    match Detector::new() {
        Ok(detector) => redacted(&detector, message.as_bytes()),
        Err(_) => "error: the rules cannot be read, so nothing can be said safely\n".to_owned(),
    }
}

/// A text of the repository with the credentials in it masked.
pub fn redacted(detector: &Detector, text: &[u8]) -> String {
    let mut shown = Vec::new();
    let mut rest = 0;
    for finding in detector.scan(b"", text).findings {
        shown.extend_from_slice(text.get(rest..finding.span.start).unwrap_or_default());
        shown.extend_from_slice(finding.masked().as_bytes());
        rest = finding.span.end.max(rest);
    }
    shown.extend_from_slice(text.get(rest..).unwrap_or_default());
    String::from_utf8_lossy(&shown).into_owned()
}
