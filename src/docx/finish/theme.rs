//! docx-rs can't write a theme, which Word needs to offer the plan's own colours.

use super::{Facts, OFFICE, Package};
use crate::docx::xml::{Element, Node};

pub(super) fn apply(package: &mut Package, _: &Facts) {
    let relation = Element::new("Relationship")
        .with("Id", "theme")
        .with("Type", format!("{OFFICE}/theme"))
        .with("Target", "theme/theme1.xml");
    package.relationships.children.push(Node::Element(relation));
}
