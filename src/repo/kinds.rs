//! What kind each of many objects is, and as what kinds others name it: what stands under the id of a commit and is none is no
//! commit that was looked at.

use std::sync::atomic::{AtomicU8, Ordering};

use super::object::Kind;

/// Where the bits begin that say which kind an object is; those before say as which it is named.
const IS: u8 = 4;

/// The kinds of objects that are read one after the other, so that they are known only when all were read. A byte for each.
#[derive(Debug, Default)]
pub(crate) struct Kinds(Vec<AtomicU8>);

impl Kinds {
    /// Nothing is known of so many objects.
    pub(crate) fn unknown(count: usize) -> Self {
        Self((0..count).map(|_| AtomicU8::new(0)).collect())
    }

    /// Notes that the object at this place was named as one of this kind.
    pub(crate) fn named(&self, place: usize, kind: Kind) {
        self.note(place, bit(kind));
    }

    /// Notes that it is of this kind.
    pub(crate) fn read(&self, place: usize, kind: Kind) {
        self.note(place, bit(kind) << IS);
    }

    /// Sets a bit.
    fn note(&self, place: usize, bit: u8) {
        if let Some(bits) = self.0.get(place).filter(|bits| bits.load(Ordering::Relaxed) & bit == 0) {
            bits.fetch_or(bit, Ordering::Relaxed);
        }
    }

    /// Whether all are what they are named.
    pub(crate) fn agree(&self) -> bool {
        self.0.iter().map(|bits| bits.load(Ordering::Relaxed)).all(|bits| {
            let (is, named) = (bits >> IS, bits & ((1 << IS) - 1));
            named & !is == 0
        })
    }
}

/// A bit for each kind.
fn bit(kind: Kind) -> u8 {
    match kind {
        Kind::Commit => 1,
        Kind::Tree => 2,
        Kind::Blob => 4,
        Kind::Tag => 8,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Kinds};

    #[test]
    fn what_is_named_must_be_what_was_read() {
        let kinds = Kinds::unknown(2);
        kinds.read(0, Kind::Tree);
        assert!(kinds.agree(), "nobody names it");
        kinds.named(1, Kind::Blob);
        assert!(!kinds.agree(), "not read");
        kinds.read(1, Kind::Blob);
        assert!(kinds.agree());
        kinds.named(1, Kind::Blob);
        kinds.named(0, Kind::Commit);
        assert!(!kinds.agree(), "another kind");
    }
}
