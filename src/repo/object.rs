//! Names and kinds of what git stores: object ids, objects, and the modes of entries.

use std::fmt;

use data_encoding::HEXLOWER;

/// One object id, of SHA-1 or SHA-256; written as git writes it (40 or 64 lower-case hex digits).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId {
    /// How many of the bytes count: 20 or 32.
    length: u8,
    /// The id, zeros behind it.
    bytes: [u8; 32],
}

impl ObjectId {
    /// Reads 40 or 64 hex digits, in lower case; anything else is `None`.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let mut bytes = [0; 32];
        let length = match text.len() {
            40 => 20,
            64 => 32,
            _ => return None,
        };
        HEXLOWER.decode_mut(text, &mut bytes[..length]).ok()?;
        Some(Self { length: u8::try_from(length).ok()?, bytes })
    }

    /// Takes 20 or 32 raw bytes; any other number is `None`.
    pub fn from_bytes(raw: &[u8]) -> Option<Self> {
        if raw.len() != 20 && raw.len() != 32 {
            return None;
        }
        let mut bytes = [0; 32];
        bytes[..raw.len()].copy_from_slice(raw);
        Some(Self { length: u8::try_from(raw.len()).ok()?, bytes })
    }

    /// The raw bytes, 20 or 32.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }

    /// Whether this is the id of nothing: all zeros, as git writes where there is no object.
    pub fn is_null(&self) -> bool {
        self.bytes == [0; 32]
    }
}

impl From<[u8; 20]> for ObjectId {
    fn from(raw: [u8; 20]) -> Self {
        let mut bytes = [0; 32];
        bytes[..raw.len()].copy_from_slice(&raw);
        Self { length: 20, bytes }
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&HEXLOWER.encode(self.bytes()))
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// An object with its kind.
#[derive(Debug)]
pub(crate) struct Object {
    /// Commit, tree, blob or tag.
    pub(crate) kind: Kind,
    /// The content, without kind and size.
    pub(crate) bytes: Vec<u8>,
}

/// The four kinds of object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A commit.
    Commit,
    /// A folder.
    Tree,
    /// Content of a file or symbolic link.
    #[default]
    Blob,
    /// An annotated tag.
    Tag,
}

impl Kind {
    /// Reads git's word for it.
    pub(crate) fn parse(word: &[u8]) -> Option<Self> {
        match word {
            b"commit" => Some(Self::Commit),
            b"tree" => Some(Self::Tree),
            b"blob" => Some(Self::Blob),
            b"tag" => Some(Self::Tag),
            _ => None,
        }
    }
}

/// What kind of entry a blob is; the other kinds of entry (folders, submodules) hold no content of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// A file.
    Regular,
    /// A file that may be run.
    Executable,
    /// A symbolic link; its content is the path it points to.
    Symlink,
}

impl Mode {
    /// The kind of entry behind a mode as git stores it; `None` for folders and submodules. Old commits hold other
    /// permission bits than today's two.
    pub(crate) fn of(bits: u32) -> Option<Self> {
        match bits & 0o170_000 {
            0o100_000 if bits & 0o100 != 0 => Some(Self::Executable),
            0o100_000 => Some(Self::Regular),
            0o120_000 => Some(Self::Symlink),
            _ => None,
        }
    }
}

/// A blob under a name: an entry of the index or of a revision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Path from the root, as bytes, with `/`.
    pub path: Vec<u8>,
    /// What kind of entry.
    pub mode: Mode,
    /// The blob.
    pub id: ObjectId,
    /// Whether git leaves it out of the work tree, as it does in a sparse checkout.
    pub left_out: bool,
}

#[cfg(test)]
mod tests {
    use super::{Mode, ObjectId};

    #[test]
    fn ids_are_forty_or_sixty_four_lower_case_digits() {
        for text in ["0123456789abcdef0123456789abcdef01234567", &"ab".repeat(32)] {
            let id = ObjectId::parse(text.as_bytes()).unwrap();
            assert_eq!(id.to_string(), text);
            assert_eq!(ObjectId::from_bytes(id.bytes()), Some(id));
        }
        for text in ["", "0123", &"A".repeat(40), &"g".repeat(40), &"a".repeat(41)] {
            assert_eq!(ObjectId::parse(text.as_bytes()), None, "{text}");
        }
        assert!(ObjectId::parse(&[b'0'; 64]).unwrap().is_null());
        assert_ne!(ObjectId::parse(&[b'0'; 64]), ObjectId::parse(&[b'0'; 40]));
    }

    #[test]
    fn only_files_and_symbolic_links_hold_content() {
        let modes = [0o100_644, 0o100_664, 0o100_755, 0o120_000, 0o040_000, 0o160_000, 0].map(Mode::of);
        let (file, program, link) = (Some(Mode::Regular), Some(Mode::Executable), Some(Mode::Symlink));
        assert_eq!(modes, [file, file, program, link, None, None, None]);
    }
}
