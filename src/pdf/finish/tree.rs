//! The structure tree of a PDF (ISO 32000-1, 14.7.2), as Typst writes it: elements that refer to each other.

use lopdf::{Dictionary, Document, Object, ObjectId};

/// The elements of a kind, in reading order.
pub(super) fn elements_of_kind(file: &Document, wanted: &[u8]) -> Vec<ObjectId> {
    let root = file.catalog().and_then(|catalog| catalog.get(b"StructTreeRoot")).and_then(Object::as_reference);
    root.map_or(Vec::new(), |root| elements_of_kind_in(file, root, wanted))
}

/// The elements of a kind within one, in reading order.
pub(super) fn elements_of_kind_in(file: &Document, root: ObjectId, wanted: &[u8]) -> Vec<ObjectId> {
    let mut found = Vec::new();
    let mut waiting = vec![root];
    while let Some(id) = waiting.pop() {
        let Ok(element) = file.get_dictionary(id) else { continue };
        if kind_of(element) == wanted {
            found.push(id);
        }
        waiting.extend(kids_of(element).iter().rev().filter_map(|kid| kid.as_reference().ok()));
    }
    found
}

/// What kind of element it is; nothing if it is none.
pub(super) fn kind(file: &Document, element: ObjectId) -> &[u8] {
    file.get_dictionary(element).map(kind_of).unwrap_or_default()
}

fn kind_of(element: &Dictionary) -> &[u8] {
    element.get(b"S").and_then(Object::as_name).unwrap_or_default()
}

/// The tables, each with what is known of it. None where there is another number of tables: the template lays out others, and
/// nobody knows which is which.
pub(super) fn tables<'a, T>(file: &Document, known: &'a [T]) -> Vec<(ObjectId, &'a T)> {
    let tables = elements_of_kind(file, b"Table");
    if tables.len() == known.len() { tables.into_iter().zip(known).collect() } else { Vec::new() }
}

/// The element that it is a part of.
pub(super) fn parent(file: &Document, element: ObjectId) -> Option<ObjectId> {
    file.get_dictionary(element).ok()?.get(b"P").ok()?.as_reference().ok()
}

/// What it consists of: elements, marked content, annotations.
pub(super) fn kids(file: &Document, element: ObjectId) -> &[Object] {
    file.get_dictionary(element).map(kids_of).unwrap_or_default()
}

fn kids_of(element: &Dictionary) -> &[Object] {
    element.get(b"K").map_or(&[], |kids| kids.as_array().map_or(std::slice::from_ref(kids), Vec::as_slice))
}

/// The elements that it consists of; none if it does not consist of elements alone.
pub(super) fn children(file: &Document, element: ObjectId) -> Vec<ObjectId> {
    let all: Result<Vec<ObjectId>, _> = kids(file, element).iter().map(Object::as_reference).collect();
    all.unwrap_or_default()
}

/// Gives an element these children.
pub(super) fn set_children(file: &mut Document, element: ObjectId, children: &[ObjectId]) {
    for child in children {
        set(file, *child, "P", element);
    }
    set(file, element, "K", children.iter().copied().map(Object::Reference).collect::<Vec<_>>());
}

/// Sets an entry of a dictionary.
pub(super) fn set(file: &mut Document, dictionary: ObjectId, key: &str, value: impl Into<Object>) {
    if let Ok(dictionary) = file.get_dictionary_mut(dictionary) {
        dictionary.set(key, value);
    }
}

/// An attribute of an element (14.7.5).
pub(super) fn attribute<'a>(file: &'a Document, element: ObjectId, key: &[u8]) -> Option<&'a Object> {
    let attributes = file.get_dictionary(element).ok()?.get(b"A").ok()?;
    let all = attributes.as_array().map_or(std::slice::from_ref(attributes), Vec::as_slice);
    all.iter().find_map(|one| one.as_dict().ok()?.get(key).ok())
}

/// An attribute of an element, to be changed.
pub(super) fn attribute_mut<'a>(file: &'a mut Document, element: ObjectId, key: &[u8]) -> Option<&'a mut Object> {
    let all = match file.get_dictionary_mut(element).ok()?.get_mut(b"A").ok()? {
        Object::Array(all) => all.as_mut_slice(),
        one => std::slice::from_mut(one),
    };
    all.iter_mut().find_map(|one| one.as_dict_mut().ok()?.get_mut(key).ok())
}

/// A new element without children.
pub(super) fn add(file: &mut Document, kind: &str, parent: ObjectId) -> ObjectId {
    let mut element = Dictionary::new();
    element.set("Type", "StructElem");
    element.set("S", kind);
    element.set("P", parent);
    file.add_object(element)
}
