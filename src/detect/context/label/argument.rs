//! What an argument of a call is called.

use super::super::names::{Name, Sort};
use super::super::reader::{Glue, Kind};
use super::{Label, Labels, secret};

impl Labels<'_> {
    /// What an argument is called: by the argument before it (`put("token", "…")`), by what is called (`setPassword("…")`), or,
    /// where a client is made or someone logs in, by nothing.
    pub(super) fn argument(self, value: usize) -> Option<Label> {
        if let Some(label) = self.provider(value) {
            return Some(label);
        }
        let term = self.term(value)?;
        let scope = &self.reading.scopes[term.scope];
        let callee = scope.first.checked_sub(1).filter(|last| *last >= scope.heading && scope.kind == Kind::Paren);
        if let Some(label) = callee.and_then(|callee| self.typed(value, callee)) {
            return Some(label);
        }
        let callee_name = callee.map(|callee| self.name(callee));
        let before = value.checked_sub(1)?;
        // `new AuthenticationHeaderValue("Bearer", "…")`
        let scheme = |known: &&[u8]| self.word(before).eq_ignore_ascii_case(known);
        if callee_name.is_some_and(|name| name.turned) && ![&b"bearer"[..], b"geniekey"].iter().any(scheme) {
            return None;
        }
        let previous = self.term(before)?;
        let quoted = self.text[previous.end..].first().is_some_and(|byte| b"\"'`\\".contains(byte));
        // What an address ends in names nothing: `new OAuth("https://…/OAuthGetRequestToken", "…")`.
        let standing = (!previous.glue.has(Glue::ADDRESS) || previous.glue.has(Glue::QUOTE))
            && (!previous.glue.has(Glue::ASSIGN) || previous.glue.has(Glue::OPEN_BRACE | Glue::OPEN));
        if term.glue.has(Glue::COMMA)
            && previous.scope == term.scope
            && standing
            && (quoted || self.is_identifier(before))
        {
            if self.term_name(before).sort.is_some() {
                return secret(self.phrase(before, self.compound(before)), true);
            }
            if self.is_identifier(before)
                && quoted
                && !self.word(before).contains(&b'@')
                && self.term_name(before).turned
            {
                return None;
            }
        }
        let (callee, mut name) = (callee?, callee_name?);
        // A bare word is itself a name.
        let before = self.text[..term.start].iter().rev().find(|byte| **byte != b'-');
        if !before.is_some_and(|byte| b"\"'`/".contains(byte)) && self.is_identifier(value) {
            return None;
        }
        if name.sort.is_none() {
            if !makes_client(self.word(callee)) || scope.end - scope.start > 800 || self.is_public_half(value) {
                return None;
            }
            name = Name { sort: Some(Sort::Auth), owner: name.owner, ..Name::default() };
        }
        secret(name, true)
    }

    /// The password that a test types into a page: `page.fill("#password", "…")`, `find("password").send_keys("…")`.
    fn typed(self, value: usize, callee: usize) -> Option<Label> {
        const TYPES: [&[u8]; 8] = [
            b"fill",
            b"type",
            b"send_keys",
            b"sendKeys",
            b"setValue",
            b"addValue",
            b"pressSequentially",
            b"press_sequentially",
        ];
        let called = self.word(callee).rsplit(|byte| *byte == b'.').next()?;
        if !TYPES.contains(&called) {
            return None;
        }
        let field = if self.term(value)?.glue.has(Glue::COMMA) { value - 1 } else { callee.checked_sub(1)? };
        let name = self.term_name(field);
        let chained = field + 1 == value || self.term(callee)?.glue.has(Glue::CLOSE);
        if chained && name.sort == Some(Sort::Password) { secret(name, true) } else { None }
    }

    /// Whether a value is what an application is known by, with its token behind it: `new TrelloImpl("key", "token")`.
    fn is_public_half(self, value: usize) -> bool {
        let hexadecimal = |index: usize, length: usize| {
            self.word(index).len() == length && self.word(index).iter().all(u8::is_ascii_hexdigit)
        };
        hexadecimal(value, 32) && (hexadecimal(value + 1, 64) || self.word(value + 1).starts_with(b"ATTA"))
    }

    /// The client secret in a line of `OmniAuth`: `provider :bitbucket, 'key', 'secret'`.
    fn provider(self, value: usize) -> Option<Label> {
        let first = value.checked_sub(3)?;
        let of_line = |index: usize| self.reading.terms[index].line == self.reading.terms[value].line;
        if self.word(first) != b"provider" || !(first..value).all(of_line) {
            return None;
        }
        let owner = self.term_name(first + 1).owner?;
        let name = Name::read(b"oauth_client_secret");
        secret(Name { owner: Some(owner), ..name }, true)
    }
}

/// Whether what is called makes a client or logs in, as `JiraClient`, `newJira`, `Trello.new` or `connect` do, and does not ask
/// one for something, as `client.getIssue` does.
pub(crate) fn makes_client(callee: &[u8]) -> bool {
    const ASKS: [&str; 18] = [
        "get", "find", "fetch", "list", "search", "is", "has", "can", "build", "parse", "read", "update", "delete",
        "remove", "assert", "expect", "author", "mock",
    ];
    let mut parts = callee.rsplit(|byte| b".:>".contains(byte)).filter(|part| !part.is_empty());
    let Some(last) = parts.next() else { return false };
    if last.eq_ignore_ascii_case(b"new") {
        return parts.next().is_some_and(is_client);
    }
    !ASKS.iter().any(|verb| begins_with_word(last, verb.as_bytes())) && is_client(last)
}

/// Whether a name is that of a client or of logging in: it says so, or is a product's, with or without what clients are called.
fn is_client(name: &[u8]) -> bool {
    const LOG_IN: [&str; 6] = ["client", "connect", "login", "auth", "session", "credential"];
    const PRODUCTS: [&str; 8] =
        ["jira", "confluence", "bitbucket", "trello", "opsgenie", "statuspage", "bamboo", "atlassian"];
    const KINDS: [&str; 8] = ["", "api", "rest", "sdk", "server", "cloud", "service", "datacenter"];
    let lower = name.to_ascii_lowercase();
    let lower = lower.strip_prefix(b"new").unwrap_or(&lower);
    let product = PRODUCTS.iter().find_map(|product| lower.strip_prefix(product.as_bytes()));
    product.is_some_and(|kind| KINDS.iter().any(|known| known.as_bytes() == kind))
        || lower == b"trelloimpl"
        || lower.ends_with(b"api")
        || LOG_IN.iter().any(|word| memchr::memmem::find(lower, word.as_bytes()).is_some())
}

/// Whether a name begins with this word, in whatever case: `getIssue` and `get_issue` with `get`, `getter` not.
fn begins_with_word(name: &[u8], word: &[u8]) -> bool {
    name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        && name.get(word.len()).is_none_or(|next| !next.is_ascii_lowercase())
}
