//! `atlatch doctor`: the protection proven, and every way of breaking it noticed.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::global::{has_config_hooks, pretend_version};
use crate::install::{foreign, log};
use crate::support::{ATLATCH, Run, Sandbox, make_executable};
use crate::tree;

/// A repository that `atlatch install` protected, with a binary of its own.
fn installed() -> (Sandbox, PathBuf) {
    let sandbox = Sandbox::new();
    let binary = sandbox.home().join("tools/atlatch");
    fs::create_dir(binary.parent().expect("a folder")).expect("a folder");
    fs::copy(ATLATCH, &binary).expect("a copy");
    sandbox.run(&binary.display().to_string(), ["install"], b"").exits(0);
    (sandbox, binary)
}

/// Asks for the diagnosis as JSON.
fn diagnosis(sandbox: &Sandbox) -> (Run, Value) {
    let run = sandbox.atlatch(["doctor", "--format", "json"]);
    let mut lines = run.json();
    assert_eq!(lines.len(), 1, "{}", run.out);
    let diagnosis = lines.remove(0);
    assert_eq!(diagnosis["exit"], run.code);
    (run, diagnosis)
}

/// The verdict on one way in.
fn verdict<'a>(diagnosis: &'a Value, event: &str) -> &'a str {
    let ways = diagnosis["ways"].as_array().expect("ways");
    ways.iter().find(|way| way["event"] == event).expect("the way")["verdict"].as_str().expect("a verdict")
}

/// Asserts that the protection is found to be only apparent, and which way it is open or broken.
#[track_caller]
fn finds(sandbox: &Sandbox, event: &str, expected: &str) -> Value {
    let before = tree::of(&sandbox.home());
    let (run, diagnosis) = diagnosis(sandbox);
    assert_eq!(verdict(&diagnosis, event), expected, "{diagnosis:#}");
    assert_eq!(run.code, 1, "{diagnosis:#}");
    tree::same(&before, &tree::of(&sandbox.home()));
    diagnosis
}

#[test]
fn a_real_protection_is_proven_and_nothing_is_left_behind() {
    let (sandbox, _) = installed();
    let temporary = sandbox.home().join("temporary");
    fs::create_dir(&temporary).expect("a folder");
    sandbox.set("TMPDIR", temporary.display().to_string());
    let before = tree::of(&sandbox.home());
    let run = sandbox.atlatch(["doctor"]).exits(0);
    run.says("said to a freshly made token").says("Atlassian").says("protected: every way was tried");
    let (_, diagnosis) = diagnosis(&sandbox);
    for event in ["pre-commit", "pre-merge-commit", "commit-msg", "pre-push"] {
        assert_eq!(verdict(&diagnosis, event), "protected");
    }
    tree::same(&before, &tree::of(&sandbox.home()));
}

#[test]
fn no_hook_at_all() {
    let sandbox = Sandbox::new();
    for event in ["pre-commit", "pre-merge-commit", "commit-msg", "pre-push"] {
        finds(&sandbox, event, "open");
    }
    sandbox.atlatch(["doctor"]).exits(1).says("no hook runs").says("NOT protected").says("atlatch install");
}

#[test]
fn a_missing_x_bit() {
    use std::os::unix::fs::PermissionsExt as _;
    for event in ["pre-commit", "pre-merge-commit", "commit-msg", "pre-push"] {
        let (sandbox, _) = installed();
        let hook = sandbox.current().join(".git/hooks").join(event);
        fs::set_permissions(&hook, fs::Permissions::from_mode(0o644)).expect("permissions");
        let diagnosis = finds(&sandbox, event, "open");
        assert!(diagnosis.to_string().contains("is not executable"), "{diagnosis:#}");
    }
}

#[test]
fn a_binary_that_is_gone() {
    let (sandbox, binary) = installed();
    fs::remove_file(binary).expect("the binary");
    let diagnosis = finds(&sandbox, "pre-commit", "broken");
    assert!(diagnosis.to_string().contains("tools/atlatch is gone"), "{diagnosis:#}");
}

#[test]
fn a_binary_that_says_yes_to_everything() {
    let (sandbox, binary) = installed();
    fs::copy("/bin/true", binary).expect("a copy");
    for event in ["pre-commit", "pre-merge-commit", "commit-msg", "pre-push"] {
        finds(&sandbox, event, "open");
    }
}

#[test]
fn a_binary_that_says_no_to_everything() {
    let (sandbox, binary) = installed();
    fs::copy("/bin/false", binary).expect("a copy");
    let (run, diagnosis) = diagnosis(&sandbox);
    assert_eq!(verdict(&diagnosis, "pre-commit"), "refuses-all");
    assert_eq!(run.code, 2);
}

#[test]
fn a_hook_that_refuses_tokens_without_looking() {
    let sandbox = Sandbox::new();
    let hook = "#!/bin/sh\n# not atlatch\ngit diff --cached | grep ATLASSIAN_API_TOKEN && exit 1\nexit 0\n";
    sandbox.write(".git/hooks/pre-commit", hook);
    make_executable(&sandbox.current().join(".git/hooks/pre-commit"));
    let (_, diagnosis) = diagnosis(&sandbox);
    assert_eq!(verdict(&diagnosis, "pre-commit"), "refused-by-other");
}

#[test]
fn an_empty_hook() {
    let (sandbox, _) = installed();
    sandbox.write(".git/hooks/pre-commit", "");
    finds(&sandbox, "pre-commit", "open");
}

#[test]
fn a_shim_that_was_edited_to_do_nothing() {
    let (sandbox, _) = installed();
    let hook = sandbox.current().join(".git/hooks/pre-push");
    let text = fs::read_to_string(&hook).expect("the shim");
    let mut lines: Vec<_> = text.lines().collect();
    lines.insert(3, "exit 0");
    fs::write(&hook, lines.join("\n")).expect("the shim");
    let diagnosis = finds(&sandbox, "pre-push", "open");
    assert!(diagnosis.to_string().contains("was edited"), "{diagnosis:#}");
}

#[test]
fn a_shim_that_hands_over_for_good() {
    let (sandbox, _) = installed();
    foreign(&sandbox, ".git/hooks/pre-commit.before-atlatch", 0);
    let hook = sandbox.current().join(".git/hooks/pre-commit");
    let text = fs::read_to_string(&hook).expect("the shim");
    fs::write(&hook, text.replace("    \"$other\" \"$@\" || exit", "    exec \"$other\" \"$@\"")).expect("the shim");
    finds(&sandbox, "pre-commit", "open");
    assert_eq!(log(&sandbox), "", "hooks of others do not run because somebody asks");
}

#[test]
fn a_hook_of_somebody_else_instead() {
    let (sandbox, _) = installed();
    foreign(&sandbox, ".git/hooks/pre-commit", 0);
    let diagnosis = finds(&sandbox, "pre-commit", "open");
    assert_eq!(diagnosis["ways"][0]["runs"][0]["who"], "other");
    assert_eq!(log(&sandbox), "", "hooks of others do not run because somebody asks");
}

#[test]
fn a_hook_of_somebody_else_that_no_shim_reaches_is_noted() {
    let (sandbox, _) = installed();
    foreign(&sandbox, ".git/hooks/pre-commit.before-atlatch", 0);
    let (run, seen) = diagnosis(&sandbox);
    assert_eq!((run.code, seen["notes"].to_string().as_str()), (0, "[]"), "{seen:#}");
    assert_eq!(seen["ways"][0]["runs"][0]["who"], "other");
    assert_eq!(seen["ways"][0]["runs"][1]["who"], "atlatch");

    let hook = sandbox.current().join(".git/hooks/pre-commit");
    let text = fs::read_to_string(&hook).expect("the shim");
    fs::write(&hook, text.replace("    \"$other\" \"$@\" || exit", "    :")).expect("the shim");
    let (_, seen) = diagnosis(&sandbox);
    assert!(seen["notes"].to_string().contains("does not run any more"), "{seen:#}");
}

#[test]
fn a_local_hooks_path_that_wins() {
    for path in [".empty", "/dev/null"] {
        let (sandbox, _) = installed();
        sandbox.git(["config", "core.hooksPath", path]);
        finds(&sandbox, "pre-commit", "open");
    }
}

#[test]
fn a_local_hooks_path_that_wins_over_the_global_one() {
    let sandbox = Sandbox::new();
    // Newer ones keep hooks in their configuration, where core.hooksPath is nothing to them.
    let _git = pretend_version(&sandbox, "2.47.3");
    sandbox.atlatch(["install", "--global"]).exits(0);
    sandbox.atlatch(["doctor"]).exits(0);
    sandbox.git(["config", "core.hooksPath", ".husky/_"]);
    let diagnosis = finds(&sandbox, "pre-commit", "open");
    assert!(diagnosis["notes"].to_string().contains("wins over"), "{diagnosis:#}");
    sandbox.enter("");
    sandbox.atlatch(["doctor"]).exits(0).says("what a new one gets");
}

#[test]
fn a_config_hook_that_is_switched_off() {
    let sandbox = Sandbox::new();
    let runs_them = has_config_hooks(&sandbox);
    let _git = pretend_version(&sandbox, "2.54.0");
    sandbox.atlatch(["install", "--global"]).exits(0);
    if !runs_them {
        eprintln!(
            "not tested: switching them off, as this git is older than 2.54 and runs none from its configuration"
        );
        // Whatever it says of itself.
        for event in ["pre-commit", "pre-merge-commit", "commit-msg", "pre-push"] {
            finds(&sandbox, event, "open");
        }
        return;
    }
    sandbox.atlatch(["doctor"]).exits(0);
    sandbox.git(["config", "hook.atlatch-pre-commit.enabled", "false"]);
    let diagnosis = finds(&sandbox, "pre-commit", "open");
    assert!(diagnosis.to_string().contains("switched off by hook.atlatch-pre-commit.enabled"), "{diagnosis:#}");
    sandbox.git(["config", "--unset", "hook.atlatch-pre-commit.enabled"]);
    sandbox.git(["config", "hook.pre-push.enabled", "false"]);
    finds(&sandbox, "pre-push", "open");
}

#[test]
fn an_allowlist_that_allows_everything() {
    let (sandbox, _) = installed();
    sandbox.stage(".atlatch.toml", "version = 1\n[policy]\nverified = \"allow\"\nlikely = \"allow\"\n");
    finds(&sandbox, "pre-commit", "open");
}

#[test]
fn an_allowlist_that_cannot_be_read() {
    let (sandbox, _) = installed();
    sandbox.stage(".atlatch.toml", "version = 1\nfrobnicate = true\n");
    let run = sandbox.atlatch(["doctor"]).exits(2);
    run.says("clean content is refused too").says(".atlatch.toml");
}

#[test]
fn hooks_of_one_way_only() {
    let sandbox = Sandbox::new();
    sandbox.hook("pre-commit");
    let diagnosis = finds(&sandbox, "pre-push", "open");
    assert_eq!(verdict(&diagnosis, "pre-commit"), "protected");
    assert_eq!(verdict(&diagnosis, "pre-merge-commit"), "open");
    assert_eq!(diagnosis["ways"][0]["runs"][0]["who"], "calls-atlatch");
}

#[test]
fn binaries_of_two_versions_are_noted() {
    let (sandbox, binary) = installed();
    let script =
        format!("#!/bin/sh\n[ \"$1\" != --version ] || {{ echo 'atlatch 0.0.1'; exit; }}\nexec '{ATLATCH}' \"$@\"\n");
    fs::write(&binary, script).expect("a script");
    let (run, diagnosis) = diagnosis(&sandbox);
    assert_eq!(run.code, 0);
    assert!(diagnosis["notes"].to_string().contains("not of one version"), "{diagnosis:#}");
}

#[test]
fn a_servers_repository() {
    let sandbox = Sandbox::without_repository();
    sandbox.git(["init", "--quiet", "--bare", "server"]);
    sandbox.enter("server");
    finds(&sandbox, "pre-receive", "open");
    sandbox.atlatch(["install"]).exits(0);
    let (run, diagnosis) = diagnosis(&sandbox);
    assert_eq!((verdict(&diagnosis, "pre-receive"), run.code), ("protected", 0), "{diagnosis:#}");
}

#[test]
fn where_git_refuses_nothing_is_claimed() {
    let sandbox = Sandbox::new();
    sandbox.write(".git/config", "[core\n");
    sandbox.atlatch(["doctor"]).exits(2).says("error:");
    sandbox.enter("");
    sandbox.atlatch(["doctor", "nowhere"]).exits(2).says("nowhere is not a folder");
}
