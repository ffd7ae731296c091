//! docx-rs writes the references to headers and footers only in the last section. A section without them
//! takes those of the section before, so they belong in the first; and only the first has a page of its own
//! kind, the title page.

use super::{Facts, Package};
use crate::docx::xml::{Element, Node};

const REFERENCES: [&str; 2] = ["w:headerReference", "w:footerReference"];

pub(super) fn apply(package: &mut Package, _: &Facts) {
    let mut references: Vec<Element> = Vec::new();
    package.document.visit(&mut |element| {
        if element.name == "w:sectPr" {
            references.extend(element.elements().filter(|child| REFERENCES.contains(&child.name.as_str())).cloned());
        }
    });
    let mut first = true;
    package.document.visit(&mut |element| {
        if element.name != "w:sectPr" {
            return;
        }
        for name in REFERENCES.iter().chain(&["w:titlePg"]) {
            element.remove(name);
        }
        if std::mem::take(&mut first) {
            let own = references.iter().cloned().chain([Element::new("w:titlePg")]);
            element.children.extend(own.map(Node::Element));
        }
    });
}
