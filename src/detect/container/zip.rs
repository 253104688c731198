//! The zip family.

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive};

use super::Opening;

/// Looks into a zip file.
pub(super) fn open(text: &[u8], opening: &mut Opening<'_>) {
    let Ok(archive) = ZipArchive::from_slice(text) else {
        opening.skip(None, "damaged");
        return;
    };
    let mut entries = archive.entries();
    loop {
        match entries.next_entry() {
            Ok(Some(entry)) if entry.is_dir() => {}
            Ok(Some(entry)) => {
                if !opening.count() || !member(&archive, &entry, opening) {
                    return;
                }
            }
            Ok(None) => return,
            Err(_) => {
                opening.skip(None, "damaged");
                return;
            }
        }
    }
}

/// Unpacks one member. False if nothing more may be unpacked.
fn member(archive: &ZipSliceArchive<&[u8]>, entry: &ZipFileHeaderRecord<'_>, opening: &mut Opening<'_>) -> bool {
    let path = entry.file_path();
    let name = path.as_bytes();
    if entry.flags().is_encrypted() {
        opening.skip(Some(name), "encrypted");
        return true;
    }
    let Ok(packed) = archive.get_entry(entry.wayfinder()) else {
        opening.skip(Some(name), "damaged");
        return true;
    };
    let data = packed.data();
    match entry.compression_method() {
        CompressionMethod::STORE => {
            let (start, end) = packed.compressed_data_range();
            let stored = usize::try_from(start).ok().zip(usize::try_from(end).ok()).map(|(start, end)| start..end);
            opening.unpack(name, data, None, stored)
        }
        CompressionMethod::DEFLATE => opening.unpack(name, DeflateDecoder::new(data), Some(data.len() as u64), None),
        _ => {
            opening.skip(Some(name), "packed by a method that is not read");
            true
        }
    }
}
