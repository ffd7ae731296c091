//! A new plan from a document that the program did not make, written in a folder of its own with its version kept.

use std::fs;
use std::io::Read;
use std::path::Path;

use super::error::{ChangeError, refused};
use super::new_folder::{check_is_free, put_error};
use super::new_plan::{help, short_name};
use crate::data::{load, versions};
use crate::intake::foreign::read_plan;
use crate::intake::word::MAX_FILE_BYTES;
use crate::output::{NewFolder, OutputFile, read_error_reason};
use crate::plan::Språk;

pub use crate::intake::foreign::ForeignPlan;

/// A part of the report on a plan that was read from a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportPart {
    /// What its lines are.
    pub title: String,
    /// One line for each thing.
    pub lines: Vec<String>,
}

/// What was found in a document: "3 delmål, 12 tiltak".
pub fn found(plan: &ForeignPlan) -> String {
    plan.found.iter().map(|(kind, count)| format!("{count} {kind}")).collect::<Vec<_>>().join(", ")
}

/// What was guessed in a document, which names were taken as one, and what has no place in the plan; parts without lines are left
/// out.
pub fn report(plan: &ForeignPlan) -> Vec<ReportPart> {
    let part = |title: String, lines: Vec<String>| ReportPart { title, lines };
    let guesses = plan.guesses.iter().map(|(file, line, why)| format!("{file}:{line}: {why}"));
    let merged = plan.merged.iter().map(|(spelling, name)| format!("«{spelling}» er teke som «{name}»"));
    let left = plan.left.iter().map(|(place, words)| format!("{place}: «{words}»"));
    let parts = [
        part(format!("Gjetta ({}), merkt med GJETTA i filene:", plan.guesses.len()), guesses.collect()),
        part(format!("Namn i fleire skrivemåtar ({}):", plan.merged.len()), merged.collect()),
        part(format!("Har ikkje fått plass i planen ({}):", plan.left.len()), left.collect()),
    ];
    parts.into_iter().filter(|part| !part.lines.is_empty()).collect()
}

/// Writes the plan that a document on the disk holds in a folder that is free. `language` is that of the plan, where it is not to
/// be guessed.
///
/// # Errors
/// `ChangeError`; nothing is made then.
pub fn write_foreign_plan(
    folder: &Path, document: &Path, language: Option<Språk>
) -> Result<ForeignPlan, ChangeError> {
    check_is_free(folder)?;
    let shown = document.display();
    let unread = |error: std::io::Error| {
        refused(
            format!("{shown} kan ikkje lesast: {}", read_error_reason(&error)),
            "Sjå etter at namnet på fila er rett",
        )
    };
    let kind = fs::metadata(document).map_err(unread)?;
    if !kind.is_file() {
        return Err(refused(format!("{shown} er inga fil"), "Skriv namnet på Word-fila med planen"));
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(document).map_err(unread)?;
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(unread)?;
    let source = document.file_name().unwrap_or_default().to_string_lossy();
    write_plan_of(folder, [&shown.to_string(), &source], &bytes, language)
}

/// Writes the plan that the bytes of a document hold in a folder that is free. `names` are the document's name as it is told, and
/// without folders.
///
/// # Errors
/// `ChangeError`; nothing is made then.
pub fn write_plan_of(
    folder: &Path,
    [shown, source]: [&str; 2],
    bytes: &[u8],
    language: Option<Språk>,
) -> Result<ForeignPlan, ChangeError> {
    check_is_free(folder)?;
    let name = folder.file_name().and_then(|name| short_name(name.to_str()?)).unwrap_or_else(|| "ny-plan".into());
    let source = source.replace(['\n', '\r'], " ");
    let plan = read_plan(bytes, &name, language, |language| help(language, &source))
        .map_err(|error| refused(format!("{shown} {error}"), "Ingenting er laga"))?;
    let files: Vec<OutputFile> =
        plan.files.iter().map(|(name, text)| OutputFile::new(name.clone(), text.clone().into_bytes())).collect();
    let version = format!("{}/{}", versions::FOLDER, plan.version);
    let copy = versions::with_program_file(files.clone()).into_iter();
    let copy = copy.map(|file| OutputFile::new(format!("{version}/{}", file.name), file.bytes));
    let all: Vec<OutputFile> = files.into_iter().chain(copy).collect();
    let new = NewFolder::write(folder, &all).map_err(|error| put_error(folder, error))?;
    // A plan that can't be read is no beginning.
    if let Err(findings) = load(&new.path()).plan {
        let first = findings.first().map(|finding| finding.message.clone()).unwrap_or_default();
        return Err(refused(format!("{shown} gjev ingen plan som kan lesast: {first}"), "Ingenting er laga"));
    }
    new.put().map_err(|error| put_error(folder, error))?;
    Ok(plan)
}
