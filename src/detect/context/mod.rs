//! Kinds that no arithmetic proves: found by what they are called and by what stands near them.
//!
//! Around every product's name a [`window`] is [`reader`] read, once, as terms and scopes. Each value in it that could be a
//! credential has a [`label`], what it is called, made of [`words`]; an [`owner`], whose it is; and a shape ([`values`],
//! [`randomness`]). The rule table says which of these make which kind, and [`judge`] picks the one that fits best.
//! [`carriers`] are the forms in which user and secret travel together.

mod carriers;
mod judge;
mod label;
mod names;
mod owner;
mod randomness;
mod reader;
mod values;
mod window;
mod words;

use std::ops::Range;

use self::judge::Case;
use self::label::Label;
use self::names::{Name, Sort};
use self::reader::{Glue, Reading, Term};
use super::anchors::Named;
use super::check::Proof;
use super::layer::Layer;
use crate::finding::Confidence;
use crate::rules::{Product, Rule};

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
pub(crate) fn find(path: &[u8], layer: &Layer<'_>, products: &[Named]) -> Vec<Match> {
    let file = product_of_file(path);
    if products.is_empty() && file.is_none() {
        return Vec::new();
    }
    let text = &*layer.text;
    let code = is_source_code(path);
    let mut matches = Vec::new();
    for stretch in window::stretches(text, products, file.is_some()) {
        let reading = reader::read(text, stretch.start, stretch.end);
        Stretch { text, range: stretch, reading, file, code, matches: &mut matches }.look();
    }
    matches
}

/// The product that a file's name names.
fn product_of_file(path: &[u8]) -> Option<Product> {
    let file = path.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    let known = [
        ("dbconfig.xml", Product::Jira),
        ("jira-config.properties", Product::Jira),
        ("confluence.cfg.xml", Product::Confluence),
        ("bamboo.cfg.xml", Product::Bamboo),
        ("crowd.properties", Product::Crowd),
        ("bitbucket.properties", Product::Bitbucket),
    ];
    known
        .iter()
        .find(|(name, _)| name.as_bytes() == file)
        .map(|(_, product)| *product)
        .or_else(|| Name::read(&path[path.len().saturating_sub(96)..]).product())
}

/// Whether a value without quotes is no literal here.
fn is_source_code(path: &[u8]) -> bool {
    const EXTENSIONS: &[&str] = &[
        "py", "js", "jsx", "ts", "tsx", "mjs", "cjs", "java", "kt", "kts", "go", "rs", "c", "h", "cc", "cpp", "cs",
        "rb", "php", "swift", "scala", "groovy", "lua", "pl", "dart", "ex", "exs", "clj", "vue", "svelte", "m", "r",
        "jl", "tf", "gradle",
    ];
    let extension = path.rsplit(|byte| *byte == b'.').next().unwrap_or_default().to_ascii_lowercase();
    EXTENSIONS.iter().any(|known| known.as_bytes() == extension)
}

/// A stretch being looked at.
struct Stretch<'t, 'm> {
    /// The layer's text.
    text: &'t [u8],
    /// The part of it that was read.
    range: Range<usize>,
    /// What was read.
    reading: Reading,
    /// The product that the file's name names.
    file: Option<Product>,
    /// Whether the file is source code.
    code: bool,
    /// Where findings go.
    matches: &'m mut Vec<Match>,
}

impl Stretch<'_, '_> {
    /// Looks at every term, as a value and as a name.
    fn look(&mut self) {
        for index in 0..self.reading.terms.len() {
            let term = self.reading.terms[index];
            if term.name.sort == Some(Sort::Password) && !term.name.turned {
                self.password(index, &term);
            }
            if self.could_be_drawn(&term)
                && let Some(label) = label::label(&self.reading, self.text, index)
            {
                let span = self.whole_value(&term);
                self.judge(&label, span, &term);
            }
        }
        let carriers =
            carriers::Carriers { text: self.text, range: self.range.clone(), reading: &self.reading, file: self.file };
        for found in carriers.find() {
            self.matches.push(found);
        }
    }

    /// Whether a term has the length and the mixture of a drawn value; cheap, as it is asked of every term.
    fn could_be_drawn(&self, term: &Term) -> bool {
        let value = &self.text[term.start..term.end];
        (16..=400).contains(&value.len())
            && value.iter().any(u8::is_ascii_digit)
            && value.iter().any(u8::is_ascii_alphabetic)
            && !value.contains(&b'@')
            && !value.contains(&b'$')
            && !term.glue.has(Glue::TAG)
    }

    /// The value that a term is part of: `user:123|abc` is written with separators.
    fn whole_value(&self, term: &Term) -> Range<usize> {
        let before = &self.text[term.start.saturating_sub(24)..term.start];
        let lead = memchr::memmem::rfind(before, b"user:").filter(|at| {
            let between = &before[at + 5..];
            between.ends_with(b"|") && between.len() > 1 && between[..between.len() - 1].iter().all(u8::is_ascii_digit)
        });
        lead.map_or(term.start, |at| term.start - before.len() + at)..term.end
    }

    /// A name that is a password's: looks at the literal behind it, whatever it consists of.
    fn password(&mut self, index: usize, term: &Term) {
        let Some(literal) = values::literal_behind(self.text, term.end, self.range.end) else { return };
        if !literal.quoted && self.code {
            return;
        }
        let mut name = term.name;
        if name.length == 1 && index > 0 && term.glue.only(Glue::SPACE) {
            name = name.within(self.reading.terms[index - 1].name);
        }
        let label = Label { name, term: index, assigned: true };
        self.judge(&label, literal.span, term);
    }

    /// Finds the kind of a value and notes it.
    fn judge(&mut self, label: &Label, span: Range<usize>, at: &Term) {
        if !judge::is_worth_looking(label) {
            return;
        }
        let Some(owner) = owner::owner(&self.reading, label.name, span.start, at.line, at.scope, self.file) else {
            return;
        };
        let around =
            &self.text[span.start.saturating_sub(1500).max(self.range.start)..self.range.end.min(span.end + 1500)];
        let around = around.to_ascii_lowercase();
        let value = &self.text[span.clone()];
        let case = Case { value, label: *label, owner, around: &around };
        if let Some(rule) = judge::judge(&case) {
            let proof = Proof::new(span.end, value, Confidence::Likely);
            self.matches.push(Match { rule, start: span.start, proof });
        }
    }
}
