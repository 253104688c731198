//! Kinds that no arithmetic proves: found by what they are called and by what stands near them.
//!
//! Around every product's name there is a [`window`]. Where it holds [`candidates`], the [`reader`] reads it once, as terms and
//! scopes. Each value in it that could be a credential has a [`label`], what it is called, made of [`words`]; an [`owner`], whose
//! it is; and a shape ([`values`], [`randomness`]). The rule table says which of these make which kind, and [`judge`] picks the one that fits best.
//! [`carriers`] are the forms in which user and secret travel together.

mod candidates;
mod carriers;
mod file;
mod judge;
mod label;
mod lately;
mod names;
mod owner;
mod randomness;
mod reader;
mod stretch;
mod table;
#[cfg(test)]
mod tests;
mod values;
mod window;
mod words;

use std::cell::RefCell;

use self::carriers::Carriers;
pub(crate) use self::file::File;
use self::stretch::Stretch;
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
pub(crate) fn find(file: File, layer: &Layer<'_>, products: &[usize]) -> Vec<Match> {
    if products.is_empty() && file.product.is_none() {
        return Vec::new();
    }
    let text = &*layer.text;
    let mut matches = Vec::new();
    for range in window::stretches(text, products, file.product.is_some()) {
        let Some(called) = candidates::find(text, range.clone(), file.separated) else { continue };
        let reading = reader::read(text, range.start, range.end, file.separated);
        let carriers = Carriers { text, range: range.clone(), reading: &reading, file };
        let (carried, taken) = carriers.find();
        matches.extend(carried);
        let letters = RefCell::default();
        Stretch { text, range, called, reading: &reading, letters, file, taken, matches: &mut matches }.look();
    }
    matches
}
