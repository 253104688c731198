//! Silence on real code that is full of Atlassian words: published client libraries, fetched by name and version.

use std::path::Path;

use crate::support::{ATLATCH, Sandbox};

#[test]
fn nothing_blocks_in_published_client_libraries() {
    let sandbox = Sandbox::without_repository();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/innocent");
    // The registries' clients keep what they fetch in the home, and find their settings there.
    if let Some(home) = std::env::var_os("HOME") {
        sandbox.set("HOME", home.to_str().expect("UTF-8"));
    }
    sandbox.run("python3", [script.to_str().expect("UTF-8"), "--binary", ATLATCH], b"").exits(0).says(" 0 blocked");
}
