//! Keys of Opsgenie that are only called `key` where they stand.

use super::super::names::{Name, Sort};
use super::{GIVES, Label, Labels, secret};
use crate::rules::Product;

impl Labels<'_> {
    /// The label of what is only called `key`, or as in its oldest interface `customerKey`, in an object that is called
    /// Opsgenie: an API key, as all keys there are.
    pub(super) fn key_of_opsgenie(self, value: usize, key: usize) -> Option<Label> {
        let name = self.term_name(key);
        let customer = || [&b"customerKey"[..], b"customer_key"].contains(&self.word(key));
        if name.length > 1 && !customer() {
            return None;
        }
        let scope = &self.reading.scopes[self.term(value)?.scope];
        let ours = |name: &Name| name.product() == Some(Product::Opsgenie);
        let mut heading = (scope.heading..scope.first).map(|at| self.term_name(at));
        let named = heading.find(|name| ours(name) && name.length == 1);
        let named = named.or_else(|| self.secret_of_kubernetes(scope.heading, scope.first, value).filter(ours))?;
        secret(Name { sort: Some(Sort::Key), turned: false, ..name.within(named) }, true)
    }

    /// What a secret of Kubernetes is called in which a value stands, whose data the terms from `heading` to `first` head.
    fn secret_of_kubernetes(self, heading: usize, first: usize, value: usize) -> Option<Name> {
        const NEAR: usize = 24;
        let is = |at: usize, words: &[&[u8]]| words.contains(&self.word(at));
        let given = |at: usize| self.term(at).is_some_and(|term| term.glue.has(GIVES));
        if !(heading..first).any(|at| is(at, &[b"stringData", b"data"])) {
            return None;
        }
        // What is no secret has other keys: `kind: ConfigMap`.
        let mut near = heading.saturating_sub(NEAR)..value + NEAR;
        if near.any(|at| is(at, &[b"kind"]) && is(at + 1, &[b"ConfigMap"])) {
            return None;
        }
        let is_name = |at: &usize| is(*at, &[b"name"]) && given(*at + 1);
        let above = (heading.saturating_sub(NEAR)..heading).rev().find(is_name);
        // In the order of the alphabet, as it is exported.
        let behind = || (value + 1..value + NEAR).find(|at| is_name(at) && is(*at - 1, &[b"metadata"]));
        above.or_else(behind).map(|at| self.term_name(at + 1))
    }
}
