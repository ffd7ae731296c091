//! What systems do differently with files: how a run holds a folder, and how it is told that another program holds a file. Comes
//! in: a path, or what the system said. Goes out: a lock, a file in its place, a path that people can read.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempPath;

/// How long a file or folder may be held by a virus scanner or an indexer before it counts as open in another program.
const PATIENCE: Duration = Duration::from_secs(1);

/// The file that holds a folder on Windows, where a folder itself can't be locked. It counts as a temporary file, and is gone when
/// the run that made it ends, however that is.
#[cfg(windows)]
const LOCK: &str = ".handlingsplan-laasen.mellombels";

/// Locks a folder; `None` where that can't be done.
///
/// # Errors
/// `WouldBlock` if another run holds it.
#[cfg(not(windows))]
pub(super) fn try_lock_folder(folder: &Path) -> io::Result<Option<File>> {
    let Ok(folder) = File::open(folder) else { return Ok(None) };
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(fs::TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
        Err(fs::TryLockError::Error(_)) => Ok(None),
    }
}

/// Locks a folder by a file in it that nobody else can open meanwhile; `None` where none can be made.
///
/// # Errors
/// `WouldBlock` if another run holds it.
#[cfg(windows)]
pub(super) fn try_lock_folder(folder: &Path) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt;
    const HIDDEN: u32 = 0x2;
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    let path = folder.join(LOCK);
    let mut options = File::options();
    options.read(true).write(true).create(true).share_mode(0).attributes(HIDDEN).custom_flags(DELETE_ON_CLOSE);
    match options.open(&path) {
        Ok(lock) => Ok(Some(lock)),
        Err(error) if is_held_elsewhere(&error) => Err(io::ErrorKind::WouldBlock.into()),
        // Access is denied to a file that is just being deleted, and to a folder that may not be written to.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            _ => Err(io::ErrorKind::WouldBlock.into()),
        },
        Err(_) => Ok(None),
    }
}

/// Whether the system refuses since another program has opened the file (Windows: a sharing or a lock violation).
pub(super) fn is_held_elsewhere(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::ResourceBusy || cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

/// Whether what the system refused may work in a moment: on Windows programs that look at every new file hold it for a while.
fn may_pass(error: &io::Error) -> bool {
    cfg!(windows) && (is_held_elsewhere(error) || error.kind() == io::ErrorKind::PermissionDenied)
}

/// Checks that a file can be replaced: on Windows it can't as long as another program has it open.
///
/// # Errors
/// `ResourceBusy` if another program has it open.
#[cfg(windows)]
pub(super) fn check_replaceable(place: &Path) -> io::Result<()> {
    use std::os::windows::fs::OpenOptionsExt;
    const DELETE: u32 = 0x0001_0000;
    const SHARE_ALL: u32 = 0x7;
    let start = Instant::now();
    loop {
        match File::options().access_mode(DELETE).share_mode(SHARE_ALL).open(place) {
            Err(error) if is_held_elsewhere(&error) && start.elapsed() < PATIENCE => {
                thread::sleep(Duration::from_millis(20));
            }
            Err(error) if is_held_elsewhere(&error) => return Err(io::ErrorKind::ResourceBusy.into()),
            _ => return Ok(()),
        }
    }
}

/// Checks that a file can be replaced, which it always can here.
#[cfg(not(windows))]
pub(super) fn check_replaceable(_place: &Path) -> io::Result<()> {
    Ok(())
}

/// Puts a temporary file in its place.
pub(super) fn persist(mut file: TempPath, place: &Path) -> io::Result<()> {
    let start = Instant::now();
    loop {
        match file.persist(place) {
            Ok(()) => return Ok(()),
            Err(failure) if may_pass(&failure.error) && start.elapsed() < PATIENCE => file = failure.path,
            Err(failure) => return Err(failure.error),
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Renames a file or folder.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let start = Instant::now();
    loop {
        match fs::rename(from, to) {
            Err(error) if may_pass(&error) && start.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(20)),
            done => return done,
        }
    }
}

/// The whole path of what is there, links followed, as people write it.
///
/// # Errors
/// As `std::fs::canonicalize`.
pub fn canonical_path(path: &Path) -> io::Result<PathBuf> {
    let whole = path.canonicalize()?;
    let readable = if cfg!(windows) { whole.to_str().and_then(strip_verbatim_prefix) } else { None };
    Ok(readable.map_or(whole, PathBuf::from))
}

/// A Windows path without the `\\?\` that the system puts before it; `None` where it has none, or is too long to do without.
fn strip_verbatim_prefix(path: &str) -> Option<String> {
    const LONGEST: usize = 247;
    let rest = path.strip_prefix("\\\\?\\")?;
    let readable = match rest.strip_prefix("UNC\\") {
        Some(share) => format!(r"\\{share}"),
        None if rest.as_bytes().get(1) == Some(&b':') => rest.to_string(),
        None => return None,
    };
    (readable.encode_utf16().count() < LONGEST).then_some(readable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_windows_path_is_shown_as_people_write_it() {
        let shown = |path: &str| strip_verbatim_prefix(path);
        assert_eq!(shown(r"\\?\C:\Plan æ\data").as_deref(), Some(r"C:\Plan æ\data"));
        assert_eq!(shown(r"\\?\UNC\server\felles\plan").as_deref(), Some(r"\\server\felles\plan"));
        let long = format!(r"\\?\C:\{}", "a".repeat(300));
        for kept in [r"C:\plan", r"\\?\Volume{1}\plan", "/plan", &long] {
            assert_eq!(shown(kept), None, "{kept}");
        }
    }

    #[test]
    fn a_held_folder_is_held_for_others_until_it_is_let_go() {
        let folder = tempfile::tempdir().unwrap();
        let held = try_lock_folder(folder.path()).unwrap();
        assert!(held.is_some());
        assert_eq!(try_lock_folder(folder.path()).unwrap_err().kind(), io::ErrorKind::WouldBlock);
        drop(held);
        assert!(try_lock_folder(folder.path()).unwrap().is_some());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
