//! The marker beside a finding: `atlatch:allow(RULE) reason`, in a comment of whatever language.
//!
//! It counts on the lines of the finding, and on the line above if it stands there alone. It is looked for only where there
//! is a finding. What was plainly meant as a marker and is none is an error: silence would leave people guessing.

use std::ops::Range;

use strsim::osa_distance;

use crate::finding::Finding;
use crate::problem::Problem;
use crate::report::terminal::terminal;
use crate::rules::{self, Rule};

/// How a marker begins.
const OPENING: &[u8] = b"atlatch:allow(";
/// How far from the finding its line is looked at: some lines are whole files.
const REACH: usize = 4096;
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
/// Words that open a comment.
const COMMENT_WORDS: [&str; 3] = ["c", "dnl", "rem"];
/// What closes a comment before its line ends.
const CLOSINGS: [&str; 15] =
    ["*/", "-->", "--%>", "%>", "--}}", "}}", "#}", "%}", "*@", "*)", "-}", "|#", "#>", "\"\"\"", "]]"];

/// The reason of the marker that excuses a finding, if there is one.
pub(super) fn reason(finding: &Finding, path: &[u8], text: &[u8]) -> anyhow::Result<Option<String>> {
    // The span of a finding in a container is none of the text.
    if finding.member.is_some() || finding.span.end > text.len() {
        return Ok(None);
    }
    let mut found = None;
    for Line { range, above } in lines(text, &finding.span) {
        for start in attempts(&text[range.clone()]).into_iter().map(|start| range.start + start) {
            let before = &text[range.start..start];
            if finding.span.contains(&start) || above && !stands_alone(before) {
                continue;
            }
            // The reason must not run into the credential.
            let end = if start < finding.span.start { range.end.min(finding.span.start) } else { range.end };
            let in_string = memchr::memchr_iter(b'"', before).count() % 2 == 1;
            match read(&text[start..end], in_string) {
                Ok((rule, reason)) if rule.id == finding.rule.id => found = Some(reason),
                Ok(_) => {}
                Err(why) => {
                    let line = 1 + memchr::memchr_iter(b'\n', &text[..start]).count();
                    let what = format!("{}:{line}: this inline marker does not count: {why}", shown(path, finding));
                    let help = format!("write `atlatch:allow({}) ` and why it is harmless", finding.rule.id);
                    return Err(Problem::new(what, help).into());
                }
            }
        }
    }
    Ok(found)
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

/// Where something begins that is a marker or was meant as one: a word like `atlatch` and one like `allow`, with a colon
/// between or a parenthesis behind.
fn attempts(line: &[u8]) -> Vec<usize> {
    let words = words(line);
    let mut starts = Vec::new();
    for pair in words.windows(2) {
        let [name, verb] = pair else { continue };
        let gap = &line[name.end..verb.start];
        let parenthesis = line.get(verb.end) == Some(&b'(');
        if gap.len() > 3 || !gap.iter().all(|byte| b" \t:=-_.@".contains(byte)) || !(gap.contains(&b':') || parenthesis)
        {
            continue;
        }
        let word = |range: &Range<usize>| String::from_utf8_lossy(&line[range.clone()]).to_lowercase();
        let (name, verb, start) = (word(name), word(verb), name.start);
        let typos = if verb == "allow" && parenthesis { 2 } else { 1 };
        if osa_distance(&name, "atlatch") <= typos && (osa_distance(&verb, "allow") <= 1 || SYNONYMS.contains(&&*verb))
        {
            starts.push(start);
        }
    }
    starts
}

/// The runs of letters that are no longer than those of a marker may be.
fn words(line: &[u8]) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    for run in line.split(|byte| !byte.is_ascii_alphabetic()) {
        if !run.is_empty() {
            words.push(start..start + run.len());
        }
        start += run.len() + 1;
    }
    words.retain(|word| word.len() <= 12);
    words
}

/// Whether nothing but the opening of a comment stands before a marker. Behind code it speaks of that code, not of what is
/// below.
fn stands_alone(before: &[u8]) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    before
        .split(|byte| !is_word(byte))
        .filter(|word| !word.is_empty())
        .all(|word| COMMENT_WORDS.iter().any(|comment| word.eq_ignore_ascii_case(comment.as_bytes())))
}

/// Reads a marker: its rule and its reason, or what is wrong with it.
fn read(text: &[u8], in_string: bool) -> Result<(&'static Rule, String), String> {
    let Some(inner) = text.strip_prefix(OPENING) else {
        return Err("it is not spelled `atlatch:allow(RULE) reason`".to_owned());
    };
    let Some(close) = memchr::memchr(b')', inner) else { return Err("its `)` is missing".to_owned()) };
    let id = String::from_utf8_lossy(&inner[..close]);
    let rule = rules::by_id(id.trim()).ok_or_else(|| {
        rules::nearest(id.trim()).map_or_else(
            || "unknown rule; `atlatch rules` lists them".to_owned(),
            |near| format!("unknown rule; did you mean `{}`?", near.id),
        )
    })?;
    let rest = String::from_utf8_lossy(&inner[close + 1..]);
    let mut reason = &*rest;
    let next = std::str::from_utf8(OPENING).unwrap_or_default();
    for closing in CLOSINGS.into_iter().chain([next]).chain(in_string.then_some("\"")) {
        reason = reason.split_once(closing).map_or(reason, |(reason, _)| reason);
    }
    let reason = reason.trim().trim_start_matches([':', '-', ',', ';']).trim();
    if !reason.contains(char::is_alphanumeric) {
        return Err("it gives no reason".to_owned());
    }
    Ok((rule, reason.to_owned()))
}

/// The path for an error message: names may hold credentials too.
fn shown(path: &[u8], finding: &Finding) -> String {
    let path = String::from_utf8_lossy(path);
    let secret = String::from_utf8_lossy(finding.secret.bytes());
    let path = if secret.is_empty() { path.into_owned() } else { path.replace(&*secret, &finding.masked()) };
    terminal(path.as_bytes(), true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::allow::tests::finding;
    use crate::finding::{Confidence, Secret};
    use crate::problem;
    use crate::rules::State;

    /// Stands for the credential in the texts below.
    const SECRET: &str = "@@SECRET@@";

    /// Looks for a marker near the one secret in the text.
    fn look(text: &str) -> anyhow::Result<Option<String>> {
        let mut finding = finding("trello-token", Confidence::Verified, State::Live);
        let start = text.find(SECRET).unwrap();
        finding.span = start..start + SECRET.len();
        finding.secret = Secret::new(SECRET);
        reason(&finding, b"src/a.rs", text.as_bytes())
    }

    /// The reason found near the secret.
    fn found(text: &str) -> Option<String> {
        look(text).unwrap_or_else(|error| panic!("{text}: {error:#}"))
    }

    #[test]
    fn markers_in_the_comments_of_many_languages() {
        let table = [
            "t = '@@SECRET@@'  # atlatch:allow(trello-token) revoked, OPS-1",
            "t = '@@SECRET@@'; // atlatch:allow(trello-token) revoked, OPS-1",
            "t = '@@SECRET@@'; // atlatch:allow(trello-token): revoked, OPS-1\r\n",
            "t = '@@SECRET@@'; /* atlatch:allow(trello-token) revoked, OPS-1 */ next();",
            "/* atlatch:allow(trello-token) revoked, OPS-1 */ t = '@@SECRET@@';",
            "<t>@@SECRET@@</t> <!-- atlatch:allow(trello-token) revoked, OPS-1 -->",
            "# atlatch:allow(trello-token) revoked, OPS-1\nt = '@@SECRET@@'",
            "  // atlatch:allow( trello-token ) revoked, OPS-1\r\n  t = '@@SECRET@@'\r\n",
            "<!-- atlatch:allow(trello-token) revoked, OPS-1 -->\n<t>@@SECRET@@</t>",
            "REM atlatch:allow(trello-token) revoked, OPS-1\nset T=@@SECRET@@",
            "dnl atlatch:allow(trello-token) revoked, OPS-1\n@@SECRET@@",
            "-- atlatch:allow(trello-token) revoked, OPS-1\n@@SECRET@@",
            "{# atlatch:allow(trello-token) revoked, OPS-1 #}\n@@SECRET@@",
            "{{!-- atlatch:allow(trello-token) revoked, OPS-1 --}}\n@@SECRET@@",
            "<%# atlatch:allow(trello-token) revoked, OPS-1 %>\n@@SECRET@@",
            "(* atlatch:allow(trello-token) revoked, OPS-1 *)\n@@SECRET@@",
            "{- atlatch:allow(trello-token) revoked, OPS-1 -}\n@@SECRET@@",
            "<# atlatch:allow(trello-token) revoked, OPS-1 #>\n@@SECRET@@",
            "--[[ atlatch:allow(trello-token) revoked, OPS-1 ]]\n@@SECRET@@",
            "  \"//\": \"atlatch:allow(trello-token) revoked, OPS-1\",\n  \"t\": \"@@SECRET@@\"",
            "{\"t\": \"@@SECRET@@\", \"//\": \"atlatch:allow(trello-token) revoked, OPS-1\", \"b\": 1}",
            "; atlatch:allow(trello-token) revoked, OPS-1\n; t = @@SECRET@@",
            "a atlatch:allow(atlassian-api-token) another atlatch:allow(trello-token) revoked, OPS-1\n".trim_end(),
        ];
        for text in table {
            let text = if text.contains(SECRET) { text.to_owned() } else { format!("@@SECRET@@ {text}") };
            assert_eq!(found(&text).as_deref(), Some("revoked, OPS-1"), "{text}");
        }
    }

    #[test]
    fn markers_elsewhere_and_other_texts_do_not_count() {
        let table = [
            "t = '@@SECRET@@'",
            "# atlatch:allow(trello-token) revoked\n\nt = '@@SECRET@@'",
            "t = '@@SECRET@@'\n# atlatch:allow(trello-token) revoked",
            "t = '@@SECRET@@' # atlatch:allow(atlassian-api-token) revoked",
            // A marker behind code speaks of that code.
            "a = 'x'  # atlatch:allow(trello-token) revoked\nt = '@@SECRET@@'",
            "a = 'x'  # atlatch: allow\nt = '@@SECRET@@'",
            "atlatch keeps it out: allow(ed) or not: @@SECRET@@",
            "see `atlatch allow 0123456789abcdef --reason x` for @@SECRET@@",
            "# attach: allow; catch: ignore; match: skip @@SECRET@@",
            "latch:allow @@SECRET@@",
        ];
        for text in table {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn near_misses_are_errors_with_path_line_and_cure() {
        let table = [
            ("atlach:allow(trello-token) revoked", "not spelled"),
            ("altatch:allow(trello-token) revoked", "not spelled"),
            ("latch:allow(trello-token) revoked", "not spelled"),
            ("atlatch: allow(trello-token) revoked", "not spelled"),
            ("atlatch :allow(trello-token) revoked", "not spelled"),
            ("atlatch-allow(trello-token) revoked", "not spelled"),
            ("atlatch allow(trello-token) revoked", "not spelled"),
            ("ATLATCH:ALLOW(trello-token) revoked", "not spelled"),
            ("atlatch:alow(trello-token) revoked", "not spelled"),
            ("atlatch:allow trello-token revoked", "not spelled"),
            ("atlatch:allow", "not spelled"),
            ("atlatch:ignore", "not spelled"),
            ("atlatch:ignore(trello-token) revoked", "not spelled"),
            ("atlatch:allow(trello-token revoked", "`)` is missing"),
            ("atlatch:allow(trello-tokn) revoked", "did you mean `trello-token`?"),
            ("atlatch:allow(RULE) revoked", "`atlatch rules` lists them"),
            ("atlatch:allow() revoked", "`atlatch rules` lists them"),
            ("atlatch:allow(trello-token)", "gives no reason"),
            ("atlatch:allow(trello-token) - ", "gives no reason"),
            ("atlatch:allow(trello-token) */", "gives no reason"),
        ];
        for (marker, why) in table {
            for (text, line) in [
                (format!("\n/* @@SECRET@@ {marker}"), 2),
                (format!("\n// {marker}\nx = @@SECRET@@"), 2),
                (format!("\n\n {marker} @@SECRET@@").replace("revoked", ""), 3),
            ] {
                let Err(error) = look(&text) else { panic!("{text}") };
                let what = error.to_string();
                assert!(what.starts_with(&format!("src/a.rs:{line}: ")), "{text}: {what}");
                assert!(what.contains(why) || line == 3, "{text}: {what}");
                assert!(problem::help(&error).unwrap().contains("atlatch:allow(trello-token) "), "{text}");
            }
        }
    }

    #[test]
    fn a_reason_does_not_run_into_the_credential() {
        assert_eq!(found("# atlatch:allow(trello-token) revoked @@SECRET@@").as_deref(), Some("revoked"));
        let error = look("# atlatch:allow(trello-token) @@SECRET@@ revoked").unwrap_err();
        assert!(!format!("{error:#}").contains(SECRET));
    }

    #[test]
    fn an_error_does_not_show_a_credential_in_the_path() {
        let mut finding = finding("trello-token", Confidence::Verified, State::Live);
        finding.secret = Secret::new(SECRET);
        let error = reason(&finding, format!("a\x1b/{SECRET}").as_bytes(), b"# atlatch:ignore").unwrap_err();
        let what = error.to_string();
        assert!(what.starts_with("a\\u{1b}/") && !what.contains(SECRET), "{what}");
    }

    #[test]
    fn long_lines_are_looked_at_near_the_finding_only() {
        let marker = "atlatch:allow(trello-token) revoked";
        let far = "x ".repeat(REACH);
        assert_eq!(found(&format!("{marker} */{far}@@SECRET@@{far}{marker}")), None);
        assert_eq!(found(&format!("{far}{marker} */ @@SECRET@@{far}")).as_deref(), Some("revoked"));
        assert_eq!(found(&format!("{far}@@SECRET@@ {marker} */ {far}")).as_deref(), Some("revoked"));
        assert_eq!(found(&format!("{far}# {marker}\n@@SECRET@@")), None);
    }

    #[test]
    fn a_finding_over_several_lines_has_markers_on_each() {
        let text = b"# atlatch:allow(trello-token) above\n'abc' +\n'def' +\n'ghi' # atlatch:allow(trello-token) behind";
        let mut finding = finding("trello-token", Confidence::Verified, State::Live);
        let start = text.windows(3).position(|window| window == b"abc").unwrap();
        finding.span = start..start + 19;
        assert_eq!(reason(&finding, b"a", text).unwrap().as_deref(), Some("behind"));
        assert_eq!(reason(&finding, b"a", &text[..start + 20]).unwrap().as_deref(), Some("above"));
        finding.member = Some(b"m".to_vec());
        assert_eq!(reason(&finding, b"a", text).unwrap(), None);
    }
}
