//! Where reports go: people's text to standard error in hooks and beside a machine's report, else to standard output;
//! machine formats to standard output or a file.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::atomic;
use crate::cli::Format;
use crate::config::Reporting;
use crate::exit::Outcome;
use crate::problem::{self, Problem};
use crate::report::terminal::terminal;
use crate::report::{self, Entry, Summary};
use crate::scan::{Results, told};
use crate::watchdog;

/// Writes every report that was asked for and what could not be checked.
pub fn report(reporting: &Reporting, results: Results) -> anyhow::Result<Outcome> {
    let Results { entries, mut summary, mut failures } = results;
    let last_machine = reporting.formats.iter().rposition(|format| *format != Format::Text);
    let to_file =
        if reporting.output.is_some() { last_machine.or(reporting.formats.len().checked_sub(1)) } else { None };
    for (index, format) in reporting.formats.iter().enumerate() {
        match &reporting.output {
            // What was found must be said whether or not the file can be written.
            Some(path) if to_file == Some(index) => {
                if let Err(error) = write_file(path, *format, reporting, &entries, &summary) {
                    failures.push(error);
                    summary.outcome = summary.outcome.merge(Outcome::CouldNotCheck);
                }
            }
            _ => write_stream(*format, reporting, &entries, &summary)?,
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
