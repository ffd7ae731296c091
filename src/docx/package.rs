//! The parts of the Word file as one zip: deflated, without folders, without the clock.

use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// A part: its name in the package and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PackagePart {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Zips the parts in their order; Word wants `[Content_Types].xml` first.
pub(super) fn zip(parts: &[PackagePart]) -> Result<Vec<u8>, ZipError> {
    // Pictures are compressed already.
    write(
        parts,
        |part| if part.name.ends_with(".png") { CompressionMethod::Stored } else { CompressionMethod::Deflated },
    )
}

/// Zips the parts as they are, for what is read again at once.
pub(super) fn zip_uncompressed(parts: &[PackagePart]) -> Result<Vec<u8>, ZipError> {
    write(parts, |_| CompressionMethod::Stored)
}

fn write(parts: &[PackagePart], method: impl Fn(&PackagePart) -> CompressionMethod) -> Result<Vec<u8>, ZipError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        let options = SimpleFileOptions::default()
            .compression_method(method(part))
            .last_modified_time(DateTime::DEFAULT)
            // The same bytes on every system.
            .system(System::Unix);
        writer.start_file(part.name.as_str(), options)?;
        writer.write_all(&part.bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
