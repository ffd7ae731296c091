//! Folders of plans by their names: no address and no form has a path.

use std::path::{Path, PathBuf};

use crate::data::{is_device_name, is_portable_file_name};

/// The most bytes of a name: with what comes in the folder, it must fit in the paths of every system.
const MOST: usize = 120;

/// The place of a new folder within another, by the name that was typed for it.
///
/// # Errors
/// A sentence, if it can't be the name of one folder on every system.
pub(super) fn new_folder(around: &Path, name: &str) -> Result<PathBuf, String> {
    let is_name = !name.contains('/') && !name.starts_with('.') && is_portable_file_name(name);
    match (name.is_empty(), is_name) {
        (true, _) => Err("Skriv kva mappa skal heite.".into()),
        _ if name.len() > MOST => Err("Namnet på mappa er for langt.".into()),
        _ if is_device_name(name) => Err("Windows brukar dette namnet til noko anna. Vel eit anna.".into()),
        (_, false) => {
            Err("Mappa kan ha bokstavar, tal og bindestrek i namnet, men ikkje slike teikn som / og :.".into())
        }
        _ => Ok(beside(around, name)),
    }
}

/// The place of a folder within another, as short as it can be written.
pub(super) fn beside(around: &Path, name: &str) -> PathBuf {
    if around == Path::new(".") { PathBuf::from(name) } else { around.join(name) }
}

/// The name of a folder, also where its path does not end with it.
pub(super) fn folder_name(folder: &Path) -> Option<String> {
    let whole = folder.canonicalize().ok()?;
    whole.file_name().map(|name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_to_no_other_folder() {
        let around = Path::new("planar");
        assert_eq!(new_folder(around, "dalane-2027"), Ok(around.join("dalane-2027")));
        assert_eq!(new_folder(Path::new("."), "å bu"), Ok(PathBuf::from("å bu")));
        for name in [
            "", ".", "..", "../x", "/etc", "a/b", "a\\b", "c:x", ".skjult", "slutt.", "a\u{0}b", "con", "NUL.plan",
            "Com1", "lpt9",
        ] {
            assert!(new_folder(around, name).is_err(), "{name:?}");
        }
        assert!(new_folder(around, "kommune").is_ok() && new_folder(around, &"a".repeat(200)).is_err());
    }
}
