//! The structure tree of a finished PDF with the words that stand in it (ISO 32000-1, 14.7 and 14.8). Comes in: a file. Goes out:
//! the elements in reading order, as what reads a page aloud is given them.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId, decode_text_string};

/// How deep elements may lie in each other.
const MAX_DEPTH: usize = 64;

/// An element of the tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaggedElement {
    /// What it is: "H1", "P", "Table" … (14.8.4).
    pub kind: String,
    /// The language of its words, where it is not that of what it stands in.
    pub language: Option<String>,
    /// What is said in its place: the words of a picture or the text that stands for signs (14.9.3, 14.9.4).
    pub replacement: Option<String>,
    /// What a table is about (14.8.5.7).
    pub summary: Option<String>,
    /// How many columns a cell goes over.
    pub columns: usize,
    /// How many rows a cell goes over.
    pub rows: usize,
    /// What it consists of.
    pub parts: Vec<TaggedPart>,
}

/// A part of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaggedPart {
    /// An element in it.
    Element(TaggedElement),
    /// Words, with their language where it is not that of the element.
    Text(String, Option<String>),
}

impl TaggedElement {
    /// The elements right under it.
    pub fn elements(&self) -> impl Iterator<Item = &TaggedElement> {
        self.parts.iter().filter_map(|part| match part {
            TaggedPart::Element(element) => Some(element),
            _ => None,
        })
    }
}

/// The tree of a PDF: an element of the kind "StructTreeRoot" with the language of the file.
///
/// # Errors
/// `lopdf::Error` if it is not a PDF, or has no tags.
pub fn read_tags(pdf: &[u8]) -> Result<TaggedElement, lopdf::Error> {
    let file = Document::load_mem(pdf)?;
    let root = file.catalog()?.get(b"StructTreeRoot")?.as_reference()?;
    let language = file.catalog()?.get(b"Lang").ok().and_then(|lang| decode_text_string(lang).ok());
    let mut words = MarkedText::default();
    for page in file.get_pages().into_values() {
        words.read_page(&file, page)?;
    }
    let reader = TreeReader { file: &file, words };
    let mut root = reader.element(file.get_dictionary(root)?, None, 0);
    root.kind = "StructTreeRoot".into();
    root.language = language;
    Ok(root)
}

/// The words of each stretch of marked content, by its page and its number, each with its language where that is said.
#[derive(Default)]
struct MarkedText(BTreeMap<(ObjectId, i64), Vec<Stretch>>);

/// Words and their language.
type Stretch = (String, Option<String>);

/// A stretch of marked content that has begun.
struct OpenMark {
    number: Option<i64>,
    replacement: Option<String>,
    language: Option<String>,
}

impl MarkedText {
    fn read_page(&mut self, file: &Document, page: ObjectId) -> Result<(), lopdf::Error> {
        let fonts = file.get_page_fonts(page)?;
        let mut encodings: BTreeMap<Vec<u8>, Encoding> = BTreeMap::new();
        for (name, font) in fonts {
            if let Ok(encoding) = font.get_font_encoding(file) {
                encodings.insert(name, encoding);
            }
        }
        let mut marks: Vec<OpenMark> = Vec::new();
        let mut encoding = None;
        for operation in Content::decode(&file.get_page_content(page))?.operations {
            match operation.operator.as_str() {
                "BDC" => {
                    let properties = operation.operands.get(1).and_then(|own| own.as_dict().ok());
                    let entry = |key: &[u8]| properties.and_then(|own| own.get(key).ok());
                    let mark = OpenMark {
                        number: entry(b"MCID").and_then(|number| number.as_i64().ok()),
                        replacement: entry(b"ActualText").and_then(|text| decode_text_string(text).ok()),
                        language: entry(b"Lang").and_then(|text| decode_text_string(text).ok()),
                    };
                    let replacement = mark.replacement.clone();
                    marks.push(mark);
                    if let Some(text) = replacement {
                        self.add(page, &marks, &text);
                    }
                }
                "BMC" => marks.push(OpenMark { number: None, replacement: None, language: None }),
                "EMC" => {
                    marks.pop();
                }
                "Tf" => encoding = operation.operands.first().and_then(|name| encodings.get(name.as_name().ok()?)),
                "Tj" | "TJ" | "'" | "\"" if marks.iter().all(|mark| mark.replacement.is_none()) => {
                    let Some(encoding) = encoding else { continue };
                    for shown in operation.operands.iter().flat_map(strings) {
                        if let Ok(text) = Document::decode_text(encoding, shown) {
                            self.add(page, &marks, &text);
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Adds words to the innermost stretch that has a number.
    fn add(&mut self, page: ObjectId, marks: &[OpenMark], text: &str) {
        let Some(number) = marks.iter().rev().find_map(|mark| mark.number) else { return };
        let language = marks.iter().rev().find_map(|mark| mark.language.clone());
        let stretches = self.0.entry((page, number)).or_default();
        match stretches.last_mut().filter(|(_, own)| *own == language) {
            Some((words, _)) => *words += text,
            None => stretches.push((text.into(), language)),
        }
    }
}

/// The strings that an operand shows.
fn strings(operand: &Object) -> Vec<&[u8]> {
    match operand {
        Object::String(bytes, _) => vec![bytes],
        Object::Array(items) => items.iter().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

struct TreeReader<'a> {
    file: &'a Document,
    words: MarkedText,
}

impl TreeReader<'_> {
    fn element(&self, element: &Dictionary, page: Option<ObjectId>, depth: usize) -> TaggedElement {
        let page = reference(element, b"Pg").or(page);
        let text = |key: &[u8]| element.get(key).ok().and_then(|text| decode_text_string(text).ok());
        let kind = element.get(b"S").and_then(Object::as_name).unwrap_or_default();
        let mut read = TaggedElement {
            kind: String::from_utf8_lossy(kind).into_owned(),
            language: text(b"Lang"),
            replacement: text(b"Alt").or_else(|| text(b"ActualText")),
            summary: self.attribute(element, b"Summary").and_then(|text| decode_text_string(text).ok()),
            columns: self.span(element, b"ColSpan"),
            rows: self.span(element, b"RowSpan"),
            parts: Vec::new(),
        };
        if depth < MAX_DEPTH {
            let kids = element.get_deref(b"K", self.file).ok();
            let kids = kids.map_or(&[][..], |kids| kids.as_array().map_or(std::slice::from_ref(kids), Vec::as_slice));
            read.parts = kids.iter().flat_map(|kid| self.parts(kid, page, depth)).collect();
        }
        read
    }

    fn parts(&self, kid: &Object, page: Option<ObjectId>, depth: usize) -> Vec<TaggedPart> {
        let kid = match kid {
            Object::Reference(id) => self.file.get_object(*id).ok(),
            kid => Some(kid),
        };
        if let Some(number) = kid.and_then(|kid| kid.as_i64().ok()) {
            return self.texts(page, number);
        }
        let Some(kid) = kid.and_then(|kid| kid.as_dict().ok()) else { return Vec::new() };
        if let Some(number) = kid.get(b"MCID").ok().and_then(|number| number.as_i64().ok()) {
            return self.texts(reference(kid, b"Pg").or(page), number);
        }
        // A place to click at has no words of its own.
        if kid.has(b"Obj") {
            return Vec::new();
        }
        vec![TaggedPart::Element(self.element(kid, page, depth + 1))]
    }

    fn texts(&self, page: Option<ObjectId>, number: i64) -> Vec<TaggedPart> {
        let stretches = page.and_then(|page| self.words.0.get(&(page, number)));
        let texts = stretches.into_iter().flatten().cloned();
        texts.map(|(words, language)| TaggedPart::Text(words, language)).collect()
    }

    /// An attribute of an element (14.7.5).
    fn attribute<'a>(&'a self, element: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        let attributes = element.get_deref(b"A", self.file).ok()?;
        let all = attributes.as_array().map_or(std::slice::from_ref(attributes), Vec::as_slice);
        all.iter().find_map(|one| one.as_dict().ok()?.get(key).ok())
    }

    /// Over how many columns or rows a cell goes.
    fn span(&self, element: &Dictionary, key: &[u8]) -> usize {
        let value = self.attribute(element, key).and_then(|value| value.as_i64().ok());
        value.and_then(|value| usize::try_from(value).ok()).unwrap_or(1).clamp(1, 1000)
    }
}

fn reference(dictionary: &Dictionary, key: &[u8]) -> Option<ObjectId> {
    dictionary.get(key).and_then(Object::as_reference).ok()
}
