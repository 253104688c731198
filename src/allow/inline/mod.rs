//! The marker beside a finding: `atlatch:allow(RULE) reason`, in a comment of whatever language.
//!
//! It counts on the lines of the finding, and on the line above if it stands there alone. It is looked for only where there
//! is a finding. What was plainly meant as a marker and is none is an error: silence would leave people guessing.

mod attempt;
mod marker;
#[cfg(test)]
mod tests;

use std::ops::Range;

use self::attempt::Attempts;
use crate::finding::Finding;
use crate::problem::Problem;
use crate::report::terminal::terminal;

/// How far from the finding its line is looked at: some lines are whole files.
const REACH: usize = 4096;

/// The markers in one text, looked for near its findings only.
#[derive(Debug)]
pub struct Markers<'t> {
    /// The text.
    text: &'t [u8],
    /// What is a marker there or was meant as one.
    attempts: Attempts<'t>,
}

impl<'t> Markers<'t> {
    /// Ready to look for the markers of a text; its findings are best asked about in order.
    pub fn of(text: &'t [u8]) -> Self {
        Self { text, attempts: Attempts::of(text) }
    }

    /// The reason of the marker that excuses a finding, if there is one.
    pub(super) fn reason(&mut self, finding: &Finding, path: &[u8]) -> anyhow::Result<Option<String>> {
        let text = self.text;
        // The span of a finding in a container is none of the text.
        if finding.member.is_some() || finding.span.end > text.len() {
            return Ok(None);
        }
        let near = finding.span.start.saturating_sub(2 * REACH)..text.len().min(finding.span.end + REACH);
        let attempts = self.attempts.within(&near);
        if attempts.is_empty() {
            return Ok(None);
        }
        let mut found = None;
        for Line { range, above } in lines(text, &finding.span) {
            for start in attempts.iter().copied().filter(|start| range.contains(start)) {
                let before = &text[range.start..start];
                if finding.span.contains(&start) || above && !stands_alone(before) {
                    continue;
                }
                // The reason must not run into the credential.
                let end = if start < finding.span.start { range.end.min(finding.span.start) } else { range.end };
                let in_string = memchr::memchr_iter(b'"', before).count() % 2 == 1;
                match marker::read(&text[start..end], in_string) {
                    Ok((rule, reason)) if rule.id == finding.rule.id => found = Some(reason),
                    Ok(_) => {}
                    Err(why) => return Err(does_not_count(finding, path, &text[..start], &why)),
                }
            }
        }
        Ok(found)
    }
}

/// The error for what was meant as a marker: where it stands, given what stands before it, what is wrong and the cure.
fn does_not_count(finding: &Finding, path: &[u8], before: &[u8], why: &str) -> anyhow::Error {
    let line = 1 + memchr::memchr_iter(b'\n', before).count();
    let what = format!("{}:{line}: this inline marker does not count: {why}", shown(path, finding));
    let help = format!("write `atlatch:allow({}) ` and why it is harmless", finding.rule.id);
    Problem::new(what, help).into()
}

/// A line to look at, as far as it is within reach.
struct Line {
    /// Where it stands, without its line break.
    range: Range<usize>,
    /// Whether it is the one above the finding.
    above: bool,
}

/// The line above a span, if it is not too long, and the lines of the span.
fn lines(text: &[u8], span: &Range<usize>) -> Vec<Line> {
    let break_before = |end: usize| {
        let from = end.saturating_sub(REACH);
        memchr::memrchr(b'\n', &text[from..end]).map(|at| from + at)
    };
    let mut lines = Vec::new();
    let mut start = span.start.saturating_sub(REACH);
    if let Some(end) = break_before(span.start) {
        start = end + 1;
        let begin = break_before(end).map(|at| at + 1).or((end <= REACH).then_some(0));
        lines.extend(begin.map(|begin| Line { range: begin..end, above: true }));
    }
    let within = text.len().min(span.end + REACH);
    let end = memchr::memchr(b'\n', &text[span.end..within]).map_or(within, |at| span.end + at);
    for line in text[start..end].split(|byte| *byte == b'\n') {
        lines.push(Line { range: start..start + line.len(), above: false });
        start += line.len() + 1;
    }
    lines
}

/// Words that open a comment.
const COMMENT_WORDS: [&str; 3] = ["c", "dnl", "rem"];

/// Whether nothing but the opening of a comment stands before a marker. Behind code it speaks of that code, not of what is
/// below.
fn stands_alone(before: &[u8]) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    before
        .split(|byte| !is_word(byte))
        .filter(|word| !word.is_empty())
        .all(|word| COMMENT_WORDS.iter().any(|comment| word.eq_ignore_ascii_case(comment.as_bytes())))
}

/// The path for an error message: names may hold credentials too.
fn shown(path: &[u8], finding: &Finding) -> String {
    let path = String::from_utf8_lossy(path);
    let secret = String::from_utf8_lossy(finding.secret.bytes());
    let path = if secret.is_empty() { path.into_owned() } else { path.replace(&*secret, &finding.masked()) };
    terminal(path.as_bytes(), true)
}
