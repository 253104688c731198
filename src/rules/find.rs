//! How a kind is found: by a literal and a pattern, or in one of the ways of those that have none.

use crate::detect::check::Check;

/// How a kind is found.
#[derive(Debug)]
pub enum Find {
    /// By a literal that every credential of the kind holds; where it stands, the gate is asked, then the check.
    Anchored {
        /// The literal and its distance in bytes from the start of the pattern.
        anchors: &'static [Anchor],
        /// The form of the whole credential, from `offset` bytes before the anchor. ASCII, no left boundary. It is matched only
        /// where the gate does not say how long the credential is; elsewhere just the letters that it begins with are compared,
        /// and tests hold what the gate measures to the rest of it.
        pattern: &'static str,
        /// Says whether one can stand here and, for most kinds, how long it is.
        gate: Gate,
        /// Decides what the match is worth.
        check: Check,
    },
    /// By a pass of its own over the whole text, as it holds no literal.
    Swept,
    /// By the form that a user and a secret travel in: an address, a header, an option.
    Carried,
    /// By what it is called and by whose it is, as its shape alone proves nothing: see [`namings`](super::Rule::namings).
    Named,
    /// Never by itself: another rule's match is told apart by what stands near it.
    Settled,
}

/// A literal for the prefilter.
#[derive(Debug)]
pub struct Anchor {
    /// At least four bytes, case-sensitive.
    pub literal: &'static str,
    /// Distance from the start of the credential to the literal.
    pub offset: usize,
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
