//! Gzip: one file, or a tar of many.

use std::io::{BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use super::{MEBIBYTE, Opening, RATIO, TOTAL_BYTES};

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
    if is_tar {
        tar(whole, text.len() as u64, opening);
    } else {
        let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| inner_name(opening.path));
        opening.unpack(&name, whole, Some(text.len() as u64), None);
    }
}

/// What the file was called before it was packed, if the archive does not say.
fn inner_name(path: &[u8]) -> Vec<u8> {
    let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or(path);
    name.strip_suffix(b".gz").unwrap_or(name).to_vec()
}

/// Looks into a tar that unpacks from `packed` bytes.
fn tar(reader: impl Read, packed: u64, opening: &mut Opening<'_>) {
    // Whatever the entries claim, no more than this is unpacked to get at them.
    let most = TOTAL_BYTES.min(MEBIBYTE.max(packed.saturating_mul(RATIO)));
    let mut archive = tar::Archive::new(BufReader::new(reader.take(most)));
    let Ok(entries) = archive.entries() else {
        opening.skip(None, "damaged");
        return;
    };
    for entry in entries {
        let Ok(entry) = entry else {
            opening.skip(None, "damaged, or unpacks to too much");
            return;
        };
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let name = entry.path_bytes().into_owned();
        if !opening.count() || !opening.unpack(&name, entry, None, None) {
            return;
        }
    }
}
