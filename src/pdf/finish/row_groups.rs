//! The head's rows as a `THead`, the others as a `TBody` (ISO 32000-1, 14.8.4.3.4), so that a screen reader knows
//! which rows are repeated as the head on every page. Typst writes them only for tables without row heads (typst-pdf,
//! tags/context/table.rs); our tables have both.

use lopdf::{Document, ObjectId};

use super::{Facts, tree};

pub(super) fn apply(file: &mut Document, _: &Facts) {
    for table in tree::elements_of_kind(file, b"Table") {
        group_rows(file, table);
    }
}

fn group_rows(file: &mut Document, table: ObjectId) {
    let mut parts = tree::children(file, table);
    let rows = parts.split_off(parts.iter().take_while(|part| tree::kind(file, **part) == b"Caption").count());
    let heads = rows.iter().take_while(|row| is_head(file, **row)).count();
    if heads == 0 || heads == rows.len() || !rows.iter().all(|row| tree::kind(file, *row) == b"TR") {
        return;
    }
    let (head, body) = rows.split_at(heads);
    for (kind, rows) in [("THead", head), ("TBody", body)] {
        let group = tree::add(file, kind, table);
        tree::set_children(file, group, rows);
        parts.push(group);
    }
    tree::set_children(file, table, &parts);
}

/// A row of header cells that speak of their columns.
fn is_head(file: &Document, row: ObjectId) -> bool {
    let cells = tree::children(file, row);
    let speaks_of_column = |cell: &ObjectId| {
        let scope = tree::attribute(file, *cell, b"Scope").and_then(|scope| scope.as_name().ok());
        tree::kind(file, *cell) == b"TH" && scope == Some(b"Column")
    };
    !cells.is_empty() && cells.iter().all(speaks_of_column)
}
