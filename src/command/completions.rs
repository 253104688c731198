//! `atlatch completions SHELL`.

use std::io::Write;

use clap::CommandFactory as _;
use clap::builder::PossibleValuesParser;
use clap_complete::Shell;

use crate::cli::{Cli, Completions};
use crate::exit::Outcome;
use crate::rules;

/// Writes the completions of a shell. Where a rule is asked for, they know the rules.
pub fn run(arguments: &Completions, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let ids = || PossibleValuesParser::new(rules::all().map(|rule| rule.id));
    let mut command = Cli::command()
        .mut_subcommand("explain", |explain| explain.mut_arg("rule", |rule| rule.value_parser(ids())))
        .mut_subcommand("allow", |allow| allow.mut_arg("rule", |rule| rule.value_parser(ids())));
    // Made in memory first: the generator panics where writing fails.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "atlatch", &mut script);
    out.write_all(&script)?;
    if arguments.shell == Shell::Fish {
        // The generator leaves out what stands behind a command without an option.
        let ids: Vec<_> = rules::all().map(|rule| rule.id).collect();
        writeln!(out, "complete -c atlatch -n '__fish_atlatch_using_subcommand explain' -f -a '{}'", ids.join(" "))?;
    }
    Ok(Outcome::Clean)
}
