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
//! [`command`] holds one file per subcommand, [`cli`] the arguments, [`config`] what `.atlatch.toml`, the environment and
//! the flags amount to. The library exists for the program, its tests and its benchmarks; its interface may change with
//! every release.

#![forbid(unsafe_code)]

pub mod cli;
pub mod clock;
pub mod command;
pub mod detect;
pub mod exit;
pub mod finding;
pub mod hooks;
pub mod mint;
pub mod problem;
pub mod rules;
