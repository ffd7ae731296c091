//! Words for cells that have none to be heard: those left empty for a pen, as the dates of approvals to come, and those with a
//! dash (`ActualText`: ISO 32000-1, 14.9.4). Without them a listener can't tell such a cell from a fault.

use lopdf::{Document, ObjectId, text_string};

use super::{Facts, tree};

pub(super) fn apply(file: &mut Document, facts: &Facts) {
    for (table, spoken) in tree::tables(file, &facts.spoken) {
        let rows: Vec<ObjectId> = tree::elements_of_kind_in(file, table, b"TBody")
            .into_iter()
            .flat_map(|body| tree::elements_of_kind_in(file, body, b"TR"))
            .collect();
        if rows.len() != spoken.len() {
            continue;
        }
        for (row, words) in rows.into_iter().zip(spoken) {
            let cells = tree::children(file, row);
            if cells.len() == words.len() {
                for (cell, words) in cells.into_iter().zip(words) {
                    if let Some(words) = words {
                        tree::set(file, cell, "ActualText", text_string(words));
                    }
                }
            }
        }
    }
}
