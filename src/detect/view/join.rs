//! Values that are written in pieces: a layer of a window with the pieces put together.
//!
//! What is put together may not belong together, so only what is proven counts there ([`Layer::joined`]). A window is read
//! so where an anchor stands to which nothing complete belongs, and where pieces meet that look random: next to a long run,
//! or near the name of a product.

use std::ops::Range;

use super::joint::{Joint, Kind};
use super::joints;
use super::trigger::Triggers;
use super::window::{Reach, Window, Windows};
use super::{Signs, Sink};
use crate::detect::layer::{Layer, LayerBuilder};

/// A web token in lines is longer than any other credential.
const REACH: Reach = Reach { lines: 60, bytes: 4_096 };

/// The ways to read a window: which joints are taken out. The last of each is what makes it worth reading.
const READINGS: [&[Kind]; 5] =
    [&[Kind::Added], &[Kind::Added, Kind::Listed], &[Kind::Wrapped], &[Kind::Soft], &[Kind::Marked]];

/// Hands on every reading of every window in which there are signs of pieces.
pub(super) fn layers(layer: &Layer<'_>, signs: &Signs<'_>, sink: &mut Sink<'_>) {
    let mut windows = Windows::new(&layer.text, REACH);
    let mut emit = |window: Window<'_, ()>| read(layer, &window.span, sink);
    let mut triggers = Triggers::new(&layer.text, signs);
    while let Some(at) = triggers.next(windows.settled()) {
        windows.add(at..at + 1, (), &mut emit);
    }
    windows.finish(&mut emit);
}

/// Hands on every reading of a window that takes out something of its own.
fn read(layer: &Layer<'_>, window: &Range<usize>, sink: &mut Sink<'_>) {
    let joints = all_joints(&layer.text, window);
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
fn all_joints(text: &[u8], window: &Range<usize>) -> Vec<(usize, Joint)> {
    let text = &text[..window.end];
    let mut joints = Vec::new();
    let mut at = window.start;
    while let Some(joint) = joints::next(text, at + 1, text.len()) {
        at = joint.0;
        joints.push(joint);
    }
    joints
}
