//! docx-rs can't mark a header row (17.4.78), say what a table shows (17.4.62, `tblDescription`), which parts of the
//! table style apply (17.4.55), nor write a table style with a look for its first row or column (17.7.6.6).

use super::{Facts, Package, check_tickets};
use crate::docx::DocxError;
use crate::docx::styles::{DENSE_TABLE, FACT_GAP, FACTS_TABLE, LIGHT_TABLE, PROMPT, TABLE, twips};
use crate::docx::xml::{Element, Node};
use crate::paper::look::Colours;

pub(super) fn apply(package: &mut Package, facts: &Facts) -> Result<(), DocxError> {
    let mut found = Vec::new();
    package.document.visit(&mut |element| {
        if element.name == "w:tbl" {
            let own = element.first("w:p").and_then(|first| first.get("w14:paraId")).map(str::to_string);
            let summary = own.as_ref().and_then(|ticket| facts.tickets.tables.get(ticket));
            found.extend(own.filter(|_| summary.is_some()));
            finish_table(element, summary);
        }
    });
    add_controls(&mut package.document);
    let colours = &facts.look.colours;
    let name = |id: &'static str| facts.terms.word_names.style(id).unwrap_or(id);
    package.styles.children.push(Node::Element(table_style((TABLE, name(TABLE)), Weight::Full, colours)));
    package.styles.children.push(Node::Element(table_style((LIGHT_TABLE, name(LIGHT_TABLE)), Weight::Light, colours)));
    package.styles.children.push(Node::Element(table_style((DENSE_TABLE, name(DENSE_TABLE)), Weight::Dense, colours)));
    package.styles.children.push(Node::Element(facts_style(name(FACTS_TABLE), colours)));
    check_tickets(&facts.tickets.tables, &found)
}

fn finish_table(table: &mut Element, summary: Option<&String>) {
    let property = table.find_or_insert("w:tblPr");
    // The style has the borders; those on the table itself would hide them.
    property.remove("w:tblBorders");
    property.remove("w:tblCellMar");
    property.remove("w:jc");
    // Facts have their terms in the first column, all others their heads in the first row.
    let of_facts = property.find("w:tblStyle").and_then(|style| style.get("w:val")) == Some(FACTS_TABLE);
    let (flags, row, column) = if of_facts { ("0480", "0", "1") } else { ("0420", "1", "0") };
    let look = Element::with_val("w:tblLook", flags)
        .with("w:firstRow", row)
        .with("w:lastRow", "0")
        .with("w:firstColumn", column)
        .with("w:lastColumn", "0")
        .with("w:noHBand", "0")
        .with("w:noVBand", "1");
    property.replace(look);
    if let Some(summary) = summary {
        property.replace(Element::with_val("w:tblDescription", summary));
    }
    if let Some(first) = table.find_mut("w:tr").filter(|_| !of_facts) {
        first.find_or_insert("w:trPr").replace(Element::new("w:tblHeader"));
    }
}

/// Puts the facts that are to be filled in into content controls, which are called what the facts are (17.5.2). They are around
/// the paragraph: within it, LibreOffice 7.4 crosses them with the changes that it records.
fn add_controls(document: &mut Element) {
    let mut id = 0;
    document.visit(&mut |row| {
        if row.name != "w:tr" {
            return;
        }
        let term = row.find("w:tc").map(words).unwrap_or_default();
        for cell in row.elements_mut().filter(|cell| cell.name == "w:tc").skip(1) {
            for node in &mut cell.children {
                let Node::Element(paragraph) = node else { continue };
                let style = paragraph.find("w:r").and_then(|run| run.find("w:rPr")?.find("w:rStyle")?.get("w:val"));
                let of_facts = paragraph.find("w:pPr").and_then(|own| own.find("w:pStyle")?.get("w:val"));
                if (style, of_facts) != (Some(PROMPT), Some("Tiltaksfakta")) {
                    continue;
                }
                id += 1;
                let property = Element::new("w:sdtPr")
                    .child(Element::with_val("w:alias", &term))
                    .child(Element::with_val("w:tag", &term))
                    .child(Element::with_val("w:id", (FIRST_CONTROL + id).to_string()))
                    .child(Element::new("w:showingPlcHdr"))
                    .child(Element::new("w:text"));
                let content = Element::new("w:sdtContent").child(std::mem::take(paragraph));
                *paragraph = Element::new("w:sdt").child(property).child(content);
            }
        }
    });
}

/// What the content controls' numbers begin after.
const FIRST_CONTROL: usize = 460_000;

/// The words of an element.
fn words(element: &Element) -> String {
    element.children.iter().fold(String::new(), |all, node| match node {
        Node::Text(text) => all + text,
        Node::Element(child) => all + &words(child),
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Weight {
    Full,
    Light,
    Dense,
}

fn table_style((id, name): (&str, &str), weight: Weight, colours: &Colours) -> Element {
    let line = |side: &str, eighths: &str, colour: &str| {
        Element::with_val(side, "single").with("w:sz", eighths).with("w:space", "0").with("w:color", colour)
    };
    let margin = |side: &str, width: &str| Element::new(side).with("w:w", width).with("w:type", "dxa");
    let (above, below) = match weight {
        Weight::Full => ("60", "90"),
        Weight::Light => ("30", "40"),
        Weight::Dense => ("20", "30"),
    };
    // The head is filled, and needs no line over it.
    let over = (weight == Weight::Light).then(|| line("w:top", "6", &colours.accent));
    let borders = over
        .into_iter()
        .fold(Element::new("w:tblBorders"), Element::child)
        .child(line("w:bottom", "6", &colours.accent))
        .child(line("w:insideH", "4", &colours.hairline));
    let property = Element::new("w:tblPr").child(Element::with_val("w:tblStyleRowBandSize", "1")).child(borders).child(
        Element::new("w:tblCellMar")
            .child(margin("w:top", above))
            .child(margin("w:left", "100"))
            .child(margin("w:bottom", below))
            .child(margin("w:right", "100")),
    );
    let head_cell = match weight {
        Weight::Full | Weight::Dense => Element::new("w:tcPr")
            .child(Element::with_val("w:shd", "clear").with("w:color", "auto").with("w:fill", colours.accent.as_str())),
        Weight::Light => {
            Element::new("w:tcPr").child(Element::new("w:tcBorders").child(line("w:bottom", "6", &colours.accent)))
        }
    };
    let head = Element::new("w:tblStylePr")
        .with("w:type", "firstRow")
        .child(Element::new("w:rPr").child(Element::new("w:b")))
        .child(head_cell);
    style(id, name).child(property).child(head)
}

/// A table without lines, whose terms are grey.
fn facts_style(name: &str, colours: &Colours) -> Element {
    let margins =
        ["w:top", "w:left", "w:bottom", "w:right"].into_iter().fold(Element::new("w:tblCellMar"), |all, side| {
            let width = if side == "w:bottom" { twips(FACT_GAP) } else { 0 };
            all.child(Element::new(side).with("w:w", width.to_string()).with("w:type", "dxa"))
        });
    let terms = Element::new("w:tblStylePr")
        .with("w:type", "firstCol")
        .child(Element::new("w:rPr").child(Element::with_val("w:color", &colours.secondary)));
    style(FACTS_TABLE, name).child(Element::new("w:tblPr").child(margins)).child(terms)
}

fn style(id: &str, name: &str) -> Element {
    Element::new("w:style")
        .with("w:type", "table")
        .with("w:customStyle", "1")
        .with("w:styleId", id)
        .child(Element::with_val("w:name", name))
        .child(Element::with_val("w:basedOn", "TableNormal"))
        .child(Element::with_val("w:uiPriority", "99"))
        .child(Element::new("w:qFormat"))
}
