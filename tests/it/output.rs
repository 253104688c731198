//! Where reports go: streams, files, several at once.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::Value;

use crate::schema::{JSON_LINES, Schema};
use crate::support::Sandbox;

/// A tracked file with a token, and one in the history only.
fn prepared() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.commit("a.env", format!("A='{}'\n", sandbox.token()));
    sandbox
}

#[test]
fn one_scan_feeds_a_person_and_machines() {
    let sandbox = prepared();
    let formats = ["--format", "text", "--format", "github", "--format", "sarif", "-o", "report.sarif"];
    let run = sandbox.atlatch([&["scan"], &formats[..]].concat()).exits(1);
    assert!(run.out.contains("error[atlassian-api-token]") && run.out.contains("\n::error "), "{}", run.out);
    let report: Value =
        serde_json::from_str(&fs::read_to_string(sandbox.current().join("report.sarif")).unwrap()).unwrap();
    assert_eq!(report["runs"][0]["results"].as_array().unwrap().len(), 1);
    // A machine's report has standard output to itself.
    let run = sandbox.atlatch(["scan", "--format", "text", "--format", "json"]).exits(1);
    assert_eq!(run.json().len(), 2);
    assert!(run.err.contains("error[atlassian-api-token]"), "{}", run.err);
    sandbox.atlatch(["scan", "--format", "gitlab", "--format", "sarif"]).exits(2).says("-o");
    // Two machines: the last one gets the file.
    let run = sandbox.atlatch(["scan", "--format", "gitlab", "--format", "json", "-o", "lines"]).exits(1);
    assert!(serde_json::from_str::<Value>(&run.out).unwrap().is_array());
    let schema = Schema::new(JSON_LINES);
    for line in fs::read_to_string(sandbox.current().join("lines")).unwrap().lines() {
        assert_eq!(schema.fault(&serde_json::from_str(line).unwrap()), None);
    }
}

#[test]
fn in_a_hook_text_goes_to_standard_error_and_reports_to_standard_output() {
    let sandbox = prepared();
    sandbox.stage("b.env", format!("B='{}'\n", sandbox.token()));
    let run = sandbox.atlatch(["hook", "pre-commit"]).exits(1);
    assert!(run.out.is_empty() && run.err.contains("commit stopped"), "{}", run.all());
    let run = sandbox.atlatch(["hook", "pre-commit", "--format", "json"]).exits(1);
    assert!(run.err.is_empty() && run.json().len() == 2, "{}", run.all());
}

#[test]
fn a_ci_server_gets_annotations_beside_the_text() {
    let sandbox = prepared();
    sandbox.set("GITHUB_ACTIONS", "true");
    let run = sandbox.atlatch(["scan"]).exits(1).says("error[atlassian-api-token]").says("::error file=a.env,line=1");
    assert!(run.err.is_empty());
    let run = sandbox.atlatch(["scan", "--format", "text"]).exits(1);
    assert!(!run.out.contains("::error"), "{}", run.out);
    let run = sandbox.atlatch(["scan", "--format", "json"]).exits(1);
    assert_eq!(run.json().len(), 2);
}

#[test]
fn a_file_takes_no_report_that_was_not_asked_for() {
    let sandbox = prepared();
    let file = || fs::read_to_string(sandbox.current().join("report")).unwrap();
    let run = sandbox.atlatch(["scan", "-o", "report"]).exits(1);
    assert!(run.out.is_empty() && file().contains("error[atlassian-api-token]"), "{}", run.out);
    sandbox.set("GITHUB_ACTIONS", "true");
    let run = sandbox.atlatch(["scan", "-o", "report"]).exits(1);
    assert!(run.out.starts_with("::error file=a.env,line=1"), "{}", run.out);
    assert!(file().contains("error[atlassian-api-token]") && !file().contains("::error"), "{}", file());
    // Asked for, it goes there, and what programs read as a whole still has standard output to itself.
    let formats = ["--format", "text", "--format", "json", "--format", "github", "-o", "report"];
    let run = sandbox.atlatch([&["scan"], &formats[..]].concat()).exits(1);
    assert_eq!(run.json().len(), 2);
    assert!(run.err.contains("error[atlassian-api-token]") && file().starts_with("::error "), "{}", run.err);
    let formats = ["--format", "sarif", "--format", "json", "--format", "github", "-o", "report"];
    sandbox.atlatch([&["scan"], &formats[..]].concat()).exits(2).says("two reports cannot share standard output");
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let sandbox = prepared();
    let file = sandbox.current().join("report");
    fs::write(&file, "before").unwrap();
    // Scans that cannot begin: a document without findings would say that all is well, the last of many lines does not.
    for arguments in [&["--range", "nowhere..HEAD"][..], &["nowhere"]] {
        for format in ["sarif", "gitlab", "bitbucket", "github", "text"] {
            sandbox.atlatch([&["scan", "--format", format, "-o", "report"], arguments].concat()).exits(2);
            assert_eq!(fs::read_to_string(&file).unwrap(), "before");
        }
        sandbox.atlatch([&["scan", "--format", "json", "-o", "lines"], arguments].concat()).exits(2);
        let lines = fs::read_to_string(sandbox.current().join("lines")).unwrap();
        assert!(lines.starts_with("{\"summary\":{") && lines.contains("\"exit\":2,"), "{lines}");
    }
    sandbox.atlatch(["scan", "--format", "json", "-o", "report"]).exits(1);
    assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 2);
    // Through a link, which stays one.
    fs::create_dir(sandbox.current().join("out")).unwrap();
    symlink("out/real", sandbox.current().join("link")).unwrap();
    fs::write(sandbox.current().join("out/real"), "before").unwrap();
    sandbox.atlatch(["scan", "--format", "gitlab", "-o", "link"]).exits(1);
    assert!(sandbox.current().join("link").is_symlink());
    assert!(fs::read_to_string(sandbox.current().join("out/real")).unwrap().starts_with("[{"));
    assert_eq!(fs::read_dir(sandbox.current().join("out")).unwrap().count(), 1);
    // A device is written to and not replaced.
    symlink("/dev/null", sandbox.current().join("null")).unwrap();
    sandbox.atlatch(["scan", "--format", "sarif", "-o", "null"]).exits(1);
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn a_file_that_cannot_be_written_is_an_error_and_hides_no_finding() {
    let sandbox = prepared();
    fs::create_dir(sandbox.current().join("folder")).unwrap();
    symlink("nowhere/at/all", sandbox.current().join("dangling")).unwrap();
    fs::write(sandbox.current().join("locked"), "before").unwrap();
    let mut permissions = fs::metadata(sandbox.current().join("locked")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(sandbox.current().join("locked"), permissions).unwrap();
    for target in ["nowhere/report", "folder", "dangling", "locked", "a.env/report"] {
        let run = sandbox.atlatch(["scan", "--format", "text", "--format", "json", "-o", target]).exits(2);
        assert!(run.out.contains("error[atlassian-api-token]"), "{target}: {}", run.out);
        assert!(run.err.starts_with(&format!("error: cannot write {target}\ncaused by: ")), "{}", run.err);
        assert!(run.err.contains("help: name a file behind `-o`"), "{}", run.err);
        assert!(!run.err.contains(".atlatch-"), "{}", run.err);
    }
    assert_eq!(fs::read_to_string(sandbox.current().join("locked")).unwrap(), "before");
}

#[test]
fn the_version_says_what_a_bug_report_needs() {
    let sandbox = Sandbox::without_repository();
    let version = concat!("atlatch ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(sandbox.atlatch(["--version"]).exits(0).out, version);
    let long = sandbox.atlatch(["-V", "-v"]).exits(0).out;
    assert!(long.starts_with(version) && long.contains("\nlibgit2 1.") && long.contains(" rules, table "), "{long}");
    assert_eq!(sandbox.atlatch(["--version", "-v"]).exits(0).out, long);
}

#[test]
fn no_hash_of_a_password_leaves_the_program() {
    use hmac_sha256::Hash;
    let sandbox = Sandbox::new();
    let password = sandbox.password();
    let line = format!("confluence.password={password}");
    let link = format!("https://someone:{password}@bitbucket.example.org/scm/x/y.git");
    sandbox.commit("a.properties", format!("{line}\n"));
    sandbox.commit("b.sh", format!("git clone {link}\n"));
    let mut hashes = Vec::new();
    for text in [&password, &line, &format!("{line}\n"), &link] {
        hashes.push(data_encoding::HEXLOWER.encode(&Hash::hash(text.as_bytes())));
        hashes.push(data_encoding::HEXLOWER.encode(&Hash::hash(&[b"atlatch/1\0", text.as_bytes()].concat())));
        hashes.push(format!("{:x}", md5::compute(text)));
        hashes.push(format!("{:08x}", crc32fast::hash(text.as_bytes())));
    }
    for format in ["text", "json", "sarif", "github", "gitlab", "bitbucket"] {
        let run = sandbox.atlatch(["scan", "-v", "--format", format]).exits(1);
        let said = run.all().to_lowercase();
        for hash in &hashes {
            // The beginning is what a short identifier would show.
            assert!(!said.contains(&hash[..8]), "{format}: a hash in {said}");
        }
        if format == "json" {
            let lines = run.json();
            let findings: Vec<_> = lines.iter().filter(|line| line.get("rule").is_some()).collect();
            assert!(findings.len() >= 2 && findings.iter().all(|line| line["fingerprint"].is_null()), "{lines:?}");
        }
    }
}
