//! A session with a plan: it is opened, edits are proposed, and a proposal is kept. A proposal is made in memory, loaded and
//! checked as if it stood on disk; it is written only if the files are still those that were read, all of them or none.

use std::collections::BTreeMap;
use std::path as std_path;

use crate::check::{CheckInputs, check_all};
use crate::data::edits::{Edit, EditError, apply_to_files, apply_to_plan, edits_between};
use crate::data::file_text::{FileText, Unfit};
use crate::data::pictures;
use crate::data::{OpenFiles, PLAN_FILE, ReadError, Sources, load, load_with, versions};
use crate::edition::Edition;
use crate::finding::{Finding, Severity};
use crate::output::{Folder, OutputError, OutputFile, recover};
use crate::plan::{Logo, Path, Plan};
use crate::process::changes::{Difference, changes};

/// Why a plan is not changed.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The plan can't be read as it is.
    #[error("planen har feil")]
    Findings {
        /// Everything that is wrong.
        findings: Vec<Finding>,
        /// The texts that it is in.
        sources: Box<Sources>,
    },
    /// A file can't be written.
    #[error(transparent)]
    Write(#[from] OutputError),
    /// The plan would be wrong.
    #[error("endringa er ikkje ført inn, for planen ville bli feil ({code}): {message}")]
    Wrong {
        /// The rule that it would break.
        code: &'static str,
        /// What is wrong.
        message: String,
    },
    /// A file is written in a way that the change does not fit into.
    #[error("endringa kan ikkje førast inn i {0} slik fila er skriven; skriv henne inn for hand")]
    Unfit(String),
    /// The edits contradict each other, or what is there.
    #[error(transparent)]
    Edits(EditError),
    /// A file is no longer as it was when the plan was opened.
    #[error("{0} er endra av andre medan endringa vart gjord; ingenting er skrive")]
    Stale(String),
}

/// A plan's folder with what was read from it.
pub struct Session {
    path: std_path::PathBuf,
    plan: Plan,
    /// The names of its files and their bytes.
    files: Vec<(String, Vec<u8>)>,
    held: Option<Folder>,
}

/// Edits with what they would make of the plan.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The plan as it would be.
    pub plan: Plan,
    /// The files that would be other ones, or new.
    pub files: Vec<OutputFile>,
    /// The names of those that would be no more.
    pub gone: Vec<String>,
    /// What would be found in it and is not found now.
    pub new_findings: Vec<Finding>,
    /// What is found now and would not be.
    pub gone_findings: Vec<Finding>,
    /// What would differ from the plan as it is.
    pub differences: Vec<Difference>,
}

/// The files that a change of a plan was written to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileChange {
    /// The files as they were.
    pub before: Vec<OutputFile>,
    /// The files as they became.
    pub after: Vec<OutputFile>,
}

impl Proposal {
    /// The first new error, if there is one.
    fn first_error(&self) -> Option<&Finding> {
        self.new_findings.iter().find(|finding| finding.severity == Severity::Error)
    }
}

impl Session {
    /// Opens the plan in a folder. Nobody is kept from changing it meanwhile.
    ///
    /// # Errors
    /// `SessionError` if the plan can't be read.
    pub fn open(folder: &std_path::Path) -> Result<Self, SessionError> {
        Self::with(folder, None)
    }

    /// Opens the plan in a folder and holds it: others that would write there wait until the session ends.
    ///
    /// # Errors
    /// `SessionError` if the folder can't be held or the plan can't be read.
    pub fn open_locked(folder: &std_path::Path) -> Result<Self, SessionError> {
        let held = if folder.is_dir() { Some(Folder::open(folder)?) } else { None };
        let session = Self::with(folder, held)?;
        if let (Some(held), false) = (&session.held, versions::links_outside(folder)) {
            let is_logged = |version: &str| session.plan.hovud.logg.iter().any(|row| row.versjon == version);
            recover(&folder.join(versions::FOLDER), is_logged, held);
        }
        Ok(session)
    }

    fn with(folder: &std_path::Path, held: Option<Folder>) -> Result<Self, SessionError> {
        let loaded = load(folder);
        let plan = match loaded.plan {
            Ok(plan) => plan,
            Err(findings) => return Err(SessionError::Findings { findings, sources: Box::new(loaded.sources) }),
        };
        let files = loaded.sources.files.into_iter().map(|file| (file.file, file.bytes));
        Ok(Self { path: folder.into(), plan, files: files.collect(), held })
    }

    /// The plan as it was opened.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The folder, if it is held.
    pub fn held(&self) -> Option<&Folder> {
        self.held.as_ref()
    }

    /// What edits would make of the plan, as an edition is checked.
    ///
    /// # Errors
    /// `SessionError` if the edits don't fit the plan or its files, or make what can't be read.
    pub fn propose(&self, edits: &[Edit], edition: Edition) -> Result<Proposal, SessionError> {
        self.propose_in_turn(edits, |_| Vec::new(), edition)
    }

    /// What edits would make of the plan, and others after them whose paths are those of the plan that the first have made.
    ///
    /// # Errors
    /// `SessionError` as `propose`.
    pub fn propose_in_turn(
        &self,
        edits: &[Edit],
        then: impl FnOnce(&Plan) -> Vec<Edit>,
        edition: Edition,
    ) -> Result<Proposal, SessionError> {
        let made = apply_to_plan(&self.plan, edits).map_err(|error| self.edit_error(error))?;
        let others = then(&made);
        let meant = apply_to_plan(&made, &others).map_err(|error| self.edit_error(error))?;
        self.proposal(&[edits, &others], &meant, edition)
    }

    /// What a plan that is meant would make of the plan as it is; a draft's errors count.
    ///
    /// # Errors
    /// `SessionError` if the files are written in a way that it does not fit into.
    pub fn propose_plan(&self, meant: &Plan) -> Result<Proposal, SessionError> {
        self.proposal(&[&edits_between(&self.plan, meant)], meant, Edition::Utkast)
    }

    fn proposal(&self, turns: &[&[Edit]], meant: &Plan, edition: Edition) -> Result<Proposal, SessionError> {
        let mut texts = Vec::new();
        for (name, bytes) in &self.files {
            let text = FileText::read(bytes.clone()).map_err(|Unfit| SessionError::Unfit(name.clone()))?;
            texts.push((name.clone(), text));
        }
        for edits in turns {
            apply_to_files(&mut texts, edits).map_err(|error| self.edit_error(error))?;
        }
        let is_left = |name: &String| texts.iter().any(|(own, _)| own == name);
        let gone_files = self.files.iter().map(|(name, _)| name.clone()).filter(|name| !is_left(name)).collect();
        let is_same = |name: &str, bytes: &[u8]| self.bytes_of(name).is_some_and(|own| own == bytes);
        let changed = texts.into_iter().map(|(name, text)| (name, text.bytes()));
        let open: OpenFiles = changed.filter(|(name, bytes)| !is_same(name, bytes)).collect::<BTreeMap<_, _>>();
        let after = load_with(&self.path, &open).plan.map_err(|findings| wrong(findings.first()))?;
        if *meant != after {
            let names: Vec<&str> = open.keys().map(String::as_str).collect();
            return Err(SessionError::Unfit(if names.is_empty() { PLAN_FILE.into() } else { names.join(", ") }));
        }
        // A picture is read again only where another one is named.
        let images = |plan: &Plan| match logos(&self.plan).eq(logos(&after)) {
            true => Vec::new(),
            false => pictures::read(&self.path, plan).1,
        };
        let found =
            |plan: &Plan| check_all(plan, edition, &CheckInputs { images: &images(plan), ..CheckInputs::default() });
        let (mut gone, mut new) = (found(&self.plan), Vec::new());
        for finding in found(&after) {
            let known = gone.iter().position(|own| (own.code, &own.message) == (finding.code, &finding.message));
            match known {
                Some(at) => drop(gone.swap_remove(at)),
                None => new.push(finding),
            }
        }
        Ok(Proposal {
            differences: changes(&self.plan, &after),
            plan: after,
            files: open
                .into_iter()
                .map(|(name, bytes)| OutputFile::new(name, bytes).readable_as(&self.path.join(PLAN_FILE)))
                .collect(),
            gone: gone_files,
            new_findings: new,
            gone_findings: gone,
        })
    }

    /// Whether edits would change no file.
    pub fn is_done(&self, edits: &[Edit]) -> bool {
        let read = |(name, bytes): &(String, Vec<u8>)| Some((name.clone(), FileText::read(bytes.clone()).ok()?));
        let Some(mut texts) = self.files.iter().map(read).collect::<Option<Vec<_>>>() else { return false };
        let is_same = |(name, text): (String, FileText)| self.bytes_of(&name) == Some(&text.bytes());
        apply_to_files(&mut texts, edits).is_ok() && texts.into_iter().all(is_same)
    }

    /// Whether there is a file of a name in the plan's folder, or anything else.
    pub fn is_taken(&self, name: &str) -> bool {
        self.path.join(name).symlink_metadata().is_ok() || self.bytes_of(name).is_some()
    }

    fn bytes_of(&self, name: &str) -> Option<&Vec<u8>> {
        self.files.iter().find(|(own, _)| own == name).map(|(_, bytes)| bytes)
    }

    fn edit_error(&self, error: EditError) -> SessionError {
        match error {
            EditError::Unfit(path) => SessionError::Unfit(self.name_of(&path)),
            other => SessionError::Edits(other),
        }
    }

    fn name_of(&self, path: &Path) -> String {
        self.files.get(path.file).map_or_else(|| PLAN_FILE.into(), |(name, _)| name.clone())
    }

    /// Refuses a proposal that brings an error which was not there before.
    ///
    /// # Errors
    /// `SessionError::Wrong` with the first of them.
    pub fn refuse_new_errors(&self, proposal: &Proposal) -> Result<(), SessionError> {
        proposal.first_error().map_or(Ok(()), |finding| Err(wrong(Some(finding))))
    }

    /// Writes a proposal, all of it or nothing, if it brings no new error and the files are as they were read.
    ///
    /// # Errors
    /// `SessionError`; nothing is written then.
    pub fn save(&self, proposal: &Proposal) -> Result<(), SessionError> {
        self.refuse_new_errors(proposal)?;
        self.exchange(&self.files_before(proposal), &proposal.files, || self.check_unchanged())
    }

    fn exchange(
        &self,
        old: &[OutputFile],
        new: &[OutputFile],
        holds: impl FnOnce() -> Result<(), SessionError>,
    ) -> Result<(), SessionError> {
        match &self.held {
            Some(held) => exchange(held, &self.path, old, new, holds),
            None => exchange(&Folder::open(&self.path)?, &self.path, old, new, holds),
        }
    }

    /// Refuses to go on where a file is no longer as it was read.
    ///
    /// # Errors
    /// `SessionError::Stale` with the first of them.
    fn check_unchanged(&self) -> Result<(), SessionError> {
        for (name, before) in &self.files {
            if !std::fs::read(self.path.join(name)).is_ok_and(|bytes| bytes == *before) {
                return Err(SessionError::Stale(name.clone()));
            }
        }
        Ok(())
    }

    /// The files that a proposal changes or takes away, as they were read.
    pub fn files_before(&self, proposal: &Proposal) -> Vec<OutputFile> {
        let names = proposal.files.iter().map(|file| &file.name).chain(&proposal.gone);
        let own = |name: &String| {
            let file = OutputFile::new(name.clone(), self.bytes_of(name)?.clone());
            Some(file.readable_as(&self.path.join(name)))
        };
        names.filter_map(own).collect()
    }

    /// The files that a proposal changes, as they were read and as it has them.
    pub fn file_change(&self, proposal: &Proposal) -> FileChange {
        FileChange { before: self.files_before(proposal), after: proposal.files.clone() }
    }

    /// Puts the files of a proposal that was kept back as they were.
    ///
    /// # Errors
    /// `SessionError` if they can't be written.
    pub fn revert(&self, proposal: &Proposal) -> Result<(), SessionError> {
        self.exchange(&proposal.files, &self.files_before(proposal), || Ok(()))
    }

    /// The plan's own files as they were read, or as a proposal has them.
    ///
    /// # Errors
    /// The name of the first that can't be read, and why.
    pub fn own_files(&self, proposal: Option<&Proposal>) -> Result<Vec<OutputFile>, (String, ReadError)> {
        let proposed = |name: &str| {
            let file = proposal.into_iter().flat_map(|own| &own.files).find(|file| file.name == name);
            file.map(|file| file.bytes.clone())
        };
        versions::read_own_files_with(&self.path, &self.plan, |name| {
            proposed(name).or_else(|| self.bytes_of(name).cloned())
        })
    }
}

/// Puts files in the place of others in a plan's folder, all of them or nothing, if those others are what stands there.
///
/// # Errors
/// `SessionError::Stale` with the first that is another; nothing is written then, nor where a file can't be.
pub fn replace_files(folder: &std_path::Path, old: &[OutputFile], new: &[OutputFile]) -> Result<(), SessionError> {
    let is_there = |file: &OutputFile| std::fs::read(folder.join(&file.name)).is_ok_and(|bytes| bytes == file.bytes);
    exchange(&Folder::open(folder)?, folder, old, new, || match old.iter().find(|file| !is_there(file)) {
        Some(other) => Err(SessionError::Stale(other.name.clone())),
        None => Ok(()),
    })
}

/// Puts files in the place of others: one that only the new have is made, where there must be none of its name, and one that only
/// the old have is taken away. All of it is done or nothing.
fn exchange(
    held: &Folder,
    folder: &std_path::Path,
    old: &[OutputFile],
    new: &[OutputFile],
    holds: impl FnOnce() -> Result<(), SessionError>,
) -> Result<(), SessionError> {
    if !folder.is_dir() {
        return Err(OutputError { path: folder.into(), error: std::io::ErrorKind::NotFound.into() }.into());
    }
    let is_in = |all: &[OutputFile], file: &OutputFile| all.iter().any(|own| own.name == file.name);
    let (made, mut changed): (Vec<_>, Vec<_>) = new.iter().cloned().partition(|file| !is_in(old, file));
    let gone: Vec<&OutputFile> = old.iter().filter(|file| !is_in(new, file)).collect();
    // What goes from one file to another is at no moment in none of them.
    let growth = |file: &OutputFile| {
        let before = old.iter().find(|own| own.name == file.name).map_or(0, |own| own.bytes.len());
        before as i64 - file.bytes.len() as i64
    };
    changed.sort_by_key(growth);
    // At no moment does the plan name a file that is not there.
    held.write_as_one_if(&[made.as_slice(), &changed].concat(), || {
        holds()?;
        match made.iter().find(|file| folder.join(&file.name).symlink_metadata().is_ok()) {
            Some(other) => Err(SessionError::Edits(EditError::Exists(other.name.clone()))),
            None => Ok(()),
        }
    })?;
    held.remove(gone.into_iter().map(|file| file.name.as_str())).map_err(|error| {
        // The system has said no once already: what can't be put back is told with it.
        let _ = held.write(old).and_then(|_| held.remove(made.iter().map(|file| file.name.as_str())));
        error.into()
    })
}

/// The logos of a plan, and who is on the title page with them.
fn logos(plan: &Plan) -> impl Iterator<Item = Option<&Logo>> {
    let parties = plan.hovud.framside.iter().map(|id| plan.part(id).and_then(|part| part.logo.as_ref()));
    std::iter::once(plan.hovud.logo.as_ref()).chain(parties)
}

fn wrong(finding: Option<&Finding>) -> SessionError {
    match finding {
        Some(Finding { code, message, .. }) => SessionError::Wrong { code, message: message.clone() },
        None => SessionError::Unfit(PLAN_FILE.into()),
    }
}
