//! docx-rs can't set the document's language or its kerning, mark the default styles, or bind a heading style to its
//! numbering; it makes every style one that Word offers in its gallery, and it
//! can't fill what is behind the words of a style.

use super::{Facts, Package};
use crate::document::Lang;
use crate::docx::DocxError;
use crate::docx::numberings::{BULLETS, HEADINGS, NUMBERS, bound_numberings};
use crate::docx::styles::{DRAFT, language_style};
use crate::docx::xml::{Element, Node};

/// The names of styles that Word itself knows; all others are the plan's own.
const BUILT_IN: [&str; 27] = [
    "Normal",
    "Default Paragraph Font",
    "Normal Table",
    "No List",
    "heading 1",
    "heading 2",
    "heading 3",
    "heading 4",
    "Body Text",
    "List Bullet",
    "List Number",
    "List Continue",
    "Title",
    "Subtitle",
    "caption",
    "header",
    "footer",
    "TOC Heading",
    "toc 1",
    "toc 2",
    "toc 3",
    "Strong",
    "Emphasis",
    "Hyperlink",
    "Placeholder Text",
    "Table Grid",
    "annotation text",
];

/// The styles with a numbering of their own, and the level in it that they are bound to; the last three take their parents' back.
const NUMBERED: [(&str, Option<(usize, usize)>); 8] = [
    ("Heading1", Some((HEADINGS, 0))),
    ("Heading2", Some((HEADINGS, 1))),
    ("Heading3", Some((HEADINGS, 2))),
    ("ListBullet", Some((BULLETS, 0))),
    ("ListNumber", Some((NUMBERS, 0))),
    ("Mellomtittel", None),
    ("Kapittel", None),
    ("Endringstittel", None),
];

/// The styles that somebody who writes on in the file is offered. All others are hidden until they are asked for.
const OFFERED: [&str; 12] = [
    "BodyText",
    "Heading1",
    "Heading2",
    "Mellomtittel",
    "Heading3",
    "Heading4",
    "ListBullet",
    "ListNumber",
    "Hovudmaal",
    "Caption",
    "Strong",
    "Emphasis",
];

pub(super) fn apply(package: &mut Package, facts: &Facts) -> Result<(), DocxError> {
    let meta = &facts.document.meta;
    let language = meta.locale();
    let styles = &mut package.styles;
    defaults(styles, &language, &facts.look.colours.ink);
    styles.children.retain(|node| match node {
        Node::Element(style) if style.name == "w:style" => {
            // docx-rs brings a default style of its own, which is written anew below.
            style.get("w:styleId") != Some("Normal")
        }
        _ => true,
    });
    for style in styles.elements_mut().filter(|style| style.name == "w:style") {
        let name = style.find("w:name").and_then(|name| name.get("w:val")).unwrap_or_default().to_string();
        if !BUILT_IN.contains(&name.as_str()) {
            style.set("w:customStyle", "1");
        }
        let id = style.get("w:styleId").unwrap_or_default().to_string();
        style.remove("w:qFormat");
        match OFFERED.contains(&id.as_str()) {
            true => style.replace(Element::new("w:qFormat")),
            false => style.replace(Element::new("w:semiHidden")),
        }
        if let Some(lang) = Lang::ALL.iter().find(|lang| language_style(**lang) == id) {
            style.find_or_insert("w:rPr").replace(Element::with_val("w:lang", lang.code()));
        }
        if id == DRAFT {
            let filled = Element::with_val("w:shd", "clear").with("w:color", "auto");
            let property = style.find_or_insert("w:rPr");
            property.replace(filled.with("w:fill", facts.look.colours.draft.as_str()));
        }
        let is_bound = |numbering: &usize| bound_numberings(facts.document).contains(numbering);
        let numbered = NUMBERED.iter().find(|(numbered, _)| *numbered == id);
        // Those that take their parents' back have headings for parents.
        let parent = (HEADINGS, 0);
        if let Some((_, level)) = numbered.filter(|(_, own)| is_bound(&own.unwrap_or(parent).0)) {
            let numbering = Element::new("w:numPr")
                .child(Element::with_val("w:ilvl", level.map_or(0, |(_, level)| level).to_string()))
                .child(Element::with_val("w:numId", level.map_or(0, |(numbering, _)| numbering).to_string()));
            let property = style.find_or_insert("w:pPr");
            property.replace(numbering);
            if level.is_none() {
                // docx-rs can set this, but not take a parent's back.
                property.replace(Element::with_val("w:pageBreakBefore", "0"));
            }
        }
    }
    let position = styles
        .children
        .iter()
        .position(|node| matches!(node, Node::Element(style) if style.name == "w:style"))
        .unwrap_or(styles.children.len());
    // The styles that Word knows besides those of the file: out of the way until one is used.
    let others =
        ["w:defLockedState", "w:defUIPriority", "w:defSemiHidden", "w:defUnhideWhenUsed", "w:defQFormat", "w:count"]
            .into_iter()
            .zip(["0", "99", "1", "1", "0", "376"])
            .fold(Element::new("w:latentStyles"), |own, (name, value)| own.with(name, value));
    for style in [others].into_iter().chain(default_styles()).rev() {
        styles.children.insert(position, Node::Element(style));
    }
    Ok(())
}

fn defaults(styles: &mut Element, language: &str, ink: &str) {
    let defaults = styles.find_or_insert("w:docDefaults");
    let run = defaults.find_or_insert("w:rPrDefault").find_or_insert("w:rPr");
    run.replace(Element::with_val("w:color", ink));
    // Letters are kerned at every size, as in the PDF; Word doesn't unless it is told to.
    run.replace(Element::with_val("w:kern", "2"));
    run.replace(Element::with_val("w:lang", language).with("w:eastAsia", language).with("w:bidi", "ar-SA"));
}

fn default_styles() -> [Element; 4] {
    let style = |kind: &str, id: &str, name: &str| {
        Element::new("w:style")
            .with("w:type", kind)
            .with("w:default", "1")
            .with("w:styleId", id)
            .child(Element::with_val("w:name", name))
    };
    let hidden = |style: Element| {
        style
            .child(Element::with_val("w:uiPriority", "99"))
            .child(Element::new("w:semiHidden"))
            .child(Element::new("w:unhideWhenUsed"))
    };
    let no_margin = |side: &str, width: &str| Element::new(side).with("w:w", width).with("w:type", "dxa");
    let table = Element::new("w:tblPr").child(Element::new("w:tblInd").with("w:w", "0").with("w:type", "dxa")).child(
        Element::new("w:tblCellMar")
            .child(no_margin("w:top", "0"))
            .child(no_margin("w:left", "108"))
            .child(no_margin("w:bottom", "0"))
            .child(no_margin("w:right", "108")),
    );
    [
        hidden(style("paragraph", "Normal", "Normal")),
        hidden(style("character", "DefaultParagraphFont", "Default Paragraph Font")),
        hidden(style("table", "TableNormal", "Normal Table")).child(table),
        hidden(style("numbering", "NoList", "No List")),
    ]
}
