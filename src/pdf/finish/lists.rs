//! Lists with "•" called so (`Disc`): Typst calls every list without numbers `Circle` (typst-pdf, tags/tree/build.rs).

use lopdf::{Document, Object};

use super::{Facts, tree};

pub(super) fn apply(file: &mut Document, _: &Facts) {
    for list in tree::elements_of_kind(file, b"L") {
        if let Some(Object::Name(numbering)) = tree::attribute_mut(file, list, b"ListNumbering")
            && numbering == b"Circle"
        {
            *numbering = b"Disc".to_vec();
        }
    }
}
