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
fn comments_and_the_verbose_diff_do_not_count() {
    let sandbox = prepared();
    sandbox.commit("old.env", sandbox.token());
    sandbox.git(["rm", "--quiet", "--cached", "old.env"]);
    // The diff below the scissors shows the line that goes.
    editor(
        &sandbox,
        &format!("printf 'Subject\\n\\n# {}\\n' | cat - \"$1\" > \"$1.new\" && mv \"$1.new\" \"$1\"", sandbox.token()),
    );
    sandbox.git(["commit", "--quiet", "--verbose"]);
    sandbox.stage("b", "2\n");
    editor(&sandbox, &format!("printf 'Subject\\n\\n{}\\n' > \"$1\"", sandbox.token()));
    assert_ne!(sandbox.try_git(["commit", "--quiet", "--verbose"]).code, 0);
}

#[test]
fn another_comment_character_is_known() {
    let sandbox = prepared();
    sandbox.git(["config", "core.commentChar", ";"]);
    editor(&sandbox, &format!("printf 'Subject\\n\\n# {}\\n' > \"$1\"", sandbox.token()));
    assert_ne!(sandbox.try_git(["commit", "--quiet"]).code, 0);
    editor(&sandbox, &format!("printf 'Subject\\n\\n; {}\\n' > \"$1\"", sandbox.token()));
    sandbox.git(["commit", "--quiet"]);
}

#[test]
fn a_message_that_is_not_there() {
    let sandbox = prepared();
    sandbox.atlatch(["hook", "commit-msg", "nowhere"]).exits(2).says("nowhere").says("help:");
}
