//! `atlatch scan FOLDER`: which files are looked at.

use std::collections::BTreeSet;
use std::fs;

use crate::support::Sandbox;

/// Writes a token into each of these files.
fn plant(sandbox: &Sandbox, paths: &[&str]) {
    for path in paths {
        sandbox.write(path, format!("token={}\n", sandbox.token()));
    }
}

/// Asserts in which files `atlatch scan ARGUMENTS` finds something.
#[track_caller]
fn found(sandbox: &Sandbox, arguments: &[&str], expected: &[&str]) {
    let run = sandbox.atlatch([&["scan", "--format", "json"], arguments].concat());
    let findings: BTreeSet<String> =
        run.json().iter().filter_map(|line| Some(line.get("path")?.as_str()?.to_owned())).collect();
    assert_eq!(findings, expected.iter().map(ToString::to_string).collect(), "{}", run.all());
    assert_eq!(run.code, i32::from(!expected.is_empty()));
}

#[test]
fn what_git_ignores_is_left_out_unless_it_is_tracked_or_named() {
    let sandbox = Sandbox::new();
    plant(&sandbox, &["tracked.env", "build/out.env", "build/deep/out.env", ".env", "sub/.hidden/a", "sub/local.env"]);
    sandbox.write(".gitignore", "build/\ntracked.env\n");
    sandbox.write("sub/.gitignore", "local.env\n");
    sandbox.git(["add", "--force", "tracked.env", ".gitignore", "sub/.gitignore"]);
    found(&sandbox, &["."], &[".env", "sub/.hidden/a", "tracked.env"]);
    found(&sandbox, &["sub"], &["sub/.hidden/a"]);
    // What git says besides is no reason to read what it ignores.
    sandbox.set("GIT_TRACE", "1");
    found(&sandbox, &["sub"], &["sub/.hidden/a"]);
    sandbox.set("GIT_TRACE", "0");
    found(&sandbox, &["build"], &["build/deep/out.env", "build/out.env"]);
    found(&sandbox, &["build/deep"], &["build/deep/out.env"]);
    found(&sandbox, &["sub/local.env", "sub"], &["sub/.hidden/a", "sub/local.env"]);
    sandbox.enter("repo/sub");
    found(&sandbox, &["."], &["sub/.hidden/a"]);
    found(&sandbox, &[".."], &[".env", "sub/.hidden/a", "tracked.env"]);
}

#[test]
fn the_rules_of_the_user_and_of_the_clone_count_and_no_others() {
    let sandbox = Sandbox::new();
    plant(&sandbox, &["of-user", "of-clone", "of-others", "plain"]);
    sandbox.write(".git/info/exclude", "of-clone\n");
    sandbox.write(".ignore", "of-others\n");
    sandbox.write(".dockerignore", "of-others\n");
    fs::write(sandbox.home().join("ignored"), "of-user\n").unwrap();
    sandbox.git(["config", "--global", "core.excludesFile", "~/ignored"]);
    found(&sandbox, &["."], &["of-others", "plain"]);
}

#[test]
fn what_is_tracked_need_not_be_there() {
    let sandbox = Sandbox::new();
    sandbox.commit("sub/deleted", "x\n");
    sandbox.commit("sub/now-a-folder", "x\n");
    fs::remove_file(sandbox.current().join("sub/deleted")).unwrap();
    fs::remove_file(sandbox.current().join("sub/now-a-folder")).unwrap();
    plant(&sandbox, &["sub/now-a-folder/a"]);
    found(&sandbox, &["sub"], &["sub/now-a-folder/a"]);
}

#[test]
fn repositories_in_the_folder_have_rules_of_their_own() {
    let sandbox = Sandbox::new();
    sandbox.commit("a", "x\n");
    sandbox.git(["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "./", "module"]);
    sandbox.git(["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "./", "gone"]);
    sandbox.git(["submodule", "--quiet", "deinit", "--force", "gone"]);
    sandbox.git(["init", "--quiet", "nested"]);
    sandbox.git(["init", "--quiet", "nested/innermost"]);
    plant(&sandbox, &["module/new", "module/build/x", "nested/new", "nested/build/x", "nested/innermost/build/x"]);
    sandbox.write("module/.gitignore", "build/\n");
    sandbox.write("nested/.gitignore", "build/\n");
    plant(&sandbox, &[".git/description", "nested/.git/description"]);
    found(&sandbox, &["."], &["module/new", "nested/innermost/build/x", "nested/new"]);
}

#[test]
fn outside_of_a_repository_everything_is_looked_at() {
    let sandbox = Sandbox::without_repository();
    plant(&sandbox, &["plain/build/a", "plain/.env", "plain/module/a", "plain/module/build/a"]);
    sandbox.write("plain/.gitignore", "build\n");
    sandbox.git(["init", "--quiet", "plain/module"]);
    sandbox.write("plain/module/.gitignore", "build\n");
    found(&sandbox, &["plain"], &["plain/.env", "plain/build/a", "plain/module/a"]);
    sandbox.enter("plain");
    found(&sandbox, &[], &[".env", "build/a", "module/a"]);
}

#[test]
fn a_folder_of_another_repository_is_read_by_its_own_rules() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "--quiet", "../other"]);
    plant(&sandbox, &["../other/new", "../other/build/x"]);
    sandbox.write("../other/.gitignore", "build\n");
    found(&sandbox, &["../other"], &["../other/new"]);
    // As in a hook.
    sandbox.set("GIT_DIR", sandbox.current().join(".git").display().to_string());
    sandbox.set("GIT_INDEX_FILE", sandbox.current().join(".git/index").display().to_string());
    found(&sandbox, &["../other"], &["../other/new"]);
}

#[test]
fn names_that_are_odd_are_files_like_others() {
    let sandbox = Sandbox::new();
    let names = ["-dash", "new\nline", "sp ace", "qu\"ote", "tab\tname", "160000 x 0", "ünï"];
    let paths: Vec<_> = names.iter().map(|name| format!("odd/{name}")).collect();
    let paths: Vec<_> = paths.iter().map(String::as_str).collect();
    plant(&sandbox, &paths);
    found(&sandbox, &["odd"], &paths);
}

#[test]
fn a_pipe_in_a_folder_holds_nothing_and_one_that_is_named_is_read() {
    let sandbox = Sandbox::new();
    plant(&sandbox, &["a.env", "was-a-file"]);
    sandbox.git(["add", "a.env", "was-a-file"]);
    let at = |path: &str| sandbox.current().join(path);
    fs::remove_file(at("was-a-file")).unwrap();
    let pipe = |path: &str| {
        let made = std::process::Command::new("mkfifo").arg(at(path)).status();
        assert!(made.unwrap().success(), "mkfifo is part of every Unix");
    };
    for path in ["was-a-file", "pipe", "../elsewhere/pipe"] {
        fs::create_dir_all(at(path).parent().unwrap()).unwrap();
        pipe(path);
    }
    plant(&sandbox, &["../elsewhere/b.env"]);
    found(&sandbox, &[], &["a.env"]);
    found(&sandbox, &["."], &["a.env"]);
    let (named, text) = (at("pipe"), format!("token={}\n", sandbox.token()));
    let writer = std::thread::spawn(move || fs::write(named, text).unwrap());
    found(&sandbox, &["pipe"], &["pipe"]);
    writer.join().unwrap();
    sandbox.enter("elsewhere");
    found(&sandbox, &["."], &["b.env"]);
}

#[test]
fn a_link_that_is_named_is_followed() {
    let sandbox = Sandbox::new();
    plant(&sandbox, &["../real/a.env", "../real/sub/b.env", "in/c.env"]);
    let link = |to: &str, path: &str| std::os::unix::fs::symlink(to, sandbox.current().join(path)).unwrap();
    link("../real", "folder");
    link("../real/a.env", "file");
    link("file", "twice");
    link("in", "inside");
    link(&sandbox.token(), "nowhere");
    link("circle", "circle");
    found(&sandbox, &["folder"], &["folder/a.env", "folder/sub/b.env"]);
    found(&sandbox, &["file"], &["file"]);
    found(&sandbox, &["twice", "inside"], &["in/c.env", "twice"]);
    found(&sandbox, &["nowhere"], &["nowhere"]);
    sandbox.atlatch(["scan", "circle"]).exits(2).says("cannot read circle");
    // In a folder, a link is what git takes it for.
    found(&sandbox, &["."], &["in/c.env", "nowhere"]);
    let input = format!("token={}\n", sandbox.token());
    sandbox.atlatch_with(["scan", "/dev/stdin"], input.as_bytes()).exits(1).says("/dev/stdin:1");
    // What it says counts as well.
    let telling = sandbox.mint(atlatch::mint::Mint::atbb);
    plant(&sandbox, &[&format!("../{telling}/d.env")]);
    link(&format!("../{telling}/d.env"), "telling");
    sandbox.atlatch(["scan", "telling"]).exits(1).says("2 blocked");
}

#[test]
fn where_nothing_is_checked_out_nothing_is_clean() {
    let sandbox = Sandbox::new();
    sandbox.atlatch(["scan"]).exits(0).says("0 files looked at");
    sandbox.commit("a.env", format!("T={}\n", sandbox.token()));
    let original = sandbox.current().to_string_lossy().into_owned();
    sandbox.enter("");
    sandbox.git(["clone", "--quiet", "--bare", &original, "bare.git"]);
    sandbox.git(["clone", "--quiet", "--no-checkout", &original, "empty"]);
    sandbox.git(["init", "--quiet", "--bare", "new.git"]);
    for (folder, what) in [("bare.git", "bare repository"), ("empty", "nothing is checked out"), ("new.git", "bare")] {
        sandbox.enter(folder);
        for arguments in [&["scan"][..], &["scan", "."]] {
            sandbox.atlatch(arguments).exits(2).says(what).says("help: ").says("atlatch scan --history");
        }
    }
    for folder in ["bare.git", "empty"] {
        sandbox.enter(folder);
        // Without an index a commit deletes all files.
        let code = if folder == "empty" { 0 } else { 2 };
        sandbox.atlatch(["scan", "--staged"]).exits(code);
        sandbox.atlatch(["scan", "--history"]).exits(1);
        sandbox.atlatch(["scan", "--range", "HEAD"]).exits(1);
    }
    // What was deleted is known.
    sandbox.git(["checkout", "--quiet"]);
    sandbox.git(["rm", "-q", "a.env"]);
    sandbox.atlatch(["scan"]).exits(0);
    // A bare repository whose files stand elsewhere.
    sandbox.enter("bare.git");
    let files = sandbox.home().join("files");
    fs::create_dir(&files).unwrap();
    sandbox.set("GIT_WORK_TREE", files.to_string_lossy());
    sandbox.git(["read-tree", "HEAD"]);
    sandbox.git(["checkout-index", "--all"]);
    sandbox.atlatch(["scan"]).exits(1);
}
