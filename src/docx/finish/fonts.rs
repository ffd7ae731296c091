//! docx-rs lists fonts that no style names, and not the one that all do. A program that hasn't that one takes what is named
//! here instead of it, or else what looks most like it (ECMA-376 part 1, 17.8.3).

use super::{Facts, Package};
use crate::docx::DocxError;
use crate::docx::styles::{FONT, FONT_ALIKE};
use crate::docx::xml::Element;

/// What its letters look like, by the classes of PANOSE.
const PANOSE: &str = "020F0502020204030204";

pub(super) fn apply(package: &mut Package, _: &Facts) -> Result<(), DocxError> {
    let font = Element::new("w:font")
        .with("w:name", FONT)
        .child(Element::with_val("w:altName", FONT_ALIKE))
        .child(Element::with_val("w:panose1", PANOSE))
        .child(Element::with_val("w:charset", "00"))
        .child(Element::with_val("w:family", "swiss"))
        .child(Element::with_val("w:pitch", "variable"));
    package.font_table = Element::new("w:fonts")
        .with("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main")
        .child(font);
    Ok(())
}
