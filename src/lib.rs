//! `handlingsplan` turns one folder of RON data, the action plan (*handlingsplan*) of a Norwegian rural
//! growth agreement (*bygdevekstavtale*), into its official documents: a PDF for archives and screen readers,
//! a Word file and a web page with the same words.
//!
//! ```text
//! data/<plan>/*.ron ─ data ─▶ Plan ─ check ─▶ findings (file, line, column)
//!        ▲                     │
//!        │ edits               └─ compose ─▶ Document ─┬─────────────▶ html
//!        │                                    ▲  │     └─ paper ─▶ Paged ─┬─▶ pdf
//!   make::session ◀─ commands                 │  │                        └─▶ docx
//!                              compare(old, new): one Document with marks
//! ```

pub mod check;
pub mod cli;
pub mod compare;
pub mod compose;
pub mod data;
pub mod document;
pub mod docx;
pub mod edition;
pub mod finding;
pub mod html;
pub mod intake;
pub mod lsp;
pub mod make;
pub mod output;
pub mod paper;
pub mod pdf;
pub mod plan;
pub mod preview;
pub mod process;
pub mod prose;
pub mod report;
pub mod words;
