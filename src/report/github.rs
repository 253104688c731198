//! Workflow commands of GitHub Actions: annotations on the lines of a pull request, and a table for the job's page.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::mask::Masker;
use super::terminal::terminal;
use super::{Entry, Reporter, Settings, Source, Summary, advice, location, order};
use crate::allow::Action;

/// Annotations of one sort that GitHub shows of a step.
const MOST_ANNOTATIONS: usize = 10;
/// Bytes of the table; GitHub takes 1 MiB of a step, and other programs may write to it too.
const MOST_TABLE_BYTES: usize = 512 * 1024;

/// The reporter.
#[derive(Debug)]
pub(super) struct GitHub {
    /// Where the table goes.
    step_summary: Option<PathBuf>,
    /// Annotate what is allowed too.
    include_allowed: bool,
}

impl GitHub {
    /// A reporter with these settings.
    pub(super) fn new(settings: &Settings) -> Self {
        Self { step_summary: settings.step_summary.clone(), include_allowed: settings.include_allowed }
    }
}

impl Reporter for GitHub {
    fn report(&mut self, entries: &[Entry], summary: &Summary, out: &mut dyn Write) -> io::Result<Vec<String>> {
        let masker = Masker::new(entries)?;
        let mut listed = order::sorted(entries);
        listed.retain(|entry| self.include_allowed || entry.action != Action::Allow);
        let mut notes = Vec::new();
        let mut beyond = 0;
        let mut shown = [0; 3];
        for entry in &listed {
            let count = match entry.action {
                Action::Block => &mut shown[0],
                Action::Warn => &mut shown[1],
                Action::Allow => &mut shown[2],
            };
            *count += 1;
            if *count <= MOST_ANNOTATIONS {
                writeln!(out, "{}", annotation(entry, &masker))?;
            } else {
                beyond += 1;
                let (word, place) = (command(entry.action), place(entry, &masker));
                writeln!(out, "{word}: {place}: {}", entry.finding.rule.title)?;
            }
        }
        out.flush()?;
        if beyond > 0 {
            notes.push(format!(
                "GitHub shows {MOST_ANNOTATIONS} annotations of a sort: {beyond} findings are lines of the log only"
            ));
        }
        if let Some(path) = &self.step_summary {
            let (table, left) = table(&listed, summary, &masker);
            append(path, &table)?;
            if left > 0 {
                notes.push(format!("the job summary has room for all but {left} of {} findings", listed.len()));
            }
        }
        Ok(notes)
    }
}

/// The command that annotates a line.
fn annotation(entry: &Entry, masker: &Masker<'_>) -> String {
    let mut properties = Vec::new();
    if entry.source != Source::Message {
        properties.push(("file", terminal(&location::file(entry, masker), true)));
    }
    if let Some(place) = location::region(entry).filter(|_| entry.source != Source::Message) {
        properties.push(("line", place.line.to_string()));
        properties.push(("endLine", place.end_line.to_string()));
        // GitHub refuses columns where the lines differ.
        if place.line == place.end_line {
            properties.push(("col", place.column.to_string()));
            properties.push(("endColumn", place.end_column.to_string()));
        }
    }
    properties.push(("title", format!("atlatch: {}", entry.finding.rule.title)));
    let properties: Vec<String> =
        properties.into_iter().map(|(name, value)| format!("{name}={}", property(&value))).collect();
    format!("::{} {}::{}", command(entry.action), properties.join(","), data(&advice::message(entry, masker)))
}

/// The command for an action.
fn command(action: Action) -> &'static str {
    match action {
        Action::Block => "error",
        Action::Warn => "warning",
        Action::Allow => "notice",
    }
}

/// Text behind the command, escaped as GitHub reads it back.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same for a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Path, line and column, safe to print.
fn place(entry: &Entry, masker: &Masker<'_>) -> String {
    let path = if entry.path.is_empty() {
        "commit message".to_owned()
    } else {
        terminal(&location::full_path(entry, masker), true)
    };
    match location::region(entry) {
        Some(place) => format!("{path}:{}:{}", place.line, place.column),
        None => path,
    }
}

/// The table, and how many findings did not fit.
fn table(listed: &[&Entry], summary: &Summary, masker: &Masker<'_>) -> (String, usize) {
    let mut table = format!(
        "### atlatch\n\n{} blocked, {} warned, {} allowed; {} files looked at\n",
        summary.blocked, summary.warned, summary.allowed, summary.files
    );
    if !listed.is_empty() {
        table.push_str("\n| | Where | What | Fingerprint | What to do |\n| --- | --- | --- | --- | --- |\n");
    }
    for (number, entry) in listed.iter().enumerate() {
        let finding = &entry.finding;
        let fingerprint = finding.fingerprint().map(|fingerprint| fingerprint.to_string()).unwrap_or_default();
        let row = format!(
            "| {} | <code>{}</code> | {} | {fingerprint} | [{}]({}) |\n",
            entry.action.as_str(),
            cell(&place(entry, masker)),
            cell(finding.rule.title),
            cell(&advice::whole(finding, masker)),
            finding.rule.revoke,
        );
        if table.len() + row.len() > MOST_TABLE_BYTES {
            let left = listed.len() - number;
            table.push_str("\nThe remaining findings are in the log.\n");
            return (table, left);
        }
        table.push_str(&row);
    }
    (table, 0)
}

/// Text of a cell: signs that could mean something in Markdown or HTML as character references.
fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_punctuation() && !"-/.".contains(character) {
            // Writing to a string cannot fail.
            let _ = write!(cell, "&#{};", u32::from(character));
        } else {
            cell.push(character);
        }
    }
    cell
}

/// Adds the table to the file that GitHub shows on the job's page.
fn append(path: &Path, table: &str) -> io::Result<()> {
    let add = || OpenOptions::new().append(true).create(true).open(path)?.write_all(table.as_bytes());
    add().map_err(|error| io::Error::new(error.kind(), format!("write the job summary {}: {error}", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Format;
    use crate::report::sample::Sample;

    #[test]
    fn an_annotation_reads_like_this() {
        let mut sample = Sample::empty();
        let token = sample.mint.atbb();
        sample.text(b"a, b:100%.sh", &format!("x\ny={token}\n"));
        let expected = format!(
            "::error file=a%2C b%3A100%25.sh,line=2,endLine=2,col=3,endColumn=39,title=atlatch%3A Bitbucket app password \
             (retired)::ATBB…{}: its checksum is valid; it stopped working with all of its kind on 2026-07-28. Remove it; \
             it cannot work any more: app passwords stopped on 28 July 2026. Use an API token with scopes (git user \
             x-bitbucket-api-token-auth), and do not paste that one here either.\n",
            &token[32..]
        );
        assert_eq!(sample.report(Format::Github, &Settings::default()), expected);
    }

    #[test]
    fn every_line_begins_with_our_own_words() {
        let report = Sample::whole().report(Format::Github, &Settings { include_allowed: true, ..Settings::default() });
        for line in report.lines() {
            let words = ["::error ", "::warning ", "::notice ", "error: ", "warning: ", "notice: "];
            assert!(words.iter().any(|word| line.starts_with(word)), "{line}");
            assert!(!line.contains("##["), "{line}");
        }
        assert_eq!(report.matches("::error ").count(), MOST_ANNOTATIONS);
        assert_eq!(report.matches("::notice ").count(), 1);
    }

    #[test]
    fn the_table_is_appended_and_stays_within_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("summary.md");
        std::fs::write(&path, "before\n").unwrap();
        let settings = Settings { step_summary: Some(path.clone()), ..Settings::default() };
        let sample = Sample::whole();
        sample.report(Format::Github, &settings);
        let table = std::fs::read_to_string(&path).unwrap();
        sample.assert_safe(&table, false);
        assert!(table.starts_with("before\n### atlatch\n"), "{table}");
        assert_eq!(
            table.lines().filter(|line| line.starts_with("| block") || line.starts_with("| warn")).count(),
            sample.entries.len() - 1
        );
        for row in table.lines().filter(|line| line.starts_with("| ")) {
            assert_eq!(row.matches('|').count(), 6, "{row}");
        }
        std::fs::write(&path, "").unwrap();
        let sample = Sample::many(5_000);
        let notes = GitHub::new(&settings).report(&sample.entries, &sample.summary(), &mut Vec::new()).unwrap();
        assert_eq!(notes.len(), 2, "{notes:?}");
        assert!(std::fs::metadata(&path).unwrap().len() < 1024 * 1024);
    }

    #[test]
    fn a_table_that_cannot_be_written_is_an_error() {
        let settings = Settings { step_summary: Some("/nowhere/at/all".into()), ..Settings::default() };
        let sample = Sample::empty();
        let error = GitHub::new(&settings).report(&[], &sample.summary(), &mut Vec::new()).unwrap_err();
        assert!(error.to_string().starts_with("write the job summary /nowhere/at/all: "), "{error}");
    }
}
