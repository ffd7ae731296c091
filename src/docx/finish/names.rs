//! A name is not parted at its own hyphen: it gets the hyphen that no line ends after (17.3.3.18), which Word has as an element
//! between the words. What it is read as is the same sign.

use super::{Facts, Package};
use crate::document::split_names;
use crate::docx::DocxError;
use crate::docx::xml::{Element, Node};

pub(super) fn apply(package: &mut Package, _: &Facts) -> Result<(), DocxError> {
    let parts = [&mut package.document].into_iter().chain(&mut package.headers).chain(&mut package.footers);
    for part in parts {
        part.visit(&mut |element| {
            if element.name == "w:r" {
                element.children =
                    std::mem::take(&mut element.children).into_iter().flat_map(keep_names_whole).collect();
            }
        });
    }
    Ok(())
}

/// A child of a run; words cut at the hyphens of the names in them.
fn keep_names_whole(child: Node) -> Vec<Node> {
    let Node::Element(words) = &child else { return vec![child] };
    let [Node::Text(text)] = words.children.as_slice() else { return vec![child] };
    if !matches!(words.name.as_str(), "w:t" | "w:delText") {
        return vec![child];
    }
    let mut pieces = vec![String::new()];
    for (part, is_whole) in split_names(text) {
        for (index, piece) in part.split(|c| is_whole && c == '-').enumerate() {
            if index > 0 {
                pieces.push(String::new());
            }
            if let Some(last) = pieces.last_mut() {
                last.push_str(piece);
            }
        }
    }
    if pieces.len() == 1 {
        return vec![child];
    }
    let mut made = Vec::new();
    for (index, piece) in pieces.into_iter().enumerate() {
        if index > 0 {
            made.push(Node::Element(Element::new("w:noBreakHyphen")));
        }
        if !piece.is_empty() {
            made.push(Node::Element(Element { children: vec![Node::Text(piece)], ..words.clone() }));
        }
    }
    made
}
