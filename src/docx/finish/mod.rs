//! Finishing: the parts that docx-rs 0.4.22 writes in, the parts of a valid and accessible Word file out.
//! One rule for each thing that docx-rs says wrongly or can't say; when docx-rs learns it, the rule goes.

mod band;
mod carried;
mod charts;
mod fonts;
mod identity;
mod names;
mod numbering;
mod order;
mod pictures;
mod properties;
mod revisions;
mod sections;
mod settings;
mod styles;
mod surplus;
mod tables;
mod theme;
mod unused;

use std::collections::BTreeMap;

use docx_rs::XMLDocx;

use super::DocxError;
use super::body::PlaceholderIds;
use super::package::PackagePart;
use super::xml::{Element, XmlError};
use crate::document::{Document, Meta};
use crate::paper::look::Look;
use crate::words::terms::Terms;

/// What the rules know of the document.
pub(super) struct Facts<'a> {
    pub(super) document: &'a Document,
    /// What the file says about itself.
    pub(super) meta: &'a Meta,
    pub(super) look: &'a Look,
    /// The words of its language.
    pub(super) terms: &'a Terms,
    /// How high the title page's band is, in points.
    pub(super) band: f64,
    /// What must be found again.
    pub(super) tickets: PlaceholderIds,
}

/// The parts as trees.
pub(super) struct Package {
    pub(super) document: Element,
    styles: Element,
    pub(super) numbering: Element,
    settings: Element,
    font_table: Element,
    theme: Element,
    relationships: Element,
    pub(super) headers: Vec<Element>,
    pub(super) footers: Vec<Element>,
    core: Element,
    app: Element,
    media: Vec<(String, Vec<u8>)>,
    /// The tickets of pictures by the ids that their files have got since.
    pictures: BTreeMap<String, String>,
    /// Parts of one's own.
    extra: Vec<Extra>,
    /// Parts that belong to those, and are not tied to the text.
    beside: Vec<PackagePart>,
    /// Properties of one's own.
    custom: Option<Element>,
}

/// A part of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Extra {
    part: PackagePart,
    /// What kind of part it is, for the list of content types.
    kind: String,
    /// How the text is tied to it: the last part of a relationship's type.
    relation: String,
}

/// A rule: it changes the package.
type Rule = fn(&mut Package, &Facts) -> Result<(), DocxError>;

/// The rules, in the order in which they are applied: `identity` says which picture is which, `surplus` takes the tickets of
/// paragraphs away, and `order` comes last, for it also orders what the others add.
const RULES: &[Rule] = &[
    theme::apply,
    fonts::apply,
    identity::apply,
    pictures::apply,
    charts::apply,
    tables::apply,
    styles::apply,
    numbering::apply,
    sections::apply,
    band::apply,
    settings::apply,
    properties::apply,
    revisions::apply,
    names::apply,
    surplus::apply,
    unused::apply,
    theme::name_colours,
    order::apply,
];

/// Puts the parts right.
pub(super) fn finish(xml: XMLDocx, facts: &Facts) -> Result<Package, DocxError> {
    let mut package = Package::read(xml)?;
    for rule in RULES {
        rule(&mut package, facts)?;
    }
    Ok(package)
}

/// Checks that every ticket was found exactly once.
fn check_tickets<T>(given: &BTreeMap<String, T>, found: &[String]) -> Result<(), DocxError> {
    match given.keys().find(|ticket| found.iter().filter(|own| own == ticket).count() != 1) {
        Some(lost) => Err(DocxError::Lost(lost.clone())),
        None => Ok(()),
    }
}

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

impl Package {
    /// What docx-rs wrote.
    fn read(xml: XMLDocx) -> Result<Self, XmlError> {
        let parse_all = |parts: &[Vec<u8>]| parts.iter().map(|part| Element::parse(part)).collect::<Result<_, _>>();
        Ok(Self {
            document: Element::parse(&xml.document)?,
            styles: Element::parse(&xml.styles)?,
            numbering: Element::parse(&xml.numberings)?,
            settings: Element::parse(&xml.settings)?,
            font_table: Element::parse(&xml.font_table)?,
            theme: Element::parse(include_bytes!("../theme.xml"))?,
            relationships: Element::parse(&xml.document_rels)?,
            headers: parse_all(&xml.headers)?,
            footers: parse_all(&xml.footers)?,
            core: Element::parse(&xml.doc_props.core)?,
            app: Element::parse(&xml.doc_props.app)?,
            media: xml.media,
            pictures: BTreeMap::new(),
            extra: Vec::new(),
            beside: Vec::new(),
            custom: None,
        })
    }

    /// Adds a part of one's own (customXml), with what it is and its tie to the text.
    fn add_part(&mut self, extra: Extra) {
        let id = format!("rId{}", self.relationships.elements().count() + 1);
        let relation = Element::new("Relationship")
            .with("Id", id)
            .with("Type", format!("{OFFICE}/{}", extra.relation))
            .with("Target", format!("../{}", extra.part.name));
        self.relationships.children.push(super::xml::Node::Element(relation));
        self.extra.push(extra);
    }

    /// Every part with its name, the list of content types and the package's relationships made anew: docx-rs
    /// names parts there that a plan does not have (comments, footnotes).
    pub(super) fn parts(&self) -> Result<Vec<PackagePart>, XmlError> {
        let mut named: Vec<(String, String, &Element)> = vec![
            ("word/document.xml".into(), format!("{WORD}.document.main+xml"), &self.document),
            ("word/styles.xml".into(), format!("{WORD}.styles+xml"), &self.styles),
            ("word/numbering.xml".into(), format!("{WORD}.numbering+xml"), &self.numbering),
            ("word/settings.xml".into(), format!("{WORD}.settings+xml"), &self.settings),
            ("word/fontTable.xml".into(), format!("{WORD}.fontTable+xml"), &self.font_table),
            (
                "word/theme/theme1.xml".into(),
                "application/vnd.openxmlformats-officedocument.theme+xml".into(),
                &self.theme,
            ),
            (
                "docProps/core.xml".into(),
                "application/vnd.openxmlformats-package.core-properties+xml".into(),
                &self.core,
            ),
            (
                "docProps/app.xml".into(),
                "application/vnd.openxmlformats-officedocument.extended-properties+xml".into(),
                &self.app,
            ),
        ];
        for (kind, parts) in [("header", &self.headers), ("footer", &self.footers)] {
            for (index, part) in parts.iter().enumerate() {
                named.push((format!("word/{kind}{}.xml", index + 1), format!("{WORD}.{kind}+xml"), part));
            }
        }
        let relation = |id: &str, kind: String, target: &str| {
            Element::new("Relationship").with("Id", id).with("Type", kind).with("Target", target)
        };
        let mut root = Element::new("Relationships")
            .with("xmlns", format!("{PACKAGE}/relationships"))
            .child(relation("rId1", format!("{OFFICE}/officeDocument"), "word/document.xml"))
            .child(relation("rId2", format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"))
            .child(relation("rId3", format!("{OFFICE}/extended-properties"), "docProps/app.xml"));
        if let Some(custom) = &self.custom {
            let name = "docProps/custom.xml";
            named.push((name.into(), carried::PROPERTIES_TYPE.into(), custom));
            root = root.child(relation("rId4", format!("{OFFICE}/custom-properties"), name));
        }
        let mut types = Element::new("Types").with("xmlns", format!("{PACKAGE}/content-types"));
        let default = |extension: &str, kind: String| {
            Element::new("Default").with("Extension", extension).with("ContentType", kind)
        };
        types = types
            .child(default("rels", "application/vnd.openxmlformats-package.relationships+xml".into()))
            .child(default("xml", "application/xml".into()))
            .child(default("png", "image/png".into()));
        for (name, kind, _) in &named {
            let entry = Element::new("Override").with("PartName", format!("/{name}")).with("ContentType", kind);
            types = types.child(entry);
        }
        if self.beside.iter().any(|part| part.name.ends_with("itemProps1.xml")) {
            let kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
            let own = Element::new("Override").with("PartName", "/customXml/itemProps1.xml").with("ContentType", kind);
            types = types.child(own);
        }
        for Extra { part, kind, .. } in &self.extra {
            let name = format!("/{}", part.name);
            types = types.child(Element::new("Override").with("PartName", name).with("ContentType", kind.as_str()));
        }
        let mut parts = Vec::new();
        let own = [
            ("[Content_Types].xml", &types),
            ("_rels/.rels", &root),
            ("word/_rels/document.xml.rels", &self.relationships),
        ];
        let all = own.into_iter().chain(named.iter().map(|(name, _, part)| (name.as_str(), *part)));
        for (name, part) in all {
            parts.push(PackagePart { name: name.into(), bytes: part.to_part()? });
        }
        parts.extend(self.extra.iter().map(|extra| extra.part.clone()));
        parts.extend(self.beside.iter().cloned());
        for (name, bytes) in &self.media {
            parts.push(PackagePart { name: format!("word/media/{name}.png"), bytes: bytes.clone() });
        }
        Ok(parts)
    }
}

#[cfg(test)]
mod tests;
