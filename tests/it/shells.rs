//! Completions, in the shells themselves. A shell that is not there is passed over, and the test says so.

use crate::support::{ATLATCH, Sandbox};

/// Whether a shell is there.
fn there(sandbox: &Sandbox, shell: &str) -> bool {
    let found = std::env::split_paths(&sandbox.path()).any(|folder| folder.join(shell).is_file());
    if !found {
        println!("skipped: {shell} is not installed");
    }
    found
}

/// A sandbox in whose path the program is.
fn prepared() -> Sandbox {
    let sandbox = Sandbox::new();
    let folder = std::path::Path::new(ATLATCH).parent().expect("a folder").to_str().expect("UTF-8").to_owned();
    sandbox.set("PATH", format!("{folder}:{}", sandbox.path()));
    sandbox
}

/// What is typed, and what must be offered for it.
const TYPED: [(&str, &[&str]); 6] = [
    ("atlatch ex", &["explain"]),
    ("atlatch explain trello-", &["trello-token", "trello-api-secret"]),
    ("atlatch allow --rule bitbucket-app", &["bitbucket-app-password"]),
    ("atlatch scan --since", &["--since-merge-base"]),
    ("atlatch scan --format s", &["sarif"]),
    ("atlatch hook pre-", &["pre-commit", "pre-push", "pre-receive"]),
];

#[test]
fn bash() {
    let sandbox = prepared();
    if !there(&sandbox, "bash") {
        return;
    }
    for (typed, offered) in TYPED {
        let words: Vec<_> = typed.split(' ').collect();
        let (last, before) = (words.len() - 1, words[words.len() - 2]);
        let script = format!(
            "source <(atlatch completions bash); COMP_WORDS=({typed}); COMP_CWORD={last}; \
             _atlatch atlatch '{}' '{before}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            words[last]
        );
        let run = sandbox.run("bash", ["--norc", "-c", &script], b"").exits(0);
        let mut lines: Vec<_> = run.out.lines().collect();
        lines.sort_unstable();
        let mut offered = offered.to_vec();
        offered.sort_unstable();
        assert_eq!(lines, offered, "{typed}: {}", run.all());
    }
}

#[test]
fn fish() {
    let sandbox = prepared();
    if !there(&sandbox, "fish") {
        return;
    }
    for (typed, offered) in TYPED {
        let script = format!("atlatch completions fish | source; complete --do-complete '{typed}'");
        let run = sandbox.run("fish", ["--no-config", "-c", &script], b"").exits(0);
        for word in offered {
            assert!(run.out.lines().any(|line| line.split('\t').next() == Some(word)), "{typed}: {}", run.all());
        }
    }
}

#[test]
fn zsh() {
    let sandbox = prepared();
    if !there(&sandbox, "zsh") {
        return;
    }
    let tool = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/in_terminal.py");
    sandbox.run("sh", ["-c", "mkdir functions && atlatch completions zsh >functions/_atlatch"], b"").exits(0);
    sandbox.set("TERM", "xterm");
    let begin =
        "fpath=($PWD/functions $fpath); autoload -U compinit; compinit -u -D; PS1='% '; bindkey '^I' complete-word\n";
    // Each is typed, completed or listed by a tab, and given up.
    let typed: String = TYPED.iter().map(|(typed, _)| format!("{typed}\0\t\0\u{3}\0")).collect();
    let input = format!("{begin}\0{typed}exit\n\0");
    let run = sandbox.run("python3", [tool, "200", "zsh", "-f", "-i"], input.as_bytes());
    for (typed, offered) in TYPED {
        let last = typed.rsplit(' ').next().unwrap();
        for word in offered {
            // What was typed stands there already.
            let rest = word.strip_prefix(last).unwrap();
            assert!(run.out.contains(rest), "{typed}: no {rest} in {:?}", run.out);
        }
    }
}
