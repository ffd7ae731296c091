//! Word files that come back: what each wants changed in a plan, and how that is taken in. Comes in: the plan's folder and the bytes
//! of the files. Goes out: a list in the order of the plan; and, of those of it that are chosen, a proposal that can be kept.

use std::collections::{BTreeMap, BTreeSet};
use std::path as std_path;

use super::build::LoadedPlan;
use super::session::{Proposal, Session, SessionError};
use crate::data::Sources;
use crate::data::edits::Edit;
use crate::docx::DocxError;
use crate::edition::Edition;
use crate::finding::Place;
use crate::intake::base::Base;
use crate::intake::lines::{Line, lines};
use crate::intake::merge::{Change, Difference, Outcome, Unsayable, Versions, differences};
use crate::intake::origins::Origins;
use crate::intake::proposals;
use crate::intake::word::{View, WordError, WordFile, words};
use crate::plan::{Path, Plan, Step};

/// A Word file that came back.
#[derive(Debug, Clone)]
pub struct Returned {
    /// Its name, as it was given.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why Word files can't be compared with a plan.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// A file can't be read.
    #[error("{0} {1}")]
    File(String, WordError),
    /// A file is of another plan.
    #[error("{file} er av ein annan plan: «{other}», ikkje «{own}»")]
    OtherPlan {
        /// The file.
        file: String,
        /// The plan that it is of.
        other: String,
        /// The plan that it was to be taken into.
        own: String,
    },
    /// A file is not made of the plan, as far as can be seen.
    #[error("{0} liknar ikkje på Word-fila til planen: det er ei anna fil, ein annan plan eller eit saksframlegg")]
    Foreign(
        /// The file.
        String,
    ),
    /// The plan can't be read or changed.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// The plan's own Word file can't be made.
    #[error(transparent)]
    Docx(#[from] DocxError),
}

/// What is wanted of a plan.
#[derive(Debug, Clone)]
pub enum Wish {
    /// A change.
    Difference(Difference),
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
    /// The changes that taking it in makes; none where it can't be taken in.
    pub fn changes(&self) -> &[Change] {
        match &self.wish {
            Wish::Difference(Difference { outcome: Outcome::Change(changes), .. }) if self.against.is_none() => changes,
            _ => &[],
        }
    }

    /// Whether the plan says so already.
    pub fn is_done(&self) -> bool {
        matches!(&self.wish, Wish::Difference(Difference { outcome: Outcome::Done, .. }))
    }
}

/// What Word files want changed in a plan.
pub struct Intake {
    session: Session,
    /// What is wanted, in the order of the plan; what the plan says already is not among it.
    pub entries: Vec<Entry>,
    /// How many differences the plan has already.
    pub done: usize,
    /// The files that had lost what they were when they were made.
    pub without_base: Vec<usize>,
    /// The document of each file as it would be now.
    ours: Vec<Origins>,
}

impl Intake {
    /// Compares Word files with the plan in a folder; the folder is held.
    ///
    /// # Errors
    /// `IntakeError` if a file or the plan can't be read.
    pub fn open(folder: &std_path::Path, files: &[Returned]) -> Result<Self, IntakeError> {
        let session = Session::open_locked(folder)?;
        let loaded = LoadedPlan::read(folder);
        let plan = session.plan().clone();
        let mut intake = Self { session, entries: Vec::new(), done: 0, without_base: Vec::new(), ours: Vec::new() };
        let mut made: BTreeMap<(String, Option<String>), Origins> = BTreeMap::new();
        for (at, file) in files.iter().enumerate() {
            let word = WordFile::read(&file.bytes).map_err(|error| IntakeError::File(file.name.clone(), error))?;
            let base = Base::of(&word);
            let own = format!("{} {}", plan.hovud.kortnamn, plan.hovud.år);
            if let Some(base) = base.as_ref().filter(|base| base.plan != own) {
                let (file, other) = (file.name.clone(), base.plan.clone());
                return Err(IntakeError::OtherPlan { file, other, own });
            }
            let said = word.properties.custom.get("handlingsplan utgåve").cloned();
            let edition = base.as_ref().map(|base| base.edition.clone()).or(said).unwrap_or_default();
            let part = base.as_ref().and_then(|base| base.part.clone());
            let key = (edition, part);
            if !made.contains_key(&key) {
                let edition = Edition::ALL.into_iter().find(|own| own.contents().name == key.0);
                let to = plan.hovud.partar.iter().find(|own| key.1.as_deref() == Some(own.id.as_str()));
                let checked = loaded.checked(edition.unwrap_or(Edition::Utkast), None);
                let composed = checked.compose_unfinished(to.map(|own| &own.id));
                let origins = composed.map(|own| own.origins()).transpose()?;
                let Some(origins) = origins else { return Err(SessionError::Unfit(file.name.clone()).into()) };
                made.insert(key.clone(), origins);
            }
            let ours = made[&key].clone();
            let theirs = lines(&word.body_as(View::Accepted));
            if base.is_none() {
                if known_lines(&ours.lines, &theirs) * 2 < theirs.len().max(1) {
                    return Err(IntakeError::Foreign(file.name.clone()));
                }
                intake.without_base.push(at);
            }
            let base = base.map_or_else(|| ours.lines.clone(), |base| base.lines);
            let rejected = lines(&word.body_as(View::Rejected));
            let versions = Versions { base: &base, theirs: &theirs, rejected: &rejected, ours: &ours, plan: &plan };
            intake.read(at, &word, &versions, &loaded.sources);
            intake.ours.push(ours);
        }
        intake.refuse_collisions(&plan);
        intake.entries.sort_by_key(|entry| {
            let file = |name: &String| loaded.sources.files.iter().position(|own| own.name == *name);
            (entry.place.as_ref().map(|(name, line)| (file(name), *line)), entry.file)
        });
        intake.entries.iter_mut().zip(1..).for_each(|(entry, number)| entry.number = number);
        let known = intake.entries.len();
        intake.entries.retain(|entry| !entry.is_done());
        intake.done += known - intake.entries.len();
        Ok(intake)
    }

    /// Lists what a file wants.
    fn read(&mut self, at: usize, word: &WordFile, versions: &Versions, sources: &Sources) {
        let (ours, theirs) = (versions.ours, versions.theirs);
        let mut add = |wish: Wish, line: usize| {
            let origin = place_of(ours, line);
            let place = origin.as_ref().and_then(|(path, start)| {
                let place = Place::Within(path.clone(), *start..*start);
                let (source, range) = sources.resolve(&place)?;
                Some((source.name.clone(), source.position(range.start).0))
            });
            let path = origin.map(|(path, _)| path);
            self.entries.push(Entry { file: at, wish, path, place, against: None, number: 0 });
        };
        for difference in differences(versions) {
            let line = difference.line;
            add(Wish::Difference(difference), line);
        }
        let pairs = crate::intake::lines::paired(&ours.lines, theirs);
        for comment in &word.comments {
            let line = theirs.iter().position(|line| line.comments.contains(&comment.id));
            let line = line.and_then(|line| pairs.iter().rev().find(|(_, own)| *own <= line)).map_or(0, |pair| pair.0);
            let said = words(&comment.blocks).split_whitespace().collect::<Vec<_>>().join(" ");
            add(Wish::Comment { author: comment.author.clone(), date: comment.date.clone(), words: said }, line);
        }
    }

    /// Finds what can't be taken in after all: what two files want otherwise in one place, and what does not fit the data.
    fn refuse_collisions(&mut self, plan: &Plan) {
        let count = self.entries.len();
        for one in 0..count {
            for two in one + 1..count {
                let (first, second) = (&self.entries[one], &self.entries[two]);
                if first.file == second.file && !first.changes().is_empty() && first.changes() == second.changes() {
                    set_outcome(&mut self.entries[two], Outcome::Done);
                    continue;
                }
                if first.file == second.file || !touch(first.changes(), second.changes()) {
                    continue;
                }
                if after(first) == after(second) {
                    set_outcome(&mut self.entries[two], Outcome::Done);
                } else {
                    let (file, other) = (first.file, second.file);
                    self.entries[one].against = Some(other);
                    self.entries[two].against = Some(file);
                }
            }
        }
        for entry in &mut self.entries {
            let changes = entry.changes().to_vec();
            let made = proposals::edits(plan, &self.ours[entry.file], &changes);
            if made.values().any(Option::is_none) {
                set_outcome(entry, Outcome::Unsayable(Unsayable::Unfit));
            }
        }
    }

    /// What taking in some of the list would make of the plan.
    ///
    /// # Errors
    /// `IntakeError` if the plan would be wrong.
    pub fn propose(&self, chosen: &[usize]) -> Result<Option<Proposal>, IntakeError> {
        let mut by_path: BTreeMap<Path, (usize, Vec<Change>)> = BTreeMap::new();
        for entry in chosen.iter().filter_map(|at| self.entries.get(*at)) {
            for change in entry.changes() {
                by_path.entry(change.path().clone()).or_insert((entry.file, Vec::new())).1.push(change.clone());
            }
        }
        let mut edits: Vec<Edit> = Vec::new();
        for (file, changes) in by_path.into_values() {
            let made = proposals::edits(self.session.plan(), &self.ours[file], &changes);
            edits.extend(made.into_values().flatten().flatten());
        }
        if edits.is_empty() {
            return Ok(None);
        }
        let proposal = self.session.propose(&edits, Edition::Utkast)?;
        self.session.refuse_new_errors(&proposal)?;
        Ok(Some(proposal))
    }

    /// Writes a proposal.
    ///
    /// # Errors
    /// `IntakeError`; nothing is written then.
    pub fn keep(&self, proposal: &Proposal) -> Result<(), IntakeError> {
        Ok(self.session.save(proposal)?)
    }

    /// The thing that an entry is in: «tiltak 1.2, «Utfordring»».
    pub fn thing(&self, entry: &Entry) -> Option<String> {
        thing(self.session.plan(), entry.path.as_ref()?)
    }

    /// The name of what has a path: of a party in the register.
    pub fn plan(&self) -> &Plan {
        self.session.plan()
    }
}

/// How many of a file's lines a document has too.
fn known_lines(own: &[Line], theirs: &[Line]) -> usize {
    let own: BTreeSet<String> = own.iter().map(Line::key).collect();
    theirs.iter().filter(|line| own.contains(&line.key())).count()
}

/// What an entry wants to stand there.
fn after(entry: &Entry) -> Option<&[String]> {
    match &entry.wish {
        Wish::Difference(own) => Some(&own.after),
        Wish::Comment { .. } => None,
    }
}

fn set_outcome(entry: &mut Entry, outcome: Outcome) {
    if let Wish::Difference(own) = &mut entry.wish {
        own.outcome = outcome;
    }
}

fn touch(one: &[Change], two: &[Change]) -> bool {
    one.iter().any(|own| two.iter().any(|other| own.collides(other)))
}

/// The value that a line comes from, and where in it: of the line itself or, where it has none, of the one before it.
fn place_of(ours: &Origins, line: usize) -> Option<(Path, usize)> {
    let of = |line: usize| {
        let letters = ours.lines.get(line)?.text().chars().count();
        let origins = (0..letters).filter_map(|letter| ours.run(line, letter)?.origin.as_ref());
        let own =
            origins.clone().find(|own| own.role == crate::document::OriginRole::Own).or(origins.clone().next())?;
        Some((own.path.clone(), own.pieces.first().map_or(0, |piece| piece.range.start)))
    };
    (0..=line).rev().take(3).find_map(of)
}

fn thing(plan: &Plan, path: &Path) -> Option<String> {
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
    let section = index("seksjonar").and_then(|at| plan.hovud.seksjonar.get(at));
    section.map(|own| match own.nummer {
        Some(number) => format!("pkt. {number}, «{}»", own.tittel),
        None => format!("«{}»", own.tittel),
    })
}
