//! The one sequence in which findings are told: by path, then by place.

use super::Entry;

/// The entries by path, commit, text and place. Entries of one text stand together, by offset.
pub(super) fn sorted(entries: &[Entry]) -> Vec<&Entry> {
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by(|one, other| key(one).cmp(&key(other)));
    sorted
}

/// Whether two entries were found in the same text.
pub(super) fn same_text(one: &Entry, other: &Entry) -> bool {
    one.source == other.source
        && one.path == other.path
        && one.commit == other.commit
        && one.finding.member == other.finding.member
}

/// What entries are sorted by.
fn key(entry: &Entry) -> impl Ord + '_ {
    let finding = &entry.finding;
    (&entry.path, &entry.commit, entry.source, &finding.member, finding.span.start, finding.span.end, finding.rule.id)
}
