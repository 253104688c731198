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
