//! The two kinds that hold no literal get a pass of their own over the whole text.

use std::ops::Range;
use std::sync::LazyLock;

use regex::bytes::Regex;

use super::check;

/// A Data Center personal access token: base64 of 12 digits, `:` and 20 bytes. Four groups of three digits each, then the
/// colon, leave tiny alphabets for 18 of the 44 characters: by chance it stands once in 2·10^19 places.
#[allow(clippy::expect_used, reason = "the pattern is a constant that a test compiles")]
static DC_PAT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)(?:(?:[MN][DTjz]|O[DT])[AEIMQUYcgk][wxyz0-5]){4}O[g-v][A-Za-z0-9+/]{26}")
        .expect("a constant pattern")
});

/// Calls `visit` for every Data Center personal access token.
pub(crate) fn dc_pats(text: &[u8], mut visit: impl FnMut(Range<usize>)) {
    let mut from = 0;
    while let Some(found) = DC_PAT.find_at(text, from) {
        from = found.start() + 1;
        let span = found.range();
        let ends = text.get(span.end).is_none_or(|next| !is_base64(*next) && *next != b'=');
        if ends && starts_here(text, span.start, is_base64) && check::dc_pat(found.as_bytes()) {
            visit(span);
        }
    }
}

/// Length of a legacy API token.
const LEGACY: usize = 24;

/// Calls `visit` for every run of exactly 24 letters and digits that ends in its own MD5.
///
/// Such a run covers exactly one of the offsets 23, 47, 71, …, so only those are looked at.
pub(crate) fn legacy_tokens(text: &[u8], mut visit: impl FnMut(Range<usize>)) {
    let mut done = 0;
    for probe in (LEGACY - 1..text.len()).step_by(LEGACY) {
        if !text[probe].is_ascii_alphanumeric() {
            continue;
        }
        let run = run_around(text, probe);
        for start in [Some(run.start), escape_end(text, run.start, run.end)].into_iter().flatten() {
            let token = &text[start..run.end];
            let upper_hex = |byte: &u8| byte.is_ascii_digit() || (b'A'..=b'F').contains(byte);
            // A run with an escape before it may cover two of the offsets.
            if run.end > done
                && token.len() == LEGACY
                && token[LEGACY - 4..].iter().all(upper_hex)
                && check::legacy_token(token)
            {
                visit(start..run.end);
                done = run.end;
            }
        }
    }
}

/// The run of letters and digits around `at`, measured no further than it takes to see that it is too long.
fn run_around(text: &[u8], at: usize) -> Range<usize> {
    const ENOUGH: usize = LEGACY + 4;
    let before = text[..at].iter().rev().take(ENOUGH).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let behind = text[at..].iter().take(ENOUGH).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    at - before..at + behind
}

/// Where a run begins if its first characters belong to an escape before it (`\n`, `%3A`).
fn escape_end(text: &[u8], start: usize, end: usize) -> Option<usize> {
    let length = match text.get(start.checked_sub(1)?)? {
        b'\\' => 1,
        b'%' => 2,
        _ => return None,
    };
    (start + length < end).then_some(start + length)
}

/// Whether a token of the alphabet `member` can start here: what precedes is outside the alphabet or an escape.
pub(crate) fn starts_here(text: &[u8], at: usize, member: fn(u8) -> bool) -> bool {
    let behind = &text[at.saturating_sub(12)..at];
    let Some(before) = behind.last() else { return true };
    let hex = |digits: &[u8]| digits.iter().all(u8::is_ascii_hexdigit);
    !member(*before)
        || matches!(behind, [.., b'\\', b'n' | b't' | b'r' | b'f' | b'b'])
        || matches!(behind, [.., b'%', one, two] if hex(&[*one, *two]))
        || matches!(behind, [.., b'\\', b'x', one, two] if hex(&[*one, *two]))
        || matches!(behind, [.., b'\\', b'u', one, two, three, four] if hex(&[*one, *two, *three, *four]))
        || ends_colour(behind)
}

/// Whether the text ends in an ANSI colour code (`ESC [ … m`).
fn ends_colour(text: &[u8]) -> bool {
    let Some(escape) = text.iter().rposition(|byte| *byte == 0x1b) else { return false };
    let code = &text[escape + 1..];
    let digits = code.strip_prefix(b"[").and_then(|code| code.strip_suffix(b"m"));
    digits.is_some_and(|digits| digits.iter().all(|byte| byte.is_ascii_digit() || *byte == b';'))
}

/// The alphabet of standard base64, padding aside.
fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mint::Mint;

    /// What a sweep finds.
    fn found(sweep: fn(&[u8], &mut dyn FnMut(Range<usize>)), text: &str) -> Vec<String> {
        let mut all = Vec::new();
        sweep(text.as_bytes(), &mut |span| all.push(text[span].to_owned()));
        all
    }

    #[test]
    fn a_legacy_token_is_found_at_every_offset() {
        let mut mint = Mint::seeded(21);
        for before in 0..100 {
            let token = mint.legacy();
            for (lead, rest) in [(" ", " "), ("\"", "\""), ("\\n", "\n"), ("%3A", "@"), ("=", ""), ("a b cde ", ",x")] {
                let text = format!("{}{lead}{token}{rest}", "x ".repeat(before));
                assert_eq!(
                    found(|text, visit| legacy_tokens(text, visit), &text),
                    [token.clone()],
                    "{before} {lead:?}"
                );
            }
        }
    }

    #[test]
    fn a_longer_run_holds_no_legacy_token() {
        let mut mint = Mint::seeded(22);
        let token = mint.legacy();
        assert!(found(|text, visit| legacy_tokens(text, visit), &format!("aa{token}")).is_empty());
        assert!(found(|text, visit| legacy_tokens(text, visit), &format!("{token}b")).is_empty());
    }

    #[test]
    fn every_personal_access_token_is_found() {
        let mut mint = Mint::seeded(23);
        for _ in 0..500 {
            let token = mint.dc_pat();
            for lead in ["=", "\\n", "%3D", "\\u003d", "\u{1b}[32m", "Bearer "] {
                let text = format!("pat{lead}{token}\n");
                assert_eq!(found(|text, visit| dc_pats(text, visit), &text), [token.clone()], "{lead:?}");
            }
        }
    }

    #[test]
    fn a_token_within_longer_base64_is_none() {
        let token = Mint::seeded(24).dc_pat();
        assert!(found(|text, visit| dc_pats(text, visit), &format!("{token}QUJD")).is_empty());
        assert!(found(|text, visit| dc_pats(text, visit), &format!("QUJD{token}")).is_empty());
    }
}
