//! Putting files on disk, whole or not at all: each is written beside its place under a temporary name, and
//! only when all are written are they moved into place. A good file is never destroyed by a failed run.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its name, relative to the output folder.
    pub name: String,
    /// Its contents.
    pub bytes: Vec<u8>,
}

impl OutputFile {
    /// A file.
    pub fn new(name: String, bytes: Vec<u8>) -> Self {
        Self { name, bytes }
    }
}

/// Why a file can't be written.
#[derive(Debug, thiserror::Error)]
#[error("{path} kan ikkje skrivast: {}", reason(.error))]
pub struct OutputError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system says.
    #[source]
    pub error: io::Error,
}

fn reason(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "du har ikkje løyve til å skrive der",
        io::ErrorKind::NotFound => "mappa finst ikkje",
        io::ErrorKind::NotADirectory => "namnet er halde av ei fil som ikkje er ei mappe",
        io::ErrorKind::IsADirectory => "namnet er halde av ei mappe",
        io::ErrorKind::AlreadyExists => "det finst noko der frå før",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "disken er full",
        io::ErrorKind::ReadOnlyFilesystem => "disken kan berre lesast",
        io::ErrorKind::ResourceBusy => "fila er open i eit anna program",
        _ => "systemet sa nei",
    }
}

/// Writes the files into a folder, which is made if it does not exist.
///
/// # Errors
/// `OutputError` for the first that can't be written; files that were there before are then as they were,
/// unless the system fails in the midst of the renaming.
pub fn write_all(folder: &Path, files: &[OutputFile]) -> Result<Vec<PathBuf>, OutputError> {
    let mut written: Vec<(NamedTempFile, PathBuf)> = Vec::new();
    for file in files {
        let path = folder.join(&file.name);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| OutputError { path: parent.into(), error })?;
        if path.is_dir() {
            return Err(OutputError { path, error: io::ErrorKind::IsADirectory.into() });
        }
        let temporary = temporary(parent, &file.bytes).map_err(|error| OutputError { path: path.clone(), error })?;
        written.push((temporary, path));
    }
    let mut paths = Vec::new();
    for (temporary, path) in written {
        temporary.persist(&path).map_err(|failure| OutputError { path: path.clone(), error: failure.error })?;
        paths.push(path);
    }
    Ok(paths)
}

fn temporary(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".handlingsplan-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file, less what the user's umask takes away; tempfile's own choice lets nobody else read it.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> OutputFile {
        OutputFile::new(name.into(), text.into())
    }

    #[test]
    fn a_failure_leaves_the_old_files_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        write_all(folder.path(), &[file("a", "gammal")]).unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        let error = write_all(folder.path(), &[file("a", "ny"), file("b", "ny")]).unwrap_err();
        assert!(error.to_string().ends_with("kan ikkje skrivast: namnet er halde av ei mappe"));
        assert_eq!(fs::read_to_string(folder.path().join("a")).unwrap(), "gammal");
        let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["a", "b"]);
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_what_is_written() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let paths = write_all(folder.path(), &[file("a", "x")]).unwrap();
        let mode = fs::metadata(&paths[0]).unwrap().permissions().mode();
        fs::write(folder.path().join("vanleg"), "x").unwrap();
        let ordinary = fs::metadata(folder.path().join("vanleg")).unwrap().permissions().mode();
        assert_eq!(mode, ordinary);
    }
}
