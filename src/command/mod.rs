//! One file per subcommand, and the choice among them.

pub mod allow;
pub mod baseline;
pub mod completions;
pub mod doctor;
pub mod explain;
pub mod hook;
pub mod install;
pub mod rules;
pub mod scan;
pub mod uninstall;
