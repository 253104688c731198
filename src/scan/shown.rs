//! What to call a file that is looked at where it lies.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

/// How paths are reported: relative to the root where they are below it.
pub(super) struct Shown {
    /// Top of the repository, if there is one.
    root: Option<PathBuf>,
    /// The current folder from there, with a slash; `None` if it is not below it.
    here: Option<Vec<u8>>,
}

impl Shown {
    /// Reports relative to this root.
    pub(super) fn new(root: Option<PathBuf>) -> Self {
        let current = std::env::current_dir().ok();
        let here =
            root.as_ref().zip(current).and_then(|(root, current)| current.strip_prefix(root).ok().map(with_slash));
        Self { root, here }
    }

    /// The path to report for one from the current folder.
    pub(super) fn path(&self, path: &[u8]) -> Vec<u8> {
        let plain = !path.starts_with(b"/") && !path.split(|byte| *byte == b'/').any(|part| part == b"..");
        if let Some(here) = self.here.as_ref().filter(|_| plain) {
            return [here, path].concat();
        }
        let path = Path::new(OsStr::from_bytes(path));
        let whole = in_its_folder(path);
        let inside = self.root.as_ref().zip(whole.as_ref()).and_then(|(root, whole)| whole.strip_prefix(root).ok());
        inside.unwrap_or(path).as_os_str().as_bytes().to_vec()
    }
}

/// The absolute path of a file, without `..` and without symbolic links but the file itself.
fn in_its_folder(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(folder.canonicalize().ok()?.join(path.file_name()?))
}

/// A folder as the beginning of what is in it.
pub(super) fn with_slash(folder: &Path) -> Vec<u8> {
    let mut folder = folder.as_os_str().as_bytes().to_vec();
    if !folder.is_empty() && !folder.ends_with(b"/") {
        folder.push(b'/');
    }
    folder
}
