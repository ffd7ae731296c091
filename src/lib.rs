//! `handlingsplan` turns one folder of RON data, the action plan (*handlingsplan*) of a Norwegian rural
//! growth agreement (*bygdevekstavtale*), into its official documents: a PDF for archives and screen readers,
//! and a Word file with the same words.
//!
//! ```text
//! data/<plan>/*.ron ─ load ─▶ Plan ─ check ─▶ findings
//!                               └─ compose ─▶ Document ─┬─▶ pdf
//!                                                       └─▶ docx
//! ```

pub mod build;
pub mod calendar;
pub mod chart;
pub mod check;
pub mod clean;
pub mod cli;
pub mod compose;
pub mod document;
pub mod docx;
pub mod edit;
pub mod edition;
pub mod finding;
pub mod fonts;
pub mod format;
pub mod load;
pub mod output;
pub mod package;
pub mod pdf;
pub mod picture;
pub mod plan;
pub mod report;
pub mod spelling;
pub mod status;
