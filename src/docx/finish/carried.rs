//! What a Word file carries with it besides what is read: a part of XML (ECMA-376 part 1, 15.2.5 and 15.2.6), by which Word keeps
//! it, and properties of one's own (15.2.12.2).

use super::{Extra, OFFICE, PACKAGE, Package};
use crate::docx::Carried;
use crate::docx::package::PackagePart;
use crate::docx::xml::Element;

/// The kind of the part of properties.
pub(super) const PROPERTIES_TYPE: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
/// The id by which Word knows the part; any will do, and it is always the same.
const ITEM: &str = "{6B1F0C52-9C1E-4C59-8E0B-4C6D1A7F2E35}";
/// What all properties of one's own are of.
const FORMAT: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

impl Package {
    /// Puts what is carried into the package.
    pub(in crate::docx) fn carry(&mut self, carried: &Carried) {
        let xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{}", carried.xml);
        self.add_part(Extra {
            part: PackagePart { name: "customXml/item1.xml".into(), bytes: xml.into_bytes() },
            kind: "application/xml".into(),
            relation: "customXml".into(),
        });
        let data = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
        let item = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ds:datastoreItem xmlns:ds=\"{data}\" ds:itemID=\"{ITEM}\"><ds:schemaRefs/></ds:datastoreItem>"
        );
        let tie = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/customXmlProps\" Target=\"itemProps1.xml\"/></Relationships>"
        );
        let parts = [("customXml/itemProps1.xml", item), ("customXml/_rels/item1.xml.rels", tie)];
        self.beside.extend(parts.map(|(name, text)| PackagePart { name: name.into(), bytes: text.into_bytes() }));
        let types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";
        let properties = Element::new("Properties")
            .with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties")
            .with("xmlns:vt", types);
        // The first two numbers are Word's own.
        let all = carried.properties.iter().zip(2..).fold(properties, |all, ((name, value), id)| {
            let property = Element::new("property").with("fmtid", FORMAT).with("pid", id.to_string());
            all.child(property.with("name", name.as_str()).child(Element::new("vt:lpwstr").text(value.as_str())))
        });
        self.custom = Some(all);
    }
}
