//! What Atlassian's products and other programs call each other with: webhooks, Connect apps.

use super::{Anchor, Example, Examples, Find, Gate, Naming, Product, Rule, Severity, Shape, State};
use crate::detect::check;

/// What stands beside the secret in what a Connect app is sent when it is installed.
const CONNECT: &[&str] = &["clientkey", "baseurl", "producttype", "eventtype"];

/// What stands beside the secret of a webhook: the header that it signs, events, the resource and the library that have one.
const HOOKS: &[&str] = &["xhubsignature", "jira:issue", "repo:push", "bitbuckethook", "bitbucketservernew"];

/// The family in table order.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "atlassian-automation-webhook",
        title: "Atlassian Automation incoming webhook",
        products: &[Product::Jira, Product::Confluence],
        severity: Severity::Medium,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: true,
        consequence: "triggers a rule that runs as its owner, with content of the finder's choice",
        revoke: "https://support.atlassian.com/cloud-automation/docs/configure-the-incoming-webhook-trigger-in-atlassian-automation/",
        find: Find::Anchored {
            anchors: &[
                Anchor { literal: "/pro/hooks/", offset: 0 },
                Anchor { literal: "api-private.atlassian.com/automation/webhooks/", offset: 0 },
            ],
            pattern: r"(?:/pro/hooks/[0-9a-f]{40}|api-private\.atlassian\.com/automation/webhooks/[A-Za-z0-9/_-]{20,300})",
            gate: Gate::Hook,
            check: check::automation_webhook,
        },
        namings: &[
            Naming::new("automation hook token", Shape::Opaque { shortest: 20, longest: 200 }).any_product(),
            Naming::new("hook token", Shape::Opaque { shortest: 20, longest: 200 })
                .beside(&["automation/webhooks/"])
                .any_product(),
        ],
        examples: |mint| Examples {
            hits: vec![
                Example::new(
                    "a.sh",
                    format!("curl -X POST https://automation.atlassian.com/pro/hooks/{}\n", mint.hex(40)),
                ),
                Example::new(
                    "a.http",
                    format!("POST /pro/hooks/{} HTTP/1.1\nHost: automation.atlassian.com\n", mint.hex(40)),
                ),
                Example::new(
                    "a.yml",
                    format!(
                        "url: https://api-private.atlassian.com/automation/webhooks/jira/a/{}/{}/{}\n",
                        mint.uuid(),
                        mint.uuid(),
                        mint.hex(40)
                    ),
                ),
                Example::new(
                    "a.sh",
                    format!(
                        "curl -H 'X-Automation-Webhook-Token: {}' https://api-private.atlassian.com/automation/webhooks/jira/a/{}/{}\n",
                        mint.hex(40),
                        mint.uuid(),
                        mint.uuid()
                    ),
                ),
            ],
            misses: vec![
                Example::new("a.sh", "curl https://automation.atlassian.com/pro/hooks/<your-hook>\n"),
                Example::new("a.sh", format!("curl https://acme.example/pro/hooks/{}\n", mint.hex(40))),
                Example::new(
                    "a.yml",
                    format!(
                        "url: https://api-private.atlassian.com/automation/webhooks/jira/a/{}/{}\n",
                        mint.uuid(),
                        mint.uuid()
                    ),
                ),
            ],
        },
    },
    Rule {
        id: "atlassian-webhook-secret",
        title: "Jira or Bitbucket webhook secret",
        products: &[Product::Jira, Product::Confluence, Product::Bitbucket, Product::Atlassian],
        severity: Severity::Medium,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: false,
        consequence: "forges events that the receiver believes to come from Atlassian",
        revoke: "https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/",
        find: Find::Named,
        namings: &[
            Naming::new("hook secret", Shape::Opaque { shortest: 16, longest: 200 }),
            Naming::new("hook token", Shape::Opaque { shortest: 16, longest: 200 }),
            Naming::new("secret", Shape::Opaque { shortest: 16, longest: 200 }).beside(HOOKS),
            Naming::new("hook secret", Shape::Password).named(),
            Naming::new("hook secret", Shape::Uuid).named(),
        ],
        examples: |mint| Examples {
            hits: vec![
                Example::new(".env", format!("JIRA_WEBHOOK_SECRET={}\n", mint.alphanumeric(32))),
                Example::new("a.yml", format!("bitbucket:\n  hooksecret: {}\n", mint.alphanumeric(24))),
            ],
            misses: vec![Example::new(".env", "JIRA_WEBHOOK_SECRET=change-this-webhook-secret\n")],
        },
    },
    Rule {
        id: "atlassian-connect-shared-secret",
        title: "Atlassian Connect shared secret",
        products: &[Product::Jira, Product::Confluence, Product::Bitbucket, Product::Atlassian],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: true,
        consequence: "acts as the app on the tenant that installed it",
        revoke: "https://developer.atlassian.com/cloud/confluence/security-for-connect-apps/",
        find: Find::Named,
        namings: &[
            Naming::new("shared secret", Shape::Opaque { shortest: 32, longest: 200 }).anywhere().beside(CONNECT),
            Naming::new("shared secret", Shape::Opaque { shortest: 32, longest: 200 }).named(),
        ],
        examples: |mint| Examples {
            hits: vec![Example::new(
                "addon.json",
                format!(
                    "{{\"clientKey\": \"{}\", \"baseUrl\": \"https://acme.atlassian.net\", \"sharedSecret\": \"{}\"}}\n",
                    mint.uuid(),
                    mint.alphanumeric(64)
                ),
            )],
            misses: vec![Example::new(
                "addon.json",
                "{\"clientKey\": \"k\", \"baseUrl\": \"https://acme.atlassian.net\", \"sharedSecret\": \"a-secret-key-not-to-be-lost\"}\n",
            )],
        },
    },
];
