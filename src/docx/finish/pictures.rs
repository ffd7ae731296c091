//! docx-rs can't give a picture words for those who can't see it (ECMA-376 part 1, 20.4.2.5: `docPr/@descr`).

use super::{Facts, Package, check_tickets};
use crate::docx::DocxError;
use crate::docx::xml::Element;

pub(super) fn apply(package: &mut Package, facts: &Facts) -> Result<(), DocxError> {
    let mut found = Vec::new();
    let Package { document, pictures, .. } = package;
    document.visit(&mut |element| {
        let own = (element.name == "w:drawing").then(|| ticket(element, pictures)).flatten();
        if let Some(picture) = own.as_ref().and_then(|ticket| facts.tickets.pictures.get(ticket)) {
            found.extend(own);
            element.visit(&mut |inner| {
                if inner.name == "wp:docPr" {
                    inner.set("descr", &picture.words);
                }
            });
        }
    });
    check_tickets(&facts.tickets.pictures, &found)
}

/// The ticket of the picture in a drawing.
pub(super) fn ticket(drawing: &Element, pictures: &std::collections::BTreeMap<String, String>) -> Option<String> {
    let file = drawing.first("a:blip")?.get("r:embed")?;
    pictures.get(file).cloned()
}
