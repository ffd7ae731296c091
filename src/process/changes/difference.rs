//! A difference between two plans, and what is said of it.

use crate::document::Lang;
use crate::plan::fields::FieldOf;
use crate::plan::{Path, TiltakId};
use crate::words::differences::Words;

/// Something that has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Of what: "Tiltak 2 under delmål 1: Tomter".
    pub place: String,
    /// The tiltak that it is of.
    pub tiltak: Option<TiltakId>,
    /// What has changed.
    pub what: What,
    /// Where it stands in the old plan.
    pub old: Option<Path>,
    /// Where it stands in the new plan.
    pub new: Option<Path>,
}

/// What has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
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
        /// What it had.
        was: String,
        /// What it has.
        is: String,
    },
    /// A value is another.
    Value {
        /// Which.
        field: FieldOf,
        /// Words that tell it from others of the field: a year, a heading.
        of: String,
        /// What it was.
        old: String,
        /// What it is.
        new: String,
    },
    /// A list has other items.
    Listed {
        /// Which.
        field: FieldOf,
        /// The items that were put in and those that were taken out; neither where only the order is another.
        items: [Vec<String>; 2],
    },
    /// A text says something else.
    Prose {
        /// Which.
        field: FieldOf,
        /// Words that tell it from others of the field.
        of: String,
        /// How many words were put in and taken out.
        count: [usize; 2],
        /// In how many places.
        places: usize,
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

impl What {
    /// The field that has changed, if it is one.
    pub fn field(&self) -> Option<FieldOf> {
        match self {
            Self::Value { field, .. } | Self::Listed { field, .. } | Self::Prose { field, .. } => Some(*field),
            _ => None,
        }
    }

    /// Whether it is of the substance: not a number, the mark that says what became of a tiltak, how far it has come, the
    /// address behind a link, or what words of one's own stand for.
    pub fn is_substance(&self) -> bool {
        match self {
            Self::Renumbered { .. } | Self::Ended | Self::Link { .. } => false,
            _ => !self
                .field()
                .is_some_and(|field| field.is_one_of(&["Tiltak.rullering", "Tiltak.framdrift", "Tiltak.indikatorar"])),
        }
    }
}

/// How many places of a text that has changed are said.
pub(super) const MOST_PLACES: usize = 3;

/// The most words of a change that are said.
pub(super) const LONGEST: usize = 12;

/// A value, with the words that tell it from others of its field.
fn named(field: FieldOf, of: &str, lang: Lang) -> String {
    let words = Words::of(lang);
    let word = field.field.words[usize::from(lang == Lang::Nb)];
    if of.is_empty() {
        word.to_string()
    } else if field.is("Indikator.mål") {
        words.aim_of(of)
    } else if field.is("Post.beløp") {
        if of.starts_with(|c: char| c.is_ascii_digit()) { words.amount_of(of) } else { format!("{word} {of}") }
    } else {
        format!("{word} «{of}»")
    }
}

impl Difference {
    /// The value that has changed, in words; all that has changed where it is none.
    pub fn of_what(&self, lang: Lang) -> String {
        match &self.what {
            What::Value { field, of, .. } | What::Prose { field, of, .. } => named(*field, of, lang),
            What::Listed { field, .. } => named(*field, "", lang),
            What::Link { words, .. } => Words::of(lang).leads(words),
            _ => self.said(lang),
        }
    }

    /// What has changed, in words.
    pub fn said(&self, lang: Lang) -> String {
        let words = Words::of(lang);
        match &self.what {
            What::Added => words.new.into(),
            What::Removed => words.gone.into(),
            What::Ended => words.ended.into(),
            What::Moved { from, to } => words.moved(from, to),
            What::Renumbered { was, is } => words.renumbered(was, is),
            What::Value { old, new, .. } | What::Link { old, new, .. } => {
                let shown = |value: &str| if value.is_empty() { words.nothing.to_string() } else { value.to_string() };
                format!("{}: {} → {}", self.of_what(lang), shown(old), shown(new))
            }
            What::Listed { items: [put_in, taken_out], .. } => {
                let signed = |items: &[String], sign: &str| match items {
                    [] => String::new(),
                    all => format!("{sign}{}{}", all.join(", "), words.sign_end),
                };
                let said = format!("{} {}", signed(taken_out, words.taken_out_sign), signed(put_in, words.put_in_sign));
                let said = if said.trim().is_empty() { words.order } else { said.trim() };
                format!("{}: {said}", self.of_what(lang))
            }
            What::Prose { count: [put_in, taken_out], places, around, .. } => {
                let what = self.of_what(lang);
                match (put_in, taken_out) {
                    (0, 0) => format!("{what}: {} ({around})", words.signs),
                    // All of it stands there.
                    _ if put_in + taken_out <= LONGEST && *places <= MOST_PLACES => format!("{what}: {around}"),
                    _ => format!("{what}: {} ({around})", words.words(*put_in, *taken_out)),
                }
            }
        }
    }
}
