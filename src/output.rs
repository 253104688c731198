//! Where reports go: people's text to standard error in hooks and beside a machine's report, else to standard output;
//! machine formats to standard output or a file.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::atomic;
use crate::cli::{Format, Options};
use crate::config::{self, Reporting};
use crate::exit::Outcome;
use crate::problem::{self, Problem};
use crate::report::terminal::terminal;
use crate::report::{self, Entry, Scope, Summary};
use crate::scan::{Results, told};
use crate::watchdog;

/// Ends a run, be it one that an error ended before it began: writes every report that was asked for and what could not be
/// checked. `hook`: git runs us, rather than a person.
pub fn finish(options: &Options, hook: bool, run: anyhow::Result<(Scope, Results)>) -> anyhow::Result<Outcome> {
    let (scope, results) = run.unwrap_or_else(|error| (Scope::Files, Results::failed(error)));
    report(&config::reporting(options, scope, hook), results)
}

/// Writes every report that was asked for and what could not be checked.
fn report(reporting: &Reporting, results: Results) -> anyhow::Result<Outcome> {
    let Results { entries, mut summary, mut failures } = results;
    // A document that holds nothing would tell its reader that all is well. Only a reader of lines waits for the last one.
    let nothing = !failures.is_empty() && summary.files == 0 && summary.bytes == 0 && entries.is_empty();
    for (index, format) in reporting.formats.iter().enumerate() {
        if nothing && *format != Format::Json {
            continue;
        }
        let written = match &reporting.output {
            Some((in_file, path)) if *in_file == index => write_file(path, *format, reporting, &entries, &summary),
            _ => write_stream(*format, reporting, &entries, &summary),
        };
        // What was found must be said whether or not one of the reports can be written.
        if let Err(error) = written {
            failures.push(error);
            summary.outcome = summary.outcome.merge(Outcome::CouldNotCheck);
        }
    }
    let mut stderr = io::stderr().lock();
    for failure in &failures {
        stderr.write_all(told(&problem::render(failure)).as_bytes())?;
    }
    Ok(summary.outcome)
}

/// Writes one report to a standard stream.
fn write_stream(format: Format, reporting: &Reporting, entries: &[Entry], summary: &Summary) -> anyhow::Result<()> {
    let write_to = |stream: &mut dyn Write| {
        let mut out = BufWriter::new(stream);
        let notes = report::reporter(format, &reporting.settings).report(entries, summary, &mut out)?;
        out.flush()?;
        Ok::<_, io::Error>(notes)
    };
    let write_to = |stream: &mut dyn Write| watchdog::waiting(|| write_to(stream));
    let notes = if format == Format::Text && reporting.stderr {
        write_to(&mut io::stderr().lock())?
    } else {
        write_to(&mut io::stdout().lock())?
    };
    notes.iter().try_for_each(|text| note(text))
}

/// Writes one report to a file, in one step: it is there whole or not at all.
fn write_file(
    path: &Path,
    format: Format,
    reporting: &Reporting,
    entries: &[Entry],
    summary: &Summary,
) -> anyhow::Result<()> {
    let notes = atomic::write(path, |out| report::reporter(format, &reporting.settings).report(entries, summary, out));
    let notes = notes.map_err(|error| {
        let help = "name a file behind `-o` that you may write, in a folder that is there";
        anyhow::Error::from(Problem::new(error.to_string(), help)).context(format!("cannot write {}", path.display()))
    })?;
    notes.iter().try_for_each(|text| note(text))
}

/// Tells people what a report does not say.
pub fn note(text: &str) -> anyhow::Result<()> {
    writeln!(io::stderr().lock(), "note: {}", terminal(text.as_bytes(), true))?;
    Ok(())
}
