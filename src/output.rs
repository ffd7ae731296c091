//! Putting files on disk, whole or not at all: each is written beside its place under a temporary name, and
//! only when all are written are they moved into place. A good file is never destroyed by a failed run.

mod folders;
mod system;

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use tempfile::{Builder, NamedTempFile, TempPath};

pub use folders::{NewFolder, StagedFolder, recover};
pub use system::canonical_path;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its name, relative to the output folder.
    pub name: String,
    /// Its contents.
    pub bytes: Vec<u8>,
    /// Who may read it, where it is a copy of a file; one that is there already keeps its own.
    pub permissions: Option<Permissions>,
}

impl OutputFile {
    /// A file.
    pub fn new(name: String, bytes: Vec<u8>) -> Self {
        Self { name, bytes, permissions: None }
    }

    /// The file, for those alone who may read another one, a file or a folder. Its owner may write it.
    pub fn readable_as(mut self, other: &Path) -> Self {
        self.permissions = permissions_like(other);
        self
    }
}

/// The permissions of a file, with its owner's to read and write it.
fn permissions_like(other: &Path) -> Option<Permissions> {
    let permissions = fs::metadata(other).ok()?.permissions();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        Some(Permissions::from_mode((permissions.mode() & 0o666) | 0o600))
    }
    #[cfg(not(unix))]
    Some(permissions).filter(|permissions| !permissions.readonly())
}

/// Gives a folder to those alone who may read another one.
pub fn copy_permissions(folder: &Path, other: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if let Ok(like) = fs::metadata(other) {
            // What a file system without permissions refuses, it does not need.
            let _ = fs::set_permissions(folder, Permissions::from_mode((like.permissions().mode() & 0o777) | 0o700));
        }
    }
    #[cfg(not(unix))]
    let _ = (folder, other);
}

/// Why a file can't be written.
#[derive(Debug, thiserror::Error)]
#[error("{path} kan ikkje skrivast: {}", write_error_reason(.error))]
pub struct OutputError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system says.
    #[source]
    pub error: io::Error,
}

/// What the system says, in the users' words.
pub fn write_error_reason(error: &io::Error) -> &'static str {
    match error.kind() {
        _ if system::is_held_elsewhere(error) => "fila er open i eit anna program; lukk ho der først",
        io::ErrorKind::PermissionDenied => "du har ikkje løyve til å skrive der",
        io::ErrorKind::NotFound => "mappa finst ikkje",
        io::ErrorKind::NotADirectory => "namnet er halde av ei fil som ikkje er ei mappe",
        io::ErrorKind::IsADirectory => "namnet er halde av ei mappe",
        io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => "det finst noko der frå før",
        io::ErrorKind::InvalidInput => "ei mappe i vegen er ei lenkje til ein annan stad",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "disken er full",
        io::ErrorKind::FileTooLarge => "det er ikkje plass til fila",
        io::ErrorKind::ReadOnlyFilesystem => "disken kan berre lesast",
        io::ErrorKind::InvalidFilename => "namnet er for langt, eller har teikn som systemet ikkje godtek",
        io::ErrorKind::WouldBlock => "eit anna program held på med mappa",
        _ => "systemet sa nei",
    }
}

/// What the system says of a file that can't be read, in the users' words.
pub fn read_error_reason(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "fila finst ikkje",
        io::ErrorKind::PermissionDenied => "du har ikkje løyve til å lese fila",
        _ => write_error_reason(error),
    }
}

/// The `output` folder of the project that the plan lies in (`PROJECT/data/PLAN`), or else of this folder.
pub fn output_folder(plan: &Path) -> PathBuf {
    let project = || {
        let plan = canonical_path(plan).ok()?;
        let data = plan.parent().filter(|data| data.ends_with("data"))?;
        let output = data.parent()?.join("output");
        output.is_dir().then_some(output)
    };
    let here = PathBuf::from("output");
    match project() {
        // The shorter name reads better where it leads to the same place.
        Some(folder) if canonical_path(&here).ok().as_ref() == Some(&folder) => here,
        Some(folder) => folder,
        None => here,
    }
}

/// A folder that this run alone writes into, as long as it holds it.
pub struct Folder {
    path: PathBuf,
    /// What holds it: the folder itself, locked, or a file in it.
    _lock: Option<File>,
}

/// How the names of files begin and end that are not yet in their place; between stand six letters or digits.
const TEMPORARY: (&str, &str) = (".handlingsplan-", ".mellombels");

/// The list of files that are on their way to their places together. A run that is cut off has left it, and the next one that
/// takes hold of the folder goes on with it.
const JOURNAL: &str = ".handlingsplan-rekkje.mellombels";

/// How many files are written at a time.
const OPEN_AT_ONCE: usize = 8;

/// How long to wait for another run to release the folder.
const LOCK_TIMEOUT: Duration = Duration::from_secs(30);

/// Whether a file is one that is not in its place yet, or that a run that was cut off left.
pub fn is_temporary(name: &str) -> bool {
    let between = name.strip_prefix(TEMPORARY.0).and_then(|rest| rest.strip_suffix(TEMPORARY.1));
    between.is_some_and(|letters| letters.len() == 6 && letters.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether a file is one that an operating system adds to folders by itself; a folder with such files alone counts as
/// empty.
pub fn is_system_file(name: &str) -> bool {
    let small = name.to_lowercase();
    let known =
        [".ds_store", ".localized", "icon\r", "desktop.ini", "thumbs.db", "ehthumbs.db", ".directory", "@eadir"];
    known.contains(&&*small)
        || small.starts_with("._")
        || small.starts_with(".fuse_hidden")
        || small.starts_with(".nfs")
}

/// Whether no other run holds a folder, or none does before a time is over.
pub fn is_free_within(path: &Path, patience: Duration) -> bool {
    lock_folder(path, patience).is_ok()
}

/// Locks a folder when no other run holds it; `None` where it can't be locked.
fn lock_folder(path: &Path, patience: Duration) -> io::Result<Option<File>> {
    let start = Instant::now();
    loop {
        match system::try_lock_folder(path) {
            Err(_) if start.elapsed() < patience => thread::sleep(Duration::from_millis(5)),
            done => return done,
        }
    }
}

impl Folder {
    /// Takes hold of a folder: waits for another run that writes there, and clears away what a run that was cut off left.
    ///
    /// # Errors
    /// `OutputError` if the folder can't be read, or another run holds it for too long.
    pub fn open(path: &Path) -> Result<Self, OutputError> {
        let failed = |error| OutputError { path: path.into(), error };
        // Where folders can't be locked the files are still whole, only not in step.
        let lock = lock_folder(path, LOCK_TIMEOUT).map_err(failed)?;
        if lock.is_some() {
            finish_journal(path);
            for entry in fs::read_dir(path).map_err(failed)?.flatten() {
                let left = entry.file_name().to_str().is_some_and(is_temporary);
                if left && entry.file_type().is_ok_and(|kind| kind.is_file()) {
                    // A folder that can't be written to is found out below, in the words for it.
                    let _ = fs::remove_file(entry.path());
                }
            }
        }
        Ok(Self { path: path.into(), _lock: lock })
    }

    /// Writes the files into the folder. A file that is there keeps who may read it, and one that is a link stays one.
    ///
    /// # Errors
    /// `OutputError` for the first that can't be written; files that were there before are then as they were,
    /// unless the system fails in the midst of the renaming.
    pub fn write(&self, files: &[OutputFile]) -> Result<Vec<PathBuf>, OutputError> {
        self.write_if(files, || Ok(()))
    }

    /// Writes the files into the folder if something still holds once all of them are ready beside their places.
    ///
    /// # Errors
    /// What doesn't hold; or as `write`.
    pub fn write_if<E: From<OutputError>>(
        &self,
        files: &[OutputFile],
        holds: impl FnOnce() -> Result<(), E>,
    ) -> Result<Vec<PathBuf>, E> {
        self.put(files, holds, false)
    }

    /// Writes the files as `write_if`. Where the run is cut off between them, the next one that takes hold of the folder puts the
    /// rest in their places.
    ///
    /// # Errors
    /// As `write_if`.
    pub fn write_as_one_if<E: From<OutputError>>(
        &self,
        files: &[OutputFile],
        holds: impl FnOnce() -> Result<(), E>,
    ) -> Result<Vec<PathBuf>, E> {
        self.put(files, holds, true)
    }

    fn put<E: From<OutputError>>(
        &self,
        files: &[OutputFile],
        holds: impl FnOnce() -> Result<(), E>,
        as_one: bool,
    ) -> Result<Vec<PathBuf>, E> {
        let mut written: Vec<(TempPath, PathBuf, PathBuf)> = Vec::new();
        // Only so many are open at once, however many files there are.
        for files in files.chunks(OPEN_AT_ONCE) {
            let open = files.iter().map(|file| self.written(file)).collect::<Result<Vec<_>, _>>()?;
            // A disk takes its time for each: they are waited for together.
            open.par_iter().try_for_each(|(temporary, _, path)| {
                temporary.as_file().sync_all().map_err(|error| OutputError { path: path.clone(), error })
            })?;
            written.extend(open.into_iter().map(|(temporary, place, path)| (temporary.into_temp_path(), place, path)));
        }
        for (_, place, path) in &written {
            system::check_replaceable(place).map_err(|error| OutputError { path: path.clone(), error })?;
        }
        holds()?;
        // A file alone is there or not.
        let _journal = if as_one && written.len() > 1 { self.journal(&written)? } else { None };
        let mut replaced = Replaced { places: Vec::new(), keeps: written.len() > 1 };
        let mut paths = Vec::new();
        for (temporary, place, path) in written {
            replaced.put(temporary, place).map_err(|error| OutputError { path: path.clone(), error })?;
            paths.push(path);
        }
        replaced.places.clear();
        Ok(paths)
    }

    /// Notes on disk which files go where. It is gone again once they are there, or are put back.
    fn journal(&self, files: &[(TempPath, PathBuf, PathBuf)]) -> Result<Option<TempPath>, OutputError> {
        let Some(root) = fs::canonicalize(&self.path).ok() else { return Ok(None) };
        let within = |path: &Path| {
            let whole = fs::canonicalize(path.parent()?).ok()?.join(path.file_name()?);
            Some(whole.strip_prefix(&root).ok()?.to_str()?.to_string())
        };
        let moves: Option<Vec<(String, String)>> =
            files.iter().map(|(from, to, _)| Some((within(from)?, within(to)?))).collect();
        let Some(text) = moves.and_then(|moves| serde_json::to_string(&moves).ok()) else { return Ok(None) };
        let path = self.path.join(JOURNAL);
        let written = || -> io::Result<()> {
            let mut file = File::create(&path)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()
        };
        written().map_err(|error| OutputError { path: path.clone(), error })?;
        Ok(TempPath::try_from_path(path).ok())
    }

    /// Takes files away. One that is not there is no matter.
    ///
    /// # Errors
    /// `OutputError` for the first that can't be taken away.
    pub fn remove<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Result<(), OutputError> {
        for name in names {
            let path = self.path.join(name);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(OutputError { path, error }),
                _ => {}
            }
        }
        Ok(())
    }

    /// A file beside its place, with its place and what it is called there.
    fn written(&self, file: &OutputFile) -> Result<(NamedTempFile, PathBuf, PathBuf), OutputError> {
        let path = self.path.join(&file.name);
        let parent = path.parent().unwrap_or(&self.path);
        fs::create_dir_all(parent).map_err(|error| OutputError { path: parent.into(), error })?;
        let is_inside = |other: &Path| {
            let root = fs::canonicalize(&self.path).ok();
            fs::canonicalize(other).ok().filter(|other| root.is_some_and(|root| other.starts_with(root)))
        };
        if is_inside(parent).is_none() {
            return Err(OutputError { path: parent.into(), error: io::ErrorKind::InvalidInput.into() });
        }
        if path.is_dir() {
            return Err(OutputError { path, error: io::ErrorKind::IsADirectory.into() });
        }
        let failed = |error| OutputError { path: path.clone(), error };
        // Another file could be put in its place, but that is not what its owner has asked for.
        if fs::metadata(&path).is_ok_and(|own| own.permissions().readonly()) {
            return Err(failed(io::ErrorKind::PermissionDenied.into()));
        }
        // A link within the folder stays one; one that leads out of it is replaced, and what it led to is left alone.
        let linked = if path.is_symlink() { is_inside(&path) } else { None };
        let place = linked.unwrap_or_else(|| path.clone());
        // A file is renamed within a folder, for links may lead to another disk.
        let beside = if place == path { &self.path } else { place.parent().unwrap_or(&self.path) };
        let temporary = temporary(beside, &place, file).map_err(failed)?;
        Ok((temporary, place, path))
    }
}

/// Goes on where a run was cut off while it put files in their places. A list that was not written to its end is of files that
/// none of them has been put anywhere.
fn finish_journal(folder: &Path) {
    let Ok(text) = fs::read_to_string(folder.join(JOURNAL)) else { return };
    let is_inside = |path: &str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    let moves: Vec<(String, String)> = serde_json::from_str(&text).unwrap_or_default();
    for (from, to) in moves.iter().filter(|(from, to)| is_inside(from) && is_inside(to)) {
        let name = Path::new(from).file_name().and_then(|name| name.to_str());
        if name.is_some_and(is_temporary) {
            // One that is in its place already is not there any more.
            let _ = system::rename(&folder.join(from), &folder.join(to));
        }
    }
    let _ = fs::remove_file(folder.join(JOURNAL));
}

/// Clears away what a run that was cut off has left in a folder, unless another one holds it.
pub fn clear_leftovers(path: &Path) {
    if path.is_dir() && is_free_within(path, Duration::ZERO) {
        drop(Folder::open(path));
    }
}

/// Writes the files into a folder, which is made if it does not exist.
///
/// # Errors
/// `OutputError` as `Folder::write`.
pub fn write_all(folder: &Path, files: &[OutputFile]) -> Result<Vec<PathBuf>, OutputError> {
    fs::create_dir_all(folder).map_err(|error| OutputError { path: folder.into(), error })?;
    Folder::open(folder)?.write(files)
}

/// Files that were put in their places, with what was there before: that comes back where not all could be put.
struct Replaced {
    /// Each place with what was there, if anything was.
    places: Vec<(PathBuf, Option<TempPath>)>,
    /// Whether what was there is kept until all are in their places.
    keeps: bool,
}

impl Replaced {
    fn put(&mut self, file: TempPath, place: PathBuf) -> io::Result<()> {
        let before = if self.keeps { second_name(&place)? } else { None };
        system::persist(file, &place)?;
        self.places.push((place, before));
        Ok(())
    }
}

impl Drop for Replaced {
    fn drop(&mut self) {
        if self.keeps {
            for (place, before) in self.places.drain(..).rev() {
                // What can't be put back is told by the failure that led here.
                let _ = match before {
                    Some(before) => system::persist(before, &place),
                    None => fs::remove_file(&place),
                };
            }
        }
    }
}

/// A second name for a file beside it, or a copy of it where the disk has no such names; nothing if there is no file.
fn second_name(place: &Path) -> io::Result<Option<TempPath>> {
    if !place.is_file() {
        return Ok(None);
    }
    let mut builder = Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    let made = builder.make_in(place.parent().unwrap_or(place), |name| match fs::hard_link(place, name) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists && !name.exists() => fs::copy(place, name).map(drop),
        done => done,
    });
    made.map(|own| Some(own.into_temp_path()))
}

fn temporary(folder: &Path, place: &Path, contents: &OutputFile) -> io::Result<NamedTempFile> {
    let old = fs::symlink_metadata(place).ok().filter(|old| !old.is_symlink()).map(|old| old.permissions());
    let permissions = old.or_else(|| contents.permissions.clone());
    let mut builder = Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file, less what the user's umask takes away; tempfile's own choice lets nobody else read it. One that few may
        // read is made so from the first.
        let mode = permissions.as_ref().map_or(0o666, |own| (own.mode() & 0o666) | 0o600);
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(&contents.bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> OutputFile {
        OutputFile::new(name.into(), text.into())
    }

    #[test]
    fn files_that_go_together_get_to_their_places_after_a_run_that_was_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let [one, other] = [".handlingsplan-aaaaaa.mellombels", ".handlingsplan-bbbbbb.mellombels"];
        // The first is in its place, the second is not.
        for (name, text) in [("a.ron", "ny"), ("b.ron", "gammal"), (other, "ny"), ("utanfor.ron", "urørt")] {
            fs::write(path(name), text).unwrap();
        }
        let moves = [(one, "a.ron"), (other, "b.ron"), ("utanfor.ron", "a.ron"), ("../x", "b.ron")];
        fs::write(path(JOURNAL), serde_json::to_string(&moves).unwrap()).unwrap();
        drop(Folder::open(folder.path()).unwrap());
        for name in ["a.ron", "b.ron"] {
            assert_eq!(fs::read_to_string(path(name)).unwrap(), "ny", "{name}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "something is left");
        // Half of a list is none.
        fs::write(path(JOURNAL), "[[\".handl").unwrap();
        fs::write(path(other), "ufullendt").unwrap();
        drop(Folder::open(folder.path()).unwrap());
        assert_eq!(fs::read_to_string(path("b.ron")).unwrap(), "ny");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "something is left");
    }

    #[test]
    fn a_file_that_is_only_to_be_read_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("a.ron");
        fs::write(&place, "gammal").unwrap();
        let mut permissions = fs::metadata(&place).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&place, permissions).unwrap();
        let written = write_all(folder.path(), &[file("a.ron", "ny")]);
        assert_eq!(written.unwrap_err().error.kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read_to_string(&place).unwrap(), "gammal");
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

    #[test]
    fn what_was_there_comes_back_where_not_all_can_be_put() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        fs::write(place("a"), "gammal").unwrap();
        let new = |name: &str| temporary(folder.path(), &place(name), &file(name, "ny")).unwrap().into_temp_path();
        let mut replaced = Replaced { places: Vec::new(), keeps: true };
        replaced.put(new("a"), place("a")).unwrap();
        replaced.put(new("b"), place("b")).unwrap();
        assert_eq!(fs::read_to_string(place("a")).unwrap(), "ny");
        replaced.put(new("c"), place("ingen/c")).unwrap_err();
        drop(replaced);
        assert_eq!(fs::read_to_string(place("a")).unwrap(), "gammal");
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["a"]);
    }

    #[test]
    fn what_a_run_that_was_cut_off_left_is_cleared_away() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".handlingsplan-x1Y2z3.mellombels"), "halv").unwrap();
        fs::write(folder.path().join(".handlingsplan-notat"), "mi eiga").unwrap();
        write_all(folder.path(), &[file("a", "ny")]).unwrap();
        let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, [".handlingsplan-notat", "a"]);
    }

    #[test]
    #[cfg(unix)]
    fn a_file_keeps_its_mode_and_a_link_stays_a_link() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("ekte"), folder.path().join("a"));
        fs::write(&real, "gammal").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).unwrap();
        std::os::unix::fs::symlink("ekte", &link).unwrap();
        write_all(folder.path(), &[file("a", "ny")]).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "ny");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    #[cfg(unix)]
    fn a_link_that_leads_out_of_the_folder_is_not_followed() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let victim = elsewhere.path().join("offer");
        fs::write(&victim, "mitt").unwrap();
        std::os::unix::fs::symlink(&victim, folder.path().join("a")).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("mappe")).unwrap();
        write_all(folder.path(), &[file("a", "ny")]).unwrap();
        assert_eq!(fs::read_to_string(&victim).unwrap(), "mitt");
        assert_eq!(fs::read_to_string(folder.path().join("a")).unwrap(), "ny");
        write_all(folder.path(), &[file("mappe/b", "ny")]).unwrap_err();
        assert!(!elsewhere.path().join("b").exists());
    }

    #[test]
    fn two_runs_take_turns() {
        let folder = tempfile::tempdir().unwrap();
        let held = Folder::open(folder.path()).unwrap();
        std::thread::scope(|scope| {
            let other = scope.spawn(|| write_all(folder.path(), &[file("a", "andre")]).unwrap());
            std::thread::sleep(std::time::Duration::from_millis(50));
            held.write(&[file("a", "første")]).unwrap();
            assert!(!other.is_finished());
            drop(held);
            other.join().unwrap();
        });
        assert_eq!(fs::read_to_string(folder.path().join("a")).unwrap(), "andre");
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
