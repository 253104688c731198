//! What a person sees: in a terminal of some width, in colours or without, in a pipe.

use crate::support::{ATLATCH, Run, Sandbox, plain};

/// A staged token beside a name that is long enough for lines to break.
fn prepared() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.commit("README", "hello\n");
    sandbox.stage("config/app.yml", format!("api_token: \"{}\"\n", sandbox.token()));
    sandbox
}

/// Runs the program in a terminal with so many columns.
fn in_terminal(sandbox: &Sandbox, columns: usize, arguments: &[&str]) -> Run {
    let tool = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/in_terminal.py");
    let columns = columns.to_string();
    let words = [&[tool, &columns, ATLATCH], arguments].concat();
    let mut run = sandbox.run("python3", words, b"");
    run.out = run.out.replace("\r\n", "\n");
    run
}

/// A text without its colours.
fn uncoloured(text: &str) -> String {
    regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap().replace_all(text, "").into_owned()
}

/// Columns of the widest line that may break.
fn widest(text: &str) -> usize {
    let may_break = |line: &&str| !line.starts_with("    ");
    text.lines().filter(may_break).map(|line| line.chars().count()).max().unwrap_or_default()
}

#[test]
fn lines_break_where_the_terminal_ends() {
    let sandbox = prepared();
    for arguments in [&["hook", "pre-commit"][..], &[]] {
        let narrow = uncoloured(&in_terminal(&sandbox, 80, arguments).exits(1).out);
        let wide = uncoloured(&in_terminal(&sandbox, 200, arguments).exits(1).out);
        assert!(widest(&narrow) <= 80, "{narrow}");
        assert!((81..=200).contains(&widest(&wide)), "{wide}");
        assert!(narrow.lines().count() > wide.lines().count());
    }
    // What people set wins over what the terminal says.
    sandbox.set("COLUMNS", "70");
    let said = uncoloured(&in_terminal(&sandbox, 200, &[]).exits(1).out);
    assert!(widest(&said) <= 70, "{said}");
}

#[test]
fn colours_are_for_terminals_that_want_them() {
    let sandbox = prepared();
    assert!(in_terminal(&sandbox, 80, &["hook", "pre-commit"]).exits(1).out.contains("\u{1b}[1;31merror"));
    assert!(in_terminal(&sandbox, 80, &["rules"]).exits(0).out.contains("\u{1b}[1m"));
    plain(&in_terminal(&sandbox, 80, &["rules", "--color", "never"]).exits(0).out);
    plain(&in_terminal(&sandbox, 80, &["--color", "never"]).exits(1).out);
    for arguments in [&["hook", "pre-commit"][..], &[], &["rules"], &["explain", "trello-token"]] {
        plain(&sandbox.atlatch(arguments).all());
    }
    sandbox.set("NO_COLOR", "1");
    plain(&in_terminal(&sandbox, 80, &["hook", "pre-commit"]).exits(1).out);
    plain(&in_terminal(&sandbox, 80, &["explain", "trello-token"]).exits(0).out);
}

#[test]
fn ascii_where_the_locale_is_not_utf8() {
    let sandbox = prepared();
    assert!(!sandbox.atlatch(["hook", "pre-commit"]).exits(1).all().is_ascii());
    sandbox.set("LC_ALL", "C");
    assert!(sandbox.atlatch(["hook", "pre-commit"]).exits(1).all().is_ascii());
}

#[test]
fn fifty_findings_of_ten_kinds_fit_a_screen() {
    let sandbox = Sandbox::new();
    sandbox.commit("README", "hello\n");
    let kinds: [fn(&mut atlatch::mint::Mint) -> String; 10] = [
        |mint| mint.long_token("ATAT", "at"),
        |mint| mint.long_token("ATST", "at"),
        |mint| mint.long_token("ATCT", "ct"),
        atlatch::mint::Mint::atbb,
        atlatch::mint::Mint::atoa,
        atlatch::mint::Mint::atta,
        atlatch::mint::Mint::legacy,
        atlatch::mint::Mint::dc_pat,
        atlatch::mint::Mint::jwt_session,
        |mint| format!("BBDC-{}", mint.dc_pat()),
    ];
    for file in 0..20 {
        let lines: String = (0..5)
            .filter(|line| (file + 20 * line) < 50)
            .map(|line| format!("value{line}: '{}'\n", sandbox.mint(kinds[file % 10])))
            .collect();
        sandbox.write(format!("services/part{}/config{file:02}.yml", file / 5), lines);
    }
    sandbox.git(["add", "--all"]);
    let report = uncoloured(&in_terminal(&sandbox, 80, &["hook", "pre-commit"]).exits(1).out);
    assert!(report.contains(" 50 blocked, "), "{report}");
    assert!(report.lines().count() <= 42, "{report}");
    // Each kind once.
    assert_eq!(report.matches("https://id.atlassian.com/manage-profile/security/api-tokens").count(), 1, "{report}");
}

#[test]
fn text_in_a_file_is_not_made_for_the_terminal() {
    let sandbox = prepared();
    in_terminal(&sandbox, 80, &["-o", "report"]).exits(1);
    let text = std::fs::read_to_string(sandbox.current().join("report")).unwrap();
    assert_eq!(uncoloured(&text), text);
    assert!(widest(&text) > 80, "{text}");
}
