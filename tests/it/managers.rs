//! Under every hook manager, driven for real. What is written here is what `docs/hooks.md` tells people to write: the tests
//! take it from `docs/examples/`.
//!
//! `tests/managers.sh` installs the managers; without them these tests fail, unless `ATLATCH_TEST_MANAGERS=skip` is set.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::global::{has_config_hooks, pretend_version};
use crate::install::refuses_a_token;
use crate::scripts::project;
use crate::support::{ATLATCH, Run, Sandbox, make_executable};
use crate::tree;

/// A repository with the managers and the program in PATH, or `None` if these tests are not wanted.
fn sandbox() -> Option<Sandbox> {
    let managers = project("target/managers");
    if std::env::var_os("ATLATCH_TEST_MANAGERS").is_some_and(|value| value == "skip") {
        println!("skipped: ATLATCH_TEST_MANAGERS=skip, so no hook manager is driven");
        return None;
    }
    assert!(managers.join("installed").exists(), "the hook managers are missing: run tests/managers.sh");
    let sandbox = Sandbox::new();
    let program = Path::new(ATLATCH).parent().expect("a folder");
    let mut path = vec![managers.join("python/bin"), managers.join("node_modules/.bin"), program.to_owned()];
    path.extend(std::env::split_paths(&std::env::var_os("PATH").expect("PATH")));
    sandbox.set("PATH", std::env::join_paths(path).expect("a PATH").to_str().expect("UTF-8"));
    Some(sandbox)
}

/// A configuration of pre-commit with a hook that leaves a file.
const LOCAL_HOOK: &str = "repos: [{repo: local, hooks: [{id: x, name: x, language: system, entry: touch ran, always_run: \
                          true, pass_filenames: false}]}]\n";

/// What an example says.
fn example(name: &str) -> String {
    fs::read_to_string(project("docs/examples").join(name)).expect("an example")
}

/// Runs the commands of an example.
fn run_example(sandbox: &Sandbox, name: &str) {
    sandbox.run("sh", ["-e", "-c", &example(name)], b"").exits(0);
}

/// Commits what is staged through the hooks.
fn commit(sandbox: &Sandbox) -> Run {
    sandbox.try_git(["commit", "--message", "a change"])
}

/// Asserts that atlatch refused.
#[track_caller]
fn refused(run: Run) -> Run {
    assert_ne!(run.code, 0, "it went through:\n{}", run.all());
    run.says("Atlassian")
}

/// Asserts that every way into the history is guarded, and open to what is clean.
#[track_caller]
fn guards_every_way(sandbox: &Sandbox) {
    let secret = format!("TOKEN={}\n", sandbox.token());

    sandbox.stage("clean.txt", "clean\n");
    commit(sandbox).exits(0);
    sandbox.stage("secret.env", &secret);
    refused(commit(sandbox)).says("secret.env");
    sandbox.git(["rm", "--quiet", "--cached", "secret.env"]);

    sandbox.write("../message", &secret);
    refused(sandbox.try_git(["commit", "--allow-empty", "--file", "../message"]));
    sandbox.git(["commit", "--allow-empty", "--message", "nothing to hide"]);

    sandbox.git(["init", "--quiet", "--bare", "../server"]);
    sandbox.git(["remote", "add", "origin", "../server"]);
    sandbox.git(["push", "origin", "main"]);
    sandbox.stage("secret.env", &secret);
    sandbox.git(["commit", "--quiet", "--no-verify", "--message", "past the hooks"]);
    sandbox.git(["rm", "--quiet", "secret.env"]);
    sandbox.git(["commit", "--quiet", "--no-verify", "--message", "and out again"]);
    refused(sandbox.try_git(["push", "origin", "main"]));
    sandbox.git(["reset", "--quiet", "--hard", "origin/main"]);

    // A merge driver makes content that neither side had, without a conflict.
    sandbox.write("../driver", format!("#!/bin/sh\ncat >\"$1\" <<'END'\n{secret}END\n"));
    make_executable(&sandbox.home().join("driver"));
    sandbox.git(["config", "merge.test.driver", "../driver %A"]);
    sandbox.write(".git/info/attributes", "merged.txt merge=test\n");
    sandbox.commit("merged.txt", "one\n");
    sandbox.git(["checkout", "--quiet", "-b", "side"]);
    sandbox.commit("merged.txt", "two\n");
    sandbox.git(["checkout", "--quiet", "main"]);
    sandbox.commit("merged.txt", "three\n");
    refused(sandbox.try_git(["merge", "--no-edit", "side"]));
    sandbox.git(["merge", "--abort"]);
    sandbox.git(["reset", "--quiet", "--hard", "origin/main"]);
}

/// A repository with the manifest as people get it by `repo:`; its address.
fn manifest_only(sandbox: &Sandbox) -> String {
    let folder = sandbox.home().join("atlatch-manifest");
    sandbox.git(["init", "--quiet", "../atlatch-manifest"]);
    fs::copy(project(".pre-commit-hooks.yaml"), folder.join(".pre-commit-hooks.yaml")).expect("a copy");
    tag(sandbox, &folder);
    folder.display().to_string()
}

/// A repository with this project as it stands; its address.
fn whole_project(sandbox: &Sandbox) -> String {
    let folder = sandbox.home().join("atlatch-project");
    let listed = sandbox.git(["-C", env!("CARGO_MANIFEST_DIR"), "ls-files", "-z"]).out;
    for name in listed.split_terminator('\0') {
        let (from, to) = (project(name), folder.join(name));
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        if from.exists() {
            fs::copy(from, to).expect("a copy");
        }
    }
    sandbox.git(["init", "--quiet", "../atlatch-project"]);
    tag(sandbox, &folder);
    folder.display().to_string()
}

/// Commits all there is and tags it as the examples name it.
fn tag(sandbox: &Sandbox, folder: &Path) {
    let folder = folder.display().to_string();
    sandbox.git(["-C", &folder, "add", "--all"]);
    sandbox.git(["-C", &folder, "commit", "--quiet", "--no-verify", "--message", "release"]);
    sandbox.git(["-C", &folder, "tag", "v0.1.0"]);
}

/// Writes the configuration of pre-commit from an example, with the address of a repository at hand.
fn configure(sandbox: &Sandbox, name: &str, address: &str) {
    let text = example(name).replace("https://example.org/atlatch.git", address);
    sandbox.commit(".pre-commit-config.yaml", text);
}

#[test]
fn pre_commit_guards_every_way() {
    let Some(sandbox) = sandbox() else { return };
    let address = manifest_only(&sandbox);
    configure(&sandbox, "pre-commit-config-system.yaml", &address);
    run_example(&sandbox, "pre-commit.sh");
    guards_every_way(&sandbox);
    sandbox.atlatch(["doctor"]).exits(0).says("protected: every way");
}

#[test]
fn prek_guards_every_way() {
    let Some(sandbox) = sandbox() else { return };
    let address = manifest_only(&sandbox);
    configure(&sandbox, "pre-commit-config-system.yaml", &address);
    run_example(&sandbox, "prek.sh");
    guards_every_way(&sandbox);
    sandbox.atlatch(["doctor"]).exits(0).says("protected: every way");
}

#[test]
fn pre_commit_builds_it_from_the_project() {
    let Some(sandbox) = sandbox() else { return };
    let address = whole_project(&sandbox);
    let home = std::env::home_dir().expect("a home");
    for (variable, folder) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
        let set = std::env::var(variable).unwrap_or_else(|_| home.join(folder).display().to_string());
        sandbox.set(variable, set);
    }
    // Kept between runs: only the first one builds the dependencies.
    sandbox.set("CARGO_TARGET_DIR", project("target/managers/build").display().to_string());
    configure(&sandbox, "pre-commit-config.yaml", &address);
    run_example(&sandbox, "pre-commit.sh");
    guards_every_way(&sandbox);
}

#[test]
fn pre_commit_run_looks_at_what_users_think() {
    let Some(sandbox) = sandbox() else { return };
    for program in ["pre-commit", "prek"] {
        let address = sandbox.home().join("atlatch-manifest");
        let address = if address.exists() { address.display().to_string() } else { manifest_only(&sandbox) };
        sandbox.git(["init", "--quiet", "--initial-branch=main", &format!("../{program}")]);
        sandbox.enter(program);
        configure(&sandbox, "pre-commit-config-system.yaml", &address);
        let run = |arguments: &[&str]| {
            let command = [&["run", "--verbose", "atlatch-system"], arguments].concat();
            sandbox.run(program, command, b"")
        };
        let token = sandbox.token();
        sandbox.commit("clean.txt", "clean\n");
        run(&["--all-files"]).exits(0);
        sandbox.commit("kept/secret.env", format!("TOKEN={token}\n"));
        refused(run(&["--all-files"])).says("kept/secret.env");
        refused(run(&["--files", "kept/secret.env"]));
        run(&["--files", "clean.txt"]).exits(0);

        // Added and taken out again: only the commits tell.
        sandbox.commit("kept/secret.env", "TOKEN=none\n");
        run(&["--all-files"]).exits(0);
        refused(run(&["--from-ref", "HEAD~2", "--to-ref", "HEAD"]));
        run(&["--from-ref", "HEAD", "--to-ref", "HEAD"]).exits(0);

        // What is staged counts, not what lies in the work tree.
        sandbox.stage("clean.txt", "still clean\n");
        sandbox.write("clean.txt", format!("TOKEN={token}\n"));
        run(&[]).exits(0);
        sandbox.stage("clean.txt", format!("TOKEN={token}\n"));
        sandbox.write("clean.txt", "clean again\n");
        refused(run(&[]));
        sandbox.git(["reset", "--quiet", "--hard"]);

        let target = sandbox.mint(|mint| mint.long_token("ATAT", "at"));
        symlink(&target, sandbox.current().join("link")).expect("a symlink");
        sandbox.git(["add", "link"]);
        refused(run(&[]));
        sandbox.git(["rm", "--quiet", "--cached", "link"]);
        fs::remove_file(sandbox.current().join("link")).expect("the symlink");

        let config = fs::read_to_string(sandbox.current().join(".pre-commit-config.yaml")).expect("the file");
        sandbox.commit(".pre-commit-config.yaml", format!("{config}exclude: ^kept/\n"));
        sandbox.stage("kept/secret.env", format!("TOKEN={token}\n"));
        run(&[]).exits(0);
        sandbox.stage("other.env", format!("TOKEN={token}\n"));
        refused(run(&[])).says("other.env");
    }
}

#[test]
fn the_manifest_is_valid() {
    let Some(sandbox) = sandbox() else { return };
    let manifest = project(".pre-commit-hooks.yaml").display().to_string();
    for program in ["pre-commit", "prek"] {
        sandbox.run(program, ["validate-manifest", &manifest], b"").exits(0);
    }
}

#[test]
fn a_manager_that_is_installed_over_the_shims_leaves_the_protection() {
    let Some(sandbox) = sandbox() else { return };
    let other = "#!/bin/sh\nexit 0\n";
    for program in ["pre-commit", "prek"] {
        sandbox.enter("");
        sandbox.git(["init", "--quiet", "--initial-branch=main", program]);
        sandbox.enter(program);
        sandbox.commit(".pre-commit-config.yaml", LOCAL_HOOK);
        sandbox.write(".git/hooks/pre-commit", other);
        make_executable(&sandbox.current().join(".git/hooks/pre-commit"));
        sandbox.atlatch(["install"]).exits(0);
        sandbox.run(program, ["install"], b"").exits(0);
        refuses_a_token(&sandbox);
        let seen = sandbox.atlatch(["doctor"]);
        assert!(seen.out.contains("pre-commit        protected"), "{}", seen.out);
        // Both know each other by now, in whatever order they are installed again.
        sandbox.atlatch(["install"]).exits(0).says("a hook manager runs it");
        sandbox.run(program, ["install"], b"").exits(0);
        refuses_a_token(&sandbox);
        sandbox.stage("clean.txt", "clean\n");
        commit(&sandbox).exits(0);
        sandbox.run(program, ["uninstall"], b"").exits(0);
        refuses_a_token(&sandbox);
        sandbox.atlatch(["uninstall"]).exits(0);
        assert_eq!(fs::read_to_string(sandbox.current().join(".git/hooks/pre-commit")).expect("the hook"), other);
    }
}

#[test]
fn shims_that_are_installed_over_a_manager_leave_both() {
    let Some(sandbox) = sandbox() else { return };
    for program in ["pre-commit", "prek"] {
        sandbox.enter("");
        sandbox.git(["init", "--quiet", "--initial-branch=main", program]);
        sandbox.enter(program);
        sandbox.commit(".pre-commit-config.yaml", LOCAL_HOOK);
        sandbox.run(program, ["install"], b"").exits(0);
        sandbox.atlatch(["install"]).exits(0).says("pre-commit.before-atlatch");
        refuses_a_token(&sandbox);
        assert!(sandbox.current().join("ran").exists());
        // The manager is installed again, as its users do: it moves the shim aside and runs it.
        sandbox.run(program, ["install"], b"").exits(0);
        refuses_a_token(&sandbox);
        sandbox.stage("clean.txt", "clean\n");
        commit(&sandbox).exits(0);
    }
}

#[test]
fn managers_can_be_installed_beside_the_older_way_of_guarding_everything() {
    let Some(sandbox) = sandbox() else { return };
    let _git = pretend_version(&sandbox, "2.47.3");
    sandbox.atlatch(["install", "--global"]).exits(0);
    let ours = tree::of(&sandbox.home().join(".local"));
    for program in ["pre-commit", "prek", "lefthook"] {
        sandbox.enter("");
        sandbox.git(["init", "--quiet", "--initial-branch=main", program]);
        sandbox.enter(program);
        sandbox.commit(".pre-commit-config.yaml", LOCAL_HOOK);
        sandbox.commit("lefthook.yml", "pre-commit:\n  jobs:\n    - run: touch ran\n");
        let command = example("beside-global.sh").replace("pre-commit", program);
        sandbox.run("sh", ["-c", &command], b"").exits(0);
        refuses_a_token(&sandbox);
        assert!(sandbox.current().join("ran").exists(), "{program}");
        tree::same(&ours, &tree::of(&sandbox.home().join(".local")));
    }
}

#[test]
fn lefthook_guards_every_way() {
    let Some(sandbox) = sandbox() else { return };
    sandbox.commit("lefthook.yml", example("lefthook.yml"));
    run_example(&sandbox, "lefthook.sh");
    guards_every_way(&sandbox);
    sandbox.atlatch(["doctor"]).exits(0).says("protected: every way");
}

#[test]
fn husky_guards_every_way() {
    let Some(sandbox) = sandbox() else { return };
    sandbox.commit("package.json", "{ \"private\": true }\n");
    sandbox.run("husky", [""; 0], b"").exits(0);
    sandbox.atlatch(["install"]).exits(2).says(".husky/pre-commit:  atlatch hook pre-commit").says("husky's");
    for hook in ["pre-commit", "pre-merge-commit", "commit-msg", "pre-push"] {
        sandbox.commit(&format!(".husky/{hook}"), example(&format!("husky/{hook}")));
    }
    sandbox.atlatch(["install"]).exits(0).says("protected already");
    guards_every_way(&sandbox);
    sandbox.atlatch(["doctor"]).exits(0).says("protected: every way");
    sandbox.set("HUSKY", "0");
    sandbox.atlatch(["doctor"]).exits(1).says("a token went through");
}

#[test]
fn plain_git_guards_every_way() {
    let sandbox = Sandbox::new();
    let path = std::env::var("PATH").expect("PATH");
    let program = Path::new(ATLATCH).parent().expect("a folder").display().to_string();
    sandbox.set("PATH", format!("{program}:{path}"));
    sandbox.enter("");
    fs::rename(sandbox.home().join("repo"), sandbox.home().join("my-repository")).expect("a name");
    run_example(&sandbox, "plain.sh");
    sandbox.enter("my-repository");
    guards_every_way(&sandbox);
}

#[test]
fn all_repositories_are_guarded() {
    let sandbox = Sandbox::without_repository();
    let path = std::env::var("PATH").expect("PATH");
    let program = Path::new(ATLATCH).parent().expect("a folder").display().to_string();
    sandbox.set("PATH", format!("{program}:{path}"));
    run_example(&sandbox, "global.sh");
    sandbox.git(["init", "--quiet", "--initial-branch=main", "later"]);
    sandbox.enter("later");
    guards_every_way(&sandbox);
}

#[test]
fn a_folder_of_hooks_guards_every_way() {
    let sandbox = Sandbox::new();
    sandbox.set("ATLATCH", ATLATCH);
    sandbox.set("ATLATCH_CHECKOUT", project("").display().to_string());
    run_example(&sandbox, "hooks-path.sh");
    guards_every_way(&sandbox);
    sandbox.atlatch(["doctor"]).exits(0).says("protected: every way");
}

#[test]
fn hooks_of_the_configuration_guard_every_way() {
    let sandbox = Sandbox::new();
    let folder = sandbox.home().join(".local/bin");
    fs::create_dir_all(&folder).expect("a folder");
    fs::copy(ATLATCH, folder.join("atlatch")).expect("a copy");
    run_example(&sandbox, "config-hooks.sh");
    let set: Vec<_> = ["pre-commit", "pre-merge-commit", "commit-msg", "pre-push"]
        .iter()
        .map(|event| sandbox.git(["config", "--global", &format!("hook.atlatch-{event}.event")]).out)
        .collect();
    assert_eq!(set.concat(), "pre-commit\npre-merge-commit\ncommit-msg\npre-push\n");
    if !has_config_hooks(&sandbox) {
        println!("skipped: running them, as this git is older than 2.54");
        return;
    }
    guards_every_way(&sandbox);
    sandbox.atlatch(["doctor"]).exits(0).says("protected: every way");
}

#[test]
fn git_hook_run_looks_at_what_is_staged() {
    let sandbox = Sandbox::new();
    sandbox.atlatch(["install"]).exits(0);
    run_example(&sandbox, "git-hook-run.sh");
    sandbox.stage("secret.env", format!("TOKEN={}\n", sandbox.token()));
    refused(sandbox.run("sh", ["-c", &example("git-hook-run.sh")], b""));
}

#[test]
fn the_documentation_quotes_the_examples() {
    for (page, folder) in [("docs/hooks.md", "docs/examples"), ("docs/ci.md", "docs/examples/ci")] {
        let text = fs::read_to_string(project(page)).expect("a page");
        for entry in walk(&project(folder)) {
            let quoted = fs::read_to_string(&entry).expect("an example");
            let in_ci = entry.starts_with(project("docs/examples/ci"));
            if in_ci == (page == "docs/ci.md") {
                assert!(text.contains(&format!("\n{quoted}```")), "{page} does not quote {}", entry.display());
            }
        }
    }
}

/// Every file below a folder.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn a_branch_that_is_new_to_the_remote_is_looked_at_whatever_the_manager_says_of_it() {
    let Some(sandbox) = sandbox() else { return };
    let address = manifest_only(&sandbox);
    for program in ["pre-commit", "prek"] {
        sandbox.enter("");
        sandbox.git(["init", "--quiet", "--initial-branch=main", program]);
        sandbox.enter(program);
        configure(&sandbox, "pre-commit-config-system.yaml", &address);
        sandbox.run(program, ["install"], b"").exits(0);
        let server = format!("../{program}.git");
        sandbox.git(["init", "--quiet", "--bare", &server]);
        sandbox.commit("secret.env", format!("TOKEN={}\n", sandbox.token()));
        refused(sandbox.try_git(["push", &server, "main"]));
        refused(sandbox.try_git(["push", &server, "HEAD:refs/heads/other"]));
        let id = sandbox.git(["rev-parse", "HEAD"]).out.trim().to_owned();
        refused(sandbox.try_git(["push", &server, &format!("{id}:refs/heads/third")]));
    }
}
