//! Whole folders of files: a new one that appears complete or not at all, and one that takes the place of another. Whenever a
//! run is cut off, either the old folder or the new one is there, or `recover` brings it back.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::Builder;

use super::system::{rename, try_lock_folder};
use super::{Folder, OutputError, OutputFile, TEMPORARY, copy_permissions, is_system_file, is_temporary, write_all};

/// The folder, within a working folder, of what is being written.
const PARTIAL: &str = "ny";
/// The folder, within a working folder, of what is complete and not yet in its place.
const COMPLETE: &str = "heil";
/// The folder, within a working folder, of what was in the place before.
const REPLACED: &str = "gammal";

/// A folder for work in another one, with a name that tells what it is.
fn working_folder(around: &Path) -> io::Result<PathBuf> {
    Ok(Builder::new().prefix(TEMPORARY.0).suffix(TEMPORARY.1).tempdir_in(around)?.keep())
}

/// A folder of files that is complete on disk, beside its place. It is thrown away unless it is put there.
#[derive(Debug)]
pub struct StagedFolder {
    work: PathBuf,
    name: String,
    place: PathBuf,
}

impl StagedFolder {
    /// Writes the files beside their place, `around/name`, in a folder that the run holds. What stands in the place and is not
    /// among `own` – somebody else put it there – comes along.
    ///
    /// # Errors
    /// `OutputError` if it can't be written.
    pub fn write(
        around: &Path,
        name: &str,
        files: &[OutputFile],
        own: &BTreeSet<String>,
        _held: &Folder,
    ) -> Result<Self, OutputError> {
        let place = around.join(name);
        let failed = |error| OutputError { path: place.clone(), error };
        if !around.exists() {
            fs::create_dir_all(around).map_err(failed)?;
            copy_permissions(around, around.parent().unwrap_or(around));
        }
        let work = working_folder(around).map_err(failed)?;
        let staged = Self { work, name: name.into(), place: place.clone() };
        let (partial, complete) = (staged.work.join(PARTIAL), staged.work.join(COMPLETE));
        write_all(&partial, files)?;
        let is_foreign = |inside: &str| !own.contains(inside) && files.iter().all(|file| file.name != inside);
        if place.is_dir() && !place.is_symlink() {
            copy_others(&place, &partial, "", &is_foreign).map_err(failed)?;
            copy_ownership(&partial, &place);
        } else {
            copy_permissions(&partial, around);
        }
        fs::create_dir(&complete).map_err(failed)?;
        // From here on `recover` knows that nothing is lacking.
        rename(&partial, &complete.join(name)).map_err(failed)?;
        Ok(staged)
    }

    /// Puts the folder in its place; what stood there is thrown away.
    ///
    /// # Errors
    /// `OutputError` if the system refuses; what stood there stands there then.
    pub fn put(&self) -> Result<(), OutputError> {
        let failed = |error| OutputError { path: self.place.clone(), error };
        let replaced = self.work.join(REPLACED);
        if self.place.exists() {
            fs::create_dir(&replaced).map_err(failed)?;
            rename(&self.place, &replaced.join(&self.name)).map_err(failed)?;
        }
        let put = rename(&self.work.join(COMPLETE).join(&self.name), &self.place);
        if put.is_err() && replaced.exists() {
            // Where this fails too, `recover` does it.
            let _ = rename(&replaced.join(&self.name), &self.place);
        }
        put.map_err(failed)
    }
}

impl Drop for StagedFolder {
    fn drop(&mut self) {
        // The only copy of what stood there may lie in it.
        if self.place.exists() || !self.work.join(REPLACED).exists() {
            let _ = fs::remove_dir_all(&self.work);
        }
        // A folder that was made for it alone goes with it.
        if let Some(around) = self.place.parent() {
            let _ = fs::remove_dir(around);
        }
    }
}

/// Puts in their place the folders that a run which was cut off left beside it: those that are complete and that `is_expected`
/// knows, or else those that stood there before. Then it clears the rest away. The folder around must be held.
pub fn recover(around: &Path, is_expected: impl Fn(&str) -> bool, _held: &Folder) {
    for work in entries(around).filter(|path| path.is_dir() && file_name(path).is_some_and(is_temporary)) {
        let missing = |name: &str| !around.join(name).exists();
        // Where somebody has put another folder in the place meanwhile, what stood in the old one is not lost.
        for folder in entries(&work.join(REPLACED)) {
            let name = file_name(&folder).filter(|name| !missing(name) && work.join(COMPLETE).join(name).exists());
            if let Some(name) = name {
                let _ = copy_others(&folder, &around.join(name), "", &|_: &str| true);
            }
        }
        for folder in entries(&work.join(COMPLETE)) {
            if let Some(name) = file_name(&folder).filter(|name| missing(name) && is_expected(name)) {
                let _ = rename(&folder, &around.join(name));
            }
        }
        for folder in entries(&work.join(REPLACED)) {
            if let Some(name) = file_name(&folder).filter(|name| missing(name)) {
                let _ = rename(&folder, &around.join(name));
            }
        }
        // What could not be put back is not thrown away.
        if entries(&work.join(REPLACED)).all(|folder| file_name(&folder).is_some_and(|name| !missing(name))) {
            let _ = fs::remove_dir_all(&work);
        }
    }
}

/// Gives a folder the owner, the group and the permissions of another one, as far as the system lets it.
fn copy_ownership(folder: &Path, other: &Path) {
    let Ok(like) = fs::metadata(other) else { return };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let _ = std::os::unix::fs::chown(folder, Some(like.uid()), Some(like.gid()));
    }
    let _ = fs::set_permissions(folder, like.permissions());
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

fn file_name(path: &Path) -> Option<&str> {
    path.file_name()?.to_str()
}

/// Copies the files of a folder, and of those in it, that are wanted, by their names within the first.
fn copy_others(from: &Path, to: &Path, within: &str, is_wanted: &impl Fn(&str) -> bool) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, place) = (entry.path(), to.join(entry.file_name()));
        let name = format!("{within}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            let was_there = place.exists();
            fs::create_dir_all(&place)?;
            copy_others(&path, &place, &format!("{name}/"), is_wanted)?;
            if !was_there && fs::read_dir(&place)?.next().is_none() && fs::read_dir(&path)?.next().is_some() {
                fs::remove_dir(&place)?;
            }
        } else if is_wanted(&name) && !place.exists() {
            copy_file(&path, &place, kind.is_symlink())?;
        }
    }
    Ok(())
}

fn copy_file(path: &Path, place: &Path, is_link: bool) -> io::Result<()> {
    #[cfg(unix)]
    if is_link {
        return std::os::unix::fs::symlink(fs::read_link(path)?, place);
    }
    if is_link {
        // A link to nothing can't be copied, and is nothing.
        return fs::copy(path, place).map(|_| ()).or(Ok(()));
    }
    fs::hard_link(path, place).or_else(|_| fs::copy(path, place).map(|_| ()))
}

/// A new folder of files that is complete on disk, beside its place. It is thrown away unless it is put there.
#[derive(Debug)]
pub struct NewFolder {
    work: PathBuf,
    place: PathBuf,
    /// Locked as long as this run lives, so that another one does not clear it away.
    lock: Option<File>,
}

impl NewFolder {
    /// Writes the files beside their place; within it where nothing may be written beside it.
    ///
    /// # Errors
    /// `OutputError` if they can't be written.
    pub fn write(place: &Path, files: &[OutputFile]) -> Result<Self, OutputError> {
        let failed = |error| OutputError { path: place.into(), error };
        let place = std::path::absolute(place).map_err(failed)?;
        let around = place.parent().unwrap_or(&place);
        fs::create_dir_all(around).map_err(failed)?;
        clear_abandoned(around);
        let work = match working_folder(around) {
            Err(_) if place.is_dir() => working_folder(&place),
            made => made,
        };
        let work = work.map_err(failed)?;
        let lock = try_lock_folder(&work).ok().flatten();
        let new = Self { work, place, lock };
        write_all(&new.path(), files)?;
        Ok(new)
    }

    /// Where the files can be read before they are in their place.
    pub fn path(&self) -> PathBuf {
        self.work.join(PARTIAL)
    }

    /// Puts the folder in its place, where there must be nothing but what the system keeps in a folder.
    ///
    /// # Errors
    /// `OutputError` if something is there, or the system refuses.
    pub fn put(self) -> Result<(), OutputError> {
        let failed = |error| OutputError { path: self.place.clone(), error };
        let new = self.path();
        if self.place.is_dir() {
            let is_own = |path: &Path| *path == self.work;
            let (left, others): (Vec<PathBuf>, Vec<PathBuf>) = entries(&self.place)
                .filter(|path| !is_own(path))
                .partition(|path| file_name(path).is_some_and(is_temporary));
            // What a run that was cut off left is nothing.
            for path in left {
                let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            }
            if others.iter().any(|path| !file_name(path).is_some_and(is_system_file)) {
                return Err(failed(io::ErrorKind::AlreadyExists.into()));
            }
            if self.work.starts_with(&self.place) {
                return self.move_files(&new).map_err(failed);
            }
            // A folder that may not be written to is not replaced by one that may.
            Builder::new().prefix(TEMPORARY.0).suffix(TEMPORARY.1).tempfile_in(&self.place).map_err(failed)?;
            copy_ownership(&new, &self.place);
            for path in &others {
                rename(path, &new.join(path.file_name().unwrap_or_default())).map_err(failed)?;
            }
            // Fails if another run has put something there meanwhile.
            match fs::remove_dir(&self.place) {
                Err(error) if error.kind() == io::ErrorKind::ResourceBusy => {
                    return self.move_files(&new).map_err(failed);
                }
                removed => removed.map_err(failed)?,
            }
        }
        rename(&new, &self.place).map_err(failed)
    }

    /// Moves the files one by one into a folder that can't itself be replaced, the last in order of names last: that is
    /// `plan.ron`, without which the others are no plan.
    fn move_files(&self, new: &Path) -> io::Result<()> {
        let _held = Folder::open(&self.place).map_err(|failed| failed.error)?;
        let mut all: Vec<PathBuf> = entries(new).collect();
        all.sort();
        for path in all {
            let place = self.place.join(path.file_name().unwrap_or_default());
            if place.exists() && !file_name(&place).is_some_and(is_system_file) {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            rename(&path, &place)?;
        }
        Ok(())
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        // What holds it may be a file in it.
        drop(self.lock.take());
        let _ = fs::remove_dir_all(&self.work);
    }
}

/// Clears away the folders of runs that were cut off: nobody has them locked.
fn clear_abandoned(around: &Path) {
    for work in entries(around).filter(|path| path.is_dir() && file_name(path).is_some_and(is_temporary)) {
        let is_of_a_new_folder = work.join(PARTIAL).is_dir() && !work.join(COMPLETE).exists();
        if is_of_a_new_folder && matches!(try_lock_folder(&work), Ok(Some(_))) {
            let _ = fs::remove_dir_all(&work);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> OutputFile {
        OutputFile::new(name.into(), text.into())
    }

    fn read(path: &Path) -> Option<String> {
        fs::read_to_string(path).ok()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = entries(folder).filter_map(|path| file_name(&path).map(str::to_string)).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_that_is_replaced_keeps_what_others_put_there() {
        let around = tempfile::tempdir().unwrap();
        let held = Folder::open(around.path()).unwrap();
        let own = BTreeSet::from(["a".to_string(), "gammal-logo.png".to_string()]);
        let stage = |files: &[OutputFile]| StagedFolder::write(around.path(), "1.0", files, &own, &held).unwrap();
        stage(&[file("a", "først"), file("gammal-logo.png", "x")]).put().unwrap();
        fs::write(around.path().join("1.0/notat.txt"), "mitt").unwrap();
        fs::create_dir(around.path().join("1.0/vedlegg")).unwrap();
        fs::write(around.path().join("1.0/vedlegg/b.pdf"), "òg mitt").unwrap();
        stage(&[file("a", "sist")]).put().unwrap();
        assert_eq!(names(around.path()), ["1.0"]);
        assert_eq!(names(&around.path().join("1.0")), ["a", "notat.txt", "vedlegg"]);
        assert_eq!(read(&around.path().join("1.0/a")).as_deref(), Some("sist"));
        assert_eq!(read(&around.path().join("1.0/vedlegg/b.pdf")).as_deref(), Some("òg mitt"));
    }

    #[test]
    fn wherever_a_run_is_cut_off_the_old_folder_or_the_new_one_comes_back() {
        let own = BTreeSet::new();
        for step in 0..4 {
            let around = tempfile::tempdir().unwrap();
            let held = Folder::open(around.path()).unwrap();
            let place = around.path().join("1.0");
            StagedFolder::write(around.path(), "1.0", &[file("a", "gammal")], &own, &held).unwrap().put().unwrap();
            let staged = StagedFolder::write(around.path(), "1.0", &[file("a", "ny")], &own, &held).unwrap();
            let work = staged.work.clone();
            std::mem::forget(staged);
            if step > 0 {
                fs::create_dir(work.join(REPLACED)).unwrap();
            }
            if step > 1 {
                fs::rename(&place, work.join(REPLACED).join("1.0")).unwrap();
            }
            if step > 2 {
                fs::rename(work.join(COMPLETE).join("1.0"), &place).unwrap();
            }
            recover(around.path(), |_| true, &held);
            let expected = if step > 1 { "ny" } else { "gammal" };
            assert_eq!(read(&place.join("a")).as_deref(), Some(expected), "{step}");
            assert_eq!(names(around.path()), ["1.0"], "{step}");
        }
    }

    #[test]
    fn what_stood_in_a_folder_is_not_lost_where_another_has_taken_its_place() {
        let around = tempfile::tempdir().unwrap();
        let held = Folder::open(around.path()).unwrap();
        let (place, own) = (around.path().join("1.0"), BTreeSet::new());
        StagedFolder::write(around.path(), "1.0", &[file("a", "x")], &own, &held).unwrap().put().unwrap();
        fs::write(place.join("notat.txt"), "mitt").unwrap();
        let staged = StagedFolder::write(around.path(), "1.0", &[file("a", "y")], &own, &held).unwrap();
        fs::create_dir(staged.work.join(REPLACED)).unwrap();
        fs::rename(&place, staged.work.join(REPLACED).join("1.0")).unwrap();
        std::mem::forget(staged);
        fs::create_dir(&place).unwrap();
        recover(around.path(), |_| true, &held);
        assert_eq!(names(&place), ["a", "notat.txt"]);
        assert_eq!(names(around.path()), ["1.0"]);
    }

    #[test]
    fn what_is_not_expected_or_not_complete_is_not_put_in_place() {
        let around = tempfile::tempdir().unwrap();
        let held = Folder::open(around.path()).unwrap();
        std::mem::forget(
            StagedFolder::write(around.path(), "2.0", &[file("a", "x")], &BTreeSet::new(), &held).unwrap(),
        );
        let partial = around.path().join(".handlingsplan-abc123.mellombels/ny");
        fs::create_dir_all(&partial).unwrap();
        fs::write(partial.join("a"), "halv").unwrap();
        recover(around.path(), |name| name != "2.0", &held);
        assert_eq!(names(around.path()), Vec::<String>::new());
    }

    #[test]
    fn a_new_folder_is_never_put_over_another() {
        let around = tempfile::tempdir().unwrap();
        let place = around.path().join("plan");
        let [one, other] = ["ein", "to"].map(|text| NewFolder::write(&place, &[file("plan.ron", text)]).unwrap());
        one.put().unwrap();
        other.put().unwrap_err();
        assert_eq!(read(&place.join("plan.ron")).as_deref(), Some("ein"));
        assert_eq!(names(around.path()), ["plan"]);
    }

    #[test]
    fn a_new_folder_keeps_what_the_system_has_put_in_its_place() {
        let around = tempfile::tempdir().unwrap();
        let place = around.path().join("plan");
        fs::create_dir(&place).unwrap();
        fs::write(place.join(".DS_Store"), "").unwrap();
        NewFolder::write(&place, &[file("plan.ron", "x")]).unwrap().put().unwrap();
        assert_eq!(names(&place), [".DS_Store", "plan.ron"]);
    }

    #[test]
    fn a_new_folder_that_was_left_half_is_cleared_away_by_the_next() {
        let around = tempfile::tempdir().unwrap();
        let half = around.path().join(".handlingsplan-abc123.mellombels/ny");
        fs::create_dir_all(&half).unwrap();
        NewFolder::write(&around.path().join("plan"), &[file("plan.ron", "x")]).unwrap().put().unwrap();
        assert_eq!(names(around.path()), ["plan"]);
    }
}
