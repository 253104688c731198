//! Archives made to do harm, and what is counted of them. Nothing here is larger than a few megabytes on disk.

mod whole;

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};

use super::*;

/// What was handed on of a file.
struct Opened {
    /// Name and length of each member.
    members: Vec<(String, usize)>,
    /// Names of the members that hold [`NEEDLE`].
    found: Vec<String>,
    /// Path and reason of what was not looked into.
    skipped: Vec<(String, String)>,
}

/// What tests look for.
const NEEDLE: &str = "needle-in-a-stack";

impl Opened {
    /// Opens a file called `a`.
    fn new(file: &[u8]) -> Self {
        let (mut members, mut found) = (Vec::new(), Vec::new());
        let text = |path: &[u8]| String::from_utf8_lossy(path).into_owned();
        let skipped = open(b"a", file, &mut |member| {
            members.push((text(&member.name), member.content.len()));
            if memchr::memmem::find(&member.content, NEEDLE.as_bytes()).is_some() {
                found.push(text(&member.name));
            }
        });
        Self {
            members,
            found,
            skipped: skipped.into_iter().map(|skipped| (text(&skipped.path), skipped.reason)).collect(),
        }
    }

    /// How much was unpacked in all.
    fn bytes(&self) -> u64 {
        self.members.iter().map(|(_, length)| *length as u64).sum()
    }

    /// Why something was not looked into.
    fn reasons(&self) -> Vec<&str> {
        self.skipped.iter().map(|(_, reason)| reason.as_str()).collect()
    }
}

/// A member of a zip file that is written by hand, so that it can lie.
struct Entry {
    /// Its name.
    name: &'static str,
    /// Its packed bytes; none if it shares those of the member before.
    data: Option<Vec<u8>>,
    /// General purpose flags.
    flags: u16,
    /// 0 is stored, 8 is deflated.
    method: u16,
    /// The packed size that is claimed; none tells the truth.
    claims: Option<u32>,
    /// The directory says that it is empty.
    hidden: bool,
}

impl Entry {
    /// An honest deflated member.
    fn deflated(name: &'static str, content: &[u8]) -> Self {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).unwrap();
        Self { name, data: Some(encoder.finish().unwrap()), flags: 0, method: 8, claims: None, hidden: false }
    }
}

/// A zip file of these members.
fn zip(entries: &[Entry]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut directory = Vec::new();
    let mut local = (0u32, 0u32);
    for entry in entries {
        let field = |to: &mut Vec<u8>, size: u32| {
            to.extend_from_slice(&20u16.to_le_bytes());
            to.extend_from_slice(&entry.flags.to_le_bytes());
            to.extend_from_slice(&entry.method.to_le_bytes());
            to.extend_from_slice(&[0; 8]);
            to.extend_from_slice(&size.to_le_bytes());
            to.extend_from_slice(&size.to_le_bytes());
            to.extend_from_slice(&u16::try_from(entry.name.len()).unwrap().to_le_bytes());
            to.extend_from_slice(&0u16.to_le_bytes());
        };
        if let Some(data) = &entry.data {
            local = (u32::try_from(file.len()).unwrap(), u32::try_from(data.len()).unwrap());
            file.extend_from_slice(b"PK\x03\x04");
            field(&mut file, entry.claims.unwrap_or(local.1));
            file.extend_from_slice(entry.name.as_bytes());
            file.extend_from_slice(data);
        }
        directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        field(&mut directory, if entry.hidden { 0 } else { entry.claims.unwrap_or(local.1) });
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&local.0.to_le_bytes());
        directory.extend_from_slice(entry.name.as_bytes());
    }
    let (start, length) = (u32::try_from(file.len()).unwrap(), u32::try_from(directory.len()).unwrap());
    let count = u16::try_from(entries.len()).unwrap();
    file.extend_from_slice(&directory);
    file.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    file.extend_from_slice(&[count.to_le_bytes(), count.to_le_bytes()].concat());
    file.extend_from_slice(&[length.to_le_bytes(), start.to_le_bytes()].concat());
    file.extend_from_slice(&[0, 0]);
    file
}

/// Gzip of a text.
fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// A tar entry of a type, with a size that may be a lie.
fn tar_entry(name: &str, kind: tar::EntryType, claims: u64, data: &[u8]) -> Vec<u8> {
    let mut header = tar::Header::new_ustar();
    header.set_path(name).unwrap();
    header.set_entry_type(kind);
    header.set_size(claims);
    header.set_cksum();
    let mut entry = [header.as_bytes().as_slice(), data].concat();
    entry.resize(entry.len().next_multiple_of(512), 0);
    entry
}

/// So many mebibytes of zeros.
fn zeros(mebibytes: usize) -> Vec<u8> {
    vec![0; mebibytes << 20]
}

#[test]
fn an_honest_archive_is_read_whole() {
    let file = zip(&[Entry::deflated("a.txt", b"one"), Entry::deflated("b/c.txt", b"three")]);
    let opened = Opened::new(&file);
    assert_eq!(opened.members, [("a.txt".to_owned(), 3), ("b/c.txt".to_owned(), 5)]);
    assert!(opened.skipped.is_empty());
    let packed = gzip(&[tar_entry("d.txt", tar::EntryType::Regular, 4, b"four"), vec![0; 1024]].concat());
    let opened = Opened::new(&packed);
    // What the tar holds beside its file is its header.
    let members = vec![("d.txt".to_owned(), 4), ("a".to_owned(), 512)];
    assert_eq!((opened.members, opened.skipped), (members, vec![]));
}

#[test]
fn gzip_of_zeros_costs_a_hundred_times_its_size() {
    let file = gzip(&zeros(64));
    let opened = Opened::new(&file);
    assert_eq!(opened.bytes(), MEBIBYTE.max(file.len() as u64 * RATIO));
    assert_eq!(opened.reasons(), ["unpacks to over 100 times its size"]);
}

#[test]
fn one_member_costs_no_more_than_its_bound() {
    // Random enough to stay below the ratio: what is over is over the size.
    let mut mint = crate::mint::Mint::seeded(61);
    let block: Vec<u8> = mint.bytes(1 << 16).into_iter().flat_map(|byte| [byte; 16]).collect();
    let file = gzip(&block.repeat(40));
    let opened = Opened::new(&file);
    assert_eq!(opened.bytes(), MEMBER_BYTES);
    assert_eq!(opened.reasons(), ["over 32 MiB unpacked"]);
}

#[test]
fn many_members_are_counted() {
    let entries: Vec<_> = (0..MEMBERS + 50).map(|_| Entry::deflated("x", b"")).collect();
    let opened = Opened::new(&zip(&entries));
    assert_eq!(opened.members.len(), MEMBERS);
    assert_eq!(opened.skipped, [("a".to_owned(), format!("over {MEMBERS} members"))]);
}

#[test]
fn members_that_share_their_bytes_cost_no_more_than_the_file_allows() {
    let mut entries = vec![Entry::deflated("0", &zeros(8))];
    for _ in 0..500 {
        entries.push(Entry { name: "x", data: None, flags: 0, method: 8, claims: None, hidden: false });
    }
    let file = zip(&entries);
    assert!(file.len() < 64 << 10, "{}", file.len());
    let opened = Opened::new(&file);
    assert!(opened.bytes() <= most_of_file(file.len()), "{}", opened.bytes());
    assert!(opened.reasons().contains(&"unpacks to over 100 times its size"), "{:?}", opened.reasons());
}

#[test]
fn sizes_that_are_lies_are_damage() {
    let mut beyond = Entry::deflated("beyond", b"text");
    beyond.claims = Some(u32::MAX - 1);
    let opened = Opened::new(&zip(&[beyond, Entry::deflated("b", b"more")]));
    assert!(opened.reasons().contains(&"damaged"), "{:?}", opened.reasons());
    let mut short = Entry::deflated("short", &b"a long enough text ".repeat(20));
    short.claims = Some(3);
    assert_eq!(Opened::new(&zip(&[short])).reasons(), ["damaged"]);
}

#[test]
fn members_that_unpack_to_nothing_cost_no_more_than_a_few_times_the_file() {
    // Blocks without content, and a stream that only ends behind them all.
    let nothing = [b"\0\0\0\xff\xff".repeat(40_000), b"\x01\0\0\xff\xff".to_vec()].concat();
    let empty = |data| Entry { data, name: "x", flags: 0, method: 8, claims: None, hidden: false };
    let mut entries = vec![empty(Some(nothing.clone()))];
    entries.extend((0..20).map(|_| empty(None)));
    let opened = Opened::new(&zip(&entries));
    assert_eq!(opened.members.len(), READS + 1);
    assert_eq!(opened.skipped, [("a".to_owned(), over_reads())]);
    // Headers that no directory lists, each in a block of the stream behind the one before.
    let header = &zip(&[Entry { claims: Some(1), ..empty(Some(Vec::new())) }])[..31];
    let block = [&b"\0\x1f\0\xe0\xff"[..], header].concat();
    for last in [&b"\x01\0\0\xff\xff"[..], b"\x07"] {
        let nothing = &nothing[..nothing.len() - 5];
        let file = [header, &block.repeat(20), nothing, last, &zip(&[Entry::deflated("y", b"")])].concat();
        let opened = Opened::new(&file);
        assert_eq!(opened.members.len(), READS + 2, "{:?}", opened.members);
        assert!(opened.skipped.contains(&("a".to_owned(), over_reads())), "{:?}", opened.skipped);
    }
}

#[test]
fn what_is_encrypted_or_packed_otherwise_is_said() {
    let secret = Entry { flags: 1, ..Entry::deflated("secret", b"text") };
    let strange = Entry { method: 93, ..Entry::deflated("strange", b"text") };
    let opened = Opened::new(&zip(&[secret, strange, Entry::deflated("plain", b"text")]));
    assert_eq!(opened.members, [("plain".to_owned(), 4)]);
    let expected = [("a!/secret", "encrypted"), ("a!/strange", "packed by a method that is not read")];
    assert_eq!(opened.skipped, expected.map(|(path, reason)| (path.to_owned(), reason.to_owned())));
}

#[test]
fn an_archive_in_an_archive_is_not_opened() {
    let inner = zip(&[Entry::deflated("deep.txt", &zeros(4))]);
    for (file, path) in [
        (zip(&[Entry::deflated("in.zip", &inner)]), "a!/in.zip"),
        (gzip(&inner), "a!/a"),
        (gzip(&gzip(&gzip(b"text"))), "a!/a"),
    ] {
        let opened = Opened::new(&file);
        assert_eq!(opened.members.len(), 1);
        assert_eq!(opened.skipped, [(path.to_owned(), "packed within a packed file".to_owned())]);
    }
}

#[test]
fn tar_headers_cannot_claim_more_than_there_is() {
    let huge = tar_entry("huge.txt", tar::EntryType::Regular, 7 << 30, b"JIRA");
    let opened = Opened::new(&gzip(&huge));
    assert!(opened.bytes() <= 1024);
    assert!(!opened.skipped.is_empty());
    // A name of many megabytes.
    let name = tar_entry("././@LongLink", tar::EntryType::GNULongName, 16 << 20, &zeros(16));
    let file = gzip(&[name, tar_entry("x", tar::EntryType::Regular, 4, b"text"), vec![0; 1024]].concat());
    let opened = Opened::new(&file);
    assert!(opened.members.iter().all(|(name, _)| name.len() <= LONGEST_NAME));
    assert!(opened.bytes() <= most_of_file(file.len()));
    assert_eq!(opened.reasons(), ["unpacks to over 100 times its size"]);
}

#[test]
fn long_names_in_a_tar_are_read() {
    let long = "folder/".repeat(30) + "x.env";
    let name = tar_entry(
        "././@LongLink",
        tar::EntryType::GNULongName,
        long.len() as u64 + 1,
        (long.clone() + "\0").as_bytes(),
    );
    let record = |length: usize| format!("{length} path={long}\n");
    let record = record(record(100).len());
    let pax = tar_entry("pax", tar::EntryType::XHeader, record.len() as u64, record.as_bytes());
    for before in [name, pax] {
        let file = [before, tar_entry("x", tar::EntryType::Regular, 4, b"text"), vec![0; 1024]].concat();
        assert_eq!(Opened::new(&gzip(&file)).members[0], (long.clone(), 4));
    }
}

#[test]
fn damage_is_said() {
    let mut cut = gzip(&b"a text to be cut ".repeat(100));
    cut.truncate(30);
    assert_eq!(Opened::new(&cut).reasons(), ["damaged"]);
    assert_eq!(Opened::new(b"PK\x03\x04 and nothing more").reasons(), ["damaged"]);
}

#[test]
fn formats_that_are_not_opened_are_named() {
    for (start, name) in [(&b"\xfd7zXZ\0"[..], "xz"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"7z\xbc\xaf\x27\x1c", "7z")] {
        assert_eq!(Opened::new(&[start, &[0; 40]].concat()).reasons(), [format!("{name} is not opened")]);
    }
}
