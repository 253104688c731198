//! `atlatch explain [RULE]`: the page of a rule, for a terminal. The pages are `docs/rules/ID.md`, built in.

mod inline;
mod markdown;

use std::io::Write;

use colored::Colorize as _;

use crate::cli::Explain;
use crate::exit::Outcome;
use crate::problem::Problem;
use crate::rules::{self, Rule, page};

/// Shows a page, or what pages there are. `width` is that of the terminal in columns.
pub fn run(arguments: &Explain, width: usize, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let Some(name) = &arguments.rule else {
        contents(out)?;
        return Ok(Outcome::Clean);
    };
    let rule = find(name)?;
    let text = page::of(rule);
    if arguments.markdown {
        out.write_all(text.as_bytes())?;
    } else {
        for line in markdown::render(text, width.clamp(40, 100)) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(Outcome::Clean)
}

/// What there is to explain.
fn contents(out: &mut dyn Write) -> anyhow::Result<()> {
    let widest = rules::all().map(|rule| rule.id.len()).max().unwrap_or_default();
    for rule in rules::all() {
        writeln!(out, "{:widest$}  {}", rule.id.bold(), rule.title)?;
    }
    writeln!(out, "\natlatch explain RULE shows the page of one: what it opens, and how to revoke it")?;
    Ok(())
}

/// The rule of this id, or the only one whose id begins so.
fn find(name: &str) -> anyhow::Result<&'static Rule> {
    if let Some(rule) = rules::by_id(name) {
        return Ok(rule);
    }
    let begin: Vec<_> = rules::all().filter(|rule| rule.id.starts_with(name)).collect();
    let ids = |rules: &[&Rule]| rules.iter().map(|rule| rule.id).collect::<Vec<_>>().join(", ");
    match begin.as_slice() {
        [rule] => Ok(rule),
        [] => {
            let help = match rules::nearest(name) {
                Some(near) => format!("did you mean {}? `atlatch explain` lists all", near.id),
                None => "`atlatch explain` lists all rules".to_owned(),
            };
            Err(Problem::new(format!("no rule is called {name:?}"), help).into())
        }
        several => {
            Err(Problem::new(format!("{name:?} begins several rules"), format!("one of {}", ids(several))).into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_and_typing_errors() {
        assert_eq!(find("trello-to").unwrap().id, "trello-token");
        assert!(find("atlassian").is_err());
        let error = find("trelo-token").unwrap_err();
        assert!(crate::problem::render(&error).contains("did you mean trello-token"));
        for (typed, meant) in [("trelo", "trello-token"), ("bitbuket-app", "bitbucket-app-password")] {
            let said = crate::problem::render(&find(typed).unwrap_err());
            assert!(said.contains(&format!("did you mean {meant}")), "{said}");
        }
    }
}
