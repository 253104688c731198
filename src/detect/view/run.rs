//! Long runs of letters and digits: what base64 and hexadecimal digits look like from afar.

use std::ops::Range;

/// Calls `visit` for every run of at least `least` letters and digits, in order.
///
/// Skips as a search for a long pattern does: where the byte at which a run would end is none of it, nothing of it needs
/// to be looked at.
pub(super) fn each(text: &[u8], least: usize, mut visit: impl FnMut(Range<usize>)) {
    let mut start = 0;
    while let Some(window) = text.get(start..start + least) {
        if let Some(at) = window.iter().rposition(|byte| !byte.is_ascii_alphanumeric()) {
            start += at + 1;
            continue;
        }
        let more = text[start + least..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let end = start + least + more;
        visit(start..end);
        start = end + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn runs_of_every_length_at_every_place() {
        for before in 0..20 {
            for length in 0..20 {
                for behind in 0..20 {
                    let text = format!("{}-{}-{}", "a".repeat(before), "b".repeat(length), "c".repeat(behind));
                    let mut found = Vec::new();
                    each(text.as_bytes(), 8, |run| found.push(run.len()));
                    let right: Vec<_> = [before, length, behind].into_iter().filter(|length| *length >= 8).collect();
                    assert_eq!(found, right, "{text}");
                }
            }
        }
    }
}
