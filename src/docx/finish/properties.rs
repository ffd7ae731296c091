//! docx-rs can't set the title, the language or the author of a document (ECMA-376 part 2, 11.1). The
//! properties are written anew; every date is the version's.

use super::{Facts, Package};
use crate::docx::DocxError;
use crate::docx::xml::Element;

pub(super) fn apply(package: &mut Package, facts: &Facts) -> Result<(), DocxError> {
    let meta = facts.meta;
    let date = format!("{:04}-{:02}-{:02}T00:00:00Z", meta.date.year, meta.date.month, meta.date.day);
    let text = |name: &str, text: &str| Element::new(name).text(text);
    let dated = |name: &str| text(name, &date).with("xsi:type", "dcterms:W3CDTF");
    package.core = Element::new("cp:coreProperties")
        .with("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:dcmitype", "http://purl.org/dc/dcmitype/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .child(text("dc:title", &meta.title))
        .child(text("dc:subject", &meta.subject))
        .child(text("dc:creator", &meta.authors.join("; ")))
        .child(text("cp:keywords", &meta.keywords.join("; ")))
        .child(text("cp:lastModifiedBy", "handlingsplan"))
        .child(text("cp:revision", "1"))
        .child(dated("dcterms:created"))
        .child(dated("dcterms:modified"))
        .child(text("dc:language", &meta.locale()))
        .child(text("cp:version", &meta.version));
    package.app = Element::new("Properties")
        .with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .child(text("Application", "handlingsplan"));
    Ok(())
}
