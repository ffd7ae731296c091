//! The edits that number delmål and tiltak 1, 2, 3 and so on. Comes in: a plan. Goes out: its numbers that are to be others, with
//! what refers to a delmål by its number; a tiltak is referred to by its id.

use std::collections::BTreeMap;

use serde_json::json;

use super::Edit;
use crate::document::Anchor;
use crate::plan::texts::{TextKind, texts};
use crate::plan::{Formål, Path, Plan};
use crate::prose;

/// The edits that number the tiltak of a delmål in their order. One that has ended keeps its number.
pub fn tiltak_numbering(plan: &Plan, delmål: usize) -> Vec<Edit> {
    let Some(own) = plan.delmål.get(delmål) else { return Vec::new() };
    let list = Path::delmål(delmål).field("tiltak");
    let wrong = own.numbers_in_order().into_iter().enumerate().filter(|(at, number)| own.tiltak[*at].nummer != *number);
    wrong.map(|(at, number)| Edit::Value { path: list.index(at).field("nummer"), value: json!(number) }).collect()
}

/// The edits that number the delmål in their order, and with them what the money and the texts refer to by number. None where
/// two have the same number: nobody knows which of them is meant.
pub fn delmål_numbering(plan: &Plan) -> Vec<Edit> {
    let numbers = (1_u16..).zip(&plan.delmål).map(|(number, own)| (own.nummer, number));
    let all: BTreeMap<u16, u16> = numbers.collect();
    let new: BTreeMap<u16, u16> = all.iter().filter(|(old, new)| old != new).map(|(old, new)| (*old, *new)).collect();
    if all.len() < plan.delmål.len() || new.is_empty() {
        return Vec::new();
    }
    let value = |path: Path, number: &u16| Edit::Value { path, value: json!(number) };
    let own = plan.walk().delmål().filter_map(|(own, path)| Some(value(path.field("nummer"), new.get(&own.nummer)?)));
    let mut edits: Vec<Edit> = own.collect();
    edits.extend(plan.walk().postar().filter_map(|(post, path)| match post.formål {
        Formål::Delmål(number) => Some(value(path.field("formål").index(0), new.get(&number)?)),
        _ => None,
    }));
    let anchors: BTreeMap<String, Anchor> = new
        .iter()
        .flat_map(|(old, new)| {
            [(Anchor::delmål(*old), Anchor::delmål(*new)), (Anchor::tiltak_table(*old), Anchor::tiltak_table(*new))]
        })
        .map(|(old, new)| (old.as_str().to_string(), new))
        .collect();
    for text in texts(plan).iter().filter(|text| text.kind == TextKind::Prose && text.text.contains('#')) {
        edits.extend(prose::read(text.text).references.into_iter().filter_map(|(anchor, span)| {
            let words = anchors.get(&anchor)?.as_str().to_string();
            let at = span.start + text.text.get(span)?.find(&format!("#{anchor}"))? + 1;
            Some(Edit::Words { path: text.path.clone(), range: at..at + anchor.len(), words })
        }));
    }
    edits
}
