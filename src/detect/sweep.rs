//! The two kinds that hold no literal are looked for in the long runs of base64 that [`super::runs`] finds.

use std::ops::Range;

use super::runs::is_base64;
use super::{ansi, check};

/// Length of a Data Center personal access token: base64 of 12 digits, `:` and 20 bytes.
const DC_PAT: usize = 44;

/// Calls `visit` for every Data Center personal access token: 44 characters of a run of base64, between whose ends and its own
/// stands nothing or a sign that paths, patches and commands are written with.
pub(crate) fn dc_pats(text: &[u8], runs: &[Range<usize>], mut visit: impl FnMut(Range<usize>)) {
    for run in runs.iter().filter(|run| run.len() >= DC_PAT) {
        let last = run.end - DC_PAT;
        let behind_sign = memchr::memchr2_iter(b'/', b'+', &text[run.start..last]).map(|at| run.start + at + 1);
        let starts = [run.start, last].into_iter().chain(behind_sign);
        let mut end_of_last = 0;
        for start in starts {
            let end = start + DC_PAT;
            let token = &text[start..end];
            // `M`, `N` and `O` begin the base64 of a digit, `O` that of the colon.
            let plausible = matches!(token, [b'M' | b'N' | b'O', ..]) && token.get(16) == Some(&b'O');
            if !plausible || start < end_of_last {
                continue;
            }
            let ends = end == run.end && text.get(end) != Some(&b'=') || matches!(text.get(end), Some(b'/' | b'+'));
            let begins = start > run.start && b"/+".contains(&text[start - 1]) || starts_here(text, start, is_base64);
            if ends && begins && check::dc_pat(token) {
                visit(start..end);
                end_of_last = end;
            }
        }
    }
}

/// Length of a legacy API token.
const LEGACY: usize = 24;
/// Digits of its MD5 at its end.
const TAIL: usize = 4;

/// Calls `visit` for every run of exactly 24 letters and digits that ends in its own MD5.
pub(crate) fn legacy_tokens(text: &[u8], runs: &[Range<usize>], mut visit: impl FnMut(Range<usize>)) {
    for run in runs {
        let mut start = run.start;
        for (offset, byte) in text[run.clone()].iter().enumerate() {
            // The signs stand before the digits.
            if *byte < b'0' {
                let end = run.start + offset;
                word(text, start..end, &mut visit);
                start = end + 1;
            }
        }
        word(text, start..run.end, &mut visit);
    }
}

/// Visits a word if it is such a token.
fn word(text: &[u8], word: Range<usize>, visit: &mut impl FnMut(Range<usize>)) {
    if word.len() >= LEGACY && text[word.end - TAIL..word.end].iter().all(|byte| check::is_upper_hex(*byte)) {
        let token = word.end - LEGACY..word.end;
        let starts = token.start == word.start || starts_here(text, token.start, |byte| byte.is_ascii_alphanumeric());
        if starts && check::legacy_token(&text[token.clone()]) {
            visit(token);
        }
    }
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
        || ansi::ends_colour(&text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::runs;
    use crate::mint::Mint;

    /// One of the two.
    type Sweep = fn(&[u8], &[Range<usize>], &mut dyn FnMut(Range<usize>));

    /// What a sweep finds.
    fn found(sweep: Sweep, text: &str) -> Vec<String> {
        let mut all = Vec::new();
        sweep(text.as_bytes(), &runs::find(text.as_bytes()), &mut |span| all.push(text[span].to_owned()));
        all
    }

    #[test]
    fn a_legacy_token_is_found_at_every_offset() {
        let mut mint = Mint::seeded(21);
        for before in 0..100 {
            let token = mint.legacy();
            for (lead, rest) in [
                (" ", " "),
                ("\"", "\""),
                ("\\n", "\n"),
                ("%3A", "@"),
                ("\\u003d", "\\n"),
                ("\u{1b}[1;31m", "\u{1b}[0m"),
                ("\\033[32m", "\\033[0m"),
                ("=", ""),
                ("a b cde ", ",x"),
            ] {
                let text = format!("{}{lead}{token}{rest}", "x ".repeat(before));
                assert_eq!(
                    found(|text, runs, visit| legacy_tokens(text, runs, visit), &text),
                    [token.as_str()],
                    "{before} {lead:?}"
                );
            }
        }
    }

    #[test]
    fn a_longer_run_holds_no_legacy_token() {
        let mut mint = Mint::seeded(22);
        let token = mint.legacy();
        assert!(found(|text, runs, visit| legacy_tokens(text, runs, visit), &format!("aa{token}")).is_empty());
        assert!(found(|text, runs, visit| legacy_tokens(text, runs, visit), &format!("{token}b")).is_empty());
    }

    #[test]
    fn every_personal_access_token_is_found() {
        let mut mint = Mint::seeded(23);
        for _ in 0..500 {
            let token = mint.dc_pat();
            for lead in ["=", "\\n", "%3D", "\\u003d", "\u{1b}[32m", "Bearer "] {
                let text = format!("pat{lead}{token}\n");
                assert_eq!(found(|text, runs, visit| dc_pats(text, runs, visit), &text), [token.as_str()], "{lead:?}");
            }
        }
    }

    #[test]
    fn a_token_within_longer_base64_is_none() {
        let token = Mint::seeded(24).dc_pat();
        assert!(found(|text, runs, visit| dc_pats(text, runs, visit), &format!("{token}QUJD")).is_empty());
        assert!(found(|text, runs, visit| dc_pats(text, runs, visit), &format!("QUJD{token}")).is_empty());
    }
}
