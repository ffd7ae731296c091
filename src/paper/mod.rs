//! Paper: how what is composed is set on pages, so that the PDF and the Word file are alike.

pub mod breaks;
pub mod chart;
pub mod columns;
pub mod flow;
pub mod fonts;
