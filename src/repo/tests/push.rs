//! Pushes, on both sides: what is new to the other side, and nothing else.

use crate::repo::testing::{MARKER, Piece, Sandbox};

/// `repo` with a remote `origin` that has its first commit, and a hook that asks what is about to leave.
fn with_remote() -> Sandbox {
    let sandbox = Sandbox::with_commit();
    sandbox.git(".", ["clone", "-q", "--bare", "repo", "remote.git"]);
    sandbox.git("repo", ["remote", "add", "origin", "../remote.git"]);
    sandbox.git("repo", ["fetch", "-q", "origin"]);
    sandbox.hook("repo/.git/hooks", "pre-push", "ATLATCH_TEST_QUESTION=\"outgoing $1\" exec LOOK");
    sandbox
}

/// Commits a file with the marker.
fn commit_marker(sandbox: &Sandbox, repository: &str, path: &str) {
    sandbox.stage_marker(repository, path);
    sandbox.git(repository, ["commit", "-q", "-m", path]);
}

/// What a hook saw when this was pushed: update and part of every piece with the marker.
fn pushed(sandbox: &Sandbox, arguments: &[&str]) -> Vec<String> {
    sandbox.git("repo", ["push", "-q"].iter().chain(arguments));
    marked(&sandbox.hook_answers().remove(0).unwrap())
}

/// Update and part of every piece with the marker.
fn marked(pieces: &[Piece]) -> Vec<String> {
    pieces.iter().filter(|piece| piece.marked).map(|piece| format!("{} {}", piece.update, piece.part)).collect()
}

#[test]
fn only_what_is_new_to_the_remote_is_looked_at() {
    let sandbox = with_remote();
    commit_marker(&sandbox, "repo", "one");
    assert_eq!(pushed(&sandbox, &["origin", "main"]), ["refs/heads/main file one"]);
    commit_marker(&sandbox, "repo", "two");
    assert_eq!(pushed(&sandbox, &["origin", "main"]), ["refs/heads/main file two"]);
    assert_eq!(pushed(&sandbox, &["origin", "HEAD:other"]), [""; 0]);
}

#[test]
fn three_branches_at_once_and_one_deletes_what_it_added() {
    let sandbox = with_remote();
    for branch in ["a", "b", "c"] {
        sandbox.git("repo", ["checkout", "-q", "-b", branch, "main"]);
        sandbox.write(format!("repo/{branch}"), branch);
        sandbox.git("repo", ["add", "."]);
        sandbox.git("repo", ["commit", "-q", "-m", branch]);
    }
    sandbox.git("repo", ["checkout", "-q", "b"]);
    commit_marker(&sandbox, "repo", "hidden");
    sandbox.git("repo", ["rm", "-q", "hidden"]);
    sandbox.git("repo", ["commit", "-q", "-m", "deleted"]);
    assert_eq!(pushed(&sandbox, &["origin", "a", "b", "c"]), ["refs/heads/b file hidden"]);
}

#[test]
fn a_commit_that_two_branches_bring_is_looked_at_once() {
    let sandbox = with_remote();
    commit_marker(&sandbox, "repo", "one");
    sandbox.git("repo", ["branch", "copy"]);
    assert_eq!(pushed(&sandbox, &["origin", "main", "copy"]).len(), 1);
}

#[test]
fn forced_pushes_and_deletions() {
    let sandbox = with_remote();
    commit_marker(&sandbox, "repo", "one");
    pushed(&sandbox, &["origin", "main", "main:gone"]);
    sandbox.git("repo", ["reset", "-q", "--hard", "HEAD~1"]);
    commit_marker(&sandbox, "repo", "instead");
    assert_eq!(pushed(&sandbox, &["origin", "+main", ":gone"]), ["refs/heads/main file instead"]);
    // Somebody else has pushed in the meantime, so that the old end is not here.
    sandbox.git(".", ["clone", "-q", "remote.git", "other"]);
    commit_marker(&sandbox, "other", "theirs");
    sandbox.git("other", ["push", "-q", "origin", "main"]);
    commit_marker(&sandbox, "repo", "mine");
    assert_eq!(pushed(&sandbox, &["origin", "+main"]), ["refs/heads/main file mine"]);
}

#[test]
fn deletions_alone_bring_nothing() {
    let sandbox = with_remote();
    sandbox.git("repo", ["push", "-q", "--no-verify", "origin", "main:gone"]);
    assert_eq!(pushed(&sandbox, &["../remote.git", ":gone"]), [""; 0]);
    let absent = format!("(delete) {} refs/heads/x {}\n", "0".repeat(40), "12".repeat(20));
    for remote in ["origin", "elsewhere"] {
        assert_eq!(sandbox.ask("repo", &format!("outgoing {remote}"), &absent), Ok(vec![]));
    }
}

#[test]
fn tags_and_their_messages() {
    let sandbox = with_remote();
    commit_marker(&sandbox, "repo", "one");
    sandbox.git("repo", ["tag", "-a", "-m", MARKER, "v1"]);
    sandbox.git("repo", ["tag", "-a", "-m", "around v1", "v2", "v1"]);
    sandbox.git("repo", ["tag", "light"]);
    let seen = pushed(&sandbox, &["origin", "v2", "light", "v1"]);
    // Git decides which comes first; each commit and tag comes once.
    let mut parts: Vec<_> = seen.iter().map(|seen| seen.split_once(' ').unwrap().1).collect();
    parts.sort_unstable();
    assert_eq!(parts, ["file one", "tag"]);
    // A tag that is moved.
    sandbox.git("repo", ["tag", "-f", "-a", "-m", &format!("{MARKER} again"), "v1"]);
    assert_eq!(pushed(&sandbox, &["-f", "origin", "v1"]), ["refs/tags/v1 tag"]);
}

#[test]
fn tags_of_blobs_and_trees() {
    let sandbox = with_remote();
    sandbox.write("repo/sub/file", MARKER);
    sandbox.git("repo", ["add", "."]);
    let tree = sandbox.git("repo", ["write-tree"]);
    sandbox.git("repo", ["tag", "blob", &format!("{tree}:sub/file")]);
    sandbox.git("repo", ["tag", "-a", "-m", "tree", "tree", &tree]);
    let mut seen = pushed(&sandbox, &["origin", "blob", "tree"]);
    seen.sort();
    assert_eq!(seen, ["refs/tags/blob file refs/tags/blob", "refs/tags/tree file sub/file"]);
}

#[test]
fn names_of_new_branches_but_not_of_old_ones() {
    let sandbox = with_remote();
    let branch = format!("HEAD:refs/heads/{MARKER}");
    assert_eq!(pushed(&sandbox, &["origin", &branch]), [format!("refs/heads/{MARKER} name refs/heads/{MARKER}")]);
    sandbox.git("repo", ["commit", "-q", "--allow-empty", "-m", "more"]);
    assert_eq!(pushed(&sandbox, &["origin", &branch]), [""; 0]);
}

#[test]
fn local_names_with_spaces() {
    let sandbox = with_remote();
    commit_marker(&sandbox, "repo", "one");
    assert_eq!(pushed(&sandbox, &["origin", ":/one:refs/heads/x"]), ["refs/heads/x file one"]);
    commit_marker(&sandbox, "repo", "two words");
    assert_eq!(pushed(&sandbox, &["origin", "HEAD^{/two words}:refs/heads/y"]), ["refs/heads/y file two words"]);
}

#[test]
fn an_address_instead_of_a_name_means_the_remote_with_this_address() {
    let sandbox = with_remote();
    commit_marker(&sandbox, "repo", "one");
    pushed(&sandbox, &["origin", "main"]);
    assert_eq!(pushed(&sandbox, &["../remote.git", "main:copy"]), [""; 0]);
    // Nothing is known of another one.
    sandbox.git(".", ["init", "-q", "--bare", "new.git"]);
    assert_eq!(pushed(&sandbox, &["../new.git", "main"]), ["refs/heads/main file one"]);
}

#[test]
fn a_remote_below_the_name_of_another_does_not_hide_what_is_new() {
    let sandbox = with_remote();
    commit_marker(&sandbox, "repo", "one");
    sandbox.git(".", ["init", "-q", "--bare", "second.git"]);
    // As older versions of git allow it.
    sandbox.git("repo", ["config", "remote.origin/second.url", "../second.git"]);
    sandbox.git("repo", ["config", "remote.origin/second.fetch", "+refs/heads/*:refs/remotes/origin/second/*"]);
    sandbox.git("repo", ["push", "-q", "--no-verify", "origin/second", "main"]);
    sandbox.git("repo", ["fetch", "-q", "origin/second"]);
    assert_eq!(pushed(&sandbox, &["origin", "main"]), ["refs/heads/main file one"]);
}

#[test]
fn what_hook_managers_say_in_variables() {
    let mut sandbox = with_remote();
    commit_marker(&sandbox, "repo", "one");
    commit_marker(&sandbox, "repo", "two");
    sandbox.set("PRE_COMMIT_REMOTE_BRANCH", "refs/heads/main");
    sandbox.set("PRE_COMMIT_LOCAL_BRANCH", "refs/heads/main");
    let pieces = sandbox.ask("repo", "hook-manager origin", "").unwrap();
    assert_eq!(marked(&pieces), ["refs/heads/main file one", "refs/heads/main file two"]);
    let id = |revision| sandbox.git("repo", ["rev-parse", revision]);
    let (from, to) = (id("main~1"), id("main"));
    sandbox.set("PRE_COMMIT_FROM_REF", from);
    sandbox.set("PRE_COMMIT_TO_REF", to);
    let pieces = sandbox.ask("repo", "hook-manager origin", "").unwrap();
    assert_eq!(marked(&pieces), ["refs/heads/main file two"]);
    sandbox.set("PRE_COMMIT_TO_REF", "12".repeat(20));
    assert!(sandbox.ask("repo", "hook-manager origin", "").is_err());
}

#[test]
fn lines_that_are_not_gits_are_an_error() {
    let sandbox = with_remote();
    assert!(sandbox.ask("repo", "outgoing origin", "nonsense\n").unwrap_err().contains("| let git run this hook"));
    assert_eq!(sandbox.ask("repo", "outgoing origin", ""), Ok(vec![]));
    let absent = format!("x {} refs/heads/x {}\n", "12".repeat(20), "0".repeat(40));
    assert!(sandbox.ask("repo", "outgoing origin", &absent).unwrap_err().contains("cannot read what is pushed"));
}

/// A server that asks in `pre-receive`.
fn server() -> Sandbox {
    let sandbox = with_remote();
    std::fs::remove_file(sandbox.path("repo/.git/hooks/pre-push")).unwrap();
    sandbox.hook("remote.git/hooks", "pre-receive", "ATLATCH_TEST_QUESTION=incoming exec LOOK");
    sandbox
}

#[test]
fn a_server_sees_what_is_in_quarantine() {
    let sandbox = server();
    commit_marker(&sandbox, "repo", "one");
    sandbox.git("repo", ["rm", "-q", "one"]);
    sandbox.git("repo", ["commit", "-q", "-m", "deleted"]);
    sandbox.git("repo", ["tag", "-a", "-m", MARKER, "v1"]);
    let mut seen = pushed(&sandbox, &["origin", "main", "v1"]);
    seen.sort();
    assert_eq!(seen, ["refs/heads/main file one", "refs/tags/v1 tag"]);
    // What the server has from any branch is not new, whoever pushes it and where.
    assert_eq!(pushed(&sandbox, &["origin", "main:copy", ":v1"]), [""; 0]);
    commit_marker(&sandbox, "repo", "two");
    assert_eq!(pushed(&sandbox, &["origin", "HEAD:refs/notes/x"]), ["refs/notes/x file two"]);
}

#[test]
fn a_server_with_packed_pushes_and_reftable() {
    let sandbox = server();
    // Above the limit below which a push is unpacked into loose objects.
    sandbox.git("remote.git", ["config", "transfer.unpackLimit", "1"]);
    commit_marker(&sandbox, "repo", "one");
    assert_eq!(pushed(&sandbox, &["origin", "main"]), ["refs/heads/main file one"]);
    for option in ["--object-format=sha256", "--ref-format=reftable"] {
        let sandbox = Sandbox::new();
        if !sandbox.try_git(".", ["init", "-q", "--bare", option, "remote.git"]).status.success() {
            eprintln!("this git does not know {option}");
            continue;
        }
        sandbox.git(".", ["clone", "-q", "remote.git", "repo"]);
        sandbox.hook("remote.git/hooks", "pre-receive", "ATLATCH_TEST_QUESTION=incoming exec LOOK");
        commit_marker(&sandbox, "repo", "one");
        assert_eq!(pushed(&sandbox, &["origin", "HEAD:main"]), ["refs/heads/main file one"], "{option}");
    }
}
