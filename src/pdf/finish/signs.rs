//! The signs around words that were put in or taken out: «[ut: » and «]». They are for those who hear the document and for what
//! is copied from it; who sees it, sees the lines. The template sets characters that have no width and no ink, in a font of
//! their own; here that font says what they stand for (`ToUnicode`: ISO 32000-1, 9.10.3), so that every reader of the text
//! gets the words, and nothing else has to know of them.

use lopdf::{Document, Object, ObjectId};

use super::{Facts, texts};

/// How the name of the font ends, which has the letters of its subset before.
const FONT: &[u8] = b"+Teikn-Regular";

pub(super) fn apply(file: &mut Document, facts: &Facts) {
    let Some(signs) = &facts.signs else { return };
    // One character stands for eight letters at most: what is longer MuPDF does not read.
    let words: [(char, &str); 6] = [
        ('\u{27e6}', &signs.deleted[0]),
        ('\u{27ea}', &signs.inserted[0]),
        ('\u{27ec}', &signs.rows[1]),
        ('\u{27ee}', &signs.rows[0]),
        ('\u{27eb}', "\u{a0}"),
        ('\u{27e7}', &signs.inserted[1]),
    ];
    for map in maps(file) {
        let Ok(stream) = file.get_object_mut(map).and_then(Object::as_stream_mut) else { continue };
        let Ok(mut text) = stream.get_plain_content() else { continue };
        for (sign, words) in words {
            let units: String = words.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
            text = replaced(&text, format!("<{:04X}>", sign as u32).as_bytes(), format!("<{units}>").as_bytes());
        }
        stream.set_plain_content(text);
    }
    texts::replace_characters(file, &words);
}

/// What the fonts of signs say that their characters are.
fn maps(file: &Document) -> Vec<ObjectId> {
    let fonts = file.objects.values().filter_map(|object| object.as_dict().ok());
    let named =
        fonts.filter(|font| font.get(b"BaseFont").and_then(Object::as_name).is_ok_and(|name| name.ends_with(FONT)));
    named.filter_map(|font| font.get(b"ToUnicode").ok()?.as_reference().ok()).collect()
}

fn replaced(text: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut made = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with(from) {
            made.extend_from_slice(to);
            at += from.len();
        } else {
            made.push(text[at]);
            at += 1;
        }
    }
    made
}
