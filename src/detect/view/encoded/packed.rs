//! Base64 of what is packed by gzip: releases of Helm, user data of machines in a cloud.

use std::io::Read as _;
use std::ops::Range;

use flate2::read::MultiGzDecoder;

use super::base64::Base64;
use super::code::{Code as _, members};
use super::find::{SHORTEST, next_line};
use crate::detect::layer::{Layer, Ratio};
use crate::detect::view::Sink;

/// What the first bytes of gzip come to, the method included.
const BEGINNING: &[u8] = b"H4sI";

/// More than so many bytes for each packed one are no text.
const MOST: usize = 100;

/// Hands on a layer of what every run unpacks to that begins so, on as many lines as it goes on.
pub(super) fn layers(layer: &Layer<'_>, runs: &[Range<usize>], sink: &mut Sink<'_>) {
    let text = &*layer.text;
    let mut end = 0;
    for run in runs {
        if run.start < end || !text[run.start..].starts_with(BEGINNING) || !layer.is_fresh(run.clone()) {
            continue;
        }
        let written;
        (written, end) = self::written(text, run.start);
        let mut packed = Vec::new();
        Base64::decode(&written, &mut packed);
        let most = sink.budget.left().min(packed.len() * MOST);
        let mut bytes = Vec::new();
        // What is damaged is looked at as far as it goes.
        let _ = MultiGzDecoder::new(&*packed).take(most as u64 + 1).read_to_end(&mut bytes);
        // What unpacks to more may not be decoded, and is told so.
        let length = if bytes.len() > most { usize::MAX } else { bytes.len() };
        sink.take(length, || {
            let mut builder = layer.derive(bytes.len());
            let ratio = Ratio { bytes: bytes.len().div_ceil(end - run.start).max(2), written: 1 };
            builder.decoded(run.start, ratio, |to| *to = bytes);
            builder.finish()
        });
    }
}

/// The characters of base64 from `start` on, over as many lines as there are, and where they end.
fn written(text: &[u8], start: usize) -> (Vec<u8>, usize) {
    let mut written = Vec::new();
    let mut next = Some(start);
    let mut end = start;
    while let Some(line) = next {
        end = line + members::<Base64>(&text[line..]);
        written.extend_from_slice(&text[line..end]);
        next = next_line(text, end).filter(|next| end - line >= SHORTEST && members::<Base64>(&text[*next..]) > 0);
    }
    // A group that is not whole.
    written.resize(written.len().next_multiple_of(Base64::RATIO.written), b'A');
    (written, end)
}
