//! "Did you mean …": the known word next to a mistyped one.

use strsim::osa_distance;

/// The closest of `known` to `word`, if close enough to be what was meant. Case does not count.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    // A third of the letters wrong is another word.
    let most = (word.chars().count() / 3).min(4);
    let word = word.to_lowercase();
    known
        .into_iter()
        .map(|candidate| (osa_distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_close_words_are_suggested() {
        let known = ["fingerprint", "reason", "paths", "expires", "rules"];
        let table = [
            ("finger_print", Some("fingerprint")),
            ("Reason", Some("reason")),
            ("path", Some("paths")),
            ("rule", Some("rules")),
            ("expiry", Some("expires")),
            ("owner", None),
            ("", None),
        ];
        for (word, expected) in table {
            assert_eq!(nearest(word, known), expected, "{word}");
        }
    }
}
