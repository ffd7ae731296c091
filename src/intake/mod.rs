//! What comes in from others: Word files of ours that others have written in, and plans that others have made. Comes in: a file,
//! and for ours what it was when it was made and the plan as it is. Goes out: what the file wants changed, and the edits of the
//! plan's data that do it; or what stands in the file, as a new plan.

pub mod approvals;
pub mod base;
pub mod foreign;
pub mod lines;
pub mod looks;
pub mod merge;
pub mod origins;
pub mod proposals;
pub mod word;
