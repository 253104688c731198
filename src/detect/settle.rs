//! Tells apart kinds that share one format, by what stands near them, and notes what changes the hint.

use std::ops::Range;
use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::finding::{Carrier, Finding, Setting};
use crate::rules;

/// Lines before and behind a finding that count as near.
const NEAR_LINES: usize = 10;
/// Bytes before and behind that count as near at most, for files of long lines.
const NEAR_BYTES: usize = 4_096;
/// A runner's secret stands among its ids, which may take several lines each.
const RUNNER_LINES: usize = 40;

/// What names each of the kinds that begin `ATCTT`, in lower case and without separators.
const ATCTT: [(&str, &[&str]); 3] = [
    (
        "bitbucket-access-token",
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
        "atlassian-org-api-key",
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
    ("atlassian-scim-key", &["scim", "provisioning"]),
];

/// What stands near the secret of a runner.
const RUNNER: &[&str] = &["accountuuid", "runneruuid", "repositoryuuid", "pipelinesrunner", "runneroauth"];

/// Replaces the rule of a finding where its surroundings name a more specific one, and sets [`Finding::setting`].
///
/// `text` is the layer the finding was made in, `span` its place there.
pub(crate) fn settle(finding: &mut Finding, path: &[u8], text: &[u8], span: &Range<usize>) {
    match finding.rule.id {
        "atlassian-org-api-key" => {
            let surroundings = Surroundings::new(text, span, NEAR_LINES);
            let named = ATCTT.iter().filter_map(|(rule, words)| Some((surroundings.distance(words)?, *rule)));
            match named.min().and_then(|(_, rule)| rules::by_id(rule)) {
                Some(rule) => finding.rule = rule,
                None => finding.also = rules::by_id("bitbucket-access-token"),
            }
            finding.severity = finding.rule.severity;
        }
        "atlassian-oauth-client-secret" if Surroundings::new(text, span, RUNNER_LINES).distance(RUNNER).is_some() => {
            finding.rule = rules::by_id("bitbucket-runner-secret").unwrap_or(finding.rule);
        }
        _ => {}
    }
    let near = text[near(text, span, NEAR_LINES)].to_ascii_lowercase();
    finding.setting = setting(path, text, span, &near);
}

/// The text before and behind a span, in lower case and without separators, so that `ACCOUNT_UUID`, `account-uuid` and
/// `accountUuid` are one.
struct Surroundings {
    /// Up to the span.
    before: Vec<u8>,
    /// From its end on.
    behind: Vec<u8>,
}

impl Surroundings {
    /// The text within this many lines of a span.
    fn new(text: &[u8], span: &Range<usize>, lines: usize) -> Self {
        let joined = |text: &[u8]| -> Vec<u8> {
            let letters = text.iter().filter(|byte| !b"-_. ".contains(byte));
            letters.map(u8::to_ascii_lowercase).collect()
        };
        let near = near(text, span, lines);
        Self { before: joined(&text[near.start..span.start]), behind: joined(&text[span.end..near.end]) }
    }

    /// How far the nearest of the words is; what stands before counts as nearer, as names stand before values.
    fn distance(&self, words: &[&str]) -> Option<usize> {
        let before = words.iter().filter_map(|word| {
            memchr::memmem::rfind(&self.before, word.as_bytes()).map(|at| self.before.len() - at - word.len())
        });
        let behind =
            words.iter().filter_map(|word| memchr::memmem::find(&self.behind, word.as_bytes()).map(|at| 2 * at + 40));
        before.chain(behind).min()
    }
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

/// What stands around and makes a better hint. `near` is in lower case.
fn setting(path: &[u8], text: &[u8], span: &Range<usize>, near: &[u8]) -> Setting {
    let has = |word: &str| memchr::memmem::find(near, word.as_bytes()).is_some();
    let path = path.to_ascii_lowercase();
    let path_has = |word: &str| memchr::memmem::find(&path, word.as_bytes()).is_some();
    let carrier = if text.get(span.end) == Some(&b'@') && has("://") {
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
    };
    Setting { carrier, server: server(near) }
}

/// Scheme and host of a URL.
#[allow(clippy::expect_used, reason = "the pattern is a constant that a test compiles")]
static SERVER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)https?://(?:[^\s/@'\x22]*@)?([a-z0-9][a-z0-9.-]*(?::[0-9]{1,5})?)").expect("a constant pattern")
});

/// The first server of the user's own near by: not one of Atlassian's.
fn server(near: &[u8]) -> Option<String> {
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
        .captures_iter(near)
        .filter_map(|captures| Some(String::from_utf8_lossy(captures.get(1)?.as_bytes()).into_owned()))
        .find(|host| host.contains('.') && !theirs.iter().any(|other| host.ends_with(other)))
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

    #[test]
    fn the_users_own_server_is_named() {
        assert_eq!(
            server(b"x https://acme.atlassian.net y https://me:pw@jira.corp.example:8443/x").as_deref(),
            Some("jira.corp.example:8443")
        );
        assert_eq!(server(b"https://api.atlassian.com"), None);
    }
}
