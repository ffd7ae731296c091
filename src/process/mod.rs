//! The political process of a plan: where it stands, and when the bodies meet.

pub mod approval;
pub mod calendar;
pub mod changes;
pub mod decisions;
pub mod financing;
pub mod rullering;
pub mod status;
