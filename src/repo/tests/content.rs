//! Contents and names: blobs as bytes, whatever attributes, settings or encodings say.

use std::fs;

use crate::repo::testing::{MARKER, Sandbox};

/// The marker in UTF-16, little end first.
fn utf16() -> Vec<u8> {
    MARKER.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn attributes_and_settings_hide_nothing() {
    let mut sandbox = Sandbox::with_commit();
    sandbox.git("repo", ["config", "diff.hidden.binary", "true"]);
    sandbox.git("repo", ["config", "diff.hidden.textconv", "true"]);
    sandbox.git("repo", ["config", "diff.hidden.command", "true"]);
    for (name, value) in [
        ("color.ui", "always"),
        ("diff.external", "true"),
        ("diff.renames", "copies"),
        ("diff.relative", "true"),
        ("diff.noprefix", "true"),
        ("diff.orderFile", "absent"),
        ("diff.ignoreSubmodules", "all"),
        ("diff.algorithm", "histogram"),
        ("core.quotePath", "true"),
        ("core.abbrev", "4"),
        ("log.showSignature", "true"),
    ] {
        sandbox.git("repo", ["config", name, value]);
    }
    sandbox.set("GIT_EXTERNAL_DIFF", "true");
    sandbox.write("repo/.gitattributes", "a -diff\nb binary\nc diff=hidden\nd -text -diff export-ignore\n");
    for path in ["a", "b", "c", "d", "sub/e"] {
        sandbox.write(format!("repo/{path}"), MARKER);
    }
    sandbox.write("repo/nul", [b"\0\0", MARKER.as_bytes()].concat());
    sandbox.write("repo/utf16", utf16());
    sandbox.write("repo/late-nul", [&[b'x'; 9000], &b"\0"[..], MARKER.as_bytes()].concat());
    sandbox.git("repo", ["add", "."]);
    let expected = ["a", "b", "c", "d", "late-nul", "nul", "sub/e", "utf16"];
    for folder in ["repo", "repo/sub"] {
        let staged = sandbox.look(folder).agreed();
        assert_eq!(staged.marked(), expected, "in {folder}");
        assert_eq!(staged.paths().len(), 9);
    }
}

#[test]
fn what_filters_store_is_what_counts() {
    let sandbox = Sandbox::with_commit();
    sandbox.git("repo", ["config", "filter.swap.clean", &format!("sed s/harmless/{MARKER}/")]);
    sandbox.write("repo/.gitattributes", "swapped filter=swap\nwide working-tree-encoding=UTF-16LE\n");
    sandbox.write("repo/swapped", "harmless\n");
    sandbox.write("repo/wide", utf16());
    sandbox.git("repo", ["add", "."]);
    assert_eq!(sandbox.look("repo").agreed().marked(), ["swapped", "wide"]);
}

#[test]
fn files_that_become_links_and_links_that_become_files_are_new() {
    let sandbox = Sandbox::with_commit();
    sandbox.write("repo/file", MARKER);
    std::os::unix::fs::symlink("elsewhere", sandbox.path("repo/link")).unwrap();
    std::os::unix::fs::symlink(MARKER, sandbox.path("repo/same")).unwrap();
    sandbox.git("repo", ["add", "."]);
    sandbox.git("repo", ["commit", "-q", "-m", "both"]);
    fs::remove_file(sandbox.path("repo/file")).unwrap();
    fs::remove_file(sandbox.path("repo/link")).unwrap();
    std::os::unix::fs::symlink(format!("to-{MARKER}"), sandbox.path("repo/file")).unwrap();
    sandbox.write("repo/link", format!("now {MARKER}"));
    sandbox.git("repo", ["add", "."]);
    let staged = sandbox.look("repo").agreed();
    let seen: Vec<_> = staged.blobs.iter().map(|(path, mode, ..)| (&path[..], &mode[..])).collect();
    assert_eq!((seen, staged.marked().len()), (vec![("file", "link"), ("link", "file")], 2));
    assert_eq!(staged.old_markers, 1);
}

#[test]
fn mode_changes_bring_nothing_and_moves_have_an_old_side() {
    let sandbox = Sandbox::with_commit();
    sandbox.stage_marker("repo", "from");
    sandbox.git("repo", ["commit", "-q", "-m", "from"]);
    sandbox.git("repo", ["update-index", "--chmod=+x", "base"]);
    sandbox.git("repo", ["mv", "from", "to"]);
    sandbox.write("repo/program", format!("#!/bin/sh\n{MARKER}"));
    sandbox.git("repo", ["add", "program"]);
    sandbox.git("repo", ["update-index", "--chmod=+x", "program"]);
    let staged = sandbox.look("repo").agreed();
    assert_eq!(staged.marked(), ["program", "to"]);
    assert_eq!((staged.removed, &staged.blobs[0].1[..]), ((1, 1), "program"));
}

#[test]
fn a_folder_that_becomes_a_file_and_a_file_that_becomes_a_folder() {
    let sandbox = Sandbox::with_commit();
    sandbox.write("repo/folder/file", "text");
    sandbox.write("repo/folder.txt", "sorts between");
    sandbox.git("repo", ["add", "."]);
    sandbox.git("repo", ["commit", "-q", "-m", "folder"]);
    fs::remove_dir_all(sandbox.path("repo/folder")).unwrap();
    fs::remove_file(sandbox.path("repo/base")).unwrap();
    sandbox.write("repo/folder", MARKER);
    sandbox.write("repo/base/file", MARKER);
    sandbox.git("repo", ["add", "-A"]);
    let staged = sandbox.look("repo").agreed();
    assert_eq!((staged.paths(), staged.removed.1), (vec!["base/file", "folder"], 2));
}

#[test]
fn names_of_every_ugly_kind_are_seen() {
    use std::os::unix::ffi::OsStrExt;
    let names: [&[u8]; 18] = [
        b"\xff\xfe not utf-8",
        b"new\nline",
        b"quote\"s",
        b"tab\there",
        b"\x1b[31mred",
        b"return\rhere",
        b"bell\x07",
        b"-n",
        b"--all",
        b":(glob)**",
        b":0:stage",
        b"trailing ",
        b" leading",
        b"back\\slash",
        b"Case",
        b"case",
        b"star*[a-z]?",
        &[b'n'; 250],
    ];
    let sandbox = Sandbox::with_commit();
    for name in names {
        fs::write(sandbox.path("repo").join(std::ffi::OsStr::from_bytes(name)), MARKER).unwrap();
    }
    sandbox.git("repo", ["add", "-A"]);
    let staged = sandbox.look("repo").agreed();
    let mut expected: Vec<_> = names.iter().map(|name| name.escape_ascii().to_string()).collect();
    expected.sort();
    let mut seen = staged.marked();
    seen.sort_unstable();
    assert_eq!(seen, expected);
}

#[test]
fn paths_that_differ_in_case_only_do_not_hide_each_other() {
    let sandbox = Sandbox::with_commit();
    sandbox.git("repo", ["config", "core.ignorecase", "true"]);
    let blob = sandbox.git("repo", ["hash-object", "-w", "--stdin"]);
    sandbox.write("marked", MARKER);
    let marked = sandbox.git("repo", ["hash-object", "-w", "../marked"]);
    for (id, path) in [(&blob, "Zeta"), (&marked, "alpha"), (&marked, "BASE"), (&blob, "zeta")] {
        sandbox.git("repo", ["update-index", "--add", "--cacheinfo", &format!("100644,{id},{path}")]);
    }
    assert_eq!(sandbox.look("repo").agreed().marked(), ["BASE", "alpha"]);
}

#[test]
fn many_files_and_a_large_one() {
    let sandbox = Sandbox::with_commit();
    for number in 0..3000 {
        sandbox.write(format!("repo/many/{}/{number}", number % 7), format!("{number}"));
    }
    sandbox.write("repo/large", ["line\n".repeat(4_000_000).as_bytes(), MARKER.as_bytes()].concat());
    sandbox.git("repo", ["add", "."]);
    let looks = sandbox.look("repo");
    assert_eq!(looks.lister.as_deref(), Some("Git"));
    let staged = looks.agreed();
    assert_eq!((staged.marked(), staged.paths().len()), (vec!["large"], 3001));
    // The same as a stream, read by several threads.
    let pieces = sandbox.ask("repo", "staged", "").unwrap();
    assert!(pieces.iter().map(|piece| &piece.part[5..]).eq(staged.paths()));
    assert_eq!(pieces.iter().filter(|piece| piece.marked).count(), 1);
}
