//! Writes a file in one step: it holds what it held before or all of the new content, whatever happens in between.

use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

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
    replaced(&target, permissions.as_ref(), fill)
}

/// Puts a file with this content and these permissions at `path`, whatever file or link stands there.
pub(crate) fn replace(path: &Path, permissions: &Permissions, content: &[u8]) -> io::Result<()> {
    replaced(path, Some(permissions), |out| out.write_all(content))
}

/// Writes a new file and renames it. Without permissions it has those of any new file: what the umask leaves of read and write
/// for all.
fn replaced<T>(
    target: &Path,
    permissions: Option<&Permissions>,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> io::Result<T> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or(PathBuf::from("."), Into::into);
    // From the start: what is kept from others must not be seen by them while it is written.
    let first = permissions.cloned().unwrap_or(Permissions::from_mode(0o666));
    // Who is interrupted leaves a file behind: at the top of a work tree it would be committed with the next `git add --all`.
    let git = folder.join(".git");
    let is_folder = fs::symlink_metadata(&git).is_ok_and(|found| found.is_dir());
    let inside = if is_folder { new_file(&git, &first).ok() } else { None };
    let mut file = inside.map_or_else(|| new_file(&folder, &first), Ok)?;
    let value = filled(&mut file, fill)?;
    finish(&file, permissions)?;
    let moved = match file.persist(target) {
        Err(failed) if failed.error.kind() == ErrorKind::CrossesDevices => {
            let beside = new_file(&folder, &first)?;
            copied(&failed.file, beside, permissions)?.persist(target)
        }
        moved => moved,
    };
    moved.map_err(|failed| failed.error)?;
    Ok(value)
}

/// Fills a file with what another one holds.
fn copied(from: &NamedTempFile, mut to: NamedTempFile, permissions: Option<&Permissions>) -> io::Result<NamedTempFile> {
    to.write_all(&fs::read(from.path())?)?;
    finish(&to, permissions)?;
    Ok(to)
}

/// Sees to it that a file is as it is to be, and on the disk.
fn finish(file: &NamedTempFile, permissions: Option<&Permissions>) -> io::Result<()> {
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions.clone())?;
    }
    file.as_file().sync_all()
}

/// Makes a file of a name of its own.
fn new_file(folder: &Path, permissions: &Permissions) -> io::Result<NamedTempFile> {
    let file = tempfile::Builder::new().prefix(".atlatch-").permissions(permissions.clone()).tempfile_in(folder);
    // Its own error names a file that nobody knows.
    file.map_err(|error| io::Error::from(error.kind()))
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
    fn what_is_left_by_an_interruption_is_not_in_the_work_tree() {
        let names = |folder: &Path| {
            let found = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
            found.filter(|name| name.starts_with(".atlatch-")).count()
        };
        let top = tempfile::tempdir().unwrap();
        let (git, path) = (top.path().join(".git"), top.path().join("file"));
        for (inside, expected) in [(false, (1, 0)), (true, (0, 1))] {
            if inside {
                fs::create_dir(&git).unwrap();
            }
            let met = write(&path, |out| {
                out.write_all(b"new")?;
                Ok((names(top.path()), if inside { names(&git) } else { 0 }))
            });
            assert_eq!(met.unwrap(), expected);
            assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        }
        assert_eq!((names(top.path()), names(&git)), (0, 0));
        // In a linked work tree, and of a submodule, it is a file.
        fs::remove_dir(&git).unwrap();
        put(&git, "gitdir: elsewhere").unwrap();
        put(&path, "newer").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "newer");
    }

    #[test]
    fn a_copy_holds_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let (mode, private) = (Permissions::from_mode(0o640), Permissions::from_mode(0o600));
        let [mut from, to] = [(); 2].map(|()| new_file(folder.path(), &private).unwrap());
        from.write_all(b"new").unwrap();
        let copy = copied(&from, to, Some(&mode)).unwrap();
        assert_eq!(fs::read(copy.path()).unwrap(), b"new");
        assert_eq!(fs::metadata(copy.path()).unwrap().permissions().mode() & 0o777, 0o640);
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
            replace(path, &Permissions::from_mode(mode), b"new").unwrap();
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
