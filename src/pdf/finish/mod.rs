//! Finishing: the file that Typst 0.15 writes in, the same file with better tags out. Nothing that is seen changes.
//! One rule for each thing that Typst says wrongly or can't say; when Typst learns it, the rule goes. A rule leaves
//! alone what it does not know, for a template of one's own may lay out anything.

mod bound_rows;
mod break_signs;
mod captions;
mod facts;
mod group_headers;
mod links;
mod lists;
mod outline;
mod row_groups;
mod signs;
mod spoken_cells;
mod texts;
mod tree;
mod years;

use lopdf::Document;

pub(super) use facts::Facts;

/// A rule: it changes the file.
type Rule = fn(&mut Document, &Facts);

/// The rules, in the order in which they are applied: `group_headers` counts the rows that
/// `row_groups` groups.
const RULES: &[Rule] = &[
    years::apply,
    bound_rows::apply,
    captions::apply,
    row_groups::apply,
    group_headers::apply,
    spoken_cells::apply,
    lists::apply,
    links::apply,
    signs::apply,
    outline::apply,
    break_signs::apply,
];

/// Applies every rule to a PDF file.
///
/// # Errors
/// `lopdf::Error` if it is not a PDF.
pub(super) fn finish(pdf: &[u8], facts: &Facts) -> Result<Vec<u8>, lopdf::Error> {
    let mut file = Document::load_mem(pdf)?;
    for rule in RULES {
        rule(&mut file, facts);
    }
    let mut bytes = Vec::with_capacity(pdf.len());
    // The tags are many small objects: in streams they take a third of the room.
    file.save_modern(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
