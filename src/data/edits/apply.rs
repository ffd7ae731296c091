//! Edits of the texts of a plan's files: each file is parsed once for what changes and goes, and once for what comes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde_json::Value as Json;

use super::Edit;
use super::collisions::{EditError, check_collisions};
use super::values::delmål_order;
use super::written::{has_json_form_of, to_ron};
use crate::data::file_text::{FileText, NewField, NewItem};
use crate::data::strings::quoted;
use crate::plan::fields::{ValueKind, values_at};
use crate::plan::{Path, Step};

/// What is done with the items of a list, by their places before the edits.
#[derive(Debug, Default)]
struct ListChange {
    removed: BTreeSet<usize>,
    /// What is put in front of each place.
    added: BTreeMap<usize, Vec<NewItem>>,
    /// What goes with its comments, for it comes again.
    moved: BTreeSet<usize>,
}

/// Puts edits into the texts of a plan's files: those that are there, by their places in the plan, with new ones at the end.
///
/// # Errors
/// `EditError`; the texts are as they were then.
pub fn apply_to_files(files: &mut Vec<(String, FileText)>, edits: &[Edit]) -> Result<(), EditError> {
    check_collisions(edits)?;
    let mut made = files.clone();
    let incoming: Vec<Incoming> = edits.iter().filter_map(|edit| incoming(files, edit)).collect::<Result<_, _>>()?;
    for (index, (_, text)) in made.iter_mut().enumerate() {
        let own: Vec<&Edit> = edits.iter().filter(|edit| edit.path().file == index).collect();
        let incoming: Vec<&Incoming> = incoming.iter().filter(|own| own.list.file == index).collect();
        if !own.is_empty() || !incoming.is_empty() {
            apply_to_file(index, text, &own, &incoming)?;
        }
    }
    if let Some(order) = delmål_order(files.len().saturating_sub(1), edits)? {
        let hovud = made.first().cloned();
        made = hovud.into_iter().chain(order.into_iter().filter_map(|at| made.get(at + 1).cloned())).collect();
    }
    for edit in edits {
        let Edit::Delmål { file, value } = edit else { continue };
        if made.iter().any(|(name, _)| name == file) {
            return Err(EditError::Exists(file.clone()));
        }
        let (_, hovud) = made.first_mut().ok_or_else(|| EditError::Unfit(edit.path()))?;
        let list = edit.path();
        let name = quoted(file);
        let length = hovud.length(&list).map_err(|_| EditError::Unfit(list.clone()))?;
        let added = BTreeMap::from([(list, BTreeMap::from([(length, vec![NewItem::of(name)])]))]);
        hovud.add(&added, &BTreeMap::new()).map_err(EditError::Unfit)?;
        let text = format!("{}\n", to_ron(ValueKind::Group("Delmål"), value, ""));
        let text = FileText::read(text.into_bytes()).map_err(|_| EditError::Unfit(edit.path()))?;
        made.push((file.clone(), text));
    }
    *files = made;
    Ok(())
}

/// An item that comes from another list, with its comments.
struct Incoming {
    list: Path,
    before: usize,
    item: NewItem,
}

/// What an edit brings to a list from another.
fn incoming(files: &[(String, FileText)], edit: &Edit) -> Option<Result<Incoming, EditError>> {
    let (from, list, before) = match edit {
        Edit::Transfer { from, list, before } => (from, list, before),
        Edit::Words { .. }
        | Edit::Value { .. }
        | Edit::Field { .. }
        | Edit::Item { .. }
        | Edit::Move { .. }
        | Edit::Removal { .. }
        | Edit::Comment { .. }
        | Edit::Delmål { .. } => return None,
    };
    let taken = || {
        let Some((Step::Index(index), source)) = from.parent() else { return Err(EditError::Unfit(from.clone())) };
        let text =
            |path: &Path| files.get(path.file).map(|(_, text)| text).ok_or_else(|| EditError::Unfit(path.clone()));
        let item = text(from)?.item(&source, index).map_err(|_| EditError::Unfit(from.clone()))?;
        let item = text(list)?.adopted(list, item).map_err(|_| EditError::Unfit(list.clone()))?;
        Ok(Incoming { list: list.clone(), before: *before, item })
    };
    Some(taken())
}

fn apply_to_file(file: usize, text: &mut FileText, edits: &[&Edit], incoming: &[&Incoming]) -> Result<(), EditError> {
    let mut lists: BTreeMap<Path, ListChange> = BTreeMap::new();
    for Incoming { list, before, item } in incoming {
        lists.entry(list.clone()).or_default().added.entry(*before).or_default().push(item.clone());
    }
    let mut fields: BTreeMap<Path, Vec<NewField>> = BTreeMap::new();
    let mut replaced = Vec::new();
    let mut words_of: BTreeMap<&Path, Vec<(&Range<usize>, &str)>> = BTreeMap::new();
    let mut removed_fields: BTreeMap<Path, BTreeSet<String>> = BTreeMap::new();
    let unfit = |path: &Path| EditError::Unfit(path.clone());
    for edit in edits {
        match edit {
            Edit::Words { path, range, words } => {
                words_of.entry(path).or_default().push((range, words));
            }
            Edit::Value { path, value } => {
                let indent = text.indentation(path);
                replaced.push(text.value(path, &as_written(path, value, &indent)).map_err(|_| unfit(path))?);
            }
            Edit::Field { group, name, value } => {
                let path = group.field(name.clone());
                match (text.length(&path), value) {
                    // A list that is there may have comments.
                    (Ok(0), Json::Array(items)) => {
                        let indent = text.indentation_within(&path);
                        let items = items.iter().map(|own| NewItem::of(as_written(&path.index(0), own, &indent)));
                        lists.entry(path.clone()).or_default().added.insert(0, items.collect());
                    }
                    _ if text.has(&path) => {
                        let value = as_written(&path, value, &text.indentation(&path));
                        replaced.push(text.value(&path, &value).map_err(|_| unfit(&path))?);
                    }
                    _ => {
                        let value = as_written(&path, value, &text.indentation_within(group));
                        let own = NewField { name: name.clone(), value, after: fields_before(group, name) };
                        fields.entry(group.clone()).or_default().push(own);
                    }
                }
            }
            Edit::Item { list, before, value } => {
                let value = as_written(&list.index(*before), value, &text.indentation_within(list));
                let added = &mut lists.entry(list.clone()).or_default().added;
                added.entry(*before).or_default().push(NewItem::of(value));
            }
            Edit::Move { list, from, before } => {
                let own = text.item(list, *from).map_err(|_| unfit(list))?;
                let change = lists.entry(list.clone()).or_default();
                change.removed.insert(*from);
                change.moved.insert(*from);
                change.added.entry(*before).or_default().push(own);
            }
            Edit::Transfer { from, .. } => {
                let Some((Step::Index(index), list)) = from.parent() else { return Err(unfit(from)) };
                let change = lists.entry(list).or_default();
                change.removed.insert(index);
                change.moved.insert(index);
            }
            Edit::Removal { path } => match path.parent() {
                Some((Step::Index(index), list)) => {
                    lists.entry(list).or_default().removed.insert(index);
                }
                // What is said in or beside a list stays with it.
                Some((Step::Field(_), _)) if text.has_comments(path) => {
                    let length = text.length(path).map_err(|_| unfit(path))?;
                    lists.entry(path.clone()).or_default().removed.extend(0..length);
                }
                Some((Step::Field(name), group)) => {
                    removed_fields.entry(group).or_default().insert(name.to_string());
                }
                _ => return Err(unfit(path)),
            },
            Edit::Comment { path, words } => {
                replaced.extend(text.comment(path, words).map_err(|_| unfit(path))?);
            }
            Edit::Delmål { .. } => {}
        }
    }
    for (path, changes) in &words_of {
        replaced.extend(text.words(path, changes).map_err(|_| unfit(path))?);
    }
    // What changes and what goes, then what comes: it stands beside what is left.
    for (list, change) in &lists {
        replaced.extend(text.removed_items(list, &change.removed, &change.moved).map_err(|_| unfit(list))?);
    }
    for (group, names) in &removed_fields {
        replaced.extend(text.removed_fields(group, names).map_err(|_| unfit(group))?);
    }
    text.splice(replaced).map_err(|_| unfit(&Path::file(file)))?;
    let moved = |path: &Path| after_removals(path, &lists);
    let added: BTreeMap<Path, BTreeMap<usize, Vec<NewItem>>> = lists
        .iter()
        .filter(|(_, change)| !change.added.is_empty())
        .map(|(list, change)| {
            let place = |before: usize| before - change.removed.range(..before).count();
            let mut added: BTreeMap<usize, Vec<NewItem>> = BTreeMap::new();
            for (before, items) in &change.added {
                added.entry(place(*before)).or_default().extend(items.iter().cloned());
            }
            (moved(list), added)
        })
        .collect();
    let fields = fields.into_iter().map(|(group, own)| (moved(&group), own)).collect();
    text.add(&added, &fields).map_err(EditError::Unfit)
}

/// A path once items before it have been removed.
fn after_removals(path: &Path, lists: &BTreeMap<Path, ListChange>) -> Path {
    let mut old = Path::file(path.file);
    let mut new = old.clone();
    for step in path.steps() {
        let moved = match (step, lists.get(&old)) {
            (Step::Index(index), Some(change)) => Step::Index(index - change.removed.range(..index).count()),
            _ => step.clone(),
        };
        old = old.step(step.clone());
        new = new.step(moved);
    }
    new
}

/// The fields of a group that stand before one of them.
fn fields_before(group: &Path, name: &str) -> Vec<&'static str> {
    let groups = values_at(group).into_iter().filter_map(ValueKind::group);
    let own = groups.into_iter().find(|own| own.field(name).is_some());
    let fields = own.map_or(&[][..], |own| own.fields).iter().map(|field| field.name);
    fields.take_while(|own| *own != name).collect()
}

/// A value as RON, as what stands at a path is written. Where the path alone doesn't tell what may stand there, the value does.
fn as_written(path: &Path, value: &Json, indent: &str) -> String {
    let kinds = values_at(path);
    let fits = kinds.iter().find(|kind| has_json_form_of(**kind, value)).or(kinds.first());
    fits.map_or_else(|| value.to_string(), |kind| to_ron(*kind, value, indent))
}
