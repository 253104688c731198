//! `atlatch rules`: the table of kinds, for people, programs and `docs/rules/README.md`.

use std::fmt::Write as _;
use std::io::Write;

use colored::Colorize as _;
use serde_json::json;

use crate::cli::{ListFormat, Rules};
use crate::exit::Outcome;
use crate::rules::{self, Find, Rule, State};

/// Lists the rules. `width` is that of the terminal in columns.
pub fn run(arguments: &Rules, width: usize, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    if arguments.markdown {
        out.write_all(markdown().as_bytes())?;
    } else if arguments.format == ListFormat::Json {
        for rule in rules::all() {
            writeln!(out, "{}", object(rule))?;
        }
    } else {
        let widest = rules::all().map(|rule| rule.id.len()).max().unwrap_or_default();
        for rule in rules::all() {
            let state = if rule.state == State::Live { String::new() } else { format!(", {}", rule.state.as_str()) };
            let facts = format!("{}{state}, {}", rule.severity.as_str(), proof(rule));
            let fits = widest + 2 + rule.title.len() + 2 + facts.len() <= width;
            let gap = if fits { " ".to_owned() } else { format!("\n{}", " ".repeat(widest + 4)) };
            writeln!(out, "{:widest$}  {}:{gap}{}", rule.id.bold(), rule.title, facts.dimmed())?;
        }
    }
    Ok(Outcome::Clean)
}

/// A rule for programs.
fn object(rule: &Rule) -> serde_json::Value {
    let products: Vec<_> = rule.products.iter().map(|product| product.as_str()).collect();
    json!({
        "rule": rule.id,
        "title": rule.title,
        "products": products,
        "severity": rule.severity.as_str(),
        "state": rule.state.as_str(),
        "proof": proof(rule),
        "fingerprint": rule.high_entropy,
        "hint": rule.hint(),
        "revoke": rule.revoke,
        "help_uri": rule.help_uri(),
    })
}

/// How a kind is recognised, in a few words.
fn proof(rule: &Rule) -> &'static str {
    match rule.find {
        Find::Anchored { .. } | Find::Swept => "checked offline",
        Find::Settled if rule.checksum_tail => "checked offline",
        Find::Settled | Find::Named | Find::Carried => "by context",
    }
}

/// The page that lists the pages.
pub fn markdown() -> String {
    let mut text = String::from(
        "# Rules\n\nWhat atlatch finds, by kind. Made by `atlatch rules --markdown`; do not edit.\n\n\
         | rule | what | opens | severity | state | recognised |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for rule in rules::all() {
        let products: Vec<_> = rule.products.iter().map(|product| product.as_str()).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| [{id}]({id}.md) | {} | {} | {} | {} | {} |",
            rule.title,
            products.join(", "),
            rule.severity.as_str(),
            rule.state.as_str(),
            proof(rule),
            id = rule.id,
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::markdown;

    #[test]
    fn the_list_of_pages_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules/README.md");
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert!(written == markdown(), "stale: cargo run -- rules --markdown > docs/rules/README.md");
    }
}
