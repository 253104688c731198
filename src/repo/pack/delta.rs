//! Differences: how one object is made from another.

use anyhow::{Context as _, Result, ensure};

/// A piece that an object has from what it is a difference from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Copied {
    /// Where it stands in the object.
    pub(crate) to: usize,
    /// Where it stands in the other.
    pub(crate) from: usize,
    /// How long it is.
    pub(crate) length: usize,
}

/// Makes the object that a difference describes; `copied` says what of it comes from the base.
pub(super) fn apply(base: &[u8], delta: &[u8], made: &mut Vec<u8>, copied: &mut Vec<Copied>) -> Result<()> {
    copied.clear();
    let mut delta = delta;
    let from = size(&mut delta)?;
    let to = size(&mut delta)?;
    ensure!(from == base.len(), "a difference from another object");
    // Hardly any object is larger than both together. For what one claims beyond that, memory is taken as it is made: the claim
    // may be a lie.
    made.try_reserve_exact(to.min(base.len() + delta.len())).context("too large")?;
    while let Some((&code, rest)) = delta.split_first() {
        delta = rest;
        let piece = if code & 0x80 != 0 {
            let fields = field(code & 0x0f, &mut delta).zip(field(code >> 4 & 0x07, &mut delta));
            let (from, length) = fields.context("it is cut short")?;
            let length = if length == 0 { 0x1_0000 } else { length };
            copied.push(Copied { to: made.len(), from, length });
            base.get(from..from + length).context("it copies from outside")?
        } else {
            ensure!(code != 0, "an unknown instruction");
            let (piece, rest) = delta.split_at_checked(usize::from(code)).context("it is cut short")?;
            delta = rest;
            piece
        };
        ensure!(made.len() + piece.len() <= to, "it makes more than it says");
        made.try_reserve(piece.len()).context("too large")?;
        made.extend_from_slice(piece);
    }
    ensure!(made.len() == to, "it makes less than it says");
    Ok(())
}

/// A number of which only the bytes that are not zero are there, the lowest first.
fn field(there: u8, delta: &mut &[u8]) -> Option<usize> {
    let mut value = 0;
    for byte in 0..4 {
        if there >> byte & 1 != 0 {
            value |= usize::from(take(delta)?) << (8 * byte);
        }
    }
    Some(value)
}

/// A size: seven bits a byte, the lowest first.
fn size(delta: &mut &[u8]) -> Result<usize> {
    let mut size = 0;
    for shift in (0..63).step_by(7) {
        let byte = take(delta).context("it is cut short")?;
        size |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(size);
        }
    }
    anyhow::bail!("an impossible size")
}

/// The next byte.
fn take(delta: &mut &[u8]) -> Option<u8> {
    let (&byte, rest) = delta.split_first()?;
    *delta = rest;
    Some(byte)
}

#[cfg(test)]
mod tests {
    use anyhow::Result;

    use super::Copied;

    /// What a difference makes.
    fn apply(base: &[u8], delta: &[u8]) -> Result<(Vec<u8>, Vec<Copied>)> {
        let (mut made, mut copied) = (Vec::new(), Vec::new());
        super::apply(base, delta, &mut made, &mut copied)?;
        Ok((made, copied))
    }

    #[test]
    fn pieces_are_copied_and_inserted() {
        let base: Vec<u8> = (0..=255).cycle().take(100_000).collect();
        // Three bytes of its own, two of the base from 300, and 65,536 from the start.
        let delta = [&[0xa0, 0x8d, 0x06, 0x85, 0x80, 0x04, 3][..], b"new", &[0x93, 0x2c, 0x01, 2, 0x80]].concat();
        let (made, copied) = apply(&base, &delta).unwrap();
        assert_eq!(made, [b"new", &base[300..302], &base[..65536]].concat());
        assert_eq!(copied, [Copied { to: 3, from: 300, length: 2 }, Copied { to: 5, from: 0, length: 65536 }]);
        for end in 0..delta.len() {
            assert!(apply(&base, &delta[..end]).is_err(), "cut at {end}");
        }
        assert!(apply(&base[1..], &delta).is_err());
        // A size that is a lie, a gigabyte, is not set aside.
        let mut made = Vec::new();
        let lie = [&[0xa0, 0x8d, 0x06, 0x80, 0x80, 0x80, 0x80, 4, 3][..], b"new"].concat();
        assert!(super::apply(&base, &lie, &mut made, &mut Vec::new()).is_err());
        assert!(made.capacity() <= 2 * base.len(), "{}", made.capacity());
        // What is copied again and again is more than both.
        let again = [&[10, 0x88, 0x20][..], &[0x90, 8].repeat(513)].concat();
        let (made, copied) = apply(&base[..10], &again).unwrap();
        assert_eq!((made, copied.len()), (base[..8].repeat(513), 513));
        let outside = [&[0xa0, 0x8d, 0x06, 1, 0x94][..], &[0xff, 1]].concat();
        assert!(apply(&base, &outside).is_err());
    }
}
