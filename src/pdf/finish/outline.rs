//! The bookmarks shown when the file is opened, if there are so many that they are of help.

use lopdf::{Document, Object};

use super::Facts;

/// The fewest bookmarks that are shown when the file is opened: fewer are seen at a glance in the contents list.
const MANY: i64 = 6;

pub(super) fn apply(file: &mut Document, _: &Facts) {
    let outline = file.catalog().and_then(|catalog| file.get_dict_in_dict(catalog, b"Outlines"));
    let items = outline.and_then(|outline| outline.get(b"Count")).and_then(Object::as_i64).unwrap_or(0);
    if let Ok(catalog) = file.catalog_mut()
        && items.abs() >= MANY
        && !catalog.has(b"PageMode")
    {
        catalog.set("PageMode", "UseOutlines");
    }
}
