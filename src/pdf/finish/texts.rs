//! What a file says of itself: bookmarks, titles of headings, the words of links and pictures. Typst takes these from what the
//! template was given.

use lopdf::{Document, Object};

/// What begins a text in UTF-16.
const UTF_16: [u8; 2] = [0xFE, 0xFF];

/// Replaces characters by words, or by nothing. Texts that are not in UTF-16 have no characters that need it.
pub(super) fn replace_characters(file: &mut Document, words: &[(char, &str)]) {
    let words: Vec<(u16, Vec<u16>)> =
        words.iter().map(|(character, words)| (*character as u16, words.encode_utf16().collect())).collect();
    file.objects.values_mut().for_each(|object| replace_in(object, &words));
}

fn replace_in(object: &mut Object, words: &[(u16, Vec<u16>)]) {
    let words_of =
        |unit: u16| words.iter().find(|(character, _)| *character == unit).map(|(_, words)| words.as_slice());
    match object {
        Object::String(text, _) if text.starts_with(&UTF_16) => {
            let units: Vec<u16> = text.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            if units.iter().any(|unit| words_of(*unit).is_some()) {
                let one = |unit: u16| words_of(unit).map_or_else(|| vec![unit], <[u16]>::to_vec);
                *text = units.into_iter().flat_map(one).flat_map(u16::to_be_bytes).collect();
            }
        }
        Object::Array(items) => items.iter_mut().for_each(|item| replace_in(item, words)),
        Object::Dictionary(entries) => entries.iter_mut().for_each(|(_, value)| replace_in(value, words)),
        _ => {}
    }
}
