//! What runs write, with the places where it is written.

use std::ops::Range;

use super::code::Code;
use crate::detect::layer::LayerBuilder;

/// Adds what the characters write.
pub(super) fn write<C: Code>(text: &[u8], lines: &[Range<usize>], builder: &mut LayerBuilder<'_>) {
    // The characters of a group that a line break splits, with their places.
    let mut split: Vec<(u8, usize)> = Vec::with_capacity(C::RATIO.written);
    for line in lines {
        let mut at = line.start;
        while at < line.end {
            if split.is_empty() {
                let groups = &text[at..line.end];
                let groups = &groups[..groups.len() / C::RATIO.written * C::RATIO.written];
                builder.decoded(at, C::RATIO, |bytes| C::decode(groups, bytes));
                at += groups.len();
            }
            if let Some(byte) = text.get(at).filter(|_| at < line.end) {
                split.push((*byte, at));
                at += 1;
            }
            if split.len() == C::RATIO.written {
                flush::<C>(&mut split, builder);
            }
        }
    }
    flush::<C>(&mut split, builder);
}

/// Adds what the characters of a group write that stand apart, or of one that the run ends in.
fn flush<C: Code>(split: &mut Vec<(u8, usize)>, builder: &mut LayerBuilder<'_>) {
    let mut group: Vec<u8> = split.iter().map(|(byte, _)| *byte).collect();
    group.resize(C::RATIO.written, b'0');
    let mut bytes = Vec::with_capacity(C::RATIO.bytes);
    C::decode(&group, &mut bytes);
    for (byte, pair) in bytes.into_iter().zip(split.windows(2)) {
        builder.push(byte, pair[0].1..pair[1].1 + 1);
    }
    split.clear();
}
