//! Days and years in the sentences about what is done, which are in nynorsk whatever the plan is in.

use crate::plan::{Dato, Språk};
use crate::words::notation::{self, long_date};
use crate::words::terms::Terms;

/// A day in words: "17. juni 2025".
pub fn long_day(day: Dato) -> String {
    long_date(day.0, Terms::of(Språk::Nn)).replace('\u{a0}', " ")
}

/// A period: "2025–2028".
pub fn years(from: i16, to: i16) -> String {
    notation::years(from, to)
}
