//! docx-rs's settings ask Word for East Asian line breaking and list elements in an order that the schema
//! does not allow. They are written anew: a document of today's Word, in the language of the plan.

use super::{Facts, Package};
use crate::docx::DocxError;
use crate::docx::xml::Element;

pub(super) fn apply(package: &mut Package, facts: &Facts) -> Result<(), DocxError> {
    let meta = &facts.document.meta;
    let compatible = [
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
        ("useWord2013TrackBottomHyphenation", "0"),
    ]
    .into_iter()
    .fold(Element::new("w:compat"), |compat, (name, value)| {
        let setting = Element::new("w:compatSetting")
            .with("w:name", name)
            .with("w:uri", "http://schemas.microsoft.com/office/word")
            .with("w:val", value);
        compat.child(setting)
    });
    let language = meta.locale();
    let begun = Element::new("w:settings")
        .with("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main")
        .child(Element::new("w:zoom").with("w:percent", "100"));
    // What is changed in a document with tracked changes is tracked too.
    let tracked = facts.document.changes.as_ref().map(|_| Element::new("w:trackRevisions"));
    package.settings = tracked
        .into_iter()
        .fold(begun, Element::child)
        .child(Element::with_val("w:defaultTabStop", "708"))
        .child(Element::with_val("w:characterSpacingControl", "doNotCompress"))
        .child(compatible)
        .child(Element::with_val("w:themeFontLang", language))
        .child(Element::with_val("w:decimalSymbol", ","))
        .child(Element::with_val("w:listSeparator", ";"));
    Ok(())
}
