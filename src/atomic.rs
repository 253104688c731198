//! Writes a file in one step: it holds what it held before or all of the new content, whatever happens in between.

use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

/// Writes what `fill` writes to the file that `path` leads to, through links. What is no file, as a terminal or a pipe, is
/// written to as it is.
pub(crate) fn write<T>(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> io::Result<T> {
    let (target, permissions) = match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => return Err(ErrorKind::IsADirectory.into()),
        Ok(metadata) if !metadata.is_file() => return filled(OpenOptions::new().write(true).open(path)?, fill),
        Ok(metadata) if metadata.permissions().readonly() => return Err(ErrorKind::PermissionDenied.into()),
        Ok(metadata) => (path.canonicalize()?, Some(metadata.permissions())),
        Err(error) if error.kind() == ErrorKind::NotFound && !path.is_symlink() => (path.to_path_buf(), None),
        Err(error) => return Err(error),
    };
    replaced(&target, permissions, fill)
}

/// Puts a file with this content and these permissions at `path`, whatever file or link stands there.
pub(crate) fn replace(path: &Path, permissions: Permissions, content: &[u8]) -> io::Result<()> {
    replaced(path, Some(permissions), |out| out.write_all(content))
}

/// Writes a file beside the target and renames it. Without permissions it has those of any new file: what the umask leaves of
/// read and write for all.
fn replaced<T>(
    target: &Path,
    permissions: Option<Permissions>,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> io::Result<T> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or(PathBuf::from("."), Into::into);
    // From the start: what is kept from others must not be seen by them while it is written.
    let first = permissions.clone().unwrap_or(Permissions::from_mode(0o666));
    let file = tempfile::Builder::new().prefix(".atlatch-").permissions(first).tempfile_in(folder);
    // Its own error names a file that nobody knows.
    let mut file = file.map_err(|error| io::Error::from(error.kind()))?;
    let value = filled(&mut file, fill)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(target).map_err(|failed| failed.error)?;
    Ok(value)
}

/// Writes all of it.
fn filled<T>(out: impl Write, fill: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> io::Result<T> {
    let mut out = BufWriter::new(out);
    let value = fill(&mut out)?;
    out.flush()?;
    Ok(value)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// Writes a text.
    fn put(path: &Path, text: &str) -> io::Result<()> {
        write(path, |out| out.write_all(text.as_bytes()))
    }

    #[test]
    fn what_was_there_stays_when_writing_fails() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report");
        put(&path, "old").unwrap();
        let failed = write(&path, |out| {
            out.write_all(&vec![b'x'; 100_000])?;
            Err::<(), _>(io::Error::other("half-way"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn links_and_permissions_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("report"), folder.path().join("link"));
        put(&path, "old").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        symlink("report", &link).unwrap();
        put(&link, "new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        fs::set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
        assert_eq!(put(&path, "newer").unwrap_err().kind(), ErrorKind::PermissionDenied);
        fs::remove_file(&path).unwrap();
        assert_eq!(put(&link, "x").unwrap_err().kind(), ErrorKind::NotFound);
    }

    #[test]
    fn whatever_stands_there_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("hook"), folder.path().join("link"));
        put(&path, "old").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
        symlink("hook", &link).unwrap();
        for (path, mode) in [(&path, 0o755), (&link, 0o600)] {
            replace(path, Permissions::from_mode(mode), b"new").unwrap();
            assert_eq!(fs::read(path).unwrap(), b"new");
            assert_eq!(fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777, mode);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn what_is_no_file_is_not_replaced_by_one() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(put(folder.path(), "x").unwrap_err().kind(), ErrorKind::IsADirectory);
        assert_eq!(put(&folder.path().join("gone/x"), "x").unwrap_err().to_string(), "entity not found");
        let null = folder.path().join("null");
        symlink("/dev/null", &null).unwrap();
        put(&null, "x").unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file() && null.is_symlink());
    }
}
