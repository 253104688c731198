//! What people choose as a password, and what only stands where one would.

use super::public::is_public_form;
use super::reference::is_reference;
use super::scheme::has_scheme;
use super::{is_lower_hex, is_name, is_uuid};
use crate::detect::context::names::Name;
use crate::detect::context::randomness;
use crate::detect::placeholder;
use crate::finding::Secret;

/// The shortest password.
pub(crate) const SHORTEST_PASSWORD: usize = 8;
/// The shortest one that has no digit.
pub(crate) const SHORTEST_LETTERS: usize = 12;

/// Something that someone would use as a password, and no sample: eight characters and more, of three sorts, whose letters are
/// not sample words.
pub(super) fn is_password(value: &[u8]) -> bool {
    if !(SHORTEST_PASSWORD..=200).contains(&value.len()) || value.iter().any(|byte| !byte.is_ascii_graphic()) {
        return false;
    }
    if is_text(value) {
        return false;
    }
    let refers = || is_reference(value) || is_public_form(value) && !is_drawn_hex(value);
    // `${PASSWORD}@host:port`
    if let [b'@', host @ ..] = value
        && let Some(colon) = memchr::memrchr(b':', host)
        && host[colon + 1..].iter().all(u8::is_ascii_digit)
    {
        return false;
    }
    // What stands before a colon is a user.
    if let Some(colon) = memchr::memrchr(b':', value)
        && value.len() - colon > 6
        && !is_mixed(&value[..colon])
    {
        return !has_scheme(value) && is_password(&value[colon + 1..]) && !refers();
    }
    let sort = |test: fn(&u8) -> bool| usize::from(value.iter().any(test));
    let digits = sort(u8::is_ascii_digit);
    let sorts = digits + sort(u8::is_ascii_lowercase) + sort(u8::is_ascii_uppercase) + sort(u8::is_ascii_punctuation);
    let varied = sorts >= 3 && digits > 0 || value.len() >= SHORTEST_LETTERS && randomness::looks_drawn(value);
    // The cheapest first.
    varied
        && !is_issue(emphasised(value))
        && !is_uuid(value)
        && !refers()
        && !is_name(value, || Name::read(value))
        && !placeholder::is_sample_password(value)
        && !placeholder::is_published(Secret::new(value).fingerprint())
}

/// Whether a text has letters in both cases and digits, between them: no user is called so.
fn is_mixed(text: &[u8]) -> bool {
    let has = |test: fn(&u8) -> bool| text.iter().any(test);
    let letters = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let inside = text[letters..].iter().any(u8::is_ascii_alphabetic);
    inside && has(u8::is_ascii_digit) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase)
}

/// A word without the signs of Markdown around it and a colon behind: `**FR-007**:`.
fn emphasised(value: &[u8]) -> &[u8] {
    let sign = |byte: &u8| b"*_:".contains(byte);
    let start = value.iter().take_while(|byte| sign(byte)).count();
    let end = value.len() - value[start..].iter().rev().take_while(|byte| sign(byte)).count();
    &value[start..end]
}

/// What `openssl rand -hex 8` and the like print. Where a password is asked for, such digits are no commit and no object.
fn is_drawn_hex(value: &[u8]) -> bool {
    (SHORTEST_LETTERS..32).contains(&value.len()) && is_lower_hex(value) && randomness::looks_drawn(value)
}

/// Whether it is a piece of a text that is written for people or of a style sheet: with a letter of another alphabet that is
/// escaped, with a blank or a quotation mark of markup, `height:2em;`, `required|min:8`.
fn is_text(value: &[u8]) -> bool {
    const MARKUP: [&str; 8] = [";}", "%20", "&quot;", "&lt;", "&gt;", "&nbsp;", "&#x20;", "&#160;"];
    let holds = |part: &str| memchr::memmem::find(value, part.as_bytes()).is_some();
    let code = |at: usize| u32::from_str_radix(std::str::from_utf8(value.get(at + 2..at + 6)?).ok()?, 16).ok();
    let foreign = |at: usize| code(at).is_some_and(|code| code >= 0x80);
    let property = value.iter().take_while(|byte| byte.is_ascii_lowercase() || **byte == b'-').count();
    let declared = property > 2
        && value.get(property) == Some(&b':')
        && (value.contains(&b';') || memchr::memchr(b'}', value).is_some_and(|close| close + 2 < value.len()));
    // `docs/Chapter2.md`
    let extension = memchr::memrchr(b'.', value).map(|dot| &value[dot + 1..]);
    let is_extension = |end: &[u8]| {
        (2..=4).contains(&end.len()) && end[0].is_ascii_lowercase() && end.iter().all(u8::is_ascii_alphanumeric)
    };
    let file = value.contains(&b'/') && extension.is_some_and(is_extension);
    declared
        || file
        || is_translation(value)
        || is_list_of_rules(value)
        || value.iter().any(|byte| b"&}%".contains(byte)) && MARKUP.into_iter().any(holds)
        || memchr::memmem::find_iter(value, "\\u").any(foreign)
}

/// Whether it is what a password is called in another language, with hardly anything beside it: `Mot_de_passe_2`.
fn is_translation(value: &[u8]) -> bool {
    const WORDS: [&str; 8] =
        ["kennwort", "passwort", "motdepasse", "wachtwoord", "contrasena", "senha", "adgangskode", "losenord"];
    const BESIDE: usize = 6;
    if value.iter().any(|byte| !byte.is_ascii_alphanumeric() && !b"_-.".contains(byte)) {
        return false;
    }
    let letters: Vec<u8> = value.iter().filter(|byte| byte.is_ascii_alphabetic()).map(u8::to_ascii_lowercase).collect();
    let says = |word: &&str| memchr::memmem::find(&letters, word.as_bytes()).is_some();
    WORDS.iter().find(|word| says(word)).is_some_and(|word| letters.len() <= word.len() + BESIDE)
}

/// What a form asks of a password: `required|min:8|confirmed`, `required|Min8`.
fn is_list_of_rules(value: &[u8]) -> bool {
    const RULES: [&[u8]; 10] = [
        b"required",
        b"nullable",
        b"sometimes",
        b"min",
        b"max",
        b"min_length",
        b"max_length",
        b"confirmed",
        b"string",
        b"trim",
    ];
    let names =
        || value.split(|byte| *byte == b'|').map(|rule| rule.split(|byte| b":[0123456789".contains(byte)).next());
    let is_rule = |name: &&[u8]| RULES.iter().any(|rule| rule.eq_ignore_ascii_case(name));
    value.contains(&b'|') && names().flatten().filter(is_rule).count() > 1
}

/// The key of an issue: `PROJ-123`, also where a sentence ends.
fn is_issue(value: &[u8]) -> bool {
    let end = value.iter().rposition(|byte| !b"?!.,;:)".contains(byte)).map_or(0, |last| last + 1);
    let value = &value[..end];
    let dash = memchr::memchr(b'-', value);
    dash.is_some_and(|dash| {
        value[..dash].iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && value[dash + 1..].iter().all(u8::is_ascii_digit)
    })
}
