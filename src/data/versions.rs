//! *Versjonar*: the copies of a plan's own files that are kept in its folder, one folder for each version. Loading a plan
//! never reads them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{MAX_FILE_BYTES, PLAN_FILE, ReadError, Sources, load, read_inside};
use crate::output::OutputFile;
use crate::plan::Plan;

/// The folder of the copies in a plan's folder.
pub const FOLDER: &str = "versjonar";
/// The words that a plan knows besides the dictionary's.
pub const WORD_LIST: &str = "ordliste.txt";
/// The file in each copy that says which version of the program made it.
const PROGRAM: &str = "program.txt";
/// How the text of `PROGRAM` begins.
const MADE_BY: &str = "handlingsplan ";

/// The names of a plan's own files, each once: the data, the words, the images.
pub fn own_file_names(plan: &Plan) -> Vec<String> {
    let hovud = &plan.hovud;
    let logos = hovud.logo.iter().chain(hovud.partar.iter().filter_map(|part| part.logo.as_ref()));
    let named = [PLAN_FILE.to_string(), WORD_LIST.to_string()].into_iter();
    let mut names: Vec<String> = Vec::new();
    for name in named.chain(hovud.delmål.iter().cloned()).chain(logos.map(|logo| logo.fil.clone())) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A plan's own files as they are on disk.
///
/// # Errors
/// The name of the first that can't be read, and why; a plan need not have a list of words.
pub fn read_own_files(folder: &Path, plan: &Plan, sources: &Sources) -> Result<Vec<OutputFile>, (String, ReadError)> {
    let of_source = |name: &str| sources.files.iter().find(|source| source.file == name);
    read_own_files_with(folder, plan, |name| of_source(name).map(|source| source.bytes.clone()))
}

/// A plan's own files: those whose bytes are known as they are known, the others as they are on disk. Each may be read by those
/// who may read the one on disk.
///
/// # Errors
/// The name of the first that can't be read, and why; a plan need not have a list of words.
pub fn read_own_files_with(
    folder: &Path,
    plan: &Plan,
    known: impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<Vec<OutputFile>, (String, ReadError)> {
    let mut files = Vec::new();
    for name in own_file_names(plan) {
        match known(&name).map_or_else(|| read_inside(folder, &name, MAX_FILE_BYTES), Ok) {
            Ok(bytes) => {
                let place = folder.join(&name);
                files.push(OutputFile::new(name, bytes).readable_as(&place));
            }
            Err(ReadError::Missing) if name == WORD_LIST => {}
            Err(error) => return Err((name, error)),
        }
    }
    Ok(files)
}

/// The files of a copy: those given and `program.txt`, unless a file of the plan has that name.
pub fn with_program_file(mut files: Vec<OutputFile>) -> Vec<OutputFile> {
    if !files.iter().any(|file| file.name.eq_ignore_ascii_case(PROGRAM)) {
        files.push(OutputFile::new(PROGRAM.into(), format!("{MADE_BY}{}\n", env!("CARGO_PKG_VERSION")).into()));
    }
    files
}

/// The folder of the copy of a version, whether it exists or not.
pub fn copy_folder(folder: &Path, version: &str) -> PathBuf {
    folder.join(FOLDER).join(version)
}

/// The names of the files that are the program's own in the copy of a version that is kept.
pub fn names_in_copy(copy: &Path) -> BTreeSet<String> {
    let own = load(copy).plan.map(|plan| own_file_names(&plan)).unwrap_or_default();
    own.into_iter().chain([PROGRAM.to_string()]).collect()
}

/// Whether the folder of copies is a link that leads out of the plan's folder; nothing is then read or written there.
pub fn links_outside(folder: &Path) -> bool {
    let place = folder.join(FOLDER);
    let stays = || Some(place.canonicalize().ok()?.starts_with(folder.canonicalize().ok()?));
    place.is_symlink() && stays() != Some(true)
}

/// The folder of the plan that a folder is a copy of, or else the folder itself: names in a copy are relative to it. A
/// copy is recognised by its files, not by its folder's name.
pub fn original_plan_folder(folder: &Path) -> PathBuf {
    let own = || {
        let copy = folder.canonicalize().ok()?;
        let plan = copy.parent()?.parent()?;
        (program_version(folder).is_some() && plan.join(PLAN_FILE).is_file()).then(|| plan.to_path_buf())
    };
    own().unwrap_or_else(|| folder.to_path_buf())
}

/// The version of the program that a folder is a copy by, if it is one.
fn program_version(copy: &Path) -> Option<String> {
    let text = String::from_utf8(read_inside(copy, PROGRAM, 100).ok()?).ok()?;
    text.trim().strip_prefix(MADE_BY).map(str::to_string)
}

/// The version of the program that a copy was made by, if it is known and another than this one.
pub fn other_program_version(copy: &Path) -> Option<String> {
    program_version(copy).filter(|made| made != env!("CARGO_PKG_VERSION"))
}

/// The numbers of a version, to tell which of two comes first; `None` if it has not the form of one. A version has room for
/// twenty digits.
pub fn parse_version(version: &str) -> Option<Vec<u128>> {
    version.split('.').map(|part| part.parse().ok()).collect()
}

/// A version that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptVersion {
    /// Its number.
    pub version: String,
    /// Its date in its own log, if it can be read.
    pub date: Option<jiff::civil::Date>,
}

/// The numbers of the versions that are kept, the oldest first.
pub fn kept_version_numbers(folder: &Path) -> Vec<String> {
    if links_outside(folder) {
        return Vec::new();
    }
    let entries = fs::read_dir(folder.join(FOLDER)).into_iter().flatten().flatten();
    // A link is no copy that the program made.
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let names = folders.filter(|entry| entry.path().join(PLAN_FILE).is_file());
    let names = names.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| !name.starts_with('.'));
    let mut all: Vec<String> = names.collect();
    all.sort_by_cached_key(|name| (parse_version(name).unwrap_or_default(), name.clone()));
    all
}

/// The versions that are kept, the oldest first, with their dates.
pub fn kept_versions(folder: &Path) -> Vec<KeptVersion> {
    let dated = |version: String| {
        let plan = load(&copy_folder(folder, &version)).plan.ok();
        KeptVersion {
            date: plan.as_ref().and_then(|plan| plan.current_version()).map(|row| row.dato.first_day()),
            version,
        }
    };
    kept_version_numbers(folder).into_iter().map(dated).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a plan in it, so far as its name tells.
    fn made(folder: PathBuf, program: bool) -> PathBuf {
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(PLAN_FILE), "()").unwrap();
        if program {
            fs::write(folder.join(PROGRAM), "handlingsplan 0.1.0\n").unwrap();
        }
        folder
    }

    #[test]
    fn a_copy_is_known_by_what_is_in_it_whatever_folders_are_called() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        let plan = made(root.join(FOLDER).join("plan-2027"), false);
        assert_eq!(original_plan_folder(&plan), plan);
        let copy = made(copy_folder(&plan, "1.0"), true);
        assert_eq!(original_plan_folder(&copy), plan);
        // A plan in a folder of that name beside a plan is none.
        made(root.clone(), false);
        assert_eq!(original_plan_folder(&plan), plan);
    }

    #[test]
    fn versions_are_in_the_order_of_their_numbers_however_great() {
        let plan = tempfile::tempdir().unwrap();
        for version in ["4294967296.0", "2.0", "10.0"] {
            made(copy_folder(plan.path(), version), false);
        }
        assert_eq!(kept_version_numbers(plan.path()), ["2.0", "10.0", "4294967296.0"]);
    }

    #[test]
    fn a_file_of_the_plan_is_never_replaced_by_the_programs_own() {
        let files = with_program_file(vec![OutputFile::new("Program.txt".into(), b"(nummer: 1)".to_vec())]);
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].bytes, b"(nummer: 1)");
        assert_eq!(with_program_file(Vec::new())[0].name, PROGRAM);
    }

    #[test]
    #[cfg(unix)]
    fn links_out_of_the_folder_are_not_followed() {
        let root = tempfile::tempdir().unwrap();
        let (plan, other) = (made(root.path().join("plan"), false), root.path().join("anna"));
        made(other.join("1.0"), true);
        std::os::unix::fs::symlink(&other, plan.join(FOLDER)).unwrap();
        assert!(links_outside(&plan) && kept_version_numbers(&plan).is_empty());
        fs::remove_file(plan.join(FOLDER)).unwrap();
        fs::create_dir(plan.join(FOLDER)).unwrap();
        std::os::unix::fs::symlink(other.join("1.0"), copy_folder(&plan, "1.0")).unwrap();
        assert!(!links_outside(&plan) && kept_version_numbers(&plan).is_empty());
    }
}
