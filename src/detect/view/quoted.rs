//! The equals sign of quoted-printable, as in mail. Lines that it breaks softly are put together by the joins.

use super::escape::{Escape, Meaning};

/// The escape at the start of `text`, which begins with `=`.
///
/// Only `=3D`: letters and digits are never escaped, and what looks like it belongs to a value.
pub(super) fn read(text: &[u8]) -> Option<Escape> {
    text.starts_with(b"=3D").then_some(Escape { meaning: Meaning::Byte(b'='), length: 3 })
}
