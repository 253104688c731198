//! What leaves a machine and what arrives on a server: pre-push and pre-receive, with real remotes.

use crate::support::{Run, Sandbox, plain};

/// A repository with a bare remote called `origin`, a first commit that is there, and the pre-push hook.
fn prepared() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "--quiet", "--bare", "--initial-branch=main", "../server.git"]);
    sandbox.git(["remote", "add", "origin", "../server.git"]);
    sandbox.commit("README", "hello\n");
    sandbox.git(["push", "--quiet", "origin", "main"]);
    sandbox.hook("pre-push");
    sandbox
}

/// Asserts that a push was refused because of a finding, and that nothing arrived.
#[track_caller]
fn refused(sandbox: &Sandbox, push: &[&str]) -> Run {
    let before = sandbox.git(["ls-remote", "origin"]).out;
    let run = sandbox.try_git([&["push", "--quiet", "origin"], push].concat());
    assert_ne!(run.code, 0, "the push went through:\n{}", run.all());
    plain(&run.err);
    assert_eq!(sandbox.git(["ls-remote", "origin"]).out, before);
    run.says("1 blocked")
}

#[test]
fn clean_commits_go_through() {
    let sandbox = prepared();
    sandbox.commit("a", "1\n");
    sandbox.git(["push", "--quiet", "origin", "main"]);
    // Nothing new, a new branch of what is there, a deletion.
    sandbox.git(["push", "--quiet", "origin", "main"]);
    sandbox.git(["push", "--quiet", "origin", "main:other"]);
    sandbox.git(["push", "--quiet", "origin", ":other"]);
}

#[test]
fn added_and_deleted_again_is_seen() {
    let sandbox = prepared();
    sandbox.commit("a.env", sandbox.token());
    sandbox.commit("a.env", "gone\n");
    refused(&sandbox, &["main"]).says("a.env:1");
}

#[test]
fn three_branches_at_once_and_one_of_them_bad() {
    let sandbox = prepared();
    for branch in ["one", "two", "three"] {
        sandbox.git(["switch", "--quiet", "--create", branch, "main"]);
        sandbox.commit(branch, "clean\n");
    }
    sandbox.git(["switch", "--quiet", "two"]);
    sandbox.commit("x.env", sandbox.token());
    sandbox.git(["rm", "--quiet", "x.env"]);
    sandbox.git(["commit", "--quiet", "--no-verify", "--message", "take it out"]);
    refused(&sandbox, &["one", "two", "three"]).says("x.env:1");
}

#[test]
fn what_the_remote_has_is_not_looked_at_again() {
    let sandbox = prepared();
    sandbox.commit("old.env", sandbox.token());
    sandbox.git(["push", "--quiet", "--no-verify", "origin", "main"]);
    sandbox.commit("b", "2\n");
    sandbox.git(["push", "--quiet", "origin", "main"]);
    sandbox.git(["push", "--quiet", "origin", "main:new-branch"]);
}

/// A remote that is known to have a secret, of which another one must not be told.
fn with_secret_on_the_server() -> Sandbox {
    let sandbox = prepared();
    sandbox.commit("old.env", sandbox.token());
    sandbox.git(["push", "--quiet", "--no-verify", "origin", "main", "main:other"]);
    sandbox.git(["init", "--quiet", "--bare", "--initial-branch=main", "../elsewhere.git"]);
    sandbox
}

/// Asserts that a push is refused because of the old secret.
#[track_caller]
fn refused_as_new(sandbox: &Sandbox, arguments: &[&str]) {
    let run = sandbox.try_git([&["push", "--quiet"], arguments].concat());
    assert_ne!(run.code, 0, "the push went through:\n{}", run.all());
    run.says("old.env:1");
}

#[test]
fn what_is_fetched_from_one_address_tells_nothing_of_another() {
    let sandbox = with_secret_on_the_server();
    sandbox.git(["config", "remote.origin.pushurl", "../elsewhere.git"]);
    refused_as_new(&sandbox, &["origin", "main"]);
    refused_as_new(&sandbox, &["origin", "main:new"]);
    refused_as_new(&sandbox, &["../elsewhere.git", "main"]);
    // Two places are pushed to, one is fetched from.
    sandbox.git(["config", "--unset", "remote.origin.pushurl"]);
    sandbox.git(["config", "--add", "remote.origin.url", "../elsewhere.git"]);
    refused_as_new(&sandbox, &["origin", "main:new"]);
    // The same place by another address.
    let whole = sandbox.home().join("server.git").display().to_string();
    sandbox.git(["config", "--replace-all", "remote.origin.url", &whole]);
    sandbox.git(["config", "remote.origin.pushurl", &format!("file://{whole}")]);
    sandbox.git(["push", "--quiet", "origin", "main:newer"]);
    sandbox.git(["config", "--unset", "remote.origin.pushurl"]);
    sandbox.git(["config", "remote.origin.url", "short:server.git"]);
    sandbox.git(["config", &format!("url.{}/.insteadOf", sandbox.home().display()), "short:"]);
    sandbox.git(["push", "--quiet", "origin", "main:newest"]);
}

#[test]
fn a_remote_that_moved_has_nothing_yet() {
    let sandbox = with_secret_on_the_server();
    sandbox.git(["remote", "set-url", "origin", "../elsewhere.git"]);
    refused_as_new(&sandbox, &["origin", "main"]);
    // A branch that somebody deleted there is no move, as long as it is not the main one.
    sandbox.git(["remote", "set-url", "origin", "../server.git"]);
    sandbox.git(["remote", "set-head", "origin", "main"]);
    sandbox.enter("server.git");
    sandbox.git(["branch", "--delete", "--force", "other"]);
    sandbox.enter("repo");
    sandbox.git(["push", "--quiet", "origin", "main:other"]);
    sandbox.git(["remote", "set-url", "origin", "../elsewhere.git"]);
    refused_as_new(&sandbox, &["origin", "main"]);
}

#[test]
fn a_forced_push_brings_what_is_new() {
    let sandbox = prepared();
    sandbox.commit("a", "1\n");
    sandbox.git(["push", "--quiet", "origin", "main"]);
    sandbox.git(["reset", "--quiet", "--hard", "HEAD~1"]);
    sandbox.commit("b.env", sandbox.token());
    refused(&sandbox, &["--force", "main"]).says("b.env:1");
}

#[test]
fn messages_authors_tags_and_names_are_looked_at() {
    let sandbox = prepared();
    let token = sandbox.token();
    let empty = ["commit", "--quiet", "--no-verify", "--allow-empty", "--message"];
    sandbox.git([&empty[..], &[&format!("Subject\n\n{token}")]].concat());
    refused(&sandbox, &["main"]);
    sandbox.git(["reset", "--quiet", "--hard", "HEAD~1"]);
    sandbox.git([&empty[..], &["x", "--author", &format!("{token} <a@example.org>")]].concat());
    refused(&sandbox, &["main"]);
    sandbox.git(["reset", "--quiet", "--hard", "HEAD~1"]);
    sandbox.git(["tag", "--annotate", "--message", &token, "v1"]);
    refused(&sandbox, &["v1"]);
    let name = sandbox.mint(atlatch::mint::Mint::atbb);
    sandbox.git(["branch", &name]);
    refused(&sandbox, &[&name]);
}

#[test]
fn the_allowlist_at_the_tip_counts() {
    let sandbox = prepared();
    let token = sandbox.token();
    sandbox.commit("a.env", &token);
    let report = sandbox.atlatch(["scan", "--format", "json"]).exits(1).json();
    let fingerprint = report[0]["fingerprint"].as_str().unwrap().to_owned();
    sandbox.atlatch(["allow", &fingerprint, "--reason", "a fixture"]).exits(0);
    refused(&sandbox, &["main"]);
    sandbox.git(["commit", "--quiet", "--no-verify", "--message", "allow it"]);
    sandbox.git(["push", "--quiet", "origin", "main"]);
}

#[test]
fn a_server_refuses_and_a_push_cannot_excuse_itself() {
    let sandbox = prepared();
    sandbox.git(["config", "core.hooksPath", "/dev/null"]);
    sandbox.enter("server.git");
    sandbox.hook("pre-receive");
    sandbox.enter("repo");
    sandbox.commit("clean", "1\n");
    sandbox.git(["push", "--quiet", "origin", "main"]);
    let token = sandbox.token();
    sandbox.commit("a.env", format!("T={token} # atlatch:allow(atlassian-api-token) let me through\n"));
    let run = sandbox.try_git(["push", "--quiet", "origin", "main"]);
    assert_ne!(run.code, 0, "{}", run.all());
    run.says("a.env:1");
    // An entry in the same push does not help, on the same branch or a new one.
    let report = sandbox.atlatch(["scan", "--format", "json", "--include-allowed"]).json();
    let fingerprint = report[0]["fingerprint"].as_str().unwrap().to_owned();
    sandbox.atlatch(["allow", &fingerprint, "--reason", "a fixture"]).exits(0);
    sandbox.git(["commit", "--quiet", "--message", "allow it"]);
    assert_ne!(sandbox.try_git(["push", "--quiet", "origin", "main"]).code, 0);
    assert_ne!(sandbox.try_git(["push", "--quiet", "origin", "main:new"]).code, 0);
    // Once the entry is on the server, it does.
    sandbox.git(["checkout", "--quiet", "-b", "entry", "origin/main"]);
    sandbox.git(["checkout", "--quiet", "main", "--", ".atlatch.toml"]);
    sandbox.git(["commit", "--quiet", "--message", "only the entry"]);
    sandbox.git(["push", "--quiet", "origin", "entry:main"]);
    sandbox.git(["push", "--quiet", "--force", "origin", "main"]);
}

/// Stores a file that belongs to no commit.
fn blob(sandbox: &Sandbox, content: &str) -> String {
    sandbox.run("git", ["hash-object", "-w", "--stdin"], content.as_bytes()).exits(0).out.trim().to_owned()
}

/// Stores a folder with one file that belongs to no commit.
fn tree(sandbox: &Sandbox, name: &str, content: &str) -> String {
    let entry = format!("100644 blob {}\t{name}\n", blob(sandbox, content));
    sandbox.run("git", ["mktree"], entry.as_bytes()).exits(0).out.trim().to_owned()
}

/// Tags an object twice, by itself and with a message.
fn tag(sandbox: &Sandbox, name: &str, id: &str) {
    sandbox.git(["tag", "--force", name, id]);
    sandbox.git(["tag", "--force", "--annotate", "--message", "a tag", &format!("{name}-annotated"), id]);
}

#[test]
fn tags_of_blobs_and_trees_are_looked_at_as_files() {
    for engine in [None, Some("libgit2"), Some("git")] {
        let sandbox = prepared();
        if let Some(engine) = engine {
            sandbox.set("ATLATCH_ENGINE", engine);
        }
        tag(&sandbox, "blob", &blob(&sandbox, "harmless\n"));
        tag(&sandbox, "tree", &tree(&sandbox, "a", "harmless\n"));
        let all = ["blob", "blob-annotated", "tree", "tree-annotated"];
        sandbox.git([&["push", "--quiet", "origin"], &all[..]].concat());
        // They move, here and on the server.
        sandbox.enter("server.git");
        sandbox.hook("pre-receive");
        sandbox.enter("repo");
        tag(&sandbox, "blob", &blob(&sandbox, "harmless again\n"));
        tag(&sandbox, "tree", &tree(&sandbox, "a", "harmless again\n"));
        sandbox.git([&["push", "--quiet", "--force", "origin"], &all[..]].concat());
        let with_token = blob(&sandbox, &format!("A='{}'\n", sandbox.token()));
        tag(&sandbox, "blob", &with_token);
        tag(&sandbox, "tree", &tree(&sandbox, "a.env", &format!("A='{}'\n", sandbox.token())));
        tag(&sandbox, "named", &tree(&sandbox, &sandbox.mint(atlatch::mint::Mint::atbb), "harmless\n"));
        for arguments in [&["--force"][..], &["--force", "--no-verify"]] {
            for name in ["blob", "blob-annotated"] {
                refused(&sandbox, &[arguments, &[name]].concat()).says(&format!("refs/tags/{name}:1"));
            }
            for name in ["tree", "tree-annotated"] {
                refused(&sandbox, &[arguments, &[name]].concat()).says("a.env:1");
            }
            refused(&sandbox, &[arguments, &["named"]].concat()).says("(its name)");
        }
    }
}

#[test]
fn a_tag_of_a_blob_takes_nothing_from_the_branches_beside_it() {
    let sandbox = prepared();
    tag(&sandbox, "blob", &blob(&sandbox, "harmless\n"));
    sandbox.commit("a.env", sandbox.token());
    sandbox.git(["branch", "bad"]);
    sandbox.git(["reset", "--quiet", "--hard", "HEAD~1"]);
    refused(&sandbox, &["blob", "blob-annotated", "bad"]).says("a.env:1");
    // Even one that leads to nothing.
    let lost = blob(&sandbox, "lost\n");
    tag(&sandbox, "lost", &lost);
    std::fs::remove_file(sandbox.current().join(".git/objects").join(&lost[..2]).join(&lost[2..])).unwrap();
    let none = "0".repeat(40);
    let line = |name: &str| {
        let id = sandbox.git(["rev-parse", name]).out;
        format!("{name} {} {name} {none}\n", id.trim())
    };
    for name in ["refs/tags/lost", "refs/tags/lost-annotated"] {
        let input = line(name) + &line("refs/heads/bad");
        let run = sandbox.atlatch_with(["hook", "pre-push", "origin", "../server.git"], input.as_bytes());
        run.exits(2).says("a.env:1").says(&lost);
    }
}

#[test]
fn the_time_of_a_server_is_limited_aloud() {
    let sandbox = prepared();
    sandbox.git(["config", "core.hooksPath", "/dev/null"]);
    sandbox.enter("server.git");
    sandbox.hook("pre-receive");
    sandbox.enter("repo");
    sandbox.commit("a", "1\n");
    sandbox.set("ATLATCH_TIME_LIMIT", "0");
    let run = sandbox.try_git(["push", "--quiet", "origin", "main"]);
    assert_ne!(run.code, 0);
    run.says("within 0 seconds").says("ATLATCH_TIME_LIMIT");
    sandbox.set("ATLATCH_TIME_LIMIT", "soon");
    assert_ne!(sandbox.try_git(["push", "--quiet", "origin", "main"]).code, 0);
}

#[test]
fn staged_mode_refuses_in_a_quarantine() {
    let sandbox = Sandbox::new();
    sandbox.set("GIT_QUARANTINE_PATH", sandbox.current().join(".git/objects").to_str().unwrap());
    sandbox.atlatch(["hook", "pre-commit"]).exits(2).says("pre-receive");
}
