//! What people choose as a password, and what only stands where one would.

use super::public::is_public_form;
use super::reference::is_reference;
use super::{is_name, is_uuid};
use crate::detect::context::names::Name;
use crate::detect::context::randomness;
use crate::detect::placeholder;

/// Something that someone would use as a password, and no sample: eight characters and more, of three sorts, whose letters are
/// not sample words.
pub(super) fn is_password(value: &[u8]) -> bool {
    if !(8..=200).contains(&value.len()) || value.iter().any(|byte| !byte.is_ascii_graphic()) {
        return false;
    }
    let refers = || is_reference(value) || is_public_form(value);
    // What stands before a colon is a user.
    if let Some(colon) = memchr::memrchr(b':', value)
        && value.len() - colon > 6
    {
        return is_password(&value[colon + 1..]) && !refers();
    }
    let sort = |test: fn(&u8) -> bool| usize::from(value.iter().any(test));
    let digits = sort(u8::is_ascii_digit);
    let sorts = digits + sort(u8::is_ascii_lowercase) + sort(u8::is_ascii_uppercase) + sort(u8::is_ascii_punctuation);
    let varied = sorts >= 3 && digits > 0 || value.len() >= 12 && randomness::looks_drawn(value);
    // The cheapest first.
    varied
        && !is_issue(value)
        && !is_uuid(value)
        && !refers()
        && !is_name(value, || Name::read(value))
        && !placeholder::is_sample_password(value)
}

/// The key of an issue: `PROJ-123`.
fn is_issue(value: &[u8]) -> bool {
    let dash = memchr::memchr(b'-', value);
    dash.is_some_and(|dash| {
        value[..dash].iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && value[dash + 1..].iter().all(u8::is_ascii_digit)
    })
}
