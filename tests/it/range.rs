//! Commits by hand and in CI: ranges, the merge base, the whole history.

use crate::support::Sandbox;

/// Five commits, the third with a token that the fourth takes out.
fn prepared(sandbox: &Sandbox) {
    sandbox.commit("one", "1\n");
    sandbox.git(["tag", "start"]);
    sandbox.commit("two", "2\n");
    sandbox.commit("sub/three.env", format!("T={}\n", sandbox.token()));
    sandbox.commit("sub/three.env", "T=\n");
    sandbox.commit("five", "5\n");
}

#[test]
fn a_range_names_the_commit_and_the_place() {
    let sandbox = Sandbox::new();
    prepared(&sandbox);
    let third = sandbox.git(["rev-parse", "HEAD~2"]).out.trim().to_owned();
    for range in ["start..HEAD", "start...HEAD", "start..", "HEAD~2^!", "HEAD"] {
        let report = sandbox.atlatch(["scan", "--range", range, "--format", "json"]).exits(1).json();
        assert_eq!(report[0]["path"], "sub/three.env", "{range}");
        assert_eq!(report[0]["commit"], third.as_str(), "{range}");
        assert_eq!(report.len(), 2, "{range}");
    }
    sandbox.atlatch(["scan", "--range", "HEAD~2..HEAD"]).exits(0);
    sandbox.git(["switch", "--quiet", "--create", "side", "HEAD~2"]);
    sandbox.atlatch(["scan", "--since-merge-base", "main"]).exits(0);
    sandbox.atlatch(["scan", "--since-merge-base", "start"]).exits(1);
}

#[test]
fn an_empty_range_is_said_and_an_unknown_one_is_an_error() {
    let sandbox = Sandbox::new();
    prepared(&sandbox);
    sandbox.atlatch(["scan", "--range", "HEAD..HEAD"]).exits(0).says("no commits in HEAD..HEAD");
    sandbox.atlatch(["scan", "--range", "nowhere..HEAD"]).exits(2).says("nowhere");
    sandbox.atlatch(["scan", "--since-merge-base", "nowhere"]).exits(2).says("nowhere");
}

#[test]
fn a_base_that_a_shallow_clone_lacks_is_an_error_with_the_cure() {
    let sandbox = Sandbox::new();
    prepared(&sandbox);
    let start = sandbox.git(["rev-parse", "start"]).out.trim().to_owned();
    let from = format!("file://{}", sandbox.current().display());
    sandbox.enter("");
    sandbox.git(["clone", "--quiet", "--depth", "1", &from, "shallow"]);
    sandbox.enter("shallow");
    sandbox.atlatch(["scan", "--range", &format!("{start}..HEAD")]).exits(2).says("help:").says("git fetch");
}

#[test]
fn a_merge_brings_only_what_no_parent_has() {
    let sandbox = Sandbox::new();
    sandbox.commit("base", "1\n");
    sandbox.git(["switch", "--quiet", "--create", "side"]);
    sandbox.commit("side.env", sandbox.token());
    sandbox.git(["switch", "--quiet", "main"]);
    sandbox.commit("other", "2\n");
    sandbox.git(["merge", "--quiet", "--no-edit", "--no-verify", "side"]);
    // One finding, at the commit that brought it, and none at the merge.
    let report = sandbox.atlatch(["scan", "--range", "HEAD", "--format", "json"]).exits(1).json();
    assert_eq!(report.len(), 2);
    sandbox.atlatch(["scan", "--range", "HEAD^!"]).exits(0);
}

#[test]
fn what_a_commit_only_moves_is_not_new() {
    let sandbox = Sandbox::new();
    sandbox.commit("old/a.env", format!("A='{}'\n", sandbox.token()));
    sandbox.git(["tag", "start"]);
    sandbox.git(["mv", "old", "new"]);
    sandbox.git(["commit", "--quiet", "--message", "move"]);
    sandbox.atlatch(["scan", "--range", "start..HEAD"]).exits(0);
    // Not so if it goes in one commit and comes again in the next.
    sandbox.git(["rm", "--quiet", "new/a.env"]);
    sandbox.git(["commit", "--quiet", "--message", "remove"]);
    sandbox.git(["checkout", "HEAD~1", "--", "new/a.env"]);
    sandbox.git(["commit", "--quiet", "--message", "restore"]);
    sandbox.atlatch(["scan", "--range", "start..HEAD"]).exits(1);
}

#[test]
fn variables_of_a_hook_manager_name_the_range() {
    let sandbox = Sandbox::new();
    prepared(&sandbox);
    sandbox.set("PRE_COMMIT_FROM_REF", "start");
    sandbox.set("PRE_COMMIT_TO_REF", "HEAD");
    sandbox.atlatch(["hook", "pre-commit"]).exits(1).says("sub/three.env:1");
    // A name filters what is still there; what is gone again can be named by nobody.
    sandbox.atlatch(["hook", "pre-commit", "five"]).exits(0);
    sandbox.git(["rm", "--quiet", "sub/three.env"]);
    sandbox.git(["commit", "--quiet", "--no-verify", "--message", "x"]);
    sandbox.atlatch(["hook", "pre-commit", "five"]).exits(1).says("sub/three.env:1");
}

#[test]
fn the_history_is_looked_at_whole() {
    let sandbox = Sandbox::new();
    prepared(&sandbox);
    let third = sandbox.git(["rev-parse", "HEAD~2"]).out.trim().to_owned();
    sandbox.commit("still.env", sandbox.token());
    let token = sandbox.token();
    sandbox.git(["commit", "--quiet", "--no-verify", "--allow-empty", "--message", &format!("x\n\n{token}")]);
    sandbox.git(["tag", "--annotate", "--message", &sandbox.token(), "v1"]);
    sandbox.git(["gc", "--quiet"]);
    // Never committed, but in the object database.
    sandbox.stage("staged.env", sandbox.token());
    sandbox.git(["rm", "--quiet", "--cached", "--force", "staged.env"]);
    let report = sandbox.atlatch(["scan", "--history", "--format", "json"]).exits(1).json();
    assert_eq!(report.len(), 6, "{report:?}");
    let three = report.iter().find(|line| line["path"] == "sub/three.env").expect("the one that was taken out");
    assert_eq!(three["commit"], third.as_str());
    assert!(report.iter().any(|line| line["path"] == "still.env"));
    sandbox.atlatch(["scan", "--history", "-v"]).exits(1).says("the end of a branch").says(" --> blob ");
}
