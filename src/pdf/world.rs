//! What Typst may see: the template's files, the bundled fonts, the document as JSON and its pictures.
//! Nothing else: no other file, no network, no clock.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{fs, io};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_kit::files::{FileLoader, FileStore};
use typst_kit::fonts::FontStore;

use crate::document::picture::Pictures;
use crate::paper::Paged;
use crate::paper::fonts;

/// The template that the program carries.
const EMBEDDED: [(&str, &str); 11] = [
    ("document.typ", include_str!("../../templates/document.typ")),
    ("main.typ", include_str!("../../templates/main.typ")),
    ("figure.typ", include_str!("../../templates/figure.typ")),
    ("look.typ", include_str!("../../templates/look.typ")),
    ("page.typ", include_str!("../../templates/page.typ")),
    ("text.typ", include_str!("../../templates/text.typ")),
    ("runs.typ", include_str!("../../templates/runs.typ")),
    ("tables.typ", include_str!("../../templates/tables.typ")),
    ("chart.typ", include_str!("../../templates/chart.typ")),
    ("contents.typ", include_str!("../../templates/contents.typ")),
    ("cover.typ", include_str!("../../templates/cover.typ")),
];

/// Why a template folder can't be used.
#[derive(Debug, thiserror::Error)]
#[error("malmappa {folder} kan ikkje brukast: {file} kan ikkje lesast")]
pub struct TemplateError {
    folder: PathBuf,
    file: String,
}

/// The files of a template.
#[derive(Debug, Clone)]
pub struct Template {
    files: BTreeMap<String, Bytes>,
}

impl Template {
    /// The template that the program carries.
    pub fn embedded() -> Self {
        let files = EMBEDDED.iter();
        Self { files: files.map(|(name, text)| ((*name).into(), Bytes::from_string(*text))).collect() }
    }

    /// The template in a folder: its files, those in folders under it left out.
    ///
    /// # Errors
    /// `TemplateError` if the folder, or a file in it, can't be read, or `main.typ` or `figure.typ` is absent.
    pub fn from_folder(folder: &Path) -> Result<Self, TemplateError> {
        let error = |file: &str| TemplateError { folder: folder.into(), file: file.into() };
        let read = || -> io::Result<BTreeMap<String, Bytes>> {
            let mut files = BTreeMap::new();
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if let (true, Some(name)) = (path.is_file(), path.file_name().and_then(|name| name.to_str())) {
                    files.insert(name.into(), Bytes::new(fs::read(&path)?));
                }
            }
            Ok(files)
        };
        let files = read().map_err(|_| error("mappa"))?;
        for needed in ["main.typ", "figure.typ"] {
            if !files.contains_key(needed) {
                return Err(error(needed));
            }
        }
        Ok(Self { files })
    }
}

/// The files that Typst asks for, from memory.
struct Memory {
    files: BTreeMap<String, Bytes>,
}

impl FileLoader for Memory {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        let name = id.vpath().get_without_slash();
        match (id.root(), self.files.get(name)) {
            (VirtualRoot::Project, Some(bytes)) => Ok(bytes.clone()),
            _ => Err(FileError::NotFound(name.into())),
        }
    }
}

/// The bundled fonts, read once for every document and figure of a run.
static FONTS: LazyLock<Vec<(Font, FontInfo)>> = LazyLock::new(|| {
    let fonts = fonts::FILES.iter().chain([&fonts::SIGNS]).flat_map(|data| Font::iter(Bytes::new(*data)));
    fonts.map(|font| (font.clone(), font.info().clone())).collect()
});

/// Typst's view of one document.
pub(super) struct DocumentWorld {
    library: LazyHash<Library>,
    fonts: FontStore,
    files: FileStore<Memory>,
    main: FileId,
}

impl DocumentWorld {
    pub(super) fn new(
        template: &Template,
        main: &str,
        paged: &Paged,
        pictures: &Pictures,
    ) -> Result<Self, serde_json::Error> {
        let mut files = template.files.clone();
        files.insert("document.json".into(), Bytes::new(serde_json::to_vec(paged)?));
        for logo in &pictures.logos {
            files.insert(format!("pictures/{}", logo.picture.file), Bytes::new(logo.png.clone()));
        }
        let mut fonts = FontStore::new();
        fonts.extend(FONTS.iter().cloned());
        // Row heads and table summaries are Typst's accessibility extras.
        let features = [Feature::A11yExtras].into_iter().collect();
        Ok(Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            fonts,
            files: FileStore::new(Memory { files }),
            main: file_id(main),
        })
    }
}

fn file_id(name: &str) -> FileId {
    // The names are constants without dots or backslashes.
    let path = VirtualPath::new(name).unwrap_or_else(|_| unreachable!("{name} is a plain file name"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for DocumentWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.files.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
