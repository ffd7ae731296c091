//! A finding: something wrong in the data, in the users' words, with its place. `load` and `check` make
//! them; `report` turns them into text.

use std::ops::Range;

use crate::load::Path;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The documents can't be made.
    Error,
    /// The documents are made all the same.
    Warning,
}

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file or folder as a whole, by the name the user knows it by.
    File(String),
    /// A range of bytes in the text of a source file.
    Span {
        /// The index of the file in `Sources`.
        file: usize,
        /// The bytes.
        span: Range<usize>,
    },
    /// A value in the data.
    Value(Path),
    /// A range of bytes in the text that a string in the data stands for.
    Within(Path, Range<usize>),
}

/// Something wrong in the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// A code that stays the same between releases ("HP012").
    pub code: &'static str,
    /// What is wrong, in nynorsk.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What to do about it, in nynorsk.
    pub hint: Option<String>,
}

impl Finding {
    /// A finding of a rule, which gets its code and how much it matters from the table of rules.
    pub fn new(place: Place, message: impl Into<String>) -> Self {
        Self::error("", place, message)
    }

    /// An error.
    pub fn error(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, code, message: message.into(), place, hint: None }
    }

    /// The same finding with a hint if there is one.
    pub fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }

    /// The same finding with a hint.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// «Meinte du …?» for the known name nearest to an unknown one, or else the list of names.
pub fn suggestion<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    /// Lists longer than this help nobody.
    const LONGEST_LIST: usize = 12;
    let mut known: Vec<&str> = known.into_iter().collect();
    known.dedup();
    let nearest = known
        .iter()
        .map(|name| (strsim::damerau_levenshtein(unknown, name), *name))
        .min()
        .filter(|(distance, name)| *distance <= name.chars().count().div_ceil(3));
    match nearest {
        Some((_, name)) => Some(format!("Meinte du «{name}»?")),
        None if known.is_empty() || known.len() > LONGEST_LIST => None,
        None => Some(format!("Desse finst: {}", known.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_gets_the_nearest_name_and_nonsense_gets_the_list() {
        let known = ["hovudansvarleg", "tidsramme"];
        assert_eq!(suggestion("hovedansvarleg", known).as_deref(), Some("Meinte du «hovudansvarleg»?"));
        assert_eq!(suggestion("xyz", known).as_deref(), Some("Desse finst: hovudansvarleg, tidsramme"));
    }
}
