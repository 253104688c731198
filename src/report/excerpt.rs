//! The line a finding stands on, masked: the secret, its neighbours, and everything else that could be a value.

use std::fmt;
use std::ops::Range;

use super::harmless::{self, Edge};
use crate::finding::Finding;

/// Bytes kept before the start of a finding: lines can be as long as files.
const BEFORE: usize = 200;
/// Bytes kept behind it.
const BEHIND: usize = 400;

/// A line, or a piece of a long one, as it was committed. Cannot be printed as it is.
#[derive(Clone)]
pub struct Excerpt {
    /// Offset of the piece in the committed text.
    start: usize,
    /// The piece, without the line break.
    text: Vec<u8>,
    /// The line begins before the piece.
    cut: bool,
}

impl fmt::Debug for Excerpt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Excerpt(…)")
    }
}

impl Excerpt {
    /// Cuts out of the committed text the line that `span`, a finding's, starts on.
    pub fn around(text: &[u8], span: &Range<usize>) -> Self {
        let at = span.start.min(text.len());
        let window = at.saturating_sub(BEFORE)..text.len().min(at + BEHIND);
        let line = memchr::memrchr2(b'\n', b'\r', &text[window.start..at]).map(|found| window.start + found + 1);
        let start = line.unwrap_or(window.start);
        let end = memchr::memchr2(b'\n', b'\r', &text[at..window.end]).map_or(window.end, |found| at + found);
        Self { start, text: text[start..end].to_vec(), cut: line.is_none() && start > 0 }
    }

    /// The line with `findings`, those of its text by offset, masked, and the columns of `own`, one of them.
    ///
    /// At most `limit` characters stand between two of them; `dots` stands for what is left out.
    pub(super) fn masked(&self, own: &Finding, findings: &[&Finding], limit: usize, dots: &str) -> MaskedLine {
        let mut line = MaskedLine { text: String::new(), carets: 0..0 };
        let mut shown = 0;
        for finding in findings {
            let within = |offset: usize| offset.saturating_sub(self.start).min(self.text.len());
            let (start, end) = (within(finding.span.start).max(shown), within(finding.span.end));
            if end <= start {
                continue;
            }
            let edge = Edge { cut: self.cut && shown == 0, before: true };
            let gap = shortened(&harmless::only(&self.text[shown..start], edge, dots), true, limit, dots);
            line.text.push_str(if shown == 0 { gap.trim_start() } else { &gap });
            let from = line.text.chars().count();
            line.text.push_str(&finding.masked().replace('…', dots));
            if finding.span == own.span {
                line.carets = from..line.text.chars().count();
            }
            shown = end;
        }
        let behind = harmless::only(&self.text[shown..], Edge { cut: false, before: false }, dots);
        line.text.push_str(shortened(&behind, false, limit, dots).trim_end());
        line
    }
}

/// A line that may be printed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MaskedLine {
    /// The text, in printable characters.
    pub(super) text: String,
    /// The columns of the finding it is shown for, from 0.
    pub(super) carets: Range<usize>,
}

/// At most `limit` characters: the last ones before a finding, the first ones behind.
fn shortened(text: &str, before: bool, limit: usize, dots: &str) -> String {
    let count = text.chars().count();
    if count <= limit {
        text.to_owned()
    } else if before {
        let kept: String = text.chars().skip(count - limit).collect();
        format!("{dots}{kept}")
    } else {
        let kept: String = text.chars().take(limit).collect();
        format!("{kept}{dots}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, MaskedLine};
    use crate::detect::Detector;
    use crate::mint::Mint;

    /// The masked line of each finding in a text.
    fn lines(text: &[u8]) -> Vec<MaskedLine> {
        let findings = Detector::new().unwrap().scan(b"x", text).findings;
        let all: Vec<_> = findings.iter().collect();
        all.iter().map(|own| Excerpt::around(text, &own.span).masked(own, &all, 48, "…")).collect()
    }

    #[test]
    fn only_the_line_of_the_finding_is_kept() {
        let token = Mint::seeded(1).atta();
        let text = format!("secret above\r\n\ttoken: {token} \r\nsecret below\n");
        assert_eq!(lines(text.as_bytes())[0].text, format!("token: ATTA…{}", &token[72..]));
    }

    #[test]
    fn neighbours_are_masked_and_the_carets_stand_under_the_own_one() {
        let mut mint = Mint::seeded(2);
        let (one, two) = (mint.atta(), mint.atbb());
        let lines = lines(format!("a_token={one}&b_token={two}").as_bytes());
        let text = format!("a_token=ATTA…{}&b_token=ATBB…{}", &one[72..], &two[32..]);
        assert_eq!(lines, [MaskedLine { text: text.clone(), carets: 8..17 }, MaskedLine { text, carets: 26..35 },]);
    }

    #[test]
    fn a_long_line_is_cut_and_its_first_word_hidden() {
        let token = Mint::seeded(3).atta();
        let text = format!("{}; token={token}, {}", "token-".repeat(100_000), "x ".repeat(100_000));
        assert_eq!(lines(text.as_bytes())[0].text, format!("…; token=ATTA…{}, …", &token[72..]));
    }

    #[test]
    fn a_cut_secret_of_a_neighbour_stays_masked() {
        let mut mint = Mint::seeded(4);
        let (long, short) = (mint.jwt_session(), mint.atta());
        // The excerpt of the second begins within the first, that of the first ends within itself.
        for line in lines(format!("{long} {short}").as_bytes()) {
            assert!(["…", &format!("… ATTA…{}", &short[72..])].contains(&line.text.as_str()), "{}", line.text);
        }
    }
}
