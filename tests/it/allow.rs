//! The allowlist in use: what a report prints is pasted, entries are listed, checked and removed, branches that add some are
//! merged.

use crate::support::{Run, Sandbox};

/// The commands of a report: the lines that stand indented for pasting.
fn commands(report: &Run) -> Vec<String> {
    report.all().lines().filter_map(|line| line.strip_prefix("    ")).map(str::to_owned).collect()
}

/// The commands that allow something.
fn allowing(report: &Run) -> Vec<String> {
    commands(report).into_iter().filter(|command| command.contains(" allow ")).collect()
}

/// Pastes commands into a shell.
#[track_caller]
fn paste(sandbox: &Sandbox, commands: &[String]) {
    assert!(!commands.is_empty(), "nothing to paste");
    for command in commands {
        sandbox.run("bash", ["-c", command], b"").exits(0);
    }
}

/// Commits what is staged, or these paths.
fn commit(sandbox: &Sandbox, paths: &[&str]) -> Run {
    sandbox.try_git([&["commit", "--quiet", "--message", "a change"], paths].concat())
}

/// A repository with the hook and a first commit.
fn prepared() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.commit("README", "hello\n");
    sandbox.hook("pre-commit");
    sandbox
}

#[test]
fn what_a_report_prints_works_from_any_folder_and_in_worktrees() {
    let sandbox = prepared();
    sandbox.git(["worktree", "add", "--quiet", "../tree"]);
    for (top, folder) in [("repo", "repo/sub/deeper"), ("tree", "tree/sub/deeper"), ("repo", "repo")] {
        sandbox.enter(top);
        sandbox.write("sub/deeper/x", "");
        sandbox.stage("sub/it's.env", format!("A='{}'\n", sandbox.token()));
        // Its value could be guessed: allowed by its place.
        let password = sandbox.password();
        sandbox.stage(&format!("{folder}/app [1].properties"), format!("confluence.password={password}\n"));
        sandbox.enter(folder);
        let report = commit(&sandbox, &[]).exits(1);
        let commands = allowing(&report);
        assert_eq!(commands.len(), 2, "{}", report.all());
        paste(&sandbox, &commands);
        commit(&sandbox, &[]).exits(0);
    }
}

#[test]
fn what_unstages_and_what_explains_works_too() {
    let sandbox = prepared();
    sandbox.stage("sub/a.env", format!("A='{}'\n", sandbox.token()));
    sandbox.enter("repo/sub");
    let report = commit(&sandbox, &[]).exits(1);
    let commands: Vec<_> = commands(&report).into_iter().filter(|command| !command.contains(" allow ")).collect();
    assert!(commands.iter().any(|command| command.contains(" explain ")), "{commands:?}");
    paste(&sandbox, &commands);
    assert_eq!(sandbox.git(["diff", "--cached", "--name-only"]).out, "");
}

#[test]
fn a_commit_of_named_files_takes_the_allowlist_along() {
    let sandbox = prepared();
    sandbox.commit("a.env", "A=\n");
    sandbox.write("a.env", format!("A='{}'\n", sandbox.token()));
    let report = commit(&sandbox, &["--", "a.env"]).exits(1).says("name .atlatch.toml behind `git commit --` as well");
    assert!(!report.all().contains("git restore"), "nothing is staged");
    paste(&sandbox, &allowing(&report));
    commit(&sandbox, &["--", "a.env"]).exits(1);
    commit(&sandbox, &["--", "a.env", ".atlatch.toml"]).exits(0);
}

#[test]
fn many_findings_still_print_commands_that_work() {
    let sandbox = prepared();
    for number in 0..9 {
        sandbox.stage(&format!("{number}.env"), format!("A='{}'\n", sandbox.token()));
    }
    let report = commit(&sandbox, &[]).exits(1);
    paste(&sandbox, &allowing(&report));
    paste(&sandbox, &commands(&report).into_iter().filter(|command| command.starts_with("git ")).collect::<Vec<_>>());
    assert_eq!(sandbox.git(["diff", "--cached", "--name-only"]).out, "");
    // Each of them, when asked for.
    sandbox.git(["add", "--all"]);
    let all = sandbox.atlatch(["-v"]).exits(1);
    assert_eq!(all.out.matches(" = fingerprint ").count(), 8, "{}", all.out);
}

#[test]
fn entries_are_listed_checked_and_removed() {
    let sandbox = prepared();
    sandbox.stage("a.env", format!("A='{}'\n", sandbox.token()));
    let report = sandbox.atlatch(["--format", "json"]).exits(1).json();
    let fingerprint = report[0]["fingerprint"].as_str().unwrap().to_owned();
    let allow = |arguments: &[&str]| sandbox.atlatch([&["allow"], arguments].concat());
    allow(&[&fingerprint, "--reason", "known, OPS-1", "--path", "*.env", "--expires", "2999-12-31"]).exits(0);
    allow(&["--list"]).exits(0).says(&format!("{fingerprint}: known, OPS-1 (in *.env; until 2999-12-31)"));
    allow(&["--check"]).exits(0).says("all needed: 1 entry");
    let report = sandbox.atlatch(["-v"]).exits(0).says("(known, OPS-1)").says("0 blocked, 0 warned, 1 allowed");
    assert!(report.err.is_empty());
    commit(&sandbox, &[]).exits(0);
    sandbox.commit("a.env", "A=\n");
    allow(&["--check", "--strict"]).exits(1).says(&format!("atlatch allow --remove {fingerprint}"));
    allow(&["--remove", &fingerprint]).exits(0);
    allow(&["--list"]).exits(0).says("0 entries");
    allow(&["--remove", &fingerprint]).exits(2).says("has no entry");
    allow(&["--strict"]).exits(2).says("--check");
}

#[test]
fn a_baseline_is_adopted_announced_and_reviewed() {
    let sandbox = prepared();
    sandbox.commit("a.env", format!("A='{}'\nB='{}'\n", sandbox.token(), sandbox.token()));
    let password = sandbox.password();
    sandbox.commit("conf/[1].properties", format!("confluence.password={password}\n"));
    sandbox.enter("repo/conf");
    sandbox.atlatch(["scan"]).exits(1);
    sandbox.atlatch(["baseline"]).exits(0).says("added 3 entries").says("staged .atlatch.toml");
    commit(&sandbox, &[]).exits(0);
    sandbox.atlatch(["scan"]).exits(0).says("3 allowed").says("3 entries are unreviewed");
    let listed = sandbox.atlatch(["allow", "--list"]).exits(0);
    let fingerprint = listed.out.split(':').next().unwrap().to_owned();
    sandbox.atlatch(["allow", &fingerprint, "--reason", "revoked"]).exits(0).says("baseline, unreviewed");
    sandbox.atlatch(["scan"]).exits(0).says("2 entries are unreviewed");
    sandbox.atlatch(["baseline"]).exits(0).says("nothing to add");
}

#[test]
fn branches_that_both_start_a_list_merge_by_themselves() {
    let sandbox = prepared();
    let branch = |name: &str, count: usize| {
        sandbox.git(["switch", "--quiet", "--create", name, "main"]);
        for number in 0..count {
            sandbox.stage(&format!("{name}{number}.env"), format!("A='{}'\n", sandbox.token()));
            paste(&sandbox, &allowing(&commit(&sandbox, &[]).exits(1)));
            commit(&sandbox, &[]).exits(0);
        }
    };
    branch("one", 1);
    branch("two", 3);
    branch("three", 2);
    sandbox.git(["switch", "--quiet", "main"]);
    for name in ["one", "two", "three"] {
        sandbox.git(["merge", "--quiet", "--no-edit", name]);
    }
    sandbox.atlatch(["scan"]).exits(0).says("6 allowed");
    sandbox.atlatch(["allow", "--check"]).exits(0).says("all needed: 6 entries");
    assert_eq!(sandbox.git(["show", "HEAD:.gitattributes"]).out, ".atlatch.toml merge=union\n");
}

#[test]
fn attributes_that_somebody_is_working_on_are_left_alone() {
    let allow = |sandbox: &Sandbox| sandbox.atlatch(["allow", "0123456789abcdef", "--reason", "known"]).exits(0);
    let sandbox = prepared();
    sandbox.commit(".gitattributes", "*.png binary");
    sandbox.write(".gitattributes", "*.png binary\n*.svg text\n");
    allow(&sandbox).says("note: with `.atlatch.toml merge=union` in .gitattributes");
    assert_eq!(sandbox.git(["diff", "--cached", "--name-only"]).out, ".atlatch.toml\n");

    let sandbox = prepared();
    sandbox.commit(".gitattributes", "*.png binary");
    allow(&sandbox).says("staged .gitattributes");
    assert_eq!(sandbox.git(["show", ":.gitattributes"]).out, "*.png binary\n.atlatch.toml merge=union\n");

    let sandbox = prepared();
    sandbox.commit(".gitattributes", ".atlatch.toml -merge\n");
    assert!(!allow(&sandbox).all().contains(".gitattributes"));

    let sandbox = prepared();
    sandbox.write(".git/info/exclude", ".gitattributes\n");
    allow(&sandbox).says("note: with");
    assert!(!sandbox.current().join(".gitattributes").exists());
}

#[test]
fn a_reason_that_quotes_another_credential_is_masked_everywhere() {
    let sandbox = prepared();
    let (token, quoted) = (sandbox.token(), sandbox.mint(atlatch::mint::Mint::atbb));
    sandbox.stage("a.env", format!("A='{token}'\n"));
    let report = sandbox.atlatch(["--format", "json"]).exits(1).json();
    let fingerprint = report[0]["fingerprint"].as_str().unwrap();
    let entry = format!(
        "[[allow]]\nfingerprint = \"{fingerprint}\"\nreason = \"not {quoted}\"\npaths = [\"a.env\", \"{quoted}/*\"]\n"
    );
    sandbox.write(".atlatch.toml", format!("version = 1\n{entry}"));
    sandbox.stage("b.env", format!("B='{}' # atlatch:allow(atlassian-api-token) as {quoted}\n", sandbox.token()));
    // Every run is checked for planted values.
    for format in ["text", "json", "sarif", "github", "gitlab", "bitbucket"] {
        let run = sandbox.atlatch(["scan", "--format", format, "--include-allowed", "-v", "a.env", "b.env"]).exits(1);
        assert!(run.all().contains("ATBB"), "{format}: {}", run.all());
    }
    sandbox.atlatch(["allow", "--list"]).exits(0).says("not ATBB");
    sandbox.atlatch(["allow", "--check"]).exits(0);
    sandbox.atlatch(["allow", fingerprint, "--reason", "better"]).exits(0).says("said: not ATBB");
    for arguments in [["--reason", &quoted, "--path", "x"], ["--reason", "x", "--path", &quoted]] {
        let arguments = [&["allow", fingerprint], &arguments[..]].concat();
        sandbox.atlatch(arguments).exits(2).says("would hold a credential");
    }
}

#[test]
fn a_change_cannot_excuse_itself_where_the_list_is_given() {
    let sandbox = prepared();
    let marked = |token: &str| format!("A='{token}' # atlatch:allow(atlassian-api-token) known\n");
    sandbox.commit("old.env", marked(&sandbox.token()));
    sandbox.git(["branch", "base"]);
    // What stood there before, moved and edited, is not new.
    sandbox.git(["mv", "old.env", "moved.env"]);
    sandbox.git(["commit", "--quiet", "--message", "move"]);
    sandbox.atlatch(["scan", "--range", "base..HEAD", "--allowlist-from", "base"]).exits(0);
    // A marker and an entry that come with the change.
    sandbox.commit("new.env", marked(&sandbox.token()));
    let gate = ["scan", "--range", "base..HEAD", "--allowlist-from", "base"];
    sandbox.atlatch(gate).exits(1).says("new.env:1").says("1 marker beside a finding would excuse it elsewhere");
    sandbox.atlatch(["scan", "--range", "base..HEAD"]).exits(0).says("1 allowed");
    sandbox.git(["reset", "--quiet", "--hard", "HEAD~1"]);
    sandbox.stage("new.env", format!("A='{}'\n", sandbox.token()));
    paste(&sandbox, &allowing(&commit(&sandbox, &[]).exits(1)));
    commit(&sandbox, &[]).exits(0);
    sandbox.atlatch(gate).exits(1).says("new.env:1");
    // Once the entry stands on the base, the change passes.
    sandbox.git(["switch", "--quiet", "base"]);
    sandbox.git(["checkout", "--quiet", "main", "--", ".atlatch.toml"]);
    commit(&sandbox, &[]).exits(0);
    sandbox.atlatch(["scan", "--range", "base..main", "--allowlist-from", "base"]).exits(0).says("1 allowed");
}

#[test]
fn what_could_not_be_looked_into_is_allowed_warned_of_or_blocks() {
    let sandbox = Sandbox::new();
    sandbox.commit("base", "1\n");
    sandbox.stage("packed.xz", [&b"\xfd7zXZ\0"[..], &[0; 40]].concat());
    let counts = |options: &[&str], exit| {
        let run = sandbox.atlatch([&["hook", "pre-commit", "--format", "json"], options].concat()).exits(exit);
        let summary = run.json().pop().unwrap()["summary"].clone();
        assert_eq!(summary["skipped"][0]["path"], "packed.xz");
        (summary["warned"].as_u64().unwrap(), summary["blocked"].as_u64().unwrap())
    };
    let policy = |action| {
        sandbox.stage(".atlatch.toml", format!("version = 1\n[policy]\nskipped = \"{action}\"\n"));
        ["hook", "pre-commit"]
    };
    let run = sandbox.atlatch(policy("allow")).exits(0);
    assert_eq!(run.all(), "");
    assert_eq!(counts(&["--strict"], 0), (0, 0));

    let run = sandbox.atlatch(policy("warn")).exits(0);
    run.says("skipped: packed.xz: ").says("1 warned (does not block)").says("1 part not looked into\n");
    assert_eq!(counts(&[], 0), (1, 0));

    // As any other warning.
    let unread = "error: what could not be looked into blocks here: 1 part\nhelp: ";
    sandbox.atlatch(["hook", "pre-commit", "--strict"]).exits(2).says("skipped: packed.xz: ").says(unread);
    assert_eq!(counts(&["--strict"], 2), (0, 0));

    sandbox.atlatch(policy("block")).exits(2).says("skipped: packed.xz: ").says("0 warned,").says(unread);
    sandbox.atlatch(["hook", "pre-commit", "-q"]).exits(2).says(unread);
    assert_eq!(counts(&[], 2), (0, 0));

    // A long list is cut, and the history says where they stand.
    policy("warn");
    for number in 0..20 {
        sandbox.stage(&format!("{number:02}.xz"), [&b"\xfd7zXZ\0"[..], &[number + 1; 40]].concat());
    }
    let run = sandbox.atlatch(["hook", "pre-commit"]).exits(0).says("21 warned").says("11 more; `");
    assert_eq!(run.err.matches("skipped: ").count(), 10, "{}", run.err);
    sandbox.git(["commit", "--quiet", "--no-verify", "--message", "packed"]);
    sandbox.atlatch(["scan", "--history"]).exits(0).says(".xz: xz is not opened").says("21 warned");
}
