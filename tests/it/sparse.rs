//! Sparse checkouts: what git tracks and leaves out of the work tree.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{Run, Sandbox, with_both_engines};

/// Commits two files with a token below `in` and `out`.
fn committed(sandbox: &Sandbox) {
    for path in ["in/a.env", "out/b.env"] {
        sandbox.commit(path, format!("A='{}'\n", sandbox.token()));
    }
}

/// Asserts in which files `atlatch scan ARGUMENTS` finds something, each once.
#[track_caller]
fn found(sandbox: &Sandbox, arguments: &[&str], expected: &[&str]) {
    let run = sandbox.atlatch([&["scan", "--format", "json"], arguments].concat()).exits(1);
    let lines = run.json();
    let mut findings: Vec<&str> = lines.iter().filter_map(|line| line.get("path")?.as_str()).collect();
    findings.sort_unstable();
    assert_eq!(findings, expected, "{}", run.all());
    assert_eq!(skipped(&run), BTreeSet::new());
}

/// What a report says of files that were not looked at.
fn skipped(run: &Run) -> BTreeSet<(String, String)> {
    let summary = run.json().pop().unwrap()["summary"].clone();
    let parts = summary["skipped"].as_array().unwrap().iter();
    parts.map(|part| ["path", "reason"].map(|key| part[key].as_str().unwrap().to_owned()).into()).collect()
}

#[test]
fn what_is_left_out_of_the_work_tree_is_looked_at_as_it_is_in_the_index() {
    with_both_engines(|sandbox| {
        committed(sandbox);
        let name = sandbox.mint(atlatch::mint::Mint::atbb);
        sandbox.commit(&format!("out/{name}"), "harmless\n");
        sandbox.git(["sparse-checkout", "set", "--no-cone", "/in/"]);
        assert!(!sandbox.current().join("out").exists());
        let run = sandbox.atlatch(["scan"]).exits(1);
        run.says("out/b.env:1").says("(its name)").says("3 blocked").says("3 files looked at");
        sandbox.git(["rm", "--quiet", "--sparse", "--cached", &format!("out/{name}")]);
        found(sandbox, &[], &["in/a.env", "out/b.env"]);
        found(sandbox, &["."], &["in/a.env", "out/b.env"]);
        sandbox.enter("repo/in");
        found(sandbox, &["."], &["in/a.env"]);
        found(sandbox, &[], &["in/a.env", "out/b.env"]);
        found(sandbox, &[".."], &["in/a.env", "out/b.env"]);
        let top = sandbox.home().join("repo");
        found(sandbox, &[&top.to_string_lossy(), "."], &["in/a.env", "out/b.env"]);
        // What stands in the work tree all the same is what counts there.
        sandbox.write("../out/b.env", "harmless\n");
        found(sandbox, &[], &["in/a.env"]);
    });
}

#[test]
fn what_a_folded_index_leaves_out_is_looked_at() {
    let sandbox = Sandbox::new();
    committed(&sandbox);
    sandbox.git(["sparse-checkout", "set", "--cone", "--sparse-index", "in"]);
    assert!(sandbox.git(["ls-files", "--sparse"]).out.contains("out/\n"));
    found(&sandbox, &[], &["in/a.env", "out/b.env"]);
}

#[test]
fn what_was_never_fetched_is_told_and_what_is_lost_is_an_error() {
    let sandbox = Sandbox::new();
    committed(&sandbox);
    sandbox.git(["config", "uploadpack.allowFilter", "true"]);
    let address = format!("file://{}", sandbox.current().display());
    sandbox.git(["clone", "--quiet", "--filter=blob:none", "--no-checkout", &address, "../partial"]);
    let out = sandbox.git(["rev-parse", "HEAD:out/b.env"]).out.trim().to_owned();
    sandbox.enter("partial");
    sandbox.git(["sparse-checkout", "set", "--no-cone", "/in/"]);
    sandbox.git(["checkout", "--quiet", "main"]);
    let run = sandbox.atlatch(["scan", "--format", "json"]).exits(1);
    assert_eq!(run.rules(), ["atlassian-api-token"], "{}", run.all());
    let expected = ("out/b.env".to_owned(), "neither checked out nor fetched".to_owned());
    assert_eq!(skipped(&run), BTreeSet::from([expected]));
    sandbox.write(".atlatch.toml", "version = 1\n[policy]\nskipped = \"block\"\n");
    sandbox.atlatch(["scan"]).exits(2).says("skipped: out/b.env: neither checked out nor fetched");
    fs::remove_file(sandbox.current().join(".atlatch.toml")).unwrap();
    // Fetched for some other reason.
    sandbox.git(["cat-file", "-e", &out]);
    found(&sandbox, &[], &["in/a.env", "out/b.env"]);

    sandbox.enter("repo");
    sandbox.git(["sparse-checkout", "set", "--no-cone", "/in/"]);
    fs::remove_file(sandbox.current().join(".git/objects").join(&out[..2]).join(&out[2..])).unwrap();
    sandbox.atlatch(["scan"]).exits(2).says("in/a.env:1").says(&out);
}

#[test]
fn what_another_repository_leaves_out_is_told() {
    let sandbox = Sandbox::without_repository();
    sandbox.git(["init", "--quiet", "--initial-branch=main", "folder/other"]);
    sandbox.enter("folder/other");
    committed(&sandbox);
    sandbox.git(["sparse-checkout", "set", "--no-cone", "/in/"]);
    sandbox.enter("");
    let run = sandbox.atlatch(["scan", "--format", "json", "folder"]).exits(1);
    assert_eq!(run.rules().len(), 1);
    let expected = ("folder/other/out/b.env".to_owned(), "not checked out in its repository".to_owned());
    assert_eq!(skipped(&run), BTreeSet::from([expected]));
}

/// A sparse checkout without the files at the top, among them an allowlist for one of two values.
fn with_allowlist(sandbox: &Sandbox) -> Vec<String> {
    committed(sandbox);
    let report = sandbox.atlatch(["scan", "--format", "json"]).exits(1).json();
    let fingerprints: Vec<_> =
        report.iter().filter_map(|line| Some(line.get("fingerprint")?.as_str()?.to_owned())).collect();
    sandbox.atlatch(["allow", &fingerprints[0], "--reason", "the team knows"]).exits(0);
    sandbox.git(["commit", "--quiet", "--no-verify", "--message", "allow it"]);
    sandbox.git(["sparse-checkout", "set", "--no-cone", "/in/"]);
    assert!(!sandbox.current().join(".atlatch.toml").exists());
    fingerprints
}

#[test]
fn the_allowlist_counts_where_it_is_left_out() {
    with_both_engines(|sandbox| {
        let fingerprints = with_allowlist(sandbox);
        sandbox.atlatch(["allow", "--list"]).exits(0).says("the team knows").says("1 entry in");
        sandbox.atlatch(["scan"]).exits(1).says("out/b.env:1").says("1 blocked, 0 warned, 1 allowed");
        sandbox.atlatch(["allow", "--check"]).exits(0).says("all needed: 1 entry");
        sandbox.enter("repo/in");
        sandbox.atlatch(["allow", &fingerprints[1], "--reason", "me too"]).exits(0).says("staged .atlatch.toml");
        let staged = sandbox.git(["show", ":.atlatch.toml"]).out;
        assert!(staged.contains("the team knows") && staged.contains("me too"), "{staged}");
        sandbox.atlatch(["scan"]).exits(0).says("2 allowed");
        sandbox.atlatch(["allow", "--remove", &fingerprints[0]]).exits(0);
        sandbox.atlatch(["allow", "--list"]).exits(0).says("1 entry in").says("me too");
        // Deleted by hand it is gone.
        fs::remove_file(sandbox.current().join("../.atlatch.toml")).unwrap();
        sandbox.atlatch(["allow", "--list"]).exits(0).says("0 entries");
    });
}

#[test]
fn a_baseline_adds_to_an_allowlist_that_is_left_out() {
    let sandbox = Sandbox::new();
    with_allowlist(&sandbox);
    sandbox.atlatch(["baseline"]).exits(0).says("added 1 entry").says("staged");
    sandbox.atlatch(["allow", "--list"]).exits(0).says("the team knows").says("2 entries");
}

#[test]
fn a_first_entry_leaves_alone_what_is_left_out_beside_it() {
    let sandbox = Sandbox::new();
    sandbox.commit(".gitattributes", "*.png binary\n");
    committed(&sandbox);
    sandbox.git(["sparse-checkout", "set", "--no-cone", "/in/"]);
    let allow = ["allow", "0123456789abcdef", "--reason", "known"];
    sandbox.atlatch(allow).exits(0).says("staged .atlatch.toml").says("note: with `.atlatch.toml merge=union`");
    assert_eq!(sandbox.git(["diff", "--cached", "--name-only"]).out, ".atlatch.toml\n");
    assert!(!sandbox.current().join(".gitattributes").exists());
}
