//! docx-rs can't draw. The title page's band reaches to the edges of the sheet: a rectangle behind the words, in the header
//! of the first page, where it is no part of the text ([MS-ODRAWXML] 2.3; ECMA-376 part 1, 20.4.2.3).

use super::{Facts, Package};
use crate::docx::DocxError;
use crate::docx::body::emu;
use crate::docx::xml::{Element, Node};

const NAMESPACES: [(&str, &str); 4] = [
    ("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:wps", SHAPE),
];
const SHAPE: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";

pub(super) fn apply(package: &mut Package, facts: &Facts) -> Result<(), DocxError> {
    if facts.document.cover.is_none() {
        return Ok(());
    }
    let mut id = None;
    package.document.visit(&mut |element| {
        if element.name == "w:headerReference" && element.get("w:type") == Some("first") {
            id = id.take().or_else(|| element.get("r:id").map(str::to_string));
        }
    });
    let target = |id: &str| {
        let relation = package.relationships.elements().find(|own| own.get("Id") == Some(id))?;
        let number: usize = relation.get("Target")?.strip_prefix("header")?.strip_suffix(".xml")?.parse().ok()?;
        number.checked_sub(1)
    };
    let Some(header) = id.as_deref().and_then(target).and_then(|index| package.headers.get_mut(index)) else {
        return Ok(());
    };
    for (name, space) in NAMESPACES {
        header.set(name, space);
    }
    if let Some(paragraph) = header.find_mut("w:p") {
        let alternatives = Element::new("mc:AlternateContent")
            .child(Element::new("mc:Choice").with("Requires", "wps").child(drawing(facts)))
            .child(Element::new("mc:Fallback"));
        paragraph.children.push(Node::Element(Element::new("w:r").child(alternatives)));
    }
    Ok(())
}

/// Says that a drawing shows nothing that those who can't see it must be told of ([MS-ODRAWXML], `decorative`).
fn decorative() -> Element {
    let own = Element::new("adec:decorative")
        .with("xmlns:adec", "http://schemas.microsoft.com/office/drawing/2017/decorative")
        .with("val", "1");
    Element::new("a:ext").with("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}").child(own)
}

fn drawing(facts: &Facts) -> Element {
    let size = |name: &str| {
        Element::new(name).with("cx", emu(facts.look.page.width).to_string()).with("cy", emu(facts.band).to_string())
    };
    let from_page = |name: &str| {
        let offset = Element::new("wp:posOffset").text("0");
        Element::new(name).with("relativeFrom", "page").child(offset)
    };
    let none = |name: &str| Element::new(name);
    let mut extent = none("wp:effectExtent");
    for side in ["l", "t", "r", "b"] {
        extent.set(side, "0");
    }
    let transform =
        Element::new("a:xfrm").child(Element::new("a:off").with("x", "0").with("y", "0")).child(size("a:ext"));
    let fill = if facts.document.cover.as_ref().is_some_and(|cover| cover.light) { "lt2" } else { "accent1" };
    let property = Element::new("wps:spPr")
        .child(transform)
        .child(Element::new("a:prstGeom").with("prst", "rect").child(none("a:avLst")))
        .child(Element::new("a:solidFill").child(Element::new("a:schemeClr").with("val", fill)))
        .child(Element::new("a:ln").child(none("a:noFill")));
    let shape = Element::new("wps:wsp").child(none("wps:cNvSpPr")).child(property).child(none("wps:bodyPr"));
    let graphic = Element::new("a:graphic").child(Element::new("a:graphicData").with("uri", SHAPE).child(shape));
    let mut anchor = Element::new("wp:anchor");
    let flags = [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", "0"),
        ("distR", "0"),
        ("simplePos", "0"),
        ("relativeHeight", "1"),
        ("behindDoc", "1"),
        ("locked", "0"),
        ("layoutInCell", "1"),
        ("allowOverlap", "1"),
    ];
    for (name, value) in flags {
        anchor.set(name, value);
    }
    let anchor = anchor
        .child(Element::new("wp:simplePos").with("x", "0").with("y", "0"))
        .child(from_page("wp:positionH"))
        .child(from_page("wp:positionV"))
        .child(size("wp:extent"))
        .child(extent)
        .child(none("wp:wrapNone"))
        .child(
            Element::new("wp:docPr")
                .with("id", "9000")
                .with("name", facts.terms.word_names.figure)
                .child(Element::new("a:extLst").child(decorative())),
        )
        .child(none("wp:cNvGraphicFramePr"))
        .child(graphic);
    Element::new("w:drawing").child(anchor)
}
