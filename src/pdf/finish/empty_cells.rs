//! Words for cells that are left empty for a pen, as the dates of approvals to come: `ActualText` (ISO 32000-1,
//! 14.9.4). Without them a listener can't tell an empty cell from a fault.

use lopdf::{Document, text_string};

use super::{Facts, tree};

pub(super) fn apply(file: &mut Document, facts: &Facts) {
    for (table, words) in tree::tables(file, &facts.empty_cells) {
        let Some(words) = words else { continue };
        for cell in tree::elements_of_kind_in(file, table, b"TD") {
            let says_something = |key| file.get_dictionary(cell).is_ok_and(|cell| cell.has(key));
            if tree::kids(file, cell).is_empty() && !says_something(b"ActualText") && !says_something(b"Alt") {
                tree::set(file, cell, "ActualText", text_string(words));
            }
        }
    }
}
