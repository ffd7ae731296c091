//! docx-rs knows no fields to fill in (ECMA-376 part 1, 17.5.2). A prompt in the text becomes the content control that it
//! is the prompt of.

use super::{Facts, Package, all_found};
use crate::document::FillIn;
use crate::docx::DocxError;
use crate::docx::styles::PROMPT;
use crate::docx::xml::Element;

pub(super) fn apply(package: &mut Package, facts: &Facts) -> Result<(), DocxError> {
    let meta = &facts.document.meta;
    let language = meta.locale();
    let mut found = Vec::new();
    package.document.visit(&mut |paragraph| {
        let own = paragraph.get("w14:paraId").filter(|_| paragraph.name == "w:p").map(str::to_string);
        let Some(asked) = own.as_ref().and_then(|ticket| facts.tickets.prompts.get(ticket)) else { return };
        if let Some(prompt) = prompt_in(paragraph) {
            found.extend(own.clone());
            let run = std::mem::take(prompt);
            *prompt = control(run, asked, found.len(), &language);
        }
    });
    all_found(&facts.tickets.prompts, &found)
}

/// The first run in the style of prompts, wherever it stands.
fn prompt_in(element: &mut Element) -> Option<&mut Element> {
    element.elements_mut().find_map(|child| if is_prompt(child) { Some(child) } else { prompt_in(child) })
}

fn is_prompt(run: &Element) -> bool {
    let style = run.find("w:rPr").and_then(|property| property.find("w:rStyle"));
    run.name == "w:r" && style.and_then(|style| style.get("w:val")) == Some(PROMPT)
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
