//! The examples for CI, run as CI would: the script parts of `docs/examples/ci/`, in a clone of a local remote.

use std::fs;
use std::path::Path;

use crate::scripts::project;
use crate::support::{ATLATCH, Run, Sandbox, make_executable};

/// The block of commands in an example that holds this text.
fn script(example: &str, holding: &str) -> String {
    let text = fs::read_to_string(project("docs/examples/ci").join(example)).expect("an example");
    let indent = |line: &str| line.len() - line.trim_start().len();
    let lines: Vec<_> = text.lines().collect();
    let starts = lines.iter().enumerate().filter(|(_, line)| line.ends_with('|'));
    let mut blocks = starts.map(|(start, line)| {
        let body = lines[start + 1..].iter().take_while(|inner| indent(inner) > indent(line));
        body.map(|line| line.trim_start()).collect::<Vec<_>>().join("\n")
    });
    blocks.find(|block| block.contains(holding)).expect("the block")
}

/// A clone of a remote with a branch `change` that was cut from `main`, both moved on; what the branch adds is given.
fn cloned(files: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.commit("README", "hello\n");
    sandbox.git(["checkout", "--quiet", "-b", "change"]);
    for (path, content) in files {
        sandbox.commit(path, content);
    }
    sandbox.git(["checkout", "--quiet", "main"]);
    sandbox.commit("other", "main moved on\n");
    sandbox.git(["clone", "--quiet", "--branch", "change", "../repo", "../checkout"]);
    sandbox.enter("checkout");
    let path = std::env::var("PATH").expect("PATH");
    let program = Path::new(ATLATCH).parent().expect("a folder").display().to_string();
    sandbox.set("PATH", format!("{}:{program}:{path}", sandbox.home().display()));
    sandbox
}

/// What a revision is called in full.
fn id(sandbox: &Sandbox, revision: &str) -> String {
    sandbox.git(["rev-parse", revision]).out.trim().to_owned()
}

/// Runs an example with the variables that its CI sets.
fn run(sandbox: &Sandbox, example: &str) -> Run {
    let head = id(sandbox, "HEAD");
    match example {
        "bitbucket-pipelines.yml" => {
            sandbox.set("BITBUCKET_PR_DESTINATION_BRANCH", "main");
            sandbox.set("BITBUCKET_REPO_FULL_NAME", "team/site");
            sandbox.set("BITBUCKET_COMMIT", head);
        }
        "github-actions.yml" => {
            sandbox.set("GITHUB_ACTIONS", "true");
            sandbox.set("BASE", id(sandbox, "origin/main"));
            sandbox.set("HEAD", head);
        }
        _ => {
            sandbox.set("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main");
            sandbox.set("CI_MERGE_REQUEST_DIFF_BASE_SHA", id(sandbox, "origin/main~1"));
            sandbox.set("CI_COMMIT_SHA", head);
        }
    }
    sandbox.run("bash", ["-e", "-o", "pipefail", "-c", &script(example, "atlatch scan")], b"")
}

/// Every example.
const EXAMPLES: [&str; 3] = ["bitbucket-pipelines.yml", "github-actions.yml", "gitlab-ci.yml"];

#[test]
fn a_token_that_came_and_went_is_found() {
    for example in EXAMPLES {
        let token = format!("TOKEN={}\n", atlatch::mint::Mint::random().long_token("ATAT", "at"));
        let sandbox = cloned(&[("secret.env", &token), ("secret.env", "TOKEN=none\n")]);
        sandbox.plant(token.trim());
        run(&sandbox, example).exits(1).says("secret.env");
    }
}

#[test]
fn a_clean_branch_passes() {
    for example in EXAMPLES {
        run(&cloned(&[("clean.txt", "clean\n")]), example).exits(0);
    }
}

#[test]
fn a_branch_cannot_excuse_itself() {
    let policy = "version = 1\n[policy]\nverified = \"allow\"\n";
    for example in EXAMPLES {
        let token = format!("TOKEN={}\n", atlatch::mint::Mint::random().long_token("ATAT", "at"));
        let sandbox = cloned(&[(".atlatch.toml", policy), ("secret.env", &token)]);
        run(&sandbox, example).exits(1).says("secret.env");
    }
}

#[test]
fn a_shallow_clone_is_no_clean_one() {
    for example in ["github-actions.yml", "gitlab-ci.yml"] {
        let sandbox = cloned(&[("one.txt", "clean\n"), ("two.txt", "clean\n")]);
        let base = id(&sandbox, "origin/main");
        let older = id(&sandbox, "origin/main~1");
        let address = format!("file://{}", sandbox.home().join("repo").display());
        sandbox.git(["clone", "--quiet", "--depth", "1", "--branch", "change", &address, "../shallow"]);
        sandbox.enter("shallow");
        sandbox.set("BASE", base);
        sandbox.set("HEAD", id(&sandbox, "HEAD"));
        sandbox.set("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main");
        sandbox.set("CI_MERGE_REQUEST_DIFF_BASE_SHA", older);
        sandbox.set("CI_COMMIT_SHA", id(&sandbox, "HEAD"));
        let script = script(example, "atlatch scan");
        // GitLab's example fetches the target branch; the clone stays shallow on the other side.
        sandbox.run("bash", ["-e", "-c", &script], b"").exits(2).says("fetch");
    }
}

#[test]
fn code_insights_gets_both_calls() {
    let token = format!("TOKEN={}\n", atlatch::mint::Mint::random().long_token("ATAT", "at"));
    let sandbox = cloned(&[("secret.env", &token)]);
    run(&sandbox, "bitbucket-pipelines.yml").exits(1);
    let log = sandbox.home().join("calls");
    let fake = format!("#!/bin/sh\n{{ printf '%s\\n' \"$*\"; cat; echo; }} >>'{}'\n", log.display());
    sandbox.write("../curl", fake);
    make_executable(&sandbox.home().join("curl"));
    sandbox.run("bash", ["-e", "-o", "pipefail", "-c", &script("bitbucket-pipelines.yml", "$send")], b"").exits(0);
    let calls = fs::read_to_string(log).expect("the calls");
    let lines: Vec<_> = calls.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 4, "{calls}");
    let address = format!("team/site/commit/{}/reports/atlatch", id(&sandbox, "HEAD"));
    assert!(lines[0].contains("--request PUT") && lines[0].ends_with(&address), "{calls}");
    assert!(lines[2].contains("--request POST") && lines[2].ends_with(&format!("{address}/annotations")), "{calls}");
    let report: serde_json::Value = serde_json::from_str(lines[1]).expect("JSON");
    assert_eq!(report["result"], "FAILED");
    let annotations: serde_json::Value = serde_json::from_str(lines[3]).expect("JSON");
    assert_eq!(annotations[0]["path"], "secret.env");
}
