//! The whole history, however git has stored it: what we read ourselves is what git hands out.

use std::fs;
use std::path::PathBuf;

use crate::support::Sandbox;

/// Forty versions of a file, some with a credential in them, and a tag.
fn prepared(sandbox: &Sandbox) {
    let lines: Vec<String> = (0..300).map(|number| format!("line {number} of a file {}\n", number * number)).collect();
    for version in 0..40 {
        let mut lines = lines.clone();
        lines[version * 7] = format!("T={}\n", if version % 10 == 3 { sandbox.token() } else { version.to_string() });
        lines.rotate_left(version);
        sandbox.commit("file.txt", lines.concat());
    }
    sandbox.git(["tag", "--annotate", "--message", &sandbox.token(), "v1"]);
}

/// What the program finds and counts, and whether git handed out the objects.
fn scanned(sandbox: &Sandbox, engine: &str) -> (i32, Vec<String>, bool) {
    let trace = sandbox.home().join("trace");
    let _ = fs::remove_file(&trace);
    sandbox.set("GIT_TRACE", trace.to_string_lossy());
    sandbox.set("ATLATCH_ENGINE", engine);
    let run = match engine {
        // As if nobody had set it.
        "" => sandbox.run(
            "env",
            ["-u", "ATLATCH_ENGINE", crate::support::ATLATCH, "scan", "--history", "--format", "json"],
            b"",
        ),
        _ => sandbox.atlatch(["scan", "--history", "--format", "json"]),
    };
    let mut said: Vec<String> = run
        .json()
        .into_iter()
        .map(|mut line| {
            if let Some(summary) = line.get_mut("summary") {
                summary["seconds"] = 0.into();
            }
            line.to_string()
        })
        .collect();
    said.sort_unstable();
    let handed_out = fs::read_to_string(trace).unwrap().contains("--batch-all-objects");
    (run.code, said, handed_out)
}

/// Asserts that nothing is missed; `own` says whether we read the objects ourselves.
fn agrees(sandbox: &Sandbox, own: bool, what: &str) {
    let (code, said, handed_out) = scanned(sandbox, "");
    let (by_git, said_by_git, _) = scanned(sandbox, "git");
    assert_eq!((code, said), (by_git, said_by_git), "{what}");
    assert_eq!(handed_out, !own, "{what}");
}

/// The files of the packs that end in this.
fn packs(sandbox: &Sandbox, extension: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(sandbox.current().join(".git/objects/pack")).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|found| found == extension)).collect()
}

#[test]
fn packs_of_every_sort_are_read_by_ourselves() {
    let sandbox = Sandbox::new();
    prepared(&sandbox);
    agrees(&sandbox, true, "loose objects");
    sandbox.git(["repack", "-q", "-a"]);
    agrees(&sandbox, true, "loose objects that a pack has too");
    sandbox.git(["gc", "--quiet", "--prune=now"]);
    let (code, said, _) = scanned(&sandbox, "");
    assert_eq!((code, said.len()), (1, 6), "four tokens in the file, one in the tag, and the summary");
    agrees(&sandbox, true, "one pack");
    sandbox.git(["-c", "repack.useDeltaBaseOffset=false", "repack", "-q", "-a", "-d", "-f"]);
    agrees(&sandbox, true, "differences by id");
    let [pack] = &packs(&sandbox, "pack")[..] else { panic!("one pack") };
    fs::remove_file(pack.with_extension("idx")).unwrap();
    sandbox.git(["index-pack", "--index-version=2,64", &pack.to_string_lossy()]);
    agrees(&sandbox, true, "an index with large places");
    sandbox.commit("file.txt", format!("{}\n", sandbox.token()));
    sandbox.git(["repack", "-q", "-d"]);
    agrees(&sandbox, true, "two packs");
    sandbox.run(
        "sh",
        ["-c", "git rev-list --objects --all | cut -c1-40 | git pack-objects -q .git/objects/pack/pack"],
        b"",
    );
    assert_eq!(packs(&sandbox, "pack").len(), 3);
    agrees(&sandbox, true, "packs that have the same objects");
    fs::write(sandbox.current().join(".git/objects/pack/tmp_pack_abc"), "PACK").unwrap();
    sandbox.git(["multi-pack-index", "write"]);
    agrees(&sandbox, true, "one index for several packs");
}

#[test]
fn only_files_are_counted_as_files() {
    let sandbox = Sandbox::new();
    sandbox.commit("a", "1\n");
    sandbox.commit("b.env", sandbox.token());
    sandbox.git(["tag", "--annotate", "--message", "first", "v1"]);
    for engine in ["", "git"] {
        let (_, said, _) = scanned(&sandbox, engine);
        assert!(said.iter().any(|line| line.contains("\"files\":2,")), "{said:?}");
    }
    let range = sandbox.atlatch(["scan", "--range", "HEAD", "--format", "json"]).json();
    assert_eq!(range.last().unwrap()["summary"]["files"], 2);
}

#[test]
fn where_we_do_not_see_everything_git_is_asked() {
    let sandbox = Sandbox::new();
    prepared(&sandbox);
    sandbox.git(["gc", "--quiet"]);
    let original = sandbox.current().to_string_lossy().into_owned();
    sandbox.enter("");
    sandbox.git(["clone", "--quiet", "--shared", &original, "shared"]);
    sandbox.enter("shared");
    agrees(&sandbox, false, "borrowed objects");
    sandbox.enter("");
    sandbox.git(["init", "--quiet", "--object-format=sha256", "long"]);
    sandbox.enter("long");
    sandbox.commit("file.txt", sandbox.token());
    agrees(&sandbox, false, "longer ids");
}

#[test]
fn damage_is_never_taken_for_silence() {
    let sandbox = Sandbox::new();
    prepared(&sandbox);
    sandbox.git(["gc", "--quiet", "--prune=now"]);
    for extension in ["pack", "idx"] {
        let [path] = &packs(&sandbox, extension)[..] else { panic!("one {extension}") };
        let whole = fs::read(path).unwrap();
        fs::remove_file(path).unwrap();
        for step in 1..8 {
            let mut bytes = whole.clone();
            let at = whole.len() * step / 8;
            bytes[at] ^= 0x55;
            fs::write(path, &bytes).unwrap();
            // What can still be read has findings in it.
            assert_ne!(scanned(&sandbox, "").0, 0, "{extension} damaged at {at}");
            fs::write(path, &whole[..at]).unwrap();
            assert_eq!(scanned(&sandbox, "").0, 2, "{extension} cut at {at}");
        }
        fs::write(path, whole).unwrap();
    }
    agrees(&sandbox, true, "whole again");
}

#[test]
fn what_is_missing_is_said_and_hides_nothing() {
    let sandbox = Sandbox::new();
    sandbox.commit("first.env", format!("T={}\n", sandbox.token()));
    sandbox.git(["repack", "-q", "-a", "-d"]);
    let [first] = &packs(&sandbox, "idx")[..] else { panic!("one index") };
    sandbox.commit("second.txt", "nothing\n");
    sandbox.git(["repack", "-q", "-d"]);
    let scan = |what: &str, code: i32, findings: usize| {
        for trace in ["0", "1"] {
            sandbox.set("GIT_TRACE", trace);
            let run = sandbox.atlatch(["scan", "--history", "--format", "json"]);
            let found = run.json().iter().filter(|line| line.get("rule").is_some()).count();
            assert_eq!((run.code, found), (code, findings), "{what}, {}", run.all());
        }
    };
    scan("whole", 1, 1);
    // Git passes over a pack without an index, and says nothing.
    let away = sandbox.home().join("away");
    fs::rename(first, &away).unwrap();
    scan("no index", 2, 0);
    std::os::unix::fs::symlink("nowhere", first).unwrap();
    scan("an index that leads nowhere", 2, 0);
    fs::remove_file(first).unwrap();
    fs::rename(&away, first).unwrap();
    // The place of each object becomes that of the first.
    let whole = fs::read(first).unwrap();
    let mut bytes = whole.clone();
    let count = u32::from_be_bytes(bytes[1028..1032].try_into().unwrap()) as usize;
    let places = 1032 + count * 24;
    for object in 1..count {
        bytes.copy_within(places..places + 4, places + 4 * object);
    }
    fs::remove_file(first).unwrap();
    fs::write(first, bytes).unwrap();
    let run = sandbox.atlatch(["scan", "--history"]).exits(2);
    assert!(run.err.contains("impossible places"), "{}", run.err);
    fs::write(first, whole).unwrap();
    scan("whole again", 1, 1);
    // The blob of the newest commit is lost: the others are looked at all the same.
    sandbox.commit("third.txt", "lost\n");
    let blob = sandbox.git(["rev-parse", "HEAD:third.txt"]).out.trim().to_owned();
    let loose = sandbox.current().join(".git/objects").join(&blob[..2]).join(&blob[2..]);
    fs::remove_file(&loose).unwrap();
    scan("a lost blob", 2, 1);
    fs::write(&loose, "").unwrap();
    scan("an empty blob, as after a loss of power", 2, 1);
}

#[test]
fn what_a_partial_clone_has_not_fetched_is_not_taken_for_looked_at() {
    let sandbox = Sandbox::new();
    sandbox.commit("a.env", format!("T={}\n", sandbox.token()));
    sandbox.commit("a.env", "T=\n");
    sandbox.git(["config", "uploadpack.allowFilter", "true"]);
    let address = format!("file://{}", sandbox.current().display());
    sandbox.enter("");
    sandbox.git(["clone", "--quiet", "--filter=blob:none", &address, "partial"]);
    sandbox.enter("partial");
    sandbox.atlatch(["scan", "--history"]).exits(2).says("not all of the history is here").says("git fetch --refetch");
}

#[test]
fn what_could_not_be_looked_into_is_traced_where_its_path_is_shown() {
    let sandbox = Sandbox::new();
    sandbox.commit("folder/packed.xz", [&b"\xfd7zXZ\0"[..], &[0; 40]].concat());
    sandbox.commit("folder/packed.xz", "");
    for packed in [false, true] {
        if packed {
            sandbox.git(["repack", "-q", "-a", "-d"]);
        }
        for (options, traced) in [(&[][..], false), (&["-v"], true), (&["--format", "json"], true)] {
            let trace = sandbox.home().join("trace");
            let _ = fs::remove_file(&trace);
            sandbox.set("GIT_TRACE", trace.to_string_lossy());
            let run = sandbox.atlatch(["scan", "--history"].iter().chain(options)).exits(0);
            assert_eq!(run.all().contains("folder/packed.xz"), traced, "{}", run.all());
            assert!(traced || run.all().contains("1 part not looked into"), "{}", run.all());
            assert_eq!(fs::read_to_string(trace).unwrap().contains("diff-tree"), traced, "{options:?}");
        }
    }
}

#[test]
fn names_of_files_and_folders_are_looked_at_wherever_they_ever_stood() {
    let sandbox = Sandbox::new();
    let [folder, file, newest] = [(); 3].map(|()| sandbox.token());
    sandbox.commit(&format!("a/{folder}/b.txt"), "1\n");
    sandbox.commit(&format!("c/{file}.txt"), "2\n");
    sandbox.git(["rm", "-r", "-q", "."]);
    sandbox.commit(&newest, "1\n");
    for number in 0..20 {
        sandbox.commit(&format!("d/{number}.txt"), "3\n");
    }
    let names = |what: &str, own: bool| {
        agrees(&sandbox, own, what);
        let run = sandbox.atlatch(["scan", "--history", "--format", "json"]);
        let found: Vec<_> = run.json().into_iter().filter(|line| line["path"].is_string()).collect();
        assert_eq!((run.code, found.len()), (1, 3), "{what}: {}", run.all());
        assert!(found.iter().all(|finding| finding["commit"].is_string()), "{what}: {}", run.all());
        assert!([&folder, &file, &newest].iter().all(|secret| !run.all().contains(*secret)), "{what}");
    };
    names("loose objects", true);
    sandbox.git(["gc", "--quiet", "--prune=now"]);
    names("differences", true);
    // A blob that nothing needs names is not there any more: git is asked whether it is missed.
    let lost = sandbox.run("git", ["hash-object", "-w", "--stdin"], b"lost\n").out.trim().to_owned();
    let entry = format!("100644 blob {lost}\tlost\n");
    sandbox.run("git", ["mktree"], entry.as_bytes()).exits(0);
    fs::remove_file(sandbox.current().join(".git/objects").join(&lost[..2]).join(&lost[2..])).unwrap();
    names("something that lacks", true);
    let original = sandbox.current().to_string_lossy().into_owned();
    sandbox.enter("");
    sandbox.git(["clone", "--quiet", "--shared", &original, "shared"]);
    sandbox.enter("shared");
    names("borrowed objects", false);
}

#[test]
fn a_name_that_nothing_leads_to_is_told_of_by_itself() {
    let sandbox = Sandbox::new();
    sandbox.commit("a", "1\n");
    let blob = sandbox.git(["rev-parse", "HEAD:a"]).out.trim().to_owned();
    let entry = format!("100644 blob {blob}\t{}\n", sandbox.token());
    sandbox.run("git", ["mktree"], entry.as_bytes()).exits(0);
    agrees(&sandbox, true, "a tree that nothing leads to");
    sandbox.atlatch(["scan", "--history"]).exits(1);
}

/// Stores a tree of one entry as it is, however odd.
fn tree(sandbox: &Sandbox, mode: &str, name: &str) -> String {
    let blob = sandbox.run("git", ["hash-object", "-w", "--stdin"], b"hi\n").out;
    let id = data_encoding::HEXLOWER.decode(blob.trim().as_bytes()).unwrap();
    let entry = [mode.as_bytes(), b" ", name.as_bytes(), b"\0", &id].concat();
    let stored = sandbox.run("git", ["hash-object", "-t", "tree", "-w", "--stdin", "--literally"], &entry);
    stored.exits(0).out.trim().to_owned()
}

#[test]
fn no_tree_hides_names_in_itself_or_in_others() {
    // Git reads all digits of a mode, and counts the last ones.
    for (mode, is_read) in [("00000100644", true), ("7000000000000100644", true), ("100844", false), ("+100644", false)]
    {
        let sandbox = Sandbox::new();
        sandbox.commit("a", "1\n");
        let [good, odd] = [(); 2].map(|()| sandbox.token());
        for (mode, name) in [("100644", &*good), (mode, "plain"), (mode, &*odd)] {
            tree(&sandbox, mode, name);
        }
        for pack in [
            "",
            "git cat-file --batch-all-objects --batch-check='%(objectname)' | git pack-objects -q .git/objects/pack/pack && git prune-packed",
        ] {
            sandbox.run("sh", ["-c", pack], b"").exits(0);
            agrees(&sandbox, is_read, &format!("{mode} {pack}"));
            let run = sandbox.atlatch(["scan", "--history", "--format", "json"]);
            let found = run.json().iter().filter(|line| line.get("rule").is_some()).count();
            let expected = if is_read { (1, 2) } else { (2, 1) };
            assert_eq!((run.code, found), expected, "{mode} {pack}: {}", run.all());
            assert_eq!(run.all().contains("damaged tree"), !is_read, "{mode} {pack}: {}", run.all());
        }
    }
}
