//! Names of files that mean the same on every system. Comes in: a name as the plan writes it. Goes out: whether it can be used.

use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use crate::prose::is_hidden;

/// Whether a file name works on every system and in a package, and can't lead out of the folder.
pub fn is_portable_file_name(name: &str) -> bool {
    let parts = name.split('/').all(|part| !part.is_empty() && !part.ends_with(['.', ' ']) && !is_device_name(part));
    parts && name.chars().all(|c| !c.is_control() && !"\\:*?\"<>|".contains(c) && !is_hidden(c))
}

/// Whether Windows takes a name for a device, whatever its ending.
pub fn is_device_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = |device: &str| {
        let mut rest = stem.strip_prefix(device).unwrap_or_default().chars();
        rest.next().is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c)) && rest.next().is_none()
    };
    ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&&*stem) || numbered("com") || numbered("lpt")
}

/// Whether a name leads to a file whose name has other capitals, as it does on some systems and not on others.
pub(super) fn differs_in_case(name: &Path, file: &Path) -> bool {
    let nfc = |path: &Path| -> Option<String> { Some(path.file_name()?.to_str()?.nfc().collect()) };
    nfc(name).zip(nfc(file)).is_some_and(|(name, file)| name != file && name.to_lowercase() == file.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_works_on_every_system_or_is_refused() {
        for name in ["plan.ron", "bilete/æøå 1.png", "auxiliær.ron", "com.ron", "a.b.c", "lpt10"] {
            assert!(is_portable_file_name(name), "{name:?}");
        }
        for name in [
            "",
            "a//b",
            "..",
            "a/.",
            "aux.ron",
            "AUX",
            "bilete/nul.png",
            "Com1.ron",
            "lpt².x",
            "con .ron",
            "a.",
            "a .ron /b",
            "mappe./a",
            "a\\b",
            "c:a",
            "a?",
            "a\u{7}",
        ] {
            assert!(!is_portable_file_name(name), "{name:?}");
        }
    }

    #[test]
    fn capitals_alone_make_another_name() {
        let differs = |name: &str, file: &str| differs_in_case(Path::new(name), Path::new(file));
        assert!(differs("Mål.ron", "/plan/mål.ron") && differs("MA\u{30a}L.ron", "/plan/mål.ron"));
        assert!(!differs("mål.ron", "/plan/mål.ron") && !differs("lenkje.ron", "/plan/Anna.ron"));
    }
}
