//! `atlatch --version`, and all that a bug report needs of it.

use std::io::Write;

use data_encoding::HEXLOWER;
use hmac_sha256::Hash;

use crate::rules::{self, Find, page};

/// Prints the version: one line, or with `verbose` what decides what is found as well.
pub fn run(verbose: bool, out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(out, "atlatch {}", env!("CARGO_PKG_VERSION"))?;
    if verbose {
        let (major, minor, patch) = git2::Version::get().libgit2_version();
        writeln!(out, "libgit2 {major}.{minor}.{patch}")?;
        writeln!(out, "{} rules, table {}", rules::all().count(), table())?;
        writeln!(out, "{} {}", std::env::consts::OS, std::env::consts::ARCH)?;
    }
    Ok(())
}

/// A hash of everything that the table says, which two programs share only if they know the same kinds.
fn table() -> String {
    let mut hash = Hash::new();
    for rule in rules::all() {
        let what = (rule.id, rule.title, rule.products, rule.severity, rule.state, rule.consequence, rule.revoke);
        let how = (rule.namings, rule.public_prefix, rule.checksum_tail, rule.high_entropy);
        let found = match &rule.find {
            // The check is code: its address says nothing.
            Find::Anchored { anchors, pattern, .. } => format!("{anchors:?}{pattern}"),
            other => format!("{other:?}"),
        };
        hash.update(format!("{what:?}{how:?}{found}{}", page::of(rule)));
    }
    HEXLOWER.encode(&hash.finalize()[..8])
}
