//! Where reports go: people's text to standard error in hooks and to standard output otherwise, machine formats to standard
//! output or a file.

use std::fs::Permissions;
use std::io::{self, BufWriter, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use anyhow::Context as _;

use crate::cli::Format;
use crate::config::Reporting;
use crate::exit::Outcome;
use crate::problem;
use crate::report::terminal::terminal;
use crate::report::{self, Entry, Summary};
use crate::scan::Results;

/// Writes every report that was asked for and what could not be checked.
pub fn report(reporting: &Reporting, results: Results) -> anyhow::Result<Outcome> {
    let Results { entries, summary, failures } = results;
    let last_machine = reporting.formats.iter().rposition(|format| *format != Format::Text);
    let to_file =
        if reporting.output.is_some() { last_machine.or(reporting.formats.len().checked_sub(1)) } else { None };
    for (index, format) in reporting.formats.iter().enumerate() {
        match &reporting.output {
            Some(path) if to_file == Some(index) => write_file(path, *format, reporting, &entries, &summary)?,
            _ => write_stream(*format, reporting, &entries, &summary)?,
        }
    }
    let mut stderr = io::stderr().lock();
    for failure in &failures {
        stderr.write_all(problem::render(failure).as_bytes())?;
    }
    Ok(summary.outcome)
}

/// Writes one report to a standard stream.
fn write_stream(format: Format, reporting: &Reporting, entries: &[Entry], summary: &Summary) -> anyhow::Result<()> {
    let mut reporter = report::reporter(format, &reporting.settings);
    let notes = if format == Format::Text && reporting.settings.hook {
        let mut out = BufWriter::new(io::stderr().lock());
        let notes = reporter.report(entries, summary, &mut out)?;
        out.flush()?;
        notes
    } else {
        let mut out = BufWriter::new(io::stdout().lock());
        let notes = reporter.report(entries, summary, &mut out)?;
        out.flush()?;
        notes
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
    let named = || format!("cannot write {}", path.display());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // As any new file: what the umask leaves of read and write for all.
    let permissions = Permissions::from_mode(0o666);
    let mut file = tempfile::Builder::new().permissions(permissions).tempfile_in(folder).with_context(named)?;
    let mut out = BufWriter::new(&mut file);
    let notes = report::reporter(format, &reporting.settings).report(entries, summary, &mut out).with_context(named)?;
    out.flush().with_context(named)?;
    drop(out);
    file.persist(path).with_context(named)?;
    notes.iter().try_for_each(|text| note(text))
}

/// Tells people what a report does not say.
pub fn note(text: &str) -> anyhow::Result<()> {
    writeln!(io::stderr().lock(), "note: {}", terminal(text.as_bytes(), true))?;
    Ok(())
}
