//! Damaged objects and indexes: an error in seconds, never a hang, never "nothing new".

use std::fs;

use crate::mint::Mint;
use crate::repo::testing::{MARKER, Sandbox};

/// A repository with the marker staged in a file that does not compress well, and the path of its loose object.
fn staged() -> (Sandbox, std::path::PathBuf) {
    let sandbox = Sandbox::with_commit();
    let text = MARKER.to_owned() + &Mint::seeded(3).alphanumeric(3000);
    sandbox.write("repo/new", text);
    sandbox.git("repo", ["add", "new"]);
    let id = sandbox.git("repo", ["rev-parse", ":new"]);
    let object = sandbox.loose("repo", &id);
    (sandbox, object)
}

#[test]
fn a_blob_cut_short_anywhere_is_an_error_that_names_it() {
    let (sandbox, object) = staged();
    let whole = fs::read(&object).unwrap();
    for length in [0, 1, 10, whole.len() / 2, whole.len() - 1] {
        fs::write(&object, &whole[..length]).unwrap();
        let error = sandbox.look("repo").refused();
        assert!(error.starts_with("cannot read blob "), "{length}: {error}");
    }
}

#[test]
fn flipped_and_absent_blobs_are_errors() {
    let (sandbox, object) = staged();
    let mut bytes = fs::read(&object).unwrap();
    bytes[1000] ^= 0x55;
    fs::write(&object, bytes).unwrap();
    assert!(sandbox.look("repo").refused().contains("cannot read blob "));
    fs::remove_file(&object).unwrap();
    assert!(sandbox.look("repo").refused().contains("is missing or damaged"));
}

#[test]
fn a_damaged_loose_copy_of_a_packed_blob_does_no_harm() {
    let (sandbox, object) = staged();
    let bytes = fs::read(&object).unwrap();
    sandbox.git("repo", ["repack", "-q", "-a", "-d"]);
    sandbox.git("repo", ["commit", "-q", "-m", "packed"]);
    sandbox.git("repo", ["repack", "-q", "-a", "-d"]);
    sandbox.git("repo", ["reset", "-q", "--soft", "HEAD~1"]);
    fs::create_dir_all(object.parent().unwrap()).unwrap();
    fs::write(&object, &bytes[..bytes.len() / 2]).unwrap();
    // libgit2 alone may refuse; git reads packs first.
    let looks = sandbox.look("repo");
    assert_eq!(looks.both.unwrap().marked(), ["new"]);
    assert_eq!(looks.git.unwrap().marked(), ["new"]);
}

#[test]
fn a_damaged_commit_or_tree_is_an_error() {
    for name in ["HEAD", "HEAD^{tree}", "HEAD:sub"] {
        let sandbox = Sandbox::with_commit();
        for number in 0..20 {
            sandbox.write(format!("repo/sub/{number}"), "text");
        }
        sandbox.git("repo", ["add", "."]);
        sandbox.git("repo", ["commit", "-q", "-m", "more"]);
        let id = sandbox.git("repo", ["rev-parse", name]);
        sandbox.stage_marker("repo", "sub/new");
        let object = sandbox.loose("repo", &id);
        let whole = fs::read(&object).unwrap();
        for length in [0, 10, whole.len() / 2] {
            fs::write(&object, &whole[..length]).unwrap();
            let error = sandbox.look("repo").refused();
            assert!(error.starts_with("git diff-index: "), "{name} {length}: {error}");
        }
        // Of an object that only lacks the end of its checksum, a git may read what is there; then all of it is seen.
        fs::write(&object, &whole[..whole.len() - 1]).unwrap();
        let looks = sandbox.look("repo");
        looks.libgit2.unwrap_err();
        match looks.both {
            Ok(staged) => assert_eq!(staged.marked(), ["sub/new"], "{name}"),
            Err(error) => assert!(error.starts_with("git diff-index: "), "{name}: {error}"),
        }
    }
}

#[test]
fn an_old_side_that_cannot_be_read_hides_nothing() {
    let sandbox = Sandbox::with_commit();
    let old = sandbox.git("repo", ["rev-parse", "HEAD:base"]);
    sandbox.stage_marker("repo", "base");
    fs::write(sandbox.loose("repo", &old), "damaged").unwrap();
    assert_eq!(sandbox.look("repo").agreed().marked(), ["base"]);
}

#[test]
fn a_flipped_index_is_read_as_git_reads_it() {
    let (sandbox, _) = staged();
    let path = sandbox.path("repo/.git/index");
    let mut bytes = fs::read(&path).unwrap();
    // In the time stamps of the first entry.
    bytes[16] ^= 1;
    fs::write(&path, bytes).unwrap();
    assert_eq!(sandbox.look("repo").served_by_git().marked(), ["new"]);
}

#[test]
fn a_cut_empty_or_unreadable_index_is_an_error() {
    let (sandbox, _) = staged();
    let path = sandbox.path("repo/.git/index");
    let whole = fs::read(&path).unwrap();
    for length in [0, 5, 12, 40, whole.len() / 2] {
        fs::write(&path, &whole[..length]).unwrap();
        let error = sandbox.look("repo").refused();
        assert!(error.contains("index"), "{length}: {error}");
    }
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    sandbox.look("repo").refused();
}

#[test]
fn an_index_that_only_lacks_its_checksum_hides_nothing() {
    let (sandbox, _) = staged();
    let path = sandbox.path("repo/.git/index");
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() - 21]).unwrap();
    let looks = sandbox.look("repo");
    looks.libgit2.unwrap_err();
    // Git reads what is there, or refuses it as other versions may.
    match looks.both {
        Ok(staged) => assert_eq!(staged.marked(), ["new"]),
        Err(error) => assert!(error.contains("index"), "{error}"),
    }
}

#[test]
fn somebody_elses_lock_is_left_alone() {
    let (sandbox, _) = staged();
    sandbox.write("repo/.git/index.lock", "");
    assert_eq!(sandbox.look("repo").agreed().marked(), ["new"]);
    assert_eq!(fs::read(sandbox.path("repo/.git/index.lock")).unwrap(), b"");
}

#[test]
fn looking_writes_nothing() {
    let (sandbox, _) = staged();
    // A work-tree file that looks changed makes git want to refresh the index.
    sandbox.write("repo/base", "base\n");
    let before = fs::read(sandbox.path("repo/.git/index")).unwrap();
    let listing = |()| sandbox.git(".", ["hash-object", "repo/.git/index", "repo/.git/HEAD"]);
    let (hashes, files) = (listing(()), count_files(&sandbox.path("repo/.git")));
    sandbox.look("repo").agreed();
    assert!(before == fs::read(sandbox.path("repo/.git/index")).unwrap());
    assert_eq!((hashes, files), (listing(()), count_files(&sandbox.path("repo/.git"))));
}

/// How many files are below a folder.
fn count_files(folder: &std::path::Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|entry| if entry.path().is_dir() { count_files(&entry.path()) } else { 1 }).sum()
}
