//! Break signs in what the file says of itself. The template makes places to break of them in what is printed.

use lopdf::Document;

use super::{Facts, texts};

pub(super) fn apply(file: &mut Document, _: &Facts) {
    texts::replace_characters(file, &[('\u{200b}', "")]);
}
