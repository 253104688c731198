//! The rules that the program itself speaks of. They are looked up when it is compiled: one that is not in the table does not
//! compile, where a look-up at run time would let findings get lost.

use super::{FAMILIES, Rule};

pub(crate) const API_TOKEN: &Rule = known("atlassian-api-token");
pub(crate) const API_TOKEN_LEGACY: &Rule = known("atlassian-api-token-legacy");
pub(crate) const BASIC_CREDENTIAL: &Rule = known("atlassian-basic-credential");
pub(crate) const BITBUCKET_ACCESS_TOKEN: &Rule = known("bitbucket-access-token");
pub(crate) const BITBUCKET_OAUTH_ACCESS_TOKEN: &Rule = known("bitbucket-oauth-access-token");
pub(crate) const BITBUCKET_OAUTH_CONSUMER: &Rule = known("bitbucket-oauth-consumer");
pub(crate) const BITBUCKET_RUNNER_SECRET: &Rule = known("bitbucket-runner-secret");
pub(crate) const DC_CONFIG_SECRET: &Rule = known("atlassian-dc-config-secret");
pub(crate) const DC_PAT: &Rule = known("atlassian-dc-pat");
pub(crate) const OAUTH_CLIENT_SECRET: &Rule = known("atlassian-oauth-client-secret");
pub(crate) const ORG_API_KEY: &Rule = known("atlassian-org-api-key");
pub(crate) const SCIM_KEY: &Rule = known("atlassian-scim-key");
pub(crate) const UNKNOWN_FORMAT_TOKEN: &Rule = known("atlassian-unknown-format-token");

/// The rule with this id.
const fn known(id: &str) -> &'static Rule {
    let mut families = FAMILIES;
    while let [family, others @ ..] = families {
        let mut rules = *family;
        while let [rule, others @ ..] = rules {
            if equal(rule.id.as_bytes(), id.as_bytes()) {
                return rule;
            }
            rules = others;
        }
        families = others;
    }
    #[expect(clippy::panic, reason = "it only runs in the compiler, which says so")]
    {
        panic!("no rule has this id")
    }
}

/// What `==` says of byte strings, which it cannot say yet while the program is compiled.
const fn equal(mut one: &[u8], mut other: &[u8]) -> bool {
    while let ([first, behind @ ..], [same, rest @ ..]) = (one, other) {
        if *first != *same {
            return false;
        }
        (one, other) = (behind, rest);
    }
    one.is_empty() && other.is_empty()
}
