//! Checking: a loaded plan and an edition in, findings out. Each rule is a small function; `RULES` is the
//! list of them, with what is said of each.

mod limits;
mod rules;
mod table;
mod texts;

use std::ops::Range;

use crate::compose::prose::{self, Prose};
use crate::compose::references::References;
use crate::edition::Edition;
use crate::finding::{Finding, Findings, Place, Severity};
use crate::load::Path;
use crate::plan::Plan;
pub use table::RULES;
use texts::{Kind, Text, texts};

/// What a rule looks at.
pub struct Subject<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// What prose can refer to.
    pub references: References,
    /// Every text of the plan.
    texts: Vec<Text<'a>>,
    /// The prose among them, read.
    prose: Vec<ReadProse<'a>>,
}

/// Prose with its place.
struct ReadProse<'a> {
    path: Path,
    text: &'a str,
    prose: Prose,
}

/// A stretch of words in the plan: a name or a title, or a part of a line of prose.
struct Stretch<'a> {
    path: &'a Path,
    words: &'a str,
    /// Where the words begin in the string.
    at: usize,
    /// Whether they are in another language than the plan.
    foreign: bool,
}

impl Stretch<'_> {
    /// The place of a range of the words.
    fn place(&self, range: Range<usize>) -> Place {
        Place::Within(self.path.clone(), self.at + range.start..self.at + range.end)
    }
}

impl<'a> Subject<'a> {
    fn new(plan: &'a Plan) -> Self {
        let texts = texts(plan);
        let prose = texts
            .iter()
            .filter(|text| text.kind == Kind::Prose)
            .map(|text| ReadProse { path: text.path.clone(), text: text.text, prose: prose::read(text.text) })
            .collect();
        Self { plan, references: References::of(plan), texts, prose }
    }

    /// Every stretch of words.
    fn stretches(&self) -> impl Iterator<Item = Stretch<'_>> {
        let lines = self.texts.iter().filter(|text| text.kind == Kind::Line);
        let lines = lines.map(|text| Stretch { path: &text.path, words: text.text, at: 0, foreign: false });
        let prose = self.prose.iter().flat_map(|read| {
            read.prose.stretches.iter().map(|stretch| Stretch {
                path: &read.path,
                words: read.text.get(stretch.span.clone()).unwrap_or_default(),
                at: stretch.span.start,
                foreign: stretch.foreign,
            })
        });
        lines.chain(prose)
    }
}

/// The words of a plan that are in its own language, with their places.
pub struct Words<'a>(Subject<'a>);

impl Words<'_> {
    /// Every word, in the order of the files.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Place)> {
        self.0.stretches().filter(|stretch| !stretch.foreign).flat_map(|stretch| {
            let words = stretch.words.split(|c: char| !(c.is_alphanumeric() || c == '-'));
            let start = |word: &str| word.as_ptr() as usize - stretch.words.as_ptr() as usize;
            words
                .map(|word| word.trim_start_matches('-'))
                .filter(|word| word.chars().any(char::is_alphabetic) && !is_of_address(stretch.words, start(word)))
                .map(|word| (word, stretch.place(start(word)..start(word) + word.len())))
                .collect::<Vec<_>>()
        })
    }
}

/// Whether what stands at an offset is a piece of an address on the web or of mail.
fn is_of_address(words: &str, at: usize) -> bool {
    let start = words[..at].rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
    let whole = words[start..].split_whitespace().next().unwrap_or_default();
    whole.contains("://") || whole.contains("www.") || whole.contains('@')
}

/// The words of a plan.
pub fn words(plan: &Plan) -> Words<'_> {
    Words(Subject::new(plan))
}

/// How much a rule's findings matter in each edition; `None` where it is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Levels(pub [Option<Severity>; 4]);

impl Levels {
    /// In one edition.
    pub fn of(self, edition: Edition) -> Option<Severity> {
        self.0[edition as usize]
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
    find: Option<fn(&Subject, &mut Findings)>,
}

/// Everything that is wrong with a plan as an edition, rule by rule.
pub fn check(plan: &Plan, edition: Edition) -> Vec<Finding> {
    // A plan beyond every measure is not looked into: the rules would take as long as they please.
    let too_much = limits::beyond(plan);
    if !too_much.is_empty() {
        return too_much;
    }
    let subject = Subject::new(plan);
    let mut all = Vec::new();
    for rule in RULES {
        if let (Some(find), Some(severity)) = (rule.find, rule.levels.of(edition)) {
            let mut findings = Findings::default();
            find(&subject, &mut findings);
            all.extend(findings.of_rule(rule.code, severity));
        }
    }
    all
}

#[cfg(test)]
mod tests;
