//! The program as its users meet it: real git, real repositories, real hooks. One binary, a module per topic.

mod scripts;
mod support;
mod tree;

mod commit;
mod corpus;
mod doctor;
mod errors;
mod global;
mod install;
mod message;
