//! From a plan's folder to documents and packages in memory.

pub mod archive;
pub mod build;
pub mod change;
pub mod decisions;
pub mod earlier;
pub mod package;
pub mod version;
