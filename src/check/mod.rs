//! Checking: a loaded plan and an edition in, findings out. Each rule is a small function; `RULES` is the
//! list of them, with what is said of each.

mod limits;
mod rules;
pub mod spelling;
mod table;

use std::ops::Range;

use rayon::prelude::*;

use crate::data::kept::KeptPlans;
use crate::data::pictures::ImageProblem;
use crate::edition::Edition;
use crate::finding::{Finding, Place, RuleHits, Severity};
use crate::plan::texts::{PlanText, TextKind, texts};
use crate::plan::{Path, Plan};
use crate::prose::{self, Prose};
use crate::words::references::References;
pub use rules::sound::is_version;
use spelling::Speller;
pub use table::RULES;

/// What a rule looks at.
pub struct Subject<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// What prose can refer to.
    pub references: References,
    /// Every text of the plan.
    texts: Vec<PlanText<'a>>,
    /// The prose among them, read.
    prose: Vec<ReadProse<'a>>,
    /// What was found in its images when they were read.
    images: &'a [ImageProblem],
    /// What is known of words, if spelling is to be looked at.
    speller: Option<&'a Speller>,
    /// The plan that this one follows.
    before: Predecessor<'a>,
    /// The versions of the plan that are kept, where they are known.
    kept: Option<&'a KeptPlans>,
    /// Whether what stands in many places is told at each.
    every_place: bool,
}

/// The plan that a plan follows.
#[derive(Debug, Clone, Copy, Default)]
pub enum Predecessor<'a> {
    /// The plan names no predecessor.
    #[default]
    None,
    /// The predecessor can't be read, or can't come before this plan; with the reason.
    Unreadable(&'a str),
    /// The plan.
    Plan(&'a Plan),
}

/// What a plan is checked with, besides its own data.
#[derive(Default)]
pub struct CheckInputs<'a> {
    /// What was found in its images when they were read.
    pub images: &'a [ImageProblem],
    /// What is known of words, if spelling is to be looked at.
    pub speller: Option<&'a Speller>,
    /// The plan that it follows.
    pub before: Predecessor<'a>,
    /// The versions of it that are kept, where they are known.
    pub kept: Option<&'a KeptPlans>,
    /// Whether what stands in many places is told at each, and not at the first alone.
    pub every_place: bool,
}

/// Prose with its place.
struct ReadProse<'a> {
    path: Path,
    text: &'a str,
    prose: Prose,
}

/// A stretch of words in the plan: a name or a title, or a part of a line of prose.
struct TextSpan<'a> {
    path: &'a Path,
    words: &'a str,
    /// Where the words begin in the string.
    at: usize,
    /// Whether they are in another language than the plan.
    foreign: bool,
}

impl TextSpan<'_> {
    /// The place of a range of the words.
    fn place(&self, range: Range<usize>) -> Place {
        Place::Within(self.path.clone(), self.at + range.start..self.at + range.end)
    }
}

impl<'a> Subject<'a> {
    fn new(plan: &'a Plan, beside: &CheckInputs<'a>) -> Self {
        let texts = texts(plan);
        let prose = texts
            .iter()
            .filter(|text| text.kind == TextKind::Prose)
            .map(|text| ReadProse { path: text.path.clone(), text: text.text, prose: prose::read(text.text) })
            .collect();
        let CheckInputs { images, speller, before, kept, every_place } = *beside;
        Self { plan, references: References::of(plan), texts, prose, images, speller, before, kept, every_place }
    }

    /// Every stretch of words.
    fn stretches(&self) -> impl Iterator<Item = TextSpan<'_>> {
        let lines = self.texts.iter().filter(|text| text.kind == TextKind::Line);
        let lines = lines.map(|text| TextSpan { path: &text.path, words: text.text, at: 0, foreign: false });
        let prose = self.prose.iter().flat_map(|read| {
            read.prose.stretches.iter().map(|stretch| TextSpan {
                path: &read.path,
                words: read.text.get(stretch.span.clone()).unwrap_or_default(),
                at: stretch.span.start,
                foreign: stretch.foreign,
            })
        });
        lines.chain(prose)
    }

    /// Every word in the plan's own language with its place, in the order of the files.
    fn words(&self) -> impl Iterator<Item = (&str, Place)> {
        self.stretches().filter(|stretch| !stretch.foreign).flat_map(|stretch| {
            let words = stretch.words.split(|c: char| !(c.is_alphanumeric() || c == '-'));
            let start = |word: &str| word.as_ptr() as usize - stretch.words.as_ptr() as usize;
            words
                .map(|word| word.trim_start_matches('-'))
                .filter(|word| word.chars().any(char::is_alphabetic) && !is_in_address(stretch.words, start(word)))
                .map(|word| (word, stretch.place(start(word)..start(word) + word.len())))
                .collect::<Vec<_>>()
        })
    }
}

/// A note on how many more places a message is true of, and how to see them all.
fn more_places_note(places: usize) -> String {
    const HOW: &str = "«sjekk --alle» viser";
    match places {
        0 => String::new(),
        1 => format!(" (og éin stad til; {HOW} han)"),
        more => format!(" (og {more} stader til; {HOW} dei)"),
    }
}

/// Whether the word at an offset is part of a web or mail address.
fn is_in_address(words: &str, at: usize) -> bool {
    // White space may have several bytes.
    let start = words[..at].trim_end_matches(|c: char| !c.is_whitespace()).len();
    let whole = words[start..].split_whitespace().next().unwrap_or_default();
    whole.contains("://") || whole.contains("www.") || whole.contains('@')
}

/// How much a rule's findings matter: from which edition of the process on it is worth a look, and from which it is wrong.
/// Before either it is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Levels {
    warning: Option<Edition>,
    error: Option<Edition>,
    /// The last edition that it applies to, if that is not the last of all.
    last: Option<Edition>,
}

impl Levels {
    /// A rule whose findings are warnings from an edition on.
    const fn warning(from: Edition) -> Self {
        Self { warning: Some(from), error: None, last: None }
    }

    /// A rule whose findings are errors from an edition on.
    const fn error(from: Edition) -> Self {
        Self { warning: None, error: Some(from), last: None }
    }

    /// Adds the edition from which on the rule's findings are errors.
    const fn then_error(self, from: Edition) -> Self {
        Self { error: Some(from), ..self }
    }

    /// A rule whose findings are warnings in one edition alone.
    const fn warning_in(edition: Edition) -> Self {
        Self { last: Some(edition), ..Self::warning(edition) }
    }

    /// The severity of the rule's findings in an edition; `None` if it does not apply there.
    pub fn severity_in(self, edition: Edition) -> Option<Severity> {
        let since = |from: Option<Edition>| from.is_some_and(|from| from <= edition);
        match self {
            _ if self.last.is_some_and(|last| edition > last) => None,
            _ if since(self.error) => Some(Severity::Error),
            _ if since(self.warning) => Some(Severity::Warning),
            _ => None,
        }
    }
}

/// A rule.
pub struct Rule {
    /// Its code, the same in every release.
    pub code: &'static str,
    /// What it finds, in a few words.
    pub what: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// How to put it right.
    pub fix: &'static str,
    /// How much it matters.
    pub levels: Levels,
    /// What finds it; `None` for what is found while the files are read.
    find: Option<fn(&Subject, &mut RuleHits)>,
}

/// Everything that is wrong with a plan as an edition, rule by rule; images and spelling apart.
pub fn check(plan: &Plan, edition: Edition) -> Vec<Finding> {
    check_all(plan, edition, &CheckInputs::default())
}

/// What a plan has beyond every measure: of such a plan nothing can be made.
pub fn beyond_limits(plan: &Plan, edition: Edition) -> Vec<Finding> {
    let rule = RULES.iter().find(|rule| rule.code == limits::CODE);
    let severity = rule.and_then(|rule| rule.levels.severity_in(edition)).unwrap_or(Severity::Error);
    limits::exceeded_limits(plan).into_findings(limits::CODE, severity).collect()
}

/// Everything that is wrong with a plan as an edition, with what was found in its images, how it follows the plan before
/// it and, where a speller is given, words that it doesn't know.
pub fn check_all(plan: &Plan, edition: Edition, beside: &CheckInputs) -> Vec<Finding> {
    // A plan beyond every measure is not looked into: the rules would take as long as they please.
    let too_much = beyond_limits(plan, edition);
    if !too_much.is_empty() {
        return too_much;
    }
    let subject = Subject::new(plan, beside);
    // Side by side, and yet in the order of the rules.
    let asked = RULES.par_iter().filter_map(|rule| Some((rule.code, rule.find?, rule.levels.severity_in(edition)?)));
    let found = asked.flat_map_iter(|(code, find, severity)| {
        let mut findings = RuleHits::default();
        find(&subject, &mut findings);
        findings.into_findings(code, severity)
    });
    found.collect()
}

#[cfg(test)]
mod tests;
