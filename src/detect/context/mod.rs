//! Kinds that no arithmetic proves: found by what they are called and by what stands near them.
//!
//! Around every product's name a [`window`] is [`reader`] read, once, as terms and scopes. Each value in it that could be a
//! credential has a [`label`], what it is called, made of [`words`]; an [`owner`], whose it is; and a shape ([`values`],
//! [`randomness`]). The rule table says which of these make which kind, and [`judge`] picks the one that fits best.
//! [`carriers`] are the forms in which user and secret travel together.

mod candidates;
mod carriers;
mod judge;
mod label;
mod lately;
mod names;
mod owner;
mod randomness;
mod reader;
mod table;
mod values;
mod window;
mod words;

use std::cell::RefCell;
use std::ops::Range;

use self::carriers::Carriers;
use self::judge::Case;
use self::label::{Label, Labels};
use self::names::{Name, Sort};
use self::owner::{File, Ownership};
use self::reader::{Glue, Kind, Reading, Term};
use self::values::Literal;
use self::words::Word;
use super::check::Proof;
use super::landmarks::Letters;
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
pub(crate) fn find(path: &[u8], layer: &Layer<'_>, products: &[usize]) -> Vec<Match> {
    let file = file(path);
    if products.is_empty() && file.product.is_none() {
        return Vec::new();
    }
    let text = &*layer.text;
    let [code, separated] = [SOURCE_CODE, SEPARATED_VALUES].map(|extensions| has_extension(path, extensions));
    let mut matches = Vec::new();
    for range in window::stretches(text, products, file.product.is_some()) {
        if !candidates::may_stand_in(text, range.clone(), separated) {
            continue;
        }
        let reading = reader::read(text, range.start, range.end, separated);
        let carriers = Carriers { text, range: range.clone(), reading: &reading, file };
        let (carried, taken) = carriers.find();
        matches.extend(carried);
        let letters = RefCell::default();
        Stretch { text, range, reading: &reading, letters, file, code, taken, matches: &mut matches }.look();
    }
    matches
}

/// What a file's path says.
fn file(path: &[u8]) -> File {
    const OWN: [(&str, Product); 6] = [
        ("dbconfig.xml", Product::Jira),
        ("jira-config.properties", Product::Jira),
        ("confluence.cfg.xml", Product::Confluence),
        ("bamboo.cfg.xml", Product::Bamboo),
        ("crowd.properties", Product::Crowd),
        ("bitbucket.properties", Product::Bitbucket),
    ];
    let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    let own = OWN.iter().find(|(own, _)| own.as_bytes() == name).map(|(_, product)| *product);
    let product = own.or_else(|| Name::read(&path[path.len().saturating_sub(96)..]).product());
    File { product, own: own.is_some() }
}

/// Files in which a value without quotation marks is no literal.
const SOURCE_CODE: &[&str] = &[
    "py", "js", "jsx", "ts", "tsx", "mjs", "cjs", "java", "kt", "kts", "go", "rs", "c", "h", "cc", "cpp", "cs", "rb",
    "php", "swift", "scala", "groovy", "lua", "pl", "dart", "ex", "exs", "clj", "vue", "svelte", "m", "r", "jl", "tf",
    "gradle", "vb", "fs", "hs",
];

/// Files of separated values, the first line of which is their header.
const SEPARATED_VALUES: &[&str] = &["csv", "tsv"];

/// Whether a path ends in one of these extensions.
fn has_extension(path: &[u8], extensions: &[&str]) -> bool {
    let extension = path.rsplit(|byte| *byte == b'.').next().unwrap_or_default().to_ascii_lowercase();
    extensions.iter().any(|known| known.as_bytes() == extension)
}

/// Terms behind a password's name within which its value stands.
const PASSWORD_REACH: usize = 16;

/// A stretch being looked at.
struct Stretch<'t, 'm> {
    /// The layer's text.
    text: &'t [u8],
    /// The part of it that was read.
    range: Range<usize>,
    /// What was read.
    reading: &'t Reading,
    /// Its letters, once they are asked for.
    letters: RefCell<Option<Letters>>,
    /// What the file's path says.
    file: File,
    /// Whether the file is source code.
    code: bool,
    /// Spans that a carrier has judged.
    taken: Vec<Range<usize>>,
    /// Where findings go.
    matches: &'m mut Vec<Match>,
}

impl Stretch<'_, '_> {
    /// Looks at every term that could be a credential.
    fn look(&mut self) {
        let reading = self.reading;
        let labels = Labels::new(self.text, reading);
        let names: Vec<usize> = (0..reading.terms.len()).filter(|index| chooses(reading.terms[*index].name)).collect();
        let mut done = 0;
        for (index, term) in reading.terms.iter().enumerate() {
            if term.start < done {
                continue;
            }
            let word = &self.text[term.start..term.end];
            let called = self.text.get(term.end) == Some(&b'(');
            let drawn = could_be_drawn(word, term) && !called;
            let literal = || {
                let floor = index.checked_sub(1).map_or(self.range.start, |before| reading.terms[before].end);
                values::literal_around(self.text, floor, term.start, self.range.end, reading.separated)
            };
            let near_password = word.len() >= 4 && self.is_near_password(&names, index);
            let chosen = if near_password { literal().filter(|literal| self.could_be_chosen(literal)) } else { None };
            if !drawn && chosen.is_none() || self.is_taken(term) {
                continue;
            }
            let Some(label) = labels.of(self.first_part(index)) else { continue };
            if label.name.words.has(Word::License) {
                continue;
            }
            if chooses(label.name)
                && let Some(literal) = chosen.or_else(literal)
                && self.is_literal(&literal, term)
                && self.judge(&label, literal.span.clone(), term)
            {
                done = literal.span.end;
            } else if drawn {
                let span = self.text_start(index)..term.end;
                self.judge(&label, span, term);
            }
        }
    }

    /// Whether what a password is called stands near enough before this term, or behind it on its line. `names` are the terms
    /// that are called so.
    fn is_near_password(&self, names: &[usize], index: usize) -> bool {
        let next = names.partition_point(|name| *name < index);
        let before = next.checked_sub(1).is_some_and(|before| index - names[before] <= PASSWORD_REACH);
        let line = |index: usize| self.reading.terms[index].line;
        let behind = names[next..].iter().find(|name| **name > index);
        before || behind.is_some_and(|name| name - index <= PASSWORD_REACH && line(*name) == line(index))
    }

    /// Whether a carrier has judged these bytes.
    fn is_taken(&self, term: &Term) -> bool {
        let next = self.taken.partition_point(|span| span.end <= term.start);
        self.taken.get(next).is_some_and(|span| span.start < term.end)
    }

    /// Whether a literal is one in this language, and given to its name in a way that passwords are.
    fn is_literal(&self, literal: &Literal, term: &Term) -> bool {
        let in_call = matches!(self.reading.scopes[term.scope].kind, Kind::Paren | Kind::Bracket);
        if self.code { literal.enclosed && !literal.cell } else { literal.enclosed || !in_call }
    }

    /// Whether a literal is long and varied enough for a password; cheap, as it is asked of every word near one's name.
    fn could_be_chosen(&self, literal: &Literal) -> bool {
        const SHORTEST: usize = 8;
        let value = &self.text[literal.span.clone()];
        value.len() >= SHORTEST && (value.iter().any(u8::is_ascii_digit) || randomness::looks_drawn(value))
    }

    /// The term that a value of several parts, `user:123|…`, begins with.
    fn first_part(&self, index: usize) -> usize {
        let start = self.text_start(index);
        let terms = &self.reading.terms;
        (index.saturating_sub(2)..=index).find(|part| terms[*part].start >= start).unwrap_or(index)
    }

    /// Where the value that the term is or ends begins: `user:123|…` is one, and so is what begins with dashes.
    fn text_start(&self, index: usize) -> usize {
        let term = &self.reading.terms[index];
        let before = &self.text[term.start.saturating_sub(24)..term.start];
        let lead = memchr::memmem::rfind(before, b"user:").filter(|at| {
            let number = &before[at + 5..];
            number.strip_suffix(b"|").is_some_and(|digits| !digits.is_empty() && digits.iter().all(u8::is_ascii_digit))
        });
        // Behind a blank they begin an option.
        let dashes = before.iter().rev().take_while(|byte| **byte == b'-').count();
        let given =
            matches!(before[..before.len() - dashes], [.., b'"' | b'\'' | b'`' | b'=' | b'>'] | [.., b':', b' ']);
        lead.map_or(term.start - if given { dashes } else { 0 }, |at| term.start - before.len() + at)
    }

    /// Finds the kind of a value and notes it; false if it is none.
    fn judge(&mut self, label: &Label, span: Range<usize>, term: &Term) -> bool {
        let owner = owner::owner(self.reading, label.name, term, self.file);
        if owner == Ownership::Foreign {
            return false;
        }
        let value = &self.text[span.clone()];
        if values::is_wrapped(self.text, &span) {
            return false;
        }
        let plain = values::plain_text(value);
        let secret = plain.as_deref().unwrap_or(value);
        let stands_beside = |texts: &[&'static str]| self.stands_beside(&span, texts);
        let case = Case { value: secret, label: *label, owner, stands_beside: &stands_beside };
        let Some(rule) = judge::judge(&case) else { return false };
        let proof = Proof::new(span.end, secret, Confidence::Likely);
        self.matches.push(Match { rule, start: span.start, proof });
        true
    }

    /// Whether one of these texts stands around a span: see [`Case::stands_beside`].
    fn stands_beside(&self, span: &Range<usize>, texts: &[&'static str]) -> bool {
        const FAR: usize = 1_500;
        let [from, to] = [self.range.start, self.range.end];
        let near = span.start.saturating_sub(FAR).max(from) - from..to.min(span.end + FAR) - from;
        let mut letters = self.letters.borrow_mut();
        let letters = letters.get_or_insert_with(|| Letters::new(&self.text[self.range.clone()], b"-_."));
        texts.iter().any(|text| letters.has(text, &near))
    }
}

/// Whether a name is one whose value people choose.
fn chooses(name: Name) -> bool {
    name.sort == Some(Sort::Password) || name.words.has(Word::Hook) && name.words.has(Word::Secret)
}

/// Whether a term has the length and the mixture of a drawn value; cheap, as it is asked of every term.
fn could_be_drawn(word: &[u8], term: &Term) -> bool {
    (16..=400).contains(&word.len())
        && word.iter().any(u8::is_ascii_digit)
        && word.iter().any(u8::is_ascii_alphabetic)
        && !word.iter().any(|byte| b"@$%*^".contains(byte))
        && !term.glue.has(Glue::TAG)
        && !values::is_name(word, term.name)
}
