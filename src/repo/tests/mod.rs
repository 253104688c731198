//! What is new, in every kind of repository and in every way git calls a hook, through both engines.
//!
//! Each case holds a planted marker, so that "read nothing" cannot pass.

mod call;
mod content;
mod damage;
mod history;
mod kind;
mod merge;
mod push;
mod range;
mod setting;
