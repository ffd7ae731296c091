//! The columns of years: what stands in them, and their heads, is for the eye alone, for each row says its period in words. The
//! template draws them as artifacts; their cells, which are then empty, are taken out of what a screen reader is given.

use std::collections::BTreeSet;

use lopdf::{Document, Object, ObjectId};

use super::bound_rows::{id, remove_ids, width};
use super::{Facts, tree};

pub(super) fn apply(file: &mut Document, facts: &Facts) {
    let mut removed = BTreeSet::new();
    for (table, years) in tree::tables(file, &facts.years) {
        if years.iter().any(|year| *year) {
            for row in tree::elements_of_kind_in(file, table, b"TR") {
                removed.extend(without_years(file, row, years));
            }
            let cells =
                [tree::elements_of_kind_in(file, table, b"TH"), tree::elements_of_kind_in(file, table, b"TD")].concat();
            for cell in cells {
                if let Some(Object::Array(headers)) = tree::attribute_mut(file, cell, b"Headers") {
                    headers.retain(|header| !header.as_str().is_ok_and(|name| removed.contains(name)));
                }
            }
        }
    }
    if !removed.is_empty() {
        remove_ids(file, &removed);
    }
}

/// Takes the cells of years out of a row; the names of those that were heads.
fn without_years(file: &mut Document, row: ObjectId, years: &[bool]) -> Vec<Vec<u8>> {
    let (mut kept, mut names) = (Vec::new(), Vec::new());
    let mut column = 0;
    for cell in tree::children(file, row) {
        let across = width(file, cell);
        let own = years.get(column..(column + across).min(years.len())).unwrap_or_default();
        let of_years = own.iter().filter(|year| **year).count();
        column += across;
        if of_years == across && of_years > 0 && tree::kids(file, cell).is_empty() {
            names.extend(id(file, cell));
            continue;
        }
        if of_years > 0
            && let Some(span) = tree::attribute_mut(file, cell, b"ColSpan")
        {
            *span = Object::Integer((across - of_years).max(1) as i64);
        }
        kept.push(cell);
    }
    tree::set_children(file, row, &kept);
    names
}
