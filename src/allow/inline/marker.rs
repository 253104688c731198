//! A marker by itself: the rule that it names and the reason that it gives, or what is wrong with it.

use crate::rules::{self, Rule};

/// How a marker begins.
const OPENING: &[u8] = b"atlatch:allow(";
/// What closes a comment before its line ends.
const CLOSINGS: [&str; 15] =
    ["*/", "-->", "--%>", "%>", "--}}", "}}", "#}", "%}", "*@", "*)", "-}", "|#", "#>", "\"\"\"", "]]"];

/// Reads a marker: its rule and its reason, or what is wrong with it.
pub(super) fn read(text: &[u8], in_string: bool) -> Result<(&'static Rule, String), String> {
    let Some(inner) = text.strip_prefix(OPENING) else {
        return Err("it is not spelled `atlatch:allow(RULE) reason`".to_owned());
    };
    let Some(close) = memchr::memchr(b')', inner) else { return Err("its `)` is missing".to_owned()) };
    let id = String::from_utf8_lossy(&inner[..close]);
    let rule = rules::by_id(id.trim()).ok_or_else(|| {
        rules::nearest(id.trim()).map_or_else(
            || "unknown rule; `atlatch rules` lists them".to_owned(),
            |near| format!("unknown rule; did you mean `{}`?", near.id),
        )
    })?;
    let rest = String::from_utf8_lossy(&inner[close + 1..]);
    let mut reason = &*rest;
    let next = std::str::from_utf8(OPENING).unwrap_or_default();
    for closing in CLOSINGS.into_iter().chain([next]).chain(in_string.then_some("\"")) {
        reason = reason.split_once(closing).map_or(reason, |(reason, _)| reason);
    }
    let reason = reason.trim().trim_start_matches([':', '-', ',', ';']).trim();
    if !reason.contains(char::is_alphanumeric) {
        return Err("it gives no reason".to_owned());
    }
    Ok((rule, reason.to_owned()))
}
