//! What stands in a stretch of a text and tells something about findings near it, found once for all of them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::bytes::Regex;

use super::byte_set;

/// A stretch, and where words stand in it. Offsets are those of the text.
#[derive(Debug)]
pub(crate) struct Landmarks<'t> {
    /// Where it begins.
    start: usize,
    /// Its bytes.
    text: &'t [u8],
    /// The same in lower case, for what is asked of every finding.
    lower: Vec<u8>,
    /// What only some findings need.
    letters: RefCell<Option<Letters>>,
    /// Where each word that was asked for stands.
    words: RefCell<BTreeMap<&'static str, Vec<usize>>>,
    /// Servers of the user's own, by place.
    servers: Vec<(Range<usize>, String)>,
}

/// A stretch in lower case and without separators, so that `ACCOUNT_UUID`, `account-uuid` and `accountUuid` are one.
#[derive(Debug)]
pub(crate) struct Letters {
    /// Its letters.
    text: Vec<u8>,
    /// Offsets of the separators that were left out, in order.
    left_out: Vec<usize>,
    /// Where each word that was asked for stands.
    words: BTreeMap<&'static str, Vec<usize>>,
}

impl<'t> Landmarks<'t> {
    /// Those of a stretch of `text`.
    pub(crate) fn new(text: &'t [u8], stretch: Range<usize>) -> Self {
        let start = stretch.start;
        let text = &text[stretch];
        let lower = text.to_ascii_lowercase();
        let servers = servers(&lower, start);
        Self { start, text, lower, letters: RefCell::default(), words: RefCell::default(), servers }
    }

    /// Whether the word, in lower case, stands within `near`.
    pub(crate) fn has(&self, word: &'static str, near: &Range<usize>) -> bool {
        let mut words = self.words.borrow_mut();
        let places = words.entry(word).or_insert_with(|| {
            memchr::memmem::find_iter(&self.lower, word.as_bytes()).map(|at| self.start + at).collect()
        });
        let first = places.partition_point(|at| *at < near.start);
        places.get(first).is_some_and(|at| at + word.len() <= near.end)
    }

    /// The first server of the user's own within `near`.
    pub(crate) fn server(&self, near: &Range<usize>) -> Option<String> {
        let first = self.servers.partition_point(|(place, _)| place.start < near.start);
        self.servers.get(first).filter(|(place, _)| place.end <= near.end).map(|(_, host)| host.clone())
    }

    /// How far from `span` the nearest of the words is, within `near` and in letters; what stands before counts as nearer,
    /// as names stand before values.
    pub(crate) fn distance(
        &self,
        words: &'static [&'static str],
        span: &Range<usize>,
        near: &Range<usize>,
    ) -> Option<usize> {
        let mut letters = self.letters.borrow_mut();
        let letters = letters.get_or_insert_with(|| Letters::new(self.text, b"-_. "));
        let [floor, start, end, ceiling] =
            [near.start, span.start, span.end, near.end].map(|at| letters.before(at - self.start));
        let distance = |word: &&'static str| {
            let places = letters.places(word);
            let before =
                places.partition_point(|at| at + word.len() <= start).checked_sub(1).map(|index| places[index]);
            let behind = places.get(places.partition_point(|at| *at < end));
            let before = before.filter(|at| *at >= floor).map(|at| start - at - word.len());
            let behind = behind.filter(|at| **at + word.len() <= ceiling).map(|at| 2 * (at - end) + 40);
            before.into_iter().chain(behind).min()
        };
        words.iter().filter_map(distance).min()
    }
}

impl Letters {
    /// The letters of a stretch.
    pub(crate) fn new(stretch: &[u8], separators: &[u8]) -> Self {
        let separates = byte_set::of(separators);
        let mut text = Vec::with_capacity(stretch.len());
        let mut left_out = Vec::new();
        let mut from = 0;
        // Copied between separators, which takes a sixth of the time that it takes byte by byte.
        for (at, byte) in stretch.iter().enumerate() {
            if separates[usize::from(*byte)] {
                text.extend_from_slice(&stretch[from..at]);
                left_out.push(at);
                from = at + 1;
            }
        }
        text.extend_from_slice(&stretch[from..]);
        text.make_ascii_lowercase();
        Self { text, left_out, words: BTreeMap::new() }
    }

    /// Whether a word stands between two offsets of the stretch.
    pub(crate) fn has(&mut self, word: &'static str, between: &Range<usize>) -> bool {
        let [start, end] = [between.start, between.end].map(|offset| self.before(offset));
        let places = self.places(word);
        places.get(places.partition_point(|at| *at < start)).is_some_and(|at| at + word.len() <= end)
    }

    /// How many letters stand before an offset of the stretch.
    fn before(&self, offset: usize) -> usize {
        offset - self.left_out.partition_point(|at| *at < offset)
    }

    /// Where a word stands among the letters.
    fn places(&mut self, word: &'static str) -> &[usize] {
        self.words.entry(word).or_insert_with(|| memchr::memmem::find_iter(&self.text, word.as_bytes()).collect())
    }
}

/// Scheme and host of a URL.
#[allow(clippy::expect_used, reason = "the pattern is a constant that a test compiles")]
static SERVER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)https?://(?:[^\s/@'\x22]{0,200}@)?([a-z0-9][a-z0-9.-]{0,250}(?::[0-9]{1,5})?)")
        .expect("a constant pattern")
});

/// The servers in a text in lower case that are not Atlassian's; their offsets begin at `start`.
fn servers(lower: &[u8], start: usize) -> Vec<(Range<usize>, String)> {
    let theirs = [
        "atlassian.net",
        "atlassian.com",
        "bitbucket.org",
        "trello.com",
        "opsgenie.com",
        "statuspage.io",
        "github.com",
    ];
    SERVER
        .captures_iter(lower)
        .filter_map(|captures| {
            let (whole, host) = (captures.get(0)?, captures.get(1)?);
            let host = String::from_utf8_lossy(host.as_bytes()).into_owned();
            let own = host.contains('.') && !theirs.iter().any(|other| host.ends_with(other));
            own.then(|| (start + whole.start()..start + whole.end(), host))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Landmarks;

    #[test]
    fn the_users_own_server_is_named() {
        let server = |text: &[u8]| Landmarks::new(text, 0..text.len()).server(&(0..text.len()));
        assert_eq!(
            server(b"x https://acme.atlassian.net y https://me:pw@jira.corp.example:8443/x").as_deref(),
            Some("jira.corp.example:8443")
        );
        assert_eq!(server(b"https://api.atlassian.com"), None);
    }

    #[test]
    fn distances_are_counted_in_letters_and_what_stands_before_is_nearer() {
        let text = b"scim org-id: SECRET provisioning";
        let landmarks = Landmarks::new(text, 0..text.len());
        let (span, all) = (13..19, 0..text.len());
        assert_eq!(landmarks.distance(&["orgid"], &span, &all), Some(1));
        assert_eq!(landmarks.distance(&["scim"], &span, &all), Some(6));
        assert_eq!(landmarks.distance(&["provisioning"], &span, &all), Some(40));
        assert_eq!(landmarks.distance(&["scim"], &span, &(5..text.len())), None);
        assert_eq!(landmarks.distance(&["bamboo"], &span, &all), None);
    }
}
