//! From a plan's folder to documents and packages in memory.

pub mod archive;
pub mod build;
pub mod copies;
pub mod decisions;
pub mod earlier;
pub mod error;
pub mod financing;
pub mod foreign_plan;
pub mod intake;
pub mod new_folder;
pub mod new_plan;
pub mod open_data;
pub mod package;
pub mod render;
pub mod rullering;
pub mod session;
pub mod version;
pub mod wording;
