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
        .child(colour_mapping())
        .child(Element::with_val("w:decimalSymbol", ","))
        .child(Element::with_val("w:listSeparator", ";"));
    Ok(())
}

/// Which colour of the theme is which in the text (17.15.1.20): as Word has it.
fn colour_mapping() -> Element {
    let all =
        [("bg1", "light1"), ("t1", "dark1"), ("bg2", "light2"), ("t2", "dark2")].map(|(own, of)| (own, of.to_string()));
    let accents = (1..=6).map(|number| (format!("accent{number}"), format!("accent{number}")));
    let links = [("hyperlink", "hyperlink"), ("followedHyperlink", "followedHyperlink")];
    let all = all.into_iter().map(|(own, of)| (own.to_string(), of)).chain(accents);
    let all = all.chain(links.map(|(own, of)| (own.to_string(), of.to_string())));
    all.fold(Element::new("w:clrSchemeMapping"), |mapping, (own, of)| mapping.with(&format!("w:{own}"), of))
}
