//! Nothing in an archive is passed over in silence: what is neither looked at nor counted would be.

use super::*;

/// A file of a tar that is read everywhere.
fn plain_file() -> Vec<u8> {
    tar_entry("plain.txt", tar::EntryType::Regular, 4, b"text")
}

/// The end of a tar, filled up as tar does.
fn tar_end(mut tar: Vec<u8>) -> Vec<u8> {
    tar.resize((tar.len() + 1024).next_multiple_of(10_240), 0);
    tar
}

/// Asserts that the needle is found in this member, and nothing is skipped.
#[track_caller]
fn assert_found(file: &[u8], member: &str) {
    let opened = Opened::new(file);
    assert_eq!((opened.found, opened.skipped), (vec![member.to_owned()], vec![]));
}

#[test]
fn entries_of_every_type_are_read_as_files() {
    for kind in *b"07SZDV5\0" {
        let entry = tar_entry("other", tar::EntryType::new(kind), NEEDLE.len() as u64, NEEDLE.as_bytes());
        assert_found(&gzip(&tar_end([entry, plain_file()].concat())), "other");
    }
}

#[test]
fn what_headers_and_records_say_is_read() {
    let named = tar_entry(NEEDLE, tar::EntryType::Directory, 0, b"");
    let mut link = tar::Header::new_ustar();
    link.set_entry_type(tar::EntryType::Symlink);
    link.set_path("link").unwrap();
    link.set_link_name(NEEDLE).unwrap();
    link.set_size(0);
    link.set_cksum();
    let record = format!("30 comment={NEEDLE}\n");
    let records = |kind| tar_entry("records", kind, record.len() as u64, record.as_bytes());
    let (own, global) = (records(tar::EntryType::XHeader), records(tar::EntryType::XGlobalHeader));
    for entry in [named, link.as_bytes().to_vec(), own, global] {
        assert_found(&gzip(&tar_end([entry, plain_file()].concat())), "a");
    }
}

#[test]
fn sparse_files_with_more_than_one_header_are_read() {
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::GNUSparse);
    header.set_path("sparse").unwrap();
    header.set_size(NEEDLE.len() as u64);
    header.as_gnu_mut().unwrap().set_is_extended(true);
    header.set_cksum();
    let mut more = tar::GnuExtSparseHeader::new();
    more.set_is_extended(true);
    let last = tar::GnuExtSparseHeader::new();
    let mut file = [header.as_bytes().as_slice(), more.as_bytes(), last.as_bytes(), NEEDLE.as_bytes()].concat();
    file.resize(file.len().next_multiple_of(512), 0);
    let file = gzip(&tar_end([file, plain_file()].concat()));
    assert_found(&file, "sparse");
    assert!(Opened::new(&file).members.contains(&("plain.txt".to_owned(), 4)));
}

#[test]
fn what_stands_behind_the_end_of_a_tar_is_read() {
    let first = tar_end(plain_file());
    let second = tar_end(tar_entry("second", tar::EntryType::Regular, NEEDLE.len() as u64, NEEDLE.as_bytes()));
    assert_found(&gzip(&[&first[..], &second].concat()), "second");
    assert_found(&gzip(&[&first[..], NEEDLE.as_bytes()].concat()), "a");
    let mut padded = tar_entry("padded", tar::EntryType::Regular, 4, b"text");
    padded[700..700 + NEEDLE.len()].copy_from_slice(NEEDLE.as_bytes());
    assert_found(&gzip(&tar_end(padded)), "a");
}

#[test]
fn a_tar_that_goes_on_behind_the_bound_is_said_to() {
    let length = LEAST_BYTES - 512;
    let first = tar_entry("zeros", tar::EntryType::Regular, length, &vec![0; usize::try_from(length).unwrap()]);
    let second = tar_entry("second", tar::EntryType::Regular, NEEDLE.len() as u64, NEEDLE.as_bytes());
    let opened = Opened::new(&gzip(&tar_end([first.clone(), second].concat())));
    assert_eq!((opened.found.len(), opened.reasons()), (0, vec!["unpacks to over 100 times its size"]));
    assert!(Opened::new(&gzip(&first)).skipped.is_empty());
}

#[test]
fn a_tar_that_breaks_off_is_damaged() {
    let whole = tar_entry("cut", tar::EntryType::Regular, 1024, &[b'x'; 1024]);
    assert_eq!(Opened::new(&gzip(&whole[..1024])).reasons(), ["damaged"]);
}

#[test]
fn records_that_break_off_are_damaged_however_long_they_claim_to_be() {
    for kind in *b"LKxg07" {
        for claims in [1024, u64::MAX / 2, u64::MAX - 510, u64::MAX] {
            let entry = tar_entry("cut", tar::EntryType::new(kind), claims, &[b'x'; 700]);
            for length in [512, 1024] {
                let reasons = format!("{} {claims} {length}", char::from(kind));
                assert_eq!(Opened::new(&gzip(&entry[..length])).reasons(), ["damaged"], "{reasons}");
            }
        }
    }
}

#[test]
fn what_a_tar_holds_beside_files_is_bounded() {
    let mut mint = crate::mint::Mint::seeded(62);
    let block: Vec<u8> = mint.bytes(1 << 16).into_iter().flat_map(|byte| [byte; 16]).collect();
    let record = tar_entry("records", tar::EntryType::XHeader, 40 << 20, &block.repeat(40));
    let opened = Opened::new(&gzip(&record));
    assert!(opened.bytes() <= MEMBER_BYTES);
    assert_eq!(opened.skipped, [("a!/a".to_owned(), "over 32 MiB unpacked".to_owned())]);
}

#[test]
fn a_folder_with_content_in_a_zip_is_read() {
    assert_found(&zip(&[Entry::deflated("folder/", NEEDLE.as_bytes())]), "folder/");
    let mut hidden = Entry::deflated("folder/", NEEDLE.as_bytes());
    hidden.hidden = true;
    assert_found(&zip(&[hidden]), "folder/");
}

#[test]
fn members_that_no_directory_lists_are_read() {
    let needle = zip(&[Entry::deflated("a.txt", NEEDLE.as_bytes())]);
    let other = zip(&[Entry::deflated("b.txt", b"text")]);
    assert_found(&[&needle[..], &other].concat(), "a.txt");
    assert_found(&[&other[..], &needle].concat(), "a.txt");
    // Without its end.
    let opened = Opened::new(&needle[..needle.len() - 30]);
    assert_eq!((&opened.found[..], opened.reasons()), (&["a.txt".to_owned()][..], vec!["damaged"]));
    let secret = Entry { flags: 1, ..Entry::deflated("secret", b"text") };
    assert_eq!(Opened::new(&[&zip(&[secret])[..], &other].concat()).reasons(), ["encrypted"]);
}

#[test]
fn members_within_a_stored_one_are_read() {
    let inner = zip(&[Entry::deflated("inner", NEEDLE.as_bytes())]);
    let outer = |before: &[u8]| {
        let data = Some([before, &inner[..inner.len() - 60], b" and no end"].concat());
        Opened::new(&zip(&[Entry { name: "outer", data, flags: 0, method: 0, claims: None, hidden: false }]))
    };
    let opened = outer(b"a text ");
    assert_eq!((opened.found, opened.skipped), (vec!["inner".to_owned()], vec![]));
    // What is counted as packed is not opened as well.
    let opened = outer(b"");
    assert_eq!((opened.members.len(), opened.reasons()), (1, vec!["packed within a packed file"]));
}

#[test]
fn a_zip_between_other_bytes_is_known() {
    let needle = zip(&[Entry::deflated("a.txt", NEEDLE.as_bytes())]);
    for before in [&b"MZ\x90\0\x03"[..], b"#!/bin/sh\nexit\n", &b"a text ".repeat(1_000)] {
        assert_found(&[before, &needle].concat(), "a.txt");
        assert_found(&[before, &needle, &b"signature".repeat(20)].concat(), "a.txt");
    }
    // A text that speaks of the format is none.
    for text in [&b"PK\x05\x06 ends a zip file, and so on and on"[..], b"a PK\x05\x06", &[b'P', b'K', 5, 6].repeat(30)]
    {
        assert!(Opened::new(&[b"\x7fELF\0", text].concat()).skipped.is_empty());
    }
}

#[test]
fn members_that_no_directory_lists_cost_no_more_than_the_file_allows() {
    let mut file = zip(&[Entry::deflated("0", b"text")]);
    let bomb = Entry::deflated("x", &zeros(8));
    for _ in 0..20 {
        file.extend(&zip(std::slice::from_ref(&bomb))[..]);
    }
    // Headers that share one stream.
    let header = &zip(&[Entry { claims: Some(1), ..Entry::deflated("h", b"") }])[..31];
    for left in (0..2_000u16).rev() {
        file.extend(&header[..28]);
        file.extend((left * 31).to_le_bytes());
        file.extend(b"h");
    }
    file.extend(bomb.data.as_deref().unwrap());
    file.extend(zip(&[bomb]));
    let opened = Opened::new(&file);
    assert!(opened.bytes() <= most_of_file(file.len()), "{}", opened.bytes());
    assert!(opened.reasons().contains(&"unpacks to over 100 times its size"), "{:?}", opened.reasons());
}
