//! The zip family.
//!
//! What a zip holds stands in its directory, at its end. But programs that read it from its start take what they find there,
//! and a file may hold several archives, of which each program knows another one. So members that the directory does not
//! list are looked for as well.

use std::collections::HashMap;

use memchr::memmem;
use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive};

use super::{Format, Opening};

/// What a member begins with.
const MEMBER: &[u8] = b"PK\x03\x04";
/// What the record at the end of the directory begins with.
const END: &[u8] = b"PK\x05\x06";
/// What an entry of the directory begins with.
const ENTRY: &[u8] = b"PK\x01\x02";
/// Bytes in which programs look for the record at the end: its own, and a comment's.
const END_BYTES: usize = 22 + 65_535;

/// Whether a text ends with a zip file, whatever stands before it.
pub(super) fn ends(text: &[u8]) -> bool {
    /// Bytes at both ends in which a file that is none of text shows itself.
    const SHOWN: usize = 1_024;
    let last = |bytes: usize| &text[text.len().saturating_sub(bytes)..];
    let is_binary = |part: &[u8]| memchr::memchr(0, part).is_some();
    (is_binary(last(SHOWN)) || is_binary(&text[..text.len().min(SHOWN)]))
        && memmem::find(last(END_BYTES), END).is_some()
        && ZipArchive::from_slice(text).is_ok_and(|archive| lists(text, &archive))
}

/// Whether the directory stands where the record at its end says.
fn lists(text: &[u8], archive: &ZipSliceArchive<&[u8]>) -> bool {
    let start = usize::try_from(archive.directory_offset()).unwrap_or(usize::MAX);
    text.get(start..).is_some_and(|directory| directory.starts_with(ENTRY) || directory.starts_with(END))
}

/// Looks into a zip file.
pub(super) fn open(text: &[u8], opening: &mut Opening<'_>) {
    let mut listed = HashMap::new();
    if directory(text, &mut listed, opening) {
        others(text, &listed, opening);
    }
}

/// Unpacks the members that the directory lists, and notes in `listed` where the content of each starts, and
/// from where on others are looked for. False if
/// nothing more may be unpacked.
fn directory(text: &[u8], listed: &mut HashMap<usize, usize>, opening: &mut Opening<'_>) -> bool {
    let Ok(archive) = ZipArchive::from_slice(text) else {
        opening.skip(None, "damaged");
        return true;
    };
    let mut entries = archive.entries();
    loop {
        match entries.next_entry() {
            // A folder; or one says so whose content is found below.
            Ok(Some(entry)) if entry.is_dir() && entry.compressed_size_hint() == 0 => {}
            Ok(Some(entry)) => {
                if !opening.count() || !member(&archive, &entry, listed, opening) {
                    return false;
                }
            }
            Ok(None) => return true,
            Err(_) => {
                opening.skip(None, "damaged");
                return true;
            }
        }
    }
}

/// Unpacks one member of the directory. False if nothing more may be unpacked.
fn member(
    archive: &ZipSliceArchive<&[u8]>,
    entry: &ZipFileHeaderRecord<'_>,
    listed: &mut HashMap<usize, usize>,
    opening: &mut Opening<'_>,
) -> bool {
    let path = entry.file_path();
    let name = path.as_bytes();
    let Ok(packed) = archive.get_entry(entry.wayfinder()) else {
        opening.skip(Some(name), "damaged");
        return true;
    };
    let (start, end) = packed.compressed_data_range();
    let (Ok(start), Ok(end)) = (usize::try_from(start), usize::try_from(end)) else { return true };
    let data = packed.data();
    let is_stored = entry.compression_method() == CompressionMethod::STORE;
    if start < end {
        // What is stored holds others as they are; of one that is packed it is said.
        let holds_others = is_stored && !entry.flags().is_encrypted() && Format::of(data).is_none();
        listed.insert(start, if holds_others { start } else { end });
    }
    if entry.flags().is_encrypted() {
        opening.skip(Some(name), "encrypted");
        return true;
    }
    match entry.compression_method() {
        CompressionMethod::STORE => opening.unpack(name, data, None, Some(start..end)),
        CompressionMethod::DEFLATE => opening.inflate(name, data),
        _ => {
            opening.skip(Some(name), NO_METHOD);
            true
        }
    }
}

/// Why a member is not unpacked that is neither stored nor deflated.
const NO_METHOD: &str = "packed by a method that is not read";

/// Unpacks the members that are not listed.
fn others(text: &[u8], listed: &HashMap<usize, usize>, opening: &mut Opening<'_>) {
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| memmem::find(rest, MEMBER)) {
        at += found;
        let Some(local) = Local::read(text, at) else {
            at += MEMBER.len();
            continue;
        };
        at = local.start;
        if let Some(further) = listed.get(&at) {
            at = *further;
        } else if local.holds_something() && (!opening.count() || !local.unpack(text, opening)) {
            return;
        }
    }
}

/// What a member says of itself.
struct Local<'t> {
    /// Its name.
    name: &'t [u8],
    /// General purpose flags.
    flags: u16,
    /// How it is packed.
    method: CompressionMethod,
    /// How long its content is; zero also if that stands behind it.
    size: usize,
    /// Where its content starts.
    start: usize,
}

impl<'t> Local<'t> {
    /// Reads what stands there, if that can be a member.
    fn read(text: &'t [u8], at: usize) -> Option<Self> {
        /// What stands before the name.
        const FIXED: usize = 30;
        /// The last version of the format, 6.3.
        const LATEST: u16 = 63;
        let fixed = text.get(at..at + FIXED)?;
        let short = |at: usize| u16::from_le_bytes([fixed[at], fixed[at + 1]]);
        let size = u32::from_le_bytes([fixed[18], fixed[19], fixed[20], fixed[21]]);
        let name_end = at + FIXED + usize::from(short(26));
        let name = text.get(at + FIXED..name_end)?;
        let start = name_end + usize::from(short(28));
        let method = CompressionMethod::new(short(8));
        let can_be = short(4) <= LATEST && method.name().is_some() && !name.is_empty() && !name.contains(&0);
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        (can_be && start <= text.len()).then_some(Self { name, flags: short(6), method, size, start })
    }

    /// Whether it has a content, as far as it says.
    fn holds_something(&self) -> bool {
        /// The flag that says that the size stands behind the content.
        const SIZE_FOLLOWS: u16 = 8;
        // What is stored and has no known end was looked at with the file.
        self.size > 0 || self.flags & SIZE_FOLLOWS != 0 && self.method != CompressionMethod::STORE
    }

    /// Unpacks it. False if nothing more may be unpacked.
    fn unpack(&self, text: &[u8], opening: &mut Opening<'_>) -> bool {
        const ENCRYPTED: u16 = 1;
        match self.method {
            _ if self.flags & ENCRYPTED != 0 => opening.skip(Some(self.name), "encrypted"),
            CompressionMethod::STORE => {
                let end = self.start.saturating_add(self.size).min(text.len());
                return opening.unpack(self.name, &text[self.start..end], None, Some(self.start..end));
            }
            // Its end is found on the way.
            CompressionMethod::DEFLATE => return opening.inflate(self.name, &text[self.start..]),
            _ => opening.skip(Some(self.name), NO_METHOD),
        }
        true
    }
}
