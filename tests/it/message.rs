//! The message of a commit, through the commit-msg hook.

use crate::support::{Sandbox, make_executable, plain};

/// A repository with the hook.
fn prepared() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.hook("commit-msg");
    sandbox.stage("a", "1\n");
    sandbox
}

/// An editor that writes this message above what git put there.
fn editor(sandbox: &Sandbox, script: &str) {
    sandbox.write("../editor", format!("#!/bin/sh\n{script}\n"));
    make_executable(&sandbox.home().join("editor"));
    sandbox.set("GIT_EDITOR", sandbox.home().join("editor").to_str().unwrap());
}

#[test]
fn a_token_in_the_message_or_a_trailer_stops_the_commit() {
    let sandbox = prepared();
    let token = sandbox.token();
    for message in [token.clone(), format!("Subject\n\nbody\n\nToken: {token}"), format!("x\n\n# {token}")] {
        let run = sandbox.try_git(["commit", "--quiet", "--message", &message]);
        assert_ne!(run.code, 0, "{}", run.all());
        plain(&run.err);
        run.says("id.atlassian.com");
    }
    sandbox.git(["commit", "--quiet", "--message", "clean"]);
}

#[test]
fn the_diff_of_a_verbose_commit_does_not_count() {
    let sandbox = prepared();
    sandbox.commit("old.env", sandbox.token());
    sandbox.git(["rm", "--quiet", "--cached", "old.env"]);
    // Below the scissors git shows the line that goes.
    let ask = "printf 'Subject\\n\\nbody\\n' | cat - \"$1\" > \"$1.new\" && mv \"$1.new\" \"$1\"";
    editor(&sandbox, ask);
    for (number, settings) in [&[][..], &["core.commentChar=;"], &["core.commentString=//"]].into_iter().enumerate() {
        let settings = settings.iter().flat_map(|setting| ["-c", setting]);
        let arguments = ["commit", "--quiet", if number == 0 { "--verbose" } else { "-vv" }];
        sandbox.git(settings.chain(arguments));
        sandbox.git(["reset", "--quiet", "--soft", "HEAD^"]);
    }
    editor(&sandbox, &format!("printf 'Subject\\n\\n{}\\n' > \"$1\"", sandbox.token()));
    assert_ne!(sandbox.try_git(["commit", "--quiet", "--verbose"]).code, 0);
}

/// What looks like a comment can stay in the message: that depends on options which a hook is not told.
#[test]
fn no_line_is_left_out_that_git_may_keep() {
    const SCISSORS: &str = "------------------------ >8 ------------------------";
    let sandbox = prepared();
    let token = sandbox.token();
    for (cleanup, message) in [
        ("scissors", format!("Subject\n\n# {token}\n")),
        ("whitespace", format!("Subject\n\n# {token}\n")),
        ("verbatim", format!("Subject\n\n# {token}\n")),
        ("strip", format!("Subject\n\n# {SCISSORS}\n{token}\n")),
        ("strip", format!("Subject\n\n# {SCISSORS}\n\n# and\ntext\n{token}\n")),
        ("whitespace", format!("Subject\n# {SCISSORS}\n{token}\n")),
    ] {
        sandbox.write("../message", &message);
        editor(&sandbox, "cat \"$HOME/message\" > \"$1\"");
        let run = sandbox.try_git(["commit", "--quiet", &format!("--cleanup={cleanup}")]);
        assert_ne!(run.code, 0, "{cleanup}: {}", run.all());
        run.says("id.atlassian.com");
    }
}

#[test]
fn a_message_that_is_not_there() {
    let sandbox = prepared();
    sandbox.atlatch(["hook", "commit-msg", "nowhere"]).exits(2).says("nowhere").says("help:");
}
