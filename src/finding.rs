//! A finding: something wrong in the data, in the users' words, with its place. `load` and `check` make
//! them; `report` turns them into text.

use std::fmt;
use std::ops::Range;

use serde_json::Value as Json;

use crate::plan::{Edit, Path};

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

/// What mends what is wrong, where that is certain: it is made of the value that the rule knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in nynorsk, as it stands after «Rett: »: «skriv «dalane»».
    pub what: String,
    /// Its edits of the plan that was checked.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// Another value in the place of one.
    pub fn of_value(path: Path, value: impl Into<Json>) -> Self {
        let value = value.into();
        let what = format!("skriv «{}»", value.as_str().map_or_else(|| value.to_string(), String::from));
        Self { what, edits: vec![Edit::Value { path, value }] }
    }

    /// Other words in the place of some of a text, given with what that does.
    pub fn of_words(path: Path, range: Range<usize>, words: impl Into<String>, what: impl Into<String>) -> Self {
        Self { what: what.into(), edits: vec![Edit::Words { path, range, words: words.into() }] }
    }
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
    /// What mends it, where the rule knows.
    pub fix: Option<Fix>,
}

impl Finding {
    /// An error.
    pub fn error(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        RuleHit::new(place, message).into_finding(code, Severity::Error)
    }

    /// Sets the hint, if there is one.
    pub fn with_hint_if(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }

    /// Sets the hint.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        self.with_hint_if(Some(hint.into()))
    }
}

/// What a rule has found: the table of rules says its code and how much it matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleHit {
    /// Where.
    pub place: Place,
    /// What is wrong, in nynorsk.
    pub message: String,
    /// What to do about it, in nynorsk.
    pub hint: Option<String>,
    /// What mends it, where the rule knows.
    pub fix: Option<Fix>,
}

impl RuleHit {
    /// Something that is wrong at a place.
    pub fn new(place: Place, message: impl Into<String>) -> Self {
        Self { place, message: message.into(), hint: None, fix: None }
    }

    /// Sets the hint, if there is one.
    pub fn with_hint_if(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }

    /// Sets the hint.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        self.with_hint_if(Some(hint.into()))
    }

    /// Sets what mends it, if that is known.
    pub fn with_fix_if(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix.filter(|own| !own.edits.is_empty());
        self
    }

    /// Sets what mends it.
    pub fn fix(self, fix: Fix) -> Self {
        self.with_fix_if(Some(fix))
    }

    /// Makes a finding of it, with the code of its rule and a severity.
    pub fn into_finding(self, code: &'static str, severity: Severity) -> Finding {
        let Self { place, message, hint, fix } = self;
        Finding { severity, code, message, place, hint, fix }
    }
}

/// What a rule finds. After `MAX_LISTED` they are only counted: nobody reads more, and a text can have a hundred thousand.
#[derive(Debug, Default)]
pub struct RuleHits {
    list: Vec<RuleHit>,
    more: usize,
}

impl RuleHits {
    /// The most findings of one rule that are listed.
    pub const MAX_LISTED: usize = 200;

    /// Adds a finding.
    pub fn push(&mut self, found: RuleHit) {
        if self.is_full() {
            self.more += 1;
        } else {
            self.list.push(found);
        }
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && self.more == 0
    }

    /// Whether another finding would only be counted: what it says then need not be worked out.
    pub fn is_full(&self) -> bool {
        self.list.len() >= Self::MAX_LISTED
    }

    /// Counts a finding that is not told.
    pub fn count(&mut self) {
        self.more += 1;
    }

    /// The findings of a rule, with a last one that says how many more there are.
    pub fn into_findings(self, code: &'static str, severity: Severity) -> impl Iterator<Item = Finding> {
        let more = (self.more > 0).then(|| {
            let place = self.list.last().map_or(Place::File(String::new()), |last| last.place.clone());
            RuleHit::new(place, format!("… og {} til av same slag", self.more))
        });
        self.list.into_iter().chain(more).map(move |found| found.into_finding(code, severity))
    }
}

/// What an unknown name may be meant to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suggestion {
    /// The known name nearest to it, and whether it must be the one that is meant: no other is as near, and they differ by no
    /// number.
    Near(String, bool),
    /// None is near; these are the names there are.
    All(String),
}

impl Suggestion {
    /// The known name that is meant, if that is certain.
    pub fn meant(&self) -> Option<&str> {
        match self {
            Self::Near(name, true) => Some(name),
            _ => None,
        }
    }
}

impl fmt::Display for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Near(name, _) => write!(f, "Meinte du «{name}»?"),
            Self::All(names) => write!(f, "Desse finst: {names}"),
        }
    }
}

/// «Meinte du …?» for the known name nearest to an unknown one, or else the list of names.
pub fn did_you_mean<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest_names(unknown, known).map(|meant| meant.to_string())
}

/// The known name nearest to an unknown one, or else all of them, if they are few.
pub fn nearest_names<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<Suggestion> {
    /// Lists longer than this help nobody.
    const MAX_LIST_LENGTH: usize = 12;
    /// The longest name that is compared, in bytes: longer ones are no slips.
    const MAX_NAME_BYTES: usize = 80;
    let mut known: Vec<&str> = known.into_iter().collect();
    known.sort_unstable();
    known.dedup();
    let small = unknown.to_lowercase();
    let mut distances: Vec<(usize, &str)> = known
        .iter()
        .filter(|name| unknown.len() <= MAX_NAME_BYTES && name.len() <= MAX_NAME_BYTES)
        .map(|name| (strsim::damerau_levenshtein(&small, &name.to_lowercase()), *name))
        .collect();
    distances.sort_unstable();
    let near = distances.first().filter(|(distance, name)| *distance <= name.chars().count().div_ceil(3));
    let is_nearer = distances.get(1).is_none_or(|other| near.is_some_and(|own| own.0 < other.0));
    let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
    // "aar" for «år», and "nr" for «nummer».
    let spelt = small.replace("aa", "å").replace("ae", "æ").replace("oe", "ø");
    let other = || known.iter().find(|name| name.to_lowercase() == spelt || is_short_for(&small, name));
    let nearest = near.map(|(_, name)| (*name, is_nearer)).or_else(|| Some((*other()?, false)));
    match nearest {
        Some((name, is_nearer)) => Some(Suggestion::Near(name.into(), is_nearer && digits(name) == digits(unknown))),
        None if known.is_empty() || known.len() > MAX_LIST_LENGTH => None,
        None => Some(Suggestion::All(known.join(", "))),
    }
}

/// Whether a few letters are the first and the last of a name, and others of it between in their order.
fn is_short_for(short: &str, name: &str) -> bool {
    let mut letters = name.chars();
    short.chars().count() > 1
        && short.chars().next() == name.chars().next()
        && short.chars().next_back() == name.chars().next_back()
        && short.chars().all(|c| letters.any(|own| own == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_gets_the_nearest_name_and_nonsense_gets_the_list() {
        let known = ["hovudansvarleg", "tidsramme"];
        assert_eq!(did_you_mean("hovedansvarleg", known).as_deref(), Some("Meinte du «hovudansvarleg»?"));
        assert_eq!(did_you_mean("Tidsramme", known).as_deref(), Some("Meinte du «tidsramme»?"));
        assert_eq!(did_you_mean("aar", ["innhald", "år"]).as_deref(), Some("Meinte du «år»?"));
        assert_eq!(did_you_mean("nr", ["hovudmål", "nummer"]).as_deref(), Some("Meinte du «nummer»?"));
        let meant = |unknown, known: &[&'static str]| {
            nearest_names(unknown, known.iter().copied()).and_then(|own| own.meant().map(String::from))
        };
        assert_eq!(meant("dalene", &["dalane", "fjorden"]).as_deref(), Some("dalane"));
        assert_eq!(meant("pkt-5", &["pkt-4"]), None, "a number is no slip");
        assert_eq!(meant("dalen", &["dalan", "dalin"]), None, "which of them?");
        assert_eq!(did_you_mean("xyz", known).as_deref(), Some("Desse finst: hovudansvarleg, tidsramme"));
    }

    #[test]
    fn what_is_too_much_to_tell_is_counted() {
        let mut findings = RuleHits::default();
        (0..500).for_each(|_| findings.push(RuleHit::new(Place::File("x".into()), "feil")));
        let told: Vec<Finding> = findings.into_findings("HP014", Severity::Error).collect();
        assert_eq!(told.len(), RuleHits::MAX_LISTED + 1);
        assert_eq!(told[RuleHits::MAX_LISTED].message, "… og 300 til av same slag");
        assert_eq!(told[RuleHits::MAX_LISTED].code, "HP014");
    }
}
