//! Reads `.atlatch.toml`.
//!
//! Every error names the file, the line and the cure. Nothing of the file is quoted but what is plainly a word: it is
//! scanned like any other file, and what stands in it by mistake may be a credential.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use anyhow::{Context as _, Result};
use toml::de::DeTable;

use super::entry::{self, Entry, Globs};
use super::reader::{Reader, Value};
use super::{Action, Allowlist, FILE, Policy};
use crate::clock;
use crate::finding::Fingerprint;
use crate::problem::Problem;
use crate::rules;

/// The keys at the top.
const KEYS: [&str; 3] = ["version", "allow", "policy"];
/// The keys of an entry.
const ENTRY_KEYS: [&str; 5] = ["fingerprint", "reason", "paths", "rules", "expires"];
/// What is more was not written by people.
const MOST_BYTES: u64 = 1_000_000;

/// The bytes of the file at this path, if there is one.
pub(crate) fn read(path: &Path) -> Result<Option<Vec<u8>>> {
    let metadata = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).context(format!("cannot read {FILE}")),
    };
    if metadata.is_symlink() {
        return Err(Allowlist::symlink(FILE));
    }
    if !metadata.is_file() {
        return Err(Problem::new(format!("{FILE} is not a file"), "put a file in its place").into());
    }
    check_size(FILE, metadata.len())?;
    fs::read(path).map(Some).with_context(|| format!("cannot read {FILE}"))
}

/// A file of that size is no allowlist.
fn check_size(source: &str, size: u64) -> Result<()> {
    if size <= MOST_BYTES {
        return Ok(());
    }
    let help = "allow whole folders by `paths` rather than each value in them";
    Err(Problem::new(format!("{source} is larger than 1 MB"), help).into())
}

/// Reads the file as of a day, in days since 1970.
pub(super) fn parse(source: &str, bytes: &[u8], today: i64) -> Result<Allowlist> {
    check_size(source, bytes.len() as u64)?;
    let text = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let breaks: Vec<_> = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
    let reader = Reader { source, text, breaks: &breaks };
    if text.len() < bytes.len() {
        return Err(reader.problem(text.len(), "this is not UTF-8", "save the file as UTF-8"));
    }
    let root = DeTable::parse(reader.text).map_err(|error| reader.syntax(&error))?;
    reader.root(root.get_ref(), today)
}

impl Reader<'_> {
    /// The whole file.
    fn root(self, root: &DeTable<'_>, today: i64) -> Result<Allowlist> {
        let mut entries = Vec::new();
        let mut policy = Policy::default();
        let mut version = None;
        for (key, value) in root {
            match key.get_ref().as_ref() {
                "version" => version = Some(value),
                "allow" => entries = self.entries(value)?,
                "policy" => policy = self.policy(value)?,
                "rule" => {
                    let help = "remove the `[[rule]]` tables; they are reserved for a later version";
                    return Err(self.problem(key.span().start, "rules of your own are not supported yet", help));
                }
                word => {
                    let all = format!("known here: {}", KEYS.join(", "));
                    return Err(self.unknown(key.span().start, "key", word, KEYS, all));
                }
            }
        }
        self.version(version)?;
        Ok(Allowlist::new(self.source, entries, policy, today))
    }

    /// The version of the format, which is 1.
    fn version(self, version: Option<&Value<'_>>) -> Result<()> {
        let help = "write `version = 1` at the top of the file";
        let Some(version) = version else { return Err(self.problem(0, "there is no `version`", help)) };
        match version.get_ref().as_integer().and_then(|number| number.as_str().parse::<u64>().ok()) {
            Some(1) => Ok(()),
            Some(_) => {
                let what = format!("this version of the format is not known to atlatch {}", env!("CARGO_PKG_VERSION"));
                Err(self.problem(version.span().start, &what, "update atlatch, or write `version = 1`"))
            }
            None => Err(self.problem(version.span().start, "`version` is a whole number", help)),
        }
    }

    /// All `[[allow]]`.
    fn entries(self, value: &Value<'_>) -> Result<Vec<Entry>> {
        let tables = value
            .get_ref()
            .as_array()
            .ok_or_else(|| self.wrong_type("allow", value, "a list of tables", "`[[allow]]`"))?;
        let mut lines = BTreeMap::new();
        let mut entries = Vec::new();
        for table in tables {
            let entry = self.entry(table)?;
            if let Some(fingerprint) = entry.fingerprint
                && let Some(first) = lines.insert(fingerprint, entry.line)
            {
                let what = format!("{fingerprint} has an entry in line {first} already");
                return Err(self.problem(table.span().start, &what, "join the two entries"));
            }
            entries.push(entry);
        }
        Ok(entries)
    }

    /// One `[[allow]]`.
    fn entry(self, value: &Value<'_>) -> Result<Entry> {
        let start = value.span().start;
        let Some(table) = value.get_ref().as_table() else {
            return Err(self.wrong_type("allow", value, "a list of tables", "`[[allow]]`"));
        };
        let mut entry = Entry {
            line: self.line(start),
            fingerprint: None,
            reason: String::new(),
            paths: Vec::new(),
            globs: Globs::default(),
            rules: Vec::new(),
            expires: None,
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "fingerprint" => entry.fingerprint = Some(self.fingerprint(value)?),
                "reason" => entry.reason = self.reason(value)?,
                "paths" => (entry.paths, entry.globs) = self.paths(value)?,
                "rules" => entry.rules = self.rules(value)?,
                "expires" => entry.expires = Some(self.expires(value)?),
                word => {
                    let all = format!("known here: {}", ENTRY_KEYS.join(", "));
                    return Err(self.unknown(key.span().start, "key", word, ENTRY_KEYS, all));
                }
            }
        }
        if entry.reason.is_empty() {
            let help = "add `reason = \"…\"`: why is it harmless, and who can tell?";
            return Err(self.problem(start, "this entry has no reason", help));
        }
        if entry.fingerprint.is_none() && entry.paths.is_empty() {
            let help = "add the `fingerprint` that a report printed, or `paths`";
            return Err(self.problem(start, "this entry has neither fingerprint nor paths", help));
        }
        Ok(entry)
    }

    /// The fingerprint of an entry.
    fn fingerprint(self, value: &Value<'_>) -> Result<Fingerprint> {
        let text = self.string("fingerprint", value, "`fingerprint = \"0123456789abcdef\"`")?;
        Fingerprint::parse(text).ok_or_else(|| {
            let help = "16 digits of 0-9 and a-f, as a report prints them; never the credential itself";
            self.problem(value.span().start, "this is not a fingerprint", help)
        })
    }

    /// The reason of an entry.
    fn reason(self, value: &Value<'_>) -> Result<String> {
        let text = self.string("reason", value, "`reason = \"…\"`")?;
        let help = "say in one line why it is harmless, and who can tell";
        entry::reason(text).map_err(|why| self.problem(value.span().start, why, help))
    }

    /// The globs of an entry, as written and as read.
    fn paths(self, value: &Value<'_>) -> Result<(Vec<String>, Globs)> {
        let mut paths = Vec::new();
        let mut globs = Vec::new();
        for (start, text) in self.strings("paths", value, "`paths = [\"tests/fixtures/**\"]`")? {
            globs.push(entry::glob(text).map_err(|why| {
                self.problem(start, &format!("this path {why}"), "as in `tests/fixtures/**` or `**/*.env`")
            })?);
            paths.push(text.to_owned());
        }
        let globs = Globs::new(globs).map_err(|why| {
            self.problem(value.span().start, &format!("these paths {why}"), "name folders, as in `tests/fixtures/**`")
        });
        Ok((paths, globs?))
    }

    /// The rules of an entry.
    fn rules(self, value: &Value<'_>) -> Result<Vec<&'static str>> {
        let texts = self.strings("rules", value, "`rules = [\"atlassian-api-token\"]`")?;
        texts.into_iter().map(|(start, id)| self.rule(start, id)).collect()
    }

    /// The id of a rule.
    fn rule(self, start: usize, id: &str) -> Result<&'static str> {
        rules::by_id(id).map(|rule| rule.id).ok_or_else(|| {
            let known = rules::all().map(|rule| rule.id);
            self.unknown(start, "rule", id, known, "`atlatch rules` lists the rules".to_owned())
        })
    }

    /// The last day of an entry.
    fn expires(self, value: &Value<'_>) -> Result<i64> {
        let example = "a day without quotes, as in `expires = 2027-01-31`";
        match value.get_ref().as_datetime() {
            Some(toml_edit::Datetime { date: Some(date), time: None, offset: None }) => {
                Ok(clock::days(i64::from(date.year), i64::from(date.month), i64::from(date.day)))
            }
            Some(_) => {
                Err(self.problem(value.span().start, "`expires` is a day, without a time", format!("write {example}")))
            }
            None => Err(self.wrong_type("expires", value, "a day", example)),
        }
    }

    /// `[policy]`.
    fn policy(self, value: &Value<'_>) -> Result<Policy> {
        let table =
            value.get_ref().as_table().ok_or_else(|| self.wrong_type("policy", value, "a table", "`[policy]`"))?;
        let mut policy = Policy::default();
        for (key, value) in table {
            let word = key.get_ref().as_ref();
            if let Some(action) = policy.key_mut(word) {
                *action = self.action(word, value)?;
            } else if let Some(id) = word.strip_prefix("rule:") {
                let id = self.rule(key.span().start, id)?;
                policy.rules.insert(id, self.action("rule:…", value)?);
            } else {
                let all = format!("known here: {}, \"rule:ID\"", Policy::KEYS.join(", "));
                return Err(self.unknown(key.span().start, "key", word, Policy::KEYS, all));
            }
        }
        Ok(policy)
    }

    /// What to do, in one word.
    fn action(self, key: &str, value: &Value<'_>) -> Result<Action> {
        let words = Action::ALL.map(Action::as_str);
        let text = self.string(key, value, "\"block\", \"warn\" or \"allow\"")?;
        Action::ALL.into_iter().find(|action| action.as_str() == text).ok_or_else(|| {
            let all = "write \"block\", \"warn\" or \"allow\"".to_owned();
            self.unknown(value.span().start, "action", text, words, all)
        })
    }
}
