//! The whole object database, and where its blobs come from.

use crate::repo::testing::{MARKER, Sandbox};

/// Parts that hold the marker.
fn marked(sandbox: &Sandbox) -> Vec<String> {
    let pieces = sandbox.ask("repo", "history", "").unwrap();
    let mut parts: Vec<_> = pieces.into_iter().filter(|piece| piece.marked).map(|piece| piece.part).collect();
    parts.sort();
    parts
}

#[test]
fn everything_is_seen_once_whatever_leads_to_it() {
    let sandbox = Sandbox::with_commit();
    sandbox.stage_marker("repo", "one");
    sandbox.git("repo", ["commit", "-q", "-m", "subject", "-m", MARKER]);
    sandbox.git("repo", ["tag", "-a", "-m", MARKER, "v1"]);
    // The same content again, elsewhere and later.
    sandbox.git("repo", ["mv", "one", "two"]);
    sandbox.git("repo", ["commit", "-q", "-m", "moved"]);
    // Replaced by an amended commit, only staged, and left by nothing at all.
    sandbox.write("repo/three", format!("{MARKER} 3"));
    sandbox.git("repo", ["add", "."]);
    sandbox.git("repo", ["commit", "-q", "-m", "amended away"]);
    sandbox.git("repo", ["rm", "-q", "three"]);
    sandbox.git("repo", ["commit", "-q", "--amend", "--allow-empty", "-m", "amended"]);
    sandbox.write("repo/four", format!("{MARKER} 4"));
    sandbox.git("repo", ["hash-object", "-w", "four"]);
    let expected = ["blob", "blob", "blob", "message", "tag"];
    assert_eq!(marked(&sandbox), expected);
    sandbox.git("repo", ["gc", "-q"]);
    assert_eq!(marked(&sandbox), expected);
    sandbox.git(".", ["clone", "-q", "--shared", "--bare", "repo", "repo2"]);
    let borrowed = sandbox.ask("repo2", "history", "").unwrap();
    assert_eq!(borrowed.iter().filter(|piece| piece.marked).count(), 5);
}

#[test]
fn a_blob_is_traced_to_its_first_commit_and_path() {
    let sandbox = Sandbox::with_commit();
    sandbox.git("repo", ["checkout", "-q", "-b", "side"]);
    sandbox.stage_marker("repo", "folder/one");
    sandbox.git("repo", ["commit", "-q", "-m", "first"]);
    let first = sandbox.git("repo", ["rev-parse", "HEAD"]);
    let blob = sandbox.git("repo", ["rev-parse", "HEAD:folder/one"]);
    sandbox.git("repo", ["mv", "folder/one", "two"]);
    sandbox.git("repo", ["commit", "-q", "-m", "second"]);
    sandbox.git("repo", ["checkout", "-q", "main"]);
    let trace = || sandbox.ask("repo", &format!("trace {blob}"), "").unwrap().remove(0);
    let seen = trace();
    assert_eq!((seen.commit.as_ref(), &seen.part[..], seen.marked), (Some(&first), "file folder/one", true));

    sandbox.git("repo", ["checkout", "-q", "side"]);
    sandbox.git("repo", ["rm", "-q", "two"]);
    sandbox.git("repo", ["commit", "-q", "-m", "third"]);
    sandbox.git("repo", ["checkout", "-q", "main"]);
    let seen = trace();
    assert_eq!((seen.commit.as_ref(), seen.marked), (Some(&first), false));

    // Only the reflog of HEAD leads to it.
    sandbox.git("repo", ["branch", "-q", "-D", "side"]);
    assert_eq!(trace().commit.as_ref(), Some(&first));

    sandbox.git("repo", ["reflog", "expire", "--expire=now", "--all"]);
    let seen = trace();
    assert_eq!((seen.commit, &seen.part[..]), (None, "file nowhere"));
}

#[test]
fn what_a_merge_brings_by_itself_is_traced_to_the_merge() {
    let sandbox = Sandbox::with_commit();
    sandbox.git("repo", ["checkout", "-q", "-b", "side"]);
    sandbox.git("repo", ["commit", "-q", "--allow-empty", "-m", "side"]);
    sandbox.git("repo", ["checkout", "-q", "main"]);
    sandbox.git("repo", ["merge", "-q", "--no-ff", "--no-commit", "side"]);
    sandbox.stage_marker("repo", "smuggled");
    sandbox.git("repo", ["commit", "-q", "-m", "merge"]);
    let blob = sandbox.git("repo", ["rev-parse", "HEAD:smuggled"]);
    let seen = sandbox.ask("repo", &format!("trace {blob}"), "").unwrap().remove(0);
    assert_eq!(seen.commit.unwrap(), sandbox.git("repo", ["rev-parse", "HEAD"]));
}

#[test]
fn damaged_objects_are_errors() {
    let sandbox = Sandbox::with_commit();
    sandbox.stage_marker("repo", "one");
    sandbox.git("repo", ["commit", "-q", "-m", "one"]);
    let blob = sandbox.git("repo", ["rev-parse", "HEAD:one"]);
    let path = sandbox.loose("repo", &blob);
    let whole = std::fs::read(&path).unwrap();
    for length in [whole.len() - 2, whole.len() / 2, 0] {
        std::fs::write(&path, &whole[..length]).unwrap();
        let error = sandbox.ask("repo", "history", "").unwrap_err();
        assert!(error.starts_with("cannot "), "{length}: {error}");
    }
}
