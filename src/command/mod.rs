//! One file per subcommand.

pub mod doctor;
pub mod install;
pub mod uninstall;
