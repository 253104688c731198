//! Tests of the grammar, and of how it is told.

use super::*;

/// The words of a command line.
fn words(line: &str) -> Vec<OsString> {
    line.split(' ').map(OsString::from).collect()
}

#[test]
fn the_grammar_is_sound() {
    Cli::command().debug_assert();
}

#[test]
fn the_short_way_reads_what_the_grammar_reads() {
    for line in ["atlatch hook pre-commit", "atlatch hook pre-commit a b/c", "atlatch hook pre-commit ./x"] {
        let short = plain_hook(&words(line)).unwrap();
        assert_eq!(format!("{short:?}"), format!("{:?}", read(&words(line)).unwrap()));
    }
    for line in ["atlatch", "atlatch hook pre-commit -v", "atlatch hook pre-push", "atlatch hook pre-commit -- -x"] {
        assert!(plain_hook(&words(line)).is_none(), "{line}");
    }
}

#[test]
fn options_stand_where_they_mean_something() {
    for line in ["atlatch --strict scan", "atlatch -v install", "atlatch rules --strict", "atlatch scan -q -v"] {
        assert_eq!(read(&words(line)).unwrap_err().kind() == ErrorKind::UnknownArgument, line.contains("rules --"));
    }
    for line in ["atlatch --strict", "atlatch scan --strict", "atlatch hook pre-push --strict", "atlatch -V -v"] {
        read(&words(line)).unwrap();
    }
}

#[test]
fn errors_name_the_cure_as_all_others_do() {
    let table = [
        (
            "atlatch scan --rnage x",
            "error: unexpected argument '--rnage' found\nhelp: a similar argument exists: '--range'\n\
             help: `atlatch scan --help` shows all that it takes\n",
        ),
        (
            "atlatch explian",
            "error: unrecognized subcommand 'explian'\nhelp: a similar subcommand exists: 'explain'\n\
             help: `atlatch --help` shows all that it takes\n",
        ),
        (
            "atlatch --strict scan",
            "error: options stand behind the command, as in `atlatch scan --strict`\n\
             help: `atlatch --help` shows all that it takes\n",
        ),
    ];
    for (line, said) in table {
        assert_eq!(in_our_words(&read(&words(line)).unwrap_err().to_string()), said);
    }
    let hostile = read(&words("atlatch hook pre-commit --\u{1b}[31m")).unwrap_err().to_string();
    assert!(in_our_words(&hostile).starts_with("error: unexpected argument '--\\u{1b}[31m' found\n"));
}

#[test]
fn standard_output_holds_one_document() {
    for (line, fits) in [
        ("atlatch --format json", true),
        ("atlatch --format text --format json", true),
        ("atlatch scan --format text --format github --format sarif", true),
        ("atlatch scan --format json --format sarif", false),
        ("atlatch scan --format json --format sarif -o x", true),
        ("atlatch hook pre-commit --format json --format sarif --format gitlab -o x", false),
    ] {
        assert_eq!(read(&words(line)).is_ok(), fits, "{line}");
    }
}

#[test]
fn every_help_fits_a_screen_and_ends_with_an_example() {
    fn look_at(command: &clap::Command, words: &[&str]) {
        let asked = [&["atlatch"], words, &["--help"]].concat();
        let help = Cli::try_parse_from(asked).unwrap_err().to_string();
        assert!(help.lines().count() <= 30, "{} lines:\n{help}", help.lines().count());
        assert!(help.contains("\nExample: "), "{help}");
        for line in help.lines() {
            // Commands to copy may be wider.
            assert!(line.chars().count() <= 80 || line.contains("atlatch "), "{line}");
        }
        for subcommand in command.get_subcommands() {
            look_at(subcommand, &[words, &[subcommand.get_name()]].concat());
        }
    }
    look_at(&Cli::command(), &[]);
}
