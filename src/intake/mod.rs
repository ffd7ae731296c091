//! What comes back: Word files that others have written in. Comes in: a file. Goes out: what stands in it.

pub mod word;
