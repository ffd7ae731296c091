//! Loading: a folder of RON files in, a `Plan` out, or findings with their places. Nothing outside the
//! folder is read.

pub mod clean;
pub mod edits;
pub mod file_text;
pub mod format;
pub mod kept;
mod names;
pub mod pictures;
pub mod positions;
mod recover;
mod reword;
pub mod sheet;
pub mod signs;
mod source;
pub mod strings;
pub mod tokens;
pub mod tree;
pub mod typed_values;
pub mod versions;

pub use source::{Source, Sources};

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path as std_path;

use ron::Options;
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use self::names::differs_in_case;
pub use self::names::{is_device_name, is_portable_file_name};
use crate::finding::{Finding, Place, did_you_mean};
use crate::plan::{Delmål, Hovud, Path, Plan};

/// The file that every plan has.
pub const PLAN_FILE: &str = "plan.ron";

/// The largest data file that is read, in bytes. The real plan's largest is under 50 KB.
pub const MAX_DATA_BYTES: u64 = 1024 * 1024;

/// The largest file of any other kind (an image, a list of words).
pub const MAX_FILE_BYTES: u64 = 20 * 1024 * 1024;

/// A plan that was loaded, or the findings that prevented it, with the texts of what was read.
#[derive(Debug)]
pub struct Loaded {
    /// The texts, for messages.
    pub sources: Sources,
    /// The plan, or why there is none.
    pub plan: Result<Plan, Vec<Finding>>,
}

/// Files that are open in an editor: what they are to be read as, whatever stands on disk, by their names in the folder.
pub type OpenFiles = BTreeMap<String, Vec<u8>>;

/// Reads the plan in a folder.
pub fn load(folder: &std_path::Path) -> Loaded {
    load_with(folder, &OpenFiles::new())
}

/// Reads the plan in a folder, some of whose files are open.
pub fn load_with(folder: &std_path::Path, open: &OpenFiles) -> Loaded {
    let mut loader = Loader { folder, open, sources: Sources::default(), findings: Vec::new() };
    let plan = loader.plan();
    let plan = match plan {
        Some(plan) if loader.findings.is_empty() => Ok(plan),
        _ => Err(loader.findings),
    };
    Loaded { sources: loader.sources, plan }
}

struct Loader<'a> {
    folder: &'a std_path::Path,
    open: &'a OpenFiles,
    sources: Sources,
    findings: Vec<Finding>,
}

impl Loader<'_> {
    fn plan(&mut self) -> Option<Plan> {
        if !self.folder.is_dir() {
            let name = self.folder.display().to_string();
            let finding = Finding::error("HP001", Place::File(name), "planmappa finst ikkje");
            if self.folder.is_file() {
                let hint = "Skriv namnet på mappa, ikkje på fila i henne";
                self.findings
                    .push(Finding { message: "dette er ei fil, ikkje ei planmappe".into(), ..finding.hint(hint) });
                return None;
            }
            self.findings.push(finding.hint(format!(
                "Skriv namnet på mappa der {PLAN_FILE} ligg, eller lag ein ny plan med «handlingsplan ny MAPPE»"
            )));
            return None;
        }
        let hovud: Hovud = self.file(PLAN_FILE, None)?;
        // The files of the delmål are read even where this one has mistakes, to tell of theirs too.
        let delmål = hovud
            .delmål
            .iter()
            .enumerate()
            .map(|(index, name)| {
                let named_at = Place::Value(Path::hovud().field("delmål").index(index));
                self.file::<Delmål>(name, Some(named_at))
            })
            .collect::<Vec<_>>();
        let delmål = delmål.into_iter().collect::<Option<_>>()?;
        Some(Plan { hovud, delmål })
    }

    /// Reads one file; `named_at` is the place in the data that names it.
    fn file<T: DeserializeOwned>(&mut self, name: &str, named_at: Option<Place>) -> Option<T> {
        let index = self.sources.files.len();
        let shown = self.folder.join(name).display().to_string();
        // The file gets its index even when it can't be read, so that the others keep theirs.
        self.sources.files.push(Source::unread(shown.clone(), name));
        let place = named_at.unwrap_or(Place::File(shown.clone()));
        let read = self.open.get(name).cloned().map_or_else(|| read_inside(self.folder, name, MAX_DATA_BYTES), Ok);
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(error) => {
                let hint = self.likely_name(name, &error);
                self.findings.push(Finding::error("HP001", place, format!("{shown}: {error}")).with_hint_if(hint));
                return None;
            }
        };
        let source = &mut self.sources.files[index];
        source.bytes = bytes;
        match std::str::from_utf8(&source.bytes) {
            Ok(text) => source.text = normalise(text.to_string()),
            Err(error) => {
                let normalised = |bytes: &[u8]| normalise(String::from_utf8_lossy(bytes).into_owned());
                let at = normalised(&source.bytes[..error.valid_up_to()]).len();
                source.text = normalised(&source.bytes);
                let place = Place::Span { file: index, span: at..at + 1 };
                self.findings.push(Finding::error("HP002", place, "fila er ikkje lagra som UTF-8").hint(
                    "Lagre ho på nytt som UTF-8. I Notisblokk: Fil, Lagre som, og vel UTF-8 ved «Koding». I VS Code: klikk på \
                     kodinga nedst til høgre, «Lagre med koding», UTF-8",
                ));
                return None;
            }
        }
        let (value, findings) = recover::read(&options(), &self.sources.files[index], index);
        self.findings.extend(findings);
        value
    }

    /// The data file in the folder that a name which leads nowhere is most like.
    fn likely_name(&self, name: &str, error: &ReadError) -> Option<String> {
        let ReadError::Missing = error else { return None };
        // Notepad adds it, and Windows does not show it.
        let saved = format!("{name}.txt");
        if self.folder.join(&saved).is_file() {
            return Some(format!("I mappa ligg «{saved}»: gje fila namnet «{name}», utan .txt"));
        }
        let entries = fs::read_dir(self.folder).ok()?.flatten();
        let files = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let mut files: Vec<String> = files.filter(|file| file.ends_with(".ron") && file != PLAN_FILE).collect();
        files.sort();
        did_you_mean(name, files.iter().map(String::as_str))
    }
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Normalises a text: no byte order mark, line feeds only, Unicode's composed form (NFC), in which "a" with a combining
/// ring is "å".
pub(crate) fn normalise(text: String) -> String {
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_string(),
        None => text,
    };
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        _ => text.nfc().collect(),
    }
}

/// Why a file of the plan's folder can't be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("fila finst ikkje")]
    Missing,
    /// A folder has the name.
    #[error("dette er ei mappe, ikkje ei fil")]
    Folder,
    /// The user may not read it.
    #[error("du har ikkje løyve til å lese fila")]
    Forbidden,
    /// The path leads out of the plan's folder.
    #[error("fila ligg utanfor planmappa; ho må ligge i mappa eller i ei mappe under henne")]
    Outside,
    /// The name is not that of a file that every system can have.
    #[error("namnet har teikn eller ledd som ikkje kan brukast; skriv det slik fila heiter i mappa")]
    Name,
    /// It is larger than any plan.
    #[error("fila er for stor ({0} MB; ho kan vere {1} MB)")]
    TooLarge(u64, u64),
    /// Another program has it open for itself.
    #[error("fila er open i eit anna program; lukk ho der først")]
    HeldElsewhere,
    /// It is not on the disk, and could not be fetched.
    #[error("fila ligg berre i skya no; i OneDrive: høgreklikk på ho og vel «Ha alltid på denne eininga»")]
    InCloud,
    /// Links lead in a circle.
    #[error("lenkjene til fila går i ring")]
    Circle,
    /// Anything else that the system says.
    #[error("fila kan ikkje lesast")]
    Other(io::ErrorKind),
}

/// What systems call links that lead in a circle: Linux, Windows, and those that come from BSD.
const CIRCLE: i32 = if cfg!(target_os = "linux") {
    40
} else if cfg!(windows) {
    1921
} else {
    62
};

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            io::ErrorKind::IsADirectory => Self::Folder,
            // The kind for it is not stable yet.
            _ if error.raw_os_error() == Some(CIRCLE) => Self::Circle,
            // Windows: a sharing or a lock violation, and what it says of files that are in a cloud only.
            _ if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) => Self::HeldElsewhere,
            _ if cfg!(windows) && matches!(error.raw_os_error(), Some(358..=398)) => Self::InCloud,
            kind => Self::Other(kind),
        }
    }
}

/// The file whose name is equal after Unicode normalisation.
fn find_by_normalised_name(folder: &std_path::Path, name: &str) -> Option<std_path::PathBuf> {
    let mut path = folder.to_path_buf();
    for part in name.split('/') {
        let wanted: String = part.nfc().collect();
        let same = |entry: &fs::DirEntry| entry.file_name().to_str().is_some_and(|own| own.nfc().eq(wanted.chars()));
        path = fs::read_dir(&path).ok()?.flatten().find(same)?.path();
    }
    Some(path)
}

/// Reads a file of at most so many bytes by a name that must stay inside the folder, links included.
///
/// # Errors
/// `ReadError`, in the users' words.
pub fn read_inside(folder: &std_path::Path, name: &str, largest: u64) -> Result<Vec<u8>, ReadError> {
    let relative = std_path::Path::new(name);
    let stays =
        relative.components().all(|part| matches!(part, std_path::Component::Normal(_) | std_path::Component::CurDir));
    if !stays || name.is_empty() {
        return Err(ReadError::Outside);
    }
    if !is_portable_file_name(name) {
        return Err(ReadError::Name);
    }
    let full = match fs::canonicalize(folder.join(relative)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // Some systems take the letters of names apart.
            fs::canonicalize(find_by_normalised_name(folder, name).ok_or(error)?)?
        }
        found => found?,
    };
    if !full.starts_with(fs::canonicalize(folder)?) {
        return Err(ReadError::Outside);
    }
    if cfg!(any(windows, target_os = "macos")) && differs_in_case(relative, &full) {
        return Err(ReadError::Missing);
    }
    let kind = fs::metadata(&full)?;
    if kind.is_dir() {
        return Err(ReadError::Folder);
    }
    if !kind.is_file() {
        return Err(ReadError::Other(io::ErrorKind::Unsupported));
    }
    if kind.len() > largest {
        return Err(ReadError::TooLarge(kind.len().div_ceil(1_000_000), largest / 1_000_000));
    }
    let mut bytes = Vec::new();
    File::open(full)?.take(largest).read_to_end(&mut bytes)?;
    Ok(bytes)
}
