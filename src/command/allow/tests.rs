//! Tests of the command on real repositories.

use std::process::Command;
use std::{env, fs};

use clap::Parser as _;
use tempfile::TempDir;

use super::*;
use crate::cli::{self, Cli};
use crate::mint::Mint;
use crate::problem;
use crate::repo::REPOSITORY_VARIABLES;

/// A repository to allow things in.
pub(crate) struct Bench {
    /// Its folder.
    folder: TempDir,
}

impl Bench {
    /// An empty repository, to which the developer's own configuration is nothing: the command runs in this process, where its
    /// environment cannot be changed.
    pub(crate) fn new() -> Self {
        for variable in REPOSITORY_VARIABLES {
            assert!(
                env::var_os(variable).is_none(),
                "unset {variable}: this would write to the repository that it names"
            );
        }
        let bench = Self { folder: tempfile::tempdir().unwrap() };
        bench.git(&["init", "-q", "--template="]);
        for (key, value) in [
            ("core.excludesFile", "/dev/null"),
            ("core.attributesFile", "/dev/null"),
            ("core.hooksPath", "/dev/null"),
            ("core.autocrlf", "false"),
            ("core.safecrlf", "false"),
            ("core.fsmonitor", "false"),
            ("core.symlinks", "true"),
            ("add.ignoreErrors", "false"),
        ] {
            bench.git(&["config", key, value]);
        }
        bench
    }

    /// The top of its work tree.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Runs git and returns what it says.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
            git.env_remove(name);
        }
        git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        let output = git.arg("-C").arg(self.root()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Writes the file.
    pub(crate) fn file(&self, text: &str) {
        fs::write(self.root().join(FILE), text).unwrap();
    }

    /// What is staged of the file, which must be what stands in the work tree.
    pub(crate) fn staged(&self) -> String {
        let staged = self.git(&["show", ":.atlatch.toml"]);
        assert_eq!(staged, fs::read_to_string(self.root().join(FILE)).unwrap());
        staged
    }

    /// Runs `atlatch allow` with these arguments and returns what it prints.
    fn allow(&self, arguments: &[&str], seen: &[Seen]) -> Result<(Outcome, String)> {
        let cli = Cli::try_parse_from([&["atlatch", "allow"], arguments].concat())?;
        let Some(cli::Command::Allow(allow)) = cli.command else { panic!("not allow") };
        let mut out = Vec::new();
        let outcome = run(&allow, &Store::open(self.root(), None)?, || Ok(seen.to_vec()), &mut out)?;
        Ok((outcome, String::from_utf8(out)?))
    }

    /// The same, where it must succeed and have nothing to object to.
    fn allowed(&self, arguments: &[&str]) -> String {
        let (outcome, text) = self.allow(arguments, &[]).unwrap_or_else(|error| panic!("{arguments:?}: {error:#}"));
        assert_eq!(outcome, Outcome::Clean);
        text
    }
}

/// A sighting.
pub(crate) fn seen(fingerprint: Option<&str>, rule: &str, path: &str) -> Seen {
    let fingerprint = fingerprint.map(|digits| Fingerprint::parse(digits).unwrap());
    Seen { fingerprint, rule: rules::by_id(rule).unwrap(), path: path.into() }
}

/// Two fingerprints.
const ONE: &str = "1111111111111111";
const TWO: &str = "2222222222222222";

#[test]
fn entries_are_added_staged_listed_and_removed() {
    let bench = Bench::new();
    let said = bench.allowed(&[TWO, ONE, TWO, "--reason", " revoked "]);
    let staged = "staged .atlatch.toml: it takes effect now, and belongs in the same commit\n";
    let united = "staged .gitattributes: branches that both add entries merge by themselves\n";
    assert_eq!(said, format!("allowed {ONE}\nallowed {TWO}\n{staged}{united}"));
    assert_eq!(bench.staged().matches("reason = \"revoked\"").count(), 2);

    let said = bench.allowed(&[ONE, "--reason", "it's known", "--path", "a/**", "--rule", "trello-token"]);
    assert_eq!(said, format!("allowed {ONE}; before, its entry said: revoked\n{staged}"));
    bench.allowed(&["--path", "vendor/*", "--rule", "trello-token", "--reason", "made up", "--expires", "2999-12-31"]);
    let list = format!(
        "{ONE}: it's known (in a/**; for trello-token)\n{TWO}: revoked\n\
         vendor/*: made up (for trello-token; until 2999-12-31)\n3 entries in .atlatch.toml, 0 unreviewed, 0 over\n"
    );
    assert_eq!(bench.allowed(&["--list"]), list);

    let said = bench.allowed(&["--remove", TWO, ONE]);
    assert_eq!(said, format!("removed {ONE}\nremoved {TWO}\n{staged}"));
    assert_eq!(bench.staged().matches("\n[[allow]]").count(), 1);
}

#[test]
fn lists_tell_what_is_over_and_are_safe_to_print() {
    let bench = Bench::new();
    assert_eq!(bench.allowed(&["--list"]), "0 entries in .atlatch.toml, 0 unreviewed, 0 over\n");
    let entries = [
        format!("fingerprint = '{ONE}'\nreason = 'baseline, unreviewed'\nexpires = 2020-02-29\n"),
        "paths = [\"exe\u{202e}txt\"]\nreason = \"turned \u{202e}\"\n".to_owned(),
    ];
    bench.file(&format!("version = 1\n[[allow]]\n{}[[allow]]\n{}", entries[0], entries[1]));
    let list = format!(
        "{ONE}: baseline, unreviewed (until 2020-02-29, which is over)\n\
         exe\\u{{202e}}txt: turned \\u{{202e}}\n2 entries in .atlatch.toml, 1 unreviewed, 1 over\n"
    );
    assert_eq!(bench.allowed(&["--list"]), list);
}

#[test]
fn checking_names_what_nothing_needs() {
    let bench = Bench::new();
    assert_eq!(bench.allowed(&["--check"]), "all needed: 0 entries\n");
    bench.file(&format!(
        "version = 1\n[[allow]]\nfingerprint = '{ONE}'\nreason = 'x'\npaths = ['a/**']\n\
         [[allow]]\nfingerprint = '{TWO}'\nreason = 'x'\nexpires = 2020-01-01\n\
         [[allow]]\npaths = ['b']\nreason = 'x'\nrules = ['trello-token']\n"
    ));
    let needed = [seen(Some(ONE), "trello-token", "a/x"), seen(None, "trello-token", "b")];
    let over = format!(".atlatch.toml:6: {TWO}: its time is over\nto remove: atlatch allow --remove {TWO}\n");
    assert_eq!(bench.allow(&["--check"], &needed).unwrap(), (Outcome::Clean, over.clone()));
    assert_eq!(bench.allow(&["--check", "--strict"], &needed).unwrap(), (Outcome::Findings, over));
    let elsewhere = [seen(Some(ONE), "trello-token", "c"), seen(None, "atlassian-api-token", "b")];
    let all = format!(
        ".atlatch.toml:2: {ONE}: nothing needs it any more\n.atlatch.toml:6: {TWO}: its time is over\n\
         .atlatch.toml:10: b: nothing needs it any more\nto remove: atlatch allow --remove {ONE} {TWO}\n\
         entries without a fingerprint are removed by hand\n"
    );
    assert_eq!(bench.allow(&["--check"], &elsewhere).unwrap().1, all);
}

#[test]
fn mistakes_change_nothing_and_name_the_cure() {
    let bench = Bench::new();
    fs::create_dir(bench.root().join("vendor")).unwrap();
    fs::create_dir(bench.root().join("-d")).unwrap();
    let pasted = &*Mint::random().alphanumeric(24);
    let table: [(&[&str], &str, &str); 22] = [
        (&[], "nothing to allow", "--path GLOB --rule RULE"),
        (&["--rule", "trello-token", "--reason", "x"], "nothing to allow", "--path"),
        (&[ONE], "needs a reason", "--reason"),
        (&[ONE, "--reason", " "], "the reason is empty", "why it is harmless"),
        (&[ONE, "--reason", "a\nb"], "control character", "one line"),
        (&[ONE, pasted, "--reason", "x"], "argument 2 is not a fingerprint", "16 digits"),
        (&["3F9AC2E17B04D5AA", "--reason", "x"], "argument 1 is not a fingerprint", "a-f"),
        (&[ONE, "--reason", "x", "--path", "vendor"], "names a folder", "'vendor/**'"),
        (&[ONE, "--reason", "x", "--path", "vendor/"], "names a folder", "'vendor/**'"),
        (&[ONE, "--reason", "x", "--path", "./vendor/."], "names a folder", "--path 'vendor/**'"),
        (&[ONE, "--reason", "x", "--path", ""], "names a folder", "--path '**'"),
        (&[ONE, "--reason", "x", "--path", "/"], "names a folder", "--path '**'"),
        (&[ONE, "--reason", "x", "--path", "."], "names a folder", "--path '**'"),
        (&[ONE, "--reason", "x", "--path=-d"], "names a folder", "--path='-d/**'"),
        (&[ONE, "--reason", "x", "--path", "/proc"], "can never match", "tests/fixtures/**"),
        (&[ONE, "--reason", "x", "--path", "a[b"], "is not a glob", "tests/fixtures/**"),
        (&[ONE, "--reason", "x", "--rule", "trelo-token"], "does not exist", "`trello-token`"),
        (&[ONE, "--reason", "x", "--rule", "x"], "does not exist", "`atlatch rules`"),
        (&[ONE, "--reason", "x", "--expires", "soon"], "not followed by a day", "--expires 2"),
        (&[ONE, "--reason", "x", "--expires", "2020-01-01"], "is over", "to come"),
        (&["--remove", ONE], "1111111111111111 has no entry", "--list"),
        (&["--remove"], "needs a fingerprint", "--list"),
    ];
    for (arguments, what, help) in table {
        let error = bench.allow(arguments, &[]).unwrap_err();
        assert!(format!("{error:#}").contains(what), "{arguments:?}: {error:#}");
        assert!(problem::help(&error).unwrap().contains(help), "{arguments:?}: {error:?}");
        assert!(!format!("{error:#}{:?}", problem::help(&error)).contains(pasted));
        assert_eq!(fs::read_dir(bench.root()).unwrap().count(), 3, "{arguments:?}");
    }
    bench.file("version = 1\n[[allow]]\n");
    for arguments in [&[ONE, "--reason", "x"][..], &["--list"], &["--check"], &["--remove", ONE]] {
        let error = bench.allow(arguments, &[]).unwrap_err();
        assert_eq!(error.to_string(), ".atlatch.toml:2: this entry has no reason");
    }
    assert_eq!(fs::read_to_string(bench.root().join(FILE)).unwrap(), "version = 1\n[[allow]]\n");
}

#[test]
fn a_file_that_git_will_not_stage_is_an_error() {
    let bench = Bench::new();
    fs::write(bench.root().join(".gitignore"), ".atlatch*\n").unwrap();
    let error = bench.allow(&[ONE, "--reason", "x"], &[]).unwrap_err();
    assert!(error.to_string().starts_with(".atlatch.toml is written, but git cannot stage it: "), "{error:#}");
    assert!(problem::help(&error).unwrap().contains("`git add .atlatch.toml`"));
}
