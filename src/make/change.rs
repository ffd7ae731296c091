//! A change of a plan's own files: made in memory, loaded and checked as if it stood on disk, and written only if it brings
//! no error that was not there before. Nobody else changes the files meanwhile.

use std::collections::BTreeMap;
use std::path as std_path;

use crate::check::check;
use crate::data::edit::{FileText, Unfit};
use crate::data::{OpenFiles, PLAN_FILE, ReadError, Sources, load, load_with, versions};
use crate::edition::Edition;
use crate::finding::{Finding, Severity};
use crate::output::{Folder, OutputError, OutputFile, recover};
use crate::plan::Plan;

/// Why a plan was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
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
}

/// Commands write into `plan.ron` but where they name another file.
impl From<Unfit> for ChangeError {
    fn from(_: Unfit) -> Self {
        Self::Unfit(PLAN_FILE.into())
    }
}

/// A plan that is being changed.
pub struct Change {
    path: std_path::PathBuf,
    folder: Folder,
    plan: Plan,
    /// The names of its files and their texts.
    files: Vec<(String, FileText)>,
    before: Vec<FileText>,
}

impl Change {
    /// The plan in a folder, which is held from now on.
    ///
    /// # Errors
    /// `ChangeError` if the folder can't be held or the plan can't be read.
    pub fn open(folder: &std_path::Path) -> Result<Self, ChangeError> {
        let held = if folder.is_dir() { Some(Folder::open(folder)?) } else { None };
        let loaded = load(folder);
        let plan = match (loaded.plan, held) {
            (Ok(plan), Some(held)) => (plan, held),
            (Err(findings), _) => {
                return Err(ChangeError::Findings { findings, sources: Box::new(loaded.sources) });
            }
            (Ok(_), None) => return Err(Unfit.into()),
        };
        let texts = loaded.sources.files.into_iter().map(|file| match FileText::read(file.bytes) {
            Ok(text) => Ok((file.file, text)),
            Err(Unfit) => Err(ChangeError::Unfit(file.file)),
        });
        let files = texts.collect::<Result<Vec<_>, _>>()?;
        let around = folder.join(versions::FOLDER);
        if !versions::leads_out(folder) {
            recover(&around, |version| plan.0.hovud.logg.iter().any(|row| row.versjon == version), &plan.1);
        }
        let before = files.iter().map(|(_, text)| text.clone()).collect();
        Ok(Self { path: folder.into(), folder: plan.1, plan: plan.0, files, before })
    }

    /// The plan before the change.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The text of one of the plan's files: 0 is `plan.ron`, then those of the delmål.
    ///
    /// # Errors
    /// `Unfit` if there is no such file.
    pub fn file(&mut self, file: usize) -> Result<&mut FileText, Unfit> {
        self.files.get_mut(file).map(|(_, text)| text).ok_or(Unfit)
    }

    /// Puts the files in their place, if they now have no error that they did not have before and, where a plan is meant,
    /// are that plan.
    ///
    /// # Errors
    /// `ChangeError` if they don't, or can't be written.
    pub fn write(self, meant: Option<&Plan>) -> Result<(), ChangeError> {
        self.write_and_hold(meant)
    }

    /// Puts the files in their place and goes on holding the folder.
    ///
    /// # Errors
    /// As `write`.
    pub fn write_and_hold(&self, meant: Option<&Plan>) -> Result<(), ChangeError> {
        let files = self.checked(meant)?;
        self.folder.write(&files)?;
        Ok(())
    }

    /// Puts the files back as they were before the change.
    ///
    /// # Errors
    /// `ChangeError` if they can't be written.
    pub fn revert(&self) -> Result<(), ChangeError> {
        let changed = self.files.iter().zip(&self.before).filter(|((_, text), before)| text != *before);
        let files: Vec<OutputFile> =
            changed.map(|((name, _), before)| OutputFile::new(name.clone(), before.bytes())).collect();
        self.folder.write(&files)?;
        Ok(())
    }

    /// The folder, which is held.
    pub fn held(&self) -> &Folder {
        &self.folder
    }

    /// The plan's own files as they were read.
    ///
    /// # Errors
    /// The name of the first that can't be read, and why.
    pub fn files_before(&self) -> Result<Vec<OutputFile>, (String, ReadError)> {
        let known = |name: &str| self.files.iter().position(|(own, _)| own == name);
        versions::own_bytes_with(&self.path, &self.plan, |name| known(name).map(|at| self.before[at].bytes()))
    }

    /// The plan's own files with the change.
    ///
    /// # Errors
    /// The name of the first that can't be read, and why.
    pub fn files_after(&self) -> Result<Vec<OutputFile>, (String, ReadError)> {
        let known = |name: &str| self.files.iter().position(|(own, _)| own == name);
        versions::own_bytes_with(&self.path, &self.plan, |name| known(name).map(|at| self.files[at].1.bytes()))
    }

    /// The files that would be written.
    ///
    /// # Errors
    /// `ChangeError` if they must not be.
    pub fn checked(&self, meant: Option<&Plan>) -> Result<Vec<OutputFile>, ChangeError> {
        let changed = self.files.iter().zip(&self.before).filter(|((_, text), before)| text != *before);
        let changed: BTreeMap<String, Vec<u8>> =
            changed.map(|((name, text), _)| (name.clone(), text.bytes())).collect();
        let open: OpenFiles = changed;
        let after = load_with(&self.path, &open).plan.map_err(|findings| wrong(findings.into_iter().next()))?;
        if meant.is_some_and(|meant| *meant != after) {
            let names: Vec<&str> = open.keys().map(String::as_str).collect();
            return Err(ChangeError::Unfit(if names.is_empty() { PLAN_FILE.into() } else { names.join(", ") }));
        }
        let errors = |plan: &Plan| {
            let all = check(plan, Edition::Utkast).into_iter();
            all.filter(|finding| finding.severity == Severity::Error).collect::<Vec<_>>()
        };
        let mut before = errors(&self.plan);
        let is_new = |finding: &Finding| {
            let known = before.iter().position(|own| (own.code, &own.message) == (finding.code, &finding.message));
            known.map(|index| before.swap_remove(index)).is_none()
        };
        if let Some(finding) = errors(&after).into_iter().find(is_new) {
            return Err(wrong(Some(finding)));
        }
        Ok(open.into_iter().map(|(name, bytes)| OutputFile::new(name, bytes)).collect())
    }
}

fn wrong(finding: Option<Finding>) -> ChangeError {
    match finding {
        Some(Finding { code, message, .. }) => ChangeError::Wrong { code, message },
        None => Unfit.into(),
    }
}
