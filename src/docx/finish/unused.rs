//! docx-rs is given every style that a plan can need. The plan's own ones that this plan doesn't use are taken away; those
//! that Word itself knows stay, for whoever writes on in the file.

use std::collections::BTreeSet;

use super::{Facts, Package};
use crate::docx::DocxError;
use crate::docx::xml::{Element, Node};

/// Where the text, or a level of a list, names its style.
const USES: [&str; 3] = ["w:pStyle", "w:rStyle", "w:tblStyle"];
/// Where a style names another.
const TIES: [&str; 3] = ["w:basedOn", "w:next", "w:link"];

pub(super) fn apply(package: &mut Package, _: &Facts) -> Result<(), DocxError> {
    let mut used = BTreeSet::new();
    let parts = [&package.document, &package.numbering].into_iter().chain(&package.headers).chain(&package.footers);
    parts.for_each(|part| add_names(part, &USES, &mut used));
    let is_own = |style: &Element| style.get("w:customStyle") == Some("1");
    // What a style that is used is made of, or goes on with, is used too.
    loop {
        let before = used.len();
        for style in package.styles.elements().filter(|element| element.name == "w:style") {
            if !is_own(style) || style.get("w:styleId").is_some_and(|id| used.contains(id)) {
                add_names(style, &TIES, &mut used);
            }
        }
        if used.len() == before {
            break;
        }
    }
    package.styles.children.retain(|node| match node {
        Node::Element(style) => !is_own(style) || style.get("w:styleId").is_some_and(|id| used.contains(id)),
        Node::Text(_) => true,
    });
    Ok(())
}

/// Adds the names that stand in an element where names of styles do.
fn add_names(element: &Element, places: &[&str], found: &mut BTreeSet<String>) {
    for child in element.elements() {
        if places.contains(&child.name.as_str()) {
            found.extend(child.get("w:val").map(str::to_string));
        }
        add_names(child, places, found);
    }
}
