//! What the words of a name say together, one after the other.

use super::{Name, Owner, Sort};
use crate::detect::context::words::{Meaning, Word};
use crate::rules::Product;

/// Before what a credential is called, these say that it is none: `public key`, `hashed password`, `max tokens`.
const TURNING_BEFORE: &[&str] = &[
    "public",
    "pub",
    "id",
    "hash",
    "hashed",
    "checksum",
    "digest",
    "fingerprint",
    "max",
    "min",
    "num",
    "count",
    "forgot",
    "forgotten",
    "reset",
    "change",
    "masked",
    "encrypted",
    "sealed",
    "cipher",
    "xsrf",
    "csrf",
    "page",
    "storage",
];

impl Name {
    /// Takes a word with its meaning.
    pub(super) fn take(&mut self, text: &[u8], meaning: Meaning) {
        if !matches!(meaning, Meaning::Plain | Meaning::Product(_)) {
            self.last = None;
        }
        match meaning {
            Meaning::Product(product) => {
                self.cross_site |= text == b"atl";
                // The most special one stays: `atlassian jira` is Jira.
                if product != Product::Atlassian || !matches!(self.owner, Some(Owner::Ours(_))) {
                    self.owner = Some(Owner::Ours(product));
                }
                if text == b"geniekey" {
                    self.words.insert(Word::Genie);
                    self.words.insert(Word::Key);
                }
            }
            Meaning::Foreign => {
                self.kept = true;
                self.owner = Some(Owner::Foreign);
            }
            Meaning::Tool => self.tool = true,
            Meaning::Aspect => {
                self.unknown = self.unknown.saturating_add(1);
                self.aside |= self.sort.is_some();
            }
            Meaning::Purpose => {
                self.purpose = true;
                // `password.encryption`
                self.aside |= text == b"encryption" && self.sort.is_some();
            }
            Meaning::Turning => {
                let before = TURNING_BEFORE.iter().any(|word| word.as_bytes() == text);
                // `auth_user` is none, but `auth_user_token` is.
                if self.sort == Some(Sort::Auth) && matches!(text, b"user" | b"username" | b"name") {
                    self.aside = true;
                } else {
                    self.turned = self.turned || self.sort.is_some() || before;
                }
            }
            Meaning::Plain => {}
            Meaning::Word(word) => self.take_secret_word(word),
        }
    }

    /// Takes one of the words that credentials are called by.
    pub(super) fn take_secret_word(&mut self, word: Word) {
        self.words.insert(word);
        self.last = Some(word);
        let sort = match word {
            Word::Token | Word::Secret | Word::Credential | Word::Session => Some(Sort::Token),
            Word::Password => Some(Sort::Password),
            Word::Bearer | Word::Auth => self.sort.or(Some(Sort::Auth)),
            // `secret key` is one; the key of a token or of a password is what it is stored under.
            Word::Key
                if (self.words.has(Word::Token) || self.words.has(Word::Password))
                    && self.owner != Some(Owner::Ours(Product::Crowd)) =>
            {
                self.turned = true;
                None
            }
            _ => None,
        };
        self.aside &= matches!(sort, None | Some(Sort::Auth));
        self.sort = match (self.sort, sort) {
            (Some(Sort::Password), Some(Sort::Auth)) => Some(Sort::Password),
            (_, Some(sort)) => Some(sort),
            (sort, None) => sort,
        };
    }

    /// Decides what needs all words: whether a key is a secret one.
    pub(super) fn finish(mut self) -> Self {
        self.turned = self.turned || self.aside;
        // A tool's name is someone else's where it is about a credential.
        if self.tool && self.owner.is_none() && self.sort.is_some() {
            self.owner = Some(Owner::Foreign);
        }
        // The product's own is not just any program's.
        if self.purpose && !matches!(self.owner, Some(Owner::Ours(_))) {
            self.turned = true;
        }
        // Jira and Confluence put their cross-site token into every page under this name.
        // Bamboo's image has its settings under `ATL_`.
        let setting = matches!(self.owner, Some(Owner::Ours(Product::Bamboo)));
        if self.words.has(Word::Token) && self.cross_site && !setting {
            self.turned = true;
        }
        let trello = matches!(self.owner, Some(Owner::Ours(Product::Trello)));
        if self.words.has(Word::Key) && matches!(self.sort, None | Some(Sort::Auth)) && !trello {
            let secret = [
                Word::Api,
                Word::Integration,
                Word::Genie,
                Word::Admin,
                Word::Organisation,
                Word::Scim,
                Word::Ops,
                Word::Auth,
                Word::Access,
            ];
            let product = matches!(self.owner, Some(Owner::Ours(Product::Opsgenie | Product::Statuspage)));
            if product || secret.into_iter().any(|word| self.words.has(word)) {
                self.sort = Some(Sort::Key);
            }
        }
        self
    }
}
