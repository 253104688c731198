//! Values that are written in pieces: a layer of a window with the pieces put together.
//!
//! What is put together may not belong together, so only what is proven counts there ([`Layer::joined`]). A window is read
//! so where an anchor stands to which nothing complete belongs, and where pieces meet that look random: next to a long run,
//! or near the name of a product.

use std::ops::Range;

use super::joint::{self, IN_TOKENS, Joint, Kind, in_tokens};
use super::window::{Reach, Window, Windows};
use super::{Signs, Sink};
use crate::detect::byte_set;
use crate::detect::layer::{Layer, LayerBuilder};

/// A web token in lines is longer than any other credential.
const REACH: Reach = Reach { lines: 60, bytes: 4_096 };
/// How far from the name of a product pieces are looked for.
const NEAR: usize = 1_024;

/// The ways to read a window: which joints are taken out. The last of each is what makes it worth reading.
const READINGS: [&[Kind]; 4] = [&[Kind::Added], &[Kind::Added, Kind::Listed], &[Kind::Wrapped], &[Kind::Soft]];

/// Hands on every reading of every window in which there are signs of pieces.
pub(super) fn layers(layer: &Layer<'_>, signs: &Signs<'_>, sink: &mut Sink<'_>) {
    let text = &*layer.text;
    let mut triggers = near(text, signs.products);
    triggers.extend(signs.missed);
    triggers.extend(meetings(text, signs.runs));
    triggers.sort_unstable();
    let mut windows = Windows::new(text, REACH);
    let mut emit = |window: Window<'_, ()>| read(layer, &window.span, sink);
    for at in triggers {
        if at >= windows.settled() {
            windows.add(at..at + 1, (), &mut emit);
        }
    }
    windows.finish(&mut emit);
}

/// Hands on every reading of a window that takes out something of its own.
fn read(layer: &Layer<'_>, window: &Range<usize>, sink: &mut Sink<'_>) {
    let joints = joints(&layer.text, window);
    for kinds in READINGS {
        let own = kinds.last();
        let is_reason =
            |(at, joint): &(usize, Joint)| own == Some(&joint.kind) && layer.is_fresh(at - 1..at + joint.length + 1);
        if !joints.iter().any(|(_, joint)| own == Some(&joint.kind)) {
            continue;
        }
        let taken = taken(&joints, kinds);
        if taken.iter().any(is_reason) {
            sink.take(window.len(), || {
                let mut builder = layer.derive(window.len());
                let mut copied = window.start;
                for (at, joint) in taken {
                    copy(&layer.text, copied..at, own, &mut builder);
                    copied = at + joint.length;
                }
                copy(&layer.text, copied..window.end, own, &mut builder);
                builder.finish_joined()
            });
        }
    }
}

/// The joints of these kinds, none inside another.
fn taken(joints: &[(usize, Joint)], kinds: &[Kind]) -> Vec<(usize, Joint)> {
    let mut free = 0;
    let fits = |(at, joint): &&(usize, Joint)| {
        let fits = *at >= free && kinds.contains(&joint.kind);
        if fits {
            // Behind a joint a piece stands.
            free = at + joint.length + 1;
        }
        fits
    };
    joints.iter().filter(fits).copied().collect()
}

/// Adds what stands between two joints; where there are those of quoted-printable, its `=3D` is `=`.
fn copy(text: &[u8], span: Range<usize>, kind: Option<&Kind>, builder: &mut LayerBuilder<'_>) {
    let mut copied = span.start;
    if kind == Some(&Kind::Soft) {
        for at in memchr::memmem::find_iter(&text[span.clone()], "=3D").map(|at| span.start + at) {
            builder.copy(copied..at);
            builder.push(b'=', at..at + 3);
            copied = at + 3;
        }
    }
    builder.copy(copied..span.end);
}

/// All joints in a window, with their places.
fn joints(text: &[u8], window: &Range<usize>) -> Vec<(usize, Joint)> {
    let text = &text[..window.end];
    let mut joints = Vec::new();
    let mut at = window.start;
    while let Some(joint) = next(text, at + 1) {
        at = joint.0;
        joints.push(joint);
    }
    joints
}

/// The next joint that begins at or after `from`, which is not 0.
fn next(text: &[u8], mut from: usize) -> Option<(usize, Joint)> {
    while let Some(found) = text.get(from..)?.iter().position(|byte| OPENS[usize::from(*byte)]) {
        let at = from + found;
        if in_tokens(text[at - 1])
            && let Some(joint) = joint::read(text, at)
        {
            return Some((at, joint));
        }
        from = at + 1;
    }
    None
}

/// The bytes that a joint may begin with.
pub(super) static OPENS: [bool; 256] = byte_set::of(b"\"'`\\^= \t\r\n");

/// Joints between pieces that look random, near the names of products.
fn near(text: &[u8], products: &[usize]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut done = 1;
    for named in products {
        let end = text.len().min(named + NEAR);
        let mut from = done.max(named.saturating_sub(NEAR));
        while let Some((at, joint)) = next(&text[..end], from) {
            from = at + 1;
            if are_random(text, at..at + joint.length) {
                found.push(at);
            }
        }
        done = done.max(end);
    }
    found
}

/// Where pieces that long runs belong to meet other ones, if both look random.
fn meetings(text: &[u8], runs: &[Range<usize>]) -> Vec<usize> {
    let mut found = Vec::new();
    // A piece can hold many runs.
    let mut piece_end = 0;
    for run in runs {
        if run.start >= piece_end {
            let start = run.start - byte_set::trailing(&IN_TOKENS, &text[piece_end..run.start]);
            // What stands behind the piece before was asked then.
            let asked = piece_end;
            piece_end = run.end + byte_set::leading(&IN_TOKENS, &text[run.end..]);
            let before = || openings_before(text, start).find(|at| *at != asked && meets(text, *at) == Some(start));
            found.extend(Some(piece_end).filter(|end| meets(text, *end).is_some()).or_else(before));
        }
    }
    found
}

/// Where joints may begin that end where a piece starts; a sign in them can be one that tokens are made of.
fn openings_before(text: &[u8], start: usize) -> impl Iterator<Item = usize> {
    let near = &text[start.saturating_sub(joint::LONGEST)..start];
    let first = near.iter().rposition(u8::is_ascii_alphanumeric).map_or(0, |last| last + 1);
    let begins = |at: &usize| OPENS[usize::from(text[*at])] && *at > 0 && in_tokens(text[*at - 1]);
    (start - near.len() + first..start).filter(begins)
}

/// Where the next piece begins behind a joint at this offset, if both look random.
fn meets(text: &[u8], at: usize) -> Option<usize> {
    let opens = match text.get(at..)? {
        // Between words, as in most places.
        [b' ', next, ..] if next.is_ascii_graphic() => false,
        [first, ..] => at > 0 && OPENS[usize::from(*first)],
        [] => false,
    };
    let joint = if opens { joint::read(text, at)? } else { return None };
    let next = at + joint.length;
    are_random(text, at..next).then_some(next)
}

/// Whether the pieces on either side of a joint are long enough, and mixed as random ones are.
fn are_random(text: &[u8], joint: Range<usize>) -> bool {
    /// Bytes of each piece that are looked at.
    const SAMPLE: usize = 32;
    /// The shortest credential, less a third piece of it.
    const LEAST: usize = 16;
    let before = &text[joint.start.saturating_sub(SAMPLE)..joint.start];
    let behind = &text[joint.end..text.len().min(joint.end + SAMPLE)];
    let (before, of_before) = sorts(before.iter().rev());
    let (behind, of_behind) = sorts(behind.iter());
    before + behind >= LEAST && (of_before | of_behind) & RANDOM == RANDOM
}

/// How many bytes in a row tokens are made of, and of which sorts they are.
fn sorts<'t>(bytes: impl Iterator<Item = &'t u8>) -> (usize, u8) {
    let (mut length, mut sorts) = (0, 0);
    for byte in bytes {
        let sort = SORTS[usize::from(*byte)];
        if sort == 0 {
            break;
        }
        length += 1;
        sorts |= sort;
    }
    (length, sorts)
}

/// What random pieces hold: bits for a digit, a large and a small letter.
const RANDOM: u8 = 0b111;

/// For each byte that tokens are made of, the bit of its sort, or another one; for others none.
static SORTS: [u8; 256] = {
    let mut sorts = [0; 256];
    let mut byte = 0u8;
    while byte < 0x80 {
        sorts[byte as usize] = match byte {
            b'0'..=b'9' => 0b1,
            b'A'..=b'Z' => 0b10,
            b'a'..=b'z' => 0b100,
            _ if IN_TOKENS[byte as usize] => 0b1000,
            _ => 0,
        };
        byte += 1;
    }
    sorts
};
