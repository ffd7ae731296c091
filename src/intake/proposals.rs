//! The way back into the data. Comes in: changes that are to be made, in the plan and its document as they are. Goes out: the edits
//! of the plan's data.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value as Json;

use super::merge::{Change, own_letters};
use super::origins::{Origins, PlacedText};
use crate::data::edits::{Edit, value_at};
use crate::document::{Block, List, Role};
use crate::plan::{Path, Plan};
use crate::prose::typed::typed;
use crate::prose::write::rewrite;
use crate::words::notation::hard_spaces;

/// The edits that make changes; nothing for a value that they don't fit.
pub fn edits(plan: &Plan, ours: &Origins, changes: &[Change]) -> BTreeMap<Path, Option<Vec<Edit>>> {
    let mut by_path: BTreeMap<Path, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        by_path.entry(change.path().clone()).or_default().push(change);
    }
    let edits = |(path, changes): (Path, Vec<&Change>)| {
        let made = value_edits(plan, ours, &path, &changes);
        (path, made)
    };
    by_path.into_iter().map(edits).collect()
}

fn value_edits(plan: &Plan, ours: &Origins, path: &Path, changes: &[&Change]) -> Option<Vec<Edit>> {
    let Some(Json::String(old)) = value_at(plan, path) else { return None };
    let mut texts: Vec<PlacedText> =
        ours.prose.get(path).into_iter().flatten().map(|at| own_words(&ours.texts[*at])).collect();
    let mut letters: Vec<char> = old.chars().collect();
    let mut changes = changes.to_vec();
    changes.sort_by_key(|change| match change {
        Change::Prose { range, .. } | Change::Words { range, .. } => (range.start, range.end),
    });
    // A text that stands in several places may have been changed in all of them.
    changes.dedup();
    let is_prose = matches!(changes.first(), Some(Change::Prose { .. }));
    // A text that is not printed as it stands, and once, is not changed from here.
    if is_prose && written(&texts, &old) != old {
        return None;
    }
    for change in changes.into_iter().rev() {
        match change {
            Change::Prose { range, texts: new, .. } => {
                texts.splice(range.clone(), new.iter().cloned());
                join_list(&mut texts, range.start..range.start + new.len());
            }
            Change::Words { range, words, .. } => drop(letters.splice(range.clone(), words.chars())),
        }
    }
    let new = if is_prose { written(&texts, &old) } else { letters.into_iter().collect::<String>().trim().to_string() };
    // A text that is taken away whole is a field or a part that is taken away, which is for people to do.
    (!new.trim().is_empty()).then(|| line_edits(path, &old, &new))
}

/// Makes items that were put in front of a list of their kind the first of it.
fn join_list(texts: &mut [PlacedText], new: Range<usize>) {
    let Some((added, [next, ..])) = texts.split_at_mut_checked(new.end) else { return };
    let is_own = |own: &PlacedText| own.level == next.level && own.begins_item;
    let Some(last) = added[new.start..].iter().rfind(|own| is_own(own)) else { return };
    if !(next.begins_item && next.begins_list) || last.start.is_some() != next.start.is_some() {
        return;
    }
    next.begins_list = false;
    let first = added[new.start..].iter().position(is_own).map_or(new.start, |at| new.start + at);
    if added[first].begins_list {
        added[first..].iter_mut().filter(|own| own.level == next.level).for_each(|own| own.start = next.start);
    }
}

/// A paragraph without the program's words.
fn own_words(own: &PlacedText) -> PlacedText {
    PlacedText { text: own.text.part(own_letters(&own.text)), ..own.clone() }
}

/// The Markdown of paragraphs in the place of a text.
fn written(texts: &[PlacedText], old: &str) -> String {
    rewrite(old, &typed(&blocks(texts, 0), &hard_spaces))
}

/// Paragraphs as blocks, with lists where they stand in some.
fn blocks(texts: &[PlacedText], level: usize) -> Vec<Block> {
    let mut made = Vec::new();
    let mut at = 0;
    while let Some(first) = texts.get(at) {
        if first.level <= level {
            made.push(Block::paragraph(Role::Body, first.text.clone()));
            at += 1;
            continue;
        }
        let own = level + 1;
        let counts = first.start.is_some();
        let goes_on = |text: &&PlacedText| {
            let is_other =
                text.level == own && text.begins_item && (text.begins_list || text.start.is_some() != counts);
            text.level > level && !is_other
        };
        let length = 1 + texts[at + 1..].iter().take_while(goes_on).count();
        let list = &texts[at..at + length];
        let starts = (0..length).filter(|index| *index == 0 || list[*index].level == own && list[*index].begins_item);
        let starts: Vec<usize> = starts.chain([length]).collect();
        let items = starts.windows(2).map(|pair| blocks(&list[pair[0]..pair[1]], own)).collect();
        made.push(Block::List(List { start: first.start, whole: false, items }));
        at += length;
    }
    made
}

/// The edits that make one text of another, line by line where the lines are as many.
fn line_edits(path: &Path, old: &str, new: &str) -> Vec<Edit> {
    if old.split('\n').count() != new.split('\n').count() {
        return vec![Edit::Value { path: path.clone(), value: new.into() }];
    }
    let mut edits = Vec::new();
    let mut start = 0;
    for (before, after) in old.split('\n').zip(new.split('\n')) {
        if before != after {
            let head = common(before.chars(), after.chars());
            let tail = common(before[head..].chars().rev(), after[head..].chars().rev());
            let range = start + head..start + before.len() - tail;
            edits.push(Edit::Words { path: path.clone(), range, words: after[head..after.len() - tail].into() });
        }
        start += before.len() + 1;
    }
    edits
}

/// How many bytes two texts begin with alike.
fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(own, other)| own == other).map(|(c, _)| c.len_utf8()).sum()
}
