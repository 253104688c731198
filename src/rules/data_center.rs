//! Data Center, the self-hosted products: personal access tokens, secrets of service accounts and of configuration files.

use super::{Anchor, Example, Examples, Find, Gate, Naming, Product, Rule, Severity, Shape, State};
use crate::detect::check;

/// The family in table order.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "atlassian-dc-pat",
        title: "Data Center personal access token",
        products: &[Product::Jira, Product::Confluence, Product::Bamboo],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: true,
        consequence: "acts as its owner on that server; Jira and Confluence cannot narrow it",
        revoke: "https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html",
        find: Find::Swept,
        namings: &[Naming::new("", Shape::PersonalToken)],
        examples: |mint| Examples {
            hits: vec![Example::new("c.yml", format!("auth: Bearer {}\n", mint.dc_pat()))],
            misses: vec![Example::new("c.yml", format!("blob: {}AAAA\n", mint.dc_pat()))],
        },
    },
    Rule {
        id: "bitbucket-dc-http-token",
        title: "Bitbucket Data Center HTTP access token",
        products: &[Product::Bitbucket],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 5,
        checksum_tail: false,
        high_entropy: true,
        consequence: "reads and, with write permission, pushes code on that server",
        revoke: "https://confluence.atlassian.com/bitbucketserver/http-access-tokens-939515499.html",
        find: Find::Anchored {
            anchors: &[Anchor { literal: "BBDC-", offset: 0 }],
            pattern: r"BBDC-(?:[A-Za-z0-9+/_-]|%2[BbFf]){40,50}",
            gate: Gate::PersonalToken,
            check: check::bitbucket_dc_token,
        },
        namings: &[],
        examples: |mint| Examples {
            hits: vec![Example::new("s.sh", format!("git clone https://me:BBDC-{}@git.corp/scm/a.git", mint.dc_pat()))],
            misses: vec![],
        },
    },
    Rule {
        id: "atlassian-dc-oauth-secret",
        title: "Data Center OAuth 2.0 client secret",
        products: &[Product::Atlassian, Product::Jira, Product::Confluence, Product::Bitbucket, Product::Bamboo],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: true,
        consequence: "mints tokens of the service account or app on that server",
        revoke: "https://confluence.atlassian.com/enterprise/service-accounts-overview-1627095923.html",
        find: Find::Named,
        namings: &[Naming::new("client secret", Shape::Opaque { shortest: 24, longest: 200 })
            .anywhere()
            .beside(&["rest/oauth2/"])],
        examples: |mint| Examples {
            hits: vec![Example::new(
                "a.sh",
                format!(
                    "curl https://jira.acme.org/rest/oauth2/latest/token -d client_id=x -d client_secret={}\n",
                    mint.alphanumeric(64)
                ),
            )],
            misses: vec![Example::new(
                "a.sh",
                "curl https://jira.acme.org/rest/oauth2/latest/token -d client_secret=$CLIENT_SECRET\n",
            )],
        },
    },
    Rule {
        id: "crowd-application-password",
        title: "Crowd application password",
        products: &[Product::Crowd],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: false,
        consequence: "reads and, where permitted, changes the user directory",
        revoke: "https://confluence.atlassian.com/crowd/adding-an-application-18579591.html",
        find: Find::Named,
        namings: &[Naming::new("application password", Shape::Password), Naming::new("password", Shape::Password)],
        examples: |mint| Examples {
            hits: vec![
                Example::new(
                    "crowd.properties",
                    format!("application.name=jira\napplication.password=Qz5!{}\n", mint.alphanumeric(10)),
                ),
                Example::new(".env", format!("CROWD_APPLICATION_PASSWORD=Qz5!{}\n", mint.alphanumeric(10))),
            ],
            misses: vec![
                Example::new("crowd.properties", "application.name=jira\napplication.password=password\n"),
                Example::new(".env", format!("CROWDIN_PERSONAL_TOKEN={}\n", mint.hex(80))),
            ],
        },
    },
    Rule {
        id: "atlassian-dc-config-secret",
        title: "Data Center configuration secret",
        products: &[
            Product::Jira,
            Product::Confluence,
            Product::Bitbucket,
            Product::Bamboo,
            Product::Crowd,
            Product::Atlassian,
        ],
        severity: Severity::High,
        state: State::Live,
        public_prefix: 0,
        checksum_tail: false,
        high_entropy: false,
        consequence: "opens the product's database or its administration",
        revoke: "https://confluence.atlassian.com/adminjiraserver/securing-jira-applications-938846868.html",
        find: Find::Named,
        namings: &[
            Naming::new("database password", Shape::Password).named(),
            Naming::new("sysadmin password", Shape::Password),
            // The cookie of Crowd's single sign-on.
            Naming::new("token key", Shape::Opaque { shortest: 20, longest: 200 }).named(),
            // Those of its products' own log-in.
            Naming::new("rememberme", Shape::Opaque { shortest: 20, longest: 200 }),
            Naming::new("password", Shape::Password).named().beside(&["jdbcdatasource", "hibernateconnection"]),
            Naming::new("security token", Shape::Opaque { shortest: 20, longest: 200 }),
        ],
        examples: |mint| Examples {
            hits: vec![
                Example::new(
                    "dbconfig.xml",
                    format!(
                        "<jira-database-config>\n<jdbc-datasource>\n<username>jira</username>\n<password>v9X!{}</password>\n</jdbc-datasource>\n",
                        mint.alphanumeric(10)
                    ),
                ),
                Example::new(
                    "confluence.cfg.xml",
                    format!(
                        "<property name=\"hibernate.connection.password\">v9X!{}</property>\n",
                        mint.alphanumeric(10)
                    ),
                ),
                Example::new("compose.yml", format!("    ATL_JDBC_PASSWORD: v9X!{}\n", mint.alphanumeric(10))),
                Example::new(
                    "fetch.sh",
                    format!("curl -b 'seraph.rememberme.cookie=104857%3A{}' $HOST\n", mint.hex(40)),
                ),
            ],
            misses: vec![
                Example::new(
                    "dbconfig.xml",
                    "<jdbc-datasource>\n<password>{ATL_SECURED}</password>\n</jdbc-datasource>\n",
                ),
                Example::new("compose.yml", "    ATL_JDBC_PASSWORD: jira\n"),
            ],
        },
    },
];
