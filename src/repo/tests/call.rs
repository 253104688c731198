//! The ways git calls the hook: which index, which base.

use crate::repo::testing::{MARKER, Sandbox};

/// A repository with a first commit and a hook that looks.
fn hooked() -> Sandbox {
    let sandbox = Sandbox::with_commit();
    sandbox.hook("repo/.git/hooks", "pre-commit", "exec LOOK");
    sandbox
}

/// Commits with these arguments and gives the paths with the marker, and all paths, that the hook saw.
fn committed(sandbox: &Sandbox, folder: &str, arguments: &[&str]) -> (Vec<String>, Vec<String>) {
    sandbox.git(folder, ["commit", "-q", "-m", "message"].iter().chain(arguments));
    let mut looks = sandbox.hook_looks();
    assert_eq!(looks.len(), 1);
    let staged = looks.remove(0).agreed();
    let owned = |paths: Vec<&str>| paths.into_iter().map(str::to_owned).collect();
    (owned(staged.marked()), owned(staged.paths()))
}

#[test]
fn the_first_commit_is_compared_with_nothing() {
    let sandbox = Sandbox::new();
    sandbox.git(".", ["init", "-q", "repo"]);
    sandbox.hook("repo/.git/hooks", "pre-commit", "exec LOOK");
    sandbox.stage_marker("repo", "new");
    sandbox.write("repo/other", "other");
    sandbox.git("repo", ["add", "other"]);
    assert_eq!(sandbox.look("repo").agreed().paths(), ["new", "other"]);
    assert_eq!(committed(&sandbox, "repo", &[]).0, ["new"]);
}

#[test]
fn an_orphan_branch_is_compared_with_nothing() {
    let sandbox = hooked();
    sandbox.git("repo", ["checkout", "-q", "--orphan", "other"]);
    sandbox.stage_marker("repo", "new");
    let (marked, paths) = committed(&sandbox, "repo", &[]);
    assert_eq!((marked.len(), paths.len()), (1, 2));
}

#[test]
fn plain_all_partial_and_amending_commits_are_seen_as_they_will_be() {
    let sandbox = hooked();
    sandbox.stage_marker("repo", "staged");
    assert_eq!(committed(&sandbox, "repo", &[]).0, ["staged"]);

    sandbox.write("repo/base", MARKER);
    sandbox.write("repo/staged", "harmless");
    sandbox.git("repo", ["add", "staged"]);
    assert_eq!(committed(&sandbox, "repo", &["--", "base"]), (vec!["base".into()], vec!["base".into()]));

    sandbox.write("repo/base", "harmless");
    sandbox.git("repo", ["add", "."]);
    sandbox.write("repo/base", MARKER.to_owned() + " again");
    assert_eq!(committed(&sandbox, "repo", &["-a"]).0, ["base"]);

    sandbox.write("repo/base", MARKER.to_owned() + " once more");
    assert_eq!(committed(&sandbox, "repo", &["--amend", "-a"]).0, ["base"]);
    assert_eq!(committed(&sandbox, "repo", &["--amend"]).1, [""; 0]);
    assert_eq!(committed(&sandbox, "repo", &["--allow-empty"]).1, [""; 0]);
}

#[test]
fn a_commit_from_a_folder_below_is_seen() {
    let sandbox = hooked();
    sandbox.write("repo/sub/file", "text");
    sandbox.stage_marker("repo", "new");
    sandbox.git("repo", ["add", "."]);
    assert_eq!(committed(&sandbox, "repo/sub", &[]).0, ["new"]);
    sandbox.write("repo/sub/file", MARKER);
    assert_eq!(committed(&sandbox, "repo/sub", &["-a"]).0, ["sub/file"]);
}

#[test]
fn picked_parts_of_a_file_are_seen() {
    let sandbox = hooked();
    sandbox.write("repo/base", format!("{MARKER}\nbase\n"));
    let answers = sandbox.path("answers");
    std::fs::write(&answers, "y\n").unwrap();
    let mut commit = sandbox.command("git", "repo");
    commit.args(["commit", "-q", "-p", "-m", "message"]).stdin(std::fs::File::open(answers).unwrap());
    assert!(commit.output().unwrap().status.success());
    assert_eq!(sandbox.hook_looks().remove(0).agreed().marked(), ["base"]);
}

#[test]
fn a_hook_that_goes_elsewhere_still_sees_the_index() {
    let sandbox = Sandbox::with_commit();
    sandbox.hook("repo/.git/hooks", "pre-commit", "cd sub && exec LOOK");
    sandbox.write("repo/sub/file", "text");
    sandbox.git("repo", ["add", "."]);
    sandbox.stage_marker("repo", "new");
    for arguments in [&[][..], &["-a", "--amend"], &["--", "new"]] {
        sandbox.write("repo/new", format!("{MARKER} {arguments:?}"));
        sandbox.git("repo", ["add", "new"]);
        assert_eq!(committed(&sandbox, "repo", arguments).0, ["new"], "{arguments:?}");
    }
}

#[test]
fn an_index_that_is_named_and_absent_is_an_error() {
    let mut sandbox = Sandbox::with_commit();
    sandbox.set("GIT_INDEX_FILE", "nowhere/index");
    let error = sandbox.look("repo").refused();
    assert!(error.contains("repo/nowhere/index, which does not exist | "), "{error}");
}

#[test]
fn an_absent_index_deletes_everything_and_adds_nothing() {
    let sandbox = Sandbox::with_commit();
    std::fs::remove_file(sandbox.path("repo/.git/index")).unwrap();
    let staged = sandbox.look("repo").agreed();
    assert_eq!((staged.paths().len(), staged.removed), (0, (0, 1)));
}

#[test]
fn the_staged_content_counts_and_not_the_work_tree() {
    let sandbox = hooked();
    sandbox.stage_marker("repo", "staged");
    sandbox.write("repo/staged", "harmless");
    sandbox.write("repo/base", MARKER);
    assert_eq!(committed(&sandbox, "repo", &[]), (vec!["staged".into()], vec!["staged".into()]));
}

#[test]
fn an_intention_to_add_is_no_content() {
    let sandbox = Sandbox::with_commit();
    sandbox.write("repo/intended", MARKER);
    sandbox.git("repo", ["add", "-N", "intended"]);
    sandbox.git("repo", ["rm", "-q", "--cached", "base"]);
    sandbox.git("repo", ["add", "-N", "base"]);
    let staged = sandbox.look("repo").agreed();
    assert_eq!((staged.paths().len(), staged.removed), (0, (0, 1)));
}

#[test]
fn flags_that_hide_the_work_tree_do_not_hide_the_index() {
    for flag in ["--skip-worktree", "--assume-unchanged"] {
        let sandbox = hooked();
        sandbox.stage_marker("repo", "base");
        sandbox.git("repo", ["update-index", flag, "base"]);
        assert_eq!(committed(&sandbox, "repo", &[]).0, ["base"], "{flag}");
    }
}

#[test]
fn a_head_that_cannot_be_read_is_an_error() {
    let sandbox = Sandbox::with_commit();
    sandbox.stage_marker("repo", "new");
    let head = sandbox.git("repo", ["rev-parse", "HEAD"]);
    std::fs::remove_file(sandbox.loose("repo", &head)).unwrap();
    let error = sandbox.look("repo").refused();
    assert!(error.contains("git diff-index: "), "{error}");

    sandbox.write("repo/.git/refs/heads/main", "no commit id\n");
    let looks = sandbox.look("repo");
    // Git itself cannot tell this from a branch without commits; then all of the index is new.
    let seen = looks.both.map(|staged| staged.marked().join(" "));
    assert!(seen.as_ref().map_or(true, |marked| marked == "new"), "{seen:?}");
}

#[test]
fn one_index_entry_and_one_tree_entry_can_be_asked_for() {
    let sandbox = Sandbox::with_commit();
    sandbox.write("repo/sub/folder/deep", "deep");
    sandbox.git("repo", ["add", "."]);
    let entries = sandbox.look("repo").entries;
    assert_eq!(entries, ["index base file", "HEAD base file", "index sub/folder/deep file"]);
    sandbox.git("repo", ["commit", "-q", "-m", "deep"]);
    sandbox.git("repo", ["rm", "-q", "--cached", "base"]);
    let entries = sandbox.look("repo").entries;
    assert_eq!(entries, ["HEAD base file", "index sub/folder/deep file", "HEAD sub/folder/deep file"]);
}
