//! Addresses of files: what the editor calls a file, and where it is. Comes in: a `file:` address or a path. Goes out: the other.

use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

/// The path of a file; `None` of what is no file.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    // A host is only there on Windows, for a folder that is shared.
    let (host, path) = rest.split_at(rest.find('/')?);
    let path = percent_decode_str(path).decode_utf8().ok()?;
    if cfg!(windows) {
        let path = match host {
            "" | "localhost" => path.trim_start_matches('/').to_string(),
            host => format!("//{host}{path}"),
        };
        // «c:» and «C:» are one drive.
        let (drive, after) = path.split_at(path.find(':').unwrap_or(0));
        return Some(PathBuf::from(format!("{}{after}", drive.to_uppercase())));
    }
    Some(PathBuf::from(&*path))
}

/// The address of a file.
pub(super) fn uri_of(path: &Path) -> Option<Uri> {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    let text = path.to_str()?.replace('\\', "/");
    let encoded = utf8_percent_encode(&text, KEPT).to_string();
    let address = match text.strip_prefix("//") {
        Some(_) => format!("file:{encoded}"),
        None if text.starts_with('/') => format!("file://{encoded}"),
        None => format!("file:///{encoded}"),
    };
    Uri::from_str(&address).ok()
}

/// The name of a file in a folder, as the plan writes it; `None` of one that is not in it.
pub(super) fn name_in(folder: &Path, file: &Path) -> Option<String> {
    let parts = file.strip_prefix(folder).ok()?.components().map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    let parts: Vec<&str> = parts.collect::<Option<_>>()?;
    Some(parts.join("/").nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_its_file_and_back() {
        for name in ["min plan/plan.ron", "æøå/delmål «1».ron", "100%/a#b?.ron", "😀.ron"] {
            let path = Path::new("/").join(name);
            assert_eq!(path_of(&uri_of(&path).unwrap()), Some(path));
        }
        assert_eq!(path_of(&Uri::from_str("untitled:Utan-namn-1").unwrap()), None);
        assert_eq!(path_of(&Uri::from_str("file:///a%C3%A5/b.ron").unwrap()), Some("/aå/b.ron".into()));
    }

    #[test]
    fn a_file_has_the_name_that_the_plan_writes() {
        let name = |file: &str| name_in(Path::new("/plan"), Path::new(file));
        assert_eq!(name("/plan/mappe/a\u{30a}.ron").as_deref(), Some("mappe/å.ron"));
        assert_eq!(name("/plan2/a.ron"), None);
    }
}
