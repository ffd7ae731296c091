//! *Versjonar*: the copies of a plan's own files that are kept in its folder, one folder for each version. Loading a plan
//! never reads them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{LARGEST_FILE, PLAN_FILE, ReadError, Sources, load, read_inside};
use crate::output::OutputFile;
use crate::plan::Plan;

/// The folder of the copies in a plan's folder.
pub const FOLDER: &str = "versjonar";
/// The words that a plan knows besides the dictionary's.
pub const WORD_LIST: &str = "ordliste.txt";
/// In each copy: which version of the program it was made by.
const PROGRAM: &str = "program.txt";

/// The names of a plan's own files, each once: the data, the words, the images.
pub fn own_files(plan: &Plan) -> Vec<String> {
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
pub fn own_bytes(folder: &Path, plan: &Plan, sources: &Sources) -> Result<Vec<OutputFile>, (String, ReadError)> {
    let of_source = |name: &str| sources.files.iter().find(|source| source.file == name);
    own_bytes_with(folder, plan, |name| of_source(name).map(|source| source.bytes.clone()))
}

/// A plan's own files: those whose bytes are known as they are known, the others as they are on disk. Each may be read by those
/// who may read the one on disk.
///
/// # Errors
/// The name of the first that can't be read, and why; a plan need not have a list of words.
pub fn own_bytes_with(
    folder: &Path,
    plan: &Plan,
    known: impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<Vec<OutputFile>, (String, ReadError)> {
    let mut files = Vec::new();
    for name in own_files(plan) {
        match known(&name).map_or_else(|| read_inside(folder, &name, LARGEST_FILE), Ok) {
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

/// The copy of a version, with the program's version beside it.
pub fn copy(mut files: Vec<OutputFile>) -> Vec<OutputFile> {
    files.push(OutputFile::new(PROGRAM.into(), format!("handlingsplan {}\n", env!("CARGO_PKG_VERSION")).into()));
    files
}

/// Where the copy of a version is, or would be.
pub fn place(folder: &Path, version: &str) -> PathBuf {
    folder.join(FOLDER).join(version)
}

/// Whether the folder of the copies leads somewhere else: nothing is read or written there then.
pub fn leads_away(folder: &Path) -> bool {
    folder.join(FOLDER).is_symlink()
}

/// The names of the files that are the program's own in the copy of a version that is kept.
pub fn names_in_copy(copy: &Path) -> BTreeSet<String> {
    let own = load(copy).plan.map(|plan| own_files(&plan)).unwrap_or_default();
    own.into_iter().chain([PROGRAM.to_string()]).collect()
}

/// The folder of the plan that a folder is a copy of, or the folder itself: what a copy names is seen from there.
pub fn plan_of(folder: &Path) -> &Path {
    let around = folder.parent().filter(|around| around.file_name().is_some_and(|name| name == FOLDER));
    around.and_then(Path::parent).unwrap_or(folder)
}

/// The version of the program that a copy was made by, if it is known and another than this one.
pub fn other_program(copy: &Path) -> Option<String> {
    let text = String::from_utf8(read_inside(copy, PROGRAM, 100).ok()?).ok()?;
    let made = text.trim().strip_prefix("handlingsplan ")?;
    (made != env!("CARGO_PKG_VERSION")).then(|| made.to_string())
}

/// A version that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its number.
    pub version: String,
    /// Its date in its own log, if it can be read.
    pub date: Option<jiff::civil::Date>,
}

/// The numbers of the versions that are kept, the oldest first.
pub fn names(folder: &Path) -> Vec<String> {
    if leads_away(folder) {
        return Vec::new();
    }
    let entries = fs::read_dir(folder.join(FOLDER)).into_iter().flatten().flatten();
    let names = entries.filter(|entry| entry.path().join(PLAN_FILE).is_file());
    let names = names.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| !name.starts_with('.'));
    let mut all: Vec<String> = names.collect();
    let numbers = |name: &str| -> Vec<u32> { name.split('.').filter_map(|part| part.parse().ok()).collect() };
    all.sort_by_cached_key(|name| (numbers(name), name.clone()));
    all
}

/// The versions that are kept, the oldest first, with their dates.
pub fn kept(folder: &Path) -> Vec<Kept> {
    let dated = |version: String| {
        let plan = load(&place(folder, &version)).plan.ok();
        Kept { date: plan.as_ref().and_then(|plan| plan.gjeldande()).map(|row| row.dato.dag()), version }
    };
    names(folder).into_iter().map(dated).collect()
}
