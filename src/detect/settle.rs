//! Tells apart kinds that share one format, by what stands near them, and notes what changes the hint.

use std::ops::Range;

use super::NEAR_LINES;
use super::landmarks::Landmarks;
use super::resolve::Candidate;
use crate::finding::{Carrier, Setting};
use crate::rules::{Rule, known};

/// Bytes before and behind that count as near at most, for files of long lines.
const NEAR_BYTES: usize = 4_096;
/// A runner's secret stands among its ids, which may take several lines each.
const RUNNER_LINES: usize = 40;

/// What names each of the kinds that begin `ATCTT`, in lower case and without separators.
const ATCTT: [(&Rule, &[&str]); 3] = [
    (
        known::BITBUCKET_ACCESS_TOKEN,
        &[
            "xtokenauth",
            "bitbucket",
            "repoaccess",
            "repositoryaccess",
            "repotoken",
            "repositorytoken",
            "workspaceaccess",
            "workspacetoken",
            "projectaccess",
        ],
    ),
    (
        known::ORG_API_KEY,
        &[
            "admin/v1/orgs",
            "admin/v2/orgs",
            "orgid",
            "organization",
            "organisation",
            "atlassianadmin",
            "adminapi",
            "orgapi",
            "orgadmin",
        ],
    ),
    (known::SCIM_KEY, &["scim", "provisioning"]),
];

/// What stands near the secret of a runner.
const RUNNER: &[&str] = &["accountuuid", "runneruuid", "repositoryuuid", "pipelinesrunner", "runneroauth"];

/// Does for all findings of a layer what its surroundings allow: replaces the rule where they name a more specific one, and
/// sets [`setting`](crate::finding::Finding::setting). `text` is the layer.
pub(crate) fn settle(candidates: &mut [Candidate], path: &[u8], text: &[u8]) {
    /// What stands near findings that stand close together is read in one go, up to so many bytes.
    const STRETCH: usize = 64 * 1_024;
    // The order they were found in is left alone: it decides between equals.
    let mut by_place: Vec<&mut Candidate> = candidates.iter_mut().collect();
    by_place.sort_by_key(|candidate| candidate.at.start);
    let mut rest = by_place.as_mut_slice();
    while let Some(first) = rest.first() {
        let start = near(text, &first.at, RUNNER_LINES).start;
        let reach = rest.iter().map(|candidate| near(text, &candidate.at, RUNNER_LINES));
        let mut end = start;
        let mut count = 0;
        for near in reach.take_while(|near| near.start <= start + STRETCH) {
            if near.start > end && count > 0 {
                break;
            }
            end = end.max(near.end);
            count += 1;
        }
        let (these, behind) = rest.split_at_mut(count.max(1));
        let landmarks = Landmarks::new(text, start..end.max(start));
        for candidate in these {
            one(candidate, path, text, &landmarks);
        }
        rest = behind;
    }
}

/// Settles one finding.
fn one(candidate: &mut Candidate, path: &[u8], text: &[u8], landmarks: &Landmarks<'_>) {
    let Candidate { finding, at, .. } = candidate;
    let near_lines = near(text, at, NEAR_LINES);
    if finding.rule.id == known::ORG_API_KEY.id {
        let named = ATCTT.iter().filter_map(|(rule, words)| Some((landmarks.distance(words, at, &near_lines)?, *rule)));
        match named.min_by_key(|(distance, rule)| (*distance, rule.id)) {
            Some((_, rule)) => finding.rule = rule,
            None => finding.also = Some(known::BITBUCKET_ACCESS_TOKEN),
        }
        finding.severity = finding.rule.severity;
    } else if finding.rule.id == known::OAUTH_CLIENT_SECRET.id
        && landmarks.distance(RUNNER, at, &near(text, at, RUNNER_LINES)).is_some()
    {
        finding.rule = known::BITBUCKET_RUNNER_SECRET;
    }
    finding.setting =
        Setting { carrier: carrier(path, text, at, &near_lines, landmarks), server: landmarks.server(&near_lines) };
}

/// The part of the text that is within this many lines of a span.
fn near(text: &[u8], span: &Range<usize>, lines: usize) -> Range<usize> {
    let before = &text[span.start.saturating_sub(NEAR_BYTES)..span.start];
    let start = memchr::memrchr_iter(b'\n', before)
        .nth(lines)
        .map_or(span.start - before.len(), |at| span.start - before.len() + at + 1);
    let behind = &text[span.end..text.len().min(span.end + NEAR_BYTES)];
    let end = memchr::memchr_iter(b'\n', behind).nth(lines).map_or(span.end + behind.len(), |at| span.end + at);
    start..end
}

/// What stands around and makes a better hint.
fn carrier(
    path: &[u8],
    text: &[u8],
    span: &Range<usize>,
    near: &Range<usize>,
    landmarks: &Landmarks<'_>,
) -> Option<Carrier> {
    let has = |word: &'static str| landmarks.has(word, near);
    let path = path.to_ascii_lowercase();
    let path_has = |word: &str| memchr::memmem::find(&path, word.as_bytes()).is_some();
    if text.get(span.end) == Some(&b'@') && has("://") {
        Some(Carrier::CloneUrl)
    } else if has("mcpservers") || path_has("mcp") && path.ends_with(b".json") {
        Some(Carrier::McpConfig)
    } else if path.ends_with(b".har") || path_has("cassette") {
        Some(Carrier::Recording)
    } else if has("kind: secret") {
        Some(Carrier::KubernetesSecret)
    } else if has("bitbucket.org") {
        Some(Carrier::Bitbucket)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_is_ten_lines_either_way() {
        let text = "line\n".repeat(50);
        let span = 100..104;
        let near = near(text.as_bytes(), &span, 10);
        assert_eq!(near, 50..154);
    }
}
