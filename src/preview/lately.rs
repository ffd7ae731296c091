//! The plans that were opened lately, on this machine and by this user. Comes in: a plan's folder that is shown. Goes out: the
//! folders that were, the newest first. The list is a help alone: where it can't be kept, there is none.

use std::env;
use std::path::{Path, PathBuf};

use crate::data::PLAN_FILE;
use crate::output::{OutputFile, canonical_path, write_all};

/// The name of the list.
const LIST: &str = "planar.json";
/// How many folders it has.
const MOST: usize = 8;

/// The folder that the system has for what programs remember.
fn place() -> Option<PathBuf> {
    let of = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let around = if cfg!(windows) {
        of("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        of("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        of("XDG_STATE_HOME").or_else(|| of("HOME").map(|home| home.join(".local/state")))
    };
    around.map(|around| around.join("handlingsplan"))
}

fn read(place: &Path) -> Vec<PathBuf> {
    let list = std::fs::read_to_string(place.join(LIST)).unwrap_or_default();
    serde_json::from_str(&list).unwrap_or_default()
}

/// Puts a folder first in the list.
pub(super) fn note(folder: &Path) {
    let (Some(place), Ok(folder)) = (place(), canonical_path(folder)) else { return };
    let mut all = read(&place);
    all.retain(|own| *own != folder);
    all.insert(0, folder);
    all.truncate(MOST);
    if let Ok(list) = serde_json::to_vec(&all) {
        // Whoever can't keep it, does without.
        let _ = write_all(&place, &[OutputFile::new(LIST.into(), list)]);
    }
}

/// The folders that still have a plan, the newest first.
pub(super) fn folders() -> Vec<PathBuf> {
    let all = place().map(|place| read(&place)).unwrap_or_default();
    all.into_iter().filter(|folder| folder.join(PLAN_FILE).is_file()).collect()
}
