//! Merges and their like: what differs from every parent is new.

use crate::repo::testing::{MARKER, Sandbox};

/// `main` and `other` differ; the marker is new on `other` only, in `theirs`.
fn diverged() -> Sandbox {
    let sandbox = Sandbox::with_commit();
    sandbox.git("repo", ["checkout", "-q", "-b", "other"]);
    sandbox.write("repo/base", "their line\n");
    sandbox.stage_marker("repo", "theirs");
    sandbox.git("repo", ["commit", "-q", "-a", "-m", "other"]);
    sandbox.git("repo", ["checkout", "-q", "main"]);
    sandbox.write("repo/ours", "ours");
    sandbox.git("repo", ["add", "."]);
    sandbox.git("repo", ["commit", "-q", "-m", "ours"]);
    sandbox
}

/// The same with a conflict in `base`.
fn conflicting() -> Sandbox {
    let sandbox = diverged();
    sandbox.write("repo/base", "our line\n");
    sandbox.git("repo", ["commit", "-q", "-a", "-m", "our line"]);
    sandbox
}

#[test]
fn a_merge_that_commits_by_itself_brings_nothing_new() {
    for octopus in [false, true] {
        let sandbox = diverged();
        sandbox.hook("repo/.git/hooks", "pre-merge-commit", "exec LOOK");
        let mut others = vec!["other"];
        if octopus {
            sandbox.git("repo", ["checkout", "-q", "-b", "third", "main~1"]);
            sandbox.stage_marker("repo", "third");
            sandbox.git("repo", ["commit", "-q", "-m", "third"]);
            sandbox.git("repo", ["checkout", "-q", "main"]);
            others.push("third");
        }
        sandbox.git("repo", ["merge", "-q", "-m", "merge"].iter().chain(&others));
        let staged = sandbox.hook_looks().remove(0).agreed();
        assert_eq!(staged.paths(), [""; 0]);
    }
}

#[test]
fn without_the_merge_the_same_content_is_new() {
    let mut sandbox = diverged();
    sandbox.git("repo", ["merge", "-q", "--squash", "other"]);
    assert_eq!(sandbox.look("repo").agreed().marked(), ["theirs"]);
    // A variable of another repository's merge changes nothing.
    sandbox.set(&format!("GITHEAD_{}", "12".repeat(20)), "elsewhere");
    assert_eq!(sandbox.look("repo").agreed().marked(), ["theirs"]);
}

#[test]
fn only_what_was_made_while_resolving_is_new() {
    let sandbox = conflicting();
    sandbox.hook("repo/.git/hooks", "pre-commit", "exec LOOK");
    assert!(!sandbox.try_git("repo", ["merge", "-q", "other"]).status.success());
    sandbox.stage_marker("repo", "base");
    sandbox.git("repo", ["commit", "-q", "-m", "resolved"]);
    let staged = sandbox.hook_looks().remove(0).agreed();
    assert_eq!((staged.paths(), staged.marked()), (vec!["base"], vec!["base"]));
    // Both parents' versions are its old side.
    assert_eq!(staged.blobs[0].3, 2);
}

#[test]
fn a_merge_stopped_by_request_brings_what_was_added_to_it() {
    let sandbox = diverged();
    sandbox.hook("repo/.git/hooks", "pre-commit", "exec LOOK");
    sandbox.git("repo", ["merge", "-q", "--no-commit", "other"]);
    sandbox.stage_marker("repo", "smuggled");
    sandbox.git("repo", ["commit", "-q", "-m", "merge"]);
    assert_eq!(sandbox.hook_looks().remove(0).agreed().paths(), ["smuggled"]);
}

#[test]
fn content_deleted_by_either_parent_is_on_the_old_side() {
    let sandbox = diverged();
    sandbox.git("repo", ["merge", "-q", "--no-commit", "other"]);
    sandbox.git("repo", ["mv", "theirs", "moved"]);
    let staged = sandbox.look("repo").agreed();
    assert_eq!((staged.marked(), staged.removed.0), (vec!["moved"], 1));
}

#[test]
fn conflicts_are_shown_and_do_not_crash() {
    let sandbox = conflicting();
    sandbox.git("repo", ["checkout", "-q", "other"]);
    sandbox.stage_marker("repo", "base");
    sandbox.git("repo", ["commit", "-q", "-m", "marker"]);
    sandbox.git("repo", ["checkout", "-q", "main"]);
    for command in ["merge", "cherry-pick"] {
        assert!(!sandbox.try_git("repo", [command, "other"]).status.success());
        let staged = sandbox.look("repo").agreed();
        assert_eq!(staged.marked(), ["base"], "{command}");
        sandbox.git("repo", ["reset", "-q", "--hard"]);
    }
    // Deleted on one side, changed on the other.
    sandbox.git("repo", ["rm", "-q", "base"]);
    sandbox.git("repo", ["commit", "-q", "-m", "deleted"]);
    assert!(!sandbox.try_git("repo", ["merge", "other"]).status.success());
    assert_eq!(sandbox.look("repo").agreed().marked(), ["base"]);
}

#[test]
fn picked_commits_with_conflicts_are_compared_with_head() {
    let sandbox = conflicting();
    sandbox.hook("repo/.git/hooks", "pre-commit", "exec LOOK");
    assert!(!sandbox.try_git("repo", ["cherry-pick", "other"]).status.success());
    sandbox.write("repo/base", MARKER);
    sandbox.git("repo", ["add", "base"]);
    sandbox.git("repo", ["-c", "core.editor=true", "cherry-pick", "--continue"]);
    let staged = sandbox.hook_looks().remove(0).agreed();
    assert_eq!(staged.marked(), ["base", "theirs"]);
}

#[test]
fn merge_heads_that_are_no_ids_are_an_error() {
    let sandbox = diverged();
    sandbox.write("repo/.git/MERGE_HEAD", "nonsense\n");
    assert!(sandbox.look("repo").refused().contains("MERGE_HEAD holds no commit ids"));
}
