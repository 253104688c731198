//! One file per subcommand.

pub mod install;
pub mod uninstall;
