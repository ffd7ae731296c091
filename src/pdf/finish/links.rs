//! The words of links out of the document. Typst describes such a link by its address (`Contents`), which some readers
//! say instead of its words (typst/typst#8877).

use lopdf::{Document, Object, ObjectId, text_string};

use super::{Facts, tree};

pub(super) fn apply(file: &mut Document, facts: &Facts) {
    let mut left: Vec<&(String, String)> = facts.links.iter().collect();
    for link in tree::all(file, b"Link") {
        let annotations = annotations(file, link);
        let Some(url) = annotations.first().and_then(|first| address(file, *first)) else { continue };
        let Some(next) = left.iter().position(|(known, _)| known.as_bytes() == url) else { continue };
        let (_, words) = left.remove(next);
        // A link over two pages has an annotation on each.
        for annotation in annotations {
            tree::set(file, annotation, "Contents", text_string(words));
        }
    }
}

fn annotations(file: &Document, link: ObjectId) -> Vec<ObjectId> {
    let of = |kid: &Object| kid.as_dict().ok()?.get(b"Obj").ok()?.as_reference().ok();
    tree::kids(file, link).iter().filter_map(of).collect()
}

fn address(file: &Document, annotation: ObjectId) -> Option<&[u8]> {
    let action = file.get_dict_in_dict(file.get_dictionary(annotation).ok()?, b"A").ok()?;
    action.get(b"URI").ok()?.as_str().ok()
}
