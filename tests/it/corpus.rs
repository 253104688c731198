//! The judgement as a whole: several thousand files minted by an independent generator, which knows what is in them.

use std::path::Path;

use crate::support::{ATLATCH, Sandbox};

/// Mints the corpus of a seed and holds the program's verdicts against it.
fn judged(seed: &str) {
    let sandbox = Sandbox::without_repository();
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/corpus");
    let corpus = sandbox.home().join("corpus");
    let [tools, corpus] = [&tools, &corpus].map(|path| path.to_str().expect("UTF-8"));
    sandbox.run("python3", [tools, "--seed", seed, "--out", corpus], b"").exits(0);
    let check = format!("{tools}/check.py");
    let arguments = [&check, "--binary", ATLATCH, "--corpus", corpus];
    let bounds = [
        ["--min-recall", "0.99"],
        ["--min-proven", "0.999"],
        ["--min-disguises", "0.95"],
        ["--max-false-blocks", "0"],
        // A second finding about the same secret, or about its neighbour.
        ["--max-extra-blocks", "4"],
        ["--max-altered-blocks", "0"],
    ];
    sandbox.run("python3", arguments.into_iter().chain(bounds.into_iter().flatten()), b"").exits(0);
}

#[test]
fn every_kind_in_every_carrier_and_silence_on_everything_else() {
    judged("1");
}

#[test]
fn the_same_after_another_seed() {
    judged("2");
}
