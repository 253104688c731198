//! Bad input of every kind: a clear error, exit code 2, nothing written.

use std::fs;

use crate::support::{Sandbox, make_executable, with_both_engines};

/// Asserts a clean error: exit code 2, `error:` first, this text in it.
#[track_caller]
fn fails(sandbox: &Sandbox, arguments: &[&str], text: &str) {
    let run = sandbox.atlatch(arguments).exits(2);
    assert!(run.err.starts_with("error:"), "{}", run.err);
    assert_eq!(run.out, "");
    run.says(text);
}

#[test]
fn not_a_repository() {
    let sandbox = Sandbox::without_repository();
    fails(&sandbox, &["hook", "pre-commit"], "not a git repository");
    fails(&sandbox, &[], "not a git repository");
}

#[test]
fn unknown_arguments_suggest_the_right_ones() {
    let sandbox = Sandbox::new();
    fails(&sandbox, &["hook", "pre-comit"], "pre-commit");
    fails(&sandbox, &["scann"], "scan");
    fails(&sandbox, &["scan", "--stagd"], "--staged");
    fails(&sandbox, &["scan", "--format", "xml"], "json");
}

#[test]
fn a_credential_among_the_arguments_is_not_repeated() {
    let sandbox = Sandbox::new();
    let token = sandbox.token();
    let option = format!("--{token}");
    for arguments in [&[&*token][..], &["scan", &option], &["allow", &token, "--reason", "x"], &["explain", &token]] {
        fails(&sandbox, arguments, "help: ");
    }
    fails(&sandbox, &["scan", &token], "cannot read ATATT3xFfGF0");
    fails(&sandbox, &["scan", "--range", &format!("{token}..HEAD")], "error: ");
}

#[test]
fn a_path_that_is_not_there() {
    let sandbox = Sandbox::new();
    fails(&sandbox, &["scan", "nowhere"], "nowhere");
    fails(&sandbox, &["hook", "pre-commit", "nowhere"], "nowhere");
}

#[test]
fn a_bad_config_names_file_and_line() {
    let cases: [(&str, &str); 9] = [
        ("versoin = 1\n", "version"),
        ("version = 2\n", "version"),
        ("version = 1\n[[allow]]\nreason = \"x\"\n", ".atlatch.toml:2"),
        ("version = 1\n[[allow]]\nfingerprint = \"0123456789abcdef\"\n", "reason"),
        ("version = 1\n[[allow]]\nfingerprint = \"xyz\"\nreason = \"x\"\n", ".atlatch.toml:3"),
        ("version = 1\n[[allow]]\npaths = [\"a[\"]\nreason = \"x\"\n", ".atlatch.toml:3"),
        ("version = 1\n[[allow]]\npaths = [\"a\"]\nrules = [\"no-such-rule\"]\nreason = \"x\"\n", ".atlatch.toml:4"),
        ("version = 1\n[policy]\naltered = \"ignore\"\n", ".atlatch.toml:3"),
        ("version = 1\n[policy\n", ".atlatch.toml:2"),
    ];
    with_both_engines(|sandbox| {
        for (content, text) in &cases {
            sandbox.stage(".atlatch.toml", content);
            fails(sandbox, &["hook", "pre-commit"], text);
        }
        // Each of them can be read alone.
        for globs in [format!("'{}x{}'", "{a,".repeat(240), "}".repeat(240)), "'*a*b*c*d*e*f*g*h*i*j*',".repeat(20_000)]
        {
            let entry = format!("version = 1\n\n[[allow]]\nreason = 'x'\npaths = [{globs}]\n");
            sandbox.stage(".atlatch.toml", entry);
            fails(sandbox, &["hook", "pre-commit"], ".atlatch.toml:5: these paths are too large together");
        }
        sandbox.stage(".atlatch.toml", b"version = 1\n# \xff\n");
        fails(sandbox, &["hook", "pre-commit"], "UTF-8");
    });
}

#[test]
fn a_config_that_is_a_link_or_huge() {
    with_both_engines(|sandbox| {
        sandbox.write("real", "version = 1\n");
        std::os::unix::fs::symlink("real", sandbox.current().join(".atlatch.toml")).unwrap();
        sandbox.git(["add", ".atlatch.toml"]);
        fails(sandbox, &["hook", "pre-commit"], "link");
        fs::remove_file(sandbox.current().join(".atlatch.toml")).unwrap();
        sandbox.stage(".atlatch.toml", format!("version = 1\n{}", "# filler\n".repeat(120_000)));
        fails(sandbox, &["hook", "pre-commit"], "1 MB");
    });
}

#[test]
fn a_damaged_object_is_an_error_and_no_hang() {
    // Truncated, overwritten, removed.
    let damages: [fn(&std::path::Path); 3] = [
        |path| {
            let bytes = fs::read(path).unwrap();
            fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
        },
        |path| {
            let mut bytes = fs::read(path).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle..middle + 8].fill(0xff);
            fs::write(path, &bytes).unwrap();
        },
        |path| fs::remove_file(path).unwrap(),
    ];
    with_both_engines(|sandbox| {
        sandbox.commit("first", "1\n");
        for (number, damage) in damages.iter().enumerate() {
            let name = format!("damaged{number}");
            // Text that does not compress to nothing, so that half of the object is less than all of its content.
            let filler: String = (0..400).map(|line| format!("{line} {}\n", line * line * 7919)).collect();
            sandbox.stage(&name, format!("{name}{filler}{}\n", sandbox.token()));
            let id = sandbox.git(["rev-parse", &format!(":{name}")]).out.trim().to_owned();
            let object = sandbox.current().join(".git/objects").join(&id[..2]).join(&id[2..]);
            let mut permissions = fs::metadata(&object).unwrap().permissions();
            #[allow(clippy::permissions_set_readonly_false, reason = "a test file")]
            permissions.set_readonly(false);
            fs::set_permissions(&object, permissions).unwrap();
            damage(&object);
            sandbox.atlatch(["hook", "pre-commit"]).exits(2).says(&name);
            sandbox.git(["rm", "--quiet", "--cached", "--force", &name]);
        }
    });
}

#[test]
fn an_unreadable_index() {
    with_both_engines(|sandbox| {
        sandbox.commit("first", "1\n");
        sandbox.stage("a", sandbox.token());
        let index = sandbox.current().join(".git/index");
        fs::write(&index, b"DIRC\0\0\0\x02\0\0").unwrap();
        sandbox.atlatch(["hook", "pre-commit"]).exits(2);
    });
}

#[test]
fn findings_and_an_error_together_are_an_error_and_both_are_shown() {
    with_both_engines(|sandbox| {
        sandbox.stage("found.env", sandbox.token());
        sandbox.stage("lost", "some content\n");
        let id = sandbox.git(["rev-parse", ":lost"]).out.trim().to_owned();
        fs::remove_file(sandbox.current().join(".git/objects").join(&id[..2]).join(&id[2..])).unwrap();
        sandbox.atlatch(["hook", "pre-commit"]).exits(2).says("found.env:1").says("lost");
    });
}

/// Removes a loose object.
fn lose(sandbox: &Sandbox, revision: &str) {
    let id = sandbox.git(["rev-parse", revision]).out.trim().to_owned();
    fs::remove_file(sandbox.current().join(".git/objects").join(&id[..2]).join(&id[2..])).unwrap();
}

/// Asserts that both a finding and an error are shown, to people and to programs.
#[track_caller]
fn shows_both(sandbox: &Sandbox, arguments: &[&str], input: &str, place: &str, error: &str) {
    let run = sandbox.atlatch_with(arguments, input.as_bytes()).exits(2).says(place).says(error);
    assert!(run.err.contains("error: "), "{}", run.err);
    let run = sandbox.atlatch_with([arguments, &["--format", "json"]].concat(), input.as_bytes()).exits(2);
    assert_eq!(run.rules(), ["atlassian-api-token"], "{}", run.all());
    assert_eq!(run.json().last().unwrap()["summary"]["blocked"], 1);
}

#[test]
fn a_folder_that_is_lost_hides_nothing_found_in_the_commits_before() {
    with_both_engines(|sandbox| {
        sandbox.commit("base", "1\n");
        sandbox.git(["tag", "start"]);
        sandbox.commit("found.env", sandbox.token());
        sandbox.commit("sub/a", "1\n");
        sandbox.commit("sub/a", "2\n");
        sandbox.commit("b", "2\n");
        lose(sandbox, "HEAD~2:sub");
        let cannot = "cannot list what the commits bring";
        shows_both(sandbox, &["scan", "--range", "HEAD"], "", "found.env:1", cannot);
        let push = format!("refs/heads/main {} refs/heads/main {}\n", rev(sandbox, "HEAD"), "0".repeat(40));
        shows_both(sandbox, &["hook", "pre-push", "origin", "nowhere"], &push, "found.env:1", cannot);
        sandbox.set("PRE_COMMIT_FROM_REF", "start");
        sandbox.set("PRE_COMMIT_TO_REF", "HEAD");
        shows_both(sandbox, &["hook", "pre-commit"], "", "found.env:1", cannot);
    });
}

#[test]
fn a_path_that_is_not_there_hides_nothing_found_before() {
    let sandbox = Sandbox::new();
    let text = format!("T={}\n", sandbox.token());
    shows_both(&sandbox, &["scan", "-", "nowhere"], &text, " -:1", "cannot read nowhere");
}

/// The id of a revision.
fn rev(sandbox: &Sandbox, revision: &str) -> String {
    sandbox.git(["rev-parse", revision]).out.trim().to_owned()
}

#[test]
fn a_broken_allowlist_of_one_branch_hides_nothing_found_in_another() {
    with_both_engines(|sandbox| {
        sandbox.commit("base", "1\n");
        for (branch, path, content) in [
            ("bad", "found.env", sandbox.token()),
            ("broken", ".atlatch.toml", "version = 1\nfrobnicate = true\n".to_owned()),
            ("clean", "clean", "1\n".to_owned()),
        ] {
            sandbox.git(["switch", "--quiet", "--create", branch, "main"]);
            sandbox.commit(path, content);
        }
        for order in [["bad", "broken", "clean"], ["broken", "clean", "bad"]] {
            let line =
                |name| format!("refs/heads/{name} {} refs/heads/{name} {}\n", rev(sandbox, name), "0".repeat(40));
            let lines = order.map(line).concat();
            let hook = ["hook", "pre-push", "origin", "nowhere"];
            shows_both(sandbox, &hook, &lines, "found.env:1", ".atlatch.toml:2: ");
        }
    });
}

#[test]
fn an_object_that_is_gone_before_it_is_looked_at_again_hides_nothing_found_in_others() {
    let sandbox = Sandbox::new();
    sandbox.commit("gone.env", sandbox.token());
    sandbox.commit("found.env", sandbox.token());
    let id = rev(&sandbox, "HEAD:gone.env");
    let object = sandbox.current().join(".git/objects").join(&id[..2]).join(&id[2..]);
    // It is lost once it was handed out.
    let losing = format!("\"$git\" \"$@\" && rm -f '{}'; exit", object.display());
    replace_git(&sandbox, &format!("case \"$*\" in *--batch-all-objects*) {losing} ;; esac"));
    sandbox.set("ATLATCH_ENGINE", "git");
    let run = sandbox.atlatch(["scan", "--history"]).exits(2);
    run.says("found.env:1").says("cannot read again what something was found in").says(&id);
}

#[test]
fn readers_of_json_lines_get_the_last_one_whatever_goes_wrong() {
    let sandbox = Sandbox::new();
    sandbox.commit("a", "1\n");
    let json = |arguments: &[&str]| {
        let run = sandbox.atlatch([arguments, &["--format", "json"]].concat()).exits(2).says("error: ");
        assert_eq!(run.json().last().expect("a line")["summary"]["exit"], 2, "{arguments:?}");
    };
    json(&["scan", "nowhere"]);
    json(&["hook", "pre-commit", "nowhere"]);
    json(&["hook", "commit-msg", "nowhere"]);
    json(&["hook", "pre-receive"]);
    json(&["scan", "--range", "nowhere..HEAD"]);
    sandbox.write(".atlatch.toml", "version = 2\n");
    json(&["scan"]);
    json(&["scan", "--history"]);
    // An empty document would tell its reader that all is well.
    let run = sandbox.atlatch(["scan", "--format", "gitlab"]).exits(2);
    assert_eq!(run.out, "");
    let run = sandbox.atlatch(["scan", "--format", "json", "--format", "sarif", "-o", "report"]).exits(2);
    assert_eq!(run.json().len(), 1);
    assert!(!sandbox.current().join("report").exists());
    sandbox.enter("");
    json(&["hook", "pre-commit"]);
}

/// Puts a git in front of the real one, which this line of shell may do something about; `$git` is the real one.
fn replace_git(sandbox: &Sandbox, line: &str) {
    let git = sandbox.run("sh", ["-c", "command -v git"], b"").out.trim().to_owned();
    sandbox.write("../bin/git", format!("#!/bin/sh\ngit='{git}'\n{line}\nexec \"$git\" \"$@\"\n"));
    make_executable(&sandbox.home().join("bin/git"));
    sandbox.set("PATH", format!("{}:{}", sandbox.home().join("bin").display(), sandbox.path()));
}

#[test]
fn errors_about_git_come_with_a_cure() {
    let sandbox = Sandbox::new();
    fails(&sandbox, &["hook", "pre-commit", "--allowlist-from", "HEAD"], "help: ");
    sandbox.commit("a", "1\n");
    fails(&sandbox, &["scan", "--allowlist-from", "nowhere"], "help: fetch the branch first: git fetch origin BRANCH");
    replace_git(&sandbox, "case \"$*\" in *diff-tree*) cat >/dev/null; exit 0 ;; esac");
    fails(&sandbox, &["scan", "--range", "HEAD"], "git listed 0 of 1 commits\nhelp: ");
    sandbox.set("ATLATCH_ENGINE", "both");
    fails(&sandbox, &[], "help: set ATLATCH_ENGINE to libgit2 or git, or unset it");
    sandbox.set("ATLATCH_ENGINE", "git");
    sandbox.set("PATH", "/nowhere");
    for arguments in [&["doctor"][..], &["install"], &["scan"]] {
        sandbox.atlatch(arguments).exits(2).says("help: install git, or add the folder it is in to PATH");
    }
}

#[test]
fn nothing_is_written_by_a_hook() {
    let sandbox = Sandbox::new();
    sandbox.stage("a", sandbox.token());
    let before = sandbox.run("find", [".", "-newermt", "1970-01-02", "-printf", "%p %T@ %s\n"], b"").out;
    sandbox.atlatch(["hook", "pre-commit"]).exits(1);
    let after = sandbox.run("find", [".", "-newermt", "1970-01-02", "-printf", "%p %T@ %s\n"], b"").out;
    assert_eq!(before, after);
}

#[test]
fn a_repository_that_cannot_be_read_is_told_of_with_the_thing_and_a_cure() {
    let remove = |sandbox: &Sandbox, revision: &str| {
        let id = sandbox.git(["rev-parse", revision]).out.trim().to_owned();
        fs::remove_file(sandbox.current().join(".git/objects").join(&id[..2]).join(&id[2..])).unwrap();
        id
    };
    let append = |sandbox: &Sandbox, path: &str, text: &str| {
        let whole = [&fs::read(sandbox.current().join(path)).unwrap()[..], text.as_bytes()].concat();
        sandbox.write(path, whole);
    };
    let extension =
        |sandbox: &Sandbox| append(sandbox, ".git/config", "[core]repositoryformatversion=1\n[extensions]foo=1\n");
    let table: [(&dyn Fn(&Sandbox), &str, &str); 6] = [
        (&extension, "unknown repository extension found: foo", "git status"),
        (&|sandbox| drop(remove(sandbox, ":b")), "cannot read what is staged as b", "git add"),
        (&|sandbox| sandbox.write(".git/refs/heads/main", "zzz\n"), "that HEAD names cannot be read", "git fsck"),
        (&|sandbox| append(sandbox, ".git/config", "[core\n"), "bad config line", "git status"),
        (&|sandbox| sandbox.write(".git/index", ""), "index file smaller than expected", "git status"),
        (&|sandbox| drop(remove(sandbox, "HEAD")), "bad object", "git fsck"),
    ];
    for (damage, what, cure) in table {
        let sandbox = Sandbox::new();
        sandbox.commit("a", "x\n");
        sandbox.stage("b", "y\n");
        damage(&sandbox);
        let run = sandbox.atlatch(["hook", "pre-commit"]).exits(2).says(what);
        let help = run.err.lines().find(|line| line.starts_with("help: "));
        assert!(help.is_some_and(|help| help.contains(cure)), "{}", run.err);
    }
}
