//! Edits of a plan's values: the plan in, and the plan with the edits out. What is meant and what is written come of the same
//! edits, and can be held against each other.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::Edit;
use super::collisions::{EditError, check_collisions};
use crate::data::file_text::indented;
use crate::plan::fields::json;
use crate::plan::{Path, Plan, Step};

/// A plan with edits in it.
///
/// # Errors
/// `EditError` if two edits change the same, or one changes what is not there or makes what no plan can have.
pub fn apply_to_plan(plan: &Plan, edits: &[Edit]) -> Result<Plan, EditError> {
    check_collisions(edits)?;
    let mut files = vec![json(&plan.hovud)];
    files.extend(plan.delmål.iter().map(json));
    let edits = with_transfers_as_items(&mut files, edits)?;
    // Words first, from the end of each text; then what has no other places; then the items of lists, the innermost first.
    let mut words: Vec<&Edit> = edits.iter().filter(|edit| matches!(edit, Edit::Words { .. })).collect();
    words.sort_by_key(|edit| match edit {
        Edit::Words { range, .. } => std::cmp::Reverse(range.start),
        _ => std::cmp::Reverse(0),
    });
    let mut lists: BTreeMap<Path, Vec<&Edit>> = BTreeMap::new();
    let others = edits.iter().filter(|edit| !matches!(edit, Edit::Words { .. }));
    for edit in words.into_iter().chain(others) {
        let unfit = || EditError::Unfit(edit.path());
        match edit {
            Edit::Words { path, range, words } => {
                let Some(Json::String(text)) = found(&mut files, path) else { return Err(unfit()) };
                if text.get(range.clone()).is_none() {
                    return Err(unfit());
                }
                let new = indented(words, text);
                text.replace_range(range.clone(), &new);
            }
            Edit::Value { path, value } => *found(&mut files, path).ok_or_else(unfit)? = value.clone(),
            Edit::Field { group, name, value } => {
                let group = found(&mut files, group).and_then(fields_of).ok_or_else(unfit)?;
                group.insert(name.clone(), value.clone());
            }
            Edit::Removal { path } => match path.parent() {
                Some((Step::Field(name), group)) => {
                    let group = found(&mut files, &group).and_then(fields_of).ok_or_else(unfit)?;
                    group.remove(name.as_ref()).ok_or_else(unfit)?;
                }
                Some((_, list)) => lists.entry(list).or_default().push(edit),
                None => return Err(unfit()),
            },
            // It has been made two edits.
            Edit::Transfer { .. } => {}
            Edit::Item { list, .. } | Edit::Move { list, .. } => lists.entry(list.clone()).or_default().push(edit),
            Edit::Comment { .. } | Edit::Delmål { .. } => {}
        }
    }
    for (list, own) in lists.iter().rev() {
        let Some(Json::Array(items)) = found(&mut files, list) else { return Err(EditError::Unfit(list.clone())) };
        *items = with_items(items, own).ok_or_else(|| EditError::Unfit(list.clone()))?;
    }
    if let Some(own) = lists.get(&delmål_list()) {
        let order = order(plan.delmål.len(), own).ok_or_else(|| EditError::Unfit(delmål_list()))?;
        let hovud = files.first().cloned();
        files = hovud.into_iter().chain(order.into_iter().filter_map(|at| files.get(at + 1).cloned())).collect();
    }
    files.extend(edits.iter().filter_map(|edit| match edit {
        Edit::Delmål { value, .. } => Some(value.clone()),
        _ => None,
    }));
    let mut made = files.into_iter();
    let unfit = |file| EditError::Unfit(Path::file(file));
    let mut hovud: crate::plan::Hovud =
        serde_json::from_value(made.next().unwrap_or_default()).map_err(|_| unfit(0))?;
    hovud.delmål.extend(edits.iter().filter_map(|edit| match edit {
        Edit::Delmål { file, .. } => Some(file.clone()),
        _ => None,
    }));
    let delmål = made.enumerate().map(|(at, own)| serde_json::from_value(own).map_err(|_| unfit(at + 1)));
    Ok(Plan { hovud, delmål: delmål.collect::<Result<_, _>>()? })
}

/// The list of a plan's delmål, by the names of their files.
fn delmål_list() -> Path {
    Path::hovud().field("delmål")
}

/// The edits with an item taken away and a new one in the place of each that goes to another list.
fn with_transfers_as_items(files: &mut [Json], edits: &[Edit]) -> Result<Vec<Edit>, EditError> {
    let mut made = Vec::new();
    for edit in edits {
        match edit {
            Edit::Transfer { from, list, before } => {
                let value = found(files, from).cloned().ok_or_else(|| EditError::Unfit(from.clone()))?;
                made.push(Edit::Removal { path: from.clone() });
                made.push(Edit::Item { list: list.clone(), before: *before, value });
            }
            Edit::Words { .. }
            | Edit::Value { .. }
            | Edit::Field { .. }
            | Edit::Item { .. }
            | Edit::Move { .. }
            | Edit::Removal { .. }
            | Edit::Comment { .. }
            | Edit::Delmål { .. } => made.push(edit.clone()),
        }
    }
    Ok(made)
}

/// Which of a plan's delmål are left, in their new order, if edits take some away or move them.
pub(super) fn delmål_order(count: usize, edits: &[Edit]) -> Result<Option<Vec<usize>>, EditError> {
    let own = |edit: &&Edit| match edit {
        Edit::Removal { path } => path.parent().is_some_and(|(_, list)| list == delmål_list()),
        Edit::Item { list, .. } | Edit::Move { list, .. } => *list == delmål_list(),
        _ => false,
    };
    let own: Vec<&Edit> = edits.iter().filter(own).collect();
    if own.is_empty() {
        return Ok(None);
    }
    order(count, &own).map(Some).ok_or_else(|| EditError::Unfit(delmål_list()))
}

/// The places of items before some edits, in the order after them; nothing if one of them is new.
fn order(count: usize, edits: &[&Edit]) -> Option<Vec<usize>> {
    let places: Vec<Json> = (0..count).map(Json::from).collect();
    with_items(&places, edits)?.iter().map(|at| at.as_u64().and_then(|at| usize::try_from(at).ok())).collect()
}

/// The value at a path of a plan, if there is one.
pub fn value_at(plan: &Plan, path: &Path) -> Option<Json> {
    let own = match path.file {
        0 => json(&plan.hovud),
        at => json(plan.delmål.get(at - 1)?),
    };
    let mut files = vec![Json::Null; path.file];
    files.push(own);
    found(&mut files, path).cloned()
}

/// The value at a path.
fn found<'f>(files: &'f mut [Json], path: &Path) -> Option<&'f mut Json> {
    let mut value = files.get_mut(path.file)?;
    for step in path.steps() {
        value = match (step, value) {
            (Step::Index(index), Json::Array(items)) => items.get_mut(*index)?,
            // What stands in the parentheses after a word that was chosen.
            (Step::Index(0), Json::Object(chosen)) => chosen.values_mut().next()?,
            (Step::Field(name), own) => fields_of(own)?.get_mut(name.as_ref())?,
            (Step::Key(key), Json::Object(map)) => map.get_mut(&key.to_string())?,
            _ => return None,
        };
    }
    Some(value)
}

/// The fields of a group, or those right under a word that was chosen.
fn fields_of(value: &mut Json) -> Option<&mut serde_json::Map<String, Json>> {
    let map = value.as_object_mut()?;
    let is_choice = map.len() == 1 && map.keys().all(|key| key.starts_with(char::is_uppercase));
    if is_choice { map.values_mut().next()?.as_object_mut() } else { Some(map) }
}

/// The items of a list with edits in it.
fn with_items(items: &[Json], edits: &[&Edit]) -> Option<Vec<Json>> {
    let mut kept: Vec<Option<&Json>> = items.iter().map(Some).collect();
    let mut added: BTreeMap<usize, Vec<Json>> = BTreeMap::new();
    for edit in edits {
        match edit {
            Edit::Removal { path } => match path.parent() {
                Some((Step::Index(index), _)) => *kept.get_mut(index)? = None,
                _ => return None,
            },
            Edit::Item { before, value, .. } => added.entry(*before).or_default().push(value.clone()),
            Edit::Move { from, before, .. } => {
                added.entry(*before).or_default().push(items.get(*from)?.clone());
                *kept.get_mut(*from)? = None;
            }
            _ => return None,
        }
    }
    if added.keys().next_back().is_some_and(|last| *last > items.len()) {
        return None;
    }
    let mut made = Vec::new();
    for (at, own) in kept.into_iter().chain([None]).enumerate() {
        made.extend(added.remove(&at).into_iter().flatten());
        made.extend(own.cloned());
    }
    Some(made)
}
