//! `install.sh` in homes of its own, and the files in `hooks/` for those who copy them by hand.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::install::refuses_a_token;
use crate::support::{ATLATCH, Run, Sandbox, make_executable};
use crate::tree;

/// A file of this project.
pub(crate) fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Runs `install.sh`.
fn install(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    sandbox.run(&project("install.sh").display().to_string(), arguments, b"")
}

/// A folder with the programs that the scripts use, and no others, as the only one in PATH.
fn bare_path(sandbox: &Sandbox, more: &[(&str, &Path)]) {
    let path = std::env::var_os("PATH").expect("PATH");
    let folder = sandbox.home().join("programs");
    fs::create_dir(&folder).expect("a folder");
    let needed = ["sh", "git", "dirname", "cat", "mkdir", "cp", "chmod", "mv", "rm", "rmdir", "mktemp"];
    for program in needed {
        let found = std::env::split_paths(&path).map(|folder| folder.join(program)).find(|found| found.is_file());
        symlink(found.expect(program), folder.join(program)).expect("a symlink");
    }
    for (name, target) in more {
        symlink(target, folder.join(name)).expect("a symlink");
    }
    sandbox.set("PATH", folder.display().to_string());
}

#[test]
fn one_command_installs_protects_and_proves_and_another_undoes() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "--quiet", "../a repo"]);
    let before = tree::of(&sandbox.home());
    let arguments = ["../a repo", "--binary", ATLATCH];
    let run = install(&sandbox, &arguments).exits(0);
    let run = run.says("note: ").says("a freshly made token").says("Atlassian").says("protected: every way");
    assert!(run.out.find("installed atlatch").expect("installed") < run.out.find("pre-commit").expect("hooks"));
    assert!(sandbox.home().join(".local/bin/atlatch").exists());
    let installed = tree::of(&sandbox.home());
    install(&sandbox, &arguments).exits(0).says("was there already");
    tree::same(&installed, &tree::of(&sandbox.home()));
    sandbox.enter("a repo");
    refuses_a_token(&sandbox);
    fs::remove_file(sandbox.current().join("secret.env")).expect("the file");
    fs::remove_file(sandbox.current().join(".git/index")).expect("the index");
    sandbox.enter("repo");
    install(&sandbox, &["../a repo", "--uninstall"]).exits(0).says("removed");
    let mut after = tree::of(&sandbox.home());
    after.retain(|path, _| !path.starts_with("a repo/.git/objects"));
    let mut before = before;
    before.retain(|path, _| !path.starts_with("a repo/.git/objects"));
    tree::same(&before, &after);
    install(&sandbox, &["../a repo", "--uninstall"]).exits(0).says("nothing was installed");
}

#[test]
fn every_repository_is_protected_and_nothing_stays() {
    let sandbox = Sandbox::without_repository();
    let before = tree::of(&sandbox.home());
    install(&sandbox, &["--global", "--binary", ATLATCH])
        .exits(0)
        .says("what a new one gets")
        .says("protected: every way");
    sandbox.git(["init", "--quiet", "later"]);
    sandbox.enter("later");
    refuses_a_token(&sandbox);
    sandbox.enter("");
    fs::remove_dir_all(sandbox.home().join("later")).expect("the repository");
    install(&sandbox, &["--global", "--uninstall"]).exits(0).says("removed");
    tree::same(&before, &tree::of(&sandbox.home()));
}

#[test]
fn the_binary_stays_while_hooks_need_it() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "--quiet", "../other"]);
    install(&sandbox, &[".", "--binary", ATLATCH]).exits(0);
    install(&sandbox, &["../other", "--binary", ATLATCH]).exits(0);
    install(&sandbox, &[".", "--uninstall"]).exits(0).says("kept");
    sandbox.enter("other");
    refuses_a_token(&sandbox);
    install(&sandbox, &["--uninstall"]).exits(0).says("removed");
    assert!(!sandbox.home().join(".local").exists());
}

#[test]
fn another_prefix_and_a_relative_binary() {
    let sandbox = Sandbox::new();
    fs::copy(ATLATCH, sandbox.current().join("built it")).expect("a copy");
    let run = install(&sandbox, &[".", "--prefix", "../my tools", "--binary", "built it"]);
    run.exits(0).says("my tools/bin/atlatch");
    refuses_a_token(&sandbox);
}

#[test]
fn without_rust_it_says_how_to_get_it() {
    let sandbox = Sandbox::new();
    bare_path(&sandbox, &[]);
    let before = tree::of(&sandbox.home());
    install(&sandbox, &["--global"]).exits(2).says("cargo was not found").says("rustup.rs").says("--binary");
    tree::same(&before, &tree::of(&sandbox.home()));
}

#[test]
fn it_builds_with_the_lock_file_from_its_own_folder() {
    let sandbox = Sandbox::new();
    let checkout = sandbox.home().join("my check out");
    fs::create_dir(&checkout).expect("a folder");
    fs::copy(project("install.sh"), checkout.join("install.sh")).expect("a copy");
    let cargo = sandbox.home().join("fake-cargo");
    let script = format!(
        "#!/bin/sh\necho \"cargo in $(pwd): $*\"\nmkdir -p target/release\ncp '{ATLATCH}' target/release/atlatch\n"
    );
    sandbox.write(&cargo, script);
    make_executable(&cargo);
    bare_path(&sandbox, &[("cargo", &cargo)]);
    let run = sandbox.run(&checkout.join("install.sh").display().to_string(), ["."], b"").exits(0);
    run.says(&format!("cargo in {}: build --release --locked --target-dir", checkout.display()));
    refuses_a_token(&sandbox);

    sandbox.write(&cargo, "#!/bin/sh\necho 'no linker' >&2\nexit 101\n");
    let run = sandbox.run(&checkout.join("install.sh").display().to_string(), ["."], b"");
    run.exits(2).says("no linker").says("could not be built").says("C compiler");
}

#[test]
fn wrong_calls_change_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("no-program", "");
    let before = tree::of(&sandbox.home());
    for (arguments, said) in [
        (vec!["--frobnicate"], "unknown option --frobnicate"),
        (vec!["--binary"], "--binary needs a path"),
        (vec!["--binary", "no-program"], "is not a program"),
        (vec!["--binary", "/bin/false"], "does not run here"),
        (vec!["one", "two"], "one repository at a time"),
        (vec!["one", "--global"], "leave one of them out"),
    ] {
        install(&sandbox, &arguments).exits(2).says(said).says("help:");
    }
    install(&sandbox, &["--help"]).exits(0).says("Usage:");
    fs::remove_dir_all(sandbox.home().join(".local")).ok();
    tree::same(&before, &tree::of(&sandbox.home()));
}

#[test]
fn hooks_copied_by_hand_find_the_binary_or_refuse() {
    let sandbox = Sandbox::new();
    for name in ["pre-commit", "pre-merge-commit", "commit-msg", "pre-push"] {
        fs::copy(project("hooks").join(name), sandbox.current().join(".git/hooks").join(name)).expect("a copy");
    }
    sandbox.set("ATLATCH", ATLATCH);
    refuses_a_token(&sandbox);
    sandbox.set("ATLATCH", "");
    for folder in [".local/bin", ".cargo/bin"] {
        let folder = sandbox.home().join(folder);
        fs::create_dir_all(&folder).expect("a folder");
        fs::copy(ATLATCH, folder.join("atlatch")).expect("a copy");
        refuses_a_token(&sandbox);
        fs::remove_file(folder.join("atlatch")).expect("the binary");
    }
    bare_path(&sandbox, &[]);
    sandbox.stage("a.txt", "clean\n");
    let run = sandbox.try_git(["commit", "--quiet", "--message", "a change"]);
    assert_ne!(run.code, 0);
    run.says("atlatch was not found, so nothing was checked").says("help:");
}

#[test]
fn a_folder_of_hooks_serves_core_hooks_path() {
    let sandbox = Sandbox::new();
    sandbox.set("ATLATCH", ATLATCH);
    sandbox.git(["config", "core.hooksPath", &project("hooks").display().to_string()]);
    refuses_a_token(&sandbox);
}

#[test]
fn a_script_that_could_not_refuse_says_so() {
    let sandbox = Sandbox::new();
    sandbox.set("BB_HOOK_TYPE", "POST");
    sandbox.set("BB_PROJECT_KEY", "PRJ");
    sandbox.set("BB_REPO_SLUG", "site");
    let run = sandbox.run(&project("hooks/pre-receive").display().to_string(), [""; 0], b"");
    run.exits(2).says("POST hook of PRJ/site").says("PRE hook");
}

#[test]
fn the_files_differ_only_in_what_they_run() {
    let text = |name: &str| fs::read_to_string(project("hooks").join(name)).expect("a script");
    for (name, command) in [("pre-merge-commit", "pre-commit"), ("commit-msg", "commit-msg"), ("pre-push", "pre-push")]
    {
        let rest = |text: String| text.lines().skip(2).map(str::to_owned).collect::<Vec<_>>();
        let expected = text("pre-commit").replace("hook pre-commit \"$@\"", &format!("hook {command} \"$@\""));
        assert_eq!(rest(text(name)), rest(expected), "{name}");
    }
}
