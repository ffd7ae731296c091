//! The edits that lead from one plan to another: the plan as it is in, and the plan that is meant; the edits out. Only what
//! differs is edited, so what does not stays as it is written.

use serde_json::Value as Json;

use super::Edit;
use super::written::is_default;
use crate::plan::fields::{Group, ValueKind, json};
use crate::plan::pairs::{Pair, names, paired};
use crate::plan::{Path, Plan};

/// The edits that make one plan into another with as many delmål.
pub fn edits_between(old: &Plan, new: &Plan) -> Vec<Edit> {
    let mut edits = Vec::new();
    compare(ValueKind::Group("Hovud"), &json(&old.hovud), &json(&new.hovud), &Path::hovud(), &mut edits);
    for (at, (before, after)) in old.delmål.iter().zip(&new.delmål).enumerate() {
        if before != after {
            compare(ValueKind::Group("Delmål"), &json(before), &json(after), &Path::delmål(at), &mut edits);
        }
    }
    edits
}

fn compare(kind: ValueKind, old: &Json, new: &Json, path: &Path, edits: &mut Vec<Edit>) {
    if old == new {
        return;
    }
    match (kind, old, new) {
        (ValueKind::Group(name), Json::Object(_), Json::Object(_)) => group(name, old, new, path, edits),
        (ValueKind::Choice(_), Json::Object(before), Json::Object(after)) if before.keys().eq(after.keys()) => {
            let Some((word, old)) = before.iter().next() else { return };
            let contents = kind.choices().iter().find(|own| own.name == word).and_then(|own| own.value);
            match contents {
                // The fields of a word that was chosen stand right under it.
                Some(own @ ValueKind::Group(_)) => compare(own, old, &after[word], path, edits),
                Some(own) => compare(own, old, &after[word], &path.index(0), edits),
                None => {}
            }
        }
        (ValueKind::List(items), Json::Array(before), Json::Array(after)) => list(*items, before, after, path, edits),
        (ValueKind::Amounts, Json::Object(before), Json::Object(after)) if before.keys().eq(after.keys()) => {
            let years =
                before.iter().filter_map(|(year, amount)| Some((year.parse::<i16>().ok()?, amount, &after[year])));
            // Year by year: what stands between the amounts stays.
            for (year, old, new) in years.filter(|(_, old, new)| old != new) {
                compare(ValueKind::Number, old, new, &path.key(year), edits);
            }
        }
        _ => edits.push(Edit::Value { path: path.clone(), value: new.clone() }),
    }
}

fn group(name: &str, old: &Json, new: &Json, path: &Path, edits: &mut Vec<Edit>) {
    for field in Group::named(name).map_or(&[][..], |group| group.fields) {
        let (before, after) = (&old[field.name], &new[field.name]);
        match (is_default(field, before), is_default(field, after)) {
            (true, true) => {}
            (false, true) => edits.push(Edit::Removal { path: path.field(field.name) }),
            (true, false) => {
                edits.push(Edit::Field { group: path.clone(), name: field.name.into(), value: after.clone() });
            }
            (false, false) => {
                compare(field.value.unwrap_or(ValueKind::Text), before, after, &path.field(field.name), edits);
            }
        }
    }
}

fn list(items: ValueKind, old: &[Json], new: &[Json], path: &Path, edits: &mut Vec<Edit>) {
    let pairs = paired(&names(items, old), &names(items, new));
    let mut pairs: Vec<(usize, usize)> = pairs.iter().filter_map(Pair::both).collect();
    if !pairs.is_sorted() {
        return edits.push(Edit::Value { path: path.clone(), value: new.into() });
    }
    pairs.push((old.len(), new.len()));
    let (mut i, mut j) = (0, 0);
    for (old_at, new_at) in pairs {
        let (gone, added) = (i..old_at, j..new_at);
        // What has most of what the other is known by is the same thing, in order.
        let mut next = gone.start;
        for j in added {
            match (next..gone.end).find(|i| is_akin(items, &old[*i], &new[j])) {
                Some(i) => {
                    edits.extend((next..i).map(|at| Edit::Removal { path: path.index(at) }));
                    compare(items, &old[i], &new[j], &path.index(i), edits);
                    next = i + 1;
                }
                None => edits.push(Edit::Item { list: path.clone(), before: next, value: new[j].clone() }),
            }
        }
        edits.extend((next..gone.end).map(|at| Edit::Removal { path: path.index(at) }));
        if let (Some(before), Some(after)) = (old.get(old_at), new.get(new_at)) {
            compare(items, before, after, &path.index(old_at), edits);
        }
        (i, j) = (old_at + 1, new_at + 1);
    }
}

/// Whether two items between the same others are one: they have half of what they are known by in common.
fn is_akin(items: ValueKind, old: &Json, new: &Json) -> bool {
    let key = items.group().map_or(&[][..], |group| group.key);
    let same = key.iter().filter(|field| old[**field] == new[**field]).count();
    !key.is_empty() && 2 * same >= key.len()
}
