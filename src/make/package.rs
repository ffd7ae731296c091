//! The ministry's package: the documents of edition `kdd`, the data that they were made from and a list of contents with
//! checksums, in one zip that is the same every time; and its confirmation, which makes all of it again from the data in it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::archive::{ArchiveError, DATA, PREDECESSOR_DATA, Unpacked, pack, unpack};
use super::build::{BuildError, CheckedPlan, Format, LoadedPlan};
use super::earlier::PredecessorLocation;
use crate::data::file_text::FileText;
use crate::data::versions::{self, read_own_files};
use crate::data::{MAX_FILE_BYTES, OpenFiles, ReadError, read_inside};
use crate::edition::Edition;
use crate::output::OutputFile;
use crate::pdf::Template;
use crate::plan::{Plan, Standing};
use crate::process::approval::taken_in;
use crate::words::handling::Handling;
use crate::words::notation::long_date;
use crate::words::notation::single_blanks;
use crate::words::terms::Terms;

/// Why a package could not be made or confirmed.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// The documents can't be made.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// A file of the plan can't be read.
    #[error("{0}: {1}")]
    Read(String, ReadError),
    /// The zip can't be written, or is no package.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

/// Makes the package of the plan in a folder.
///
/// # Errors
/// `PackageError`; if the plan is not ready for the ministry, with everything that it lacks.
pub fn package(folder: &Path) -> Result<OutputFile, PackageError> {
    Ok(pack(&contents(folder, &PredecessorLocation::Named)?)?)
}

/// Everything in the package, in its order: the very bytes that the documents were made from.
fn contents(folder: &Path, predecessor: &PredecessorLocation) -> Result<Vec<OutputFile>, PackageError> {
    let loaded = LoadedPlan::read_with_predecessor(folder, &OpenFiles::new(), predecessor);
    // A package has those versions alone that the documents tell of.
    let checked = match predecessor {
        PredecessorLocation::Named => loaded.checked(Edition::Kdd, None),
        PredecessorLocation::In(_) => loaded.checked_alone(Edition::Kdd),
    };
    let composed = checked.compose(None)?;
    let mut files = composed.files(&[Format::Pdf, Format::Docx], &Template::embedded())?;
    let CheckedPlan { plan: Some(plan), .. } = &checked else { return Ok(files) };
    let own =
        read_own_files(folder, plan, &checked.sources).map_err(|(name, error)| PackageError::Read(name, error))?;
    // The very images that the documents were made with.
    let read = |name: &str, bytes| checked.pictures.files.get(name).cloned().unwrap_or(bytes);
    let own = own.into_iter().map(|file| {
        let bytes = read(&file.name, without_comments(&file.name, file.bytes));
        OutputFile::new(format!("{DATA}{}", file.name), bytes)
    });
    files.extend(own);
    files.extend(versions_told_of(folder, &checked, plan)?);
    // The plan before goes along, so that the package can be confirmed on its own.
    if let Some(earlier) = &checked.predecessor {
        files.extend(earlier.files.iter().map(|file| {
            let bytes = without_comments(&file.name, file.bytes.clone());
            OutputFile::new(format!("{PREDECESSOR_DATA}{}", file.name), bytes)
        }));
    }
    let list = list(plan, &composed.document().meta.title, &files);
    let terms = Terms::of(plan.hovud.språk);
    files.insert(0, OutputFile::new(terms.package_list.into(), list.into_bytes()));
    Ok(files)
}

/// The data of the kept versions that the documents tell the differences between.
fn versions_told_of(folder: &Path, checked: &CheckedPlan, plan: &Plan) -> Result<Vec<OutputFile>, PackageError> {
    let told = taken_in(plan, checked.kept.all());
    let versions: BTreeSet<&str> = told.iter().flat_map(|own| [&*own.from, &*own.to]).collect();
    let home = versions::original_plan_folder(folder);
    let mut files = Vec::new();
    for version in versions {
        let Some(kept) = checked.kept.get(version).filter(|_| version != plan.hovud.versjon) else { continue };
        let copy = versions::copy_folder(&home, version);
        // What is compared in words has no need of pictures.
        for name in versions::own_file_names(kept).into_iter().filter(|name| name.ends_with(".ron")) {
            let bytes = read_inside(&copy, &name, MAX_FILE_BYTES);
            let bytes = bytes.map_err(|error| PackageError::Read(name.clone(), error))?;
            let place = format!("{DATA}{}/{version}/{name}", versions::FOLDER);
            files.push(OutputFile::new(place, without_comments(&name, bytes)));
        }
    }
    Ok(files)
}

/// The bytes of a file of a plan without the comments of those who write it: they are no part of what is sent.
fn without_comments(name: &str, bytes: Vec<u8>) -> Vec<u8> {
    match name.ends_with(".ron") {
        true => FileText::read(bytes.clone()).map_or(bytes, |text| text.without_comments().bytes()),
        false => bytes,
    }
}

fn list(plan: &Plan, title: &str, files: &[OutputFile]) -> String {
    let terms = Terms::of(plan.hovud.språk);
    let words = terms.package;
    let day = |date| long_date(date, terms).replace('\u{a0}', " ");
    let mut text = format!("{title}\n\n{}: {}\n", terms.version, plan.hovud.versjon);
    if let Some(row) = plan.current_version() {
        let _ = writeln!(text, "{}: {}", words.date, day(row.dato.first_day()));
    }
    let handling = Handling::of(plan.hovud.språk.into());
    let _ = writeln!(text, "{}{}\n\n{}:", words.made_with, env!("CARGO_PKG_VERSION"), words.approvals);
    for handsaming in &plan.hovud.handsaming {
        let name = plan.party_name(&handsaming.part);
        for (body, organ) in handsaming.organ.iter().enumerate() {
            for decision in plan.counting_decisions(organ) {
                let case = decision.sak.as_ref().map_or(String::new(), |case| format!(", {case}"));
                let outcome = handling.outcome_of(decision.utfall, handsaming.role(body));
                let outcome = outcome.map_or(String::new(), |words| format!(", {words}"));
                let version = plan.version_decided_on(decision);
                let version =
                    version.map_or(String::new(), |row| format!(", {}", handling.about_version(&row.versjon)));
                let taken_in = decision.teke_inn_i.as_ref();
                let taken_in = taken_in.map_or(String::new(), |version| format!(". {}", handling.taken_in(version)));
                let _ = writeln!(
                    text,
                    "- {name}, {}: {}{case}{outcome}{version}{taken_in}",
                    organ.organ.0,
                    day(decision.dato.0)
                );
            }
            if plan.standing(handsaming, body) == Standing::PassedOver {
                let _ = writeln!(text, "- {name}, {}: {}", organ.organ.0, handling.passed_over);
            }
        }
    }
    if !plan.hovud.etter_vedtak.is_empty() {
        let _ = writeln!(text, "\n{}:", handling.changed_after);
        for own in &plan.hovud.etter_vedtak {
            let words = single_blanks(&own.tekst.0);
            let consent = handling.consent(&own.samtykke, &day(own.dato.0), &own.versjon);
            let _ = writeln!(text, "- {words} {consent}");
        }
    }
    let _ = writeln!(text, "\n{}", handling.without_comments);
    let _ = writeln!(text, "\n{} (SHA-256):", words.files);
    for file in files {
        let sum: String = Sha256::digest(&file.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let _ = writeln!(text, "{sum}  {}", file.name);
    }
    text
}

/// What a confirmation found of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// The file in the package.
    pub name: String,
    /// Whether it is, byte for byte, what the data in the package gives.
    pub same: bool,
}

/// What a confirmation found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageCheck {
    /// Each file of the package, and each that it lacks.
    pub files: Vec<Confirmation>,
    /// Whether the package is, byte for byte, the one that the data in it gives: nothing beside the files, none twice.
    pub same: bool,
    /// The version of the program that made it.
    pub version: String,
}

/// Makes everything in a package again from the data in it.
///
/// # Errors
/// `PackageError` if it is no package, or nothing can be made of its data.
pub fn confirm(file: &Path) -> Result<PackageCheck, PackageError> {
    let Unpacked { folder, files: found, bytes: given, version } = unpack(file)?;
    let predecessor = PredecessorLocation::In(folder.path().join(PREDECESSOR_DATA));
    let made = contents(&folder.path().join(DATA), &predecessor).map_err(named_as_in_the_package)?;
    let mut files: Vec<Confirmation> =
        found.iter().map(|file| Confirmation { name: file.name.clone(), same: made.contains(file) }).collect();
    let lost = made.iter().filter(|file| found.iter().all(|other| other.name != file.name));
    files.extend(lost.map(|file| Confirmation { name: file.name.clone(), same: false }));
    Ok(PackageCheck { same: pack(&made)?.bytes == given, files, version })
}

/// Renames the files in an error to what they are called in the package: the folder that it was unpacked into is gone.
fn named_as_in_the_package(error: PackageError) -> PackageError {
    match error {
        PackageError::Build(BuildError::Findings { mut findings, mut sources }) => {
            sources.rename(&mut findings, |file| format!("{DATA}{file}"));
            BuildError::Findings { findings, sources }.into()
        }
        other => other,
    }
}
