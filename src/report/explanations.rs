//! Explanations of rules and fields, piece by piece, in nynorsk. Comes in: a rule, or a field of the table. Goes out: the words
//! that `forklar` and the editor set together, each in its way.

use crate::check::Rule;
use crate::edition::Edition;
use crate::finding::Severity;
use crate::plan::fields::{Field, Group};

/// What is said of a rule in an edition: "lov", "åtvaring", "feil".
pub fn level_in(rule: &Rule, edition: Edition) -> &'static str {
    match rule.levels.severity_in(edition) {
        None => "lov",
        Some(Severity::Warning) => "åtvaring",
        Some(Severity::Error) => "feil",
    }
}

/// How much a rule matters: one word where it is the same in every edition.
pub fn levels(rule: &Rule) -> String {
    let first = level_in(rule, Edition::Utkast);
    if Edition::ALL.iter().all(|edition| level_in(rule, *edition) == first) {
        return format!("{first} i alle utgåver");
    }
    let each = Edition::ALL.map(|edition| format!("{} i {}", level_in(rule, edition), edition.contents().name));
    each.join(", ")
}

/// Whether a field must be there, in a sentence; nothing of a word that one chooses.
pub fn requirement(group: &Group, field: &Field) -> Option<&'static str> {
    match (group.is_choice(), field.required) {
        (true, _) => None,
        (false, true) => Some("Ho må vere med."),
        (false, false) => Some("Ho kan utelatast."),
    }
}
