//! Break signs in what the file says of itself: the titles of headings, bookmarks, the words of links. The template makes
//! places to break of them in what is printed; Typst takes these words from what the template was given.

use lopdf::{Document, Object};

use super::Facts;

/// What begins a text in UTF-16.
const UTF_16: [u8; 2] = [0xFE, 0xFF];
/// U+200B in it.
const BREAK: [u8; 2] = [0x20, 0x0B];

pub(super) fn apply(file: &mut Document, _: &Facts) {
    file.objects.values_mut().for_each(without_breaks);
}

fn without_breaks(object: &mut Object) {
    match object {
        Object::String(text, _) if text.starts_with(&UTF_16) && text.chunks_exact(2).any(|unit| unit == BREAK) => {
            *text = text.chunks(2).filter(|unit| *unit != BREAK).flatten().copied().collect();
        }
        Object::Array(items) => items.iter_mut().for_each(without_breaks),
        Object::Dictionary(entries) => entries.iter_mut().for_each(|(_, value)| without_breaks(value)),
        _ => {}
    }
}
