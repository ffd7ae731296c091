//! docx-rs writes an empty `w:rPr` wherever one could be, in places too where none may be, and a unit on the
//! columns of a table's grid, which has none (17.4.16). It is taken away, and so are the ids of paragraphs, which docx-rs
//! counts on from one document to the next.

use super::{Facts, Package};
use crate::docx::DocxError;
use crate::docx::xml::{Element, Node};

pub(super) fn apply(package: &mut Package, _: &Facts) -> Result<(), DocxError> {
    let parts = [&mut package.document, &mut package.styles, &mut package.numbering];
    for part in parts.into_iter().chain(&mut package.headers).chain(&mut package.footers) {
        part.visit(&mut |element| {
            element.children.retain(|node| !matches!(node, Node::Element(child) if is_surplus(child)));
            element.attributes.retain(|(name, _)| name != "w14:paraId");
            if element.name == "w:gridCol" {
                element.attributes.retain(|(name, _)| name != "w:type");
            }
        });
    }
    Ok(())
}

fn is_surplus(element: &Element) -> bool {
    element.name == "w:rPr" && element.children.is_empty()
}
