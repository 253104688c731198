//! What the column is called that a value stands in: CSV, Markdown tables, SQL inserts and dumps.

use super::names::{Name, Sort};
use super::reader::{Glue, Kind, Reading, Scope, Term};

/// Longest row and header looked at.
const LONGEST_ROW: usize = 4_000;
/// Rows between a value and its header in a Markdown table.
const MOST_ROWS: usize = 40;

/// The name of the column that the term `value` stands in, if it stands in a table with a header.
pub(crate) fn column(text: &[u8], reading: &Reading<'_>, value: usize) -> Option<Name> {
    let term = reading.terms.get(value)?;
    if term.glue.has(Glue::ASSIGN) {
        return None;
    }
    if term.glue.has(Glue::CELL)
        && let Some(name) = markdown(text, term.start)
    {
        return Some(name);
    }
    if reading.scopes[term.scope].kind == Kind::Paren {
        return sql(text, reading, value);
    }
    if term.glue.has(Glue::CELL)
        && let Some(name) = copied(text, reading, term)
    {
        return Some(name);
    }
    if reading.separated && term.glue.has(Glue::COMMA | Glue::NEWLINE | Glue::SEMICOLON | Glue::CELL) {
        return separated(text, term.start);
    }
    None
}

/// The header of a text of separated values is its first line.
fn separated(text: &[u8], at: usize) -> Option<Name> {
    let header = line_at(text, 0);
    let separator = b",;\t|".iter().max_by_key(|separator| header.iter().filter(|byte| byte == separator).count())?;
    let start = line_start(text, at)?;
    let number = cells(&text[start..at], *separator);
    (start > 0).then(|| named(header, line_at(text, start), *separator, number)).flatten()
}

/// The name that a row's cell has: the heading of its column, or, if that is only `value`, the cell under `name`.
fn named(header: &[u8], row: &[u8], separator: u8, number: usize) -> Option<Name> {
    let heading = cell(header, separator, number)?;
    let (prefix, last) = last_word(unquoted(heading));
    let is = |word: &[u8], words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known.as_bytes()));
    let name = Name::read(heading);
    if name.sort.is_some() || !is(last, &["value", "val", "content"]) {
        return Some(name);
    }
    let place = |words: &[&str]| {
        header.split(|byte| *byte == separator).position(|heading| {
            let (beside, last) = last_word(unquoted(heading));
            beside.eq_ignore_ascii_case(prefix) && is(last, words)
        })
    };
    // Most tables count their rows beside naming them.
    let naming = place(&["name", "key", "variable", "setting", "property"]).or_else(|| place(&["id"]))?;
    // A UUID beside what it is for is the id of that.
    let kept = |name: Name| Name { kept: true, ..name };
    cell(row, separator, naming).map(Name::read).map(kept)
}

/// The last word of a heading and what stands before it: `option_` and `value`.
fn last_word(heading: &[u8]) -> (&[u8], &[u8]) {
    let sign = heading.iter().rposition(|byte| b"_-.".contains(byte));
    heading.split_at(sign.map_or(0, |sign| sign + 1))
}

/// A cell without blanks and quotation marks.
fn unquoted(cell: &[u8]) -> &[u8] {
    let quotes = |byte: &u8| byte.is_ascii_whitespace() || b"\"'`*".contains(byte);
    let start = cell.iter().position(|byte| !quotes(byte)).unwrap_or(cell.len());
    let end = cell.iter().rposition(|byte| !quotes(byte)).map_or(start, |last| last + 1);
    &cell[start..end]
}

/// The header of a Markdown table stands above a line of dashes.
fn markdown(text: &[u8], at: usize) -> Option<Name> {
    let start = line_start(text, at)?;
    let number = cells(&text[start..at], b'|');
    if number == 0 {
        return None;
    }
    let mut line = start;
    for _ in 0..MOST_ROWS {
        let above = line_start(text, line.checked_sub(1)?)?;
        let row = line_at(text, above);
        let rule = row.len() > 2 && row.iter().all(|byte| b"|-: +\r".contains(byte));
        if rule {
            let header = line_at(text, line_start(text, above.checked_sub(1)?)?);
            let name = named(header, line_at(text, start), b'|', number);
            return name.filter(|name| name.sort.is_some() || name.turned);
        }
        if !row.contains(&b'|') {
            return None;
        }
        line = above;
    }
    None
}

/// `INSERT INTO table (columns) VALUES (values), (values)`.
fn sql(text: &[u8], reading: &Reading<'_>, value: usize) -> Option<Name> {
    let term = reading.terms.get(value)?;
    let columns = reading.columns_before(term.start).filter(|columns| !columns.copied)?;
    let row = reading.scopes[term.scope];
    if row.start < columns.at || row.start > term.start || term.start - row.start > LONGEST_ROW {
        return None;
    }
    let header = reading.scopes[columns.scope?];
    let number = cells(&text[row.start..term.start], b',');
    let header = &text[header.start..header.end.min(header.start + LONGEST_ROW)];
    let heading = Name::read(cell(header, b',', number)?);
    let row = &text[row.start..row.end.min(row.start + LONGEST_ROW)];
    if is_hash(heading, reading.word(term)) { None } else { named(header, row, b',', number) }
}

/// `COPY table (columns) FROM stdin;` and rows with tabulators, up to one that is `\.`.
fn copied(text: &[u8], reading: &Reading<'_>, term: &Term) -> Option<Name> {
    let columns = reading.columns_before(term.start).filter(|columns| columns.copied)?;
    let row = line_start(text, term.start)?;
    let header = reading.scopes[columns.scope?];
    let number = text[row..term.start].iter().filter(|byte| **byte == b'\t').count();
    let name = Name::read(cell(&text[header.start..header.end.min(header.start + LONGEST_ROW)], b',', number)?);
    (!is_kept_for_logins(table(reading, header)?, name) && !is_hash(name, reading.word(term))).then_some(name)
}

/// The name of the table whose columns these are.
fn table<'t>(reading: &Reading<'t>, columns: Scope) -> Option<&'t [u8]> {
    let table = reading.terms[columns.heading..columns.first].last().map(|term| reading.word(term))?;
    table.rsplit(|byte| *byte == b'.').next()
}

/// Whether a table has in such a column what those log in with who use the program itself: hashes of passwords and logins that
/// are remembered.
fn is_kept_for_logins(table: &[u8], column: Name) -> bool {
    const TABLES: [&[u8]; 8] =
        [b"user", b"users", b"auth_user", b"account", b"accounts", b"persistent_logins", b"session", b"sessions"];
    let its_own = column.owner.is_none() && column.sort != Some(Sort::Password);
    let of_users = TABLES.iter().any(|name| table.eq_ignore_ascii_case(name));
    let remembers = || table.to_ascii_lowercase().starts_with(b"remember");
    // Crowd's own.
    table.starts_with(b"cwd_") || its_own && (of_users || remembers())
}

/// Whether a password in a column that says no more is the hash of one.
fn is_hash(column: Name, value: &[u8]) -> bool {
    let digits = value.iter().all(u8::is_ascii_hexdigit);
    column.sort == Some(Sort::Password)
        && column.owner.is_none()
        && digits
        && [32, 40, 56, 64, 96, 128].contains(&value.len())
}

/// How many separators stand in a row, quoted ones aside.
fn cells(row: &[u8], separator: u8) -> usize {
    let mut quote = None;
    let mut count = 0;
    for (at, byte) in row.iter().enumerate() {
        match quote {
            Some(open) if open == *byte => quote = None,
            Some(_) => {}
            None if matches!(byte, b'"' | b'\'')
                && at.checked_sub(1).is_none_or(|before| !row[before].is_ascii_alphanumeric()) =>
            {
                quote = Some(*byte);
            }
            None if *byte == separator => count += 1,
            None => {}
        }
    }
    count
}

/// The cell with this number.
fn cell(row: &[u8], separator: u8, number: usize) -> Option<&[u8]> {
    row.split(|byte| *byte == separator).nth(number).map(<[u8]>::trim_ascii)
}

/// The line that begins here.
fn line_at(text: &[u8], start: usize) -> &[u8] {
    let rest = &text[start..text.len().min(start + LONGEST_ROW)];
    &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())]
}

/// Where the line of an offset begins, if that is near.
fn line_start(text: &[u8], at: usize) -> Option<usize> {
    let floor = at.saturating_sub(LONGEST_ROW);
    memchr::memrchr(b'\n', &text[floor..at]).map_or((floor == 0).then_some(0), |newline| Some(floor + newline + 1))
}
