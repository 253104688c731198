//! Running text in Markdown: emphasis, code and links; and its lines, wrapped.

use colored::Colorize as _;

/// A word of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
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
pub(super) fn words(text: &str) -> Vec<Word> {
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
pub(super) fn wrap(words: &[Word], width: usize, first: &str, others: &str) -> Vec<String> {
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
