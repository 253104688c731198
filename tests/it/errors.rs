//! Bad input of every kind: a clear error, exit code 2, nothing written.

use crate::support::{Sandbox, with_both_engines};

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
        std::fs::remove_file(sandbox.current().join(".atlatch.toml")).unwrap();
        sandbox.stage(".atlatch.toml", format!("version = 1\n{}", "# filler\n".repeat(120_000)));
        fails(sandbox, &["hook", "pre-commit"], "1 MB");
    });
}

#[test]
fn a_damaged_object_is_an_error_and_no_hang() {
    // Truncated, overwritten, removed.
    let damages: [fn(&std::path::Path); 3] = [
        |path| {
            let bytes = std::fs::read(path).unwrap();
            std::fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
        },
        |path| {
            let mut bytes = std::fs::read(path).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle..middle + 8].fill(0xff);
            std::fs::write(path, &bytes).unwrap();
        },
        |path| std::fs::remove_file(path).unwrap(),
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
            let mut permissions = std::fs::metadata(&object).unwrap().permissions();
            #[allow(clippy::permissions_set_readonly_false, reason = "a test file")]
            permissions.set_readonly(false);
            std::fs::set_permissions(&object, permissions).unwrap();
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
        std::fs::write(&index, b"DIRC\0\0\0\x02\0\0").unwrap();
        sandbox.atlatch(["hook", "pre-commit"]).exits(2);
    });
}

#[test]
fn findings_and_an_error_together_are_an_error_and_both_are_shown() {
    with_both_engines(|sandbox| {
        sandbox.stage("found.env", sandbox.token());
        sandbox.stage("lost", "some content\n");
        let id = sandbox.git(["rev-parse", ":lost"]).out.trim().to_owned();
        std::fs::remove_file(sandbox.current().join(".git/objects").join(&id[..2]).join(&id[2..])).unwrap();
        sandbox.atlatch(["hook", "pre-commit"]).exits(2).says("found.env:1").says("lost");
    });
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
