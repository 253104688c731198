//! Kinds that no arithmetic proves: found by what they are called and by what stands near them.

use super::anchors::Named;
use super::check::Proof;
use super::layer::Layer;
use crate::rules::Rule;

/// A value that its surroundings make a credential.
#[derive(Debug)]
pub(crate) struct Match {
    /// What it is.
    pub(crate) rule: &'static Rule,
    /// Offset in the layer.
    pub(crate) start: usize,
    /// What it is worth.
    pub(crate) proof: Proof,
}

/// Looks for values that the products named in this layer, or the file's name, make credentials.
pub(crate) fn find(_path: &[u8], _layer: &Layer<'_>, _products: &[Named]) -> Vec<Match> {
    Vec::new()
}
