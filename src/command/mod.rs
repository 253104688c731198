//! One file per subcommand.

pub mod allow;
pub mod baseline;
