//! `atlatch install` and `uninstall` in one repository: over the hooks of others, in every kind of repository, without trace.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::support::{ATLATCH, Sandbox, make_executable};
use crate::tree;

/// Writes a hook of somebody else that appends its arguments and input to a file in the home, and ends with this code.
pub(crate) fn foreign(sandbox: &Sandbox, path: impl AsRef<Path>, code: u8) {
    let name = path.as_ref().file_stem().expect("a name").to_string_lossy().into_owned();
    let log = sandbox.home().join("log").display().to_string();
    let script = format!("#!/bin/sh\n{{ echo \"{name} $*\"; cat; }} >>'{log}'\nexit {code}\n");
    sandbox.write(&path, script);
    make_executable(&sandbox.current().join(path));
}

/// What the hooks of somebody else wrote.
pub(crate) fn log(sandbox: &Sandbox) -> String {
    fs::read_to_string(sandbox.home().join("log")).unwrap_or_default()
}

/// Stages a token; a commit must be refused by atlatch.
#[track_caller]
pub(crate) fn refuses_a_token(sandbox: &Sandbox) {
    sandbox.stage("secret.env", format!("TOKEN={}\n", sandbox.token()));
    let run = sandbox.try_git(["commit", "--quiet", "--message", "a change"]);
    assert_ne!(run.code, 0, "the commit went through:\n{}", run.all());
    run.says("Atlassian");
    sandbox.git(["rm", "--quiet", "--cached", "secret.env"]);
}

#[test]
fn every_hook_is_given_back_as_it_was() {
    let sandbox = Sandbox::new();
    foreign(&sandbox, ".git/hooks/pre-commit", 0);
    sandbox.write(".git/hooks/commit-msg", "#!/bin/sh\nexit 1\n");
    foreign(&sandbox, "shared/pre-push", 0);
    symlink("../../shared/pre-push", sandbox.current().join(".git/hooks/pre-push")).expect("a symlink");
    let before = tree::of(&sandbox.home());

    sandbox.atlatch(["install"]).exits(0).says("pre-commit.before-atlatch");
    let installed = tree::of(&sandbox.home());
    assert_ne!(before, installed);
    sandbox.atlatch(["install"]).exits(0).says("was there already");
    tree::same(&installed, &tree::of(&sandbox.home()));

    sandbox.atlatch(["uninstall"]).exits(0).says("is back");
    tree::same(&before, &tree::of(&sandbox.home()));
    sandbox.atlatch(["uninstall"]).exits(0).says("nothing was installed");
    tree::same(&before, &tree::of(&sandbox.home()));
}

#[test]
fn a_hooks_folder_that_was_not_there_goes_again() {
    let sandbox = Sandbox::without_repository();
    sandbox.git(["init", "--quiet", "--template=", "repo"]);
    let before = tree::of(&sandbox.home());
    sandbox.atlatch(["install", "repo"]).exits(0);
    sandbox.atlatch(["uninstall", "repo"]).exits(0);
    tree::same(&before, &tree::of(&sandbox.home()));
}

#[test]
fn the_hook_that_stood_there_runs_first_and_decides_too() {
    let sandbox = Sandbox::new();
    foreign(&sandbox, ".git/hooks/pre-commit", 0);
    sandbox.atlatch(["install"]).exits(0);
    refuses_a_token(&sandbox);
    assert_eq!(log(&sandbox), "pre-commit \n");

    foreign(&sandbox, ".git/hooks/pre-commit.before-atlatch", 7);
    sandbox.stage("a.txt", "clean\n");
    assert_ne!(sandbox.try_git(["commit", "--quiet", "--message", "a change"]).code, 0);
    assert_eq!(sandbox.run(".git/hooks/pre-commit", ["x"], b"").code, 7, "the exit code is kept");
}

#[test]
fn a_hook_that_was_not_executable_stays_silent() {
    let sandbox = Sandbox::new();
    sandbox.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n");
    sandbox.atlatch(["install"]).exits(0);
    sandbox.stage("a.txt", "clean\n");
    sandbox.git(["commit", "--quiet", "--no-verify", "--message", "a change"]);
    refuses_a_token(&sandbox);
}

#[test]
fn a_push_reaches_both_hooks_with_what_git_wrote_and_a_refused_one_only_atlatch() {
    let sandbox = Sandbox::new();
    foreign(&sandbox, ".git/hooks/pre-push", 0);
    sandbox.atlatch(["install"]).exits(0);
    sandbox.git(["init", "--quiet", "--bare", "../server"]);
    sandbox.commit("a.txt", "clean\n");
    sandbox.git(["push", "--quiet", "../server", "main:one", "main:two"]);
    let id = sandbox.git(["rev-parse", "main"]).out.trim().to_owned();
    let log = log(&sandbox);
    assert!(log.starts_with("pre-push ../server ../server\n"), "{log}");
    for name in ["one", "two"] {
        assert!(log.contains(&format!("refs/heads/main {id} refs/heads/{name} ")), "{log}");
    }
    assert!(log.ends_with('\n') && !log.ends_with("\n\n"), "{log:?}");

    sandbox.commit("secret.env", format!("TOKEN={}\n", sandbox.token()));
    let run = sandbox.try_git(["push", "--quiet", "../server", "main:one"]);
    assert_ne!(run.code, 0);
    assert_eq!(self::log(&sandbox), log, "the other hook may send: it must not run");
}

#[test]
fn two_hooks_of_others_are_never_made_one() {
    let sandbox = Sandbox::new();
    foreign(&sandbox, ".git/hooks/commit-msg", 0);
    foreign(&sandbox, ".git/hooks/commit-msg.before-atlatch", 3);
    let before = tree::of(&sandbox.home());
    sandbox.atlatch(["install"]).exits(2).says("commit-msg.before-atlatch").says("help:");
    tree::same(&before, &tree::of(&sandbox.home()));
}

#[test]
fn a_binary_that_is_gone_is_said() {
    let sandbox = Sandbox::new();
    let binary = sandbox.home().join("my tools/it's/atlatch");
    fs::create_dir_all(binary.parent().expect("a folder")).expect("a folder");
    fs::copy(ATLATCH, &binary).expect("a copy");
    sandbox.run(&binary.display().to_string(), ["install"], b"").exits(0);
    refuses_a_token(&sandbox);
    fs::remove_file(&binary).expect("the binary");
    sandbox.stage("a.txt", "clean\n");
    let run = sandbox.try_git(["commit", "--quiet", "--message", "a change"]);
    assert_ne!(run.code, 0);
    run.says("is gone, so nothing was checked").says("my tools/it's/atlatch").says("atlatch install");
    sandbox.git(["commit", "--quiet", "--no-verify", "--message", "a change"]);
}

#[test]
fn graphical_clients_with_a_bare_path_are_covered() {
    let sandbox = Sandbox::new();
    sandbox.atlatch(["install"]).exits(0);
    let git = std::env::split_paths(&std::env::var_os("PATH").expect("PATH"))
        .map(|folder| folder.join("git"))
        .find(|git| git.is_file())
        .expect("git");
    sandbox.stage("secret.env", format!("TOKEN={}\n", sandbox.token()));
    sandbox.set("PATH", "/usr/bin:/bin");
    let run = sandbox.run(&git.display().to_string(), ["commit", "--message", "a change"], b"");
    assert_ne!(run.code, 0);
    run.says("Atlassian");
}

#[test]
fn worktrees_and_submodules_and_odd_names_are_covered() {
    let sandbox = Sandbox::new();
    sandbox.commit("a.txt", "clean\n");
    sandbox.git(["worktree", "add", "--quiet", "-b", "side", "../a work tree"]);
    sandbox.enter("a work tree");
    sandbox.atlatch(["install"]).exits(0);
    refuses_a_token(&sandbox);
    sandbox.enter("repo");
    refuses_a_token(&sandbox);

    sandbox.git(["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../repo", "mod ule"]);
    sandbox.atlatch(["install", "mod ule"]).exits(0);
    sandbox.enter("repo/mod ule");
    refuses_a_token(&sandbox);

    sandbox.enter("");
    sandbox.git(["init", "--quiet", "it's $HOME `x`\n"]);
    sandbox.atlatch(["install", "it's $HOME `x`\n"]).exits(0);
    sandbox.enter("it's $HOME `x`\n");
    refuses_a_token(&sandbox);
}

#[test]
fn dotfiles_in_a_bare_repository_are_covered() {
    let sandbox = Sandbox::without_repository();
    sandbox.git(["init", "--quiet", "--bare", "dots"]);
    sandbox.atlatch(["install", "dots"]).exits(0).says("pre-receive");
    sandbox.set("GIT_DIR", sandbox.home().join("dots").display().to_string());
    sandbox.set("GIT_WORK_TREE", sandbox.home().display().to_string());
    refuses_a_token(&sandbox);
}

#[test]
fn a_repository_that_is_named_is_meant_whatever_the_environment_says() {
    let sandbox = Sandbox::new();
    sandbox.git(["init", "--quiet", "../other"]);
    sandbox.set("GIT_DIR", sandbox.home().join("other/.git").display().to_string());
    sandbox.atlatch(["install", "."]).exits(0);
    assert!(sandbox.current().join(".git/hooks/pre-push").exists());
    assert!(!sandbox.home().join("other/.git/hooks/pre-push").exists());
}

#[test]
fn hooks_that_belong_to_the_team_are_left_to_it() {
    let sandbox = Sandbox::new();
    sandbox.git(["config", "core.hooksPath", ".githooks"]);
    foreign(&sandbox, ".githooks/pre-commit", 0);
    let before = tree::of(&sandbox.home());
    let run = sandbox.atlatch(["install"]).exits(2);
    run.says("shared").says("atlatch hook pre-commit \"$@\"").says(".githooks/pre-push");
    tree::same(&before, &tree::of(&sandbox.home()));

    for (name, command) in [
        ("pre-commit", "pre-commit"),
        ("pre-merge-commit", "pre-commit"),
        ("commit-msg", "commit-msg"),
        ("pre-push", "pre-push"),
    ] {
        sandbox.write(format!(".githooks/{name}"), format!("#!/bin/sh\natlatch hook {command} \"$@\"\n"));
    }
    sandbox.atlatch(["install"]).exits(0).says("protected already");
}

#[test]
fn hooks_that_are_switched_off_or_everybodys_are_not_taken_over() {
    let sandbox = Sandbox::new();
    sandbox.git(["config", "core.hooksPath", "/dev/null"]);
    sandbox.atlatch(["install"]).exits(2).says("/dev/null").says("unset core.hooksPath");
    sandbox.git(["config", "--unset", "core.hooksPath"]);
    sandbox.git(["config", "--global", "core.hooksPath", "~/company-hooks"]);
    fs::create_dir(sandbox.home().join("company-hooks")).expect("a folder");
    let before = tree::of(&sandbox.home());
    sandbox.atlatch(["install"]).exits(2).says("company-hooks").says("--global");
    tree::same(&before, &tree::of(&sandbox.home()));
}

#[test]
fn a_private_hooks_path_is_used() {
    let sandbox = Sandbox::new();
    let folder = sandbox.home().join("private hooks");
    sandbox.git(["config", "core.hooksPath", &folder.display().to_string()]);
    sandbox.atlatch(["install"]).exits(0);
    refuses_a_token(&sandbox);
    sandbox.git(["rm", "--quiet", "--cached", "--ignore-unmatch", "secret.env"]);
    sandbox.atlatch(["uninstall"]).exits(0);
    assert!(!folder.exists());
}

#[test]
fn nothing_is_written_where_there_is_no_repository() {
    let sandbox = Sandbox::without_repository();
    let before = tree::of(&sandbox.home());
    sandbox.atlatch(["install"]).exits(2).says("not a git repository");
    sandbox.atlatch(["install", "nowhere"]).exits(2).says("nowhere is not a folder");
    tree::same(&before, &tree::of(&sandbox.home()));
}

#[test]
fn a_manager_that_wrote_its_hook_anew_is_chained_to_again() {
    let sandbox = Sandbox::new();
    foreign(&sandbox, ".git/hooks/pre-commit", 0);
    let hook = |name: &str| sandbox.current().join(".git/hooks").join(name);
    let text = fs::read(hook("pre-commit")).expect("the hook");
    sandbox.atlatch(["install"]).exits(0);
    // As lefthook does: what it finds is moved aside and not run.
    fs::rename(hook("pre-commit"), hook("pre-commit.old")).expect("a name");
    fs::write(hook("pre-commit"), &text).expect("the hook");
    make_executable(&hook("pre-commit"));
    sandbox.atlatch(["install"]).exits(0).says("pre-commit.before-atlatch");
    assert!(!hook("pre-commit.old").exists());
    refuses_a_token(&sandbox);
    assert_eq!(log(&sandbox), "pre-commit \n");
    sandbox.atlatch(["uninstall"]).exits(0);
    assert_eq!(fs::read(hook("pre-commit")).expect("the hook"), text);
}
