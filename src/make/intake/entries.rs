//! The list of what Word files want changed: what each entry is, and where it belongs.

use sha2::{Digest, Sha256};

use crate::data::Sources;
use crate::finding::Place;
use crate::intake::approvals::FilledRow;
use crate::intake::merge::{Change, Difference, Outcome};
use crate::intake::origins::Origins;
use crate::plan::{Path, Plan, Step, Vedtak};
use crate::process::decisions::DecisionEntry;

/// What is wanted of a plan.
#[derive(Debug, Clone)]
pub enum Wish {
    /// A change.
    Difference(Box<Difference>),
    /// A decision that was filled in.
    Decision(FilledRow, DecisionOutcome),
    /// A comment, with the words that it is on.
    Comment {
        /// Who wrote it.
        author: String,
        /// When, as it stands in the file.
        date: Option<String>,
        /// What it says.
        words: String,
    },
}

/// What becomes of a decision that was filled in.
#[derive(Debug, Clone, PartialEq)]
pub enum DecisionOutcome {
    /// It can be entered.
    Enter(DecisionEntry),
    /// The plan has it.
    Done,
    /// The plan has another decision of the body.
    Other(Vedtak),
    /// It can't be read.
    Unreadable,
    /// It can't be entered: why.
    Refused(String),
}

/// A line of the list.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The file that wants it, by its place among the files.
    pub file: usize,
    /// What is wanted.
    pub wish: Wish,
    /// The value that it is in.
    pub path: Option<Path>,
    /// The name of the data file, and the line there.
    pub place: Option<(String, usize)>,
    /// The file that wants something else in the same place.
    pub against: Option<usize>,
    /// Its number in the list, which what is taken in does not change.
    pub number: usize,
}

impl Entry {
    /// What it is known by as long as the files are the same: its number and what it says.
    pub fn key(&self) -> String {
        let words = match &self.wish {
            Wish::Difference(own) => format!("{:?}{:?}{:?}", own.before, own.after, own.looks),
            Wish::Decision(row, _) => format!("{:?}{:?}", row.cells, row.decision),
            Wish::Comment { author, date, words } => format!("{author}{date:?}{words}"),
        };
        let digest: String = Sha256::digest(words).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        format!("{}-{}-{digest}", self.number, self.file)
    }

    /// The changes that taking it in makes; none where it can't be taken in.
    pub fn changes(&self) -> &[Change] {
        if self.against.is_none() { self.wanted_changes() } else { &[] }
    }

    /// The changes that are wanted, whether another file wants something else or not.
    fn wanted_changes(&self) -> &[Change] {
        match &self.wish {
            Wish::Difference(own) => match &own.outcome {
                Outcome::Change(changes) => changes,
                _ => &[],
            },
            Wish::Decision(..) | Wish::Comment { .. } => &[],
        }
    }

    /// The decision that taking it in enters.
    pub fn decision(&self) -> Option<&DecisionEntry> {
        self.wanted_decision().filter(|_| self.against.is_none())
    }

    /// The decision that is wanted, whether another file has another or not.
    fn wanted_decision(&self) -> Option<&DecisionEntry> {
        match &self.wish {
            Wish::Decision(_, DecisionOutcome::Enter(entry)) => Some(entry),
            _ => None,
        }
    }

    /// Whether it can be taken in; a comment is kept beside the data, which is another thing.
    pub fn can_be_taken(&self) -> bool {
        !self.changes().is_empty() || self.decision().is_some()
    }

    /// Whether the plan says so already.
    pub fn is_done(&self) -> bool {
        match &self.wish {
            Wish::Difference(own) => own.outcome == Outcome::Done,
            Wish::Decision(_, outcome) => *outcome == DecisionOutcome::Done,
            Wish::Comment { .. } => false,
        }
    }

    /// Says that it can't be taken in, and why.
    pub(super) fn refuse(&mut self, why: String) {
        match &mut self.wish {
            Wish::Difference(own) => own.outcome = Outcome::Refused(why),
            Wish::Decision(_, outcome) => *outcome = DecisionOutcome::Refused(why),
            Wish::Comment { .. } => {}
        }
    }

    /// Says that the plan says so already, or another entry.
    pub(super) fn set_done(&mut self) {
        match &mut self.wish {
            Wish::Difference(own) => own.outcome = Outcome::Done,
            Wish::Decision(_, outcome) => *outcome = DecisionOutcome::Done,
            Wish::Comment { .. } => {}
        }
    }

    /// Whether another entry and this one can't both be taken in.
    pub(super) fn collides(&self, other: &Self) -> bool {
        if let (Some(one), Some(two)) = (self.wanted_decision(), other.wanted_decision()) {
            return (one.party, one.body) == (two.party, two.body);
        }
        self.wanted_changes().iter().any(|own| other.wanted_changes().iter().any(|other| own.collides(other)))
    }

    /// Whether another entry wants the same.
    pub(super) fn agrees_with(&self, other: &Self) -> bool {
        match (&self.wish, &other.wish) {
            (Wish::Difference(one), Wish::Difference(two)) => one.agrees_with(two),
            (Wish::Decision(one, _), Wish::Decision(two, _)) => one.decision == two.decision,
            _ => false,
        }
    }
}

/// The value that a difference is in, and where in it.
pub(super) fn place_of_difference(ours: &Origins, own: &Difference) -> Option<(Path, usize)> {
    let of_line = place_of_line(ours, own.line);
    let path = match &own.outcome {
        Outcome::Named(path) | Outcome::Typed(path) => path,
        Outcome::Change(changes) => changes.first()?.path(),
        _ => return of_line,
    };
    // A line may have words of several values.
    of_line.filter(|(own, _)| own == path).or_else(|| Some((path.clone(), 0)))
}

/// The value that a line comes from, and where in it: of the line itself or, where it has none, of the one before it.
pub(super) fn place_of_line(ours: &Origins, line: usize) -> Option<(Path, usize)> {
    let of = |line: usize| {
        let letters = ours.lines.get(line)?.text().chars().count();
        let origins = (0..letters).filter_map(|letter| ours.run(line, letter)?.origin.as_ref());
        let own =
            origins.clone().find(|own| own.role == crate::document::OriginRole::Own).or(origins.clone().next())?;
        Some((own.path.clone(), own.pieces.first().map_or(0, |piece| piece.range.start)))
    };
    (0..=line).rev().take(3).find_map(of)
}

/// The name of the data file that a byte of a value stands in, and the line there.
pub(super) fn file_and_line(sources: &Sources, path: &Path, at: usize) -> Option<(String, usize)> {
    let (source, range) = sources.resolve(&Place::Within(path.clone(), at..at))?;
    Some((source.name.clone(), source.position(range.start).0))
}

/// The thing that a value belongs to: «tiltak 1.2, «Utfordring»».
pub(super) fn thing(plan: &Plan, path: &Path) -> Option<String> {
    let index = |list: &str| match path.steps() {
        [Step::Field(name), Step::Index(index), ..] if name == list => Some(*index),
        _ => None,
    };
    if path.file > 0 {
        let delmål = plan.delmål.get(path.file - 1)?;
        let Some(tiltak) = index("tiltak").and_then(|at| delmål.tiltak.get(at)) else {
            return Some(format!("delmål {}", delmål.nummer));
        };
        let bolk = match path.steps() {
            [_, _, Step::Field(name), Step::Index(at), ..] if name == "bolkar" => tiltak.bolkar.get(*at),
            _ => None,
        };
        let bolk = bolk.map_or(String::new(), |bolk| format!(", «{}»", bolk.overskrift));
        return Some(format!("tiltak {}.{}{bolk}", delmål.nummer, tiltak.nummer));
    }
    if let Some(handsaming) = index("handsaming").and_then(|at| plan.hovud.handsaming.get(at)) {
        let body = match path.steps() {
            [_, _, Step::Field(name), Step::Index(at), ..] if name == "organ" => handsaming.organ.get(*at),
            _ => None,
        };
        let party = plan.party_name(&handsaming.part);
        return Some(body.map_or_else(|| party.to_string(), |body| format!("{party}, {}", body.organ.0)));
    }
    if let Some(part) = index("partar").and_then(|at| plan.hovud.partar.get(at)) {
        return Some(format!("registeret over partar, «{}»", part.namn));
    }
    let section = index("seksjonar").and_then(|at| plan.hovud.seksjonar.get(at));
    section.map(|own| match own.nummer {
        Some(number) => format!("pkt. {number}, «{}»", own.tittel),
        None => format!("«{}»", own.tittel),
    })
}
