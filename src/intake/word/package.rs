//! The package that a Word file is: a zip file of parts with relationships between them, opened within limits.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use encoding_rs::{UTF_16BE, UTF_16LE};
use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{Xml, parse};
use super::{MAX_FILE_BYTES, WordError};

/// The most files in a package.
const MOST_PARTS: usize = 10_000;
/// The most bytes of XML that are unpacked.
const MOST_UNPACKED: u64 = 120_000_000;

/// A package that was opened.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// The place of each part in the archive, by its name in small letters.
    places: BTreeMap<String, usize>,
    /// How many bytes may still be unpacked.
    left: u64,
    /// The name of the part that has the text.
    main: String,
}

/// A relationship from a part to another, or out of the package.
#[derive(Debug, Clone)]
pub(super) struct Relationship {
    /// Its name in the part.
    pub(super) id: String,
    /// What it is: the last word of its type, which both kinds of OOXML share.
    pub(super) kind: String,
    /// The name of the part, or the address.
    pub(super) target: String,
    /// Whether it leads out of the package.
    pub(super) external: bool,
}

impl<'b> Package<'b> {
    /// Opens a package and finds the part that has the text.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, WordError> {
        if bytes.len() as u64 > MAX_FILE_BYTES {
            return Err(WordError::TooLarge);
        }
        not_another_format(bytes)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| WordError::Damaged)?;
        if archive.len() > MOST_PARTS {
            return Err(WordError::TooLarge);
        }
        let mut places = BTreeMap::new();
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index).map_err(|_| WordError::Damaged)?;
            if entry.encrypted() {
                return Err(WordError::Locked);
            }
            places.entry(normalized(entry.name())).or_insert(index);
        }
        let mut package = Self { archive, places, left: MOST_UNPACKED, main: String::new() };
        if package.bytes("mimetype")?.is_some_and(|kind| kind.starts_with(b"application/vnd.oasis.opendocument.text")) {
            return Err(WordError::OpenDocument);
        }
        package.main = package.find_main()?;
        Ok(package)
    }

    fn find_main(&mut self) -> Result<String, WordError> {
        let main = self.relationships("")?.into_iter().find(|own| own.kind == "officeDocument" && !own.external);
        let main = main.ok_or(WordError::Foreign)?.target;
        let types = self.text("[content_types].xml")?.ok_or(WordError::Foreign)?;
        let types = parse(&types)?;
        let is_of = |node: &Xml<'_, '_>| {
            let name = node.attribute("PartName").map(normalized);
            let extension = node.attribute("Extension").map(str::to_lowercase);
            name.as_ref() == Some(&main) || extension.is_some_and(|own| main.ends_with(&format!(".{own}")))
        };
        let all: Vec<_> = types.root_element().children().filter(|node| node.is_element() && is_of(node)).collect();
        let own = all.iter().find(|node| node.attribute("PartName").is_some()).or(all.first());
        let kind = own.and_then(|node| node.attribute("ContentType")).unwrap_or_default();
        // Documents and templates, with macros or without: macros are never read.
        if !kind.contains("word") || !kind.ends_with(".main+xml") {
            return Err(WordError::Foreign);
        }
        Ok(main)
    }

    /// The name of the part that has the text.
    pub(super) fn main(&self) -> String {
        self.main.clone()
    }

    /// The bytes of a part, if there is one of the name.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, WordError> {
        let Some(index) = self.places.get(&normalized(name)) else { return Ok(None) };
        let entry = self.archive.by_index(*index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => WordError::Locked,
            _ => WordError::Damaged,
        })?;
        let mut bytes = Vec::new();
        // The sizes that a zip file states need not be true.
        entry.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| WordError::Damaged)?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(WordError::TooLarge)?;
        Ok(Some(bytes))
    }

    /// The text of a part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, WordError> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let text = match bytes.as_slice() {
            [0xFF, 0xFE, ..] => UTF_16LE.decode(&bytes).0,
            [0xFE, 0xFF, ..] => UTF_16BE.decode(&bytes).0,
            _ => match std::str::from_utf8(&bytes) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) => return Err(WordError::Damaged),
            },
        };
        Ok(Some(text.trim_start_matches('\u{feff}').to_string()))
    }

    /// The relationships of a part; those of the package, without a name.
    pub(super) fn relationships(&mut self, part: &str) -> Result<Vec<Relationship>, WordError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let Some(text) = self.text(&format!("{folder}/_rels/{name}.rels"))? else { return Ok(Vec::new()) };
        let xml = parse(&text)?;
        let read = |node: Xml<'_, '_>| {
            let external = node.attribute("TargetMode") == Some("External");
            let target = node.attribute("Target")?;
            let target = if external { target.to_string() } else { resolved(folder, target) };
            let kind = node.attribute("Type")?.rsplit('/').next()?.to_string();
            Some(Relationship { id: node.attribute("Id")?.to_string(), kind, target, external })
        };
        Ok(xml
            .root_element()
            .children()
            .filter(|node| node.tag_name().name() == "Relationship")
            .filter_map(read)
            .collect())
    }

    /// The target of a part's relationship of a kind, within the package.
    pub(super) fn related(&mut self, part: &str, kind: &str) -> Result<Option<String>, WordError> {
        let all = self.relationships(part)?;
        Ok(all.into_iter().find(|own| own.kind == kind && !own.external).map(|own| own.target))
    }

    /// The text of the part that a part's relationship of a kind leads to.
    pub(super) fn related_text(&mut self, part: &str, kind: &str) -> Result<Option<String>, WordError> {
        match self.related(part, kind)? {
            Some(name) => self.text(&name),
            None => Ok(None),
        }
    }
}

/// Tells what a file is that is no zip file.
fn not_another_format(bytes: &[u8]) -> Result<(), WordError> {
    if bytes.starts_with(b"PK") {
        return Ok(());
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let has = |name: &str| {
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes.windows(wide.len()).any(|own| own == wide)
        };
        let error = match (has("EncryptedPackage"), has("WordDocument")) {
            (true, _) => WordError::Locked,
            (_, true) => WordError::Old,
            _ => WordError::Foreign,
        };
        return Err(error);
    }
    Err(match bytes {
        [b'{', b'\\', b'r', b't', b'f', ..] => WordError::Rtf,
        [b'%', b'P', b'D', b'F', ..] => WordError::Pdf,
        _ => WordError::Foreign,
    })
}

/// The name of a part as it is looked up: names are the same in large and small letters.
fn normalized(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// The name of a part that a relationship from a folder leads to.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.split('#').next().unwrap_or_default().replace('\\', "/");
    let start = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in start.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            own => steps.push(own),
        }
    }
    normalized(&steps.join("/"))
}
