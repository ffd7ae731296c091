//! docx-rs can't write a theme, by which Word offers the plan's own colours, nor name a colour by its place in the theme: then
//! all of them follow when somebody chooses other colours for the document.

use super::{Facts, OFFICE, Package};
use crate::docx::DocxError;
use crate::docx::xml::{Element, Node};
use crate::paper::look::Colours;

pub(super) fn apply(package: &mut Package, facts: &Facts) -> Result<(), DocxError> {
    let relation = Element::new("Relationship")
        .with("Id", "theme")
        .with("Type", format!("{OFFICE}/theme"))
        .with("Target", "theme/theme1.xml");
    let colours = &facts.look.colours;
    let own = places(colours).map(|(_, place, colour)| (place, colour));
    let more = [("a:accent3", &colours.later), ("a:hlink", &colours.accent), ("a:folHlink", &colours.secondary)];
    package.theme.visit(&mut |element| {
        if let Some((_, colour)) = own.iter().chain(&more).find(|(name, _)| *name == element.name) {
            element.replace(Element::new("a:srgbClr").with("val", colour.as_str()));
        }
    });
    package.relationships.children.push(Node::Element(relation));
    Ok(())
}

/// The colours of the look: what Word calls each, and where it stands in the theme.
fn places(colours: &Colours) -> [(&'static str, &'static str, &String); 9] {
    [
        ("text1", "a:dk1", &colours.ink),
        ("background1", "a:lt1", &colours.white),
        ("text2", "a:dk2", &colours.secondary),
        ("background2", "a:lt2", &colours.tint),
        ("accent1", "a:accent1", &colours.accent),
        ("accent2", "a:accent2", &colours.draft),
        ("accent4", "a:accent4", &colours.hairline),
        ("accent5", "a:accent5", &colours.inserted),
        ("accent6", "a:accent6", &colours.deleted),
    ]
}

/// Names every colour by its place in the theme, beside its value, which other programs go by (17.3.2.6, 17.3.5).
pub(super) fn name_colours(package: &mut Package, facts: &Facts) -> Result<(), DocxError> {
    let places = places(&facts.look.colours);
    let place =
        |colour: Option<&str>| places.iter().find(|(.., own)| Some(own.as_str()) == colour).map(|(name, ..)| *name);
    let Package { document, styles, numbering, headers, footers, .. } = package;
    for part in [document, styles, numbering].into_iter().chain(headers).chain(footers) {
        part.visit(&mut |element| {
            let (value, named) = match element.name.as_str() {
                "w:color" => ("w:val", "w:themeColor"),
                "w:shd" => ("w:fill", "w:themeFill"),
                name if name.starts_with("w:") => ("w:color", "w:themeColor"),
                _ => return,
            };
            if let Some(name) = place(element.get(value)) {
                element.set(named, name);
            }
        });
    }
    Ok(())
}
