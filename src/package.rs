//! The ministry's package: the documents of edition `kdd`, the data that they were made from and a list of contents with
//! checksums, in one zip that is the same every time; and its confirmation, which makes all of it again from the data in it.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::build::{BuildError, Checked, Format, checked};
use crate::compose::notation::long_date;
use crate::compose::terms::Terms;
use crate::edition::Edition;
use crate::load::{ReadError, read_inside};
use crate::output::OutputFile;
use crate::pdf::Template;
use crate::plan::{Plan, Språk};
use crate::spelling::WORD_LIST;

/// The list of contents.
const CONTENTS: &str = "innhald.txt";
/// Where the data lies in the package.
const DATA: &str = "data/";
/// The largest package, and the largest file in one, that is opened, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Why a package could not be made or confirmed.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// The documents can't be made.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// A file of the plan can't be read.
    #[error("{0}: {1}")]
    Read(String, ReadError),
    /// The zip can't be written or read.
    #[error("pakken kan ikkje lesast eller skrivast: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// The system can't read or write.
    #[error("pakken kan ikkje lesast eller skrivast")]
    System(#[from] std::io::Error),
    /// It is no package of ours.
    #[error("{0} er ikkje ein pakke frå dette programmet")]
    Foreign(String),
}

/// Makes the package of the plan in a folder.
///
/// # Errors
/// `PackageError`; if the plan is not ready for the ministry, with everything that it lacks.
pub fn package(folder: &Path) -> Result<OutputFile, PackageError> {
    let files = contents(folder)?;
    let stem = files.iter().find_map(|file| file.name.strip_suffix(".pdf")).unwrap_or("handlingsplan").to_string();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in &files {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        writer.start_file(file.name.as_str(), options)?;
        writer.write_all(&file.bytes)?;
    }
    Ok(OutputFile::new(format!("{stem}.zip"), writer.finish()?.into_inner()))
}

/// Everything in the package, in its order.
fn contents(folder: &Path) -> Result<Vec<OutputFile>, PackageError> {
    let checked = checked(folder, Edition::Kdd);
    let composed = checked.composed(Edition::Kdd, None)?;
    let mut files = composed.files(&[Format::Pdf, Format::Docx], &Template::embedded())?;
    let Checked { plan: Some(plan), .. } = &checked else { return Ok(files) };
    for name in data_files(plan) {
        match read_inside(folder, &name) {
            Ok(bytes) => files.push(OutputFile::new(format!("{DATA}{name}"), bytes)),
            Err(ReadError::Missing) if name == WORD_LIST => {}
            Err(error) => return Err(PackageError::Read(name, error)),
        }
    }
    let list = list(plan, &composed.document.meta.title, &files);
    files.insert(0, OutputFile::new(CONTENTS.into(), list.into_bytes()));
    Ok(files)
}

/// The files of the plan, each once.
fn data_files(plan: &Plan) -> Vec<String> {
    let hovud = &plan.hovud;
    let logos = hovud.logo.iter().chain(hovud.partar.iter().filter_map(|part| part.logo.as_ref()));
    let named = [crate::load::PLAN_FILE.to_string(), WORD_LIST.to_string()].into_iter();
    let mut names: Vec<String> = Vec::new();
    for name in named.chain(hovud.delmål.iter().cloned()).chain(logos.map(|logo| logo.fil.clone())) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn list(plan: &Plan, title: &str, files: &[OutputFile]) -> String {
    let terms = Terms::of(Språk::Nn);
    let day = |date| long_date(date, terms).replace('\u{a0}', " ");
    let mut text = format!("{title}\n\nVersjon: {}\n", plan.hovud.versjon);
    if let Some(row) = plan.gjeldande() {
        let _ = writeln!(text, "Dato: {}", day(row.dato.dag()));
    }
    let _ = writeln!(text, "{MADE_WITH}{}\n\nGodkjenningar:", env!("CARGO_PKG_VERSION"));
    for handsaming in &plan.hovud.handsaming {
        let name = plan.part_namn(&handsaming.part);
        for organ in &handsaming.organ {
            if let Some(decision) = &organ.vedtak {
                let case = decision.sak.as_ref().map_or(String::new(), |case| format!(", {case}"));
                let outcome = terms.utfall(decision.utfall).map_or(String::new(), |words| format!(", {words}"));
                let _ = writeln!(text, "- {name}, {}: {}{case}{outcome}", organ.organ.0, day(decision.dato.0));
            }
        }
    }
    text += "\nFiler (SHA-256):\n";
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

/// Before the version of the program in the list of contents.
const MADE_WITH: &str = "Laga med: handlingsplan ";

/// Makes everything in a package again from the data in it. Goes out: what was found of each file, and the version of the
/// program that made the package.
///
/// # Errors
/// `PackageError` if it is no package, or nothing can be made of its data.
pub fn confirm(file: &Path) -> Result<(Vec<Confirmation>, String), PackageError> {
    let foreign = || PackageError::Foreign(file.display().to_string());
    if fs::metadata(file)?.len() > LARGEST {
        return Err(foreign());
    }
    let mut archive = ZipArchive::new(Cursor::new(fs::read(file)?)).map_err(|_| foreign())?;
    let folder = tempfile::tempdir()?;
    let mut packed: Vec<OutputFile> = Vec::new();
    let mut size = 0;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        // A name that leads out of the folder is none of ours.
        let name = entry.enclosed_name().ok_or_else(foreign)?.display().to_string();
        let mut bytes = Vec::new();
        size += entry.by_ref().take(LARGEST).read_to_end(&mut bytes)? as u64;
        if size > LARGEST {
            return Err(foreign());
        }
        if let Some(inside) = name.strip_prefix(DATA) {
            let path = folder.path().join(inside);
            fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
            fs::write(path, &bytes)?;
        }
        packed.push(OutputFile::new(name, bytes));
    }
    let list = packed.iter().find(|file| file.name == CONTENTS).ok_or_else(foreign)?;
    let list = String::from_utf8_lossy(&list.bytes).into_owned();
    let version = list.lines().find_map(|line| line.strip_prefix(MADE_WITH)).ok_or_else(foreign)?.to_string();
    let made = contents(folder.path())?;
    let mut confirmations: Vec<Confirmation> =
        packed.iter().map(|file| Confirmation { name: file.name.clone(), same: made.contains(file) }).collect();
    let lost = made.iter().filter(|file| packed.iter().all(|other| other.name != file.name));
    confirmations.extend(lost.map(|file| Confirmation { name: file.name.clone(), same: false }));
    Ok((confirmations, version))
}
