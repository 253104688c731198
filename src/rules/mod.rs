//! The table of kinds, as data: what each is called, how it is found, how bad it is, and where it is revoked.
//!
//! One file per product family holds the entries; [`all`] is the whole table in the order of those files. An id is never
//! renamed or reused: allowlists and dashboards depend on it. The page of a kind is `docs/rules/ID.md`; it carries the
//! sources of every format claim made here.

mod bitbucket;
mod carriers;
mod cloud;
mod data_center;
mod hooks;
mod operations;
mod trello;

pub mod page;

use crate::detect::check::Check;
use crate::mint::Mint;
use crate::suggest;

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

/// How a kind is found.
#[derive(Debug)]
pub enum Find {
    /// By a literal that every credential of the kind holds; the pattern is tried where the literal stands.
    Anchored {
        /// The literal and its distance in bytes from the start of the pattern.
        anchors: &'static [Anchor],
        /// Matched from `offset` bytes before the anchor. ASCII, no left boundary.
        pattern: &'static str,
        /// Asked before the pattern is tried.
        gate: Gate,
        /// Decides what the match is worth.
        check: Check,
    },
    /// By a pass of its own over the whole text, as it holds no literal.
    Swept,
    /// By the form that a user and a secret travel in: an address, a header, an option.
    Carried,
    /// By what it is called and by whose it is, as its shape alone proves nothing: see [`Rule::namings`].
    Named,
    /// Never by itself: another rule's match is told apart by what stands near it.
    Settled,
}

/// What a credential looks like as far as can be told without its pattern, at no cost worth counting however many literals a
/// text has: see `detect::gate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// A run of token characters, of which the last may be followed by `=` and a checksum.
    Family,
    /// A literal of four letters, so many characters of an alphabet, and eight upper-case hexadecimal digits.
    Tail(usize, Alphabet),
    /// `BBDC-` and a Data Center token.
    PersonalToken,
    /// Three runs with dots between them.
    WebToken,
    /// The address of a webhook.
    Hook,
}

/// What the body of a credential is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Lower-case hexadecimal digits.
    Hex,
    /// Letters and digits.
    Alphanumeric,
    /// Letters, digits, `-` and `_`.
    UrlSafe,
}

/// A way in which a credential without a check is named.
#[derive(Debug)]
pub struct Naming {
    /// Words that its name must have, beside one that says it is a credential: `client secret`. Without any, whatever is
    /// called a token, secret, key or password.
    pub words: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// How near the product must be named.
    pub reach: Reach,
    /// Texts in lower case of which one must stand near; without any, nothing must.
    pub beside: &'static [&'static str],
    /// Whether one of the rule's products must be the one that is named, not just any of Atlassian's.
    pub product_only: bool,
}

impl Naming {
    /// A name that has these words, of this shape, with the product in the name or near.
    pub const fn new(words: &'static str, shape: Shape) -> Self {
        Self { words, shape, reach: Reach::Near, beside: &[], product_only: true }
    }

    /// Only if the product stands in the name itself.
    #[must_use]
    pub const fn named(self) -> Self {
        Self { reach: Reach::Name, ..self }
    }

    /// Even if no product is named near.
    #[must_use]
    pub const fn anywhere(self) -> Self {
        Self { reach: Reach::Anywhere, ..self }
    }

    /// Only if one of these texts stands near.
    #[must_use]
    pub const fn beside(self, beside: &'static [&'static str]) -> Self {
        Self { beside, ..self }
    }

    /// Whichever of Atlassian's products is named.
    #[must_use]
    pub const fn any_product(self) -> Self {
        Self { product_only: false, ..self }
    }
}

/// What a value looks like. Placeholders, references and words never fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// That many lower-case hexadecimal digits.
    Hex(usize),
    /// That many letters and digits, drawn at random.
    Alphanumeric(usize),
    /// That many letters, digits, `-` and `_`, drawn at random.
    UrlSafe(usize),
    /// A UUID.
    Uuid,
    /// Drawn at random, of any format.
    Opaque {
        /// Shortest length.
        shortest: usize,
        /// Longest length.
        longest: usize,
    },
    /// A UUID, or drawn at random.
    Key {
        /// Shortest length.
        shortest: usize,
        /// Longest length.
        longest: usize,
    },
    /// What people choose: long and varied enough to be no sample.
    Password,
    /// A Data Center personal access token whose number has 8 to 19 digits.
    PersonalToken,
}

/// How near a product must be named for a value to be its.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// In the value's own name.
    Name,
    /// In the same object, section, block or call.
    Scope,
    /// Within ten lines, or by the name of the file.
    Near,
    /// Nowhere, if nobody else is named either: what stands beside the value says enough.
    Anywhere,
}

/// A literal for the prefilter.
#[derive(Debug)]
pub struct Anchor {
    /// At least four bytes, case-sensitive.
    pub literal: &'static str,
    /// Distance from the start of the credential to the literal.
    pub offset: usize,
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

/// Texts that a rule is tested with, made at run time.
#[derive(Debug, Default)]
pub struct Examples {
    /// Each must give exactly one finding, with this rule.
    pub hits: Vec<Example>,
    /// Each must give no finding with this rule that blocks.
    pub misses: Vec<Example>,
}

/// A small file.
#[derive(Debug)]
pub struct Example {
    /// Its path, as file names are context.
    pub path: &'static str,
    /// Its content.
    pub text: String,
}

impl Example {
    /// A file with this path and content.
    pub fn new(path: &'static str, text: impl Into<String>) -> Self {
        Self { path, text: text.into() }
    }
}

/// The table, family by family.
const FAMILIES: &[&[Rule]] = &[
    cloud::RULES,
    bitbucket::RULES,
    trello::RULES,
    operations::RULES,
    hooks::RULES,
    data_center::RULES,
    carriers::RULES,
];

/// Every rule, in table order.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().copied().flatten()
}

/// The rule whose id looks most like this one, or whose first words do.
pub fn nearest(id: &str) -> Option<&'static Rule> {
    let starts = |rule: &'static Rule| rule.id.match_indices('-').map(|(end, _)| &rule.id[..end]);
    suggest::nearest(id, all().map(|rule| rule.id)).and_then(by_id).or_else(|| {
        let start = suggest::nearest(id, all().flat_map(starts))?;
        all().find(|rule| starts(rule).any(|known| known == start))
    })
}

/// The rule with this id.
pub fn by_id(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}
