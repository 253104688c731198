//! What `diff-index --raw -z` prints, read back.

use anyhow::{Context, Result, bail, ensure};

use super::change::Change;
use super::object::{Mode, ObjectId};

/// What git printed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Raw {
    /// Changes.
    pub(crate) changes: Vec<Change>,
    /// Paths with unresolved conflicts, with their blob in the parent.
    pub(crate) unmerged: Vec<(Vec<u8>, Option<ObjectId>)>,
}

/// Reads what git printed.
pub(crate) fn parse(output: &[u8]) -> Result<Raw> {
    let mut changes = Vec::new();
    let mut unmerged = Vec::new();
    let mut fields = output.split(|byte| *byte == 0);
    while let Some(header) = fields.next().filter(|header| !header.is_empty()) {
        let header = Header::parse(header).context("git's list of changes cannot be read")?;
        let path = fields.next().unwrap_or_default().to_vec();
        ensure!(!path.is_empty(), "git's list of changes has an entry without a path: the index is damaged");
        let old = Mode::of(header.old_mode).map(|_| header.old).filter(|id| !id.is_null());
        if header.status == b'U' {
            unmerged.push((path, old));
            continue;
        }
        let new = Mode::of(header.new_mode).map(|mode| (mode, header.new));
        if new.is_some_and(|(_, id)| id.is_null()) {
            bail!("git's list of changes names no object for {}: the index is damaged", path.escape_ascii());
        }
        changes.push(Change { path, old, new, unmerged: false });
    }
    Ok(Raw { changes, unmerged })
}

/// `:100644 100755 ID ID M`.
struct Header {
    /// Mode in the parent, 0 if absent.
    old_mode: u32,
    /// Mode on the new side, 0 if absent.
    new_mode: u32,
    /// Id in the parent.
    old: ObjectId,
    /// Id on the new side.
    new: ObjectId,
    /// What happened: A, D, M, T or U.
    status: u8,
}

impl Header {
    /// Reads one header.
    fn parse(text: &[u8]) -> Option<Self> {
        let mut words = text.strip_prefix(b":")?.split(|byte| *byte == b' ');
        let mut mode = || u32::from_str_radix(std::str::from_utf8(words.next()?).ok()?, 8).ok();
        let (old_mode, new_mode) = (mode()?, mode()?);
        let mut id = || ObjectId::parse(words.next()?);
        let (old, new) = (id()?, id()?);
        Some(Self { old_mode, new_mode, old, new, status: *words.next()?.first()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record as git prints it.
    fn record(modes: &str, old: u8, new: u8, status: &str, path: &str) -> Vec<u8> {
        let [old, new] = [old, new].map(|digit| char::from(digit).to_string().repeat(40));
        format!(":{modes} {old} {new} {status}\0{path}\0").into_bytes()
    }

    #[test]
    fn blobs_are_taken_and_submodules_are_not() {
        let output = [
            record("000000 100644", b'0', b'1', "A", "new\nline"),
            record("100644 000000", b'2', b'0', "D", "gone"),
            record("100644 120000", b'3', b'4', "T", "link"),
            record("160000 160000", b'5', b'6', "M", "module"),
            record("100644 160000", b'5', b'6', "T", "now a module"),
            record("100644 000000", b'7', b'0', "U", "conflict"),
        ]
        .concat();
        let id = |digit: u8| ObjectId::parse(&[digit; 40]).unwrap();
        let Raw { changes, unmerged } = parse(&output).unwrap();
        let listed: Vec<_> = changes.iter().map(|change| (&change.path[..], change.old, change.new)).collect();
        let expected: [(&[u8], _, _); 5] = [
            (b"new\nline", None, Some((Mode::Regular, id(b'1')))),
            (b"gone", Some(id(b'2')), None),
            (b"link", Some(id(b'3')), Some((Mode::Symlink, id(b'4')))),
            (b"module", None, None),
            (b"now a module", Some(id(b'5')), None),
        ];
        assert_eq!(listed, expected);
        assert_eq!(unmerged, [(b"conflict".to_vec(), Some(id(b'7')))]);
    }

    #[test]
    fn what_a_damaged_index_yields_is_an_error() {
        for output in [
            record("000000 100644", b'0', b'1', "A", ""),
            record("000000 100644", b'0', b'0', "A", "path"),
            b":100644 100644 12 34 M\0path\0".to_vec(),
            b"noise\0path\0".to_vec(),
        ] {
            assert!(parse(&output).is_err(), "{}", output.escape_ascii());
        }
    }
}
