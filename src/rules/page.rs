//! The pages of the rules, `docs/rules/ID.md`, built into the program.

use super::Rule;

/// Pairs each id with its page.
macro_rules! pages {
    ($($id:literal)*) => { &[$(($id, include_str!(concat!("../../docs/rules/", $id, ".md")))),*] };
}

/// Id and page, by id.
const PAGES: &[(&str, &str)] = pages![
    "atlassian-account-password"
    "atlassian-api-token"
    "atlassian-api-token-legacy"
    "atlassian-automation-webhook"
    "atlassian-basic-credential"
    "atlassian-connect-shared-secret"
    "atlassian-dc-config-secret"
    "atlassian-dc-oauth-secret"
    "atlassian-dc-pat"
    "atlassian-oauth-access-token"
    "atlassian-oauth-client-secret"
    "atlassian-oauth-refresh-token"
    "atlassian-org-api-key"
    "atlassian-scim-key"
    "atlassian-service-account-token"
    "atlassian-session-token"
    "atlassian-token-unknown"
    "atlassian-unknown-format-token"
    "atlassian-webhook-secret"
    "bitbucket-access-token"
    "bitbucket-app-password"
    "bitbucket-dc-http-token"
    "bitbucket-oauth-access-token"
    "bitbucket-oauth-consumer"
    "bitbucket-runner-secret"
    "crowd-application-password"
    "jira-align-token"
    "jsm-ops-integration-key"
    "opsgenie-api-key"
    "statuspage-api-key"
    "trello-api-secret"
    "trello-token"
];

/// The page of a rule, in Markdown.
pub fn of(rule: &Rule) -> &'static str {
    PAGES.iter().find(|(id, _)| *id == rule.id).map_or("", |(_, page)| page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    /// The sections of every page, in order.
    const SECTIONS: [&str; 14] = [
        "What it is",
        "How it looks",
        "Severity",
        "What an attacker can do",
        "Real-world impact",
        "Prerequisites",
        "Is it live?",
        "Where it hides",
        "Remediation",
        "Lifetime and state",
        "Admin-side and bulk revoke",
        "What to use instead",
        "What atlatch checks",
        "Sources",
    ];

    #[test]
    fn every_rule_has_a_page_and_every_page_a_rule() {
        for rule in rules::all() {
            assert!(!of(rule).is_empty(), "docs/rules/{}.md is missing in PAGES", rule.id);
        }
        for (id, _) in PAGES {
            assert!(rules::by_id(id).is_some(), "no rule for docs/rules/{id}.md");
        }
    }

    #[test]
    fn every_page_has_every_section_and_eight_steps() {
        for (id, page) in PAGES {
            let sections: Vec<_> = page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
            assert_eq!(sections, SECTIONS, "{id}");
            let remediation = page.split("## Remediation").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
            for step in 1..=8 {
                assert!(remediation.contains(&format!("\n{step}. ")), "{id}: step {step}");
            }
            assert!(!remediation.contains("\n9. "), "{id}");
            assert!(page.contains("](http"), "{id} names no source");
        }
    }

    #[test]
    fn titles_are_those_of_the_table() {
        for rule in rules::all() {
            assert_eq!(of(rule).lines().next(), Some(format!("# {}", rule.title).as_str()));
        }
    }

    #[test]
    fn links_between_pages_lead_somewhere() {
        for (id, page) in PAGES {
            for target in page.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
                if let Some(other) = target.strip_suffix(".md").filter(|other| !other.contains("://")) {
                    assert!(PAGES.iter().any(|(id, _)| *id == other), "{id} links to {other}.md");
                } else {
                    assert!(target.starts_with("https://") || target.starts_with("http://"), "{id} links to {target}");
                }
            }
        }
    }
}
