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
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        // Pictures are compressed already.
        let method = if part.name.ends_with(".png") { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::DEFAULT)
            // The same bytes on every system.
            .system(System::Unix);
        writer.start_file(part.name.as_str(), options)?;
        writer.write_all(&part.bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
