//! The words that the program itself sets, how it sets numbers, dates and spaces, and what a reference to each thing is
//! called.

pub mod chart;
pub mod dates;
pub mod deciding;
pub mod differences;
pub mod handling;
pub mod notation;
pub mod references;
pub mod terms;
pub mod web;
