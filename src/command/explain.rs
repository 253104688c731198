//! `atlatch explain [RULE]`: the page of a rule, for a terminal.
//!
//! The pages are `docs/rules/ID.md`, built in. They use a small part of Markdown (headings, paragraphs, lists, one level of
//! code blocks, emphasis, links), and that part is what is rendered here.

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
        for line in render(text, width.clamp(40, 100)) {
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

/// Renders a page to lines of at most `width` columns where words allow it.
fn render(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks(text) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        match block {
            Block::Heading(1, text) => lines.push(text.bold().underline().to_string()),
            Block::Heading(_, text) => lines.push(text.bold().to_string()),
            Block::Code(code) => lines.extend(code.iter().map(|line| format!("    {}", line.cyan()))),
            Block::Paragraph(text) => lines.extend(wrap(&inline(&text), width, "", "")),
            Block::List(items) => {
                for (marker, text) in items {
                    let indent = " ".repeat(marker.chars().count() + 1);
                    lines.extend(wrap(&inline(&text), width, &format!("{marker} "), &indent));
                }
            }
        }
    }
    lines
}

/// A part of a page.
#[derive(Debug, PartialEq, Eq)]
enum Block {
    /// Level and text.
    Heading(usize, String),
    /// Running text, its lines joined.
    Paragraph(String),
    /// Markers (`•`, `1.`) and texts.
    List(Vec<(String, String)>),
    /// Lines as they stand.
    Code(Vec<String>),
}

/// Splits a page into its parts.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut code: Option<Vec<String>> = None;
    // Whether the next line continues the last block.
    let mut open = false;
    for line in text.lines() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") {
            match code.take() {
                Some(lines) => blocks.push(Block::Code(lines)),
                None => code = Some(Vec::new()),
            }
            open = false;
        } else if let Some(lines) = &mut code {
            lines.push(line.to_owned());
        } else if trimmed.is_empty() {
            open = false;
        } else if let Some(heading) = trimmed.strip_prefix("## ") {
            blocks.push(Block::Heading(2, heading.to_owned()));
            open = false;
        } else if let Some(heading) = trimmed.strip_prefix("# ") {
            blocks.push(Block::Heading(1, heading.to_owned()));
            open = false;
        } else if let Some((marker, text)) = item(trimmed) {
            match blocks.last_mut() {
                Some(Block::List(items)) => items.push((marker, text)),
                _ => blocks.push(Block::List(vec![(marker, text)])),
            }
            open = true;
        } else {
            let last = match (open, blocks.last_mut()) {
                (true, Some(Block::Paragraph(text))) => Some(text),
                (true, Some(Block::List(items))) => items.last_mut().map(|(_, text)| text),
                _ => None,
            };
            match last {
                Some(last) => {
                    last.push(' ');
                    last.push_str(trimmed);
                }
                None => blocks.push(Block::Paragraph(trimmed.to_owned())),
            }
            open = true;
        }
    }
    blocks
}

/// Marker and text of a list item.
fn item(line: &str) -> Option<(String, String)> {
    if let Some(text) = line.strip_prefix("- ") {
        return Some(("-".to_owned(), text.to_owned()));
    }
    let (number, text) = line.split_once(". ")?;
    let digits = !number.is_empty() && number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| (format!("{number}."), text.to_owned()))
}

/// A word of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    /// As it is counted.
    text: String,
    /// How it is shown.
    style: Style,
    /// Whether it follows the word before without a space.
    glued: bool,
}

/// How a word is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// As it is.
    Plain,
    /// `**strong**`
    Bold,
    /// `*emphasis*`
    Italic,
    /// Code.
    Code,
    /// An address.
    Link,
}

/// Splits running text into words and takes out the marks.
fn inline(text: &str) -> Vec<Word> {
    let mut words = Words::default();
    let mut rest = text;
    while !rest.is_empty() {
        let spans: [(&str, Style); 3] = [("`", Style::Code), ("**", Style::Bold), ("*", Style::Italic)];
        let span = spans.into_iter().find_map(|(mark, style)| {
            let inner = rest.strip_prefix(mark)?;
            let end = inner.find(mark).filter(|end| *end > 0)?;
            Some((style, &inner[..end], &inner[end + mark.len()..]))
        });
        if let Some((style, inner, behind)) = span {
            words.push(inner, style);
            rest = behind;
        } else if let Some((label, target, behind)) = link(rest) {
            words.push(label, Style::Plain);
            if let Some(id) = target.strip_suffix(".md").filter(|id| !id.contains('/')) {
                words.push(&format!(" (atlatch explain {id})"), Style::Plain);
            } else {
                words.push(" <", Style::Plain);
                words.push(target, Style::Link);
                words.push(">", Style::Plain);
            }
            rest = behind;
        } else {
            let next = rest.char_indices().skip(1).find(|(_, character)| matches!(character, '`' | '*' | '['));
            let end = next.map_or(rest.len(), |(at, _)| at);
            words.push(&rest[..end], Style::Plain);
            rest = &rest[end..];
        }
    }
    words.all
}

/// `[label](target)` at the start of a text, and what follows.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (label, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (target, rest) = rest.split_once(')')?;
    (!label.contains('[')).then_some((label, target, rest))
}

/// Words being collected.
#[derive(Debug, Default)]
struct Words {
    /// The words so far.
    all: Vec<Word>,
    /// Whether the text so far ends in a word that the next may be glued to.
    joined: bool,
}

impl Words {
    /// Adds a text of one style.
    fn push(&mut self, text: &str, style: Style) {
        for (index, word) in text.split(' ').enumerate() {
            if index > 0 {
                self.joined = false;
            }
            if !word.is_empty() {
                self.all.push(Word { text: word.to_owned(), style, glued: self.joined });
                self.joined = true;
            }
        }
    }
}

/// Wraps words to lines. The first line begins with `first`, the others with `others`.
fn wrap(words: &[Word], width: usize, first: &str, others: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut column = first.chars().count();
    let mut empty = true;
    for (index, word) in words.iter().enumerate() {
        // A word is measured with all that is glued to it.
        let glued = words[index + 1..].iter().take_while(|next| next.glued);
        let length: usize = word.text.chars().count() + glued.map(|next| next.text.chars().count()).sum::<usize>();
        if !empty && !word.glued {
            if column + 1 + length > width {
                lines.push(std::mem::replace(&mut line, others.to_owned()));
                column = others.chars().count();
            } else {
                line.push(' ');
                column += 1;
            }
        }
        line.push_str(&styled(word));
        column += word.text.chars().count();
        empty = false;
    }
    lines.push(line);
    lines
}

/// A word with its style.
fn styled(word: &Word) -> String {
    match word.style {
        Style::Plain => word.text.clone(),
        Style::Bold => word.text.bold().to_string(),
        Style::Italic => word.text.italic().to_string(),
        Style::Code => word.text.cyan().to_string(),
        Style::Link => word.text.underline().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Renders without colours.
    fn plain(text: &str, width: usize) -> Vec<String> {
        colored::control::set_override(false);
        render(text, width)
    }

    #[test]
    fn marks_become_layout() {
        let text = "# Title\n\nSome **bold** and `code`,\nwrapped.\n\n## Part\n\n1. **One.** First\n   goes on.\n2. Two\n\n```sh\nrun --this\n```\n";
        let lines = plain(text, 80);
        let expected = [
            "Title",
            "",
            "Some bold and code, wrapped.",
            "",
            "Part",
            "",
            "1. One. First goes on.",
            "2. Two",
            "",
            "    run --this",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn links_are_spelt_out() {
        let lines = plain("See [the docs](https://example.org/x), or [another](trello-token.md).", 100);
        assert_eq!(lines, ["See the docs <https://example.org/x>, or another (atlatch explain trello-token)."]);
    }

    #[test]
    fn every_page_fits_its_width() {
        for rule in rules::all() {
            for width in [60, 80] {
                for line in plain(page::of(rule), width) {
                    let one_word = !line.trim().trim_start_matches("- ").contains(' ');
                    let fits =
                        line.chars().count() <= width || one_word || line.starts_with("    ") || line.contains("://");
                    assert!(fits, "{}: {line}", rule.id);
                }
            }
        }
    }

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
