//! docx-rs numbers pictures, links and paragraphs by counters that run on from one document to the next
//! within a process, lists links in an order that differs from run to run, and gives every picture the same id
//! and name. Here all of them are ordered and numbered anew by the text, and what is not needed is taken away.

use std::collections::BTreeMap;

use super::{Facts, Package};
use crate::docx::DocxError;
use crate::docx::xml::Node;

/// Relationship types that lead to parts that a plan does not have.
const UNUSED: [&str; 1] = ["http://schemas.microsoft.com/office/2011/relationships/commentsExtended"];

pub(super) fn apply(package: &mut Package, facts: &Facts) -> Result<(), DocxError> {
    package.relationships.children.retain(|node| match node {
        Node::Element(relation) => !relation.get("Type").is_some_and(|kind| UNUSED.contains(&kind)),
        Node::Text(_) => false,
    });
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    package.document.visit(&mut |element| {
        for id in ["r:id", "r:embed"].iter().filter_map(|attribute| element.get(attribute)) {
            let next = uses.len() + 1;
            uses.entry(id.to_string()).or_insert(next);
        }
    });
    // The parts that the text does not name come first, in docx-rs's order.
    package.relationships.children.sort_by_key(|node| match node {
        Node::Element(relation) => relation.get("Id").and_then(|id| uses.get(id)).copied().unwrap_or(0),
        Node::Text(_) => 0,
    });
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    let mut media: BTreeMap<String, String> = BTreeMap::new();
    for (index, relation) in package.relationships.elements_mut().enumerate() {
        let id = format!("rId{}", index + 1);
        renamed.insert(relation.get("Id").unwrap_or_default().to_string(), id.clone());
        relation.set("Id", &id);
        let target = relation.get("Target").unwrap_or_default().to_string();
        if let Some(name) = target.strip_prefix("media/").and_then(|name| name.strip_suffix(".png")) {
            let new = format!("image{}", media.len() + 1);
            relation.set("Target", format!("media/{new}.png"));
            media.insert(name.to_string(), new);
        }
    }
    for (name, bytes) in &mut package.media {
        if let Some(new) = media.get(name) {
            name.clone_from(new);
        }
        let ticket = std::str::from_utf8(bytes).ok().and_then(|ticket| facts.tickets.pictures.get(ticket));
        if let Some(picture) = ticket {
            bytes.clone_from(&picture.png);
        }
    }
    package.media.sort();
    let mut pictures = 0;
    package.document.visit(&mut |element| {
        for attribute in ["r:id", "r:embed"] {
            if let Some(new) = element.get(attribute).and_then(|id| renamed.get(id)).cloned() {
                element.set(attribute, new);
            }
        }
        if element.name == "wp:docPr" || element.name == "pic:cNvPr" {
            pictures += usize::from(element.name == "wp:docPr");
            element.set("id", pictures.to_string());
            element.set("name", format!("{} {pictures}", facts.terms.word_names.picture));
        }
    });
    package.pictures = renamed.into_iter().map(|(ticket, id)| (id, ticket)).collect();
    Ok(())
}
