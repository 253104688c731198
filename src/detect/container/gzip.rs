//! Gzip: one file, or a tar of many.

use std::io::{BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use super::{LONGEST_NAME, Opening};

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
        tar(whole, opening);
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

/// Looks into a tar.
fn tar(reader: impl Read, opening: &mut Opening<'_>) {
    // Whatever the entries claim, no more than this is unpacked to get at them.
    let mut archive = tar::Archive::new(BufReader::new(reader.take(opening.most)));
    let Ok(entries) = archive.entries() else {
        opening.skip(None, "damaged");
        return;
    };
    let mut long_name = None;
    // Raw: what stands for a long name is read here, as it may be longer than any name.
    for entry in entries.raw(true) {
        let Ok(mut entry) = entry else {
            opening.skip(None, "damaged, or unpacks to too much");
            return;
        };
        let kind = entry.header().entry_type();
        if kind.is_gnu_longname() || kind.is_pax_local_extensions() {
            let mut text = Vec::new();
            // What cannot be read here cannot be read by the next turn either.
            let _ = entry.by_ref().take(LONGEST_NAME as u64).read_to_end(&mut text);
            long_name = if kind.is_gnu_longname() {
                text.split(|byte| *byte == 0).next().map(<[u8]>::to_vec)
            } else {
                pax_path(&text)
            };
        } else if kind.is_file() {
            let name = long_name.take().unwrap_or_else(|| entry.path_bytes().into_owned());
            if !opening.count() || !opening.unpack(&name, entry, None, None) {
                return;
            }
        }
    }
}

/// The path in an extended header: `30 path=folder/file`.
fn pax_path(records: &[u8]) -> Option<Vec<u8>> {
    let mut lines = records.split(|byte| *byte == b'\n');
    let path = |line: &[u8]| {
        let record = &line[memchr::memchr(b' ', line)? + 1..];
        record.strip_prefix(b"path=").map(<[u8]>::to_vec)
    };
    lines.find_map(path)
}
