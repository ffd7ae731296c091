//! docx-rs knows no fields to fill in (ECMA-376 part 1, 17.5.2). A prompt in the text becomes the content control that it
//! is the prompt of.

use super::{Facts, Package};
use crate::document::FillIn;
use crate::docx::styles::PROMPT;
use crate::docx::xml::{Element, Node};

pub(super) fn apply(package: &mut Package, facts: &Facts) {
    let meta = &facts.document.meta;
    let language = format!("{}-{}", meta.lang, meta.region);
    let mut names = facts.prompts.iter().enumerate();
    package.document.visit(&mut |paragraph| {
        if paragraph.name != "w:p" {
            return;
        }
        for node in &mut paragraph.children {
            let Node::Element(run) = node else { continue };
            let style = run.find("w:rPr").and_then(|property| property.find("w:rStyle"));
            if style.and_then(|style| style.get("w:val")) == Some(PROMPT)
                && let Some((index, name)) = names.next()
            {
                *node = Node::Element(control(std::mem::take(run), name, index + 1, &language));
            }
        }
    });
}

/// A field for a date, with a calendar, or for words.
fn control(prompt: Element, asked: &FillIn, id: usize, language: &str) -> Element {
    let kind = if asked.date {
        Element::new("w:date")
            .child(Element::val("w:dateFormat", "d. MMMM yyyy"))
            .child(Element::val("w:lid", language))
            .child(Element::val("w:storeMappedDataAs", "date"))
            .child(Element::val("w:calendar", "gregorian"))
    } else {
        Element::new("w:text")
    };
    let property = Element::new("w:sdtPr")
        .child(Element::val("w:alias", asked.name.as_str()))
        .child(Element::val("w:tag", format!("felt-{id}")))
        .child(Element::val("w:id", id.to_string()))
        .child(Element::new("w:showingPlcHdr"))
        .child(kind);
    Element::new("w:sdt").child(property).child(Element::new("w:sdtContent").child(prompt))
}
