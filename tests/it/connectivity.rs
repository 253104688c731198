//! Whether all of the history is here: known without git where every object has all that it names, and else asked.

use std::fs;
use std::path::PathBuf;

use crate::support::Sandbox;

/// Scans the history: the exit code, and whether git went through all of it.
fn scanned(sandbox: &Sandbox) -> (i32, bool) {
    let trace = sandbox.home().join("trace");
    let _ = fs::remove_file(&trace);
    sandbox.set("GIT_TRACE", trace.to_string_lossy());
    let run = sandbox.atlatch(["scan", "--history"]);
    let is_said = ["not all of the history is here", "cannot read "].iter().any(|reason| run.all().contains(reason));
    assert_eq!(run.code == 2, is_said, "{}", run.all());
    (run.code, fs::read_to_string(trace).unwrap().contains("rev-list --objects"))
}

/// What a revision names.
fn id(sandbox: &Sandbox, revision: &str) -> String {
    sandbox.git(["rev-parse", revision]).out.trim().to_owned()
}

/// The file of a loose object.
fn loose(sandbox: &Sandbox, id: &str) -> PathBuf {
    sandbox.current().join(".git/objects").join(&id[..2]).join(&id[2..])
}

/// Puts all objects into one pack, except the one that is to be lost.
fn pack(sandbox: &Sandbox, lost: Option<&str>) {
    let all = sandbox.git(["cat-file", "--batch-all-objects", "--batch-check=%(objectname)"]).out;
    let kept: String = all.lines().filter(|id| Some(*id) != lost).map(|id| format!("{id}\n")).collect();
    sandbox.run("git", ["pack-objects", "-q", ".git/objects/pack/pack"], kept.as_bytes()).exits(0);
    sandbox.git(["prune-packed", "-q"]);
    lost.map_or(Ok(()), |id| fs::remove_file(loose(sandbox, id))).unwrap();
}

/// Stores an object as it is, right or wrong.
fn store(sandbox: &Sandbox, kind: &str, content: &[u8]) -> String {
    let run = sandbox.run("git", ["hash-object", "--literally", "-t", kind, "-w", "--stdin"], content).exits(0);
    run.out.trim().to_owned()
}

/// A tree with one entry.
fn tree(entry: &str, id: &str) -> Vec<u8> {
    let digits = id.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap());
    let raw = digits.map(|pair| u8::from_str_radix(pair, 16).unwrap());
    entry.bytes().chain([0]).chain(raw).collect()
}

/// Commits with folders, a tag of a tag, and a tag of a blob that nothing else leads to.
fn prepared() -> Sandbox {
    let sandbox = Sandbox::new();
    let lines: String = (0..200).map(|number| format!("{}\n", number * number)).collect();
    for version in 0..5 {
        for number in 0..20 {
            sandbox.stage(&format!("folder/{number}.txt"), format!("{number}\n{lines}{}\n", version * (number % 3)));
        }
        sandbox.commit("file.txt", format!("{lines}{version}\n"));
    }
    sandbox.git(["tag", "-a", "-m", "one", "one"]);
    sandbox.git(["tag", "-a", "-m", "two", "two", "one"]);
    let blob = store(&sandbox, "blob", b"tagged\n");
    sandbox.git(["tag", "-a", "-m", "blob", "blob", &blob]);
    sandbox
}

#[test]
fn where_nothing_lacks_git_does_not_go_through_it() {
    let sandbox = prepared();
    let healthy = |what: &str| assert_eq!(scanned(&sandbox), (0, false), "{what}");
    healthy("loose");
    // Git knows the tree without entries, stored or not.
    sandbox.git(["checkout", "-q", "--orphan", "empty"]);
    sandbox.git(["rm", "-rfq", "."]);
    sandbox.git(["commit", "-q", "--allow-empty", "-m", "nothing"]);
    let _ = fs::remove_file(loose(&sandbox, &id(&sandbox, "HEAD^{tree}")));
    healthy("an empty tree");
    sandbox.git(["checkout", "-q", "main"]);
    sandbox.git(["update-index", "--add", "--cacheinfo", &format!("160000,{},module", "1".repeat(40))]);
    sandbox.git(["commit", "-q", "-m", "a submodule"]);
    sandbox.git(["worktree", "add", "-q", "--detach", "../other", "HEAD~2"]);
    healthy("a submodule");
    sandbox.git(["repack", "-q", "-a", "-d"]);
    healthy("packed");
    sandbox.commit("file.txt", "more\n");
    healthy("packed and loose");
    sandbox.git(["repack", "-q", "-d"]);
    healthy("two packs");
    sandbox.git(["-c", "repack.useDeltaBaseOffset=false", "repack", "-q", "-a", "-d", "-f"]);
    healthy("differences by id");
    sandbox.git(["pack-refs", "--all"]);
    healthy("packed references");
}

#[test]
fn whatever_is_missing_is_said_wherever_it_stood() {
    let sandbox = prepared();
    let revisions =
        ["HEAD:folder/3.txt", "HEAD~2:file.txt", "HEAD:folder", "HEAD~3^{tree}", "HEAD~2", "one", "blob^{}"];
    for revision in revisions {
        let id = id(&sandbox, revision);
        let whole = fs::read(loose(&sandbox, &id)).unwrap();
        fs::remove_file(loose(&sandbox, &id)).unwrap();
        assert_eq!(scanned(&sandbox), (2, true), "{revision}, loose");
        fs::write(loose(&sandbox, &id), whole).unwrap();
    }
    for revision in revisions {
        let id = id(&sandbox, revision);
        sandbox.run("cp", ["-a", ".git/objects", "whole"], b"").exits(0);
        pack(&sandbox, Some(&id));
        assert_eq!(scanned(&sandbox), (2, true), "{revision}, packed");
        fs::remove_dir_all(sandbox.current().join(".git/objects")).unwrap();
        fs::rename(sandbox.current().join("whole"), sandbox.current().join(".git/objects")).unwrap();
    }
    assert_eq!(scanned(&sandbox), (0, false));
}

#[test]
fn what_the_commit_graph_tells_of_a_lost_commit_does_not_replace_it() {
    for revision in ["HEAD~2", "HEAD~1", "HEAD"] {
        let sandbox = prepared();
        sandbox.git(["commit-graph", "write", "--reachable"]);
        fs::remove_file(loose(&sandbox, &id(&sandbox, revision))).unwrap();
        assert_eq!(scanned(&sandbox).0, 2, "{revision}");
    }
}

#[test]
fn a_file_that_is_called_like_an_object_of_another_sort_of_repository_is_none() {
    let sandbox = prepared();
    let folder = sandbox.current().join(".git/objects/aa");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("b".repeat(62)), "x").unwrap();
    assert_eq!(scanned(&sandbox), (0, false));
}

#[test]
fn what_references_and_heads_name_must_be_there() {
    let sandbox = prepared();
    sandbox.git(["worktree", "add", "-q", "--detach", "../other"]);
    sandbox.git(["checkout", "-q", "--detach"]);
    let git = sandbox.current().join(".git");
    for name in ["refs/heads/main", "refs/tags/new", "refs/any/thing", "HEAD", "worktrees/other/HEAD"] {
        let path = git.join(name);
        let before = fs::read(&path).ok();
        sandbox.write(&path, format!("{}\n", "1".repeat(40)));
        assert_eq!(scanned(&sandbox).0, 2, "{name}");
        before.map_or_else(|| fs::remove_file(&path), |before| fs::write(&path, before)).unwrap();
    }
    assert_eq!(scanned(&sandbox), (0, false));
}

#[test]
fn what_nothing_leads_to_may_lack_what_it_names() {
    let objects: [(&str, Vec<u8>); 5] = [
        ("tree", tree("100644 a", &"1".repeat(40))),
        ("tree", tree("40000 a", &"1".repeat(40))),
        ("commit", format!("tree {}\n\nlost\n", "1".repeat(40)).into_bytes()),
        ("commit", b"no commit".to_vec()),
        ("tag", format!("object {}\ntype commit\ntag x\n\nlost\n", "1".repeat(40)).into_bytes()),
    ];
    for (kind, content) in objects {
        let what = format!("{kind} {}", content.escape_ascii());
        let sandbox = Sandbox::new();
        sandbox.commit("file.txt", "nothing\n");
        let object = store(&sandbox, kind, &content);
        assert_eq!(scanned(&sandbox), (0, true), "{what}");
        sandbox.write(".git/refs/tags/leads-to-it", format!("{object}\n"));
        assert_eq!(scanned(&sandbox).0, 2, "{what}");
        pack(&sandbox, None);
        assert_eq!(scanned(&sandbox).0, 2, "{what}");
        fs::remove_file(sandbox.current().join(".git/refs/tags/leads-to-it")).unwrap();
        assert_eq!(scanned(&sandbox), (0, true), "{what}");
    }
}

#[test]
fn names_in_a_damaged_tree_are_missed_even_if_nothing_leads_to_it() {
    for content in [b"100644 a\0short".to_vec(), b"no tree".to_vec(), tree("100x44 a", &"1".repeat(40))] {
        let sandbox = Sandbox::new();
        sandbox.commit("file.txt", "nothing\n");
        store(&sandbox, "tree", &content);
        assert_eq!(scanned(&sandbox).0, 2, "{}", content.escape_ascii());
        pack(&sandbox, None);
        assert_eq!(scanned(&sandbox).0, 2, "{}", content.escape_ascii());
        sandbox.git(["gc", "--quiet", "--prune=now"]);
        assert_eq!(scanned(&sandbox), (0, false), "{}", content.escape_ascii());
    }
    let sandbox = prepared();
    let unreachable = store(&sandbox, "tree", &tree("100644 a", &id(&sandbox, "HEAD:file.txt")));
    assert_eq!(scanned(&sandbox), (0, false));
    for tree in [unreachable, id(&sandbox, "HEAD:folder")] {
        pack(&sandbox, None);
        let pack = fs::read_dir(sandbox.current().join(".git/objects/pack")).unwrap();
        let pack = pack.map(|file| file.unwrap().path()).find(|path| path.extension().unwrap() == "pack").unwrap();
        let list = sandbox.git(["verify-pack", "-v", &pack.to_string_lossy()]).out;
        let line: Vec<_> = list.lines().find(|line| line.starts_with(&tree)).unwrap().split_whitespace().collect();
        let (length, offset): (usize, usize) = (line[3].parse().unwrap(), line[4].parse().unwrap());
        let whole = fs::read(&pack).unwrap();
        let mut bytes = whole.clone();
        // The checksum of its stream.
        bytes[offset + length - 1] ^= 0x55;
        fs::remove_file(&pack).unwrap();
        fs::write(&pack, bytes).unwrap();
        assert_eq!(scanned(&sandbox), (2, true), "{tree}");
        fs::write(&pack, whole).unwrap();
        assert_eq!(scanned(&sandbox), (0, false), "{tree}");
    }
}

#[test]
fn where_parents_are_cut_off_or_grafted_git_is_asked() {
    let sandbox = prepared();
    let address = format!("file://{}", sandbox.current().display());
    let other = id(&sandbox, "HEAD~3");
    let graft = format!("{} {other}\n", id(&sandbox, "HEAD"));
    sandbox.write(".git/info/grafts", &graft);
    assert_eq!(scanned(&sandbox), (0, true), "grafted");
    sandbox.write(".git/info/grafts", graft.replace(&other, &"1".repeat(40)));
    assert_eq!(scanned(&sandbox), (2, true), "grafted to nothing");
    fs::remove_file(sandbox.current().join(".git/info/grafts")).unwrap();
    sandbox.enter("");
    sandbox.git(["clone", "--quiet", "--depth=2", &address, "shallow"]);
    sandbox.enter("shallow");
    assert_eq!(scanned(&sandbox), (0, true), "shallow");
    sandbox.git(["fetch", "--quiet", "--unshallow"]);
    assert_eq!(scanned(&sandbox), (0, false), "whole again");
}

#[test]
fn what_is_named_as_another_kind_is_gits_to_judge() {
    for case in 0..10 {
        let sandbox = Sandbox::new();
        sandbox.commit("folder/file.txt", "nothing\n");
        let [commit, folder, blob] = ["HEAD", "HEAD:folder", "HEAD:folder/file.txt"].map(|name| id(&sandbox, name));
        let (kind, content) = match case % 5 {
            0 => ("tree", tree("40000 a", &blob)),
            1 => ("tree", tree("100644 a", &folder)),
            2 => ("commit", format!("tree {blob}\n\nx\n").into_bytes()),
            3 => ("commit", format!("tree {folder}\nparent {blob}\n\nx\n").into_bytes()),
            _ => ("tag", format!("object {commit}\ntype blob\ntag x\n\nx\n").into_bytes()),
        };
        assert_eq!(scanned(&sandbox), (0, false));
        let object = store(&sandbox, kind, &content);
        if case < 5 {
            pack(&sandbox, None);
        }
        let what = format!("{case}: {kind} {}", content.escape_ascii());
        assert_eq!(scanned(&sandbox), (0, true), "{what}");
        sandbox.write(".git/refs/tags/leads-to-it", format!("{object}\n"));
        assert_eq!(scanned(&sandbox).0, 2, "{what}");
    }
}
