//! The words for a finding: how sure we are, how long it works, what to do first.

use super::Entry;
use super::mask::Masker;
use super::terminal::terminal;
use crate::clock;
use crate::finding::{Carrier, Confidence, Finding};
use crate::rules::{Rule, State, known};

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

/// What to do first about a credential of this kind, in sentences, naming the server where one stands near.
pub(super) fn hint(finding: &Finding, masker: &Masker<'_>, unicode: bool) -> String {
    if finding.state == State::Expired {
        return match lifetime(finding) {
            Some(lifetime) => format!("It {lifetime}: remove it."),
            None => "It has expired: remove it.".to_owned(),
        };
    }
    let mut hint = finding.rule.hint().to_owned();
    if let Some(server) = &finding.setting.server {
        // The credential does not name its server; one that stands near is probably it.
        let server = terminal(&masker.text(server.as_bytes()), unicode);
        let phrases = ["your Bitbucket server", "your own server", "your server"];
        if let Some(phrase) = phrases.into_iter().find(|phrase| hint.contains(phrase)) {
            hint = hint.replacen(phrase, &format!("{phrase} ({server}?)"), 1);
        }
    }
    if unicode { hint } else { hint.replace('…', "...") }
}

/// The page where it is revoked, if it still can be used and the hint does not name that page already.
pub(super) fn link(finding: &Finding) -> Option<&'static str> {
    let named = finding.rule.hint().contains(finding.rule.revoke.trim_end_matches('/'));
    (finding.state == State::Live && !named).then_some(finding.rule.revoke)
}

/// What to do about something that only looks like a credential of its kind.
pub(super) const ALTERED: &str =
    "if it was ever real, revoke it; if it is a sample, shorten it to its prefix and `...`";

/// The other kind that it may be, and where that is revoked.
pub(super) fn also(finding: &Finding) -> Option<String> {
    finding.also.map(|also| format!("Or: {}, revoke at {}", also.title, also.revoke))
}

/// What the place calls for beyond revoking.
pub(super) fn carrier(finding: &Finding) -> Option<&'static str> {
    let account_token = finding.rule.id == known::API_TOKEN.id;
    Some(match finding.setting.carrier? {
        Carrier::Bitbucket if account_token => {
            "For git, let a credential helper give it with the user x-bitbucket-api-token-auth; never write it into the URL."
        }
        Carrier::Bitbucket => "For git, let a credential helper give it; never write it into the URL.",
        Carrier::CloneUrl => {
            "Git keeps URLs in .git/config and prints them: let a credential helper give it, or use an SSH key."
        }
        Carrier::McpConfig => {
            "Give it to the MCP client through its environment or use OAuth: this file is shared with the project."
        }
        Carrier::Recording => "Record the exchange again with the credential filtered out, cookies and headers too.",
        Carrier::KubernetesSecret => "Base64 hides nothing: keep the value in a sealed or external secret.",
    })
}

/// Everything that there is to do, in sentences on one line, for machines.
pub(super) fn whole(finding: &Finding, masker: &Masker<'_>) -> String {
    let altered = (finding.confidence == Confidence::Altered).then(|| format!("{}.", capital(ALTERED)));
    let carrier = carrier(finding).map(str::to_owned);
    let sentences = [altered, Some(hint(finding, masker, true)), also(finding), carrier];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What is known and what to do, in sentences for a reader who sees the place beside them.
pub(super) fn message(entry: &Entry, masker: &Masker<'_>) -> String {
    let finding = &entry.finding;
    // Of an expired one the hint says when.
    let lifetime = lifetime(finding).filter(|_| finding.state != State::Expired);
    let lifetime = lifetime.map(|lifetime| format!(" ({lifetime})")).unwrap_or_default();
    let real = if finding.confidence == Confidence::Altered { "if real, it" } else { "it" };
    let known = if entry.known.is_some() { "; the repository already holds it" } else { "" };
    let mut message = format!(
        "{}: {}; {real} {}{lifetime}{known}. {}",
        finding.masked(),
        confidence(finding),
        finding.rule.consequence,
        whole(finding, masker),
    );
    if let Some(link) = link(finding) {
        message.push_str(" See ");
        message.push_str(link);
    }
    message
}

/// The sentence with a capital letter.
fn capital(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
