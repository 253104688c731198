//! Forms of things that are no secret.

use super::is_uuid;
use super::scheme::has_scheme;
use crate::clock;
use crate::detect::check::jwt;

/// Forms of things that are no secret: hashes, object ids, dates, addresses, files.
pub(super) fn is_public_form(value: &[u8]) -> bool {
    let hex = value.strip_prefix(b"0x").unwrap_or(value).iter().all(u8::is_ascii_hexdigit);
    let object_id = hex && value.len() < 32;
    let digits = value.iter().filter(|byte| byte.is_ascii_digit() || b".-:T".contains(byte)).count();
    let contains_uuid = value.windows(36).take(80).any(is_uuid);
    let slashed = value.split(|byte| *byte == b'/').filter(|part| !part.is_empty()).count();
    let known = [
        &b"sha1-"[..],
        b"sha256",
        b"sha384",
        b"sha512",
        b"md5",
        b"ssh-",
        b"AAAA",
        b"AAAB",
        b"MII",
        b"iVBOR",
        b"/9j/",
        b"R0lGOD",
        b"PHN2Z",
        b"data:",
        b"encrypted:",
        b"EJ[1:",
        // Numbers of advisories.
        b"GHSA-",
        b"CVE-",
        b"ari:",
        b"urn:",
        b"arn:",
        b"$2a$",
        b"$2b$",
        b"$2y$",
        b"$argon2",
        b"$6$",
        b"pbkdf2_",
        b"pbkdf2:",
        b"scrypt:",
        b"argon2$",
        b"bcrypt_",
        b"bcrypt$",
        b"sha1$",
        // Of Bamboo.
        b"BAMSCRT@",
        // Of Fernet.
        b"gAAAAA",
        b"{PKCS5S2}",
        b"ENC",
        b"vault:",
        b"ATATT3",
        b"ATCTT3",
        b"ATSTT3",
        b"ATBB",
        b"ATTA",
        b"ATOA",
        b"BBDC-",
        b"AQAAABAAAAA",
        b"AQICAH",
        b"CiQA",
        b"age1",
        b"-----",
        // Tokens of others.
        b"gho_",
        b"ghp_",
        b"ghr_",
        b"ghs_",
        b"ghu_",
        b"github_pat_",
        b"glpat-",
        b"HTTP/",
        b"AIza",
        b"SG.",
        b"dop_v1_",
        b"glsa_",
        b"hvs.",
        b"pk_",
        b"rk_",
        b"sk_test_",
        b"whsec_",
        b"ya29.",
        b"hf_",
        b"npm_",
        b"pypi-",
        b"sk-",
        b"sk_live_",
        b"xoxa-",
        b"xoxb-",
        b"xoxp-",
    ];
    // Of Jira and Confluence, against forged requests.
    let cross_site = [&b"_lin"[..], b"_lout", b"|lin", b"|lout"].iter().any(|end| value.ends_with(end));
    object_id
        || cross_site
        || has_scheme(value)
        || is_constraint(value)
        || digits * 10 >= value.len() * 9
        || contains_uuid
        || is_dotted(value)
        || slashed > 4
        || known.iter().any(|start| value.starts_with(start))
        || value.starts_with(b"eyJ") && is_spent_web_token(value)
}

/// Whether a value is a name or a version of several parts, `com.example.Log4jHelper`, `1.2.3-RC1`: some of them are words or
/// numbers.
fn is_dotted(value: &[u8]) -> bool {
    let parts = || value.split(|byte| *byte == b'.').filter(|part| !part.is_empty() && part.len() < 16);
    let is_word = |part: &[u8]| {
        let begins = part.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        let ends = part.iter().rev().take_while(|byte| byte.is_ascii_lowercase()).count();
        begins.max(ends) >= part.len().clamp(2, 4)
    };
    let numbers = parts().filter(|part| part.iter().all(u8::is_ascii_digit)).count();
    parts().count() > 2
        && (numbers > 1 || parts().any(is_word) || parts().all(|part| part.iter().all(u8::is_ascii_alphabetic)))
}

/// Whether a value names a constraint or an index, as `TypeORM` makes such names: `UQ_` and 27 hexadecimal digits.
fn is_constraint(value: &[u8]) -> bool {
    let Some(sign) = memchr::memchr(b'_', value) else { return false };
    let kinds: [&[u8]; 8] = [b"UQ", b"PK", b"FK", b"IDX", b"REL", b"CHK", b"DF", b"XCL"];
    kinds.contains(&&value[..sign])
        && (26..=27).contains(&(value.len() - sign - 1))
        && value[sign + 1..].iter().all(u8::is_ascii_hexdigit)
}

/// Whether a value is a JSON web token that opens nothing: one that is over, the one that every page about them shows, or one
/// that a Connect app made for a single request (`qsh` is the hash of that).
fn is_spent_web_token(value: &[u8]) -> bool {
    let Some(payload) = value.split(|byte| *byte == b'.').nth(1) else { return false };
    let Some(claims) = jwt::object(&jwt::decoded(payload)) else { return false };
    let over = |expires: &serde_json::Value| expires.as_f64().is_some_and(|expires| expires < clock::now() as f64);
    let is = |claim: &str, value: &str| claims.get(claim).and_then(serde_json::Value::as_str) == Some(value);
    claims.get("exp").is_some_and(over)
        || claims.contains_key("qsh")
        || is("sub", "1234567890")
        || is("name", "John Doe")
}
