//! What the table says about a kind of credential.

use super::{Examples, Find, Naming, page};
use crate::mint::Mint;

/// One kind of credential.
#[derive(Debug)]
pub struct Rule {
    /// Stable name, as in `docs/rules/ID.md`.
    pub id: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// What it opens.
    pub products: &'static [Product],
    /// How bad a leak is while the credential works.
    pub severity: Severity,
    /// Whether this kind can still authenticate. [`State::Expired`] is never a kind's state.
    pub state: State,
    /// Bytes at the start that are the same for every credential of the kind and may be shown.
    pub public_prefix: usize,
    /// Whether it ends in checksum digits, of which four may be shown.
    pub checksum_tail: bool,
    /// Whether its values cannot be guessed. Kinds that people choose (passwords) have no fingerprint: a hash of a guessable
    /// value gives it away.
    pub high_entropy: bool,
    /// What its finder can do, in half a line: "opens every Atlassian site its owner can reach".
    pub consequence: &'static str,
    /// The page where it is revoked, or where that page is reached from.
    pub revoke: &'static str,
    /// How it is found.
    pub find: Find,
    /// The ways in which it is named where no check proves it; one is enough.
    pub namings: &'static [Naming],
    /// Makers of examples; every entry is tested with its own.
    pub examples: fn(&mut Mint) -> Examples,
}

impl Rule {
    /// What to do first, in one line: the line below the title of the kind's page.
    pub fn hint(&self) -> &'static str {
        page::of(self).lines().nth(2).unwrap_or_default()
    }

    /// The address of the kind's page: under the repository's address where `Cargo.toml` has one.
    pub fn help_uri(&self) -> String {
        match env!("CARGO_PKG_REPOSITORY") {
            "" => format!("docs/rules/{}.md", self.id),
            repository => format!("{repository}/blob/main/docs/rules/{}.md", self.id),
        }
    }
}

/// What a credential opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Product {
    /// Several Atlassian cloud products at once.
    Atlassian,
    /// Jira, cloud or Data Center.
    Jira,
    /// Confluence, cloud or Data Center.
    Confluence,
    /// Bitbucket, cloud or Data Center.
    Bitbucket,
    /// Bamboo.
    Bamboo,
    /// Crowd.
    Crowd,
    /// Trello.
    Trello,
    /// Opsgenie and Jira Service Management operations.
    Opsgenie,
    /// Statuspage.
    Statuspage,
    /// Jira Align.
    JiraAlign,
}

impl Product {
    /// The name people use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Atlassian => "Atlassian",
            Self::Jira => "Jira",
            Self::Confluence => "Confluence",
            Self::Bitbucket => "Bitbucket",
            Self::Bamboo => "Bamboo",
            Self::Crowd => "Crowd",
            Self::Trello => "Trello",
            Self::Opsgenie => "Opsgenie",
            Self::Statuspage => "Statuspage",
            Self::JiraAlign => "Jira Align",
        }
    }
}

/// How bad a leak is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Cannot be used any more, or only for a nuisance.
    Low,
    /// Limited in time or reach.
    Medium,
    /// Acts as a person or a service.
    High,
    /// Opens a whole organisation or directory, or a logged-in session.
    Critical,
}

impl Severity {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// Whether a credential can still authenticate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It can, for all that can be known offline.
    Live,
    /// Its kind cannot any more.
    Retired,
    /// It says itself that its time is over.
    Expired,
}

impl State {
    /// The word used in reports and in `[policy]`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Retired => "retired",
            Self::Expired => "expired",
        }
    }
}
