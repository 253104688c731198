//! A TOML file while it is read: values by type, and errors with the place and the cure.

use anyhow::Result;
use toml::Spanned;
use toml::de::DeValue;

use super::line_of;
use crate::problem::Problem;
use crate::suggest::nearest;

/// A value and where it stands.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// The file while it is read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'t> {
    /// What to call it.
    pub(super) source: &'t str,
    /// What stands in it.
    pub(super) text: &'t str,
    /// Where its lines end.
    pub(super) breaks: &'t [usize],
}

impl Reader<'_> {
    /// The line of an offset, from 1.
    pub(super) fn line(self, offset: usize) -> usize {
        1 + self.breaks.partition_point(|line_break| *line_break < offset)
    }

    /// An error at an offset.
    pub(super) fn problem(self, offset: usize, what: &str, help: impl Into<String>) -> anyhow::Error {
        Problem::new(format!("{}: {what}", line_of(self.source, self.line(offset))), help).into()
    }

    /// The error for what is not TOML.
    pub(super) fn syntax(self, error: &toml::de::Error) -> anyhow::Error {
        if let Some(marker) =
            self.text.match_indices("<<<<<<< ").find(|(at, _)| self.text[..*at].ends_with(['\n']) || *at == 0)
        {
            let help = "keep the entries of both sides, each below an `[[allow]]` of its own";
            return self.problem(marker.0, "a merge conflict was left here", help);
        }
        let offset = error.span().map_or(0, |span| span.start);
        // What is left when the lines of both sides of a conflict are kept as they are.
        let help = match error.message() {
            "duplicate key" => "each entry begins with an `[[allow]]` of its own; everything else is written once",
            _ => "the format is that of https://toml.io",
        };
        self.problem(offset, &format!("this is not TOML: {}", error.message()), help)
    }

    /// The error for a value of another type.
    pub(super) fn wrong_type(self, key: &str, value: &Value<'_>, expected: &str, example: &str) -> anyhow::Error {
        let found = value.get_ref().type_str();
        self.problem(
            value.span().start,
            &format!("`{key}` is {expected}, not {}", with_article(found)),
            format!("write {example}"),
        )
    }

    /// The error for a word that is none of the known ones. It is quoted if it is plainly a word.
    pub(super) fn unknown<'k>(
        self,
        offset: usize,
        what: &str,
        word: &str,
        known: impl IntoIterator<Item = &'k str>,
        all: String,
    ) -> anyhow::Error {
        let is_word = word.len() <= 40 && word.bytes().all(|byte| byte.is_ascii_lowercase() || b"-_:".contains(&byte));
        let what = if is_word { format!("unknown {what} `{word}`") } else { format!("unknown {what}") };
        let help = nearest(word, known).map_or(all, |near| format!("did you mean `{near}`?"));
        self.problem(offset, &what, help)
    }

    /// A string.
    pub(super) fn string<'v>(self, key: &str, value: &'v Value<'_>, example: &str) -> Result<&'v str> {
        value.get_ref().as_str().ok_or_else(|| self.wrong_type(key, value, "a string", example))
    }

    /// A list of strings, which is not empty.
    pub(super) fn strings<'v>(self, key: &str, value: &'v Value<'_>, example: &str) -> Result<Vec<(usize, &'v str)>> {
        let array = value.get_ref().as_array().ok_or_else(|| self.wrong_type(key, value, "a list", example))?;
        if array.is_empty() {
            return Err(self.problem(value.span().start, &format!("`{key}` is empty"), format!("write {example}")));
        }
        array.iter().map(|item| Ok((item.span().start, self.string(key, item, example)?))).collect()
    }
}

/// The name of a TOML type in a sentence.
fn with_article(name: &str) -> String {
    let article = if name.starts_with(['a', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {name}")
}
