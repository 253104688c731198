//! The equals sign of quoted-printable, as in mail. Lines that it breaks softly are put together by the joins.

use super::super::check::is_upper_hex;
use super::escape::{Escape, Meaning};

/// The escape at the start of `text`, which begins with `=`.
///
/// Only `=3D`: letters and digits are never escaped, and what looks like it belongs to a value. Before digits it may be the
/// `=` of a token and the first two of its checksum, which are read both ways where that is checked.
pub(super) fn read(text: &[u8]) -> Option<Escape> {
    const DIGITS: usize = 4;
    let behind = text.strip_prefix(b"=3D")?;
    let digits = behind.iter().take(DIGITS).take_while(|byte| is_upper_hex(**byte)).count();
    (digits < DIGITS).then_some(Escape { meaning: Meaning::Byte(b'='), length: 3 })
}
