//! A user and a secret as two arguments of a call, or as the two items of a tuple.

use std::ops::Range;

use super::super::{label, values};
use super::pair::is_user;
use super::{Carriers, Pair, is_real};
use crate::rules::Shape;

/// A token of unknown format.
const TOKEN: Shape = Shape::Opaque { shortest: 18, longest: 400 };
/// No call is longer.
const LONGEST: usize = 600;

impl Carriers<'_> {
    /// `auth=("user", "secret")`, `HTTPBasicAuth("user", "secret")`, `new JiraClient(url, "user", "secret")`.
    pub(super) fn arguments(&self, index: usize) -> Option<Pair> {
        let term = &self.reading.terms[index];
        // In `Client->new` a term ends in the dash.
        let arrow = usize::from(self.text[..term.end].ends_with(b"-") && self.text[term.end..].starts_with(b">new("));
        let end = term.end - arrow;
        let word = &self.text[term.start..end];
        let behind = &self.text[end..self.range.end.min(end + LONGEST)];
        let called = &word[word.iter().rposition(|byte| b".:>".contains(byte)).map_or(0, |sign| sign + 1)..];
        // Asked of every term: the cheapest first.
        let takes = takes_pair(called);
        let next = *behind.first()?;
        if !takes && !b"(-:.".contains(&next) {
            return None;
        }
        let open = opening(takes, behind)?;
        // `new SessionCookie("JSESSIONID", "…")`
        if called.len() >= 6 && called[called.len() - 6..].eq_ignore_ascii_case(b"cookie") {
            return None;
        }
        let literals = literals(&behind[open..]);
        let of = |literal: &Range<usize>| &behind[open + literal.start..open + literal.end];
        let pair = literals.windows(2).enumerate().find_map(|(index, pair)| {
            let [Some(user), Some(secret)] = pair else { return None };
            // A client is told where to log in first, if it is told more than who does.
            let first = if takes || index == 0 { None } else { literals[index - 1].as_ref() };
            if first.is_some_and(|first| !of(first).iter().any(|byte| b".:".contains(byte))) {
                return None;
            }
            // What is drawn is a token, and what sort its name and its client say.
            let is_token = || !takes && values::fits(TOKEN, of(secret));
            (is_user(of(user)) && is_real(of(secret)) && !is_token()).then(|| (of(user).to_vec(), secret.clone()))
        });
        let (user, secret) = pair.filter(|_| takes || label::makes_client(word))?;
        let start = end + open;
        let span = start + secret.start..start + secret.end;
        Some(Pair { user, secret: self.text[span.clone()].to_vec(), span })
    }
}

/// Where the arguments begin of what is called, which `takes` a pair or may.
fn opening(takes: bool, behind: &[u8]) -> Option<usize> {
    // `JIRA::Client->new(…)`
    let maker = ["->new", "::new", "]::new", ".new"].into_iter().find(|maker| behind.starts_with(maker.as_bytes()));
    let at = maker.map_or(0, str::len);
    match &behind[at..] {
        [b'(', ..] => Some(at + 1),
        // `auth = ("user", "secret")`, `:basic-auth ["user" "secret"]`, `"auth": ["user", "secret"]`.
        rest if maker.is_none() && takes => {
            let signs = rest.iter().position(|byte| !b" \t=:\"'".contains(byte))?;
            match rest[signs] {
                b'(' | b'[' => Some(signs + 1),
                // In Ruby a call needs no parentheses.
                _ if signs > 1 && rest[0] == b' ' && b"\"'".contains(&rest[signs - 1]) => Some(signs - 1),
                _ => None,
            }
        }
        _ => None,
    }
}

/// What stands around a literal that is an argument.
const WRAPPERS: [&str; 4] = ["Some(", "&", "(ConvertTo-SecureString -String ", "(ConvertTo-SecureString "];

/// The arguments of a call up to its end: where each literal stands, and nothing for what is none.
fn literals(text: &[u8]) -> Vec<Option<Range<usize>>> {
    const MOST: usize = 6;
    const NEAR: usize = 200;
    let mut found = Vec::new();
    if memchr::memchr3(b'"', b'\'', b'`', &text[..text.len().min(NEAR)]).is_none() {
        return found;
    }
    let mut at = 0;
    while found.len() < MOST {
        at += text[at..].iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b',').count();
        // `Some("…")`, `&"…"`, `(ConvertTo-SecureString "…" -AsPlainText)`
        let wrapped = WRAPPERS.into_iter().find(|wrapper| text[at..].starts_with(wrapper.as_bytes()));
        let begins = at + wrapped.map_or(0, str::len);
        let literal = text.get(begins).and_then(|_| values::quoted_at(text, begins));
        let literal = literal.filter(|literal| !text[literal.clone()].contains(&b'\n'));
        at = literal.as_ref().map_or(begins, |literal| literal.end + 1);
        let quoted = literal.is_some();
        found.push(literal);
        match next_argument(&text[at..], quoted) {
            Some(next) => at += next,
            None => break,
        }
    }
    found
}

/// Where the next argument begins behind what is left of one; nothing where the call ends.
fn next_argument(text: &[u8], quoted: bool) -> Option<usize> {
    let mut open = 0_usize;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => open += 1,
            b')' | b']' | b'}' | b';' if open == 0 => return None,
            b')' | b']' | b'}' => open -= 1,
            b',' if open == 0 => return Some(at + 1),
            // `["user" "secret"]`
            b'"' | b'\'' if open == 0 && quoted && text[..at].iter().all(u8::is_ascii_whitespace) => return Some(at),
            // Behind a line without an end of the call nothing of it stands.
            b'\n' if open == 0 && at > 0 && quoted && !text[at..].trim_ascii_start().starts_with(b",") => return None,
            _ => {}
        }
    }
    None
}

/// Whether what is called takes a user and a secret.
fn takes_pair(called: &[u8]) -> bool {
    matches!(
        called,
        b"auth"
            | b"HTTPBasicAuth"
            | b"basic_auth"
            | b"basic-auth"
            | b"BasicAuth"
            | b"SetBasicAuth"
            | b"setBasicAuth"
            | b"NewBasicAuth"
            | b"basicAuth"
            | b"Basic"
            | b"basic"
            | b"BasicCredentials"
            | b"NetworkCredential"
            | b"PSCredential"
            | b"authorization_basic"
            | b"UsernamePasswordCredentials"
            | b"createWithBasicHttpAuthentication"
            | b"authenticate"
    )
}
