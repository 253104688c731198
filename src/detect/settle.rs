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

/// Replaces the rule of a finding where its surroundings name a more specific one, and sets [`Finding::setting`].
///
/// `text` is the layer the finding was made in, `span` its place there.
pub(crate) fn settle(finding: &mut Finding, path: &[u8], text: &[u8], span: &Range<usize>) {
    let near = text[near(text, span)].to_ascii_lowercase();
    let names = |words: &[&str]| words.iter().any(|word| memchr::memmem::find(&near, word.as_bytes()).is_some());
    match finding.rule.id {
        "atlassian-org-api-key" => {
            let bitbucket = names(&["x-token-auth", "bitbucket", "repo_access", "repository access", "workspace"]);
            let organisation = names(&[
                "admin/v1/orgs",
                "admin/v2/orgs",
                "org_id",
                "orgid",
                "organization",
                "organisation",
                "atlassian_admin",
                "admin_api",
                "org_api",
                "adminapi",
            ]);
            let scim = names(&["scim", "provisioning"]);
            let (rule, also) = match (bitbucket, organisation, scim) {
                (_, _, true) if !bitbucket => ("atlassian-scim-key", None),
                (true, false, _) => ("bitbucket-access-token", None),
                (false, true, _) => ("atlassian-org-api-key", None),
                _ => ("atlassian-org-api-key", Some("bitbucket-access-token")),
            };
            // The SCIM rule joins the table with the kinds that need context.
            finding.rule = rules::by_id(rule).unwrap_or(finding.rule);
            finding.also = also.and_then(rules::by_id);
            finding.severity = finding.rule.severity;
        }
        "atlassian-oauth-client-secret" => {
            // Whatever way the names are written: `ACCOUNT_UUID`, `account-uuid`, `accountUuid`.
            let joined: Vec<u8> = near.iter().copied().filter(|byte| !b"-_.".contains(byte)).collect();
            let runner = ["accountuuid", "runneruuid", "repositoryuuid", "pipelinesrunner", "runneroauth"];
            if runner.iter().any(|word| memchr::memmem::find(&joined, word.as_bytes()).is_some()) {
                finding.rule = rules::by_id("bitbucket-runner-secret").unwrap_or(finding.rule);
            }
        }
        _ => {}
    }
    finding.setting = setting(path, text, span, &near);
}

/// The part of the text that is near a span.
pub(crate) fn near(text: &[u8], span: &Range<usize>) -> Range<usize> {
    let before = &text[span.start.saturating_sub(NEAR_BYTES)..span.start];
    let start = memchr::memrchr_iter(b'\n', before)
        .nth(NEAR_LINES)
        .map_or(span.start - before.len(), |at| span.start - before.len() + at + 1);
    let behind = &text[span.end..text.len().min(span.end + NEAR_BYTES)];
    let end = memchr::memchr_iter(b'\n', behind).nth(NEAR_LINES).map_or(span.end + behind.len(), |at| span.end + at);
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
        let near = near(text.as_bytes(), &span);
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
