//! Documents made from the page, as `bygg` makes them. Comes in: a checked plan, the formats, a folder. Goes out: the files, and the
//! answer to who asked. They are made on a thread of their own, for the page goes on meanwhile.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;
use tokio::sync::oneshot;

use super::page::addressees;
use super::requests::{FileKind, Reply, ReplyKind};
use crate::finding::Severity;
use crate::make::build::{BuildError, CheckedPlan, Format};
use crate::make::copies::render_with_case_papers;
use crate::make::package::PackageError;
use crate::output::{OutputFile, canonical_path, write_all};
use crate::pdf::Template;
use crate::plan::PartId;

/// What was made: the folder that it is in as it is shown, the names of the files, and what is to be said besides.
pub(super) struct Made {
    pub(super) folder: String,
    pub(super) names: Vec<String>,
    pub(super) notes: Vec<String>,
    /// The files, where they are.
    paths: Vec<PathBuf>,
}

/// The files that were made in this run of the program, by their names: those alone are sent.
#[derive(Debug, Default)]
pub(super) struct MadeFiles(Mutex<BTreeMap<String, PathBuf>>);

impl MadeFiles {
    pub(super) fn note(&self, made: &Made) {
        let all = made.names.iter().cloned().zip(made.paths.iter().cloned());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(all);
    }

    /// A file as it is now.
    pub(super) fn reply(&self, name: &str) -> Option<Reply> {
        let path = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name)?.clone();
        let kind = match path.extension()?.to_str()? {
            "pdf" => FileKind::Pdf,
            "html" => FileKind::Page,
            _ => FileKind::Other,
        };
        Some(Reply { status: 200, kind: ReplyKind::File(kind), body: fs::read(path).ok()?.into() })
    }
}

/// The address of a file that was made.
pub(super) fn address(name: &str) -> String {
    format!("/fil?namn={}", utf8_percent_encode(name, NON_ALPHANUMERIC))
}

impl Made {
    /// The answer to who asked for the files of a document.
    pub(super) fn reply(self) -> Reply {
        Reply::said(
            200,
            &json!({ "folder": self.folder, "files": self.names.iter().map(|name| json!({ "name": name, "address": address(name) })).collect::<Vec<_>>() }),
        )
    }
}

/// Why nothing was made: in a sentence, with what is wrong.
pub(super) struct GenerateError {
    pub(super) message: String,
    pub(super) wrong: Vec<String>,
}

impl GenerateError {
    /// The answer to who asked.
    pub(super) fn reply(&self) -> Reply {
        Reply::said(409, &json!({ "message": self.message, "wrong": self.wrong }))
    }
}

/// Answers with what was made, or why nothing was. It is made on a thread of its own.
pub(super) fn make(
    work: impl FnOnce() -> Result<Made, GenerateError> + Send + 'static,
    answer: impl FnOnce(Made) -> Reply + Send + 'static,
    reply: oneshot::Sender<Reply>,
) {
    // Who asked may be gone.
    let work = move || drop(reply.send(work().map_or_else(|unmade| unmade.reply(), answer)));
    // Where no thread is to be had, who asked is told that the program does not answer.
    let _ = thread::Builder::new().spawn(work);
}

/// The files of one document.
pub(super) fn document(
    checked: &CheckedPlan,
    party: Option<&PartId>,
    formats: &[Format],
    folder: &Path,
) -> Result<Made, GenerateError> {
    let files = checked.compose(party).and_then(|own| own.files(formats, &Template::embedded()));
    let files = files.map_err(|error| unmade(error, "Ingenting er laga. Rett det som er merkt «Feil» først."))?;
    written(folder, &files, Vec::new())
}

/// The copies for all parties, with the case papers of their bodies.
pub(super) fn copies(checked: &CheckedPlan, formats: &[Format], folder: &Path) -> Result<Made, GenerateError> {
    let template = Template::embedded();
    let parties: Vec<&PartId> = checked.plan.iter().flat_map(|plan| addressees(plan)).collect();
    let unmade =
        |error| unmade(error, "Planen er ikkje klar for politisk handsaming. Vel utgåva «Politisk», så ser du kvar.");
    let copies: Result<Vec<_>, _> = parties.iter().map(|id| checked.compose(Some(id))).collect();
    let copies = copies.map_err(unmade)?;
    let made = render_with_case_papers(checked, &parties, &copies, formats, None, &template).map_err(unmade)?;
    written(folder, &made.files, made.notes)
}

/// The package for the ministry.
pub(super) fn package(plan: &Path, folder: &Path) -> Result<Made, GenerateError> {
    let file = crate::make::package::package(plan).map_err(|error| match error {
        PackageError::Build(error) => {
            unmade(error, "Planen er ikkje klar for departementet. Vel utgåva «Til departementet», så ser du kvar.")
        }
        other => GenerateError { message: format!("Pakken er ikkje laga: {other}."), wrong: Vec::new() },
    })?;
    written(folder, &[file], Vec::new())
}

fn written(folder: &Path, files: &[OutputFile], notes: Vec<String>) -> Result<Made, GenerateError> {
    write_all(folder, files).map_err(|error| GenerateError { message: format!("{error}."), wrong: Vec::new() })?;
    let shown = canonical_path(folder).unwrap_or_else(|_| folder.into());
    let names = files.iter().map(|file| file.name.clone()).collect();
    let paths = files.iter().map(|file| shown.join(&file.name)).collect();
    Ok(Made { folder: shown.display().to_string(), names, notes, paths })
}

/// Why nothing was made; `unready` is said where that is because of what is wrong in the plan.
fn unmade(error: BuildError, unready: &str) -> GenerateError {
    let BuildError::Findings { findings, .. } = error else {
        return GenerateError { message: format!("Ingenting er laga: {error}."), wrong: Vec::new() };
    };
    let wrong = findings.into_iter().filter(|finding| finding.severity == Severity::Error);
    GenerateError { message: unready.into(), wrong: wrong.map(|finding| finding.message).collect() }
}
