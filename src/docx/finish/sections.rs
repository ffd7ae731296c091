//! docx-rs writes the references to headers and footers only in the last section. A section without them
//! takes those of the section before, so they belong in the first; and only the first has a page of its own
//! kind, the title page. A page on its side needs a header and a footer whose right end is at its own margin, which docx-rs
//! can't give it.

use super::{Facts, OFFICE, Package};
use crate::docx::DocxError;
use crate::docx::styles::twips;
use crate::docx::xml::{Element, Node};
use crate::paper::look::Page;

const REFERENCES: [&str; 2] = ["w:headerReference", "w:footerReference"];

pub(super) fn apply(package: &mut Package, facts: &Facts) -> Result<(), DocxError> {
    let mut references: Vec<Element> = Vec::new();
    let mut sideways = false;
    package.document.visit(&mut |element| {
        if element.name == "w:sectPr" {
            references.extend(element.elements().filter(|child| REFERENCES.contains(&child.name.as_str())).cloned());
            sideways |= is_landscape(element);
        }
    });
    let uprights = references.iter().filter(|own| own.get("w:type") == Some("default") && sideways);
    let uprights: Vec<Element> = uprights.cloned().collect();
    let page = &facts.look.page;
    let all: Vec<(Element, Element)> =
        uprights.into_iter().filter_map(|upright| Some((landscape_part(package, &upright, page)?, upright))).collect();
    let (mut first, mut turned) = (true, false);
    package.document.visit(&mut |element| {
        if element.name != "w:sectPr" {
            return;
        }
        for name in REFERENCES.iter().chain(&["w:titlePg"]) {
            element.remove(name);
        }
        if std::mem::take(&mut first) {
            let title_page = facts.document.cover.as_ref().map(|_| Element::new("w:titlePg"));
            let own = references.iter().cloned().chain(title_page);
            element.children.extend(own.map(Node::Element));
        }
        if is_landscape(element) != turned {
            turned = !turned;
            for (wide, upright) in &all {
                element.remove(&upright.name);
                element.children.push(Node::Element(if turned { wide } else { upright }.clone()));
            }
        }
    });
    Ok(())
}

fn is_landscape(section: &Element) -> bool {
    section.find("w:pgSz").and_then(|size| size.get("w:orient")) == Some("landscape")
}

/// Adds a copy of the referenced header or footer for landscape pages; returns the reference to it.
fn landscape_part(package: &mut Package, upright: &Element, page: &Page) -> Option<Element> {
    let kind = upright.name.strip_prefix("w:")?.strip_suffix("Reference")?;
    let id = upright.get("r:id")?;
    let target = package.relationships.elements().find(|own| own.get("Id") == Some(id))?.get("Target")?;
    let number: usize = target.strip_prefix(kind)?.strip_suffix(".xml")?.parse().ok()?;
    let all = if kind == "header" { &mut package.headers } else { &mut package.footers };
    let mut part = all.get(number.checked_sub(1)?)?.clone();
    let tab = |value: &str, position: f64| Element::with_val("w:tab", value).with("w:pos", twips(position).to_string());
    let tabs =
        Element::new("w:tabs").child(tab("clear", page.text_width())).child(tab("right", page.landscape_text_width()));
    part.find_mut("w:p")?.find_or_insert("w:pPr").replace(tabs);
    all.push(part);
    let count = all.len();
    let own = format!("rId{}", package.relationships.elements().count() + 1);
    let relation = Element::new("Relationship")
        .with("Id", own.as_str())
        .with("Type", format!("{OFFICE}/{kind}"))
        .with("Target", format!("{kind}{count}.xml"));
    package.relationships.children.push(Node::Element(relation));
    let mut wide = upright.clone();
    wide.set("r:id", own);
    Some(wide)
}
