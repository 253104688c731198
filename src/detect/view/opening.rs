//! Where escapes may begin. Each sort of beginning is looked for by itself, with SIMD: in most texts they are rare.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::detect::byte_set;

/// The bytes that escapes begin with.
pub(super) static OPENS: [bool; 256] = byte_set::of(b"%\\&=\x1b\xc2\xe2\xef");

/// The one form of quoted-printable that is read.
static QUOTED: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("=3D"));

/// Finds the next beginning of one sort at or behind an offset.
type Find = fn(&[u8], usize) -> Option<usize>;

/// The sorts: the signs of addresses, literals and markup, of mail, of terminals, and what is invisible.
const SORTS: [Find; 4] = [
    sign,
    |text, from| Some(from + QUOTED.find(text.get(from..)?)?),
    |text, from| Some(from + memchr::memchr(0x1b, text.get(from..)?)?),
    |text, from| Some(from + memchr::memchr3(0xc2, 0xe2, 0xef, text.get(from..)?)?),
];

/// The next `%`, backslash or `&` that may begin an escape: they stand everywhere in programs, most of them before something
/// else, or for a line end or a quotation mark.
fn sign(text: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let at = from + memchr::memchr3(b'%', b'\\', b'&', text.get(from..)?)?;
        let next = *text.get(at + 1)?;
        let may_begin = match text[at] {
            b'%' => next.is_ascii_hexdigit() || next == b'u',
            b'&' => next.is_ascii_alphabetic() || next == b'#',
            _ => !matches!(next, b'n' | b'r' | b't' | b'"' | b'\''),
        };
        if may_begin {
            return Some(at);
        }
        // Behind a backslash any sign stands for itself.
        from = at + 1 + usize::from(text[at] == b'\\');
    }
}

/// The beginnings in a text, in order.
#[derive(Debug)]
pub(super) struct Openings<'t> {
    /// The text.
    text: &'t [u8],
    /// The next one of each sort; the text's end where there is none.
    next: [usize; SORTS.len()],
}

impl<'t> Openings<'t> {
    /// Those of a text.
    pub(super) fn new(text: &'t [u8]) -> Self {
        let mut openings = Self { text, next: [text.len(); SORTS.len()] };
        let sorts = if text.is_ascii() { SORTS.len() - 1 } else { SORTS.len() };
        for sort in 0..sorts {
            openings.look(sort, 0);
        }
        openings
    }

    /// Looks for the next one of a sort.
    fn look(&mut self, sort: usize, from: usize) {
        self.next[sort] = SORTS[sort](self.text, from).unwrap_or(self.text.len());
    }

    /// The first one at or behind `from`, which must not be less than it was before.
    pub(super) fn at_or_behind(&mut self, from: usize) -> Option<usize> {
        let mut first = self.text.len();
        for sort in 0..SORTS.len() {
            if self.next[sort] < from {
                self.look(sort, from);
            }
            first = first.min(self.next[sort]);
        }
        (first < self.text.len()).then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_sorts_are_found_in_order() {
        let text = "a=3Db%cd\u{200b}e\u{1b}[0m\\f&g=h%ff\u{ad}=3D".as_bytes();
        let mut openings = Openings::new(text);
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = openings.at_or_behind(from) {
            found.push(at);
            from = at + 1;
        }
        let opens =
            |at: &usize| OPENS[usize::from(text[*at])] && (text[*at] != b'=' || text[*at..].starts_with(b"=3D"));
        assert_eq!(found, (0..text.len()).filter(opens).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_passed_over_is_not_found() {
        let mut openings = Openings::new(b"%a%b%c%");
        assert_eq!(openings.at_or_behind(1), Some(2));
        assert_eq!(openings.at_or_behind(2), Some(2));
        assert_eq!(openings.at_or_behind(5), None);
        assert_eq!(openings.at_or_behind(9), None);
    }
}
