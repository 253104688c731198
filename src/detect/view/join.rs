//! Values that are written in pieces: a layer of a window with the pieces put together.
//!
//! What is put together may not belong together, so only what is proven counts there ([`Layer::joined`]). A window is read
//! so where an anchor stands to which nothing complete belongs, and where, near the name of a product, pieces meet that look
//! random.

use std::ops::Range;

use super::joint::{self, Joint, Kind, in_tokens};
use super::window::{Reach, Window, Windows};
use crate::detect::layer::Layer;

/// A web token in lines is longer than any other credential.
const REACH: Reach = Reach { lines: 60, bytes: 4_096 };
/// How far from the name of a product pieces are looked for.
const NEAR: usize = 1_024;

/// The ways to read a window: which joints are taken out.
const READINGS: [&[Kind]; 3] = [&[Kind::Added], &[Kind::Added, Kind::Listed], &[Kind::Wrapped]];

/// Calls `visit` for every reading of every window around the offsets `missed`, and around pieces near the names of
/// `products`.
pub(super) fn layers(layer: &Layer<'_>, missed: &[usize], products: &[usize], visit: &mut dyn FnMut(Layer<'_>)) {
    let text = &*layer.text;
    let mut triggers = near(text, products);
    triggers.extend(missed.iter().copied().filter(|at| *at < text.len()));
    triggers.sort_unstable();
    let mut windows = Windows::new(text, REACH);
    let mut emit = |window: Window<'_, ()>| read(layer, &window.span, visit);
    for at in triggers {
        if at >= windows.settled() {
            windows.add(at..at + 1, (), &mut emit);
        }
    }
    windows.finish(&mut emit);
}

/// Hands on every reading of a window that takes out something of its own.
fn read(layer: &Layer<'_>, window: &Range<usize>, visit: &mut dyn FnMut(Layer<'_>)) {
    let joints = joints(&layer.text, window);
    for kinds in READINGS {
        let taken = |joint: &&(usize, Joint)| kinds.contains(&joint.1.kind);
        let own = kinds.last();
        let fresh = |(at, joint): &(usize, Joint)| layer.is_fresh(at - 1..at + joint.length + 1);
        if joints.iter().any(|joint| own == Some(&joint.1.kind) && fresh(joint)) {
            let mut builder = layer.derive();
            let mut copied = window.start;
            for (at, joint) in joints.iter().filter(taken) {
                builder.copy(copied..*at);
                copied = at + joint.length;
            }
            builder.copy(copied..window.end);
            visit(builder.finish_joined());
        }
    }
}

/// The joints in a window, with their places.
fn joints(text: &[u8], window: &Range<usize>) -> Vec<(usize, Joint)> {
    let text = &text[..window.end];
    let mut joints = Vec::new();
    let mut at = window.start + 1;
    while let Some(byte) = text.get(at) {
        if opens(*byte)
            && in_tokens(text[at - 1])
            && let Some(joint) = joint::read(text, at)
        {
            joints.push((at, joint));
            at += joint.length;
        }
        at += 1;
    }
    joints
}

/// Whether a joint may begin with this byte.
fn opens(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`' | b'\\' | b'^' | b'=' | b' ' | b'\t' | b'\r' | b'\n')
}

/// Joints between pieces that look random, near the names of products.
fn near(text: &[u8], products: &[usize]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut done = 1;
    for named in products {
        let mut at = done.max(named.saturating_sub(NEAR));
        let end = text.len().min(named + NEAR);
        while at < end {
            if opens(text[at])
                && in_tokens(text[at - 1])
                && let Some(joint) = joint::read(text, at).filter(|joint| are_random(text, at..at + joint.length))
            {
                found.push(at);
                at += joint.length;
            }
            at += 1;
        }
        done = done.max(at);
    }
    found
}

/// Whether the pieces on either side of a joint are long enough, and mixed as random ones are.
fn are_random(text: &[u8], joint: Range<usize>) -> bool {
    /// Bytes of each piece that are looked at.
    const SAMPLE: usize = 32;
    /// The shortest credential, less a third piece of it.
    const LEAST: usize = 16;
    let before = text[..joint.start].iter().rev().take(SAMPLE).take_while(|byte| in_tokens(**byte));
    let behind = text[joint.end..].iter().take(SAMPLE).take_while(|byte| in_tokens(**byte));
    let pieces: Vec<u8> = before.chain(behind).copied().collect();
    let has = |test: fn(&u8) -> bool| pieces.iter().any(test);
    pieces.len() >= LEAST && has(u8::is_ascii_digit) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase)
}
