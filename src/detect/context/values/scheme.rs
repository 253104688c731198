//! What stands before a colon and is no user: it says where a value is kept, how it was hashed or encrypted, what it permits.

use crate::detect::context::randomness;

/// Schemes in lower case.
const SCHEMES: &[&[u8]] = &[
    // Where a value is kept.
    b"op",
    b"1password",
    b"onepassword",
    b"bitwarden",
    b"bw",
    b"bws",
    b"lastpass",
    b"keepass",
    b"keepassxc",
    b"keyring",
    b"keychain",
    b"keyvault",
    b"akv",
    b"azurekv",
    b"vault",
    b"hashivault",
    b"secretsmanager",
    b"secretmanager",
    b"sm",
    b"gsm",
    b"awssm",
    b"ssm",
    b"parameterstore",
    b"credstash",
    b"sops",
    b"doppler",
    b"infisical",
    b"conjur",
    b"env",
    b"file",
    b"ref",
    b"java",
    b"classpath",
    b"module",
    b"urn",
    b"arn",
    // How it was hashed or encrypted.
    b"md5",
    b"sha1",
    b"sha224",
    b"sha256",
    b"sha384",
    b"sha512",
    b"bcrypt",
    b"scrypt",
    b"argon2",
    b"pbkdf2",
    b"hash",
    b"enc",
    b"encrypted",
    b"cipher",
    b"aes",
    b"aes128",
    b"aes256",
    b"kms",
    b"gpg",
    b"pgp",
    b"age",
    // How someone logs in, and what that permits.
    b"oauth",
    b"oauth1",
    b"oauth2",
    b"oidc",
    b"saml",
    b"digest",
    b"hmac",
    b"read",
    b"write",
    b"manage",
    b"delete",
    b"scope",
    // What is written in an address, and how.
    b"data",
];

/// Whether what stands before a colon is a scheme for what stands behind it.
pub(crate) fn is_scheme(lead: &[u8], rest: &[u8]) -> bool {
    // Also a user of many servers.
    let credential = || lead == b"jenkins" && is_path(rest) && !randomness::looks_drawn(rest);
    SCHEMES.iter().any(|scheme| lead.eq_ignore_ascii_case(scheme)) || credential()
}

/// Whether a text has only letters, digits and the signs of names and paths.
fn is_path(text: &[u8]) -> bool {
    text.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-./".contains(byte))
}

/// Whether a value begins with a scheme and a colon.
pub(super) fn has_scheme(value: &[u8]) -> bool {
    memchr::memchr(b':', value).is_some_and(|colon| is_scheme(&value[..colon], &value[colon + 1..]))
}

/// Whether a text ends in a scheme and a colon, or in one with a version: `enc:v1:`.
pub(super) fn ends_in_scheme(before: &[u8]) -> bool {
    const LONGEST: usize = 40;
    if !before.ends_with(b":") {
        return false;
    }
    let lead = &before[before.len().saturating_sub(LONGEST)..];
    let stops = |byte: &u8| byte.is_ascii_whitespace() || b"\"'`=>,;(".contains(byte);
    let stop = lead.iter().rposition(stops).map(|stop| stop + 1).or((lead.len() < LONGEST).then_some(0));
    stop.is_some_and(|stop| has_scheme(&lead[stop..]))
}
