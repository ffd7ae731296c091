//! Row groups of tables in a finished PDF: the head's rows as a `THead`, the others as a `TBody` (ISO 32000-1,
//! 14.8.4.3.4), so that a screen reader knows which rows are repeated as the head on every page.
//!
//! Typst 0.15 writes them only for tables without row heads (typst-pdf, tags/context/table.rs); our tables have
//! both. Nothing else of the file is changed. When Typst writes both, this file can go.

use lopdf::{Dictionary, Document, Object, ObjectId};

/// The same file with its tables' rows grouped.
///
/// # Errors
/// `lopdf::Error` if it is not a PDF.
pub fn group_rows(pdf: &[u8]) -> Result<Vec<u8>, lopdf::Error> {
    let mut file = Document::load_mem(pdf)?;
    let tables: Vec<ObjectId> =
        file.objects.iter().filter(|(_, object)| is_element(object, b"Table")).map(|(id, _)| *id).collect();
    for table in tables {
        group_rows_of(&mut file, table)?;
    }
    let mut bytes = Vec::with_capacity(pdf.len());
    file.save_to(&mut bytes)?;
    Ok(bytes)
}

fn group_rows_of(file: &mut Document, table: ObjectId) -> Result<(), lopdf::Error> {
    let is = |part: &ObjectId, kind| file.get_object(*part).is_ok_and(|part| is_element(part, kind));
    let mut parts = children(file, table);
    let rows = parts.split_off(parts.iter().take_while(|part| is(part, b"Caption")).count());
    let heads = rows.iter().take_while(|row| is_head(file, **row)).count();
    if heads == 0 || heads == rows.len() || !rows.iter().all(|row| is(row, b"TR")) {
        return Ok(());
    }
    let (head, body) = rows.split_at(heads);
    for (kind, rows) in [("THead", head), ("TBody", body)] {
        parts.push(add_group(file, table, kind, rows));
    }
    let parts: Vec<Object> = parts.into_iter().map(Object::Reference).collect();
    file.get_dictionary_mut(table)?.set("K", parts);
    Ok(())
}

/// A new element under the table, with these rows.
fn add_group(file: &mut Document, table: ObjectId, kind: &str, rows: &[ObjectId]) -> ObjectId {
    let mut group = Dictionary::new();
    group.set("Type", "StructElem");
    group.set("S", kind);
    group.set("P", table);
    group.set("K", rows.iter().copied().map(Object::Reference).collect::<Vec<_>>());
    let id = file.add_object(group);
    for row in rows {
        if let Ok(row) = file.get_dictionary_mut(*row) {
            row.set("P", id);
        }
    }
    id
}

/// A row of header cells that speak of their columns.
fn is_head(file: &Document, row: ObjectId) -> bool {
    let cells = children(file, row);
    !cells.is_empty()
        && cells.iter().all(|cell| {
            file.get_object(*cell).is_ok_and(|object| is_element(object, b"TH")) && has_column_scope(file, *cell)
        })
}

fn has_column_scope(file: &Document, cell: ObjectId) -> bool {
    let attributes = file.get_dictionary(cell).and_then(|cell| cell.get(b"A"));
    let of_column = |object: &Object| {
        object.as_dict().and_then(|one| one.get(b"Scope")).and_then(Object::as_name).is_ok_and(|name| name == b"Column")
    };
    attributes.is_ok_and(|all| of_column(all) || all.as_array().is_ok_and(|all| all.iter().any(of_column)))
}

/// The elements that an element consists of, if it consists of elements alone.
fn children(file: &Document, element: ObjectId) -> Vec<ObjectId> {
    let parts = file.get_dictionary(element).and_then(|element| element.get(b"K")).and_then(Object::as_array);
    let all: Result<Vec<ObjectId>, _> = parts.into_iter().flatten().map(Object::as_reference).collect();
    all.unwrap_or_default()
}

fn is_element(object: &Object, kind: &[u8]) -> bool {
    object.as_dict().and_then(|element| element.get(b"S")).and_then(Object::as_name).is_ok_and(|name| name == kind)
}
