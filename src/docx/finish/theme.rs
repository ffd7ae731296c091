//! docx-rs can't write a theme, which Word needs to offer the plan's own colours.

use super::{Facts, OFFICE, Package};
use crate::docx::DocxError;
use crate::docx::xml::{Element, Node};

pub(super) fn apply(package: &mut Package, facts: &Facts) -> Result<(), DocxError> {
    let relation = Element::new("Relationship")
        .with("Id", "theme")
        .with("Type", format!("{OFFICE}/theme"))
        .with("Target", "theme/theme1.xml");
    let colours = &facts.look.colours;
    let own =
        [("a:dk1", &colours.ink), ("a:lt1", &colours.white), ("a:lt2", &colours.tint), ("a:accent1", &colours.accent)];
    let more = [("a:accent2", &colours.draft), ("a:accent4", &colours.hairline), ("a:hlink", &colours.accent)];
    package.theme.visit(&mut |element| {
        if let Some((_, colour)) = own.iter().chain(&more).find(|(name, _)| *name == element.name) {
            element.replace(Element::new("a:srgbClr").with("val", colour.as_str()));
        }
    });
    package.relationships.children.push(Node::Element(relation));
    Ok(())
}
