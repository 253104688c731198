//! What lies below a folder of some work tree: what git tracks there, and what it neither tracks nor ignores.

use std::path::Path;

use super::program::elsewhere;
use crate::watchdog;

/// A path below a folder, relative to it.
pub(crate) struct Listed {
    /// The path; one that ends in a slash is the folder of another repository, which has a list of its own.
    pub(crate) path: Vec<u8>,
    /// Whether git leaves it out of the work tree, as it does in a sparse checkout.
    pub(crate) left_out: bool,
}

/// The paths below a folder. A tracked one need not be there.
///
/// `None` if git has nothing to say: outside of a work tree, in a folder that is ignored, or where it cannot read everything.
pub(crate) fn below(folder: &Path) -> Option<Vec<Listed>> {
    // Asking git takes milliseconds, and many folders can be named.
    let whole = folder.canonicalize().ok()?;
    if !whole.ancestors().any(is_top) {
        return None;
    }
    let ask = |arguments: &[&str]| {
        let output = watchdog::waiting_for_git(|| elsewhere(folder, arguments).output()).ok()?;
        // Folders that cannot be opened are only warned of, among whatever else is said there.
        let closed = memchr::memmem::find(&output.stderr, b"could not open directory").is_some();
        (output.status.success() && !closed).then_some(output.stdout)
    };
    let both = ask(&["ls-files", "-z", "-t", "-s", "--cached", "--others", "--exclude-standard"])?;
    if both.is_empty() && ask(&["check-ignore", "-q", "."]).is_some() {
        return None;
    }
    let records = both.split(|byte| *byte == 0).filter(|record| !record.is_empty());
    let listed = records.map(|record| Listed {
        path: record.strip_prefix(b"? ").map_or_else(|| of_index(record), <[u8]>::to_vec),
        left_out: record.starts_with(b"S "),
    });
    Some(listed.collect())
}

/// The path in `H 100644 ID 0<tab>PATH`, with a slash behind that of another repository.
fn of_index(record: &[u8]) -> Vec<u8> {
    const TAG: usize = 2;
    let record = record.get(TAG..).unwrap_or_default();
    let slash: &[u8] = if record.starts_with(b"160000 ") { b"/" } else { b"" };
    let tab = memchr::memchr(b'\t', record).map_or(record.len(), |tab| tab + 1);
    [&record[tab..], slash].concat()
}

/// Whether a folder is the top of a work tree.
pub(crate) fn is_top(folder: &Path) -> bool {
    folder.join(".git").symlink_metadata().is_ok()
}
