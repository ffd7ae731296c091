//! What became of the words of a foreign document: what was understood, what was guessed, what has no place in a plan.

use std::collections::BTreeMap;

use crate::plan::Path;

/// The account of what was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Account {
    /// Words that the program sets by itself, or that are values in the plan: heads of tables, dates, numbers.
    pub understood: Vec<String>,
    /// What was guessed, by the value that it is.
    pub guesses: Vec<(Path, String)>,
    /// Names of parties that were taken as one, each with the name that stands in the register.
    pub merged: Vec<(String, String)>,
    /// Words that stand in no field, with where they stood.
    pub left: Vec<(String, String)>,
}

impl Account {
    /// Words that were understood.
    pub fn understand(&mut self, words: impl Into<String>) {
        self.understood.push(words.into());
    }

    /// Words that have no place.
    pub fn leave(&mut self, place: &str, words: impl Into<String>) {
        let words = words.into();
        if words.chars().any(char::is_alphanumeric) {
            self.left.push((place.to_string(), words));
        }
    }

    /// A value that was guessed.
    pub fn guess(&mut self, path: Path, why: impl Into<String>) {
        self.guesses.push((path, why.into()));
    }
}

/// How often each word stands in a text. A hard or a soft sign within it is no matter.
pub fn word_counts<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for text in texts {
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            *counts.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    counts
}
