//! The template holds rows together by a cell without words or width in a column of its own, for Typst knows no other way.
//! That column is for the layout alone; here it is taken out of what a screen reader is given.

use std::collections::BTreeSet;

use lopdf::{Document, Object, ObjectId};

use super::{Facts, tree};

pub(super) fn apply(file: &mut Document, _: &Facts) {
    let mut removed = BTreeSet::new();
    for table in tree::elements_of_kind(file, b"Table") {
        let rows: Vec<ObjectId> = tree::elements_of_kind_in(file, table, b"TR");
        let Some(columns) = rows.first().and_then(|head| bound_columns(file, *head)) else { continue };
        for row in rows {
            let mut cells = tree::children(file, row);
            let last = cells.last().copied().filter(|cell| tree::kids(file, *cell).is_empty());
            let across: usize = cells.iter().map(|cell| width(file, *cell)).sum();
            if let (true, Some(last)) = (across > columns, last) {
                cells.pop();
                tree::set_children(file, row, &cells);
                removed.extend(id(file, last));
            }
        }
    }
    if !removed.is_empty() {
        remove_ids(file, &removed);
    }
}

/// How many columns a table has beside the one that holds its rows together; `None` if it has no such column.
fn bound_columns(file: &Document, head: ObjectId) -> Option<usize> {
    let cells = tree::children(file, head);
    let last = *cells.last()?;
    (tree::kind(file, last) == b"TH" && tree::kids(file, last).is_empty()).then(|| cells.len() - 1)
}

/// How many columns a cell reaches over.
pub(super) fn width(file: &Document, cell: ObjectId) -> usize {
    let span = tree::attribute(file, cell, b"ColSpan").and_then(|span| span.as_i64().ok());
    span.and_then(|span| usize::try_from(span).ok()).unwrap_or(1)
}

/// The name by which others refer to a cell.
pub(super) fn id(file: &Document, element: ObjectId) -> Option<Vec<u8>> {
    file.get_dictionary(element).ok()?.get(b"ID").ok()?.as_str().ok().map(<[u8]>::to_vec)
}

/// Takes ids out of the tree of ids (ISO 32000-1, 7.9.6).
pub(super) fn remove_ids(file: &mut Document, ids: &BTreeSet<Vec<u8>>) {
    for object in file.objects.values_mut() {
        let Ok(node) = object.as_dict_mut() else { continue };
        if let Ok(tree) = node.get_mut(b"IDTree").and_then(Object::as_dict_mut) {
            forget_in(tree.get_mut(b"Names").ok(), ids);
        }
        // A node of such a tree has names, and the first and the last of them.
        if node.has(b"Limits") {
            forget_in(node.get_mut(b"Names").ok(), ids);
        }
    }
}

fn forget_in(names: Option<&mut Object>, ids: &BTreeSet<Vec<u8>>) {
    if let Some(Object::Array(names)) = names {
        let known = |pair: &[Object]| pair[0].as_str().is_ok_and(|name| ids.contains(name));
        let kept = names.chunks(2).filter(|pair| !known(pair)).flatten().cloned().collect();
        *names = kept;
    }
}
