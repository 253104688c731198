//! What the stream can show: colours, and characters beyond ASCII. Pure functions of the environment.

use colored::Colorize;

use crate::cli::Color;

/// The variables that people and terminals set; `None` where one is not set at all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment {
    /// `NO_COLOR`: no colours if it is not empty (no-color.org).
    pub no_color: Option<String>,
    /// `CLICOLOR_FORCE`: colours even in a pipe unless it is empty or `0`.
    pub clicolor_force: Option<String>,
    /// `FORCE_COLOR`: the same, as other programs call it.
    pub force_color: Option<String>,
    /// `CLICOLOR`: no colours if it is `0`.
    pub clicolor: Option<String>,
    /// `TERM`: no colours if it is `dumb`.
    pub term: Option<String>,
    /// `LC_ALL`, which overrides the next two.
    pub lc_all: Option<String>,
    /// `LC_CTYPE`: the characters in use.
    pub lc_ctype: Option<String>,
    /// `LANG`: where neither of the others is set.
    pub lang: Option<String>,
}

impl Environment {
    /// Asks `lookup` for each variable by its name.
    pub(crate) fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            no_color: lookup("NO_COLOR"),
            clicolor_force: lookup("CLICOLOR_FORCE"),
            force_color: lookup("FORCE_COLOR"),
            clicolor: lookup("CLICOLOR"),
            term: lookup("TERM"),
            lc_all: lookup("LC_ALL"),
            lc_ctype: lookup("LC_CTYPE"),
            lang: lookup("LANG"),
        }
    }
}

/// Whether to use colours on a stream: the flag decides, then the variables in the order of [`Environment`], then whether
/// the stream is a terminal.
pub(crate) fn colour(choice: Color, environment: &Environment, terminal: bool) -> bool {
    let filled = |value: &Option<String>| value.as_deref().is_some_and(|value| !value.is_empty());
    let forced = |value: &Option<String>| filled(value) && value.as_deref() != Some("0");
    match choice {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if filled(&environment.no_color) => false,
        Color::Auto if forced(&environment.clicolor_force) || forced(&environment.force_color) => true,
        Color::Auto if environment.clicolor.as_deref() == Some("0") => false,
        Color::Auto if environment.term.as_deref() == Some("dumb") => false,
        Color::Auto => terminal,
    }
}

/// Whether the locale is a UTF-8 one.
pub(crate) fn unicode(environment: &Environment) -> bool {
    let locale = [&environment.lc_all, &environment.lc_ctype, &environment.lang]
        .into_iter()
        .flatten()
        .find(|value| !value.is_empty());
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// What a piece of text is, which decides how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The word `error`, and what blocks.
    Error,
    /// The word `warning`.
    Warning,
    /// The word `allowed`, and a clean run.
    Good,
    /// Titles and headings.
    Title,
    /// Arrows, bars and line numbers.
    Frame,
    /// What can be pasted or followed.
    Command,
}

/// The text in the look of its role, or as it is without colours.
pub(super) fn paint(text: &str, role: Role, colours: bool) -> String {
    if !colours {
        return text.to_owned();
    }
    match role {
        Role::Error => text.red().bold(),
        Role::Warning => text.yellow().bold(),
        Role::Good => text.green().bold(),
        Role::Title => text.bold(),
        Role::Frame => text.blue().bold(),
        Role::Command => text.cyan(),
    }
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::{Color, Environment, colour, unicode};

    /// An environment with these variables.
    fn environment(variables: &[(&str, &str)]) -> Environment {
        Environment::from_lookup(|name| {
            variables.iter().find(|(variable, _)| *variable == name).map(|(_, value)| (*value).to_owned())
        })
    }

    /// Flag, variables, whether the stream is a terminal, whether there are colours.
    type Row = (Color, &'static [(&'static str, &'static str)], bool, bool);

    #[test]
    fn colours_follow_flag_variables_and_terminal_in_this_order() {
        use Color::{Always, Auto, Never};
        let table: &[Row] = &[
            (Auto, &[], true, true),
            (Auto, &[], false, false),
            (Always, &[("NO_COLOR", "1")], false, true),
            (Never, &[("FORCE_COLOR", "1")], true, false),
            (Auto, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], true, false),
            (Auto, &[("NO_COLOR", "")], true, true),
            (Auto, &[("NO_COLOR", ""), ("FORCE_COLOR", "1")], false, true),
            (Auto, &[("CLICOLOR_FORCE", "1"), ("CLICOLOR", "0"), ("TERM", "dumb")], false, true),
            (Auto, &[("FORCE_COLOR", "0")], false, false),
            (Auto, &[("CLICOLOR_FORCE", "0")], true, true),
            (Auto, &[("CLICOLOR_FORCE", "")], false, false),
            (Auto, &[("CLICOLOR", "0")], true, false),
            (Auto, &[("CLICOLOR", "1")], false, false),
            (Auto, &[("TERM", "dumb")], true, false),
            (Auto, &[("TERM", "xterm-256color")], false, false),
        ];
        for (choice, variables, terminal, expected) in table {
            assert_eq!(colour(*choice, &environment(variables), *terminal), *expected, "{choice:?} {variables:?}");
        }
    }

    #[test]
    fn the_locale_decides_about_unicode() {
        let table: &[(&[(&str, &str)], bool)] = &[
            (&[("LANG", "de_DE.UTF-8")], true),
            (&[("LANG", "C.utf8")], true),
            (&[("LANG", "C")], false),
            (&[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")], false),
            (&[("LC_ALL", ""), ("LC_CTYPE", "en_US.UTF-8"), ("LANG", "C")], true),
            (&[], false),
        ];
        for (variables, expected) in table {
            assert_eq!(unicode(&environment(variables)), *expected, "{variables:?}");
        }
    }
}
