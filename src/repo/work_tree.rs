//! What lies below a folder of some work tree: what git tracks there, and what it neither tracks nor ignores.

use std::path::Path;

use super::git_program::records;
use super::program::elsewhere;

/// The paths below a folder, relative to it; one that ends in a slash is the folder of another repository, which has a list of
/// its own. A tracked one need not be there.
///
/// `None` if git has nothing to say: outside of a work tree, in a folder that is ignored, or where it cannot read everything.
pub fn below(folder: &Path) -> Option<Vec<Vec<u8>>> {
    // Asking git takes milliseconds, and many folders can be named.
    let whole = folder.canonicalize().ok()?;
    if !whole.ancestors().any(is_top) {
        return None;
    }
    let ask = |arguments: &[&str]| {
        let output = elsewhere(folder, arguments).output().ok()?;
        // Folders that cannot be opened are only warned of, among whatever else is said there.
        let closed = memchr::memmem::find(&output.stderr, b"could not open directory").is_some();
        (output.status.success() && !closed).then_some(output.stdout)
    };
    let tracked = ask(&["ls-files", "-z", "-s"])?;
    let others = ask(&["ls-files", "-z", "--others", "--exclude-standard"])?;
    if tracked.is_empty() && others.is_empty() && ask(&["check-ignore", "-q", "."]).is_some() {
        return None;
    }
    let of_index = records(&tracked).map(
        |([mode, ..], path)| {
            if mode == b"160000" { [path, b"/"].concat() } else { path.to_vec() }
        },
    );
    let of_folder = others.split(|byte| *byte == 0).filter(|path| !path.is_empty()).map(<[u8]>::to_vec);
    Some(of_index.chain(of_folder).collect())
}

/// Whether a folder is the top of a work tree.
pub fn is_top(folder: &Path) -> bool {
    folder.join(".git").symlink_metadata().is_ok()
}
