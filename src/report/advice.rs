//! The words for a finding: how sure we are, how long it works, what to do first.

use super::Entry;
use super::mask::Masker;
use super::terminal::terminal;
use crate::clock;
use crate::finding::{Carrier, Confidence, Finding};
use crate::rules::{Rule, State};

/// How sure we are, in plain words.
pub(super) fn confidence(finding: &Finding) -> &'static str {
    let Rule { checksum_tail, high_entropy, .. } = *finding.rule;
    match finding.confidence {
        Confidence::Verified if checksum_tail => "its checksum is valid",
        Confidence::Verified => "it decodes to the structure of its kind",
        Confidence::Likely if checksum_tail => "right shape; its checksum does not confirm it",
        Confidence::Likely if high_entropy => "a name and a random value; no checksum",
        Confidence::Likely => "a name and a value; no checksum",
        Confidence::Altered if checksum_tail => "right shape, wrong checksum: altered, cut or invented",
        Confidence::Altered => "right shape, but it does not decode: altered, cut or invented",
    }
}

/// Until when it works, if it says so itself.
pub(super) fn lifetime(finding: &Finding) -> Option<String> {
    let day = clock::day_of(finding.expires?);
    Some(match finding.state {
        State::Expired => format!("expired on {day}"),
        State::Live | State::Retired => format!("valid until {day}"),
    })
}

/// What to do first about a credential of this kind, naming the server where one stands near.
pub(super) fn hint(finding: &Finding, masker: &Masker<'_>, unicode: bool) -> String {
    if finding.state == State::Expired {
        return match lifetime(finding) {
            Some(lifetime) => format!("it {lifetime}: remove it"),
            None => "it has expired: remove it".to_owned(),
        };
    }
    let hint = finding.rule.hint();
    match &finding.setting.server {
        // The credential does not name its server; one that stands near is probably it.
        Some(server) => {
            let server = terminal(&masker.text(server.as_bytes()), unicode);
            let named = |phrase: &str| hint.replacen(phrase, &format!("{phrase} ({server}?)"), 1);
            if hint.contains("your Bitbucket server") { named("your Bitbucket server") } else { named("your server") }
        }
        None => hint.to_owned(),
    }
}

/// Whether the hint of a kind holds the link of the page where it is revoked.
pub(super) fn names_the_page(rule: &Rule) -> bool {
    rule.hint().contains(rule.revoke.trim_end_matches('/'))
}

/// What to do about something that only looks like a credential of its kind.
pub(super) const ALTERED: &str =
    "if it was ever real, revoke it; if it is a sample, shorten it to its prefix and `...`";

/// The other kind that it may be, and where that is revoked.
pub(super) fn also(finding: &Finding) -> Option<String> {
    finding.also.map(|also| format!("or: {}, revoke at {}", also.title, also.revoke))
}

/// What the place calls for beyond revoking.
pub(super) fn carrier(finding: &Finding) -> Option<&'static str> {
    let account_token = finding.rule.id == "atlassian-api-token";
    Some(match finding.setting.carrier? {
        Carrier::Bitbucket if account_token => {
            "for git, let a credential helper give it with the user x-bitbucket-api-token-auth; never write it into the URL"
        }
        Carrier::Bitbucket => "for git, let a credential helper give it; never write it into the URL",
        Carrier::CloneUrl => {
            "git keeps URLs in .git/config and prints them: let a credential helper give it, or use an SSH key"
        }
        Carrier::McpConfig => {
            "give it to the MCP client through its environment or use OAuth: this file is shared with the project"
        }
        Carrier::Recording => "record the exchange again with the credential filtered out, cookies and headers too",
        Carrier::KubernetesSecret => "base64 hides nothing: keep the value in a sealed or external secret",
    })
}

/// Everything that there is to do, in one line for machines.
pub(super) fn whole(finding: &Finding, masker: &Masker<'_>) -> String {
    let hint = hint(finding, masker, true);
    let mut whole = match finding.confidence {
        Confidence::Altered => format!("{ALTERED}: {hint}"),
        Confidence::Likely | Confidence::Verified => hint,
    };
    for more in [also(finding).as_deref(), carrier(finding)].into_iter().flatten() {
        whole.truncate(whole.trim_end_matches('.').len());
        whole.push_str("; ");
        whole.push_str(more);
    }
    whole
}

/// What is known and what to do, in sentences for a reader who sees the place beside them.
pub(super) fn message(entry: &Entry, masker: &Masker<'_>) -> String {
    let finding = &entry.finding;
    // Of an expired one the hint says when.
    let lifetime = lifetime(finding).filter(|_| finding.state != State::Expired);
    let lifetime = lifetime.map(|lifetime| format!(" ({lifetime})")).unwrap_or_default();
    let real = if finding.confidence == Confidence::Altered { "if real, it" } else { "it" };
    let known = if entry.known.is_some() { "; the repository already holds it" } else { "" };
    let link = if finding.state == State::Live && !names_the_page(finding.rule) {
        format!(" {}", finding.rule.revoke)
    } else {
        String::new()
    };
    format!(
        "{}: {}; {real} {}{lifetime}{known}. {}{link}",
        finding.masked(),
        confidence(finding),
        finding.rule.consequence,
        capital(&whole(finding, masker)),
    )
}

/// The sentence with a capital letter.
pub(super) fn capital(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
