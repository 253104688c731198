//! Ranges of commits: commit by commit, oldest first, messages and authors too.

use crate::repo::testing::{MARKER, Piece, Sandbox};

/// Commits a file with the marker.
fn commit_marker(sandbox: &Sandbox, repository: &str, path: &str) {
    sandbox.stage_marker(repository, path);
    sandbox.git(repository, ["commit", "-q", "-m", path]);
}

/// The subjects of the commits with pieces that hold the marker, and those pieces.
fn marked(sandbox: &Sandbox, pieces: &[Piece]) -> Vec<String> {
    let marked = pieces.iter().filter(|piece| piece.marked);
    let say = |piece: &Piece| {
        let subject = sandbox
            .git("repo", ["--no-replace-objects", "log", "-1", "--format=%s", piece.commit.as_ref().unwrap(), "--"]);
        format!("{subject}: {}", piece.part)
    };
    marked.map(say).collect()
}

#[test]
fn what_is_added_and_deleted_again_is_seen() {
    let sandbox = Sandbox::with_commit();
    commit_marker(&sandbox, "repo", "one");
    sandbox.git("repo", ["mv", "one", "two"]);
    sandbox.git("repo", ["commit", "-q", "-m", "moved"]);
    sandbox.write("repo/two", "harmless");
    sandbox.git("repo", ["commit", "-q", "-a", "-m", "gone"]);
    let pieces = sandbox.ask("repo", "range main~3..main", "").unwrap();
    assert_eq!(marked(&sandbox, &pieces), ["one: file one", "moved: file two"]);
    let order: Vec<_> = pieces.iter().map(|piece| (&piece.part[..], piece.old)).collect();
    let expected = [
        ("header", (0, 0)),
        ("message", (0, 0)),
        ("file one", (0, 0)),
        ("header", (0, 0)),
        ("message", (0, 0)),
        ("file two", (0, 1)),
        ("header", (0, 0)),
        ("message", (0, 0)),
        ("file two", (1, 0)),
    ];
    assert_eq!(order, expected);
}

#[test]
fn messages_and_people_are_seen() {
    let mut sandbox = Sandbox::with_commit();
    sandbox.git("repo", ["commit", "-q", "--allow-empty", "-m", "subject", "-m", MARKER]);
    sandbox.set("GIT_AUTHOR_NAME", format!("Name {MARKER}"));
    sandbox.git("repo", ["commit", "-q", "--allow-empty", "-m", "author"]);
    sandbox.unset("GIT_AUTHOR_NAME");
    sandbox.set("GIT_COMMITTER_EMAIL", format!("{MARKER}@example.org"));
    sandbox.git("repo", ["commit", "-q", "--allow-empty", "-m", "committer"]);
    let pieces = sandbox.ask("repo", "range main~3..", "").unwrap();
    assert_eq!(marked(&sandbox, &pieces), ["subject: message", "author: header", "committer: header"]);
}

#[test]
fn ranges_of_every_form() {
    let sandbox = Sandbox::with_commit();
    sandbox.git("repo", ["checkout", "-q", "-b", "side"]);
    commit_marker(&sandbox, "repo", "side1");
    commit_marker(&sandbox, "repo", "side2");
    sandbox.git("repo", ["checkout", "-q", "main"]);
    commit_marker(&sandbox, "repo", "main1");
    let tag = ["tag", "-a", "-m", "annotated", "v1", "side"];
    sandbox.git("repo", tag);
    let table: [(&str, &[&str]); 11] = [
        ("range main..side", &["side1", "side2"]),
        ("range side..main", &["main1"]),
        ("range main..v1", &["side1", "side2"]),
        ("range main...side~1", &["side1", "main1"]),
        ("range side~1..side", &["side2"]),
        ("range side^!", &["side2"]),
        ("range main", &["main1"]),
        ("range main^..", &["main1"]),
        ("range main..main", &[]),
        ("since side", &["main1"]),
        ("since main", &[]),
    ];
    for (question, expected) in table {
        let pieces = sandbox.ask("repo", question, "").unwrap();
        let mut seen: Vec<_> = marked(&sandbox, &pieces);
        let mut expected: Vec<_> = expected.iter().map(|path| format!("{path}: file {path}")).collect();
        if question.contains("...") {
            seen.sort();
            expected.sort();
        }
        assert_eq!(seen, expected, "{question}");
    }
}

#[test]
fn what_names_no_commits_is_an_error() {
    let sandbox = Sandbox::with_commit();
    sandbox.write("repo/file", "text");
    let cure = "fetch the branch first: git fetch origin BRANCH";
    for question in ["nonsense", "nonsense..main", "base", "--all", "-1", "^main", "", "main..base"] {
        let error = sandbox.ask("repo", &format!("range {question}"), "").unwrap_err();
        assert_eq!(error, format!("{question} names no commits | {cure}"));
    }
    let blob = sandbox.git("repo", ["rev-parse", "main:base"]);
    let error = sandbox.ask("repo", "range main:base", "").unwrap_err();
    assert_eq!(error, format!("commit {blob} of main:base is not here | {cure}"));
    let absent = "12".repeat(20);
    let error = sandbox.ask("repo", &format!("range {absent}..main"), "").unwrap_err();
    assert!(error.contains("is not here | fetch the branch"), "{error}");
    assert!(sandbox.ask("repo", "since nonsense", "").unwrap_err().contains("names no commit"));
}

#[test]
fn a_first_commit_and_unrelated_histories() {
    let sandbox = Sandbox::with_commit();
    sandbox.git("repo", ["checkout", "-q", "--orphan", "other"]);
    commit_marker(&sandbox, "repo", "root");
    let pieces = sandbox.ask("repo", "range other", "").unwrap();
    assert_eq!(marked(&sandbox, &pieces), ["root: file root"]);
    let error = sandbox.ask("repo", "since main", "").unwrap_err();
    assert!(error.contains("have no commit in common"), "{error}");
}

#[test]
fn of_a_merge_only_what_differs_from_every_parent_is_seen() {
    let sandbox = Sandbox::with_commit();
    let base = sandbox.git("repo", ["rev-parse", "HEAD"]);
    sandbox.git("repo", ["checkout", "-q", "-b", "side"]);
    sandbox.write("repo/base", "their line\n");
    sandbox.git("repo", ["commit", "-q", "-a", "-m", "theirs"]);
    commit_marker(&sandbox, "repo", "side1");
    sandbox.git("repo", ["checkout", "-q", "main"]);
    sandbox.write("repo/base", "our line\n");
    sandbox.git("repo", ["commit", "-q", "-a", "-m", "ours"]);
    assert!(!sandbox.try_git("repo", ["merge", "side"]).status.success());
    sandbox.stage_marker("repo", "base");
    sandbox.git("repo", ["commit", "-q", "-m", "merge"]);
    let pieces = sandbox.ask("repo", &format!("range {base}..main"), "").unwrap();
    let mut seen = marked(&sandbox, &pieces);
    seen.sort();
    assert_eq!(seen, ["merge: file base", "side1: file side1"]);
    let merged = pieces.iter().find(|piece| piece.part == "file base" && piece.marked).unwrap();
    assert_eq!(merged.old, (2, 0));
}

#[test]
fn a_shallow_clone_says_how_to_deepen_it() {
    let sandbox = Sandbox::with_commit();
    for name in ["one", "two", "three", "four"] {
        commit_marker(&sandbox, "repo", name);
    }
    let base = sandbox.git("repo", ["rev-parse", "main~4"]);
    let url = format!("file://{}", sandbox.path("repo").display());
    sandbox.git(".", ["clone", "-q", "--depth", "2", &url, "shallow"]);
    for question in [&format!("range {base}..main")[..], "range main~3..main", "range main", &format!("since {base}")] {
        let error = sandbox.ask("shallow", question, "").unwrap_err();
        assert!(error.ends_with("git fetch --unshallow"), "{question}: {error}");
    }
    // What is within the part that was fetched can be looked at.
    let pieces = sandbox.ask("shallow", "range main~1..main", "").unwrap();
    assert_eq!(marked(&sandbox, &pieces), ["four: file four"]);
    // A base without the commits between leaves a gap.
    sandbox.git("shallow", ["fetch", "-q", "--depth", "1", "origin", &base]);
    let error = sandbox.ask("shallow", &format!("range {base}..main"), "").unwrap_err();
    assert!(error.ends_with("git fetch --unshallow"), "{error}");
}

#[test]
fn damage_and_absent_objects_are_errors() {
    let sandbox = Sandbox::with_commit();
    commit_marker(&sandbox, "repo", "one");
    commit_marker(&sandbox, "repo", "two");
    let blob = sandbox.git("repo", ["rev-parse", "main:two"]);
    let tree = sandbox.git("repo", ["rev-parse", "main~1^{tree}"]);
    let path = sandbox.loose("repo", &blob);
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let error = sandbox.ask("repo", "range main", "").unwrap_err();
    assert!(error.contains(&format!("cannot read blob {blob}")), "{error}");
    std::fs::write(&path, whole).unwrap();
    std::fs::remove_file(sandbox.loose("repo", &tree)).unwrap();
    let error = sandbox.ask("repo", "range main", "").unwrap_err();
    assert!(error.contains("git "), "{error}");
}

#[test]
fn repositories_of_other_kinds() {
    for option in ["--object-format=sha256", "--ref-format=reftable"] {
        let sandbox = Sandbox::new();
        if !sandbox.try_git(".", ["init", "-q", option, "repo"]).status.success() {
            eprintln!("this git does not know {option}");
            continue;
        }
        commit_marker(&sandbox, "repo", "one");
        commit_marker(&sandbox, "repo", "two");
        let pieces = sandbox.ask("repo", "range main", "").unwrap();
        assert_eq!(marked(&sandbox, &pieces), ["one: file one", "two: file two"], "{option}");
    }
}

#[test]
fn replaced_commits_and_settings_hide_nothing() {
    let sandbox = Sandbox::with_commit();
    commit_marker(&sandbox, "repo", "one");
    commit_marker(&sandbox, "repo", "two");
    sandbox.git("repo", ["replace", "main~1", "main~2"]);
    for (name, value) in [
        ("diff.orderFile", "absent"),
        ("color.ui", "always"),
        ("diff.renames", "copies"),
        ("diff.noprefix", "true"),
        ("log.showRoot", "false"),
        ("log.diffMerges", "off"),
        ("diff.ignoreSubmodules", "all"),
    ] {
        sandbox.git("repo", ["config", name, value]);
    }
    sandbox.write("repo/.gitattributes", "* -diff\n");
    let pieces = sandbox.ask("repo", "range main", "").unwrap();
    assert_eq!(marked(&sandbox, &pieces), ["one: file one", "two: file two"]);
}

#[test]
fn files_named_like_revisions_are_not_meant() {
    let sandbox = Sandbox::with_commit();
    commit_marker(&sandbox, "repo", "one");
    let id = sandbox.git("repo", ["rev-parse", "HEAD"]);
    for name in [&id[..], "main", "HEAD", "HEAD~1..HEAD"] {
        sandbox.write(format!("repo/{name}"), "text");
    }
    for range in ["HEAD~1..HEAD", "HEAD", "main", &id] {
        let pieces = sandbox.ask("repo", &format!("range {range}"), "").unwrap();
        assert_eq!(marked(&sandbox, &pieces), ["one: file one"], "{range}");
    }
    sandbox.stage_marker("repo", "two");
    assert_eq!(sandbox.look("repo").agreed().marked(), ["two"]);
    assert_eq!(sandbox.ask("repo", "since main~1", "").unwrap().len(), 3);
    sandbox.git(".", ["clone", "-q", "--bare", "repo", "bare"]);
    assert_eq!(sandbox.ask("bare", "range HEAD~1..HEAD", "").unwrap().len(), 3);
}

#[test]
fn many_commits_come_in_order() {
    let sandbox = Sandbox::with_commit();
    let mut script = String::from("reset refs/heads/many\n");
    for number in 0..300 {
        let text = if number == 137 { MARKER } else { "harmless" };
        let who = format!("commit refs/heads/many\ncommitter T <t@example.org> {number} +0000\n");
        script.extend([who, format!("data <<E\n{number}\nE\nM 100644 inline file\ndata <<E\n{number} {text}\nE\n")]);
    }
    let mut import = sandbox.command("git", "repo");
    sandbox.write("script", &script);
    import.args(["fast-import", "--quiet"]).stdin(std::fs::File::open(sandbox.path("script")).unwrap());
    assert!(import.status().unwrap().success());
    let pieces = sandbox.ask("repo", "range main..many", "").unwrap();
    assert_eq!((pieces.len(), marked(&sandbox, &pieces)), (900, vec!["137: file file".to_owned()]));
}
