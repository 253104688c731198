//! Gzip: one file, or a tar of many.

use std::io::{BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use super::{Opening, tarball};

/// Looks into a gzip file.
pub(super) fn open(text: &[u8], opening: &mut Opening<'_>) {
    /// A tar header, in which the magic stands at 257.
    const HEADER: u64 = 512;
    let mut decoder = MultiGzDecoder::new(text);
    let mut head = Vec::new();
    let begun = decoder.by_ref().take(HEADER).read_to_end(&mut head);
    let name = decoder.header().and_then(|header| header.filename()).map(<[u8]>::to_vec);
    if begun.is_err() && head.is_empty() {
        opening.skip(None, "damaged");
        return;
    }
    let is_tar = head.get(257..262) == Some(b"ustar");
    let whole = Cursor::new(head).chain(decoder);
    let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| inner_name(opening.path));
    if is_tar {
        tarball::open(name, BufReader::new(whole), opening);
    } else {
        opening.unpack(&name, whole, Some(text.len() as u64), None);
    }
}

/// What the file was called before it was packed, if the archive does not say.
fn inner_name(path: &[u8]) -> Vec<u8> {
    let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or(path);
    match name.strip_suffix(b".tgz") {
        Some(stem) => [stem, b".tar"].concat(),
        None => name.strip_suffix(b".gz").unwrap_or(name).to_vec(),
    }
}
