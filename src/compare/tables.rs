//! Tables: two versions of one in, one out that has the rows of both. A row is known by what it is of: the tiltak that its head
//! leads to, or its head's words.

use std::collections::BTreeSet;

use super::order::{Step, by_likeness, merged};
use super::words::{ALIKE, compared as compared_text, likeness, signature, without_links};
use crate::document::{Anchor, Caption, Cell, Change, Column, Link, Mark, Row, Table, Text, Tone};

/// The table with marks; `None` where its columns are others, so that it has to be taken out and put in whole.
pub fn compared(old: &Table, new: &Table) -> Option<Table> {
    let caption = match (&old.caption, &new.caption) {
        (Some(before), Some(caption)) => {
            Some(Caption { text: compared_text(&before.text, &caption.text), ..caption.clone() })
        }
        (None, None) => None,
        _ => return None,
    };
    let columns = columns(&old.columns, &new.columns)?;
    let mut rows = Vec::new();
    for step in merged(old.rows.len(), new.rows.len(), pairs(old, new)) {
        match step {
            Step::Both(i, j) => rows.extend(both(&old.rows[i], &new.rows[j])),
            Step::Old(i, _) => rows.push(wholly(&old.rows[i], Change::Deleted)),
            Step::New(j, _) => rows.push(wholly(&new.rows[j], Change::Inserted)),
        }
    }
    let changed = caption.iter().any(|caption| caption.text.is_changed())
        || columns.iter().any(|column| column.head.is_changed())
        || rows.iter().any(is_changed);
    let mark = changed.then(Mark::default);
    Some(Table { caption, columns, rows, mark, ..new.clone() })
}

/// Whether anything in a row has changed.
pub fn is_changed(row: &Row) -> bool {
    let texts = row.cells.iter().flat_map(|cell| cell.lines.iter().chain(&cell.notes));
    row.change.is_some() || texts.into_iter().any(Text::is_changed)
}

/// How many rows a table has, and how they stand out.
pub fn shape(table: &Table) -> String {
    let row = |row: &Row| {
        let cells: String = row
            .cells
            .iter()
            .map(|cell| {
                format!("{}.{}.{}", cell.lines.len(), cell.notes.len(), cell.fill_in.is_some() || cell.bar.is_some())
            })
            .collect();
        format!("{:?}{cells}", row.tone)
    };
    table.rows.iter().map(row).collect()
}

fn columns(old: &[Column], new: &[Column]) -> Option<Vec<Column>> {
    let alike = old.iter().zip(new).filter(|(old, new)| likeness(&[&old.head], &[&new.head]) >= ALIKE).count();
    let same_kind = old.iter().zip(new).all(|(old, new)| (old.numbers, old.row_head) == (new.numbers, new.row_head));
    if old.len() != new.len() || !same_kind || 2 * alike < new.len() {
        return None;
    }
    let head = |(old, new): (&Column, &Column)| Column { head: compared_text(&old.head, &new.head), ..new.clone() };
    Some(old.iter().zip(new).map(head).collect())
}

/// Which rows are of the same thing: by name, and what has none by likeness.
fn pairs(old: &Table, new: &Table) -> Vec<(usize, usize)> {
    let repeated = repeated(old, new);
    let (before, after) = (names(old, &repeated), names(new, &repeated));
    let by_name: Vec<(usize, usize)> = before
        .iter()
        .enumerate()
        .filter_map(|(i, name)| Some((i, after.iter().position(|other| other == name)?)))
        .collect();
    let rest = |count: usize, taken: Vec<usize>| (0..count).filter(|at| !taken.contains(at)).collect::<Vec<_>>();
    let free_old = rest(old.rows.len(), by_name.iter().map(|pair| pair.0).collect());
    let free_new = rest(new.rows.len(), by_name.iter().map(|pair| pair.1).collect());
    let key = |table: &Table, at: &usize| row_signature(&table.rows[*at]);
    let (keys_old, keys_new): (Vec<_>, Vec<_>) =
        (free_old.iter().map(|at| key(old, at)).collect(), free_new.iter().map(|at| key(new, at)).collect());
    let like = |i: usize, j: usize| row_likeness(&old.rows[free_old[i]], &new.rows[free_new[j]]);
    let by_words = by_likeness(&keys_old, &keys_new, like).into_iter().map(|(i, j)| (free_old[i], free_new[j]));
    by_name.into_iter().chain(by_words.collect::<Vec<_>>()).collect()
}

/// The rows of the old table that stand in the new one, in their order.
pub fn kept(old: &Table, new: &Table) -> Vec<usize> {
    let steps = merged(old.rows.len(), new.rows.len(), pairs(old, new));
    let in_both = steps.into_iter().filter_map(|step| match step {
        // One that is taken out and put in whole is not kept.
        Step::Both(i, j) if both(&old.rows[i], &new.rows[j]).len() == 1 => Some(i),
        _ => None,
    });
    in_both.collect()
}

/// The heads that several rows have: what such a row is of, its next cell says too.
fn repeated(old: &Table, new: &Table) -> BTreeSet<String> {
    let mut repeated = BTreeSet::new();
    for table in [old, new] {
        let mut seen = BTreeSet::new();
        for row in table.rows.iter().filter(|row| row.tone != Tone::Detail) {
            let own = head(table, row);
            if !seen.insert(own.clone()) {
                repeated.insert(own);
            }
        }
    }
    repeated
}

fn head(table: &Table, row: &Row) -> String {
    let at = table.columns.iter().position(|column| column.row_head).unwrap_or(0);
    row.cells.get(at).map(name).unwrap_or_default()
}

/// What each row is of. A row of a group is of what the group is of; the second of a name is another.
fn names(table: &Table, repeated: &BTreeSet<String>) -> Vec<String> {
    let place = table.columns.iter().position(|column| column.row_head).unwrap_or(0);
    let mut names: Vec<String> = Vec::new();
    let mut group = String::new();
    for row in &table.rows {
        let mut own = head(table, row);
        if repeated.contains(&own) {
            own += &format!("\u{1}{}", row.cells.get(place + 1).map(name).unwrap_or_default());
        }
        if row.tone == Tone::Group {
            group.clone_from(&own);
        }
        let own = if row.tone == Tone::Detail { format!("{group}\u{1}{own}") } else { own };
        let nth = names.iter().filter(|other| other.split('\u{2}').next() == Some(&own)).count();
        names.push(format!("{own}\u{2}{nth}"));
    }
    names
}

/// What the first link in a cell leads to.
pub fn leads_to(cell: &Cell) -> Option<&Anchor> {
    cell.lines.iter().flat_map(|line| &line.0).find_map(|run| match &run.link {
        Some(Link::Anchor(anchor)) => Some(anchor),
        _ => None,
    })
}

fn name(cell: &Cell) -> String {
    let link = leads_to(cell).map(|anchor| format!("#{anchor}"));
    link.unwrap_or_else(|| cell.lines.iter().map(Text::words).collect::<Vec<_>>().join("\n"))
}

fn row_signature(row: &Row) -> String {
    let cells = row.cells.iter().map(|cell| cell.lines.iter().chain(&cell.notes).map(signature).collect::<String>());
    format!("{:?}{}", row.tone, cells.collect::<Vec<_>>().join("\u{3}"))
}

fn row_likeness(old: &Row, new: &Row) -> f64 {
    if old.cells.len() != new.cells.len() || is_kind(old) != is_kind(new) {
        return 0.0;
    }
    let texts = |row: &Row| row.cells.iter().flat_map(|cell| cell.lines.iter().chain(&cell.notes)).cloned().collect();
    let (old, new): (Vec<Text>, Vec<Text>) = (texts(old), texts(new));
    likeness(&old.iter().collect::<Vec<_>>(), &new.iter().collect::<Vec<_>>())
}

/// What a row is for: what comes later and the party's own are rows like the others.
fn is_kind(row: &Row) -> Tone {
    match row.tone {
        Tone::Later | Tone::Own => Tone::Normal,
        other => other,
    }
}

/// A row of both versions; both of them, where one has lines that the other lacks.
fn both(old: &Row, new: &Row) -> Vec<Row> {
    let same_shape = |(old, new): (&Cell, &Cell)| {
        (old.lines.len(), old.notes.len(), &old.fill_in) == (new.lines.len(), new.notes.len(), &new.fill_in)
            && (old.over, old.bar) == (new.over, new.bar)
    };
    let fits = old.cells.len() == new.cells.len()
        && is_kind(old) == is_kind(new)
        && old.cells.iter().zip(&new.cells).all(same_shape);
    if !fits {
        return vec![wholly(old, Change::Deleted), wholly(new, Change::Inserted)];
    }
    let texts = |old: &[Text], new: &[Text]| old.iter().zip(new).map(|(old, new)| compared_text(old, new)).collect();
    let cell = |(old, new): (&Cell, &Cell)| Cell {
        lines: texts(&old.lines, &new.lines),
        notes: texts(&old.notes, &new.notes),
        ..new.clone()
    };
    let cells = old.cells.iter().zip(&new.cells).map(cell).collect();
    vec![Row { cells, ..new.clone() }]
}

/// A row of one version alone.
fn wholly(row: &Row, change: Change) -> Row {
    let mut row = Row { change: Some(change), ..row.clone() };
    for text in row.cells.iter_mut().flat_map(|cell| cell.lines.iter_mut().chain(&mut cell.notes)) {
        let own = std::mem::take(text).changed(change);
        *text = if change == Change::Deleted { without_links(own) } else { own };
    }
    row
}
