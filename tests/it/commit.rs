//! Commits through the hook: every way of committing, with a planted token, through both engines.

use atlatch::mint::Mint;

use crate::support::{Run, Sandbox, plain, with_both_engines};

/// Commits what is staged through the hooks.
fn commit(sandbox: &Sandbox) -> Run {
    sandbox.try_git(["commit", "--quiet", "--message", "a change"])
}

/// Asserts that git refused because of a finding.
#[track_caller]
fn refused(run: Run) -> Run {
    assert_ne!(run.code, 0, "the commit went through:\n{}", run.all());
    plain(&run.all());
    run.says("atlatch: ").says("stopped")
}

/// A staged token in a repository with the hook and a first commit.
fn prepared(sandbox: &Sandbox) -> String {
    sandbox.commit("README", "hello\n");
    sandbox.hook("pre-commit");
    sandbox.token()
}

#[test]
fn a_first_commit_is_refused() {
    with_both_engines(|sandbox| {
        sandbox.hook("pre-commit");
        sandbox.stage("a.env", format!("TOKEN={}\n", sandbox.token()));
        refused(commit(sandbox)).says("a.env:1").says("id.atlassian.com");
    });
}

#[test]
fn a_clean_commit_passes_in_silence() {
    with_both_engines(|sandbox| {
        sandbox.hook("pre-commit");
        sandbox.stage("a.txt", "nothing here\n");
        let run = commit(sandbox).exits(0);
        assert_eq!(run.all(), "");
        sandbox.git(["rm", "--quiet", "a.txt"]);
        commit(sandbox).exits(0);
    });
}

#[test]
fn every_kind_is_refused_and_named() {
    let sandbox = Sandbox::new();
    prepared(&sandbox);
    let kinds: [(&str, fn(&mut Mint) -> String); 11] = [
        ("atlassian-api-token", |mint| mint.long_token("ATAT", "at")),
        ("atlassian-service-account-token", |mint| mint.long_token("ATST", "at")),
        ("atlassian-org-api-key", |mint| mint.long_token("ATCT", "ct")),
        ("atlassian-token-unknown", |mint| mint.long_token("ATXY", "xy")),
        ("bitbucket-app-password", Mint::atbb),
        ("atlassian-oauth-client-secret", Mint::atoa),
        ("trello-token", Mint::atta),
        ("atlassian-api-token-legacy", Mint::legacy),
        ("atlassian-dc-pat", Mint::dc_pat),
        ("bitbucket-dc-http-token", |mint| format!("BBDC-{}", mint.dc_pat())),
        ("atlassian-session-token", Mint::jwt_session),
    ];
    for (rule, make) in kinds {
        let secret = sandbox.mint(make);
        sandbox.stage("x.txt", format!("value: '{secret}'\n"));
        refused(commit(&sandbox));
        let report = sandbox.atlatch(["hook", "pre-commit", "--format", "json"]).exits(1);
        assert_eq!(report.rules(), [rule]);
    }
}

#[test]
fn the_staged_content_counts_and_not_the_work_tree() {
    with_both_engines(|sandbox| {
        let token = prepared(sandbox);
        sandbox.stage("a", &token);
        sandbox.write("a", "clean\n");
        refused(commit(sandbox));
        sandbox.git(["add", "a"]);
        sandbox.write("a", &token);
        commit(sandbox).exits(0);
    });
}

#[test]
fn commit_all_reads_the_locked_index() {
    with_both_engines(|sandbox| {
        let token = prepared(sandbox);
        sandbox.write("README", &token);
        refused(sandbox.try_git(["commit", "--quiet", "--all", "--message", "x"]));
    });
}

#[test]
fn commit_of_a_path_reads_that_path_only() {
    with_both_engines(|sandbox| {
        let token = prepared(sandbox);
        sandbox.commit("clean", "1\n");
        sandbox.stage("README", &token);
        sandbox.write("clean", "2\n");
        sandbox.git(["commit", "--quiet", "--message", "x", "--", "clean"]);
        refused(sandbox.try_git(["commit", "--quiet", "--message", "x", "--", "README"]));
    });
}

#[test]
fn amending_compares_with_what_is_replaced() {
    with_both_engines(|sandbox| {
        let token = prepared(sandbox);
        sandbox.stage("b", &token);
        refused(sandbox.try_git(["commit", "--quiet", "--amend", "--no-edit"]));
        sandbox.stage("b", "clean\n");
        sandbox.git(["commit", "--quiet", "--amend", "--no-edit"]);
    });
}

#[test]
fn a_relative_index_and_another_folder_are_resolved_as_git_does() {
    with_both_engines(|sandbox| {
        let token = prepared(sandbox);
        sandbox.stage("sub/a", &token);
        sandbox.set("GIT_INDEX_FILE", ".git/index");
        sandbox.enter("repo/sub");
        sandbox.atlatch(["hook", "pre-commit"]).exits(1);
    });
}

#[test]
fn old_values_do_not_block_again() {
    with_both_engines(|sandbox| {
        let token = prepared(sandbox);
        sandbox.commit("old.env", format!("TOKEN={token}"));
        // A line is added behind one without a newline; the token is moved within the file; the file is renamed.
        sandbox.stage("old.env", format!("TOKEN={token}\nMORE=1\n"));
        commit(sandbox).exits(0);
        sandbox.stage("old.env", format!("MORE=1\r\nT: '{token}'\r\n"));
        commit(sandbox).exits(0);
        sandbox.git(["mv", "old.env", "new.env"]);
        sandbox.stage("new.env", format!("edited too\nT: '{token}'\n"));
        commit(sandbox).exits(0);
        // A second token in the same file is new.
        sandbox.stage("new.env", format!("T: '{token}'\nU: '{}'\n", sandbox.token()));
        refused(commit(sandbox)).says("new.env:2");
    });
}

#[test]
fn removing_a_token_passes() {
    with_both_engines(|sandbox| {
        let token = prepared(sandbox);
        sandbox.commit("a", &token);
        sandbox.stage("a", "gone\n");
        commit(sandbox).exits(0);
    });
}

#[test]
fn a_merge_by_hand_looks_at_what_no_parent_has() {
    with_both_engines(|sandbox| {
        let theirs = prepared(sandbox);
        sandbox.git(["switch", "--quiet", "--create", "side"]);
        sandbox.commit("side.env", &theirs);
        sandbox.commit("both", "side\n");
        sandbox.git(["switch", "--quiet", "main"]);
        sandbox.commit("both", "main\n");
        assert_ne!(sandbox.try_git(["merge", "--quiet", "side"]).code, 0);
        sandbox.stage("both", "both\n");
        // What the other branch brought is not this commit's doing.
        sandbox.atlatch(["hook", "pre-commit"]).exits(0);
        sandbox.stage("both", format!("both {}\n", sandbox.token()));
        refused(commit(sandbox)).says("both:1");
    });
}

#[test]
fn a_clean_merge_passes_with_a_secret_that_stands_on_the_other_branch() {
    with_both_engines(|sandbox| {
        let theirs = prepared(sandbox);
        sandbox.hook("pre-merge-commit");
        sandbox.git(["switch", "--quiet", "--create", "side"]);
        sandbox.commit("side.env", &theirs);
        sandbox.git(["switch", "--quiet", "main"]);
        sandbox.commit("other", "1\n");
        sandbox.git(["merge", "--quiet", "--no-edit", "side"]);
    });
}

#[test]
fn attributes_nuls_and_encodings_hide_nothing() {
    with_both_engines(|sandbox| {
        let token = prepared(sandbox);
        sandbox.stage(".gitattributes", "* -diff\n*.bin binary\n");
        let utf16 = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            format!("\u{feff}TOKEN={token}\r\n").encode_utf16().flat_map(order).collect()
        };
        let contents: [(&str, Vec<u8>); 5] = [
            ("attribute", token.clone().into_bytes()),
            ("x.bin", [b"\0\x01\x02 ", token.as_bytes(), b" \0"].concat()),
            ("le.txt", utf16(u16::to_le_bytes)),
            ("be.txt", utf16(u16::to_be_bytes)),
            ("late", [&[b'x'; 9000][..], b"\0", token.as_bytes()].concat()),
        ];
        for (path, content) in contents {
            sandbox.stage(path, content);
            refused(commit(sandbox)).says(path);
            sandbox.git(["rm", "--quiet", "--cached", path]);
        }
    });
}

#[test]
fn type_changes_symlinks_and_names_are_looked_at() {
    with_both_engines(|sandbox| {
        let token = prepared(sandbox);
        sandbox.commit("kind", "a file\n");
        let path = sandbox.current().join("kind");
        std::fs::remove_file(&path).unwrap();
        let secret = sandbox.mint(Mint::atbb);
        std::os::unix::fs::symlink(&secret, &path).unwrap();
        sandbox.git(["add", "kind"]);
        refused(commit(sandbox)).says("kind:1");
        std::fs::remove_file(&path).unwrap();
        sandbox.stage("kind", &token);
        refused(commit(sandbox)).says("kind:1");
        sandbox.git(["rm", "--quiet", "--cached", "--force", "kind"]);
        let name = sandbox.mint(Mint::atbb);
        sandbox.stage(&format!("dir/{name}.txt"), "x\n");
        refused(commit(sandbox)).says("dir/ATBB");
    });
}

#[test]
fn who_holds_a_value_already_is_named() {
    let sandbox = Sandbox::new();
    let token = prepared(&sandbox);
    sandbox.git(["init", "--quiet", "--bare", "../remote.git"]);
    sandbox.git(["remote", "add", "origin", "../remote.git"]);
    sandbox.commit("old.env", &token);
    sandbox.git(["push", "--quiet", "--no-verify", "--set-upstream", "origin", "main:shared/line"]);
    sandbox.stage("new.env", &token);
    refused(commit(&sandbox)).says("HEAD already holds it");
    sandbox.git(["reset", "--quiet", "--hard", "HEAD~1"]);
    sandbox.stage("new.env", &token);
    refused(commit(&sandbox)).says("origin/shared/line already holds it");
}

#[test]
fn ugly_names_are_shown_safely() {
    with_both_engines(|sandbox| {
        let token = prepared(sandbox);
        for name in
            ["a b", "new\nline", "\u{1b}[31mred", "-dash", ":(glob)", "quote\"s", "tab\tbed", "umläut", "back\\slash"]
        {
            sandbox.stage(name, &token);
            refused(commit(sandbox));
            let report = sandbox.atlatch(["hook", "pre-commit", "--format", "json"]).exits(1).json();
            assert_eq!(report[0]["path"], name);
            sandbox.git(["rm", "--quiet", "--cached", "--", &format!(":(literal){name}")]);
        }
    });
}

#[test]
fn a_bare_repository_with_a_work_tree_elsewhere() {
    for engine in ["libgit2", "git"] {
        let sandbox = Sandbox::without_repository();
        sandbox.set("ATLATCH_ENGINE", engine);
        sandbox.git(["init", "--quiet", "--bare", "dots.git"]);
        let token = sandbox.token();
        sandbox.write(".bashrc", format!("export T={token}\n"));
        sandbox.set("GIT_DIR", sandbox.home().join("dots.git").to_str().unwrap());
        sandbox.set("GIT_WORK_TREE", sandbox.home().to_str().unwrap());
        sandbox.git(["add", ".bashrc"]);
        sandbox.hook("pre-commit");
        refused(commit(&sandbox)).says(".bashrc:1");
    }
}

#[test]
fn worktrees_and_submodules() {
    with_both_engines(|sandbox| {
        let token = prepared(sandbox);
        sandbox.git(["worktree", "add", "--quiet", "../tree"]);
        sandbox.enter("tree");
        sandbox.stage("a", &token);
        refused(commit(sandbox));
        sandbox.enter("repo");
        sandbox.git(["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "./", "sub"]);
        // The gitlink itself has no content.
        commit(sandbox).exits(0);
    });
}

#[test]
fn repositories_that_libgit2_refuses() {
    let kinds: [(&str, &[&str], &[&[&str]]); 4] = [
        ("sha256", &["--object-format=sha256"], &[]),
        ("reftable", &["--ref-format=reftable"], &[]),
        ("split index", &[], &[&["update-index", "--split-index"]]),
        (
            "unknown extension",
            &[],
            &[&["config", "core.repositoryFormatVersion", "1"], &["config", "extensions.partialClone", "origin"]],
        ),
    ];
    for (name, init, then) in kinds {
        let sandbox = Sandbox::without_repository();
        sandbox.git([&["init", "--quiet", "--initial-branch=main"], init, &["repo"]].concat());
        sandbox.enter("repo");
        sandbox.commit("first", "1\n");
        for arguments in then {
            sandbox.git(*arguments);
        }
        sandbox.hook("pre-commit");
        let token = sandbox.token();
        sandbox.stage("a.env", &token);
        let run = refused(commit(&sandbox));
        assert!(run.err.contains("a.env:1"), "{name}: {}", run.err);
    }
}

#[test]
fn names_filter_what_is_staged_and_nothing_more() {
    with_both_engines(|sandbox| {
        let token = prepared(sandbox);
        sandbox.commit("old.env", format!("T={token}\n"));
        sandbox.stage("new.env", format!("T={}\n", sandbox.token()));
        sandbox.stage("sub/clean", "x\n");
        sandbox.atlatch(["hook", "pre-commit", "sub/clean"]).exits(0);
        sandbox.atlatch(["hook", "pre-commit", "new.env"]).exits(1).says("new.env:1");
        // Without a staged change the whole content counts: `pre-commit run --all-files`.
        sandbox.atlatch(["hook", "pre-commit", "old.env"]).exits(1).says("old.env:1");
        sandbox.atlatch(["hook", "pre-commit", "sub"]).exits(0);
        sandbox.enter("repo/sub");
        sandbox.atlatch(["hook", "pre-commit", "clean"]).exits(0);
        sandbox.atlatch(["hook", "pre-commit", "../new.env"]).exits(1);
        sandbox.enter("repo");
        sandbox.git(["rm", "--quiet", "README"]);
        sandbox.atlatch(["hook", "pre-commit", "README"]).exits(0);
        sandbox.atlatch(["hook", "pre-commit", "nowhere"]).exits(2).says("nowhere");
    });
}

#[test]
fn an_altered_token_warns_and_a_placeholder_is_silent() {
    let sandbox = Sandbox::new();
    let token = prepared(&sandbox);
    let altered = sandbox.plant(format!("{}0000", &token[..188]));
    sandbox.stage("a.env", format!("T={altered}\n"));
    sandbox.atlatch(["hook", "pre-commit"]).exits(0).says("altered");
    sandbox.atlatch(["hook", "pre-commit", "--strict"]).exits(1);
    sandbox.stage("a.env", "T=ATATT3xFfGF0...\nU=ATATT3xFfGF0xxxxxxxxxxxxxxxxxxxxxx\n");
    let run = sandbox.atlatch(["hook", "pre-commit"]).exits(0);
    assert_eq!(run.all(), "");
}
