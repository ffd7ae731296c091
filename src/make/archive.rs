//! A package as a file: a zip that is the same for the same files, and what is in one.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::data::is_plain;
use crate::output::{OutputFile, reading};
use crate::words::terms::Terms;

/// Where the data lies in the package.
pub(super) const DATA: &str = "data/";
/// Where that of the plan before it lies.
pub(super) const FORMER: &str = "data-førre/";
/// The largest package, and the most that is in one, that is opened, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;
/// The most files in one.
const MOST_FILES: usize = 1000;

/// Why a package can't be opened or put together.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The zip can't be written or read.
    #[error("pakken kan ikkje lesast eller skrivast: han er øydelagd, eller låst med passord")]
    Zip(#[from] zip::result::ZipError),
    /// The system can't read or write.
    #[error("pakken kan ikkje lesast eller skrivast")]
    System(#[from] std::io::Error),
    /// There is no such file, or it may not be read.
    #[error("{0} kan ikkje lesast: {1}")]
    Missing(String, &'static str),
    /// It is no package of ours.
    #[error("{0} er ikkje ein pakke frå dette programmet")]
    Foreign(String),
}

/// The files in one zip.
///
/// # Errors
/// `ArchiveError` if it can't be written.
pub(super) fn packed(files: &[OutputFile]) -> Result<OutputFile, ArchiveError> {
    let stem = files.iter().find_map(|file| file.name.strip_suffix(".pdf")).unwrap_or("handlingsplan").to_string();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        writer.start_file(file.name.as_str(), options)?;
        writer.write_all(&file.bytes)?;
    }
    Ok(OutputFile::new(format!("{stem}.zip"), writer.finish()?.into_inner()))
}

/// A package that was opened.
pub(super) struct Unpacked {
    /// Where its data lies, as long as this is kept.
    pub(super) folder: tempfile::TempDir,
    /// Its files.
    pub(super) found: Vec<OutputFile>,
    /// Its bytes.
    pub(super) given: Vec<u8>,
    /// The version of the program that made it.
    pub(super) version: String,
}

/// Opens a package.
///
/// # Errors
/// `ArchiveError` if it is none.
pub(super) fn unpacked(file: &Path) -> Result<Unpacked, ArchiveError> {
    let foreign = || ArchiveError::Foreign(file.display().to_string());
    let kind =
        fs::metadata(file).map_err(|error| ArchiveError::Missing(file.display().to_string(), reading(&error)))?;
    if !kind.is_file() || kind.len() > LARGEST {
        return Err(foreign());
    }
    let given = fs::read(file)?;
    let mut archive = ZipArchive::new(Cursor::new(given.as_slice())).map_err(|_| foreign())?;
    if archive.len() > MOST_FILES {
        return Err(foreign());
    }
    let folder = tempfile::tempdir()?;
    let mut found: Vec<OutputFile> = Vec::new();
    let mut size = 0;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        let name = entry.name().to_string();
        if !is_plain(&name) {
            return Err(foreign());
        }
        let mut bytes = Vec::new();
        size += entry.by_ref().take(LARGEST).read_to_end(&mut bytes)? as u64;
        if size > LARGEST {
            return Err(foreign());
        }
        if name.starts_with(DATA) || name.starts_with(FORMER) {
            let path = folder.path().join(&name);
            fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
            fs::write(path, &bytes)?;
        }
        found.push(OutputFile::new(name, bytes));
    }
    let list = found.iter().find(|file| Terms::ALL.iter().any(|terms| terms.package_list == file.name));
    let list = String::from_utf8_lossy(&list.ok_or_else(foreign)?.bytes).into_owned();
    let made_with = |line: &str| {
        let version = Terms::ALL.iter().find_map(|terms| line.strip_prefix(terms.package.made_with))?;
        version.chars().all(|c| c.is_ascii_alphanumeric() || ".-+".contains(c)).then(|| version.to_string())
    };
    let version = list.lines().find_map(made_with).ok_or_else(foreign)?;
    Ok(Unpacked { folder, found, given, version })
}
