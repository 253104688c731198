//! The program: parses, runs, exits.

use std::io::Write as _;
use std::panic;
use std::process::ExitCode;

use atlatch::cli::{self, Cli};
use atlatch::exit::Outcome;
use atlatch::scan::told;
use atlatch::{command, problem};

fn main() -> ExitCode {
    panic::set_hook(Box::new(|panicked| {
        // The standard hook prints the message, which may quote scanned text. The place says enough.
        let place = panicked.location().map(ToString::to_string).unwrap_or_default();
        say(&format!("error: a bug in atlatch at {place}; nothing can be said about this content\n"));
        // In whatever thread it happens: a thread that is gone may have been the one to find something. That nothing unwinds
        // also makes the program smaller by a fifth and quicker to compile.
        #[allow(
            clippy::exit,
            reason = "the published program is built without unwinding: the hook is where a panic ends"
        )]
        std::process::exit(i32::from(Outcome::CouldNotCheck.code()));
    }));
    match cli::parse() {
        Ok(cli) => run(cli),
        // Whatever is wrong with the arguments, one of them may be a credential.
        Err(error) => cli::explain(&error, |text| say(&told(text))),
    }
    .into()
}

/// Runs the command; an error is said and becomes an outcome.
fn run(cli: Cli) -> Outcome {
    command::run(cli).unwrap_or_else(|error| {
        say(&told(&problem::render(&error)));
        Outcome::CouldNotCheck
    })
}

/// Writes to standard error. If that fails there is nobody left to tell.
fn say(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
