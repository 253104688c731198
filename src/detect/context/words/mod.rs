//! What single words say in a name: whose it is, whether it is called a secret, and what turns that around.

mod lookup;
mod vocabulary;

pub(crate) use self::lookup::meaning;
use crate::rules::Product;

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// It names one of Atlassian's products.
    Product(Product),
    /// It is a part of what credentials are called.
    Word(Word),
    /// The thing is about the credential and is not the credential: `token_url`, `password-file`.
    Turning,
    /// Behind a credential it says that something else of it is meant, `password_rotation`, unless one is named behind it.
    Aspect,
    /// Something that any program has for itself: `session secret`, `page token`.
    Purpose,
    /// Another firm or program: `AWS_SECRET`.
    Foreign,
    /// A program that is called everywhere, so that naming it says nothing of what stands near: `npm ci`.
    Tool,
    /// Neither here nor there: `my`, `prod`, `cloud`.
    Plain,
}

/// Words that credentials are called by. Each is one bit of [`Words`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words themselves")]
pub(crate) enum Word {
    Token,
    Password,
    Secret,
    Credential,
    Bearer,
    Auth,
    Key,
    Api,
    Access,
    Client,
    Consumer,
    Shared,
    Hook,
    Scim,
    Oauth,
    Refresh,
    Integration,
    Application,
    Admin,
    Organisation,
    Database,
    System,
    Sysadmin,
    Automation,
    Align,
    Ops,
    Genie,
    License,
    Security,
    Session,
}

/// A set of [`Word`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words(u64);

impl Words {
    /// Adds a word.
    pub(crate) fn insert(&mut self, word: Word) {
        self.0 |= 1 << word as u64;
    }

    /// Whether the word is in.
    pub(crate) fn has(self, word: Word) -> bool {
        self.0 & (1 << word as u64) != 0
    }

    /// Whether all words of the other set are in.
    pub(crate) fn has_all(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// How many there are.
    pub(crate) fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Both together.
    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The words of a phrase, which must all be ones that credentials are called by.
pub(crate) fn phrase(text: &str) -> Words {
    let mut words = Words::default();
    for word in text.split_ascii_whitespace() {
        if let Some(Meaning::Word(word)) = meaning(word.as_bytes()) {
            words.insert(word);
        }
    }
    words
}
