//! What stands where a secret would stand but plainly is none: fillers in samples and documents.

mod filler;
mod password;
mod published;

pub(crate) use self::filler::is_filler;
pub(crate) use self::password::is_sample_password;
pub(crate) use self::published::is_published;
