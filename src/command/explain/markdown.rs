//! Renders Markdown for a terminal: the small part of it that the pages of rules use (headings, paragraphs, lists, one level of
//! code blocks; emphasis and links by [`super::inline`]).

use colored::Colorize as _;

use super::inline::{self, words};

/// Renders a page to lines of at most `width` columns where words allow it.
pub(super) fn render(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks(text) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        match block {
            Block::Heading(1, text) => lines.push(text.bold().underline().to_string()),
            Block::Heading(_, text) => lines.push(text.bold().to_string()),
            Block::Code(code) => lines.extend(code.iter().map(|line| format!("    {}", line.cyan()))),
            Block::Paragraph(text) => lines.extend(inline::wrap(&words(&text), width, "", "")),
            Block::List(items) => {
                for (marker, text) in items {
                    let indent = " ".repeat(marker.chars().count() + 1);
                    lines.extend(inline::wrap(&words(&text), width, &format!("{marker} "), &indent));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{self, page};

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
}
