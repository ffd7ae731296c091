//! What comes back: Word files that others have written in. Comes in: a file, what it was when it was made, and the plan as it is.
//! Goes out: what the file wants changed, and the edits of the plan's data that do it.

pub mod base;
pub mod lines;
pub mod merge;
pub mod origins;
pub mod proposals;
pub mod word;
