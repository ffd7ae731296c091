//! Content controls: what a field in the file is called, and which day was chosen in it.

use super::text::Control;
use super::xml::{Element, Xml};

/// What the properties of a control say.
pub(super) fn read(properties: Xml<'_, '_>) -> Control {
    let date = properties.child("date");
    let gallery = properties.child("docPartObj").and_then(|own| own.val("docPartGallery"));
    Control {
        alias: properties.val("alias").or(gallery).map(ToString::to_string),
        tag: properties.val("tag").map(ToString::to_string),
        is_date: date.is_some(),
        date: date.and_then(|own| own.own("fullDate")).and_then(|own| own.get(..10)).map(ToString::to_string),
        is_placeholder: properties.switch("showingPlcHdr").unwrap_or(false),
    }
}
