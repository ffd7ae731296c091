//! A folder that a new plan is put in: it is free, and the plan is there whole or not at all.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::error::ChangeError;
use crate::output::{OutputError, is_system_file, is_temporary};

/// Refuses a folder that a new plan can't be made in: there must be none, or one that is empty but for what the system puts there,
/// which stays.
///
/// # Errors
/// `ChangeError::Taken` if there is something in it, `ChangeError::Write` if it can't be looked at.
pub fn check_is_free(folder: &Path) -> Result<(), ChangeError> {
    let others = |entries: fs::ReadDir| {
        let names = entries.flatten().map(|entry| entry.file_name());
        let is_nothing = |name: &str| is_temporary(name) || is_system_file(name);
        names.filter(|name| !name.to_str().is_some_and(is_nothing)).count()
    };
    match fs::read_dir(folder).map(others) {
        Ok(1..) => Err(ChangeError::Taken(folder.into())),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(OutputError { path: folder.into(), error }.into()),
    }
}

/// Why a new folder could not be put in its place: another run may have put one there meanwhile.
pub(super) fn put_error(folder: &Path, error: OutputError) -> ChangeError {
    match error.error.kind() {
        ErrorKind::AlreadyExists | ErrorKind::DirectoryNotEmpty => ChangeError::Taken(folder.into()),
        _ => OutputError { path: folder.into(), error: error.error }.into(),
    }
}
