//! The rows of a group understood with it: the group's head is a header of every cell in its rows (`Headers`,
//! ISO 32000-1, 14.8.5.7), so that "Statleg" is heard with the tiltak whose funding it is. Typst knows of columns and
//! rows only.

use lopdf::{Document, Object, ObjectId};

use super::{Facts, tree};
use crate::document::Tone;

pub(super) fn apply(file: &mut Document, facts: &Facts) {
    for (table, tones) in tree::tables(file, &facts.tones) {
        let rows = body_rows(file, table);
        if rows.len() == tones.len() {
            name_groups(file, &rows, tones);
        }
    }
}

fn body_rows(file: &Document, table: ObjectId) -> Vec<ObjectId> {
    let parts = tree::children(file, table).into_iter();
    parts.filter(|part| tree::kind(file, *part) == b"TBody").flat_map(|body| tree::children(file, body)).collect()
}

fn name_groups(file: &mut Document, rows: &[ObjectId], tones: &[Tone]) {
    let mut group = None;
    for (row, tone) in rows.iter().zip(tones) {
        let head = head_of(file, *row);
        match (tone, &group, head) {
            (Tone::Group, _, head) => group = head,
            (Tone::Detail, Some(group), Some(own)) => {
                for cell in tree::children(file, *row) {
                    add_header(file, cell, group, &own);
                }
            }
            (Tone::Detail, ..) => {}
            _ => group = None,
        }
    }
}

/// The name by which cells refer to the row's head.
fn head_of(file: &Document, row: ObjectId) -> Option<Vec<u8>> {
    let head = tree::children(file, row).into_iter().find(|cell| tree::kind(file, *cell) == b"TH")?;
    Some(file.get_dictionary(head).ok()?.get(b"ID").ok()?.as_str().ok()?.to_vec())
}

/// Headers are said in their order: the column's, the group's, the row's own.
fn add_header(file: &mut Document, cell: ObjectId, group: &[u8], own: &[u8]) {
    let headers = tree::attribute_mut(file, cell, b"Headers").and_then(|headers| headers.as_array_mut().ok());
    let Some(headers) = headers else { return };
    let place_of = |headers: &[Object], id| headers.iter().position(|header| header.as_str().is_ok_and(|it| it == id));
    if place_of(headers, group).is_none() {
        let place = place_of(headers, own).unwrap_or(headers.len());
        headers.insert(place, Object::string_literal(group));
    }
}
