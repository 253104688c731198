//! The program as its users meet it: real git, real repositories, real hooks. One binary, a module per topic.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "helpers end the test that they serve, and say what is skipped"
)]

mod support;
mod tree;

mod ci;
mod commit;
mod corpus;
mod doctor;
mod errors;
mod global;
mod install;
mod managers;
mod message;
mod push;
mod range;
mod scripts;
