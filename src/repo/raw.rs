//! What `diff-index --raw -z` and `diff-tree --raw -z` print, read back.

use anyhow::{Context, Result, ensure};

use super::change::Change;
use super::failure::Failure;
use super::object::{Mode, ObjectId};

/// What one path was in each parent, and what it is now.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Record {
    /// The path.
    pub(crate) path: Vec<u8>,
    /// The blobs in the parents, as far as they had one; one parent, or, of a merge, all.
    pub(crate) old: Vec<ObjectId>,
    /// The blob now; `None` if there is none.
    pub(crate) new: Option<(Mode, ObjectId)>,
    /// Whether it is a conflict in the index.
    pub(crate) unmerged: bool,
}

impl Record {
    /// Reads `:100644 100755 ID ID M` and, of merges, `::100644 100644 100755 ID ID ID MM`, with the path behind it.
    pub(crate) fn parse(header: &[u8], path: Option<Vec<u8>>) -> Result<Self> {
        let path = path.filter(|path| !path.is_empty());
        let path = path.context("git's list of changes has an entry without a path: the index or a tree is damaged")?;
        let header = Header::parse(header).context("git's list of changes cannot be read")?;
        let blob = |(bits, id): &(u32, ObjectId)| Mode::of(*bits).map(|mode| (mode, *id));
        let (new, unmerged) = (blob(&header.new), header.status.contains(&b'U'));
        ensure!(
            new.is_none_or(|(_, id)| !id.is_null()),
            Failure::new("git's list of changes has an entry without an object: the index or a tree is damaged")
        );
        let old = header.old.iter().filter_map(blob).map(|(_, id)| id).filter(|id| !id.is_null()).collect();
        Ok(Self { path, old, new, unmerged })
    }
}

/// The numbers in front of a path.
struct Header<'a> {
    /// Mode and id in each parent, zeros if absent.
    old: Vec<(u32, ObjectId)>,
    /// Mode and id now, zeros if absent.
    new: (u32, ObjectId),
    /// What happened, a letter for each parent.
    status: &'a [u8],
}

impl<'a> Header<'a> {
    /// Reads the numbers: as many colons as there are parents, all modes, all ids, the letters.
    fn parse(text: &'a [u8]) -> Option<Self> {
        let parents = text.iter().take_while(|byte| **byte == b':').count();
        let mut words = text[parents..].split(|byte| *byte == b' ');
        let mode = |word: &[u8]| u32::from_str_radix(std::str::from_utf8(word).ok()?, 8).ok();
        let modes: Option<Vec<_>> = words.by_ref().take(parents + 1).map(mode).collect();
        let ids: Option<Vec<_>> = words.by_ref().take(parents + 1).map(ObjectId::parse).collect();
        let mut old: Vec<_> = modes?.into_iter().zip(ids?).collect();
        let new = old.pop()?;
        (old.len() == parents && parents > 0).then_some(Self { old, new, status: words.next()? })
    }
}

/// What differs between the index and one commit.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct IndexChanges {
    /// Changes.
    pub(crate) changes: Vec<Change>,
    /// Paths with unresolved conflicts, with their blob in the commit.
    pub(crate) unmerged: Vec<(Vec<u8>, Option<ObjectId>)>,
}

impl IndexChanges {
    /// Reads what `diff-index` printed.
    pub(crate) fn parse(output: &[u8]) -> Result<Self> {
        let mut all = Self::default();
        let mut fields = output.split(|byte| *byte == 0);
        while let Some(header) = fields.next().filter(|header| !header.is_empty()) {
            let Record { path, old, new, unmerged } = Record::parse(header, fields.next().map(<[u8]>::to_vec))?;
            let old = old.first().copied();
            if unmerged {
                all.unmerged.push((path, old));
            } else {
                all.changes.push(Change { path, old, new, unmerged });
            }
        }
        Ok(all)
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

    /// An id made of one digit.
    fn id(digit: u8) -> ObjectId {
        ObjectId::parse(&[digit; 40]).unwrap()
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
        let IndexChanges { changes, unmerged } = IndexChanges::parse(&output).unwrap();
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
    fn merges_have_a_blob_for_each_parent() {
        let ids = [b'1', b'0', b'3'].map(|digit| char::from(digit).to_string().repeat(40)).join(" ");
        let record = Record::parse(format!("::100644 000000 100755 {ids} MA").as_bytes(), Some(b"a".to_vec())).unwrap();
        assert_eq!((record.old, record.new), (vec![id(b'1')], Some((Mode::Executable, id(b'3')))));
    }

    #[test]
    fn what_a_damaged_index_yields_is_an_error() {
        for output in [
            record("000000 100644", b'0', b'1', "A", ""),
            record("000000 100644", b'0', b'0', "A", "path"),
            b":100644 100644 12 34 M\0path\0".to_vec(),
            b"100644 100644 M\0path\0".to_vec(),
            b"noise\0path\0".to_vec(),
        ] {
            assert!(IndexChanges::parse(&output).is_err(), "{}", output.escape_ascii());
        }
    }
}
