//! What comes back: Word files that others have written in, and plans that others have made. Comes in: a file. Goes out: what
//! stands in it.

pub mod foreign;
pub mod word;
