//! What stands for a value: a reference to one, and what wraps one that is encrypted, cut off or to be filled in.

use std::ops::Range;

use super::{is_uuid, scheme};
use crate::detect::context::randomness;

/// A reference to a value that stands elsewhere, in the syntax of some template, shell or secret store; or a call.
pub(crate) fn is_reference(value: &[u8]) -> bool {
    let opens = [
        &b"${"[..],
        b"$(",
        b"{{",
        b"%{",
        b"#{",
        b"<%",
        b"@@",
        b"[[",
        b"%(",
        b"</",
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
        || is_sign_and_name(value)
        || is_code(value)
        || is_selector(value)
        || may_hold && holds.iter().any(|part| memchr::memmem::find(value, part).is_some())
        || value.len() > 4 && value.starts_with(b"__") && value.ends_with(b"__")
        || value.len() > 2 && value.starts_with(b"@") && value.ends_with(b"@")
        || is_delayed_variable(value)
        || is_substitution(value)
        || is_server(value)
}

/// What `sed` is told to put for something else: `s/@/%40/g`.
fn is_substitution(value: &[u8]) -> bool {
    let Some([sign, rest @ ..]) = value.strip_prefix(b"s") else { return false };
    b"/|#,".contains(sign) && rest.iter().filter(|byte| *byte == sign).count() == 2
}

/// A server and its port, as `proxy_pass` of nginx takes it: `backend1:8080`.
fn is_server(value: &[u8]) -> bool {
    let Some(colon) = memchr::memrchr(b':', value) else { return false };
    let (name, port) = (&value[..colon], &value[colon + 1..]);
    (2..=5).contains(&port.len())
        && port.iter().all(u8::is_ascii_digit)
        && name.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(byte))
        && name.first().is_some_and(u8::is_ascii_lowercase)
}

/// A variable of the command shell of Windows that is read late: `!BB_PASSWORD!`.
fn is_delayed_variable(value: &[u8]) -> bool {
    let name = value.strip_prefix(b"!").and_then(|rest| rest.strip_suffix(b"!"));
    name.is_some_and(|name| {
        name.contains(&b'_')
            && name.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_')
    })
}

/// What a sign makes a reference of what is named behind it: `$name`, `&conf.value`, `*alias`, `!Ref`, `%NAME%`, `{name}`,
/// `<name>`.
fn is_sign_and_name(value: &[u8]) -> bool {
    let Some((sign, rest)) = value.split_first() else { return false };
    let name = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let begins = rest.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
    let behind = rest.get(name);
    match sign {
        // `$apr1$…`, the hash of a password.
        b'$' if behind == Some(&b'$') && name <= 12 => true,
        b'$' | b'&' | b'*' | b'!' if name >= 12 && randomness::looks_drawn(&rest[..name]) => false,
        b'$' | b'&' | b'*' | b'!' => begins && behind.is_none_or(|next| b"[->.:({\"'`,;/\\".contains(next)),
        b'%' => {
            begins && behind.is_none_or(|next| b"%$".contains(next))
                || rest.first_chunk::<2>().is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        }
        b'{' => value.contains(&b'}'),
        b'<' => value.contains(&b'>'),
        _ => false,
    }
}

/// The element of a page that has this id: `#login-form-password`.
fn is_selector(value: &[u8]) -> bool {
    const LONGEST: usize = 10;
    let Some(id) = value.strip_prefix(b"#") else { return false };
    let worded = |part: &[u8]| {
        let letters = part.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        (2..=LONGEST).contains(&letters) && part.len() <= letters + 2 && part[letters..].iter().all(u8::is_ascii_digit)
    };
    let mut parts = id.split(|byte| b"-_".contains(byte));
    id.iter().filter(|byte| b"-_".contains(byte)).count() > 1 && parts.all(worded) && !randomness::looks_drawn(id)
}

/// What stands between two literals rather than in one, or is given to another name: `).toString(`, `assertEquals(32`,
/// `parts[1]`, `rpc/soap/service-v2`, `SLOW=500`.
fn is_code(value: &[u8]) -> bool {
    let ends = value.iter().rev().take_while(|byte| b".,".contains(byte)).count();
    let value = &value[..value.len() - ends];
    let letters = value.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let hump = value[..letters].windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    // What is handed to a call is a name or a number, not both in one.
    let handed = value.get(letters + 1..).unwrap_or_default();
    let handed = &handed[..handed.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()];
    let drawn = handed.len() > 2
        && handed.iter().any(u8::is_ascii_digit)
        && handed.iter().any(u8::is_ascii_uppercase)
        && handed.iter().any(u8::is_ascii_lowercase);
    let call = hump && value.get(letters) == Some(&b'(') && !drawn;
    let index = letters > 0 && value.get(letters) == Some(&b'[') && value.ends_with(b"]");
    let capitals = value.iter().take_while(|byte| byte.is_ascii_uppercase() || b"_".contains(byte)).count();
    let assigned = capitals > 2 && value.get(capitals) == Some(&b'=') && value[..capitals].contains(&b'_');
    let assigned = assigned || is_setting(value);
    let mut folders = value.split(|byte| *byte == b'/');
    let path = value.iter().filter(|byte| **byte == b'/').count() > 1
        && folders.all(|name| {
            name.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(byte))
                && (name.len() < 8 || !randomness::looks_drawn(name))
        });
    let called = value.ends_with(b")") && value.contains(&b'(');
    matches!(value.first(), Some(b')' | b']' | b'}')) || called || call || index || assigned || path
}

/// Whether a value is itself a setting, name and all: `poolSize=100`, `limit=200`.
fn is_setting(value: &[u8]) -> bool {
    let Some(equals) = memchr::memchr(b'=', value) else { return false };
    let (name, rest) = value.split_at(equals);
    let letters = name.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let worded = name.first().is_some_and(u8::is_ascii_lowercase)
        && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(byte));
    worded
        && letters > 3
        && letters + 2 > name.len()
        && !randomness::looks_drawn(name)
        && rest.get(1).is_some_and(u8::is_ascii_alphanumeric)
}

/// Whether what stands before and behind a value says that it is encrypted, hashed, a part of something else, cut off or to be
/// filled in.
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
    // `{{ name }}`, `<%= name %>`
    let opened = before.trim_ascii_end();
    let templated =
        opened.len() < before.len() && [&b"{{"[..], b"{{-", b"<%="].iter().any(|opens| opened.ends_with(opens));
    holds.iter().any(|part| memchr::memmem::find(before, part).is_some())
        || templated
        || cut.iter().any(|part| behind.starts_with(part)) && !behind.starts_with(b"</")
        || braced
        || before.ends_with(b"${")
        || before.ends_with(b"<") && behind.starts_with(b">")
        || ends_in_scheme(before)
        || !behind.starts_with(b":") && scheme::ends_in_scheme(before)
        || is_uuid(&text[span.clone()]) && is_in_template(&text[..span.start])
        || is_escaped_bytes(before, &text[span.clone()])
        || is_remembered_login(&text[..span.start])
        || is_attribute(text, span)
        || ends_in_web_token(&text[..span.start + usize::from(text.get(span.start) == Some(&b'.'))])
}

/// Whether a text ends within an expression of a template, `{{ secret "item" "…" }}`, which ids are handed to.
fn is_in_template(before: &[u8]) -> bool {
    const FAR: usize = 200;
    let line = &before[before.len().saturating_sub(FAR)..];
    let line = &line[memchr::memrchr(b'\n', line).map_or(0, |newline| newline + 1)..];
    // In a wiki `{{…}}` is a font.
    let expression = memchr::memmem::rfind(line, b"{{").map_or(&b""[..], |open| &line[open + 2..]);
    !expression.is_empty() && memchr::memmem::find(expression, b"}}").is_none()
}

/// Whether a value is bytes as a dump of `PostgreSQL` writes them: `\x` and hexadecimal digits. Nobody's token is in such a
/// column, but what was encrypted.
fn is_escaped_bytes(before: &[u8], value: &[u8]) -> bool {
    let digits = value.strip_prefix(b"x").filter(|_| before.ends_with(b"\\"));
    digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

/// Whether a text ends within an object in which an export of Jira or Confluence keeps the cookie of someone who stays logged
/// in: tests hold thousands, and none opens anything but the server that was exported.
fn is_remembered_login(before: &[u8]) -> bool {
    const FAR: usize = 400;
    let before = &before[before.len().saturating_sub(FAR)..];
    let object = memchr::memmem::rfind(before, b"<object ").or_else(|| memchr::memrchr(b'<', before));
    object.is_some_and(|open| {
        let line = &before[open..];
        let line = &line[..memchr::memchr(b'\n', line).unwrap_or(line.len())];
        memchr::memmem::find(line, b"RememberMeToken").is_some()
    })
}

/// Whether a span is another setting, name and all: `&page=2` in an address, `name=` before the quotation mark of its value.
fn is_attribute(text: &[u8], span: &Range<usize>) -> bool {
    const LONGEST: usize = 32;
    let value = &text[span.clone()];
    let Some(equals) = memchr::memchr(b'=', value) else { return false };
    let name = &value[..equals];
    let named = (2..=LONGEST).contains(&equals)
        && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        && !randomness::looks_drawn(name);
    let before = text[..span.start].last();
    let behind = text.get(span.end).filter(|byte| b"\"'".contains(byte));
    let in_address = matches!(before, Some(b'&' | b'?')) || text[..span.start].ends_with(b"&amp;");
    named && (in_address || equals + 1 == value.len() && behind.is_some() && behind != before)
}

/// Whether a text ends in the scheme of a hash, as `{SSHA}` or `{PKCS5S2}`.
fn ends_in_scheme(before: &[u8]) -> bool {
    const LONGEST: usize = 12;
    let Some(scheme) = before.strip_suffix(b"}") else { return false };
    let scheme = &scheme[scheme.len().saturating_sub(LONGEST)..];
    let open = memchr::memrchr(b'{', scheme);
    open.is_some_and(|open| scheme.len() - open > 2 && scheme[open + 1..].iter().all(u8::is_ascii_alphanumeric))
}

/// Whether a text ends in the first parts of a JSON web token, as they are or decoded: what follows is its signature.
fn ends_in_web_token(before: &[u8]) -> bool {
    const LONGEST: usize = 4_000;
    if !before.ends_with(b".") {
        return false;
    }
    let parts = &before[before.len().saturating_sub(LONGEST)..];
    let start = parts.iter().rposition(|byte| !byte.is_ascii_alphanumeric() && !b"-_.".contains(byte));
    let run = &parts[start.map_or(0, |start| start + 1)..];
    run.starts_with(b"eyJ") || before.ends_with(b"}.")
}
