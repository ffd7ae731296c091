//! Word files that come back: what each wants changed in a plan, and how that is taken in. Comes in: the plan's folder and the bytes
//! of the files. Goes out: a list in the order of the plan; and, of those of it that are chosen, a proposal that can be kept.

mod bases;
mod entries;
pub mod list;

use std::collections::BTreeMap;
use std::path as std_path;

use bases::{Documents, known_lines};
use entries::{file_and_line, place_of_difference, place_of_line, thing};

use super::build::LoadedPlan;
use super::decisions::{decision_edits, keep_decisions};
use super::error::ChangeError;
use super::session::{FileChange, Proposal, Session, SessionError};
use super::version::KeptCopy;
use super::wording::long_day;
use crate::data::Sources;
use crate::data::edits::Edit;
use crate::docx::DocxError;
use crate::edition::Edition;
use crate::intake::approvals::{FilledRow, take_filled_in};
use crate::intake::base::Base;
use crate::intake::lines::{lines, paired};
use crate::intake::merge::{Change, Outcome, Unsayable, Versions, differences};
use crate::intake::origins::Origins;
use crate::intake::proposals;
use crate::intake::word::{View, WordError, WordFile, words};
use crate::plan::{Dato, Path, Plan, Vedtak};
use crate::process::decisions::DecisionEntry;
use crate::words::notation::single_blanks;

pub use crate::intake::word::MAX_FILE_BYTES;
pub use bases::BaseSource;
pub use entries::{DecisionOutcome, Entry, Wish};

/// A Word file that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// The plan can't be changed.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// The plan's own Word file can't be made.
    #[error(transparent)]
    Docx(#[from] DocxError),
}

/// What Word files want changed in a plan.
pub struct Intake {
    folder: std_path::PathBuf,
    session: Session,
    /// What is wanted, in the order of the plan; what the plan says already is not among it.
    pub entries: Vec<Entry>,
    /// How many differences the plan has already.
    pub done: usize,
    /// What each file was compared with.
    pub base_sources: Vec<BaseSource>,
    /// The document of each file as it would be now.
    ours: Vec<Origins>,
}

/// What taking in some of a list would make of a plan.
#[derive(Debug, Clone)]
pub struct IntakeProposal {
    /// The proposal.
    pub proposal: Proposal,
    /// The decisions among it.
    decisions: Vec<DecisionEntry>,
}

impl Intake {
    /// Compares Word files with the plan in a folder; the folder is held.
    ///
    /// # Errors
    /// `IntakeError` if a file or the plan can't be read.
    pub fn open(folder: &std_path::Path, files: &[Returned]) -> Result<Self, IntakeError> {
        Self::compare(folder, Session::open_locked(folder)?, files)
    }

    /// Compares Word files with the plan in a folder, to be looked at: nobody is kept from changing it meanwhile.
    ///
    /// # Errors
    /// `IntakeError` if a file or the plan can't be read.
    pub fn read(folder: &std_path::Path, files: &[Returned]) -> Result<Self, IntakeError> {
        Self::compare(folder, Session::open(folder)?, files)
    }

    fn compare(folder: &std_path::Path, session: Session, files: &[Returned]) -> Result<Self, IntakeError> {
        let loaded = LoadedPlan::read(folder);
        let plan = session.plan().clone();
        let mut documents = Documents::of(folder, &loaded, &plan);
        let mut intake = Self {
            folder: folder.into(),
            session,
            entries: Vec::new(),
            done: 0,
            base_sources: Vec::new(),
            ours: Vec::new(),
        };
        for (at, file) in files.iter().enumerate() {
            let word = WordFile::read(&file.bytes).map_err(|error| IntakeError::File(file.name.clone(), error))?;
            let base = Base::of(&word);
            let own = format!("{} {}", plan.hovud.kortnamn, plan.hovud.år);
            if let Some(base) = base.as_ref().filter(|base| base.plan != own) {
                let (file, other) = (file.name.clone(), base.plan.clone());
                return Err(IntakeError::OtherPlan { file, other, own });
            }
            let mut body = word.body_as(View::Accepted);
            let found = lines(&body);
            let edition = documents.edition(&word, base.as_ref(), &found)?;
            let part = base.as_ref().and_then(|base| base.part.clone());
            let Some(ours) = documents.now(edition, part.as_deref())?.cloned() else {
                return Err(SessionError::Unfit(file.name.clone()).into());
            };
            let (base_source, base) = match base {
                Some(base) => (BaseSource::Carried, base.lines),
                // A case paper has some of the plan's lines, and a plan most of them.
                None if known_lines(&ours.lines, &found) * 2 < found.len().max(ours.lines.len()) => {
                    return Err(IntakeError::Foreign(file.name.clone()));
                }
                None => documents.nearest(&word, edition, &found)?,
            };
            intake.base_sources.push(base_source);
            for row in take_filled_in(&mut body, &base, &plan) {
                intake.read_decision(at, row, &loaded.sources);
            }
            let (theirs, rejected) = (lines(&body), lines(&word.body_as(View::Rejected)));
            let versions = Versions { base: &base, theirs: &theirs, rejected: &rejected, ours: &ours, plan: &plan };
            intake.list(at, &word, &versions, &loaded.sources);
            intake.ours.push(ours);
        }
        intake.refuse_collisions(&plan);
        intake.refuse_wrong();
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

    fn add(&mut self, file: usize, wish: Wish, place: Option<(Path, usize)>, sources: &Sources) {
        let named = place.as_ref().and_then(|(path, at)| file_and_line(sources, path, *at));
        let path = place.map(|(path, _)| path);
        self.entries.push(Entry { file, wish, path, place: named, against: None, number: 0 });
    }

    /// Lists what a file wants.
    fn list(&mut self, at: usize, word: &WordFile, versions: &Versions, sources: &Sources) {
        let (ours, theirs) = (versions.ours, versions.theirs);
        for difference in differences(versions) {
            let place = place_of_difference(ours, &difference);
            self.add(at, Wish::Difference(Box::new(difference)), place, sources);
        }
        let pairs = paired(&ours.lines, theirs);
        for comment in &word.comments {
            let line = theirs.iter().position(|line| line.comments.contains(&comment.id));
            let line = line.and_then(|line| pairs.iter().rev().find(|(_, own)| *own <= line)).map_or(0, |pair| pair.0);
            let said = single_blanks(&words(&comment.blocks));
            let wish = Wish::Comment { author: comment.author.clone(), date: comment.date.clone(), words: said };
            self.add(at, wish, place_of_line(ours, line), sources);
        }
    }

    /// Lists a decision that was filled in.
    fn read_decision(&mut self, at: usize, row: FilledRow, sources: &Sources) {
        let outcome = self.decision_outcome(&row);
        let path = Path::hovud().field("handsaming").index(row.party).field("organ").index(row.body);
        self.add(at, Wish::Decision(row, outcome), Some((path, 0)), sources);
    }

    fn decision_outcome(&self, row: &FilledRow) -> DecisionOutcome {
        let plan = self.session.plan();
        let Ok(filled) = &row.decision else { return DecisionOutcome::Unreadable };
        let handsaming = &plan.hovud.handsaming[row.party];
        let known = plan.counting_decisions(&handsaming.organ[row.body]).next_back();
        if let Some(own) = known {
            let has_case = filled.case.is_none() || filled.case == own.sak;
            if (own.dato, own.utfall) == (filled.date, filled.outcome) && has_case {
                return DecisionOutcome::Done;
            }
            if !plan.standing(handsaming, row.body).is_open() {
                return DecisionOutcome::Other(own.clone());
            }
        }
        let vedtak = Vedtak {
            dato: filled.date,
            sak: filled.case.clone(),
            utfall: filled.outcome,
            versjon: Some(plan.political_version_on(filled.date)),
            tekst: None,
            endring: None,
            teke_inn_i: None,
        };
        let (party, body) = (row.party, row.body);
        let entry = DecisionEntry { party, body, vedtak: Some(vedtak), planlagt: None, avlyst: false };
        match decision_edits(plan, std::slice::from_ref(&entry)) {
            Ok(_) => DecisionOutcome::Enter(entry),
            Err(why) => DecisionOutcome::Refused(why.to_string()),
        }
    }

    /// Finds what can't be taken in after all: what two files want otherwise in one place, and what does not fit the data.
    fn refuse_collisions(&mut self, plan: &Plan) {
        let count = self.entries.len();
        for one in 0..count {
            for two in one + 1..count {
                let (first, second) = (&self.entries[one], &self.entries[two]);
                if first.file == second.file && !first.changes().is_empty() && first.changes() == second.changes() {
                    self.entries[two].set_done();
                    continue;
                }
                if first.file == second.file || !first.collides(second) {
                    continue;
                }
                if first.agrees_with(second) {
                    self.entries[two].set_done();
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
            let Wish::Difference(own) = &mut entry.wish else { continue };
            if made.values().any(Option::is_none) {
                own.outcome = Outcome::Unsayable(Unsayable::Unfit);
            } else if !changes.is_empty() && made.values().flatten().all(Vec::is_empty) {
                own.outcome = Outcome::Unsayable(Unsayable::Look);
            }
        }
    }

    /// Finds what the plan would be wrong with, so that it does not stop the rest.
    fn refuse_wrong(&mut self) {
        let mut left: Vec<usize> = (0..self.entries.len()).filter(|at| self.entries[*at].can_be_taken()).collect();
        while let Some((culprit, why)) = self.culprit(&left) {
            self.entries[culprit].refuse(why);
            left.retain(|at| *at != culprit);
        }
    }

    /// One of some entries that the plan would be wrong with after those before it, and why.
    fn culprit(&self, all: &[usize]) -> Option<(usize, String)> {
        let wrong = |count: usize| self.propose(&all[..count]).err().map(|error| error.to_reason());
        let mut why = wrong(all.len())?;
        let (mut right, mut count) = (0, all.len());
        while count - right > 1 {
            let middle = usize::midpoint(right, count);
            match wrong(middle) {
                Some(other) => (count, why) = (middle, other),
                None => right = middle,
            }
        }
        all[..count].last().map(|culprit| (*culprit, why))
    }

    /// What taking in some of the list would make of the plan; comments become comments in the files.
    ///
    /// # Errors
    /// `IntakeError` if the plan would be wrong.
    pub fn propose(&self, chosen: &[usize]) -> Result<Option<IntakeProposal>, IntakeError> {
        let mut by_path: BTreeMap<Path, (usize, Vec<Change>)> = BTreeMap::new();
        let (mut decisions, mut edits): (Vec<DecisionEntry>, Vec<Edit>) = (Vec::new(), Vec::new());
        for entry in chosen.iter().filter_map(|at| self.entries.get(*at)) {
            for change in entry.changes() {
                by_path.entry(change.path().clone()).or_insert((entry.file, Vec::new())).1.push(change.clone());
            }
            decisions.extend(entry.decision().cloned());
            edits.extend(comment_edit(entry));
        }
        for (file, changes) in by_path.into_values() {
            let made = proposals::edits(self.session.plan(), &self.ours[file], &changes);
            edits.extend(made.into_values().flatten().flatten());
        }
        // Refused here; what the texts become makes no difference to it.
        decision_edits(self.session.plan(), &decisions)?;
        let entered = |plan: &Plan| decision_edits(plan, &decisions).map(|own| own.0).unwrap_or_default();
        let proposal = self.session.propose_in_turn(&edits, entered, Edition::Utkast)?;
        self.session.refuse_new_errors(&proposal)?;
        Ok((!proposal.files.is_empty()).then_some(IntakeProposal { proposal, decisions }))
    }

    /// Writes a proposal, all of it or nothing; with decisions, the version that they are about is kept.
    ///
    /// # Errors
    /// `IntakeError`; nothing is written then.
    pub fn keep(&self, own: &IntakeProposal) -> Result<Option<KeptCopy>, IntakeError> {
        Ok(keep_decisions(&self.folder, &self.session, &own.proposal, &own.decisions)?)
    }

    /// Whether an entry is a comment that stands in the plan's files.
    pub fn is_kept_comment(&self, at: usize) -> bool {
        let edit = self.entries.get(at).and_then(comment_edit);
        edit.is_some_and(|edit| self.session.is_done(&[edit]))
    }

    /// The files that a proposal changes, as they are and as it has them.
    pub fn file_change(&self, own: &IntakeProposal) -> FileChange {
        self.session.file_change(&own.proposal)
    }

    /// The thing that an entry is in: «tiltak 1.2, «Utfordring»».
    pub fn thing(&self, entry: &Entry) -> Option<String> {
        thing(self.session.plan(), entry.path.as_ref()?)
    }

    /// The plan as it is.
    pub fn plan(&self) -> &Plan {
        self.session.plan()
    }
}

impl IntakeError {
    /// A file has more bytes than are read.
    pub fn too_large(name: &str) -> Self {
        Self::File(name.into(), WordError::TooLarge)
    }

    /// Why something is not taken in, in words that begin no sentence.
    fn to_reason(&self) -> String {
        match self {
            Self::Session(SessionError::Wrong { message, .. }) => message.clone(),
            other => other.to_string(),
        }
    }
}

/// The edit that keeps a comment beside what it is on.
fn comment_edit(entry: &Entry) -> Option<Edit> {
    let Wish::Comment { author, date, words } = &entry.wish else { return None };
    let day = date.as_deref().and_then(|date| date.get(..10)?.parse::<jiff::civil::Date>().ok());
    let day = day.map(|day| format!(", {}", long_day(Dato(day)))).unwrap_or_default();
    let words = format!("Merknad frå {author}{day}: {words}");
    Some(Edit::Comment { path: entry.path.clone().unwrap_or_else(Path::hovud), words })
}
