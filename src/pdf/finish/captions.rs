//! Captions in their tables (ISO 32000-1, 14.8.4.3.4). How a figure is laid decides whether Typst writes the caption
//! as the first part of the table or beside it in a `Div`; here it is always the first part, and a table stands in no
//! `Div` of its own.
//!
//! The caption of a picture stays beside its `Figure`, after it: readers say the `Alt` of a `Figure` and nothing of what
//! is in it, so a caption in it would not be heard (PDF Association, Tagged PDF Best Practice Guide: Syntax).

use lopdf::{Document, ObjectId};

use super::{Facts, tree};

pub(super) fn apply(file: &mut Document, _: &Facts) {
    for caption in tree::elements_of_kind(file, b"Caption") {
        if let Some(wrapper) = tree::parent(file, caption).filter(|parent| tree::kind(file, *parent) == b"Div") {
            place(file, caption, wrapper);
        }
    }
    for table in tree::elements_of_kind(file, b"Table") {
        unwrap(file, table);
    }
}

/// Places a caption that stands in a `Div` with what it is the caption of.
fn place(file: &mut Document, caption: ObjectId, wrapper: ObjectId) {
    let mut beside = tree::children(file, wrapper);
    beside.retain(|sibling| *sibling != caption);
    if let Some(table) = table_alone(file, &beside) {
        let mut parts = tree::children(file, table);
        if !parts.is_empty() && parts.iter().all(|part| tree::kind(file, *part) != b"Caption") {
            parts.insert(0, caption);
            tree::set_children(file, table, &parts);
            tree::set_children(file, wrapper, &beside);
        }
    } else if let [figure] = *beside
        && tree::kind(file, figure) == b"Figure"
    {
        tree::set_children(file, wrapper, &[figure, caption]);
    }
}

/// The table that the elements consist of, be it in `Div`s, if they consist of nothing else.
fn table_alone(file: &Document, elements: &[ObjectId]) -> Option<ObjectId> {
    let [element] = *elements else { return None };
    match tree::kind(file, element) {
        b"Table" => Some(element),
        b"Div" => table_alone(file, &tree::children(file, element)),
        _ => None,
    }
}

/// Puts the table in the place of the `Div`s that hold nothing else.
fn unwrap(file: &mut Document, table: ObjectId) {
    while let Some(wrapper) = tree::parent(file, table).filter(|parent| is_bare(file, *parent)) {
        let Some(outer) = tree::parent(file, wrapper) else { return };
        let mut siblings = tree::children(file, outer);
        let Some(place) = siblings.iter().position(|sibling| *sibling == wrapper) else { return };
        siblings[place] = table;
        tree::set_children(file, outer, &siblings);
        file.objects.remove(&wrapper);
    }
}

/// A `Div` with one child that says nothing itself: no words, no language, no name.
fn is_bare(file: &Document, element: ObjectId) -> bool {
    let says_nothing = |key: &[u8]| matches!(key, b"Type" | b"S" | b"P" | b"K" | b"A");
    tree::kind(file, element) == b"Div"
        && tree::children(file, element).len() == 1
        && file.get_dictionary(element).is_ok_and(|element| element.iter().all(|(key, _)| says_nothing(key)))
}
