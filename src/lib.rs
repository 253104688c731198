//! atlatch keeps Atlassian credentials out of commits.
//!
//! The way through the code is the way of the data:
//!
//! 1. [`repo`] lists what is new and reads its bytes,
//! 2. [`detect`] finds credentials in bytes, with the table of kinds in [`rules`],
//! 3. [`allow`] decides what each finding means here: block, warn or allow,
//! 4. [`report`] says it,
//! 5. [`exit`] ends the run.
//!
//! [`scan`] leads every text through these rooms. [`command`] holds one file per subcommand, [`cli`] the arguments,
//! [`config`] what they, the environment and `.atlatch.toml` amount to. The library exists for the program, its tests and
//! its benchmarks; its interface may change with every release.

#![forbid(unsafe_code)]

#[cfg(not(unix))]
compile_error!(
    "atlatch relies on paths as bytes and on file modes, as Unix has them; on Windows build and run it within WSL"
);

mod allow;
mod atomic;
pub mod cli;
mod clock;
pub mod command;
mod config;
pub mod detect;
pub mod exit;
mod finding;
mod hooks;
pub mod mint;
pub mod output;
pub mod problem;
mod repo;
mod report;
pub mod rules;
pub mod scan;
mod shell;
mod suggest;
pub mod watchdog;
