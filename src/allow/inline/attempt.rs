//! Where a text has something that is a marker or was meant as one: a word like `atlatch` and one like `allow`, with a colon
//! between or a parenthesis behind.

use std::ops::Range;

use strsim::osa_distance;

/// Words that people write for `allow`.
const SYNONYMS: [&str; 14] = [
    "accept",
    "allowed",
    "allowlist",
    "disable",
    "except",
    "exclude",
    "ignore",
    "ignored",
    "nosec",
    "permit",
    "safe",
    "skip",
    "suppress",
    "whitelist",
];
/// No word of a marker is longer, however it is misspelt.
const LONGEST_WORD: usize = 9;
/// Nor shorter: the name with two letters missing, the verb with one.
const SHORTEST_NAME: usize = 5;
const SHORTEST_VERB: usize = 4;
/// What may stand between its words, and how much of it.
const GAP: &[u8] = b" \t:=-_.@";
const LONGEST_GAP: usize = 3;

/// The attempts near the findings of one text. Each part of it is searched once, however many findings stand there.
#[derive(Debug)]
pub(super) struct Attempts<'t> {
    /// The text.
    text: &'t [u8],
    /// What was searched of it.
    searched: Range<usize>,
    /// Where the attempts begin that were found there.
    starts: Vec<usize>,
}

impl<'t> Attempts<'t> {
    /// Ready to search a text.
    pub(super) fn of(text: &'t [u8]) -> Self {
        Self { text, searched: 0..0, starts: Vec::new() }
    }

    /// Where those stand that begin in a range. Quick if the ranges that are asked for are in order.
    pub(super) fn within(&mut self, range: &Range<usize>) -> &[usize] {
        if !(self.searched.start..=self.searched.end).contains(&range.start) {
            self.searched = range.start..range.start;
            self.starts.clear();
        }
        // The sign of one that begins at the end stands behind it.
        let end = self.text.len().min(range.end + 2 * LONGEST_WORD + LONGEST_GAP + 1);
        if end > self.searched.end {
            let fresh = self.searched.end..end;
            let signs = memchr::memchr2_iter(b':', b'(', &self.text[fresh.clone()]).map(|at| fresh.start + at);
            self.starts.extend(signs.filter_map(|at| attempt(self.text, at)));
            self.searched.end = end;
        }
        let first = self.starts.partition_point(|start| *start < range.start);
        let end = self.starts.partition_point(|start| *start < range.end);
        &self.starts[first..end]
    }
}

/// Where the attempt begins whose colon, or whose parenthesis if it has no colon, stands here.
fn attempt(text: &[u8], at: usize) -> Option<usize> {
    let (behind, gap) = if text[at] == b'(' {
        let verb = word_before(text, at)?;
        (verb.clone(), gap_before(text, verb.start))
    } else {
        let left = gap_before(text, at).start;
        let right = text[at..].iter().take(LONGEST_GAP + 1).take_while(|byte| GAP.contains(byte)).count();
        (word_behind(text, at + right)?, left..at + right)
    };
    // With two colons the first one decides.
    let repeated = text[gap.start..at.min(gap.end)].contains(&b':');
    if gap.is_empty() || gap.len() > LONGEST_GAP || repeated {
        return None;
    }
    let before = word_before(text, gap.start)?;
    if before.len() < SHORTEST_NAME || behind.len() < SHORTEST_VERB {
        return None;
    }
    let parenthesis = text.get(behind.end) == Some(&b'(');
    let word = |range: &Range<usize>| String::from_utf8_lossy(&text[range.clone()]).to_lowercase();
    let (name, verb) = (word(&before), word(&behind));
    let typos = if verb == "allow" && parenthesis { 2 } else { 1 };
    let meant =
        osa_distance(&name, "atlatch") <= typos && (osa_distance(&verb, "allow") <= 1 || SYNONYMS.contains(&&*verb));
    meant.then_some(before.start)
}

/// The gap that ends here, or a little more than may be.
fn gap_before(text: &[u8], end: usize) -> Range<usize> {
    let length = text[..end].iter().rev().take(LONGEST_GAP + 1).take_while(|byte| GAP.contains(byte)).count();
    end - length..end
}

/// The word that ends here, if it is short enough.
fn word_before(text: &[u8], end: usize) -> Option<Range<usize>> {
    let letters = text[..end].iter().rev().take(LONGEST_WORD + 1).take_while(|byte| byte.is_ascii_alphabetic());
    let length = letters.count();
    (1..=LONGEST_WORD).contains(&length).then(|| end - length..end)
}

/// The word that begins here, if it is short enough.
fn word_behind(text: &[u8], start: usize) -> Option<Range<usize>> {
    let letters = text[start..].iter().take(LONGEST_WORD + 1).take_while(|byte| byte.is_ascii_alphabetic());
    let length = letters.count();
    (1..=LONGEST_WORD).contains(&length).then(|| start..start + length)
}
