//! A difference between two plans: what has changed, of what, and where it stands in both.

use super::thing::Thing;
use crate::plan::fields::FieldRef;
use crate::plan::{Path, TiltakId};

/// Something that has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Of what.
    pub thing: Thing,
    /// What that is called as a heading, in the language of the new plan: "Tiltak 1.2: Tomter".
    pub place: String,
    /// The tiltak that it is of.
    pub tiltak: Option<TiltakId>,
    /// What has changed.
    pub what: DifferenceKind,
    /// Where it stands in the old plan.
    pub old: Option<Path>,
    /// Where it stands in the new plan.
    pub new: Option<Path>,
}

/// What has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DifferenceKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has ended.
    Ended,
    /// It stands elsewhere.
    Moved {
        /// Where it stood.
        from: String,
        /// Where it stands.
        to: String,
    },
    /// It has another number.
    Renumbered {
        /// What it had; nothing if it had none.
        was: String,
        /// What it has.
        is: String,
    },
    /// A value is another.
    Value {
        /// Which.
        field: FieldRef,
        /// Words that tell it from others of the field: a name, a heading.
        of: String,
        /// What it was.
        old: String,
        /// What it is.
        new: String,
    },
    /// An amount is another.
    Amount {
        /// Which.
        field: FieldRef,
        /// The years that it is of: "2027", "heile perioden 2026–2029".
        years: String,
        /// What it was and what it is, in kroner.
        amounts: [i64; 2],
    },
    /// A list has other items.
    Listed {
        /// Which.
        field: FieldRef,
        /// The items that were put in and those that were taken out; neither where only the order is another.
        items: [Vec<String>; 2],
    },
    /// A text says something else.
    Prose {
        /// Which.
        field: FieldRef,
        /// Words that tell it from others of the field.
        of: String,
        /// How many words were put in and taken out.
        count: [usize; 2],
        /// Whether there was such a text, and whether there is.
        stands: [bool; 2],
        /// The first changes with the words around them.
        around: String,
    },
    /// Words of a text lead elsewhere.
    Link {
        /// The words.
        words: String,
        /// What they led to.
        old: String,
        /// What they lead to.
        new: String,
    },
}

impl DifferenceKind {
    /// The field that has changed, if it is one.
    pub fn field(&self) -> Option<FieldRef> {
        match self {
            Self::Value { field, .. }
            | Self::Amount { field, .. }
            | Self::Listed { field, .. }
            | Self::Prose { field, .. } => Some(*field),
            _ => None,
        }
    }

    /// Whether a field of these has changed ("Delmål.vekt").
    pub fn is_of(&self, fields: &[&str]) -> bool {
        self.field().is_some_and(|field| field.is_one_of(fields))
    }

    /// Whether it is of the substance: not a number, the mark that says what became of a tiltak, how far it has come, the
    /// address behind a link, or what words of one's own stand for.
    pub fn is_substantive(&self) -> bool {
        match self {
            Self::Renumbered { .. } | Self::Ended | Self::Link { .. } => false,
            _ => !self.is_of(&PROGRESS),
        }
    }
}

/// The fields that say how far a tiltak has come, and what became of it.
pub(super) const PROGRESS: [&str; 3] = ["Tiltak.rullering", "Tiltak.framdrift", "Tiltak.indikatorar"];

/// How many places of a text that has changed are shown.
pub(super) const MOST_PLACES: usize = 3;

/// The most words of a change that are shown.
pub(super) const LONGEST: usize = 12;
