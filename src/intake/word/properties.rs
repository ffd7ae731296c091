//! What a file has besides its text: comments, headers, what it says of itself, and parts that other programs put there.

use std::collections::BTreeMap;

use super::WordError;
use super::package::Package;
use super::text::Block;
use super::xml::{Element, parse};

/// A comment. Where it stands, marks in the text say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comment {
    /// What marks in the text call it.
    pub id: String,
    /// Who wrote it.
    pub author: String,
    /// When, as it stands in the file.
    pub date: Option<String>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A header or a footer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Header {
    /// Whether it stands at the foot.
    pub is_footer: bool,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Properties {
    /// Its title.
    pub title: Option<String>,
    /// Who made it.
    pub creator: Option<String>,
    /// Who saved it last.
    pub last_author: Option<String>,
    /// When, as it stands in the file.
    pub modified: Option<String>,
    /// Properties of other programs, by name.
    pub custom: BTreeMap<String, String>,
}

/// XML that another program put into the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomPart {
    /// The namespace of its first element.
    pub namespace: String,
    /// The part.
    pub xml: String,
}

impl Properties {
    /// Reads the properties of a package.
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, WordError> {
        let mut properties = Self::default();
        if let Some(text) = package.related_text("", "core-properties")? {
            let xml = parse(&text)?;
            for node in xml.root_element().children().filter(|node| node.is_element()) {
                let value = node.text().map(ToString::to_string);
                match node.local() {
                    "title" => properties.title = value,
                    "creator" => properties.creator = value,
                    "lastModifiedBy" => properties.last_author = value,
                    "modified" => properties.modified = value,
                    _ => {}
                }
            }
        }
        if let Some(text) = package.related_text("", "custom-properties")? {
            let xml = parse(&text)?;
            for node in xml.root_element().children() {
                let value = node.first_element_child().and_then(|own| own.text());
                if let (Some(name), Some(value)) = (node.attribute("name"), value) {
                    properties.custom.insert(name.to_string(), value.to_string());
                }
            }
        }
        Ok(properties)
    }
}

/// The parts that other programs put into the package.
pub(super) fn custom_parts(package: &mut Package<'_>) -> Result<Vec<CustomPart>, WordError> {
    let main = package.main();
    let mut parts = Vec::new();
    for relationship in package.relationships(&main)? {
        if relationship.kind != "customXml" || relationship.external {
            continue;
        }
        let Some(xml) = package.text(&relationship.target)? else { continue };
        // Such a part may be anything; one that is no XML is none of ours.
        let namespace = match parse(&xml) {
            Ok(own) => own.root_element().tag_name().namespace().unwrap_or_default().to_string(),
            Err(WordError::Damaged) => continue,
            Err(error) => return Err(error),
        };
        parts.push(CustomPart { namespace, xml });
    }
    Ok(parts)
}
