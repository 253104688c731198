//! The program as its users meet it: real git, real repositories, real hooks. One binary, a module per topic.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::type_complexity,
    clippy::format_collect,
    clippy::needless_pass_by_value,
    reason = "tests say what they mean, and end where it does not hold"
)]

mod schema;
mod support;
mod tree;

mod allow;
mod ci;
mod commit;
mod connectivity;
mod corpus;
mod doctor;
mod errors;
mod folders;
mod global;
mod history;
mod innocent;
mod install;
mod managers;
mod message;
mod output;
mod push;
mod range;
mod scripts;
mod shells;
mod sparse;
mod terminal;
