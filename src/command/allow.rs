//! `atlatch allow`: adds, removes, lists and checks the entries of `.atlatch.toml`.
//!
//! A fingerprint that nobody knows is taken: the entry may be ahead of what it excuses. What is written is staged, as a
//! commit reads the allowlist from the index.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Component, Path};

use anyhow::Result;

use crate::allow::edit::{self, NewEntry, Store, UNION_LINE, Union};
use crate::allow::{self, Entry, FILE, Seen, UNREVIEWED};
use crate::cli::Allow;
use crate::clock;
use crate::detect::Detector;
use crate::exit::Outcome;
use crate::finding::Fingerprint;
use crate::problem::Problem;
use crate::report::terminal::terminal;
use crate::scan::redacted;
use crate::{rules, shell};

/// Runs the command on the allowlist. `scan` looks at everything there is, whatever the file allows; it
/// is called for `--check` only.
pub(crate) fn run(
    arguments: &Allow,
    store: &Store,
    scan: impl FnOnce() -> Result<Vec<Seen>>,
    out: &mut dyn Write,
) -> Result<Outcome> {
    let detector = Detector::new()?;
    if arguments.list {
        list(store, &detector, out)?;
    } else if arguments.check {
        return check(store, &detector, arguments.strict, &scan()?, out);
    } else if arguments.remove {
        remove(store, &fingerprints(arguments)?, out)?;
    } else {
        add(store, &detector, &new_entries(arguments, &detector, store.root())?, out)?;
    }
    Ok(Outcome::Clean)
}

/// Adds entries.
fn add(store: &Store, detector: &Detector, entries: &[NewEntry], out: &mut dyn Write) -> Result<()> {
    store.write(&edit::add(store.text(), entries)?)?;
    for entry in entries {
        let paths = || terminal(entry.paths.join(", ").as_bytes(), true);
        let what = entry.fingerprint.map_or_else(paths, |fingerprint| fingerprint.to_string());
        match entry.fingerprint.and_then(|fingerprint| store.allowlist().entry(fingerprint)) {
            Some(old) => {
                writeln!(out, "allowed {what}; before, its entry said: {}", description(store, detector, old))?;
            }
            None => writeln!(out, "allowed {what}")?,
        }
    }
    stage(store, out)
}

/// Removes entries: all of those named, or none.
fn remove(store: &Store, fingerprints: &BTreeSet<Fingerprint>, out: &mut dyn Write) -> Result<()> {
    if fingerprints.is_empty() {
        let help = "`atlatch allow --list` shows the entries; those without a fingerprint are removed by hand";
        return Err(Problem::new("`--remove` needs a fingerprint", help).into());
    }
    if let Some(unknown) = fingerprints.iter().find(|fingerprint| store.allowlist().entry(**fingerprint).is_none()) {
        let help = "`atlatch allow --list` shows the entries";
        return Err(Problem::new(format!("{unknown} has no entry in {FILE}"), help).into());
    }
    store.write(&edit::remove(store.text().unwrap_or_default(), fingerprints)?)?;
    for fingerprint in fingerprints {
        writeln!(out, "removed {fingerprint}")?;
    }
    stage(store, out)
}

/// Stages the file and says so.
pub(super) fn stage(store: &Store, out: &mut dyn Write) -> Result<()> {
    store.stage()?;
    writeln!(out, "staged {FILE}: it takes effect now, and belongs in the same commit")?;
    if store.is_new() {
        let merge = "branches that both add entries merge by themselves";
        match store.unite()? {
            Union::Decided => {}
            Union::Staged => writeln!(out, "staged .gitattributes: {merge}")?,
            Union::Missing => writeln!(out, "note: with `{UNION_LINE}` in .gitattributes, {merge}")?,
        }
    }
    Ok(())
}

/// Lists the entries, a line each.
fn list(store: &Store, detector: &Detector, out: &mut dyn Write) -> Result<()> {
    let entries = store.allowlist().entries();
    for entry in entries {
        writeln!(out, "{}: {}", name(detector, entry), description(store, detector, entry))?;
    }
    let unreviewed = entries.iter().filter(|entry| entry.reason == UNREVIEWED).count();
    let over = entries.iter().filter(|entry| store.allowlist().is_over(entry)).count();
    writeln!(out, "{} in {FILE}, {unreviewed} unreviewed, {over} over", counted(entries.len()))?;
    Ok(())
}

/// Lists the entries that nothing needs any more. `strict`: those are findings.
fn check(store: &Store, detector: &Detector, strict: bool, seen: &[Seen], out: &mut dyn Write) -> Result<Outcome> {
    let mut unneeded = Vec::new();
    for entry in store.allowlist().entries() {
        let why = if store.allowlist().is_over(entry) {
            "its time is over"
        } else if seen.iter().any(|seen| entry.covers(seen.fingerprint, seen.rule.id, &seen.path)) {
            continue;
        } else {
            "nothing needs it any more"
        };
        writeln!(out, "{FILE}:{}: {}: {why}", entry.line, name(detector, entry))?;
        unneeded.push(entry);
    }
    if unneeded.is_empty() {
        writeln!(out, "all needed: {}", counted(store.allowlist().entries().len()))?;
        return Ok(Outcome::Clean);
    }
    let fingerprints: Vec<_> =
        unneeded.iter().filter_map(|entry| entry.fingerprint).map(|value| value.to_string()).collect();
    if !fingerprints.is_empty() {
        writeln!(out, "to remove: atlatch allow --remove {}", fingerprints.join(" "))?;
    }
    if fingerprints.len() < unneeded.len() {
        writeln!(out, "entries without a fingerprint are removed by hand")?;
    }
    Ok(if strict { Outcome::Findings } else { Outcome::Clean })
}

/// What to call an entry.
fn name(detector: &Detector, entry: &Entry) -> String {
    entry.fingerprint.map_or_else(|| safe(detector, &entry.paths.join(", ")), |value| value.to_string())
}

/// Text of the file for a terminal: people may have written a credential into it.
fn safe(detector: &Detector, text: &str) -> String {
    terminal(redacted(detector, text.as_bytes()).as_bytes(), true)
}

/// What an entry says beside its name: the reason, and what narrows it.
fn description(store: &Store, detector: &Detector, entry: &Entry) -> String {
    let mut parts = Vec::new();
    if entry.fingerprint.is_some() && !entry.paths.is_empty() {
        parts.push(format!("in {}", entry.paths.join(", ")));
    }
    if !entry.rules.is_empty() {
        parts.push(format!("for {}", entry.rules.join(", ")));
    }
    if let Some(expires) = entry.expires {
        let over = if store.allowlist().is_over(entry) { ", which is over" } else { "" };
        parts.push(format!("until {}{over}", clock::day_of(expires * clock::DAY)));
    }
    let narrowed = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) };
    safe(detector, &format!("{}{narrowed}", entry.reason))
}

/// A number of entries.
pub(super) fn counted(count: usize) -> String {
    if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") }
}

/// The entries that the arguments ask for.
fn new_entries(arguments: &Allow, detector: &Detector, root: &Path) -> Result<Vec<NewEntry>> {
    let fingerprints = fingerprints(arguments)?;
    if fingerprints.is_empty() && arguments.path.is_empty() {
        let help = "give the fingerprint that a report printed, or `--path GLOB --rule RULE`";
        return Err(Problem::new("there is nothing to allow", help).into());
    }
    let Some(reason) = &arguments.reason else {
        return Err(Problem::new("an entry needs a reason", "add `--reason \"why it is harmless\"`").into());
    };
    let reason = allow::reason(reason).map_err(|why| Problem::new(why, "say in one line why it is harmless"))?;
    let quoting = |text: &str| !detector.scan(b"", text.as_bytes()).findings.is_empty();
    if quoting(&reason) || arguments.path.iter().any(|path| quoting(path)) {
        let help = "everybody who can read the repository reads it there: say it without the credential";
        return Err(Problem::new("the entry would hold a credential", help).into());
    }
    let paths = arguments.path.iter().map(|path| glob(path, root)).collect::<Result<Vec<_>>>()?;
    let rules = arguments.rule.iter().map(|id| rule(id)).collect::<Result<Vec<_>>>()?;
    let expires = arguments.expires.as_deref().map(day).transpose()?;
    let entry = |fingerprint| NewEntry {
        fingerprint,
        reason: reason.clone(),
        paths: paths.clone(),
        rules: rules.clone(),
        expires,
    };
    Ok(if fingerprints.is_empty() {
        vec![entry(None)]
    } else {
        fingerprints.into_iter().map(|fingerprint| entry(Some(fingerprint))).collect()
    })
}

/// The fingerprints among the arguments. What is none is not repeated: it may be the credential itself.
fn fingerprints(arguments: &Allow) -> Result<BTreeSet<Fingerprint>> {
    let parsed = arguments.fingerprints.iter().enumerate().map(|(index, text)| {
        Fingerprint::parse(text).ok_or_else(|| {
            let help = "16 digits of 0-9 and a-f, as a report prints them; never the credential itself";
            Problem::new(format!("argument {} is not a fingerprint", index + 1), help).into()
        })
    });
    parsed.collect()
}

/// A glob among the arguments.
fn glob(text: &str, root: &Path) -> Result<String> {
    if let Some(below) = below_folder(text, root) {
        let below = String::from_utf8_lossy(&shell::quoted(below.as_bytes())).into_owned();
        let between = if below.starts_with("'-") { '=' } else { ' ' };
        let help = format!("for all that is below write `--path{between}{below}`");
        return Err(Problem::new("`--path` names a folder", help).into());
    }
    allow::glob(text).map_err(|why| {
        let help = "paths begin at the top of the repository, as in `tests/fixtures/**` or `**/*.env`";
        Problem::new(format!("the glob behind `--path` {why}"), help)
    })?;
    Ok(text.to_owned())
}

/// The glob for all that is below the folder of the repository that this names, if it names one.
fn below_folder(text: &str, root: &Path) -> Option<String> {
    // By `/` people mean the top of the repository, too.
    let path = if text == "/" { root.to_path_buf() } else { root.join(text) };
    let inside = path.strip_prefix(root).ok().filter(|_| path.is_dir())?;
    let mut glob = String::new();
    for part in inside.components().filter(|part| *part != Component::CurDir) {
        let Component::Normal(name) = part else { return None };
        glob += &allow::literal(name.as_encoded_bytes());
        glob.push('/');
    }
    Some(glob + "**")
}

/// A rule among the arguments.
fn rule(id: &str) -> Result<&'static str> {
    if let Some(rule) = rules::by_id(id) {
        return Ok(rule.id);
    }
    let help = match rules::nearest(id) {
        Some(near) => format!("did you mean `{}`?", near.id),
        None => "`atlatch rules` lists the rules".to_owned(),
    };
    Err(Problem::new("the rule behind `--rule` does not exist", help).into())
}

/// A day among the arguments, which is to come.
fn day(text: &str) -> Result<i64> {
    let example = clock::day_of((clock::today() + 90) * clock::DAY);
    let help = format!("write a day to come as in `--expires {example}`");
    let day = match text.parse() {
        Ok(toml_edit::Datetime { date: Some(date), time: None, offset: None }) => {
            clock::days(i64::from(date.year), i64::from(date.month), i64::from(date.day))
        }
        _ => return Err(Problem::new("`--expires` is not followed by a day", help).into()),
    };
    if day < clock::today() {
        return Err(Problem::new("the day behind `--expires` is over", help).into());
    }
    Ok(day)
}

#[cfg(test)]
pub(super) mod tests;
