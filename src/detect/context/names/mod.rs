//! What a name says: whose the thing is, and whether it is called a credential.

mod meaning;
mod spelling;

use super::words::{Word, Words};
use crate::rules::Product;

/// What a name says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Name {
    /// The words that credentials are called by.
    pub(crate) words: Words,
    /// Whose it is, as far as the name says.
    pub(crate) owner: Option<Owner>,
    /// What the thing is called, if it is called a credential.
    pub(crate) sort: Option<Sort>,
    /// The thing is about something else: an id, a path, a hash.
    pub(crate) turned: bool,
    /// Of what authenticates something else is meant, unless a token or a password is named behind it.
    pub(crate) aside: bool,
    /// The word that it ends in, words that say nothing aside, if credentials are called by that.
    pub(crate) last: Option<Word>,
    /// Another firm is named, too, which may keep the thing.
    pub(crate) kept: bool,
    /// Words that nobody has listed: the name of a project, a person, another firm.
    pub(crate) unknown: u8,
    /// How many words it has.
    pub(crate) length: u8,
    /// It is something that any program has for itself: a session, a page.
    pub(crate) purpose: bool,
    /// It names a program that is called everywhere.
    pub(crate) tool: bool,
    /// It has the word that pages of Jira and Confluence call their cross-site token by.
    pub(crate) cross_site: bool,
}

/// Whose a name says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// One of Atlassian's products.
    Ours(Product),
    /// Someone else.
    Foreign,
}

/// What a credential is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A token, secret or credential.
    Token,
    /// A key, which may be public.
    Key,
    /// Something that authenticates, or its scheme.
    Auth,
    /// What people choose and type.
    Password,
}

impl Name {
    /// The product it names.
    pub(crate) fn product(self) -> Option<Product> {
        match self.owner {
            Some(Owner::Ours(product)) => Some(product),
            _ => None,
        }
    }

    /// Whether this is what a credential is called.
    pub(crate) fn is_secret(self) -> bool {
        self.sort.is_some() && !self.turned
    }

    /// Whether a UUID that is called so can be a password or a secret, and not the id of the item that a vault keeps it in.
    pub(crate) fn ends_in_secret(self) -> bool {
        !self.kept
            && match self.last {
                Some(Word::Password) => self.sort == Some(Sort::Password),
                Some(Word::Secret | Word::Hook) => !self.words.has(Word::Password),
                _ => false,
            }
    }

    /// Both names together, the inner one deciding what it is: `jira` and `token`.
    pub(crate) fn within(self, outer: Self) -> Self {
        Self {
            words: self.words.with(outer.words),
            owner: self.owner.or(outer.owner),
            sort: self.sort,
            turned: self.turned,
            aside: self.aside,
            last: self.last,
            kept: self.kept || outer.kept,
            purpose: self.purpose,
            cross_site: self.cross_site,
            tool: self.tool,
            unknown: self.unknown.saturating_add(outer.unknown),
            length: self.length.saturating_add(outer.length),
        }
    }
}
