//! docx-rs leaves out `multiLevelType` (17.9.12), by which Word knows an outline from a list, and `nsid` (17.9.15), by which it
//! knows a list again that is taken over into another document; and it brings a numbering of its own that nothing uses.

use super::{Facts, Package};
use crate::docx::DocxError;
use crate::docx::xml::{Element, Node};

/// What the lists' own numbers begin after.
const FIRST_LIST: u32 = 0x4850_0000;

pub(super) fn apply(package: &mut Package, _: &Facts) -> Result<(), DocxError> {
    // docx-rs's own has the id 1; ours begin at 2.
    let used = |id: Option<&str>| id.is_some_and(|id| id != "1");
    package.numbering.children.retain(|node| match node {
        Node::Element(element) => match element.name.as_str() {
            "w:abstractNum" => used(element.get("w:abstractNumId")),
            "w:num" => element.find("w:abstractNumId").is_some_and(|inner| used(inner.get("w:val"))),
            _ => true,
        },
        Node::Text(_) => false,
    });
    for element in package.numbering.elements_mut().filter(|element| element.name == "w:abstractNum") {
        element.replace(Element::with_val("w:multiLevelType", "multilevel"));
        let id: u32 = element.get("w:abstractNumId").and_then(|id| id.parse().ok()).unwrap_or(0);
        element.replace(Element::with_val("w:nsid", format!("{:08X}", FIRST_LIST + id)));
    }
    Ok(())
}
