//! What stands for a value: a reference to one, and what wraps one that is encrypted, cut off or to be filled in.

use std::ops::Range;

/// A reference to a value that stands elsewhere, in the syntax of some template, shell or secret store; or a call.
pub(crate) fn is_reference(value: &[u8]) -> bool {
    let opens = [
        &b"${"[..],
        b"$(",
        b"{{",
        b"%{",
        b"#{",
        b"<%",
        b"<",
        b"@@",
        b"[[",
        b"$",
        b"%",
        b"{",
        b"&",
        b"*",
        b"!",
        b"\\",
        b"op://",
        b"vault:",
        b"ref+",
        b"file:",
        b"env:",
        b"ssm:",
        b"secretsmanager:",
    ];
    let holds = [
        &b"${"[..],
        b"$(",
        b"{{",
        b"}}",
        b"<%",
        b"://",
        b"...",
        b"()",
        b"[\"",
        b"['",
        b"process.env",
        b"getenv",
        b"secrets.",
        b"environ",
    ];
    // Each of them has one of these signs or the word `env`; most passwords have neither.
    let may_hold = value.iter().any(|byte| b"$({}<:.[".contains(byte)) || value.windows(3).any(|word| word == b"env");
    opens.iter().any(|open| value.starts_with(open))
        || may_hold && holds.iter().any(|part| memchr::memmem::find(value, part).is_some())
        || value.ends_with(b")") && value.contains(&b'(')
        || value.len() > 4 && value.starts_with(b"__") && value.ends_with(b"__")
        || value.len() > 2 && value.starts_with(b"@") && value.ends_with(b"@")
}

/// Whether what stands before and behind a value says that it is encrypted, cut off or to be filled in.
pub(crate) fn is_wrapped(text: &[u8], span: &Range<usize>) -> bool {
    const FAR: usize = 600;
    let before = &text[span.start.saturating_sub(FAR)..span.start];
    let before = &before[memchr::memrchr2(b'\n', b'"', before).map_or(0, |at| at + 1)..];
    let behind = &text[span.end..text.len().min(span.end + 12)];
    let holds = [&b"ENC["[..], b"ENC(", b"!vault", b"encrypted:", b"{cipher}", b"{ATL_SECURED}", b"DEC(", b"$ANSIBLE"];
    let cut = [&b"..."[..], "\u{2026}".as_bytes(), b"<", b"***", b"[..", b"xxx"];
    let braced = before.ends_with(b"{")
        && !before.ends_with(b"{{")
        && (behind.starts_with(b"}") || behind.starts_with(b"=}") || behind.starts_with(b"==}"));
    holds.iter().any(|part| memchr::memmem::find(before, part).is_some())
        || cut.iter().any(|part| behind.starts_with(part)) && !behind.starts_with(b"</")
        || braced
        || before.ends_with(b"${")
        || before.ends_with(b"<") && behind.starts_with(b">")
}
