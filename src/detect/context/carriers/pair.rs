//! `user:secret` as one text: in a literal that is about to be encoded, in a header that is written plainly.

use super::super::names::Owner;
use super::super::reader::Term;
use super::super::{randomness, values};
use super::{Carriers, Pair, is_address_of_person, is_real};
use crate::detect::byte_set;
use crate::rules::Shape;

/// No line is looked at farther from a word.
const FAR: usize = 400;

/// What a user's name consists of.
static IN_USERS: [bool; 256] = byte_set::letters_digits_and(b"_.@+-\\");

/// What stands before a colon and is nobody: of data and hashes, of tags of Go's fields, of types of XML schemas.
const NO_USERS: [&[u8]; 14] = [
    b"data", b"sha1", b"sha256", b"sha384", b"sha512", b"md5", b"json", b"xml", b"yaml", b"bson", b"form", b"ds",
    b"xs", b"xsd",
];

impl Carriers<'_> {
    /// `user@host:secret`, as what is about to be encoded for a `Basic` header is written.
    pub(super) fn side_by_side(&self, user: &Term) -> Option<Pair> {
        const LEAST: usize = 16;
        let rest = self.text[user.end..self.range.end].strip_prefix(b":")?;
        let stops = |byte: &u8| byte.is_ascii_whitespace() || b"\"'`\\<>,;)&".contains(byte);
        let length = rest.iter().take(400).position(stops).unwrap_or(rest.len().min(400));
        let secret = &rest[..length];
        let real = length >= LEAST && randomness::looks_drawn(secret) && !secret.contains(&b'@');
        let start = user.end + 1;
        let whose = self.text[user.start..user.end].to_vec();
        real.then(|| Pair { user: whose, secret: secret.to_vec(), span: start..start + length })
    }

    /// `btoa("user:secret")`, `echo -n 'user:secret' | base64`, and what is encoded in the next line.
    pub(super) fn about_to_be_encoded(&self, encoder: &Term) -> Option<Pair> {
        let before = &self.text[self.range.start.max(encoder.start.saturating_sub(FAR))..encoder.start];
        let mut lines = memchr::memrchr_iter(b'\n', before);
        let starts = |newline: Option<usize>| encoder.start - before.len() + newline.map_or(0, |newline| newline + 1);
        let own = starts(lines.next());
        let rest = &self.text[encoder.end..self.range.end.min(encoder.end + FAR)];
        let end = encoder.end + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        self.quoted_pair(own, end).or_else(|| self.quoted_pair(starts(lines.next()), own))
    }

    /// The first literal between these offsets that is `user:secret`, and not `https://…` or `data:image/png;base64,…`.
    fn quoted_pair(&self, from: usize, to: usize) -> Option<Pair> {
        let line = &self.text[from..to];
        let mut at = 0;
        while let Some(open) = line[at..].iter().position(|byte| b"\"'`".contains(byte)) {
            at += open;
            let Some(literal) = values::quoted_at(line, at) else {
                at += 1;
                continue;
            };
            let inside = &line[literal.clone()];
            let user = byte_set::leading(&IN_USERS, inside);
            let (user, secret) = (&inside[..user], inside[user..].strip_prefix(b":").unwrap_or_default());
            let is_scheme = secret.starts_with(b"/")
                || [user, secret].into_iter().any(super::encodes)
                || NO_USERS.contains(&user)
                || user.starts_with(b"urn");
            if is_user(user) && !is_scheme && is_real(secret) {
                let end = from + literal.end;
                return Some(Pair { user: user.to_vec(), secret: secret.to_vec(), span: end - secret.len()..end });
            }
            at = literal.end + 1;
        }
        None
    }

    /// `JIRA_CREDS="user:secret"`, `auth: 'user:secret'`: a pair that is given to what is called so.
    pub(super) fn given(&self, name: &Term) -> Option<Pair> {
        // Asked of every term: the cheapest first.
        let signs = self.text.get(name.end..name.end + 2)?;
        if !matches!(signs, [b'=' | b':' | b'"' | b'\'', _] | [b' ', b'=' | b':'])
            || !names_pair(&self.text[name.start..name.end])
        {
            return None;
        }
        let rest = &self.text[name.end..self.range.end.min(name.end + FAR)];
        let rest = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
        let signs = rest.iter().take_while(|byte| b" \t=:>\"'".contains(byte)).count();
        let gives = rest[..signs].iter().any(|byte| b"=:".contains(byte));
        let quote = rest[..signs].last().filter(|last| b"\"'".contains(last));
        let value = &rest[signs..];
        let length = match quote {
            Some(quote) => memchr::memchr(*quote, value)?,
            None => value.iter().position(u8::is_ascii_whitespace).unwrap_or(value.len()),
        };
        let value = &value[..length];
        let user = byte_set::leading(&IN_USERS, value);
        let secret = value[user..].strip_prefix(b":")?;
        // A word without a product says so only where nothing else is meant.
        let called = self.reading.name(name);
        let ours = called.product().is_some() || called.unknown == 0 && called.owner.is_none();
        let start = name.end + signs + user + 1;
        let user = &value[..user];
        let real = || values::fits(Shape::Password, secret) && is_user(user) && !names_thing(user, secret);
        (gives && ours && real() && !values::is_reference(value)).then(|| Pair {
            user: user.to_vec(),
            secret: secret.to_vec(),
            span: start..start + secret.len(),
        })
    }

    /// `Basic user@host secret`, as clients in editors take it.
    pub(super) fn plain_header(&self, end: usize) -> Option<Pair> {
        let rest = self.text[end..self.range.end.min(end + FAR)].strip_prefix(b" ")?;
        let stops = |byte: &u8| byte.is_ascii_whitespace() || b"\"'`<>".contains(byte);
        let user = byte_set::leading(&IN_USERS, rest);
        let secret = rest[user..].strip_prefix(b":").or_else(|| rest[user..].strip_prefix(b" "))?;
        let secret = &secret[..secret.iter().position(stops).unwrap_or(secret.len())];
        let start = end + 1 + user + 1;
        is_address_of_person(&rest[..user]).then(|| Pair {
            user: rest[..user].to_vec(),
            secret: secret.to_vec(),
            span: start..start + secret.len(),
        })
    }

    /// `docker login -u USER -p SECRET HOST`, where the line names a host of ours; `index` is the word `login`.
    pub(super) fn registry(&self, index: usize) -> Option<Pair> {
        let login = &self.reading.terms[index];
        let command = index.checked_sub(1).map(|before| &self.reading.terms[before])?;
        let tools = [&b"docker"[..], b"podman", b"buildah", b"skopeo", b"helm", b"registry", b"nerdctl", b"oras"];
        if command.line != login.line || !tools.contains(&&self.text[command.start..command.end]) {
            return None;
        }
        let rest = &self.text[login.end..self.range.end.min(login.end + FAR)];
        let line = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
        let option = |name: &[u8]| {
            let start = memchr::memmem::find(line, name)? + name.len();
            let quote = line.get(start).filter(|byte| b"\"'".contains(byte));
            let start = start + usize::from(quote.is_some());
            let ends = |byte: &u8| quote.map_or(byte.is_ascii_whitespace(), |quote| byte == quote);
            let length = line[start..].iter().position(ends).unwrap_or(line.len() - start);
            Some(start..start + length)
        };
        let (user, secret) = (option(b" -u ")?, option(b" -p ")?);
        let mentions = self.reading.mentions();
        let behind = mentions.get(mentions.partition_point(|mention| mention.at < login.end))?;
        let ours = behind.line == login.line && behind.owner != Owner::Foreign;
        ours.then(|| Pair {
            user: line[user].to_vec(),
            secret: line[secret.clone()].to_vec(),
            span: login.end + secret.start..login.end + secret.end,
        })
    }

    /// Whether an option stands behind the name of `HTTPie`: `http -a user:secret`.
    pub(super) fn is_of_httpie(&self, option: &Term) -> bool {
        let before = &self.text[self.range.start.max(option.start.saturating_sub(FAR))..option.start];
        let line = &before[memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1)..];
        let mut words = line.split(u8::is_ascii_whitespace);
        words.any(|word| matches!(word, b"http" | b"https" | b"xh"))
    }
}

/// Whether what is called so can be a user and a secret in one.
fn names_pair(word: &[u8]) -> bool {
    const NAMES: [&[u8]; 5] = [b"auth", b"creds", b"cred", b"credentials", b"userpass"];
    let ends =
        |name: &&[u8]| word.len().checked_sub(name.len()).is_some_and(|start| word[start..].eq_ignore_ascii_case(name));
    matches!(word.last(), Some(b'h' | b'H' | b's' | b'S' | b'd' | b'D')) && NAMES.iter().any(ends)
}

/// Whether a text with a colon is no user and password but the name of a thing: `module.name:Class`, `image:version`,
/// `host:port/path`, `scheme:reference`, `Heading:Text`.
fn names_thing(before: &[u8], behind: &[u8]) -> bool {
    let word = || behind.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte));
    let identifier = || word() && !randomness::looks_drawn(behind);
    let module = before.contains(&b'.') && !before.contains(&b'@');
    let heading = before.first().is_some_and(u8::is_ascii_uppercase) && before[1..].iter().all(u8::is_ascii_lowercase);
    let digits = behind.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let version = digits > 0 && behind.get(digits) == Some(&b'.') && word();
    let port = (2..=5).contains(&digits) && behind.get(digits) == Some(&b'/');
    values::is_scheme(before, behind) || names_pair(before) || version || port || (module || heading) && identifier()
}

/// Whether someone logs in by this name, rather than by something drawn.
pub(super) fn is_user(name: &[u8]) -> bool {
    const LONGEST: usize = 80;
    const DRAWN: usize = 20;
    (1..=LONGEST).contains(&name.len())
        && byte_set::leading(&IN_USERS, name) == name.len()
        && name.iter().any(u8::is_ascii_alphabetic)
        && (name.len() < DRAWN || name.contains(&b'@') || !randomness::looks_drawn(name))
}
