//! How the report reads, and that what it asks for works.

use crate::cli::Format;
use crate::report::sample::Sample;
use crate::report::{Known, Scope, Settings};

/// The text report of a sample.
fn text(sample: &Sample, settings: &Settings) -> String {
    sample.report(Format::Text, settings)
}

/// A blocked commit.
fn staged() -> Settings {
    Settings { scope: Scope::Staged { unborn: false, partial: false }, hook: true, ..Settings::default() }
}

#[test]
fn nothing_tells_a_secret() {
    let sample = Sample::whole();
    for (verbose, quiet, unicode, colour, width) in [
        (false, false, true, false, None),
        (true, false, true, false, Some(80)),
        (true, false, false, false, Some(80)),
        (true, false, true, true, Some(200)),
        (false, true, true, false, None),
    ] {
        let settings = Settings { verbose, quiet, colour, unicode, width, ..staged() };
        let report = text(&sample, &settings);
        assert!(unicode || report.is_ascii(), "{report}");
        assert_eq!(report.contains('\u{1b}'), colour, "{report}");
    }
}

#[test]
fn one_finding_reads_like_this() {
    let mut sample = Sample::empty();
    let token = sample.mint.long_token("ATAT", "at");
    sample.text(b"config/app.yml", &format!("jira:\n  user: me@acme.org\n  api_token: \"{token}\"\n"));
    let fingerprint = sample.entries[0].finding.fingerprint().unwrap();
    let tail = &token[188..];
    let hint = sample.entries[0].finding.rule.hint();
    let expected = format!(
        "\
error[atlassian-api-token]: Atlassian account API token
 --> config/app.yml:3:15
  |
3 | api_token: \"ATATT3xFfGF0…{tail}\"
  |             ^^^^^^^^^^^^^^^^^ its checksum is valid
  = high: acts as its owner on every Atlassian site they can reach, past 2FA

help: revoke it first: only that makes it harmless
  {hint}
    atlatch explain atlassian-api-token
help: take it out, into the environment or a secret store, or unstage the file
    git restore --staged :/config/app.yml
  git keeps what was staged in .git/objects until it prunes
help: or allow it, if it is known to be harmless
    atlatch allow {fingerprint} --reason \"why it is harmless\"

atlatch: commit stopped: 1 blocked, 0 warned, 0 allowed; 7 files looked at, 1 part not looked into (-v says why)
"
    );
    assert_eq!(text(&sample, &staged()), expected);
}

#[test]
fn fifty_findings_fit_a_screen() {
    let sample = Sample::many(50);
    let report = text(&sample, &Settings { width: Some(80), ..staged() });
    assert!(report.lines().count() <= 42, "{report}");
    assert!(report.contains("20 more in 10 files; `atlatch -v` shows all"), "{report}");
    let all = text(&sample, &Settings { verbose: true, ..staged() });
    assert_eq!(all.matches("error[").count(), 50);
}

#[test]
fn a_clean_hook_is_silent_and_a_clean_run_says_one_line() {
    let sample = Sample::empty();
    assert_eq!(text(&sample, &staged()), "");
    let line = "atlatch: clean: 0 blocked, 0 warned, 0 allowed; 7 files looked at\n";
    assert_eq!(text(&sample, &Settings { hook: false, ..staged() }), line);
}

#[test]
fn nothing_is_wider_than_the_terminal_but_links_commands_and_places() {
    for width in [80, 200] {
        for sample in [Sample::whole(), Sample::many(3), Sample::many(50)] {
            for line in text(&sample, &Settings { width: Some(width), verbose: true, ..staged() }).lines() {
                let whole = ["    ", "error", "warning", "allowed", " -->", "skipped"];
                let breaks = !whole.iter().any(|start| line.trim_start_matches(' ').starts_with(start.trim_start()));
                assert!(!breaks || line.chars().count() <= width || line.starts_with("    "), "{line}");
            }
        }
    }
}

#[test]
fn a_value_that_is_known_elsewhere_says_so() {
    let mut sample = Sample::empty();
    let token = sample.mint.atta();
    sample.text(b"x", &token);
    for (known, name) in [(Known::Head, "HEAD"), (Known::Upstream("origin/main".to_owned()), "origin/main")] {
        sample.entries[0].known = Some(known);
        let line = format!("= {name} already holds it: taking it out does not help any more, revoking does\n");
        assert!(text(&sample, &staged()).contains(&line));
    }
}

#[test]
fn each_scope_has_its_own_way_out() {
    let mut sample = Sample::empty();
    let token = sample.mint.atta();
    sample.text(b"x", &token);
    sample.entries[0].commit = Some("0123456789abcdef0123456789abcdef01234567".to_owned());
    let table = [
        (Scope::Staged { unborn: false, partial: false }, "git restore --staged :/x\n"),
        (Scope::Staged { unborn: true, partial: false }, "git rm -r --cached :/x\n"),
        (Scope::Staged { unborn: false, partial: true }, "name .atlatch.toml behind `git commit --` as well\n"),
        (Scope::Message, "take it out of the message and commit again\n"),
        (Scope::Commits, "where the commit (0123456789ab) was never pushed"),
        (Scope::Files, "help: take it out, into the environment or a secret store\n"),
    ];
    for (scope, words) in table {
        let report = text(&sample, &Settings { scope, ..Settings::default() });
        assert!(report.contains(words), "{report}");
    }
}

#[test]
fn a_guessable_value_is_allowed_by_its_place() {
    let report = text(&Sample::whole(), &Settings { verbose: true, ..staged() });
    assert!(report.contains("    atlatch allow --path conf/app.properties --rule "), "{report}");
    let mut sample = Sample::whole();
    sample.entries.retain(|entry| !entry.finding.rule.high_entropy && entry.path.starts_with(b"conf"));
    sample.entries[0].path = b"conf/my [app].env".to_vec();
    let report = text(&sample, &staged());
    let command = "atlatch allow --path 'conf/my [[]app[]].env' --rule atlassian-account-password --reason \"why it is harmless\"\n";
    assert!(report.contains(command), "{report}");
    sample.entries[0].path = b"-d.env".to_vec();
    let report = text(&sample, &staged());
    assert!(report.contains("    atlatch allow --path=-d.env --rule "), "{report}");
}

#[test]
fn what_is_altered_warns_and_says_that_it_does_not_block() {
    let mut sample = Sample::empty();
    let token = sample.mint.atbb();
    let other = if &token[4..5] == "a" { "b" } else { "a" };
    sample.text(b"x", &format!("pw=ATBB{other}{}", &token[5..]));
    let report = text(&sample, &staged());
    assert!(report.starts_with("warning[bitbucket-app-password]: "), "{report}");
    assert!(report.contains("right shape, wrong checksum: altered, cut or invented\n"), "{report}");
    assert!(report.contains("help: of what is altered: if it was ever real, revoke it;"), "{report}");
    assert!(!report.contains("take it out"), "{report}");
    assert!(report.contains("atlatch: clean: 0 blocked, 1 warned (does not block), 0 allowed;"), "{report}");
}

#[test]
fn the_command_that_unstages_works_in_any_folder() {
    for path in ["plain.env", "sub/it's [1]*?.env", ":(top)x", "-x \u{1b}\n", "\u{fc}"] {
        for unborn in [true, false] {
            let folder = tempfile::tempdir().unwrap();
            let git = |arguments: &[&str]| {
                let output = std::process::Command::new("git")
                    .args(["-c", "user.name=x", "-c", "user.email=x@localhost", "-c", "commit.gpgsign=false"])
                    .args(arguments)
                    .current_dir(&folder)
                    .env_remove("GIT_DIR")
                    .env_remove("GIT_INDEX_FILE")
                    .env("GIT_CONFIG_GLOBAL", "/dev/null")
                    .env("GIT_CONFIG_NOSYSTEM", "1")
                    .output()
                    .unwrap();
                assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
                output.stdout
            };
            git(&["init", "--quiet"]);
            if !unborn {
                git(&["commit", "--quiet", "--allow-empty", "--message", "x"]);
            }
            let mut sample = Sample::empty();
            let token = sample.mint.atta();
            sample.text(path.as_bytes(), &token);
            std::fs::create_dir_all(folder.path().join("sub")).unwrap();
            std::fs::write(folder.path().join(path), &token).unwrap();
            git(&["add", "--all"]);
            assert!(!git(&["ls-files"]).is_empty());
            let report = text(&sample, &Settings { scope: Scope::Staged { unborn, partial: false }, ..staged() });
            let command = report.lines().find_map(|line| line.strip_prefix("    git ")).unwrap();
            let output = std::process::Command::new("bash")
                .args(["-c", &format!("git {command}")])
                .current_dir(folder.path().join("sub"))
                .env_remove("GIT_DIR")
                .env_remove("GIT_INDEX_FILE")
                .output()
                .unwrap();
            assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
            assert!(git(&["ls-files"]).is_empty(), "{command}");
        }
    }
}

#[test]
fn quiet_says_what_blocks_and_nothing_else() {
    let sample = Sample::whole();
    let report = text(&sample, &Settings { quiet: true, ..staged() });
    assert_eq!(report.lines().count(), sample.summary().blocked);
    assert!(report.lines().all(|line| line.starts_with("error: ")), "{report}");
}
