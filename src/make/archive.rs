//! A package as a file: a zip that is the same for the same files, and what is in one.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use crate::data::is_portable_file_name;
use crate::output::{OutputFile, read_error_reason};
use crate::words::terms::Terms;

/// Where the data lies in the package.
pub(super) const DATA: &str = "data/";
/// The folder in the package that has the predecessor's data.
pub(super) const PREDECESSOR_DATA: &str = "data-førre/";
/// The largest package, and the most that is in one, that is opened, in bytes.
const MAX_PACKAGE_BYTES: u64 = 64 * 1024 * 1024;
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
    /// The file is not a package that this program made.
    #[error("{0} er ikkje ein pakke frå dette programmet")]
    Foreign(String),
}

/// The files in one zip.
///
/// # Errors
/// `ArchiveError` if it can't be written.
pub(super) fn pack(files: &[OutputFile]) -> Result<OutputFile, ArchiveError> {
    let stem = files.iter().find_map(|file| file.name.strip_suffix(".pdf")).unwrap_or("handlingsplan").to_string();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT)
            // The same bytes on every system.
            .system(System::Unix)
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
    /// The files in the package.
    pub(super) files: Vec<OutputFile>,
    /// The bytes of the package itself.
    pub(super) bytes: Vec<u8>,
    /// The version of the program that made it.
    pub(super) version: String,
}

/// The name of an entry, letters put together. Many programs write UTF-8 without saying so, and then `decoded` is none.
fn entry_name(raw: &[u8], decoded: &str) -> String {
    std::str::from_utf8(raw).unwrap_or(decoded).nfc().collect()
}

/// Whether a file was added by the packing program or the operating system.
fn is_left_by_packer(name: &str) -> bool {
    let own = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/") || own.starts_with("._") || [".DS_Store", "desktop.ini", "Thumbs.db"].contains(&own)
}

/// Takes away the folder that all the files lie in, if they do: whoever unpacks a package and packs the folder gets one.
fn without_top_folder(files: &mut [OutputFile]) {
    let Some((top, _)) = files.first().and_then(|file| file.name.split_once('/')) else { return };
    let top = format!("{top}/");
    let is_package = [DATA, PREDECESSOR_DATA].contains(&top.as_str());
    if !is_package && files.iter().all(|file| file.name.starts_with(&top)) {
        files.iter_mut().for_each(|file| drop(file.name.drain(..top.len())));
    }
}

/// Opens a package, also one that another program has packed anew: with folders as entries, all in one folder, or with what
/// a system leaves in folders.
///
/// # Errors
/// `ArchiveError` if it is none.
pub(super) fn unpack(file: &Path) -> Result<Unpacked, ArchiveError> {
    let foreign = || ArchiveError::Foreign(file.display().to_string());
    let kind = fs::metadata(file)
        .map_err(|error| ArchiveError::Missing(file.display().to_string(), read_error_reason(&error)))?;
    if !kind.is_file() || kind.len() > MAX_PACKAGE_BYTES {
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
        let name = entry_name(entry.name_raw(), entry.name());
        let is_folder = name.ends_with('/');
        if !is_portable_file_name(name.strip_suffix('/').unwrap_or(&name)) {
            return Err(foreign());
        }
        let mut bytes = Vec::new();
        size += entry.by_ref().take(MAX_PACKAGE_BYTES).read_to_end(&mut bytes)? as u64;
        if size > MAX_PACKAGE_BYTES {
            return Err(foreign());
        }
        if !is_folder && !is_left_by_packer(&name) {
            found.push(OutputFile::new(name, bytes));
        }
    }
    without_top_folder(&mut found);
    if !found.iter().any(|file| file.name.starts_with(DATA)) {
        return Err(foreign());
    }
    for file in found.iter().filter(|file| file.name.starts_with(DATA) || file.name.starts_with(PREDECESSOR_DATA)) {
        let path = folder.path().join(&file.name);
        fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
        fs::write(path, &file.bytes)?;
    }
    let list = found.iter().find(|file| Terms::ALL.iter().any(|terms| terms.package_list == file.name));
    let list = String::from_utf8_lossy(&list.ok_or_else(foreign)?.bytes).into_owned();
    let made_with = |line: &str| {
        let version = Terms::ALL.iter().find_map(|terms| line.strip_prefix(terms.package.made_with))?;
        version.chars().all(|c| c.is_ascii_alphanumeric() || ".-+".contains(c)).then(|| version.to_string())
    };
    let version = list.lines().find_map(made_with).ok_or_else(foreign)?;
    Ok(Unpacked { folder, files: found, bytes: given, version })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A zip of files, in an order, with folders where a name ends with a stroke.
    fn zipped(files: &[(&str, &str)]) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut writer = ZipWriter::new(file.reopen().unwrap());
        for (name, text) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap();
        file
    }

    const LIST: &str = "Handlingsplan 2026\n\nLaga med: handlingsplan 0.1.0\n";

    #[test]
    fn a_package_that_another_program_has_packed_is_one() {
        let names = |files: &[(&str, &str)]| -> Vec<String> {
            let opened = unpack(zipped(files).path()).unwrap();
            assert_eq!(opened.version, "0.1.0");
            assert!(opened.folder.path().join("data/plan.ron").is_file());
            opened.files.into_iter().map(|file| file.name).collect()
        };
        let wanted = ["innhald.txt", "data/plan.ron", "data-førre/plan.ron"];
        assert_eq!(names(&[(wanted[0], LIST), (wanted[1], "()"), (wanted[2], "()")]), wanted);
        // Most write the folders too, one around all where a folder was packed; Finder adds notes of its own.
        let mac = [
            ("pakke/", ""),
            ("pakke/innhald.txt", LIST),
            ("pakke/data/", ""),
            ("pakke/data/plan.ron", "()"),
            ("pakke/.DS_Store", "x"),
            ("__MACOSX/pakke/._innhald.txt", "x"),
            ("pakke/data-f\u{f8}rre/plan.ron", "()"),
        ];
        assert_eq!(names(&mac), wanted);
    }

    #[test]
    fn what_has_no_data_or_names_that_lead_out_is_no_package() {
        for files in [
            &[("innhald.txt", LIST)] as &[(&str, &str)],
            &[("innhald.txt", LIST), ("data/../../plan.ron", "()")],
            &[("innhald.txt", LIST), ("data/plan.ron", "()"), ("a//", "")],
            &[("en/innhald.txt", LIST), ("data/plan.ron", "()")],
        ] {
            assert!(matches!(unpack(zipped(files).path()), Err(ArchiveError::Foreign(_))), "{files:?}");
        }
    }
}
