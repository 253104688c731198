//! Settings of git, and what it refuses.

use std::fs;

use crate::repo::testing::Sandbox;

#[test]
fn a_repository_of_somebody_else_is_refused_unless_git_trusts_it() {
    let mut sandbox = Sandbox::with_commit();
    sandbox.stage_marker("repo", "new");
    let other = sandbox.command("chown", ".").args(["-R", "12345", "repo"]).status().unwrap();
    if !other.success() {
        eprintln!("only root can give files away");
        return;
    }
    let error = sandbox.look("repo").refused();
    assert!(error.contains("| make this folder yours"), "{error}");
    // Git's own ways to trust it, which libgit2 does not know.
    sandbox.set("GIT_CONFIG_COUNT", "1");
    sandbox.set("GIT_CONFIG_KEY_0", "safe.directory");
    sandbox.set("GIT_CONFIG_VALUE_0", sandbox.path("repo").to_str().unwrap().to_owned());
    assert_eq!(sandbox.look("repo").served_by_git().marked(), ["new"]);
    sandbox.set("GIT_CONFIG_COUNT", "0");
    sandbox.set("GIT_DIR", sandbox.path("repo/.git").to_str().unwrap().to_owned());
    assert_eq!(sandbox.look("repo").served_by_git().marked(), ["new"]);
    // And one that both know.
    let directory = sandbox.path("repo").to_str().unwrap().to_owned();
    sandbox.git(".", ["config", "--global", "safe.directory", &directory]);
    sandbox.unset("GIT_DIR");
    assert_eq!(sandbox.look("repo").both.unwrap().marked(), ["new"]);
}

#[test]
fn a_damaged_configuration_is_an_error_that_names_it() {
    let sandbox = Sandbox::with_commit();
    sandbox.stage_marker("repo", "new");
    let path = sandbox.path("repo/.git/config");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.clone() + "[broken\n").unwrap();
    let error = sandbox.look("repo").refused();
    assert!(error.contains("config"), "{error}");

    fs::write(&path, text.clone() + "[core]\n\tignorecase = maybe\n").unwrap();
    assert_eq!(sandbox.look("repo").both.unwrap().marked(), ["new"]);

    let included = "[include]\n\tpath = absent\n[includeIf \"onbranch:main\"]\n\tpath = absent\n";
    fs::write(&path, format!("\u{feff}{text}{included}")).unwrap();
    assert_eq!(sandbox.look("repo").agreed().marked(), ["new"]);
}

#[test]
fn replaced_objects_are_seen_as_they_are_committed() {
    let sandbox = Sandbox::with_commit();
    let harmless = sandbox.git("repo", ["rev-parse", "HEAD:base"]);
    let before = sandbox.git("repo", ["rev-parse", "HEAD"]);
    sandbox.stage_marker("repo", "new");
    let marked = sandbox.git("repo", ["rev-parse", ":new"]);
    sandbox.git("repo", ["replace", &marked, &harmless]);
    assert_eq!(sandbox.look("repo").agreed().marked(), ["new"]);
    // A replaced HEAD that already holds the file would hide it.
    sandbox.git("repo", ["commit", "-q", "-m", "new"]);
    let with = sandbox.git("repo", ["rev-parse", "HEAD"]);
    sandbox.git("repo", ["reset", "-q", "--soft", &before]);
    sandbox.git("repo", ["replace", &before, &with]);
    assert_eq!(sandbox.look("repo").agreed().marked(), ["new"]);
}

#[test]
fn in_a_quarantine_there_is_nothing_staged() {
    let mut sandbox = Sandbox::with_commit();
    sandbox.stage_marker("repo", "new");
    sandbox.set("GIT_QUARANTINE_PATH", "/somewhere");
    let error = sandbox.look("repo").refused();
    assert!(error.contains("| call `atlatch hook pre-receive`"), "{error}");
}

#[test]
fn outside_of_a_repository_the_error_says_so() {
    let mut sandbox = Sandbox::new();
    let ceiling = sandbox.path(".").to_str().unwrap().to_owned();
    sandbox.set("GIT_CEILING_DIRECTORIES", ceiling);
    let error = sandbox.look("home").refused();
    assert!(error.starts_with("git rev-parse: not a git repository") && error.ends_with("| no repository"), "{error}");
    sandbox.set("PATH", "/nowhere");
    let error = sandbox.look("home").refused();
    assert!(error.contains("| install git") && error.ends_with("| no repository"), "{error}");
    // One that is named and not there is not "no repository".
    sandbox.unset("PATH");
    sandbox.set("GIT_DIR", "nowhere");
    let error = sandbox.look("home").refused();
    assert!(error.contains("| run atlatch") && !error.ends_with("| no repository"), "{error}");
}
